"""Short dialogs about how an account is kept: a way back tried, another login, a new owner for many, closing it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from schoolsm_desktop.domain.accounts import Account, SecretField
from schoolsm_desktop.domain.closing import gone_words
from schoolsm_desktop.domain.logins import NewLogin
from schoolsm_desktop.domain.recovery import WAY_WORDS, RecoveryWay
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.account_care import OwnerGone
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.tick_list import TickList
from schoolsm_desktop.ui.common.what_follows import WhatFollows
from schoolsm_desktop.ui.pages import Target

if TYPE_CHECKING:
    from schoolsm_desktop.domain.checklists import Checklist
    from schoolsm_desktop.ui.accounts.accounts_part import AccountsPart

WORKED, FAILED = "worked", "failed"
KEEP, RESET = "keep", "reset"
NOBODY = "nobody"


class TriedDialog(FormDialog):
    """Which way back into an account was tried, when, and what happened. `record` is the account's id."""

    def __init__(self, part: AccountsPart, record: str) -> None:
        account = part.facts_of(UUID(record)).line.account
        super().__init__(
            part.page,
            tr("Way back into {account} tried", account=account.name),
            tr("Save"),
            self._save,
            sentence=tr("Ask the platform for a reset code and see that it comes. You need not use it."),
        )
        self._account_id = account.id
        ways = [(way.value, tr(WAY_WORDS[way])) for way in RecoveryWay]
        self.form.add_choice("way", tr("What was tried"), ways, RecoveryWay.MAILBOX.value)
        self.form.add_day("on", tr("On"), part.desk.today(), needed=True)
        results = [(WORKED, tr("It worked")), (FAILED, tr("It did not work"))]
        self.form.add_choice("result", tr("What came of it"), results, WORKED)
        self.form.add_lines(
            "what_happened", tr("What happened"), lines=2, hint=tr("It is added to the account’s note.")
        )
        self.form.saved()

    def _save(self) -> None:
        care, on = self.page.desk.office.account_care, self.form.day("on")
        way, worked = RecoveryWay(self.form.value("way")), self.form.value("result") == WORKED
        what, account_id = self.form.value("what_happened"), self._account_id
        if on is None:
            return

        def done(account: Account) -> None:
            self.form.saved()
            self.accept()
            if worked:
                self.page.messages.good(tr("The way back into {account} is recorded as tried.", account=account.name))
            else:
                self.page.messages.warn(
                    tr(
                        "That way back into {account} does not work. Put it right there, and try again.",
                        account=account.name,
                    )
                )

        self.work(lambda: care.tried(account_id, way, on, worked=worked, what_happened=what), done)


class HandOnDialog(FormDialog):
    """The account is entered with another login on its platform from now on. `record` is the account's id."""

    def __init__(self, part: AccountsPart, record: str) -> None:
        facts = part.facts_of(UUID(record))
        account = facts.line.account
        super().__init__(
            part.page,
            tr("{account}: handed to another login", account=account.name),
            tr("Save"),
            self._save,
            sentence=tr(
                "How it was entered until now stays in its history. One-time codes and backup codes of the former login "
                "are taken away here: they open nothing any more."
            ),
        )
        self._account = account
        self._has = SecretField.PASSWORD in facts.fields
        self.form.add_line("user_name", tr("New user name or e-mail"), needed=True)
        self.form.add_line("handle", tr("Handle or page name"), account.handle)
        self.form.add_line("address", tr("Address"), account.address)
        self.form.add_day("since", tr("Since"), part.desk.today(), needed=True)
        self.form.add_line("reason", tr("Why"), hint=tr("Such as: office mailbox instead of a private one."))
        ways = [(KEEP, tr("Keep it here")), (RESET, tr("It was set there and is not kept here"))]
        self.form.add_choice("way", tr("The new login’s password"), ways, KEEP if facts.may_keep else RESET)
        self.form.field("way").setVisible(facts.may_keep)
        self.form.add_secret(
            "password",
            tr("Password"),
            keep=True,
            hint=tr("Only those whom the register names can open it; nobody knows it yet."),
        )
        self.form.edited.connect(lambda _name: self._fit_to_way())
        self.form.saved()
        self._fit_to_way()

    def _fit_to_way(self) -> None:
        self.form.field("password").setVisible(self.form.value("way") == KEEP)

    def _save(self) -> None:
        value, since = self.form.value, self.form.day("since")
        password = value("password") if value("way") == KEEP else ""
        if value("way") == KEEP and not password:
            self.form.show_error("password", tr("Type the new password, or choose that it is not kept here."))
            return
        if since is None:
            return
        login = NewLogin(value("user_name"), value("handle"), value("address"), since, value("reason"), password)
        care, account_id = self.page.desk.office.account_care, self._account.id

        def done(account: Account) -> None:
            self.form.saved()
            self.accept()
            self.page.messages.good(
                tr("{account} has its new login. The former one stays in its history.", account=account.name)
            )

        self.work(lambda: care.hand_to_login(account_id, login), done)


class CloseDialog(FormDialog):
    """What follows from closing an account, and the day; its list is begun then. `record` is the account's id."""

    def __init__(self, part: AccountsPart, record: str) -> None:
        account = part.facts_of(UUID(record)).line.account
        super().__init__(
            part.page,
            tr("Close {account}", account=account.name),
            tr("Begin its list"),
            self._save,
            sentence=tr(
                "A list is begun: save a copy, tell the followers, take links away, end every access, close it there, see "
                "that it is gone. Until its lines are done, the account stays as it is."
            ),
        )
        self._account_id = account.id
        self.form.add_day("day", tr("To be closed by"), part.desk.today(), needed=True)
        self.later = words(gone_words(part.desk.today()), "quiet", self.form, wrap=True)
        self.form.add_widget(self.later)
        self.follows = WhatFollows(part.desk.background, self.form)
        self.follows.said.connect(self.fit)
        self.form.add_widget(self.follows)
        self.form.edited.connect(lambda _name: self._say_later())
        self.form.saved()
        what_if, account_id = part.desk.office.what_if, account.id
        self.follows.ask(lambda: what_if.account_closes(account_id))

    def _say_later(self) -> None:
        day = self.form.day("day")
        self.later.setText(gone_words(day) if day is not None else "")

    def _save(self) -> None:
        care, day, account_id = self.page.desk.office.account_care, self.form.day("day"), self._account_id
        if day is None:
            return

        def begun(checklist: Checklist) -> None:
            self.form.saved()
            self.accept()
            self.page.desk.go(Target("access", str(checklist.id), "lists"))

        self.work(lambda: care.begin_closing(account_id, day), begun)


class NewOwnerDialog(FormDialog):
    """One person looks after many accounts from now on: everything somebody else looked after, or a part of it.

    `record` is an account's id, whose present owner is offered first, or "".
    """

    def __init__(self, part: AccountsPart, record: str) -> None:
        super().__init__(
            part.page,
            tr("Who looks after them now?"),
            tr("Save"),
            self._save,
            sentence=tr("Everything that somebody looked after can be given to a colleague at once."),
        )
        line = part.book.line(UUID(record)) if record else None
        self._first = str(line.account.owner_id or NOBODY) if line is not None else ""
        self._owners: dict[str, OwnerGone] = {}
        self.form.add_choice("before", tr("Looked after until now by"), [])
        self.accounts = TickList(tr("Accounts"), self.form)
        self.form.add_widget(self.accounts)
        people = [(str(p.id), p.name, p.job_title) for p in part.book.people]
        self.form.add_search("owner_id", tr("Looked after from now on by"), people, needed=True)
        self.form.edited.connect(self._edited)
        self.form.saved()
        self.work(part.desk.office.account_care.owners, self._show)

    def _show(self, owners: tuple[OwnerGone, ...]) -> None:
        editor = self.form.field("before").editor
        for each in owners:
            key = str(each.person.id) if each.person else NOBODY
            self._owners[key] = each
            editor.addItem(_owner_words(each), key)  # type: ignore[attr-defined]  # a choice is a box of items
        self.form.set_value("before", self._first if self._first in self._owners else next(iter(self._owners), ""))
        self.form.saved()
        self._edited("before")

    def _edited(self, name: str) -> None:
        chosen = self._owners.get(self.form.value("before"))
        if name == "before" and chosen is not None:
            self.accounts.set_items([(str(a.id), a.name, a.handle) for a in chosen.accounts], ticked=True)

    def _save(self) -> None:
        ticked = [UUID(each) for each in self.accounts.ticked()]
        care, owner = self.page.desk.office.account_care, UUID(self.form.value("owner_id"))
        if not ticked:
            self.messages.warn(tr("No account is ticked, so nothing was saved."))
            return

        def done(count: int) -> None:
            self.form.saved()
            self.accept()
            self.page.messages.good(
                ntr("{count} account has its new owner.", "{count} accounts have their new owner.", count)
            )

        self.work(lambda: care.new_owner(ticked, owner), done)


def _owner_words(owner: OwnerGone) -> str:
    count = ntr("{count} account", "{count} accounts", len(owner.accounts))
    if owner.person is None:
        return tr("Nobody ({count})", count=count)
    return tr("{person} ({count})", person=owner.person.name, count=count)
