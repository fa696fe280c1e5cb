"""Who has read and signed, been trained and undertaken what; who is missing, the numbers, and the sessions that were held."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPushButton, QWidget

from schoolsm_desktop.domain.read_and_signed import SIGN_WITHIN
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.training import SessionLine, TrainingView
from schoolsm_desktop.services.training_facts import TrainingLine, group_words
from schoolsm_desktop.ui.common.card import Card, Pane, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.fact_list import Fact, FactList
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.scan_view import show_scan
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import px, set_look

from .meeting_dialog import CameTooDialog, MeetingDialog, TakeBackTrainingDialog
from .training_words import person_facts, reminders, training_columns

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.services.paper_maker import Printed

EVERYBODY, MISSING, SOON = "all", "missing", "soon"
LATEST = 6
"""How many sessions are shown; the others stand in the dialogs and on paper."""


class TrainingPart(Part):
    """A record of this part is the id of a person."""

    ACTS = frozenset(
        {
            "print-missing",
            "print-missing-by-group",
            "print-coverage",
            "print-sheet",
            "print-short-stay",
            "print-attendance",
        }
    )

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self._view = TrainingView()
        self._wanted = ""
        self.print = self.add_button(tr("Print"), lambda: None)
        self._print_menu()
        self.meeting = self.add_button(
            tr("Enter a meeting or training…"), partial(self.begin, "enter-meeting", ""), main=True
        )
        self._notes = Card(tr("Worth knowing"))
        self._note_words = words("", "", self._notes, wrap=True)
        self._notes.add(self._note_words)
        self.column.addWidget(self._notes)
        self.column.addWidget(self._filter_row())
        self._fill()

    def _fill(self) -> None:
        teaching = Teaching(
            tr("Nobody is on this list"),
            tr(
                "It holds everybody of the staff list, with what your policy asks of them. Add people on the part “Staff”."
            ),
            icon="users",
        )
        self.list: ListPane[TrainingLine] = ListPane(
            "training",
            training_columns(()),
            self.desk.views,
            teaching,
            name=tr("Who has read, signed and been trained"),
            find=lambda x: f"{x.person.name} {x.person.job_title} {x.duties_text} {x.manager} {x.state_words}",
            identity=lambda x: x.person.id,
            two_line=True,
        )
        self.list.picked.connect(lambda line, _key: self._show_person(line))
        self.column.addWidget(Split(self.list, self._side()), 1)

    def _filter_row(self) -> QWidget:
        row = QWidget(self)
        set_look(row, "body")
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(8))
        label = words(tr("Show"), "quiet", row)
        self.which = QComboBox(row)
        self.which.setAccessibleName(tr("Whom to show"))
        for key, said in (
            (EVERYBODY, tr("Everybody")),
            (MISSING, tr("Something is missing")),
            (SOON, tr("Running out")),
        ):
            self.which.addItem(said, key)
        self.which.currentIndexChanged.connect(lambda _at: self._show_rows())
        label.setBuddy(self.which)
        line.addWidget(label)
        line.addWidget(self.which)
        self.numbers = words("", "quiet", row, wrap=True)
        line.addWidget(self.numbers, 1)
        return row

    def _side(self) -> QWidget:
        side = Pane()
        self._heading = words("", "heading", side, wrap=True)
        self._facts = FactList(side)
        buttons = QWidget(side)
        set_look(buttons, "body")
        self._flow = Flow(buttons)
        self._held_heading = words(tr("Training held"), "strong", side, wrap=True)
        self._held = FactList(side)
        held = QWidget(side)
        set_look(held, "body")
        self._held_flow = Flow(held)
        for part in (self._heading, self._facts, buttons, self._held_heading, self._held, held):
            side.add(part)
        side.fill()
        return side

    def _print_menu(self) -> None:
        menu = QMenu(self.print)
        for act, said in (
            ("print-missing", tr("Who is missing, by line manager")),
            ("print-missing-by-group", tr("Who is missing, by kind of people")),
            ("print-coverage", tr("The numbers, for governors and inspectors")),
            ("print-sheet", tr("Sheet to sign: the policy")),
            ("print-short-stay", tr("Short sheet for agency staff, contractors and visitors")),
            ("print-attendance", tr("Attendance sheet for a training")),
        ):
            menu.addAction(said).triggered.connect(lambda _on=False, act=act: self._print(act))
        self.print.setMenu(menu)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        page = self.page
        return {
            "enter-meeting": lambda record: MeetingDialog(page, self._view, record, self._entered),
            "came-too": lambda record: CameTooDialog(page, self._view, record, self._added),
            "take-back-training": lambda record: TakeBackTrainingDialog(page, self._view, record, self._taken_back),
        }

    # Reading

    def reload(self) -> None:
        self.read(self.desk.office.training.view, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        return office.training.view().waiting

    def show_record(self, record: str) -> None:
        self._wanted = record
        self.when_ready(self._go_to_wanted)

    def begin(self, act: str, record: str) -> None:
        if act in self.ACTS:
            self._print(act)
        elif self._view.may_tick:
            self.when_ready(lambda: self.page.open_dialog(act, record))

    def _show(self, view: TrainingView) -> None:
        if [n.topic for n in view.needs] != [n.topic for n in self._view.needs] or not self._view.lines:
            self.list.set_columns(training_columns(view.needs))
        self._view = view
        self.page.set_count(self, view.waiting)
        self._note_words.setText("\n".join(view.notes))
        self._notes.setVisible(bool(view.notes))
        self.print.setVisible(view.may_print)
        self.meeting.setVisible(view.may_tick)
        self.numbers.setText(_numbers(view))
        self._show_rows()
        self._show_sessions(view)
        self._go_to_wanted()

    def _show_rows(self) -> None:
        wanted = self.which.currentData()
        self.list.set_rows(
            [
                x
                for x in self._view.lines
                if wanted == EVERYBODY or (wanted == MISSING and x.missing) or (wanted == SOON and x.soon)
            ]
        )
        self._show_person(self.list.current())

    def _go_to_wanted(self) -> None:
        found = next((x for x in self._view.lines if str(x.person.id) == self._wanted), None)
        if found is not None:
            self._wanted = ""
            self.which.setCurrentIndex(0)
            self.list.filter.clear()
            self.list.pick(found.person.id)

    # The pane

    def _show_person(self, line: TrainingLine | None) -> None:
        _clear(self._flow)
        if line is None:
            self._heading.setText(tr("Choose a person"))
            self._facts.show_facts(())
            return
        self._heading.setText(line.person.name)
        self._facts.show_facts(person_facts(line, self._view.needs))
        record = str(line.person.id)
        if self._view.may_tick:
            _button(self._flow, tr("Tick off…"), lambda: self.page.begin("tick-condition", record))
        if self._view.may_print:
            _button(self._flow, tr("Print a starter sheet"), partial(self._preview, partial(self._starter, line)))
        if self._view.may_write:
            for said, key, item in reminders(line, self._view):
                _button(self._flow, said, partial(self._preview, partial(self._letter, line, key, item)))

    def _show_sessions(self, view: TrainingView) -> None:
        _clear(self._held_flow)
        self._held.show_facts([_session_fact(s) for s in view.sessions[:LATEST]])
        self._held.setVisible(bool(view.sessions))
        self._held_heading.setText(tr("Training held") if view.sessions else tr("No training was entered yet"))
        standing = [s for s in view.sessions if not s.is_over]
        if standing and view.may_tick:
            _button(self._held_flow, tr("Add who came later…"), partial(self.begin, "came-too", ""))
            _button(self._held_flow, tr("Take one back…"), partial(self.begin, "take-back-training", ""))
        paper = next((s.session.paper_id for s in standing if s.session.paper_id is not None), None)
        if paper is not None:
            _button(self._held_flow, tr("Look at the last sheet"), lambda: show_scan(self.page, paper))

    # Deeds

    def _entered(self, count: int) -> None:
        self.page.messages.good(
            ntr("The meeting is entered for {count} person.", "The meeting is entered for {count} people.", count)
        )

    def _added(self, count: int) -> None:
        self.page.messages.good(ntr("{count} person is added.", "{count} people are added.", count))

    def _taken_back(self) -> None:
        self.page.messages.good(tr("The training is taken back and counts for nobody."))

    # Paper

    def _starter(self, line: TrainingLine) -> Printed:
        return self.desk.office.printing.starter_sheet(line.person.id)

    def _letter(self, line: TrainingLine, key: str, item: str) -> Printed:
        office = self.desk.office
        fields = {"item": item, "ends": day_text(office.clock.today() + SIGN_WITHIN)}
        made = office.letters.make(key, "person", line.person.id, line.person.name, fields)
        return office.printing.letter(made.id)

    def _print(self, act: str) -> None:
        self._preview(partial(self._made, act))

    def _made(self, act: str) -> Printed:
        # `printing` is asked for here, on the worker: the first document imports what draws it.
        printing = self.desk.office.printing
        makers: Mapping[str, Callable[[], Printed]] = {
            "print-missing": printing.chase_list,
            "print-missing-by-group": partial(printing.chase_list, by_group=True),
            "print-coverage": printing.training_coverage,
            "print-sheet": printing.signing_sheet,
            "print-short-stay": printing.short_stay_sheet,
            "print-attendance": printing.attendance_sheet,
        }
        return makers[act]()

    def _preview(self, make: Callable[[], Printed]) -> None:
        self.page.work(make, self.desk.preview)


def _numbers(view: TrainingView) -> str:
    """The policy’s numbers group by group, in one line."""
    parts = [
        tr("{group}: {count} signed", group=group_words(c.group), count=c.read.words)
        for c in view.coverage
        if c.read.asked
    ]
    return " · ".join(parts)


def _session_fact(line: SessionLine) -> Fact:
    led = tr("led by {name}", name=line.session.led_by) if line.session.led_by else ""
    count = ntr("{count} person", "{count} people", len(line.people))
    over = tr("taken back") if line.is_over else ""
    return Fact(day_text(line.session.on), " · ".join(p for p in (line.session.title, count, led, over) if p))


def _button(flow: Flow, said: str, act: Callable[[], object]) -> None:
    button = QPushButton(said, flow.parentWidget())
    button.clicked.connect(lambda _on=False: act())
    flow.addWidget(button)


def _clear(flow: Flow) -> None:
    while (item := flow.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
