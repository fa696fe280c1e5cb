"""Complaints that whoever is signed in can read: what each waits for, its stages and its record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from schoolsm_desktop.domain.cases import CaseSort
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.complaint_views import ComplaintLine, ComplaintView
from schoolsm_desktop.services.complaints import ComplaintChoices, TakenIn
from schoolsm_desktop.services.records_check import Broken
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import State

from .broken_notice import BrokenNotice
from .case_letter_dialog import CaseLetterDialog
from .complaint_dialogs import (
    AppointmentDialog,
    ComplaintEntryDialog,
    ComplaintFactsDialog,
    NewComplaintDialog,
    OneThingDialog,
    StageDialog,
    wordings,
)
from .complaint_pane import ComplaintPane
from .evidence_pane import EvidencePane

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office

NEW = "complaint-new"
FROM_COMMENT = "complaint-from-comment"


@dataclass(frozen=True, slots=True)
class _Read:
    """What the part shows, read in one go."""

    lines: tuple[ComplaintLine, ...]
    choices: ComplaintChoices
    broken: Broken


class ComplaintsPart(Part):
    """A record of this part is the id of a complaint; of `complaint-from-comment` the id of an entry of moderation."""

    ACTS = frozenset({FROM_COMMENT})

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self._choices = ComplaintChoices()
        self._lines: tuple[ComplaintLine, ...] = ()
        self._view: ComplaintView | None = None
        self._wanted = ""
        self.list: ListPane[ComplaintLine] = ListPane(
            "complaints",
            complaint_columns(),
            page.desk.views,
            Teaching(
                tr("No complaint has been given to you"),
                tr("A complaint stands here for the headteacher and whoever leads it, and for nobody else."),
                tr("New complaint…"),
                lambda: self.begin(NEW, ""),
            ),
            name=tr("Complaints"),
            find=lambda x: f"{x.reference} {x.title} {x.detail}",
            identity=lambda x: x.id,
            two_line=True,
            sealed=True,
        )
        self.list.picked.connect(lambda line, _key: self._picked(line))
        self.evidence = EvidencePane(page)
        self.pane = ComplaintPane(self.evidence)
        self.pane.wants.connect(self._deed)
        self.broken = BrokenNotice(page, self)
        self.column.addWidget(self.broken)
        self.column.addWidget(Split(self.list, self.pane, (5, 7), narrow=900), 1)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        page, of, said = self.page, self._of, self._say
        one_thing = {key: partial(self._one_thing, key) for key in wordings()}
        return {
            NEW: lambda _record: NewComplaintDialog(page, self._choices, self._taken),
            "complaint-appointment": lambda record: AppointmentDialog(page, of(record), self._choices, said),
            "complaint-stage": lambda record: StageDialog(page, of(record), self._choices, said),
            "complaint-entry": lambda record: ComplaintEntryDialog(page, of(record), said),
            "complaint-facts": lambda record: ComplaintFactsDialog(page, of(record), self._choices, said),
            "complaint-letter": lambda record: CaseLetterDialog(page, UUID(record), is_complaint=True),
            **one_thing,
        }

    # Reading

    def reload(self) -> None:
        self.read(self._read, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        return len([line for line in office.complaints.lines() if not line.is_closed])

    def show_record(self, record: str) -> None:
        self._wanted = record
        self._go_to_wanted()

    def begin(self, act: str, record: str) -> None:
        if act == NEW:
            self.when_ready(lambda: self.page.open_dialog(NEW, ""))
        elif act == FROM_COMMENT:
            comment = UUID(record)
            self.page.work(lambda: self.desk.office.complaints.from_comment(comment), self._taken)
        elif any(str(x.id) == record for x in self._lines):
            self._with_view(record, lambda: self.page.open_dialog(act, record))

    def restore(self, draft: Mapping[str, object]) -> None:
        """Also for a dialog that incidents have too, such as that for evidence, where it was begun from a complaint."""
        record, back = str(draft.get("record", "")).partition("/")[0], super().restore
        if not record:
            back(draft)
            return
        self.when_ready(lambda: self._with_view(record, lambda: back(draft)))

    def _read(self) -> _Read:
        complaints, check = self.desk.office.complaints, self.desk.office.records_check
        return _Read(complaints.lines(), complaints.choices(), check.broken(CaseSort.COMPLAINT))

    def _show(self, read: _Read) -> None:
        self._lines, self._choices = read.lines, read.choices
        self.broken.show_broken(read.broken)
        self.list.set_rows(read.lines)
        self.page.set_count(self, len([x for x in read.lines if not x.is_closed]))
        self._go_to_wanted()
        if self.list.current() is None and read.lines:
            self.list.pick(read.lines[0].id)
        self._picked(self.list.current())

    def _go_to_wanted(self) -> None:
        found = next((x for x in self._lines if str(x.id) == self._wanted), None)
        if found is not None:
            self._wanted = ""
            self.list.pick(found.id)

    def _picked(self, line: ComplaintLine | None) -> None:
        if line is None:
            self._show_view(None)
            return
        case_id = line.id

        def came(view: ComplaintView) -> None:
            current = self.list.current()
            if current is not None and current.id == view.line.id:
                self._show_view(view)

        self.page.work(lambda: self.desk.office.complaints.view(case_id), came)

    def _show_view(self, view: ComplaintView | None) -> None:
        self._view = view
        self.pane.show_view(view, self.page.dialogs, self.desk.office.clock.now())
        if view is None:
            self.evidence.hide()
        else:
            self.evidence.show_case(view.line.id)

    def _of(self, record: str) -> ComplaintView:
        if self._view is None or str(self._view.line.id) != record:
            raise LookupError(record)
        return self._view

    def _with_view(self, record: str, then: Callable[[], object]) -> None:
        """Go on with a complaint that is shown: it is read first where another one is."""
        if self._view is not None and str(self._view.line.id) == record:
            then()
            return
        case_id = UUID(record)

        def came(view: ComplaintView) -> None:
            self.list.pick(view.line.id)
            self._show_view(view)
            then()

        self.page.work(lambda: self.desk.office.complaints.view(case_id), came)

    # Deeds

    def _deed(self, deed: str) -> None:
        if self._view is not None:
            self.page.open_dialog(deed, str(self._view.line.id))

    def _one_thing(self, key: str, record: str) -> FormDialog:
        return OneThingDialog(self.page, key, self._of(record), self._say)

    def _taken(self, taken: TakenIn) -> None:
        self._wanted = str(taken.id)
        self._say(taken.words)

    def _say(self, said: str) -> None:
        self.page.messages.good(said)


def complaint_columns() -> tuple[Column[ComplaintLine], ...]:
    """Who complains about what, and what it waits for."""
    return (
        Column(
            "who", tr("Who complains"), lambda x: x.title, detail=lambda x: x.detail, bold=True, grow=True, width=150
        ),
        Column(
            "waits",
            tr("Waits for"),
            lambda x: x.waits_for,
            detail=lambda x: x.stage,
            sort=lambda x: (x.is_closed, x.due or date.max),
            state=lambda x: State.STOP if x.is_overdue else State.GOOD if x.is_closed else State.WARN,
            width=220,
        ),
    )
