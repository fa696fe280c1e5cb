"""Your sign-in: as whom you work here, and your own passphrase."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QPushButton

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.head_replacement import ReplacementView
from schoolsm_desktop.ui.common.card import Card
from schoolsm_desktop.ui.common.change_passphrase import ChangePassphraseDialog
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.fact_list import Fact, FactList
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.parts import Part, PartedPage

from .head_replacement import HeadReplacementCard


class MePart(Part):
    """Everybody has this part, also those who see no list of staff."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        card = Card()
        self._facts = FactList(card)
        card.add(self._facts)
        flow = Flow()
        self.change = QPushButton(tr("Change my passphrase…"), card)
        self.change.clicked.connect(lambda _on=False: page.open_dialog("change-passphrase"))
        flow.addWidget(self.change)
        card.add(flow)
        card.fill()
        self.column.addWidget(card)
        self._replacement = HeadReplacementCard(page, self)
        self.column.addWidget(self._replacement)
        self.column.addStretch(1)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {"change-passphrase": lambda _record: ChangePassphraseDialog(self.page, self._changed)}

    def reload(self) -> None:
        office = self.page.desk.office

        def read() -> tuple[str, str, ReplacementView]:
            return office.me().name, office.my_title(), office.head_replacement.view()

        self.page.work(read, self._show)

    def _show(self, read: tuple[str, str, ReplacementView]) -> None:
        name, title, replacement = read
        self._replacement.show_view(replacement)
        self._facts.show_facts(
            [
                Fact(tr("Signed in"), name),
                Fact(tr("As"), title),
                Fact(tr("Kept about you"), tr("Each opening of a password is recorded with your name and the moment.")),
            ]
        )

    def _changed(self) -> None:
        self.page.messages.good(tr("Your passphrase is changed. Use the new one from the next sign-in on."))
