"""The list of accounts with the chosen one beside it, and the ways in which an account is changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from schoolsm_desktop.domain.accounts import Account, AccountState, SecretField
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.accounts import AccountFacts, AccountLine
from schoolsm_desktop.ui.accounts.account_dialog import AccountDialog
from schoolsm_desktop.ui.accounts.account_pane import AccountPane
from schoolsm_desktop.ui.accounts.allow_dialog import AllowGivingBackDialog
from schoolsm_desktop.ui.accounts.book import Book, PaneFacts, read_book, read_pane
from schoolsm_desktop.ui.accounts.care_dialogs import CloseDialog, HandOnDialog, NewOwnerDialog, TriedDialog
from schoolsm_desktop.ui.accounts.change_dialog import ChangePasswordDialog
from schoolsm_desktop.ui.accounts.codes_dialog import CodesDialog
from schoolsm_desktop.ui.accounts.columns import columns, find_text, shelf_of
from schoolsm_desktop.ui.accounts.give_back_dialog import GiveBackDialog
from schoolsm_desktop.ui.accounts.import_dialog import ImportDialog
from schoolsm_desktop.ui.accounts.keep_dialog import KeepDialog
from schoolsm_desktop.ui.accounts.life import SEEN, Step, steps_of
from schoolsm_desktop.ui.accounts.life_dialogs import AuthoriseDialog, WaiveDialog
from schoolsm_desktop.ui.accounts.opening import Opening, ReasonDialog
from schoolsm_desktop.ui.accounts.pretend_dialogs import GoneDialog, ReportDialog
from schoolsm_desktop.ui.accounts.secrets_panel import COPY, KEEPABLE
from schoolsm_desktop.ui.accounts.seed_dialog import SeedDialog
from schoolsm_desktop.ui.accounts.shelves import Shelves
from schoolsm_desktop.ui.accounts.site import site_address
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Empty, Teaching
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.pages import Desk, Target
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import px

FIRST_FIELDS: Mapping[type[FormDialog], str] = {
    AccountDialog: "address",
    ChangePasswordDialog: "password",
    KeepDialog: "text",
    HandOnDialog: "user_name",
    ReasonDialog: "reason",
    SeedDialog: "seed",
    WaiveDialog: "reason",
}
OF_NO_ACCOUNT = frozenset({"give-back", "allow-giving-back"})
"""Dialogs whose record is no account."""


KEEP_ACTS: Mapping[str, SecretField] = {f"keep-{secret.value}": secret for secret in KEEPABLE}


class AccountsPart(Part):
    """Today comes in by `begin("change-password", id)`, search by `show_record(id)`."""

    ACTS = frozenset(KEEP_ACTS)
    was_read = Signal(object)
    """The book of the dialogs, and with it what the person signed in may do here."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self.book = Book()
        self.chosen: UUID | None = None
        self._facts: dict[UUID, AccountFacts] = {}
        self._wanted: UUID | None = None
        self.opening = Opening(self)
        self.shelves = Shelves()
        self.list = self._list(page.desk)
        self.pane = AccountPane()
        self.column.addWidget(Split(self._left(), self.pane, (20, 7)), 1)
        self._connect()

    # Ways in

    def show_account(self, account_id: UUID) -> None:
        """Choose an account on the list, whichever shelf it stands on and whatever is typed into the filter."""
        line = self.book.line(account_id)
        if line is None:
            self._wanted = account_id  # not read yet: it is chosen when it has been
            return
        self._wanted = None
        self.shelves.choose(shelf_of(line))
        if not self.list.pick(account_id):
            self.list.filter.clear()
            self.list.pick(account_id)

    def show_record(self, record: str) -> None:
        """Search and Today come here with an account's id."""
        self.show_account(UUID(record))

    def begin(self, act: str, record: str) -> None:
        """Begin a task for an account: `change-password` and every other dialog of this page."""
        if not record or act in OF_NO_ACCOUNT:
            self._open(act, record)
        else:
            key, secret = ("keep", f" {KEEP_ACTS[act].value}") if act in KEEP_ACTS else (act, "")
            self.show_account(UUID(record))
            self.with_facts(UUID(record), lambda _facts: self._open(key, f"{record}{secret}"))

    # What dialogs ask

    def facts_of(self, account_id: UUID) -> AccountFacts:
        """The facts read last; dialogs are opened only after `with_facts`."""
        return self._facts[account_id]

    def name_of(self, account_id: UUID) -> str:
        """What the account is called."""
        line = self.book.line(account_id)
        return line.account.name if line is not None else tr("this account")

    def with_facts(self, account_id: UUID, then: Callable[[AccountFacts], None]) -> None:
        """Read the lists and one account anew, then go on."""
        office = self.desk.office

        def done(read: tuple[Book, AccountFacts]) -> None:
            self._take_book(read[0])
            self._facts[account_id] = read[1]
            then(read[1])

        self.page.work(lambda: (read_book(office), office.accounts.facts(account_id)), done)

    # The page

    def reload(self) -> None:
        """Read the accounts and what the dialogs offer."""
        office = self.desk.office
        self.read(lambda: read_book(office), self._loaded)

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Open the dialog again when its account has been read."""
        self.when_ready(lambda: self._again(draft))

    def _loaded(self, book: Book) -> None:
        self._take_book(book)
        if self._wanted is not None:
            self.show_account(self._wanted)
        if self.chosen is not None:
            self._read_pane(self.chosen)

    def _take_book(self, book: Book) -> None:
        self.book = book
        self.was_read.emit(book)
        self.list.setVisible(True)
        if not book.sees_all:
            self.list.teach(_none_given())
        elif not book.may_bring_in:
            for empty in self.list.findChildren(Empty):
                empty.button.hide()
        self.shelves.show_lines(book.lines)
        self._fill()

    def _fill(self) -> None:
        shelf = self.shelves.shelf
        self.list.set_rows([line for line in self.book.lines if shelf_of(line) is shelf])

    def _again(self, draft: Mapping[str, Any]) -> None:
        record = str(draft.get("record", ""))

        def again(_facts: AccountFacts | None = None) -> None:
            self._settle(self.page.open_dialog(str(draft["dialog"]), record, draft.get("typed") or {}))

        account = record.split(" ", maxsplit=1)[0]
        if account:
            self.show_account(UUID(account))
            self.with_facts(UUID(account), again)
        else:
            again()

    def _picked(self, line: AccountLine | None, _column: str) -> None:
        if line is None:
            self.chosen = None
            self.pane.show_nothing()
        elif line.account.id != self.chosen:
            self.chosen = line.account.id
            self._read_pane(line.account.id)

    def show_pane(self, found: PaneFacts) -> None:
        """Show what was read of an account, unless another one was chosen meanwhile."""
        account_id = found.facts.line.account.id
        if self.chosen == account_id:
            self._facts[account_id] = found.facts
            self.pane.show_account(found, self._school_of(found.facts))

    def _school_of(self, facts: AccountFacts) -> str:
        """Whose account it is, where the records hold several schools."""
        schools = {school.id: school.name for school in self.book.schools}
        return schools.get(facts.line.account.school_id, "") if len(schools) > 1 else ""

    def _read_pane(self, account_id: UUID) -> None:
        office = self.desk.office
        self.page.work(lambda: read_pane(office, account_id), self.show_pane)

    # What is done

    def _open(self, key: str, record: str) -> None:
        self._settle(self.page.open_dialog(key, record))

    def _settle(self, dialog: FormDialog) -> None:
        """Put the cursor where typing begins, and open the sections in which something was typed before a lock."""
        if isinstance(dialog, AccountDialog):
            dialog.open_typed()
        first = FIRST_FIELDS.get(type(dialog))
        if first is not None:
            dialog.form.field(first).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _acted(self, key: str) -> None:
        """A button of the pane was pressed."""
        facts = self.pane.facts
        if facts is None:
            return
        account = facts.line.account
        acts: dict[str, Callable[[], None]] = {
            "open-site": lambda: self._open_site(account),
            "copy-user-name": lambda: self._copy_user_name(account),
            "confirm": lambda: self._confirm(account),
            "edit": lambda: self.with_facts(account.id, lambda _facts: self._open("account", str(account.id))),
            SEEN: lambda: self._seen(account),
            "list": lambda: self._go_to_list(facts),
        }
        if key in acts:
            acts[key]()
        elif key in KEEP_ACTS:
            self._open("keep", f"{account.id} {KEEP_ACTS[key].value}")
        elif key in self.dialogs():
            self._open(key, str(account.id))
        else:
            self._step(next(step for step in steps_of(facts) if step.key == key), account)

    def _step(self, step: Step, account: Account) -> None:
        def go() -> None:
            moved = AccountState(step.key)
            self.page.work(lambda: self.desk.office.accounts.move(account.id, moved), self._moved)

        if step.question:
            confirm.ask(
                self.page,
                title=step.question,
                consequence=step.consequence,
                action=step.action,
                yes=go,
                dangerous=step.key == AccountState.CLOSED.value,
            )
        else:
            go()

    def _moved(self, account: Account) -> None:
        said = {
            AccountState.IN_USE: tr("{account} is in use.", account=account.name),
            AccountState.SUSPENDED: tr("{account} is paused.", account=account.name),
            AccountState.CLOSED: tr("{account} is closed here. It stands under “Closed”.", account=account.name),
            AccountState.PROPOSED: tr("{account} is proposed again.", account=account.name),
        }
        self.page.messages.good(said.get(account.state, tr("{account} is saved.", account=account.name)))

    def _confirm(self, account: Account) -> None:
        def done(_nothing: None) -> None:
            self.page.messages.good(tr("Confirmed: {account} has its new password everywhere.", account=account.name))

        self.page.work(lambda: self.desk.office.secrets.confirm(account.id), done)

    def _seen(self, account: Account) -> None:
        def done(_kept: Account) -> None:
            self.page.messages.good(tr("{account} was seen in use today.", account=account.name))

        self.page.work(lambda: self.desk.office.account_care.seen_in_use(account.id), done)

    def _go_to_list(self, facts: AccountFacts) -> None:
        if facts.closing is not None:
            self.desk.go(Target("access", str(facts.closing.id), "lists"))

    def _open_site(self, account: Account) -> None:
        address = site_address(account.address)
        if address is None or not QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode)):
            self.page.messages.warn(tr("The browser could not be opened. Copy the address from “Edit…” instead."))

    def _copy_user_name(self, account: Account) -> None:
        QGuiApplication.clipboard().setText(account.user_name)
        self.page.messages.inform(tr("The user name of {account} is on the clipboard.", account=account.name))

    def _copy_password(self) -> None:
        """Ctrl+C on the list copies the password of the chosen account."""
        facts = self.pane.facts
        if facts is not None and facts.may_open and SecretField.PASSWORD in facts.fields:
            self.opening.want(SecretField.PASSWORD.value, COPY)

    # Making it

    def _list(self, desk: Desk) -> ListPane[AccountLine]:
        teaching = Teaching(
            tr("No accounts yet"),
            tr(
                "Here stand the school’s pages, channels and sites. Bring them in from where their passwords are kept today, "
                "or enter the first one by hand."
            ),
            tr("Bring in passwords…"),
            lambda: self._open("import", ""),
            icon="key-round",
        )
        return ListPane(
            "accounts",
            columns(),
            desk.views,
            teaching,
            name=tr("Accounts"),
            find=find_text,
            identity=lambda line: line.account.id,
            two_line=True,
        )

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(self.shelves)
        column.addWidget(self.list, 1)
        self.list.setVisible(False)  # until it has been read: "No accounts yet" would not be true
        return left

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {
            "account": lambda record: AccountDialog(self, record),
            "change-password": lambda record: ChangePasswordDialog(self, record),
            "seed": lambda record: SeedDialog(self, record),
            "keep": lambda record: KeepDialog(self, record),
            "reason": lambda record: ReasonDialog(self, record),
            "authorise": lambda record: AuthoriseDialog(self, record),
            "waive": lambda record: WaiveDialog(self, record),
            "import": lambda record: ImportDialog(self, record),
            "codes": lambda record: CodesDialog(self, record),
            "tried": lambda record: TriedDialog(self, record),
            "hand-on": lambda record: HandOnDialog(self, record),
            "close-account": lambda record: CloseDialog(self, record),
            "new-owner": lambda record: NewOwnerDialog(self, record),
            "report": lambda record: ReportDialog(self, record),
            "gone": lambda record: GoneDialog(self, record),
            "give-back": lambda record: GiveBackDialog(self.page, record),
            "allow-giving-back": lambda record: AllowGivingBackDialog(self.page, record),
        }

    def _connect(self) -> None:
        self.shelves.chosen.connect(self._fill)
        self.list.picked.connect(self._picked)
        self.pane.acted.connect(self._acted)
        panel = self.pane.secrets
        panel.wanted.connect(self.opening.want)
        panel.code_wanted.connect(self.opening.codes)
        panel.code_copied.connect(self.opening.copy_code)
        self.desk.clipboard.left.connect(panel.clipboard_left)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.list.table, self._copy_password)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)


def _none_given() -> Teaching:
    return Teaching(
        tr("No account is given to you"),
        tr("An account stands here for those who look after it and those who may post on it."),
        icon="key-round",
    )
