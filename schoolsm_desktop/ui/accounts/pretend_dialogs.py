"""An account that pretends to be the school's, or that others run under its name: reported, and gone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QTimer

from schoolsm_desktop.domain.accounts import Account
from schoolsm_desktop.domain.cards import CardTask
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.how_to import HowToView

if TYPE_CHECKING:
    from schoolsm_desktop.ui.accounts.accounts_part import AccountsPart


class ReportDialog(FormDialog):
    """How such an account is reported on its platform, and when that was done. `record` is the account's id."""

    def __init__(self, part: AccountsPart, record: str) -> None:
        account = part.facts_of(UUID(record)).line.account
        super().__init__(
            part.page,
            tr("Report {account}", account=account.name),
            tr("It is reported"),
            self._save,
            sentence=tr(
                "Take a screen print before you report it. Nobody answers there, and no child is asked about it."
            ),
        )
        self._account = account
        self.how_to = HowToView(part.desk, self.form)
        self.how_to.loaded.connect(lambda: QTimer.singleShot(0, self, self.fit))  # when it has taken its height
        self.form.add_widget(self.how_to)
        outside = account.not_ours
        self.form.add_day("reported_on", tr("Reported on"), part.desk.today(), needed=True)
        self.form.add_line(
            "report_reference",
            tr("Reference"),
            outside.report_reference,
            hint=tr("The number the platform gives, or the e-mail in which it answers."),
        )
        self.form.saved()
        self.how_to.load(account.platform_id, CardTask.REPORT)

    def _save(self) -> None:
        on = self.form.day("reported_on")
        if on is None or on > self.page.desk.today():
            self.form.show_error("reported_on", tr("That day lies ahead. Enter the day on which it was reported."))
            return
        outside = replace(self._account.not_ours, reported_on=on, report_reference=self.form.value("report_reference"))
        changed = replace(self._account, not_ours=outside)

        def done(account: Account) -> None:
            self.form.saved()
            self.accept()
            self.page.messages.good(
                tr("{account} is recorded as reported. Look again in a week.", account=account.name)
            )

        self.work(lambda: self.page.desk.office.accounts.change(changed), done)


class GoneDialog(FormDialog):
    """The day on which an account that is not ours was seen to be gone. `record` is the account's id."""

    def __init__(self, part: AccountsPart, record: str) -> None:
        account = part.facts_of(UUID(record)).line.account
        super().__init__(
            part.page,
            tr("{account} is gone", account=account.name),
            tr("Save"),
            self._save,
            sentence=tr("Open its address as a stranger would, without being signed in."),
        )
        self._account = account
        self.form.add_day("gone_on", tr("Gone on"), part.desk.today(), needed=True)
        self.form.saved()

    def _save(self) -> None:
        on = self.form.day("gone_on")
        if on is None or on > self.page.desk.today():
            self.form.show_error("gone_on", tr("That day lies ahead. Enter the day on which you saw that it is gone."))
            return
        changed = replace(self._account, not_ours=replace(self._account.not_ours, gone_on=on))

        def done(account: Account) -> None:
            self.form.saved()
            self.accept()
            self.page.messages.good(tr("{account} is gone since {day}.", account=account.name, day=day_text(on)))

        self.work(lambda: self.page.desk.office.accounts.change(changed), done)
