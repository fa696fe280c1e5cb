"""Termly reports to governors: drafts, final ones, and how the board took them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from schoolsm_desktop.domain.term_reports import ReportPart, ReportState, TermReport
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.term_report_views import TermReportLine, TermReportsView, TermReportView
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import Pane, words
from schoolsm_desktop.ui.common.deed_buttons import Deed, DeedButtons
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.fact_list import FactList
from schoolsm_desktop.ui.common.scan_view import show_kept
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage

from .term_dialogs import AnewReportDialog, BeginReportDialog, FinishReportDialog, PresentedDialog
from .term_words import report_columns, report_facts
from .term_write_dialog import Desk, WriteReportDialog

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.services.printing import Printed

BEGIN, WRITE, FINISH = "begin-report", "write-report", "finish-report"
PRESENT, ANEW, DROP, SIGNED_PAGE = "present-report", "anew-report", "drop-report", "signed-page"
PREVIEWS = {"preview-public": ReportPart.PUBLIC, "preview-confidential": ReportPart.CONFIDENTIAL}
AT_HAND = frozenset({WRITE, FINISH, PRESENT, *PREVIEWS})


class TermReportsPart(Part):
    """A record of this part is the id of a report. What it says is opened when it is chosen."""

    ACTS = frozenset({*PREVIEWS, DROP, SIGNED_PAGE})

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._view: TermReportsView | None = None
        self._one: TermReportView | None = None
        self._ready: Desk | None = None
        self._wanted = ""
        self.hint = words("", "quiet", self, wrap=True)
        self.new = self.add_button(tr("Begin a report…"), lambda: self.begin(BEGIN, ""), main=True)
        self.column.addWidget(self.hint)
        teaching = Teaching(
            tr("No termly report yet"),
            tr(
                "One page that the board can read in a minute, then the detail: drawn from the records, with the "
                "headteacher’s words. Once it is final it is kept as it was printed."
            ),
            tr("Begin a report…"),
            lambda: self.begin(BEGIN, ""),
        )
        self.list: ListPane[TermReportLine] = ListPane(
            "term-reports",
            report_columns(),
            page.desk.views,
            teaching,
            name=tr("Termly reports"),
            identity=lambda x: x.report.id,
            two_line=True,
            filtered=False,
        )
        self.list.picked.connect(lambda row, _key: self._open(row.report.id) if row is not None else None)
        self.pane = Pane()
        self.heading = words("", "heading", self.pane, wrap=True)
        self.deeds = DeedButtons(self.pane, AT_HAND, tr("More to do about this report"))
        self.facts = FactList(self.pane)
        for part in (self.heading, self.deeds, self.facts):
            self.pane.add(part)
        self.pane.fill()
        self.column.addWidget(Split(self.list, self.pane), 1)
        self._show_one(None)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        page = self.page
        return {
            BEGIN: lambda _record: BeginReportDialog(page, self.view, self._begun),
            WRITE: lambda record: WriteReportDialog(page, self.view, self._desk(record), self._written),
            FINISH: lambda record: FinishReportDialog(page, *self._to_finish(record), self._finished),
            PRESENT: lambda record: PresentedDialog(page, self.view, self._of(record), self._presented),
            ANEW: lambda record: AnewReportDialog(page, self._of(record), self._begun),
        }

    # Reading

    @property
    def view(self) -> TermReportsView:
        """What was read last; dialogs are opened after the first reading only."""
        if self._view is None:
            raise LookupError("nothing was read yet")
        return self._view

    def reload(self) -> None:
        self.read(self.page.desk.office.term_reports.view, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        return _waiting(office.term_reports.view())

    def show_record(self, record: str) -> None:
        self._wanted = record
        self.when_ready(self._go_to_wanted)

    def begin(self, act: str, record: str) -> None:
        """Only where it can still be done: a line of Today may be older than a colleague's deed."""
        self.when_ready(lambda: self._begin(act, record))

    def restore(self, draft: Mapping[str, Any]) -> None:
        """What is typed into a report is put back once the report has been opened again."""
        record, act, back = str(draft.get("record", "")), str(draft.get("dialog", "")), super().restore
        self.when_ready(lambda: self._prepared(act, record, lambda: back(draft)) if record else back(draft))

    def _begin(self, act: str, record: str) -> None:
        if act == BEGIN:
            if self.view.may_make and self.view.periods:
                self.page.open_dialog(BEGIN, "")
            elif self.view.may_make:
                self.page.messages.inform(tr("Every term up to today has its report. Choose it in the list."))
            return
        line = self._line(record)
        if line is not None:
            self.show_record(record)
            if act in {key for key, _said, _look in _deeds(line, self.view)}:
                self._deed(line, act)

    def _line(self, record: str) -> TermReportLine | None:
        return next((x for x in self.view.lines if str(x.report.id) == record), None)

    def _show(self, view: TermReportsView) -> None:
        self._view = view
        self.hint.setText(view.hint)
        self.hint.setVisible(bool(view.hint))
        self.new.setVisible(view.may_make and bool(view.periods))
        self.list.set_rows(view.lines)
        self.page.set_count(self, _waiting(view))
        if self._wanted:
            self._go_to_wanted()
            return
        chosen = self._one.line.report.id if self._one is not None else None
        there = next((x for x in view.lines if x.report.id == chosen), view.lines[0] if view.lines else None)
        if there is None:
            self._show_one(None)
        else:
            self.list.pick(there.report.id)
            self._open(there.report.id)

    def _go_to_wanted(self) -> None:
        line = self._line(self._wanted) if self._view is not None and self._wanted else None
        if line is not None:
            self._wanted = ""
            self.list.pick(line.report.id)
            self._open(line.report.id)

    def _open(self, report_id: UUID) -> None:
        self.page.work(partial(self.page.desk.office.term_reports.one, report_id), self._show_one)

    def _of(self, record: str) -> TermReportView:
        if self._one is None or str(self._one.line.report.id) != record:
            raise LookupError("the report is not open")
        return self._one

    def _desk(self, record: str) -> Desk:
        if self._ready is None or str(self._ready.view.line.report.id) != record:
            raise LookupError("the report is not open")
        return self._ready

    def _to_finish(self, record: str) -> tuple[TermReportView, tuple[str, ...]]:
        ready = self._desk(record)
        return ready.view, ready.guard.look_through(ready.view.words) if ready.view.words is not None else ()

    def _prepared(self, act: str, record: str, then: Callable[[], object]) -> None:
        """Go on once what the dialog shows has been opened: the report, and for its words the names and suggestions."""
        reports, report_id = self.page.desk.office.term_reports, UUID(record)

        def opened(one: TermReportView) -> None:
            self._show_one(one)
            then()

        def read() -> Desk:
            return Desk(reports.one(report_id), reports.guard(), reports.suggestions(report_id))

        def ready(desk: Desk) -> None:
            self._ready = desk
            opened(desk.view)

        if act in (WRITE, FINISH):
            self.page.work(read, ready)
        else:
            self.page.work(partial(reports.one, report_id), opened)

    # The pane

    def _show_one(self, one: TermReportView | None) -> None:
        self._one = one
        if one is None or self._view is None:
            self.heading.setText(tr("Choose a report"))
            self.facts.show_facts(())
            self.deeds.show_deeds((), lambda _act: None)
            return
        self.heading.setText(tr("Termly report: {term}", term=one.line.report.term))
        self.facts.show_facts(report_facts(one))
        readable = _deeds(one.line, self._view) if one.words is not None else ()
        self.deeds.show_deeds(readable, partial(self._deed, one.line))

    # Deeds

    def _deed(self, line: TermReportLine, act: str) -> None:
        report = line.report
        if act in PREVIEWS:
            self._preview(report, PREVIEWS[act])
        elif act == DROP:
            self._ask_drop(report)
        elif act == SIGNED_PAGE:
            show_kept(self.page, partial(self.page.desk.office.term_reports.signed_page, report.id))
        else:
            record = str(report.id)
            self._prepared(act, record, lambda: self.page.open_dialog(act, record))

    def _preview(self, report: TermReport, part: ReportPart) -> None:
        office = self.page.desk.office

        def make() -> Printed:
            if report.finished_at is not None:
                return office.term_reports.kept(report.id, part)
            return office.printing.term_report(report.id, part)

        self.page.work(make, self.page.desk.preview)

    def _ask_drop(self, report: TermReport) -> None:
        confirm.ask(
            self.page,
            title=tr("Drop the draft for {term}?", term=report.term),
            consequence=tr(
                "What was written into it is taken out of the records and cannot be brought back. Nothing else changes; "
                "a report for the term can be begun anew."
            ),
            action=tr("Drop it"),
            yes=partial(self._drop, report),
        )

    def _drop(self, report: TermReport) -> None:
        def dropped(_kept: TermReport) -> None:
            self.page.messages.good(tr("The draft is dropped."))

        self.page.work(partial(self.page.desk.office.term_reports.drop, report.id), dropped)

    def _begun(self, kept: TermReport) -> None:
        self.show_record(str(kept.id))
        self.page.messages.good(
            tr("The draft for {term} is begun. Its figures are drawn when you look at it.", term=kept.term)
        )

    def _written(self, kept: TermReport) -> None:
        self.show_record(str(kept.id))
        self.page.messages.good(tr("It is saved."))

    def _finished(self, kept: TermReport) -> None:
        self.show_record(str(kept.id))
        self.page.messages.good(
            tr(
                "The report for {term} is final. Both parts are kept as they were drawn; print them for the board.",
                term=kept.term,
            )
        )

    def _presented(self, kept: TermReport) -> None:
        self.show_record(str(kept.id))
        self.page.messages.good(tr("It is kept how the board took it."))


def _deeds(line: TermReportLine, view: TermReportsView) -> tuple[Deed, ...]:
    """What can be done about a report, in order."""
    report, makes = line.report, view.may_make
    final = report.finished_at is not None
    present = tr("Presented…") if report.state is not ReportState.PRESENTED else tr("How the board took it…")
    offered = [
        (makes and not final, (WRITE, tr("Write…"), "main")),
        (makes or final, ("preview-public", tr("Preview Part 1"), "")),
        (makes or final, ("preview-confidential", tr("Preview Part 2"), "")),
        (makes and not final, (FINISH, tr("Make final…"), "")),
        (makes and final and not line.is_replaced, (PRESENT, present, "")),
        (report.paper_id is not None, (SIGNED_PAGE, tr("Look at the signed page"), "")),
        (makes and final and not line.is_replaced, (ANEW, tr("New version…"), "")),
        (makes and not final, (DROP, tr("Drop…"), "")),
    ]
    return tuple(deed for may, deed in offered if may)


def _waiting(view: TermReportsView) -> int:
    """Drafts and final reports that wait for whoever makes them."""
    states = (ReportState.DRAFT, ReportState.FINAL)
    return len([x for x in view.lines if x.report.state in states and not x.is_replaced]) if view.may_make else 0
