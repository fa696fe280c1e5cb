"""Accounts: every account of the school, how each one is kept, and the termly check."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.pages import Desk
from schoolsm_desktop.ui.parts import Part, PartedPage, PartSpec

from .accounts_part import AccountsPart
from .book import Book
from .check_part import CheckPart
from .health_part import HealthPart
from .looks_part import LooksPart

if TYPE_CHECKING:
    from schoolsm_desktop.services.printing import Printed

PART_WORDS = {"accounts": "Accounts", "health": "What needs care", "check": "Termly check", "looks": "Weekly look"}


class AccountsPage(PartedPage):
    """Records and acts: see the parts; a record without an act is an account of the list."""

    NOUNS = frozenset({"accounts", "secrets", "access", "people", "policy", "school", "checklists", "checks", "house"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            title=tr("Accounts"),
            sentence=tr("Every account of the school, who looks after it, and its password."),
            tabs=tr("Accounts, what needs care, and the termly check"),
            words=PART_WORDS,
            parts=(
                PartSpec("accounts", self._accounts),
                PartSpec("health", HealthPart, Action.SEE_REGISTER),
                PartSpec("check", CheckPart, Action.SEE_ALL_ACCOUNTS),
                PartSpec("looks", LooksPart),
            ),
        )
        self.print = self.add_button(tr("Print directory"), self._print)
        self.bring_in = self.add_button(tr("Bring in passwords…"), partial(self.begin, "import", ""))
        self.give_back = self.add_button(tr("Save as a file…"), partial(self.begin, "give-back", ""))
        self.new = self.add_button(tr("New account…"), partial(self.begin, "account", ""), main=True)
        for button in (self.print, self.bring_in, self.give_back, self.new):
            button.setVisible(False)

    def _accounts(self, page: PartedPage) -> Part:
        accounts = AccountsPart(page)
        accounts.was_read.connect(self._offer)
        return accounts

    def _offer(self, book: Book) -> None:
        self.print.setVisible(book.may_print)
        self.bring_in.setVisible(book.may_bring_in)
        self.give_back.setVisible(book.may_give_back)
        self.new.setVisible(book.may_edit)

    def _print(self) -> None:
        def make() -> Printed:
            # `printing` is asked for here, on the worker: the first document imports what draws it.
            return self.desk.office.printing.account_directory()

        self.work(make, self.desk.preview)
