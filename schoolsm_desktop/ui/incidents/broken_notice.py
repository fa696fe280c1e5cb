"""Above a list of cases: how many of them do not open any more, because somebody altered them outside the program."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.records_check import Broken
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.pages import Page, Target
from schoolsm_desktop.ui.theme import State, px, set_state


class BrokenNotice(Card):
    """Hidden while every case opens. It counts only those shared with whoever looks."""

    def __init__(self, page: Page, parent: QWidget) -> None:
        super().__init__("", parent)
        self._said = words("", "", self, wrap=True)
        set_state(self._said, State.STOP)
        row = QWidget(self)
        flow = Flow(row)
        self._go = QPushButton(tr("Check the records…"), row)
        self._go.clicked.connect(lambda _on=False: page.desk.go(Target("settings", "", "records")))
        flow.addWidget(self._go)
        self.add(self._said)
        self.add(row)
        self.column.setSpacing(px(6))
        self.hide()

    def show_broken(self, broken: Broken) -> None:
        """Say how many do not open; whoever may check the records is brought to it, everybody else told whom to ask."""
        said = ntr(
            "{count} record shared with you does not open any more: it was altered outside the program. Nothing of it is shown. "
            "It stands unaltered in an older backup.",
            "{count} records shared with you do not open any more: they were altered outside the program. Nothing of them is "
            "shown. They stand unaltered in an older backup.",
            broken.count,
        )
        rest = (
            tr("Check the records in Settings, and tell a keyholder.")
            if broken.may_check
            else tr("Tell a keyholder today.")
        )
        self._said.setText(f"{State.STOP.sign} {said} {rest}")
        self._said.setAccessibleName(f"{said} {rest}")
        self._go.setVisible(broken.may_check)
        self.setVisible(bool(broken.count))
