"""The incidents that whoever is signed in can read: the list, and one of them opened as its record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from schoolsm_desktop.domain.cases import CaseSort, CaseState
from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.record_entries import Adding
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.incident_record_views import RecordChoices
from schoolsm_desktop.services.incident_records import Shelf
from schoolsm_desktop.services.incidents import IncidentLine
from schoolsm_desktop.services.records_check import Broken
from schoolsm_desktop.ui.common.background import show_failure
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import State, set_look

from .broken_notice import BrokenNotice
from .case_letter_dialog import letter_dialogs
from .evidence_dialogs import evidence_dialogs
from .evidence_pane import EvidencePane
from .print_dialogs import print_dialogs
from .record_dialogs import AddToRecordDialog, FactsDialog, LeadDialog, PeopleDialog
from .record_pane import RecordPane
from .removal_dialogs import removal_dialogs
from .report_dialog import report_dialogs
from .share_dialog import share_dialogs
from .steps_dialogs import steps_dialogs
from .steps_pane import StepsPane

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office

ADD = "record-add"
_PAGE_OF_LINK = {
    "incident": ("incidents", "incidents"),
    "complaint": ("incidents", "complaints"),
    "block": ("incidents", "blocks"),
    "takedown": ("incidents", "takedowns"),
    "moderation": ("incidents", "moderation"),
    "person": ("people", ""),
    "account": ("accounts", ""),
    "post": ("photos", "published"),
}


@dataclass(frozen=True, slots=True)
class _Read:
    """What the part shows, read in one go; `choices` is None where no record is open, or the one that was is gone."""

    lines: tuple[IncidentLine, ...]
    shelf: Shelf
    choices: RecordChoices | None
    broken: Broken


class IncidentsPart(Part):
    """A record of this part is the id of an incident; of a dialog on it too, with `/kind/number` for what it begins with."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self._lines: tuple[IncidentLine, ...] = ()
        self._shelf = Shelf(frozenset(), {})
        self._case: UUID | None = None
        self._choices: RecordChoices | None = None
        self.shelf_bar = self._filters()
        self.list: ListPane[IncidentLine] = ListPane(
            "incidents",
            incident_columns(),
            page.desk.views,
            Teaching(
                tr("Nothing has been reported to you"),
                tr("What is reported stands here for those it is shared with, and for nobody else."),
            ),
            name=tr("Incidents"),
            find=lambda x: f"{x.reference} {x.kind} {self._shelf.words.get(x.id, x.incident.what)}",
            identity=lambda x: x.id,
            two_line=True,
            sealed=True,
        )
        self.list.opened.connect(lambda line, _key: self.open(line.id))
        self.list.table.clicked.connect(self._clicked)
        self.steps = StepsPane(page)
        self.evidence = EvidencePane(page)
        self.pane = RecordPane(self.steps, self.evidence)
        self.pane.wants.connect(self._wanted)
        self.pane.done.connect(lambda number: self._wanted(f"{ADD}/{Adding.DONE.value}/{number}"))
        self.pane.back.connect(self.close_record)
        self.pane.followed.connect(self._follow)
        self.pane.hide()
        self.broken = BrokenNotice(page, self)
        self.column.addWidget(self.broken)
        self.column.addWidget(self.shelf_bar)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.pane, 1)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        page, of, said = self.page, self._choices_of, self._say
        return {
            ADD: self._add_dialog,
            "record-facts": lambda record: FactsDialog(page, of(record), said),
            "record-people": lambda record: PeopleDialog(page, of(record), said),
            "record-lead": lambda record: LeadDialog(page, of(record), said),
            **report_dialogs(page),
            **share_dialogs(page),
            **steps_dialogs(page),
            **evidence_dialogs(page),
            **letter_dialogs(page),
            **print_dialogs(page),
            **removal_dialogs(page),
        }

    # Reading

    def reload(self) -> None:
        self.read(self._read, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        return len([x for x in office.incidents.lines() if x.incident.state is CaseState.OPEN])

    def show_record(self, record: str) -> None:
        found = _case_of(record)
        if found is not None:
            self.when_ready(lambda: self.open(found))

    def begin(self, act: str, record: str) -> None:
        found = _case_of(record)
        if found is None:
            super().begin(act, record)
        else:
            self.when_ready(lambda: self.open(found, lambda: self._open_dialog(act, record)))

    def restore(self, draft: Mapping[str, Any]) -> None:
        found = _case_of(str(draft.get("record", "")))
        back = super().restore
        if found is None:
            back(draft)
        else:
            self.when_ready(lambda: self.open(found, lambda: back(draft)))

    def open(self, case_id: UUID, then: Callable[[], object] | None = None) -> None:
        """Show a record in place of the list, then go on; one that is not there, or not shared, says so."""

        def shown(choices: RecordChoices) -> None:
            self._show_record(choices)
            if then is not None:
                then()

        def failed(error: Exception) -> None:
            self.close_record()
            show_failure(self.page, error)

        self.page.work(partial(self.desk.office.incident_records.choices, case_id), shown, failed)

    def close_record(self) -> None:
        """Go back to the list; the line that was open is the one chosen."""
        before, self._case, self._choices = self._case, None, None
        self._frame()
        if before is not None:
            self.list.pick(before)
            self.list.table.setFocus()

    @property
    def shown(self) -> RecordChoices | None:
        """The record that is open."""
        return self._choices

    def _read(self) -> _Read:
        office, choices = self.desk.office, None
        if self._case is not None:
            try:
                choices = office.incident_records.choices(self._case)
            except OfficeError as error:
                if error.key != "record-missing":
                    raise
        broken = office.records_check.broken(CaseSort.INCIDENT)
        return _Read(office.incidents.lines(), office.incident_records.shelf(), choices, broken)

    def _show(self, read: _Read) -> None:
        self._lines, self._shelf = read.lines, read.shelf
        self.broken.show_broken(read.broken)
        self._show_lines()
        self.page.set_count(self, len([x for x in read.lines if x.incident.state is CaseState.OPEN]))
        if read.choices is not None:
            self._show_record(read.choices)
        elif self._case is not None:
            self.close_record()

    def _show_lines(self) -> None:
        wanted = self.which.currentData()
        shown = [x for x in self._lines if not wanted or x.incident.state.value == wanted]
        if self.mine.isChecked():
            shown = [x for x in shown if x.id in self._shelf.mine]
        self.list.set_rows(shown)
        hidden = bool(self._lines) and not shown
        self._nothing.setVisible(hidden)
        self.list.setVisible(self._case is None and not hidden)

    def _show_record(self, choices: RecordChoices) -> None:
        other = self._case != choices.view.id
        self._case, self._choices = choices.view.id, choices
        self.pane.show_view(choices.view, frozenset(self.dialogs()))
        self.steps.show(choices.view.id)
        self.evidence.show_case(choices.view.id)
        self._frame()
        if other:
            self.pane.leave.setFocus()

    def _frame(self) -> None:
        """An open record has the page to itself, as a sheet on the desk; the list has the page's head and tabs."""
        is_open = self._case is not None
        self.pane.setVisible(is_open)
        self.shelf_bar.setVisible(not is_open)
        self._show_lines()
        self._show_head(not is_open)

    def _show_head(self, on: bool) -> None:
        self.page.head.setVisible(on)
        self.page.tabs.setVisible(on and self.page.tabs.count() > 1)

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self._show_head(self._case is None)

    def hideEvent(self, event: Any) -> None:
        self._show_head(True)
        super().hideEvent(event)

    # Acting

    def _filters(self) -> QWidget:
        bar = QWidget(self)
        set_look(bar, "body")
        flow = Flow(bar, gap=10)
        self.which = QComboBox(bar)
        for key, said in (("", tr("Open and closed")), (CaseState.OPEN, tr("Open")), (CaseState.CLOSED, tr("Closed"))):
            self.which.addItem(said, str(key))
        self.which.setAccessibleName(tr("Show"))
        self.mine = QCheckBox(tr("Only mine"), bar)
        self.mine.setToolTip(tr("Those you lead, reported, or have something to do in"))
        self._nothing = words(tr("Nothing of this kind. Choose another above."), "quiet", bar)
        self._nothing.hide()
        for part in (self.which, self.mine, self._nothing):
            flow.addWidget(part)
        self.which.currentIndexChanged.connect(lambda _at: self._show_lines())
        self.mine.toggled.connect(lambda _on: self._show_lines())
        return bar

    def _clicked(self, index: QModelIndex) -> None:
        line = self.list.model.row_at(index.row())
        if line is not None:
            self.open(line.id)

    def _wanted(self, deed: str) -> None:
        if self._case is not None:
            act, slash, rest = deed.partition("/")
            self._open_dialog(act, f"{self._case}{slash}{rest}")

    def _open_dialog(self, act: str, record: str) -> None:
        if act in self.page.dialogs:
            self.page.open_dialog(act, record)

    def _add_dialog(self, record: str) -> FormDialog:
        _case, _, rest = record.partition("/")
        kind, _, of = rest.partition("/")
        return AddToRecordDialog(self.page, self._choices_of(record), self._say, Adding(kind or Adding.NOTE), of)

    def _choices_of(self, record: str) -> RecordChoices:
        """The choices of the record that is open. Raises LookupError for another one, or one that is gone."""
        if self._choices is None or self._choices.view.id != _case_of(record):
            raise LookupError(record)
        return self._choices

    def _follow(self, kind: str, record: str) -> None:
        page, act = _PAGE_OF_LINK[kind]
        self.desk.go(Target(page, record, act))

    def _say(self, said: str) -> None:
        self.page.messages.good(said)


def incident_columns() -> tuple[Column[IncidentLine], ...]:
    """Which, what, when it was reported, and how it stands."""

    def state(line: IncidentLine) -> State:
        if line.incident.state is CaseState.CLOSED:
            return State.GOOD
        return State.STOP if line.incident.hold_reply or line.incident.is_urgent else State.WARN

    def said(line: IncidentLine) -> str:
        return tr("Do not reply yet") if line.incident.hold_reply else line.state

    return (
        Column("reference", tr("Reference"), lambda x: x.reference, bold=True, width=120),
        Column("kind", tr("What"), lambda x: x.kind, detail=lambda x: _short(x.incident.what), grow=True, width=320),
        Column("when", tr("Reported"), lambda x: x.when, sort=lambda x: x.incident.recorded_at, width=110),
        Column("state", tr("State"), said, state=state, width=170),
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 120 else f"{line[:119]}…"


def _case_of(record: str) -> UUID | None:
    """The incident that a record of this part means; None for no record."""
    try:
        return UUID(record.partition("/")[0])
    except ValueError:
        return None
