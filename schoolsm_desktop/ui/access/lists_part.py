"""Leavers and lists: every list that is worked off, its lines, and beside a line how it is done and how it was proved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.checklists import Checklist, ChecklistKind, LineKind
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.checklist_views import LineView, ListLine, ListView
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import px, set_look

from .leaving_dialogs import CameBackDialog, LeavingDialog, SamePersonDialog, Staff
from .line_pane import LinePane
from .list_dialogs import AddLineDialog, FinishDialog, LooksAfterDialog, MoveDialog, NotNeededDialog, ProofDialog
from .list_words import cancel_words, consequence, line_columns, list_columns, question, under_words

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.services.printing import Printed

RIGHTS = (Action.END_ACCESS, Action.MAKE_SIGN_INS, Action.EDIT_ACCOUNTS, Action.EDIT_PEOPLE, Action.GIVE_ACCESS)


@dataclass(frozen=True, slots=True)
class _Read:
    """What the part shows, read in one go."""

    lists: tuple[ListLine, ...]
    staff: Staff
    reminds: bool = False


class ListsPart(Part):
    """Lists of leavers, changed jobs, closing accounts and handovers. A record is the id of a list, or of a person on one."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self._staff = Staff()
        self._view: ListView | None = None
        self._wanted = ""
        self._reminds = False
        teaching = Teaching(
            tr("Nobody is leaving"),
            tr(
                "When somebody leaves or changes job, one list shows all they hold and know, until it is done and signed."
            ),
            tr("Someone is leaving…"),
            lambda: self.page.begin("leaving", ""),
        )
        self.list: ListPane[ListLine] = ListPane(
            "access-lists",
            list_columns(),
            self.desk.views,
            teaching,
            name=tr("Lists to work off"),
            find=lambda row: f"{row.title} {row.kind}",
            identity=lambda row: row.checklist.id,
            two_line=True,
        )
        self.list.picked.connect(self._picked)
        self.lines: ListPane[LineView] = ListPane(
            "access-list-lines",
            line_columns(),
            self.desk.views,
            Teaching(tr("Choose a list"), tr("Its lines stand here: what to do, by when, and how it was done.")),
            name=tr("Lines of the list"),
            identity=lambda row: row.line.id,
            two_line=True,
            filtered=False,
        )
        self.lines.picked.connect(self._line_picked)
        self.lines.opened.connect(lambda row, _key: self._open_line(row))
        self.pane = LinePane(self.desk, self._begin_deed, self)
        inner = Split(self._middle(), self.pane, (5, 3), narrow=620)
        self.column.addWidget(Split(self.list, inner, (3, 9), narrow=900), 1)
        self._show_view(None)

    def _middle(self) -> QWidget:
        """The lines of the list that is chosen, what it is above them, and under them what is done with it as a whole."""
        middle = QWidget(self)
        set_look(middle, "body")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        self.heading = words("", "heading", middle, wrap=True)
        self.under = words("", "quiet", middle, wrap=True)
        self._buttons = QWidget(middle)
        set_look(self._buttons, "body")
        flow = Flow(self._buttons)
        self.print = self._button(flow, tr("Print"), self._print)
        self.remind = self._button(flow, tr("Reminder about pupils…"), self._remind)
        self.finish = self._button(flow, tr("Signed and finished…"), partial(self._open, "finish-list"))
        self.add = self._button(flow, tr("Add a line…"), partial(self._open, "add-line"))
        self.move_day = self._button(flow, tr("Another last day…"), partial(self._open, "move-list"))
        self.speak = self._button(flow, tr("No longer quiet"), self._no_longer_quiet)
        self.cancel = self._button(flow, tr("Cancel the list…"), self._ask_cancel)
        for part in (self.heading, self.under):
            column.addWidget(part)
        column.addWidget(self.lines, 1)
        column.addWidget(self._buttons)
        return middle

    def _button(self, flow: Flow, said: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(said, self._buttons)
        button.clicked.connect(lambda _on=False: act())
        flow.addWidget(button)
        return button

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        leaves, moves = ChecklistKind.LEAVES, ChecklistKind.CHANGES_JOB
        page = self.page
        return {
            "leaving": lambda record: LeavingDialog(page, self._staff, record, leaves, self._begun),
            "changed-job": lambda record: LeavingDialog(page, self._staff, record, moves, self._begun),
            "came-back": lambda record: CameBackDialog(page, self._staff, record, self._came_back),
            "same-person": lambda record: SamePersonDialog(
                page,
                self._staff,
                record,
                lambda who: page.messages.good(tr("{name} stands once from now on.", name=who.name)),
            ),
            "line-done": lambda record: ProofDialog(page, self._what(record), record),
            "line-not-needed": lambda record: NotNeededDialog(page, self._what(record), record),
            "hand-on": lambda record: LooksAfterDialog(page, self._what(record), record, self._staff.here()),
            "add-line": lambda record: AddLineDialog(page, record),
            "move-list": lambda record: MoveDialog(page, self._who(), record),
            "finish-list": lambda record: FinishDialog(page, self._who(), record, self._finished),
        }

    # Reading

    def reload(self) -> None:
        self.read(self._read, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        return len(office.checklists.open_lists())

    def show_record(self, record: str) -> None:
        self._wanted = record
        self._go_to_wanted()

    def _read(self) -> _Read:
        """On the worker."""
        office, today = self.desk.office, self.desk.today()
        people = office.people.lines()
        return _Read(
            office.checklists.lists(),
            Staff(
                people=office.people.choices(),
                left=tuple(line.person for line in people if line.person.left_by(today)),
                rights=frozenset(action for action in RIGHTS if office.may(action)),
                rule=office.leaving.rule_words(),
            ),
            office.letters.reminds_leavers(),
        )

    def _show(self, read: _Read) -> None:
        self._staff, self._reminds = read.staff, read.reminds
        self.list.set_rows(read.lists)
        self.page.set_count(self, len([x for x in read.lists if x.checklist.is_open]))
        self._go_to_wanted()
        current = self.list.current()
        if current is not None:
            self._read_list(current.checklist.id)
        elif read.lists:
            self.list.pick(read.lists[0].checklist.id)
        else:
            self._show_view(None)

    def _go_to_wanted(self) -> None:
        for row in self.list.model.shown_rows() if self._wanted else ():
            if self._wanted in (str(row.checklist.id), str(row.checklist.person_id)):
                self._wanted = ""
                self.list.pick(row.checklist.id)
                return

    def _picked(self, row: ListLine | None, _key: str) -> None:
        if row is None:
            self._show_view(None)
        else:
            self._read_list(row.checklist.id)

    def _read_list(self, list_id: UUID) -> None:
        def came(view: ListView) -> None:
            current = self.list.current()
            if current is not None and current.checklist.id == view.head.checklist.id:
                self._show_view(view)

        self.page.work(lambda: self.desk.office.checklists.view(list_id), came)

    def _show_view(self, view: ListView | None) -> None:
        before, self._view = self._view, view
        head = view.head if view else None
        self.heading.setText(head.title if head else tr("Choose a list"))
        self.under.setText(under_words(view) if view else "")
        is_open = head is not None and head.checklist.is_open
        self.print.setVisible(head is not None)
        leaves = head is not None and head.checklist.kind is ChecklistKind.LEAVES
        self.remind.setVisible(is_open and leaves and self._reminds)
        self.finish.setVisible(is_open)
        self.finish.setEnabled(view is not None and view.may_finish)
        set_look(self.finish, "main" if view is not None and view.may_finish else "")
        self.add.setVisible(is_open)
        of_person = is_open and head is not None and head.checklist.person_id is not None
        self.move_day.setVisible(of_person and head is not None and head.checklist.kind is not ChecklistKind.HANDOVER)
        self.speak.setVisible(is_open and head is not None and head.checklist.quiet)
        self.cancel.setVisible(is_open)
        self.lines.set_rows(view.lines if view else ())
        other = before is None or view is None or before.head.checklist.id != view.head.checklist.id
        if view is not None and (other or self.lines.current() is None):
            first = next((x for x in view.lines if x.is_open), view.lines[0] if view.lines else None)
            if first is not None:
                self.lines.pick(first.line.id)
        self._line_picked(self.lines.current(), "")

    # One line

    def _line_picked(self, row: LineView | None, _key: str) -> None:
        if row is None or self._view is None:
            self.pane.show_nothing()
        else:
            self.pane.show_line(self._view, row, self._staff.rights)

    def _open_line(self, row: LineView) -> None:
        self._line_picked(row, "")
        self.pane.main_deed()

    def _begin_deed(self, deed: str, row: LineView) -> None:
        line_id = row.line.id
        if deed == "change-password":
            self.desk.go(Target("accounts", str(row.task_account), "change-password"))
        elif deed == "reopen":
            self.page.work(lambda: self.desk.office.checklists.reopen(line_id), lambda _kept: None)
        elif deed == "carry-out":
            self._ask_carry_out(row)
        else:
            self.page.open_dialog(deed, str(line_id))

    def _ask_carry_out(self, row: LineView) -> None:
        line_id, ends_sign_in = row.line.id, row.line.kind is LineKind.SIGN_IN

        def yes() -> None:
            office = self.desk.office
            if ends_sign_in:
                self.page.long_work(
                    tr("Ending the sign-in"), lambda _progress: office.leaving.carry_out(line_id), lambda _none: None
                )
            else:
                self.page.work(lambda: office.leaving.carry_out(line_id), lambda _none: None)

        confirm.ask(self.page, title=question(row), consequence=consequence(row), action=tr("End it"), yes=yes)

    # The list as a whole

    def _open(self, dialog: str) -> None:
        if self._view is not None:
            self.page.open_dialog(dialog, str(self._view.head.checklist.id))

    def _print(self) -> None:
        if self._view is not None:
            list_id = self._view.head.checklist.id
            self.page.work(lambda: self.desk.office.printing.leaver_list(list_id), self.desk.preview)

    def _remind(self) -> None:
        """The letter about contact with pupils afterwards, to sign and give back (mill-lane:6.1-xiv)."""
        if self._view is None:
            return
        list_id, office = self._view.head.checklist.id, self.desk.office

        def make() -> Printed:
            return office.printing.letter(office.letters.remind_leaver(list_id).id)

        self.page.work(make, self.desk.preview)

    def _no_longer_quiet(self) -> None:
        if self._view is None:
            return
        list_id = self._view.head.checklist.id
        confirm.ask(
            self.page,
            title=tr("Show this list to everybody who works off lists?"),
            consequence=tr("From then on they read who leaves, and when."),
            action=tr("Show it"),
            yes=lambda: self.page.work(lambda: self.desk.office.leaving.no_longer_quiet(list_id), lambda _: None),
        )

    def _ask_cancel(self) -> None:
        if self._view is None:
            return
        checklist = self._view.head.checklist
        confirm.ask(
            self.page,
            title=tr("Cancel this list?"),
            consequence=tr(
                "{who}: {what}",
                who=self._view.head.title,
                what=cancel_words(checklist, checklist.day < self.desk.today()),
            ),
            action=tr("Cancel the list"),
            yes=lambda: self.page.work(lambda: self.desk.office.checklists.cancel(checklist.id), lambda _: None),
        )

    def _begun(self, checklist: Checklist) -> None:
        self._wanted = str(checklist.id)
        self.page.messages.good(tr("The list is made. It stays on Today until every line is done and it is signed."))

    def _came_back(self, person: Person) -> None:
        self.page.messages.good(tr("{name} is back.", name=person.name))
        left_open = [
            row
            for row in self.list.model.shown_rows()
            if row.checklist.person_id == person.id
            and row.checklist.is_open
            and row.checklist.kind is ChecklistKind.LEAVES
        ]
        if left_open:
            self._wanted = str(left_open[0].checklist.id)
            self.page.messages.warn(tr("The list of when they left is still open: finish it, or cancel it."))

    def _finished(self) -> None:
        self.page.messages.good(tr("The list is finished and kept as it was signed."))

    def _what(self, line_id: str) -> str:
        lines = self._view.lines if self._view is not None else ()
        return next((x.what for x in lines if str(x.line.id) == line_id), "")

    def _who(self) -> str:
        return self._view.head.title if self._view is not None else ""
