"""Two short dialogs of the headteacher's: authorising an account, and waiving a change that is only advised."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from schoolsm_desktop.domain.wording import day_text, list_text, tr
from schoolsm_desktop.ui.common.dialogs import FormDialog

if TYPE_CHECKING:
    from schoolsm_desktop.ui.accounts.accounts_part import AccountsPart


class AuthoriseDialog(FormDialog):
    """Records who authorised an account and when: on screen by the headteacher, or from paper by the coordinator."""

    def __init__(self, part: AccountsPart, record: str) -> None:
        facts = part.facts_of(UUID(record))
        super().__init__(
            part.page,
            tr("Authorise {account}", account=facts.line.account.name),
            tr("Authorise") if facts.may_authorise else tr("Record it"),
            self._save,
            sentence=tr("Without an authorisation an account cannot be put in use."),
        )
        self._account_id = facts.line.account.id
        head = part.book.headteacher
        if facts.may_authorise:
            self._me: UUID | None = part.book.me
        else:
            self._me = None
            people = [(str(p.id), p.name, p.job_title) for p in part.book.people]
            self.form.add_search(
                "by",
                tr("Authorised by"),
                people,
                str(head.id) if head else "",
                needed=True,
                hint=tr("As the signed paper says."),
            )
        self.form.add_day("on", tr("On"), part.desk.today(), needed=True)

    def _save(self) -> None:
        by = self._me or UUID(self.form.value("by"))
        on = self.form.day("on")
        if on is None or on > self.page.desk.today():
            self.form.show_error("on", tr("That day lies ahead. Enter the day on which it was authorised."))
            return
        accounts = self.page.desk.office.accounts

        def done(account: object) -> None:
            self.accept()
            self.page.messages.good(tr("The authorisation of {day} is recorded.", day=day_text(on)))

        self.work(lambda: accounts.authorise(self._account_id, by, on), done)


class WaiveDialog(FormDialog):
    """The headteacher decides, with a reason that is kept, that a change which is only advised is not needed."""

    def __init__(self, part: AccountsPart, record: str) -> None:
        facts = part.facts_of(UUID(record))
        people = list_text([person.short_name for person in facts.due_people]) or tr("Somebody")
        super().__init__(
            part.page,
            tr("No new password for {account}?", account=facts.line.account.name),
            tr("Waive the change"),
            self._save,
            sentence=tr(
                "{people} could have opened it and, as far as is recorded, never did. The register keeps your decision "
                "and its reason.",
                people=people,
            ),
        )
        self._account_id = facts.line.account.id
        self.form.add_lines("reason", tr("Why no change is needed"), needed=True, lines=2)

    def _save(self) -> None:
        reason, access = self.form.value("reason"), self.page.desk.office.access

        def done(_nothing: None) -> None:
            self.accept()
            self.page.messages.good(tr("The change is waived. Your reason is kept in the register."))

        self.work(lambda: access.waive(self._account_id, reason), done)
