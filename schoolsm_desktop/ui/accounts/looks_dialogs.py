"""What was seen at a weekly look, and who looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from schoolsm_desktop.domain.accounts import Account
from schoolsm_desktop.domain.house import Look, LookResult
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.looks import LookLine
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page


class SomethingDialog(FormDialog):
    """What was there, and what was done about it. Names of children and parents do not belong here."""

    def __init__(self, page: Page, account: Account, done: Callable[[str], object]) -> None:
        super().__init__(
            page,
            tr("Something on {account}", account=account.name),
            tr("Save"),
            self._save,
            sentence=tr(
                "Take a screen print before anything is hidden or deleted. Where a child or a colleague may be harmed, "
                "tell the safeguarding lead first and write no names here."
            ),
        )
        self._account, self._saved = account, done
        self.form.add_lines("note", tr("What was there, and what was done"), needed=True)
        self.form.add_day("on", tr("Seen on"), page.desk.today(), needed=True)

    def _save(self) -> None:
        note, on = self.form.value("note"), self.form.day("on")

        def done(_look: Look) -> None:
            self.form.saved()
            self.accept()
            self._saved(self._account.name)

        looks, account_id = self.page.desk.office.looks, self._account.id
        self.work(lambda: looks.looked(account_id, LookResult.SOMETHING, note, on), done)


class LookerDialog(FormDialog):
    """Who looks at an account each week."""

    def __init__(self, page: Page, line: LookLine, people: Sequence[Person], done: Callable[[str], object]) -> None:
        super().__init__(
            page,
            tr("Who looks at {account} each week", account=line.account.name),
            tr("Save"),
            self._save,
            sentence=tr("Without a choice it is whoever looks after the account."),
        )
        self._account, self._saved = line.account, done
        chosen = str(line.account.looker_id) if line.account.looker_id else ""
        self.form.add_search(
            "looker_id",
            tr("Looks each week"),
            [(str(p.id), p.name, p.job_title) for p in sorted(people, key=lambda p: p.sort_name.casefold())],
            chosen,
        )

    def _save(self) -> None:
        chosen = self.form.value("looker_id")

        def done(_account: Account) -> None:
            self.form.saved()
            self.accept()
            self._saved(self._account.name)

        looks, account_id = self.page.desk.office.looks, self._account.id
        self.work(lambda: looks.choose_looker(account_id, UUID(chosen) if chosen else None), done)
