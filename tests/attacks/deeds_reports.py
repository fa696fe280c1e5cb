"""The deeds of termly reports, for the table."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.term_reports import ReportPart, ReportWords, TermReport
from schoolsm_desktop.services.term_reports import Presentation

from .deed import Deed
from .deeds_retention import DEEDS as RETENTION_DEEDS
from .stage import Stage

A = Action


def _report(s: Stage) -> UUID:
    """A draft of a term long ago, as if a headteacher had begun it; it is sealed to nobody."""
    day = s.school.clock.today()
    report = TermReport(
        uuid4(),
        s.school.head.school_id,
        "Summer term",
        day.replace(month=4, day=1),
        day,
        s.school.head.id,
        s.school.clock.now(),
    )
    with s.office.session.work() as work:
        work.uow.term_reports.add(report)
        work.done()
    return report.id


DEEDS: Mapping[str, Deed] = {
    "TermReportService.view": Deed(A.READ_REPORTS, lambda s: s.office.term_reports.view()),
    "TermReportService.one": Deed(A.READ_REPORTS, lambda s: s.office.term_reports.one(_report(s))),
    "TermReportService.kept": Deed(A.READ_REPORTS, lambda s: s.office.term_reports.kept(_report(s), ReportPart.PUBLIC)),
    "PrintingService.term_report": Deed(
        A.READ_REPORTS, lambda s: s.office.printing.term_report(_report(s), ReportPart.PUBLIC)
    ),
    "TermReportService.signed_page": Deed(A.READ_REPORTS, lambda s: s.office.term_reports.signed_page(_report(s))),
    "TermReportService.guard": Deed(A.MAKE_REPORTS, lambda s: s.office.term_reports.guard()),
    "TermReportService.suggestions": Deed(A.MAKE_REPORTS, lambda s: s.office.term_reports.suggestions(_report(s))),
    "TermReportService.begin": Deed(A.MAKE_REPORTS, lambda s: s.office.term_reports.begin("2026-09-03")),
    "TermReportService.begin_anew": Deed(
        A.MAKE_REPORTS, lambda s: s.office.term_reports.begin_anew(_report(s), "a count was wrong")
    ),
    "TermReportService.write": Deed(
        A.MAKE_REPORTS, lambda s: s.office.term_reports.write(_report(s), ReportWords("A quiet term."))
    ),
    "TermReportService.finish": Deed(A.MAKE_REPORTS, lambda s: s.office.term_reports.finish(_report(s))),
    "TermReportService.presented": Deed(
        A.MAKE_REPORTS,
        lambda s: s.office.term_reports.presented(_report(s), Presentation(s.school.clock.today())),
    ),
    "TermReportService.drop": Deed(A.MAKE_REPORTS, lambda s: s.office.term_reports.drop(_report(s))),
    **RETENTION_DEEDS,
}
