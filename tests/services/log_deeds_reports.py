"""The deeds of termly reports, and what each leaves in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.term_reports import ReportWords
from schoolsm_desktop.services.papers import Scan
from schoolsm_desktop.services.term_reports import Presentation
from tests.exchange.scans import scan_pdf
from tests.services.stage import Stage

TERM = "2026-09-03"


def begun(s: Stage) -> UUID:
    """A draft of this term."""
    return s.office.term_reports.begin(TERM).id


def final(s: Stage) -> UUID:
    """A final report of this term."""
    return s.office.term_reports.finish(begun(s)).id


def _looked_at(s: Stage) -> object:
    scan = Scan("signed.pdf", "application/pdf", scan_pdf("signed"))
    report = s.office.term_reports.presented(final(s), Presentation(s.school.clock.today(), scan=scan))
    return s.office.term_reports.signed_page(report.id)


REPORT_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "term_reports.begin": (Did.REPORT_BEGUN, begun),
    "term_reports.begin_anew": (
        Did.REPORT_BEGUN,
        lambda s: s.office.term_reports.begin_anew(final(s), "a count was wrong"),
    ),
    "term_reports.write": (
        Did.REPORT_CHANGED,
        lambda s: s.office.term_reports.write(begun(s), ReportWords("A quiet term.")),
    ),
    "term_reports.finish": (Did.REPORT_FINISHED, final),
    "term_reports.presented": (
        Did.REPORT_PRESENTED,
        lambda s: s.office.term_reports.presented(final(s), Presentation(s.school.clock.today())),
    ),
    "term_reports.drop": (Did.REPORT_DROPPED, lambda s: s.office.term_reports.drop(begun(s))),
    "term_reports.signed_page": (Did.PAPER_OPENED, _looked_at),
}
