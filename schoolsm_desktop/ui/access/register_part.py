"""The register as a matrix of people and accounts, and one cell of it in full."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.access import Access, AccessKind
from schoolsm_desktop.domain.wording import day_text, moment_text, ntr, tr
from schoolsm_desktop.services.matrix import CellFacts, Matrix, MatrixRow
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine, FactList
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import State, px, set_look

from .dialogs import AlreadyHadDialog, ChangeDialog, Choices, EndDialog, GiveDialog, LookThroughDialog
from .words import access_words, cell_hint, cell_icon, cell_state, cell_words, span_words

if TYPE_CHECKING:
    pass

PERSON = "person"


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
        self._is_read = False
        self._waiting: list[Callable[[], object]] = []
        self._consequences: tuple[str, ...] = ()
        teaching = Teaching(
            tr("Nobody is on the register yet"),
            tr("Give somebody access, or enter what people already have. The register then shows who may post where."),
            tr("Already had it…"),
            lambda: self.page.begin("already-had", ""),
        )
        self.list: ListPane[MatrixRow] = ListPane(
            "access",
            self._columns(),
            self.desk.views,
            teaching,
            name=tr("Register of posting access"),
            find=lambda row: f"{row.person.name} {row.job}",
            identity=lambda row: row.person.id,
            two_line=True,
            cells=True,
        )
        self.list.picked.connect(self._picked)
        self.list.opened.connect(self._opened)
        self.card = Card()
        self._heading = words(tr("Choose a cell"), "heading", self.card, wrap=True)
        self._under = words(
            tr("Click a person’s cell to see who authorised it, since when and why."), "quiet", self.card, wrap=True
        )
        self._list_of_facts = FactList(self.card)
        self._buttons = QWidget(self.card)
        set_look(self._buttons, "body")
        self._flow = Flow(self._buttons)
        for part in (self._heading, self._under, self._list_of_facts, self._buttons):
            self.card.add(part)
        self.card.fill()
        self.column.addWidget(Split(self._left(), self.card), 1)

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
        rights = self._choices.rights
        self.already.setVisible(rights.give)
        self.look_through.setVisible(bool(self._choices.waiting) and rights.authorise)
        self._under_list.setVisible(rights.give or (bool(self._choices.waiting) and rights.authorise))

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {
            "give": self._give_dialog,
            "already-had": lambda record: AlreadyHadDialog(self.page, self._choices, record, self._recorded),
            "look-through": lambda _record: LookThroughDialog(self.page, self._choices, self._authorised),
            "change": self._change_dialog,
            "end": self._end_dialog,
        }

    # Reading

    def reload(self) -> None:
        self.page.work(self._read, self._show)

    def show_record(self, record: str) -> None:
        self._wanted = record
        self._go_to_wanted()

    def when_ready(self, act: Callable[[], object]) -> None:
        """The dialogs choose from what was read, so nothing is opened before that."""
        if self._is_read:
            act()
        else:
            self._waiting.append(act)

    def _read(self) -> tuple[Matrix, Choices]:
        """On the worker: the register and what the dialogs choose from."""
        office = self.desk.office
        matrix = office.access.matrix()
        rights = office.access.rights()
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
        )

    def _show(self, read: tuple[Matrix, Choices]) -> None:
        matrix, self._choices = read
        self._is_read = True
        if matrix.accounts != self._matrix.accounts:
            self._matrix = matrix
            self.list.set_columns(self._columns())
        self._matrix = matrix
        self._offer()
        self.was_read.emit(self._choices)
        self.list.set_rows(matrix.rows)
        self._go_to_wanted()
        if self._facts is not None:
            self._read_cell(self._facts.person.id, self._facts.account.id)
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def _columns(self) -> tuple[Column[MatrixRow], ...]:
        first: Column[MatrixRow] = Column(
            PERSON,
            tr("Person"),
            lambda row: row.person.name,
            sort=lambda row: row.person.sort_name.casefold(),
            detail=lambda row: row.job,
            bold=True,
            width=190,
        )
        cells: list[Column[MatrixRow]] = [
            Column(
                str(account.id),
                account.name,
                partial(_text, at),
                state=partial(_state, at),
                icon=partial(_icon, at),
                centred=True,
                hint=partial(_hint, at),
            )
            for at, account in enumerate(self._matrix.accounts)
        ]
        return (first, *cells)

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
        if row is None or key == PERSON:
            self._facts = None
            self._show_nothing(row)
        else:
            self._read_cell(row.person.id, UUID(key))

    def _opened(self, row: MatrixRow, key: str) -> None:
        if key != PERSON and self._choices.accounts and not row.cells[self._place(key)].live:
            self.page.open_dialog("give", f"{row.person.id}|{key}")

    def _place(self, key: str) -> int:
        return [str(a.id) for a in self._matrix.accounts].index(key)

    def _read_cell(self, person_id: UUID, account_id: UUID) -> None:
        self.page.work(lambda: self.desk.office.access.cell(person_id, account_id), self._show_cell)

    def _show_nothing(self, row: MatrixRow | None) -> None:
        self._heading.setText(row.person.name if row else tr("Choose a cell"))
        held = [c for c in row.cells if c.live] if row else []
        said = ntr("Access to {count} account.", "Access to {count} accounts.", len(held))
        self._under.setText(said if row else tr("Click a person’s cell to see who authorised it, since when and why."))
        self._list_of_facts.show_facts(())
        self._clear_buttons()

    def _show_cell(self, facts: CellFacts) -> None:
        self._facts = facts
        self._heading.setText(tr("{person} · {account}", person=facts.person.short_name, account=facts.account.name))
        self._under.setText(facts.account.address or facts.platform.name)
        self._list_of_facts.show_facts(list(cell_facts(facts)))
        self._clear_buttons()
        for access in facts.cell.live:
            if facts.may_give:
                self._button(tr("Change…"), partial(self.page.open_dialog, "change", str(access.id)))
            if facts.may_end:
                self._button(tr("End access…"), partial(self._ask_end, access), danger=True)
                self._button(tr("Pause"), partial(self._ask_pause, access))
        paused = [a for a in facts.cell.ended if a.paused_at is not None and not a.over_by(self.desk.today())]
        for access in paused if facts.may_give else ():
            self._button(tr("Let it stand again"), partial(self._resume, access))
        if facts.may_give and not facts.cell.live and self._choices.accounts:
            self._button(
                tr("Give access…"), partial(self.page.open_dialog, "give", f"{facts.person.id}|{facts.account.id}")
            )

    def _clear_buttons(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _button(self, said: str, act: Callable[[], object], *, danger: bool = False) -> None:
        button = QPushButton(said, self._buttons)
        if danger:
            set_look(button, "danger")
        button.clicked.connect(lambda _on=False: act())
        self._flow.addWidget(button)

    # Deeds

    def give(self) -> None:
        """Give access, beginning with the cell that is chosen."""
        row, key = self.list.current(), ""
        if row is not None:
            column = self.list.table.currentIndex().column()
            key = self.list.model.columns[column].key
        self.page.open_dialog("give", f"{row.person.id}|{key if key != PERSON else ''}" if row else "|")

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


def cell_facts(facts: CellFacts) -> list[Fact]:
    """A cell in full, in the order in which a headteacher asks."""
    shown: list[Fact] = []
    if facts.cell.must_change:
        shown.append(Fact(tr("Password"), [FactLine(tr("A new password is needed"), State.STOP)]))
    for access in facts.cell.live:
        shown += _access_facts(facts, access)
    if facts.cell.keyholder:
        shown.append(Fact(tr("Keyholder"), tr("Can open every password, as the recovery sheet can.")))
    openings = [k for k in facts.openings if k.how.value in ("opened", "copied")]
    if openings:
        times = ntr(
            "{count} time, last {when}", "{count} times, last {when}", len(openings), when=moment_text(openings[0].at)
        )
        shown.append(Fact(tr("Opened the password"), times))
    earlier = [a for a in facts.cell.ended if a.ended_at is not None or a.paused_at is None]
    if earlier:
        lines = [FactLine(f"{access_words(a)}, {span_words(a)}{_why(facts, a)}") for a in earlier]
        shown.append(Fact(tr("Earlier"), lines))
    if not shown:
        shown.append(Fact(tr("Access"), tr("None")))
    return shown


def _access_facts(facts: CellFacts, access: Access) -> list[Fact]:
    names = facts.names
    if access.authorised_by:
        authorised = tr("{name}, {day}", name=names.get(access.authorised_by, "–"), day=day_text(access.authorised_on))
        lines = [FactLine(authorised)]
    else:
        lines = [FactLine(tr("Not yet: it was there before the register"), State.WARN)]
    given = tr(
        "{name}, {day}",
        name=names.get(access.given_by, "–") if access.given_by else "–",
        day=day_text(access.given_at.astimezone().date() if access.given_at else None),
    )
    until = day_text(access.ends) if access.ends else tr("its review on {day}", day=day_text(access.review_on))
    found = [
        Fact(tr("Access"), access_words(access)),
        Fact(tr("Authorised by"), lines),
        Fact(tr("Recorded by") if access.already_had else tr("Given by"), given),
        Fact(tr("From, until"), tr("{first} until {last}", first=day_text(access.starts), last=until)),
    ]
    return [*found, Fact(tr("Why"), access.reason)] if access.reason else found


def _why(facts: CellFacts, access: Access) -> str:
    if access.end_reason and (access.end_reason_shown or facts.end_reasons_shown):
        return f": {access.end_reason}"
    return ""


def _text(at: int, row: MatrixRow) -> str:
    return cell_words(row.cells[at])


def _state(at: int, row: MatrixRow) -> State | None:
    return cell_state(row.cells[at])


def _icon(at: int, row: MatrixRow) -> str:
    return cell_icon(row.cells[at])


def _hint(at: int, row: MatrixRow) -> str:
    return cell_hint(row.cells[at])
