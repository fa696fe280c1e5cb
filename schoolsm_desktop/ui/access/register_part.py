"""The register as a matrix of people and accounts, and one cell of it in full."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.access import Access, AccessKind
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.requests import RequestState
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.matrix import CellFacts, Matrix, MatrixRow
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.scan_view import show_scan
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import px, set_look

from .cell_pane import CellPane
from .dialogs import AlreadyHadDialog, ChangeDialog, Choices, EndDialog, GiveDialog, LookThroughDialog
from .register_columns import account_of, register_columns
from .register_dialogs import HistoryDialog, WhichAccountsDialog

if TYPE_CHECKING:
    from schoolsm_desktop.services.printing import Printed

ACCOUNTS = "access-accounts"
"""Under this key a person's choice of accounts is kept."""


class RegisterPart(Part):
    """Who may post on which account. A record of this part is `person id|account id`, or the id of an access."""

    was_read = Signal(object)
    """The choices of the dialogs, and with them what the person signed in may do here."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self._matrix = Matrix((), (), ())
        self._choices = Choices()
        self._wanted = ""
        self._facts: CellFacts | None = None
        self._may_tick = False
        self._sees_all = True
        self._consequences: tuple[str, ...] = ()
        teaching = Teaching(
            tr("Nobody is on the register yet"),
            tr("Give somebody access, or enter what people already have. The register then shows who may post where."),
            tr("Already had it…"),
            lambda: self.page.begin("already-had", ""),
        )
        self.list: ListPane[MatrixRow] = ListPane(
            "access",
            register_columns(self._matrix, ()),
            self.desk.views,
            teaching,
            name=tr("Register of posting access"),
            find=lambda row: f"{row.person.name} {row.job}",
            identity=lambda row: row.person.id,
            two_line=True,
            cells=True,
            frozen=2,
            marks=True,
        )
        self.list.picked.connect(self._picked)
        self.list.opened.connect(self._opened)
        self.list.narrowed.connect(self._offer)
        self.card = CellPane()
        self.card.wanted.connect(self._wanted_deed)
        self.column.addWidget(Split(self._left(), self.card, (10, 3), narrow=860), 1)

    def _left(self) -> QWidget:
        """The register, and under it what is done with it as a whole."""
        left = QWidget(self)
        set_look(left, "body")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        self._under_list = QWidget(left)
        set_look(self._under_list, "body")
        flow = Flow(self._under_list)
        self.already = self._quiet(flow, tr("Already had it…"), partial(self.page.begin, "already-had", ""))
        self.look_through = self._quiet(flow, tr("Look through…"), partial(self.page.begin, "look-through", ""))
        self.which = self._quiet(flow, tr("Which accounts…"), partial(self.page.begin, "which-accounts", ""))
        self.print_chosen = self._quiet(flow, tr("Print the selection"), self._print_chosen)
        self.everything = self._quiet(flow, tr("Show everything"), self._show_everything)
        self._chosen_words: QLabel = words("", "quiet", self._under_list)
        self._chosen_words.setContentsMargins(0, px(7), 0, 0)
        flow.addWidget(self._chosen_words)
        column.addWidget(self.list, 1)
        column.addWidget(self._under_list)
        self._offer()
        return left

    def _quiet(self, flow: Flow, said: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(said, self._under_list)
        button.clicked.connect(lambda _on=False: act())
        flow.addWidget(button)
        return button

    def _offer(self) -> None:
        """Offer under the list what can be done with it as it stands now."""
        rights, people, accounts = self._choices.rights, len(self.list.chosen_rows()), len(self._shown_accounts())
        of_all = len(self._matrix.accounts)
        chosen = bool(people) or accounts < of_all
        self.already.setVisible(rights.give)
        self.look_through.setVisible(bool(self._choices.waiting) and rights.authorise)
        self.which.setVisible(of_all > 1)
        self.print_chosen.setVisible(chosen and rights.print_it)
        self.everything.setVisible(accounts < of_all or bool(self.list.model.marked()))
        said = ntr("{count} person", "{count} people", people) if people else tr("Everybody")
        where = ntr("{count} account", "{count} accounts", accounts) if accounts < of_all else tr("all accounts")
        self._chosen_words.setText(tr("Chosen: {people}, {accounts}", people=said, accounts=where))
        self._chosen_words.setVisible(chosen)
        self._under_list.setVisible(of_all > 0)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {
            "give": self._give_dialog,
            "already-had": lambda record: AlreadyHadDialog(self.page, self._choices, record, self._recorded),
            "look-through": lambda _record: LookThroughDialog(self.page, self._choices, self._authorised),
            "change": self._change_dialog,
            "end": self._end_dialog,
            "history": self._history_dialog,
            "which-accounts": self._which_dialog,
        }

    # Reading

    def reload(self) -> None:
        self.read(self._read, self._show)

    def show_record(self, record: str) -> None:
        self._wanted = record
        self._go_to_wanted()

    def _read(self) -> tuple[Matrix, Choices]:
        """On the worker: the register and what the dialogs choose from."""
        office = self.desk.office
        matrix = office.access.matrix()
        rights = office.access.rights()
        self._may_tick = office.may(Action.TICK_CONDITIONS)
        self._sees_all = office.may(Action.SEE_REGISTER)
        if not rights.give:
            return matrix, Choices(rights=rights)
        live = [line for line in office.accounts.lines() if line.account.is_live]
        return matrix, Choices(
            rights=rights,
            people=office.people.choices(),
            accounts=tuple((line.account, line.platform) for line in live),
            authoriser=office.access.default_authoriser(),
            conditions=office.access.conditions(),
            rule=office.access.rule_words(),
            waiting=office.access.waiting_from_before(),
            readiness=office.conditions.readiness(),
            authorised=tuple(x for x in office.requests.lines() if x.request.state is RequestState.AUTHORISED),
        )

    def _show(self, read: tuple[Matrix, Choices]) -> None:
        matrix, self._choices = read
        others, self._matrix = matrix.accounts != self._matrix.accounts, matrix
        if others:
            self._put_columns()
        self.was_read.emit(self._choices)
        if not self._choices.rights.give:
            self.list.teach(_nothing_to_give(sees_all=self._sees_all))
        self.list.set_rows(matrix.rows)
        self._offer()
        self._go_to_wanted()
        if self._facts is not None:
            self._read_cell(self._facts.person.id, self._facts.account.id)

    def _put_columns(self) -> None:
        self.list.set_columns(register_columns(self._matrix, self._shown_accounts()))

    def _shown_accounts(self) -> tuple[str, ...]:
        """The accounts in the columns: those that were chosen and are still there, or all."""
        there = [str(account.id) for account in self._matrix.accounts]
        kept = [each for each in self.desk.views.get(ACCOUNTS).get("accounts", ()) if each in there]
        return tuple(each for each in there if not kept or each in kept)

    def _go_to_wanted(self) -> None:
        """Go to the cell that somebody asked for, once the register is there."""
        wanted, keys = self._wanted, [c.key for c in self.list.model.columns]
        for row in self._matrix.rows:
            for account, cell in zip(self._matrix.accounts, row.cells, strict=True):
                names = {f"{row.person.id}|{account.id}", *(str(a.id) for a in (*cell.live, *cell.ended))}
                if wanted in names and str(account.id) in keys:
                    self._wanted = ""
                    self.list.pick(row.person.id, keys.index(str(account.id)))
                    return
            if wanted == str(row.person.id):
                self._wanted = ""
                self.list.pick(row.person.id)
                return

    # One cell

    def _picked(self, row: MatrixRow | None, key: str) -> None:
        account = account_of(key)
        if row is not None and account is not None:
            self._read_cell(row.person.id, account)
            return
        self._facts = None
        if row is None:
            self.card.show_nothing()
        else:
            self.card.show_person(row, may_tick=self._may_tick)

    def _opened(self, row: MatrixRow, key: str) -> None:
        account = account_of(key)
        if account is None:
            return
        cell = row.cells[[a.id for a in self._matrix.accounts].index(account)]
        if self._choices.accounts and not cell.live:
            self.page.open_dialog("give", f"{row.person.id}|{key}")
        elif not cell.is_empty and self._facts is not None and self._facts.account.id == account:
            self.page.open_dialog("history", f"{row.person.id}|{key}")

    def _read_cell(self, person_id: UUID, account_id: UUID) -> None:
        self.page.work(lambda: self.desk.office.access.cell(person_id, account_id), self._show_cell)

    def _show_cell(self, facts: CellFacts) -> None:
        self._facts = facts
        self.card.show_cell(facts, self.desk.today(), may_ask=bool(self._choices.accounts))

    def _wanted_deed(self, what: str, record: object) -> None:
        """A button of the pane was pressed."""
        if isinstance(record, Access):
            deeds = {"end": self._ask_end, "pause": self._ask_pause, "resume": self._resume}
            if what in deeds:
                deeds[what](record)
            else:
                self.page.open_dialog(what, str(record.id))
        elif isinstance(record, CellFacts):
            self.page.open_dialog(what, f"{record.person.id}|{record.account.id}")
        elif isinstance(record, UUID):
            go = {
                "paper": lambda: show_scan(self.page, record),
                "request": lambda: self.page.begin("requests", str(record)),
                "tick": lambda: self.desk.go(Target("people", str(record), "tick-condition")),
            }
            go[what]()

    # Looking

    def _history_dialog(self, record: str) -> FormDialog:
        who, _, where = record.partition("|")
        person = next(row.person for row in self._matrix.rows if str(row.person.id) == who)
        account = next(each for each in self._matrix.accounts if str(each.id) == where)
        return HistoryDialog(self.page, person, account, may_print=self._choices.rights.print_it)

    def _which_dialog(self, _record: str) -> FormDialog:
        return WhichAccountsDialog(self.page, self._matrix.accounts, self._shown_accounts(), self._choose_accounts)

    def _choose_accounts(self, accounts: list[str]) -> None:
        self.desk.views.put(ACCOUNTS, {"accounts": accounts})
        self._put_columns()
        self.list.set_rows(self._matrix.rows)
        self._offer()

    def _show_everything(self) -> None:
        self.list.unmark_all()
        self._choose_accounts([])

    def _print_chosen(self) -> None:
        people = [row.person.id for row in self.list.chosen_rows()] or None
        shown = self._shown_accounts()
        accounts = [UUID(each) for each in shown] if len(shown) < len(self._matrix.accounts) else None

        def make() -> Printed:
            return self.desk.office.printing.access_register(people, accounts)

        self.page.work(make, self.desk.preview)

    # Deeds

    def give(self) -> None:
        """Give access, beginning with the cell that is chosen."""
        row, key = self.list.current(), ""
        if row is not None:
            column = self.list.table.currentIndex().column()
            key = self.list.model.columns[column].key
        self.page.open_dialog("give", f"{row.person.id}|{key if account_of(key) else ''}" if row else "|")

    def _give_dialog(self, record: str) -> FormDialog:
        person, _, account = record.partition("|")
        return GiveDialog(self.page, self._choices, person, account, self._given)

    def _given(self, access: Access) -> None:
        self._wanted = str(access.id)
        self.page.messages.good(tr("Access is given and stands in the register."))

    def _recorded(self, count: int) -> None:
        self.page.messages.good(
            ntr("{count} access from before is recorded.", "{count} accesses from before are recorded.", count)
        )

    def _authorised(self, count: int) -> None:
        self.page.messages.good(ntr("{count} access is authorised.", "{count} accesses are authorised.", count))

    def _access(self, access_id: str) -> tuple[Access, str]:
        for row in self._matrix.rows:
            for account, cell in zip(self._matrix.accounts, row.cells, strict=True):
                for access in cell.live:
                    if str(access.id) == access_id:
                        return access, tr("{person} · {account}", person=row.person.short_name, account=account.name)
        raise KeyError(access_id)

    def _change_dialog(self, record: str) -> FormDialog:
        access, who = self._access(record)
        return ChangeDialog(self.page, access, who, lambda _kept: self.page.messages.good(tr("The change is saved.")))

    def _ask_end(self, access: Access) -> None:
        """The consequences are read first; the dialog says them."""

        def read(consequences: tuple[str, ...]) -> None:
            self._consequences = consequences
            self.page.open_dialog("end", str(access.id))

        self.page.work(lambda: self.desk.office.what_if.access_ends(access.id), read)

    def _end_dialog(self, record: str) -> FormDialog:
        access, who = self._access(record)
        return EndDialog(self.page, access, who, self._consequences, partial(self._ended, access))

    def _ended(self, access: Access) -> None:
        if access.kind is AccessKind.KNOWS_PASSWORD:
            self.page.messages.warn(
                tr("Access has ended. If the password was known, Today now says that a new one is needed.")
            )
        else:
            self.page.messages.good(tr("Access has ended in the register. Take it away on the platform too."))

    def _ask_pause(self, access: Access) -> None:
        _, who = self._access(str(access.id))

        def ask(consequences: tuple[str, ...]) -> None:
            confirm.ask(
                self.page,
                title=tr("Pause this access?"),
                consequence=" ".join(
                    (tr("{who}.", who=who), *consequences, tr("No reason is asked or shown. It can stand again later."))
                ),
                action=tr("Pause access"),
                yes=lambda: self.page.work(lambda: self.desk.office.access.pause(access.id), lambda _: None),
            )

        self.page.work(lambda: self.desk.office.what_if.access_ends(access.id), ask)

    def _resume(self, access: Access) -> None:
        def done(_kept: Access) -> None:
            self.page.messages.good(tr("The access stands again."))

        self.page.work(lambda: self.desk.office.access.resume(access.id), done)


def _nothing_to_give(*, sees_all: bool) -> Teaching:
    """What an empty register says to whoever does not fill it."""
    if sees_all:
        return Teaching(
            tr("Nobody is on the register yet"),
            tr("The computing coordinator gives access. The register then shows who may post where."),
        )
    return Teaching(
        tr("You are not on the register"),
        tr("Where you may post stands here. Ask the computing coordinator for access."),
    )
