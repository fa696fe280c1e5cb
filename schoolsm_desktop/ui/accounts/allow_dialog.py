"""The headteacher decides whether passwords may be saved as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from schoolsm_desktop.domain.approvals import Approval
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.giving_back import Asked
from schoolsm_desktop.ui.accounts.give_back_dialog import meaning
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.fact_list import Fact, FactList

if TYPE_CHECKING:
    from schoolsm_desktop.ui.pages import Page


class AllowGivingBackDialog(FormDialog):
    """`record` is the id of what was asked. Today leads here."""

    def __init__(self, page: Page, record: str) -> None:
        super().__init__(
            page,
            tr("Passwords are to be saved as a file: allow?"),
            tr("Allow it once"),
            lambda: self._decide(allow=True),
        )
        self._id, self._service = UUID(record), page.desk.office.giving_back
        self.facts = FactList(self.form)
        self.form.add_widget(self.facts)
        self.form.add_widget(words(meaning(), "", self.form, wrap=True))
        self.form.add_widget(
            words(
                tr("It is good for one file within 24 hours. You can be asked again for another one."),
                "quiet",
                self.form,
                wrap=True,
            )
        )
        self._rest(True)
        self.work(lambda: self._service.question(self._id), self._show)

    def _buttons(self, action: str) -> QHBoxLayout:
        row = super()._buttons(action)
        self.refuse = QPushButton(tr("Do not allow"), self)
        self.refuse.setAutoDefault(False)
        self.refuse.clicked.connect(lambda _on=False: self._decide(allow=False))
        row.insertWidget(row.indexOf(self.main), self.refuse)
        return row

    def _show(self, asked: Asked) -> None:
        self.facts.show_facts(
            (
                Fact(tr("Who asks"), asked.who),
                Fact(tr("When"), asked.when),
                Fact(tr("What the file is for"), asked.approval.reason),
            )
        )
        self._rest(not asked.may_decide)
        if not asked.may_decide:
            self.messages.inform(
                tr("This was decided already, or you asked for it yourself, so there is nothing to decide here.")
            )
        QTimer.singleShot(0, self, self.fit)  # when the facts that came have their room

    def _rest(self, on: bool) -> None:
        for button in (self.main, self.refuse):
            button.setEnabled(not on)

    def _decide(self, *, allow: bool) -> None:
        service, approval_id = self._service, self._id

        def done(approval: Approval) -> None:
            self.accept()
            self.page.messages.good(
                tr("Allowed. The file can be saved once within 24 hours.")
                if approval.allowed
                else tr("Not allowed. Whoever asked reads it in the same place.")
            )

        self.work(lambda: service.decide(approval_id, allow=allow), done)
