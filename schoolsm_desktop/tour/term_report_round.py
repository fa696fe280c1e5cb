"""The termly report: the last one as the chair reads it, this term's written, made final and presented by the headteacher."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from schoolsm_desktop.domain.term_reports import ReportPart, ReportState
from schoolsm_desktop.domain.wording import day_text
from schoolsm_desktop.services.term_report_views import TermReportsView
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.print_preview import PrintPreview
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.reports.term_part import ANEW, BEGIN, DROP, FINISH, PRESENT, PREVIEWS, WRITE, TermReportsPart
from schoolsm_desktop.ui.reports.term_write_dialog import WriteReportDialog

from .guide import TourError, fill
from .paper_round import save_document
from .scene import Stage

_OPENING = "The term began with training for all colleagues. Photo forms went out to every class."
_ASKED = "To note the figures, and to agree to a second person for pictures that go to the press."


class TermReports:
    """The part as one person has it."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.guide = stage, stage.guide
        page = stage.page("reports")
        if not isinstance(page, PartedPage):
            raise TourError("a page of parts is another one")
        self.page = page
        page.begin("term", "")
        self.guide.settle()

    @property
    def view(self) -> TermReportsView:
        """What stands in it now."""
        return self.guide.ask(self.stage.office.term_reports.view)

    def report(self, state: ReportState) -> str:
        """The id of the first report in a state that nothing replaces."""
        found = next((x for x in self.view.lines if x.report.state is state and not x.is_replaced), None)
        if found is None:
            raise TourError("the demonstration has no such report")
        return str(found.report.id)

    def show(self, record: str) -> None:
        """Bring a report into view."""
        self.page.part(TermReportsPart).show_record(record)
        self.guide.settle()

    def begin(self, act: str, record: str = "") -> FormDialog:
        """Open one of the dialogs."""
        self.page.begin(act, record)
        self.guide.settle()
        return self.guide.dialog(FormDialog)

    def look_at_both(self, record: str, name: str) -> None:
        """Each part in its preview, a draft or as it was kept."""
        for act in PREVIEWS:
            with self.guide.step(f"{name}-{act}"):
                self.page.begin(act, record)
                self.guide.settle()
                self.guide.dialog(PrintPreview)

    def save_both(self, record: str) -> None:
        """Each part of a final report as a file, as the board gets it."""
        printing = self.stage.office.printing
        for part in ReportPart:
            save_document(self.guide, self.stage, self.guide.ask(partial(printing.term_report, UUID(record), part)))


def chair_round(stage: Stage) -> None:
    """What the board has seen, as the chair reads it; nothing of it can be changed."""
    reports = TermReports(stage)
    presented = reports.report(ReportState.PRESENTED)
    with stage.guide.step("term-report-chair"):
        reports.show(presented)


def term_report_round(stage: Stage) -> None:
    """The last report, this term's draft, every dialog, and this term's from draft to the board."""
    reports = TermReports(stage)
    guide = reports.guide
    last = reports.report(ReportState.PRESENTED)
    with guide.step("term-report-presented"):
        reports.show(last)
    reports.look_at_both(last, "term-report-kept")
    with guide.step("term-report-new-version"):
        reports.begin(ANEW, last)
    _drop_and_begin(reports)
    draft = reports.report(ReportState.DRAFT)
    _write(reports, draft)
    reports.look_at_both(draft, "term-report-draft")
    with guide.step("term-report-finish", stay=True):
        finish = reports.begin(FINISH, draft)
    with guide.step("term-report-final"):
        finish.main.click()
    reports.save_both(draft)
    with guide.step("term-report-present", stay=True):
        present = reports.begin(PRESENT, draft)
        today = day_text(guide.ask(stage.office.clock.today))
        fill(present, {"presented_on": today, "signed_on": today, "minute": "FGB, item 4"})
    with guide.step("term-report-board"):
        present.main.click()


def _write(reports: TermReports, draft: str) -> None:
    """A name is warned of; a suggestion is taken in."""
    guide = reports.guide
    with guide.step("term-report-write", stay=True):
        dialog = reports.begin(WRITE, draft)
    if not isinstance(dialog, WriteReportDialog):
        raise TourError("another dialog was opened")
    with guide.step("term-report-write-name", stay=True):
        fill(dialog, {"opening": f"{_OPENING} Bronwen Tallis led it."})
        guide.settle()
    with guide.step("term-report-write-plan", stay=True):
        fill(dialog, {"opening": _OPENING, "asked": _ASKED})
        if dialog.offers.buttons:
            dialog.offers.buttons[0].click()
        guide.settle()
        dialog.bring_into_view(dialog.offers)
    with guide.step("term-report-written"):
        dialog.main.click()


def _drop_and_begin(reports: TermReports) -> None:
    """The draft is dropped, and one for the same term begun anew: what the last plan left open goes on in it."""
    guide, draft = reports.guide, reports.report(ReportState.DRAFT)
    with guide.step("term-report-draft"):
        reports.show(draft)
    with guide.step("term-report-drop", stay=True):
        reports.page.begin(DROP, draft)
        guide.settle()
        question = guide.dialog(Question)
    with guide.step("term-report-dropped"):
        question.go.click()
    with guide.step("term-report-begin", stay=True):
        dialog = reports.begin(BEGIN)
    with guide.step("term-report-begun"):
        dialog.main.click()
