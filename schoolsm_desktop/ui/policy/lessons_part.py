"""Accounts used in lessons, what is taught to each year group, agreements by class; each where your policy asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.lessons import ClassTick, ClassTickKind, LessonUse
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.lessons import LessonsView, TallyLine, TaughtRow, UseLine
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.row_model import Column, Look
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import State, px, set_look

from .lesson_dialogs import LessonUseDialog, TallyDialog, YearGroupsDialog

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.services.printing import Printed, PrintingService

BACK = "back"
RETURN_WITHIN = timedelta(weeks=2)
"""How long homes have that are reminded of an agreement."""
AGREEMENT_ITEM_WORDS = {
    ClassTickKind.PUPIL_AGREEMENT: "the pupils’ agreement",
    ClassTickKind.PARENT_AGREEMENT: "the agreement for parents and carers",
}
"""An agreement as a letter names it."""


def is_wanted(office: Office) -> bool:
    """Whether your policy asks for any of it."""
    return office.lessons.is_asked()


class _Section(QWidget):
    """A heading, a quiet line, buttons, and a list; hidden whole where the policy does not ask for it."""

    def __init__(self, parent: QWidget, heading: str) -> None:
        super().__init__(parent)
        set_look(self, "body")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(6))
        self._column.addWidget(words(heading, "strong", self, wrap=True))
        self.said = words("", "quiet", self, wrap=True)
        self._column.addWidget(self.said)
        self._buttons = QWidget(self)
        set_look(self._buttons, "body")
        self._flow = Flow(self._buttons)
        self._column.addWidget(self._buttons)

    def button(self, said: str, act: Callable[[], object], *, main: bool = False) -> QPushButton:
        """One more button above the list."""
        button = QPushButton(said, self._buttons)
        if main:
            set_look(button, "main")
        button.clicked.connect(lambda _on=False: act())
        self._flow.addWidget(button)
        return button

    def hold(self, listed: QWidget) -> None:
        """The list below."""
        listed.setMinimumHeight(px(210))
        self._column.addWidget(listed, 1)


class LessonsPart(Part):
    """A record of this part is a class's agreements."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._view = LessonsView()
        self.column.addWidget(self._lessons())
        self.column.addWidget(self._taught())
        self.column.addWidget(self._agreements())
        self.column.addStretch(1)

    def _lessons(self) -> QWidget:
        self.lessons = _Section(self, tr("In lessons"))
        self.tick_lesson = self.lessons.button(
            tr("Tick a lesson use…"), partial(self.begin, "lesson-use", ""), main=True
        )
        self.uses: ListPane[UseLine] = ListPane(
            "lesson-uses",
            _use_columns(),
            self.page.desk.views,
            Teaching(
                tr("No account is used in lessons yet"),
                tr("One tick for an account, a class and a term, with the teacher responsible who has access."),
                tr("Tick a lesson use…"),
                partial(self.begin, "lesson-use", ""),
            ),
            name=tr("Accounts used in lessons"),
            identity=lambda x: x.use.id,
            two_line=True,
            filtered=False,
        )
        self.uses.pressed_button.connect(lambda row, _key: self._ask_withdraw(row))
        self.lessons.hold(self.uses)
        return self.lessons

    def _taught(self) -> QWidget:
        self.taught = _Section(self, tr("What is taught"))
        self.choose_groups = self.taught.button(tr("Year groups…"), partial(self.begin, "year-groups", ""))
        self.taught.button(tr("Print what is taught"), partial(self._print, lambda papers: papers.taught()))
        self.grid: ListPane[TaughtRow] = ListPane(
            "taught",
            _grid_columns(()),
            self.page.desk.views,
            Teaching(tr("No year group"), tr("Choose which year groups your school has.")),
            name=tr("Year groups by terms"),
            identity=lambda x: x.group,
            cells=True,
            filtered=False,
        )
        self.grid.opened.connect(self._toggle)
        self.taught.hold(self.grid)
        return self.taught

    def _agreements(self) -> QWidget:
        self.agreements = _Section(self, tr("Agreements by class"))
        self.agreements.button(
            tr("Print a class sheet"), partial(self._print, lambda papers: papers.agreement_sheet(self._class()))
        )
        self.agreements.button(tr("Print the tally"), partial(self._print, lambda papers: papers.agreement_tally()))
        self.remind = self.agreements.button(tr("Remind homes by letter"), self._remind)
        self.agreements.button(tr("Enter a class…"), partial(self.begin, "agreements", ""), main=True)
        self.tallies: ListPane[TallyLine] = ListPane(
            "agreements",
            _tally_columns(),
            self.page.desk.views,
            Teaching(
                tr("No class is entered yet this year"),
                tr("How many agreements were given out in a class, and how many are back."),
                tr("Enter a class…"),
                partial(self.begin, "agreements", ""),
            ),
            name=tr("Agreements by class"),
            identity=lambda x: x.tick.id,
            two_line=True,
            filtered=False,
        )
        self.tallies.picked.connect(lambda _row, _key: self._offer())
        self.tallies.opened.connect(lambda row, _key: self.begin("agreements", str(row.tick.id)))
        self.tallies.pressed_button.connect(lambda row, _key: self._ask_take_back(row))
        self.agreements.hold(self.tallies)
        return self.agreements

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {
            "lesson-use": lambda _record: LessonUseDialog(self.page, self._view, self._was_ticked),
            "agreements": lambda record: TallyDialog(self.page, self._view, self._of(record), self._was_kept),
            "year-groups": lambda _record: YearGroupsDialog(
                self.page, self._view, lambda _kept: self.page.messages.good(tr("The year groups are saved."))
            ),
        }

    # Reading

    def reload(self) -> None:
        self.read(self.page.desk.office.lessons.view, self._show)

    def show_record(self, record: str) -> None:
        found = self._of(record)
        if found is not None:
            self.tallies.pick(found.tick.id)

    def _show(self, view: LessonsView) -> None:
        if view.terms != self._view.terms:
            self.grid.set_columns(_grid_columns(view.terms))
        self._view = view
        self.lessons.setVisible(view.has_lessons)
        self.taught.setVisible(view.has_curriculum)
        self.agreements.setVisible(bool(view.agreements))
        self.lessons.said.setText(view.rule)
        self.taught.said.setText(
            tr(
                "One tick for each year group and term: Space or Enter ticks the chosen cell. {clause}",
                clause=view.curriculum_clause,
            )
        )
        self.agreements.said.setText(_year_words(view))
        self.uses.set_rows(view.uses)
        self.grid.set_rows(view.taught)
        self.tallies.set_rows(view.tallies)
        self.remind.setVisible(view.may_write)
        self._offer()

    def _offer(self) -> None:
        chosen = self.tallies.current()
        self.remind.setEnabled(chosen is not None and not chosen.is_complete)

    def _of(self, record: str) -> TallyLine | None:
        return next((x for x in self._view.tallies if str(x.tick.id) == record), None)

    def _class(self) -> str:
        chosen = self.tallies.current()
        return chosen.tick.group if chosen is not None else ""

    # Deeds

    def _toggle(self, row: TaughtRow, term: str) -> None:
        cell = next((each for each in row.cells if each.term == term), None)
        if cell is not None:
            on = cell.day is None
            self.page.work(lambda: self.page.desk.office.lessons.set_taught(row.group, term, on), lambda _none: None)

    def _ask_withdraw(self, row: UseLine) -> None:
        confirm.ask(
            self.page,
            title=tr("Take this lesson use back?"),
            consequence=tr(
                "{account}, {group}, {term}. It stays in the records and counts no more.",
                account=row.account,
                group=row.use.group,
                term=row.use.term,
            ),
            action=tr("Take it back"),
            yes=lambda: self._deed(
                lambda: self.page.desk.office.lessons.withdraw_use(row.use.id), tr("It is taken back.")
            ),
        )

    def _ask_take_back(self, row: TallyLine) -> None:
        confirm.ask(
            self.page,
            title=tr("Take this class back?"),
            consequence=tr(
                "{what} of {group}: what was entered stays in the records and counts no more.",
                what=row.words,
                group=row.tick.group,
            ),
            action=tr("Take it back"),
            yes=lambda: self._deed(
                lambda: self.page.desk.office.lessons.take_back_tally(row.tick.id), tr("It is taken back.")
            ),
        )

    def _deed(self, call: Callable[[], object], said: str) -> None:
        def done(_kept: object) -> None:
            self.page.messages.good(said)

        self.page.work(call, done)

    def _print(self, make: Callable[[PrintingService], Printed]) -> None:
        office = self.page.desk.office
        self.page.work(lambda: make(office.printing), self.page.desk.preview)

    def _remind(self) -> None:
        """One letter for a class, with a line for each child’s name: the homes are not kept (PRACTICE 32)."""
        chosen, office = self.tallies.current(), self.page.desk.office
        if chosen is None:
            return
        ends = office.clock.today() + RETURN_WITHIN
        fields = {"item": tr(AGREEMENT_ITEM_WORDS[chosen.tick.kind]), "ends": day_text(ends)}

        def make() -> Printed:
            return office.printing.letter(
                office.letters.make("agreement-reminder", "class-tick", chosen.tick.id, "", fields).id
            )

        self.page.work(make, self.page.desk.preview)

    def _was_ticked(self, use: LessonUse) -> None:
        self.page.messages.good(tr("{group} is ticked for {term}.", group=use.group, term=use.term))

    def _was_kept(self, tick: ClassTick) -> None:
        said = {"group": tick.group, "signed": tick.signed, "asked": tick.asked}
        self.page.messages.good(tr("{group}: {signed} of {asked} are back.", **said))


def _year_words(view: LessonsView) -> str:
    signed, asked = sum(x.tick.signed for x in view.tallies), sum(x.tick.asked for x in view.tallies)
    if not asked:
        return tr("{year}. {clause}", year=view.year, clause=view.agreements_clause)
    return tr(
        "{year}: {signed} of {asked} are back. {clause}",
        year=view.year,
        signed=signed,
        asked=asked,
        clause=view.agreements_clause,
    )


def _use_columns() -> tuple[Column[UseLine], ...]:
    return (
        Column("account", tr("Account"), lambda x: x.account, detail=lambda x: x.use.purpose, bold=True, grow=True),
        Column("group", tr("Class"), lambda x: x.use.group),
        Column("term", tr("Term"), lambda x: x.use.term),
        Column("teacher", tr("Teacher responsible"), lambda x: x.teacher),
        Column(
            "access",
            tr("Access"),
            lambda x: tr("On the register") if x.has_access else tr("No access now"),
            state=lambda x: State.GOOD if x.has_access else State.STOP,
        ),
        Column(BACK, "", lambda _x: tr("Take back…"), look=Look.BUTTON),
    )


def _grid_columns(terms: tuple[str, ...]) -> tuple[Column[TaughtRow], ...]:
    first: Column[TaughtRow] = Column("group", tr("Year group"), lambda x: x.group, bold=True, width=150)
    return (first, *(_term_column(at, term) for at, term in enumerate(terms)))


def _term_column(at: int, term: str) -> Column[TaughtRow]:
    return Column(
        term,
        term,
        lambda x: day_text(x.cells[at].day) if x.cells[at].day else tr("Not ticked"),
        sort=lambda x: str(x.cells[at].day or ""),
        state=lambda x: State.GOOD if x.cells[at].day else State.UNKNOWN,
        width=190,
        hint=lambda x: tr("Ticked by {name}", name=x.cells[at].by) if x.cells[at].day else "",
    )


def _tally_columns() -> tuple[Column[TallyLine], ...]:
    return (
        Column("group", tr("Class"), lambda x: x.tick.group, bold=True),
        Column("kind", tr("Whose"), lambda x: x.words, grow=True),
        Column(
            "back",
            tr("Back"),
            lambda x: tr("{signed} of {asked}", signed=x.tick.signed, asked=x.tick.asked),
            sort=lambda x: x.tick.signed / max(1, x.tick.asked),
            state=lambda x: State.GOOD if x.is_complete else State.WARN,
        ),
        Column(
            "on", tr("Day"), lambda x: day_text(x.tick.on), sort=lambda x: x.tick.on, detail=lambda x: x.recorded_by
        ),
        Column(BACK, "", lambda _x: tr("Take back…"), look=Look.BUTTON),
    )
