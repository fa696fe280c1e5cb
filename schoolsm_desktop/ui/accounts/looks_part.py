"""The weekly look: one line for each account, “seen, nothing” with one click, or what was there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from schoolsm_desktop.domain.house import Look, LookResult
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.looks import LookLine, LooksView, PastLook
from schoolsm_desktop.ui.common.card import Pane, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.fact_list import Fact, FactList
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.row_model import Look as CellLook
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import State

from .looks_dialogs import LookerDialog, SomethingDialog

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.services.printing import Printed

NOTHING_KEY, SOMETHING_KEY = "nothing", "something"
SHOWN_LOOKS = 6


class LooksPart(Part):
    """A record of this part is an account's id."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._view = LooksView((), "", True, False, False, ())
        self._past: tuple[PastLook, ...] = ()
        self.print = self.add_button(tr("Print a sheet to tick"), self._print)
        self.summary = words("", "", self, wrap=True)
        self.column.addWidget(self.summary)
        self.list: ListPane[LookLine] = ListPane(
            "looks",
            _columns(page.desk.today),
            page.desk.views,
            Teaching(
                tr("No account to look at"),
                tr("Accounts in use stand here, with who looks at each of them every week."),
                icon="shield-check",
            ),
            name=tr("Accounts and their weekly look"),
            find=lambda x: f"{x.account.name} {x.platform} {x.looker.name if x.looker else ''}",
            identity=lambda x: x.account.id,
            two_line=True,
        )
        self.pane = Pane(tr("Last looks"))
        self.facts = FactList()
        self.pane.add(self.facts)
        self.who = QPushButton(tr("Who looks…"), self.pane)
        self.who.clicked.connect(lambda _on=False: self._with_current("looker"))
        self.back = QPushButton(tr("Take the last one back"), self.pane)
        self.back.clicked.connect(lambda _on=False: self._take_back())
        self.comment = QPushButton(tr("What was done about a comment…"), self.pane)
        self.comment.clicked.connect(lambda _on=False: self._moderate())
        for button in (self.comment, self.who, self.back):
            self.pane.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.pane.fill()
        self.column.addWidget(Split(self.list, self.pane), 1)
        self.list.pressed_button.connect(self._pressed)
        self.list.opened.connect(lambda line, _key: self._something(line))
        self.list.picked.connect(lambda line, _key: self._show_past(line))
        self._show_deeds()

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {
            "look-something": lambda record: SomethingDialog(self.page, self.line(record).account, self._done),
            "looker": lambda record: LookerDialog(self.page, self.line(record), self._view.people, self._chosen),
        }

    def reload(self) -> None:
        self.read(self.page.desk.office.looks.view, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        view = office.looks.view()
        return view.waiting(office.clock.today()) if view.asked else 0

    def show_record(self, record: str) -> None:
        self.when_ready(lambda: self.list.pick(UUID(record)))

    def line(self, record: str) -> LookLine:
        """The line of one account. Raises KeyError."""
        found = next((x for x in self._view.lines if str(x.account.id) == record), None)
        if found is None:
            raise KeyError(record)
        return found

    def _show(self, view: LooksView) -> None:
        self._view = view
        today = self.page.desk.today()
        waiting = view.waiting(today)
        said = (
            ntr("{count} account is due today.", "{count} accounts are due today.", waiting)
            if waiting
            else tr("Every account was looked at this week.")
        )
        self.summary.setText(
            tr(
                "{said} Posts, comments, messages and what others write underneath. {clause}.",
                said=said,
                clause=view.clause,
            )
        )
        self.page.set_count(self, waiting if view.asked else 0)
        self.list.set_rows(view.lines)
        self.print.setVisible(bool(view.lines) and view.may_print)
        self._show_past(self.list.current())

    def _show_past(self, line: LookLine | None) -> None:
        self._past = ()
        self._show_deeds()
        if line is None:
            self.facts.show_facts([Fact(tr("Account"), tr("Choose one on the left"))])
            return
        account_id = line.account.id

        def shown(past: tuple[PastLook, ...]) -> None:
            current = self.list.current()
            if current is not None and current.account.id == account_id:
                self._past = past
                self.facts.show_facts(_facts(line, past))
                self._show_deeds()

        self.page.work(lambda: self.page.desk.office.looks.past(account_id), shown)

    def _show_deeds(self) -> None:
        line = self.list.current()
        self.who.setVisible(line is not None and self._view.may_choose)
        self.comment.setVisible(line is not None and line.may_look)
        self.back.setVisible(line is not None and self._last_standing() is not None and line.may_look)

    def _last_standing(self) -> Look | None:
        return next((p.look for p in self._past if p.look.withdrawn_at is None), None)

    def _pressed(self, line: LookLine, key: str) -> None:
        if not line.may_look:
            return
        if key == SOMETHING_KEY:
            self._something(line)
            return

        def done(_look: Look) -> None:
            self.page.messages.good(tr("{account}: seen, nothing.", account=line.account.name))

        self.page.work(lambda: self.page.desk.office.looks.looked(line.account.id), done)

    def _something(self, line: LookLine) -> None:
        if line.may_look:
            self.page.open_dialog("look-something", str(line.account.id))

    def _with_current(self, dialog: str) -> None:
        line = self.list.current()
        if line is not None:
            self.page.open_dialog(dialog, str(line.account.id))

    def _moderate(self) -> None:
        """What was seen at a look and dealt with goes into the moderation log."""
        line = self.list.current()
        if line is not None:
            self.page.desk.go(Target("incidents", f"account:{line.account.id}", "moderation-new"))

    def _take_back(self) -> None:
        last = self._last_standing()
        if last is not None:
            self.page.work(partial(self.page.desk.office.looks.take_back, last.id), self._taken_back)

    def _taken_back(self, _look: Look) -> None:
        self.page.messages.good(tr("The last look is taken back and counts no more."))

    def _done(self, account: str) -> None:
        self.page.messages.good(tr("{account}: what was seen is written down.", account=account))

    def _chosen(self, account: str) -> None:
        self.page.messages.good(tr("{account}: who looks at it each week is saved.", account=account))

    def _print(self) -> None:
        def make() -> Printed:
            return self.page.desk.office.printing.look_sheet()

        self.page.work(make, self.page.desk.preview)


def _facts(line: LookLine, past: tuple[PastLook, ...]) -> list[Fact]:
    facts = [
        Fact(tr("Account"), line.account.name),
        Fact(tr("Looks each week"), line.looker.name if line.looker else tr("Nobody yet")),
    ]
    for each in past[:SHOWN_LOOKS]:
        seen = tr("Seen, nothing") if each.look.result is LookResult.NOTHING else each.look.note
        if each.look.withdrawn_at is not None:
            seen = tr("Taken back: {what}", what=seen)
        facts.append(Fact(tr("{day}, {name}", day=day_text(each.look.on), name=each.by), seen))
    if not past:
        facts.append(Fact(tr("Looks"), tr("None yet")))
    return facts


def _beside(line: LookLine) -> str:
    who = line.looker.short_name if line.looker else tr("nobody looks yet")
    return tr("{platform} · {who}", platform=line.platform, who=who)


def _last_words(line: LookLine) -> str:
    if line.last is None:
        return tr("Never yet")
    return day_text(line.last.on)


def _found_words(line: LookLine) -> str:
    if line.last is None:
        return ""
    return tr("nothing") if line.last.result is LookResult.NOTHING else line.last.note


def _state(line: LookLine, today: date) -> State:
    if line.due < today:
        return State.STOP
    return State.WARN if line.due == today else State.GOOD if line.last is not None else State.UNKNOWN


def _columns(today: Callable[[], date]) -> tuple[Column[LookLine], ...]:
    def due(line: LookLine) -> str:
        late = (today() - line.due).days
        if late > 0:
            return ntr("Overdue {count} day", "Overdue {count} days", late)
        return tr("Today") if late == 0 else day_text(line.due)

    return (
        Column(
            "account",
            tr("Account"),
            lambda x: x.account.name,
            detail=_beside,
            bold=True,
            grow=True,
            width=190,
        ),
        Column(
            "due",
            tr("Next look"),
            due,
            sort=lambda x: x.due,
            state=lambda x: _state(x, today()),
            width=140,
        ),
        Column(
            "last",
            tr("Last look"),
            _last_words,
            detail=_found_words,
            sort=lambda x: x.last.on if x.last else date.min,
            width=150,
        ),
        Column(
            NOTHING_KEY,
            tr("All well"),
            lambda x: tr("Seen, nothing") if x.may_look else "",
            look=CellLook.BUTTON,
            width=130,
        ),
        Column(
            SOMETHING_KEY,
            tr("Not all well"),
            lambda x: tr("Something…") if x.may_look else "",
            look=CellLook.BUTTON,
            width=120,
        ),
    )
