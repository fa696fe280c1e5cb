"""A final termly report cannot be changed by other means either: each part of it is held against what was signed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.figures import TermFigures
from schoolsm_desktop.domain.periods import Period
from schoolsm_desktop.domain.term_reports import ReportPart, TermReport
from schoolsm_desktop.services.kept_reports import kept_figures, seal_final, seal_of_log
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.sealed_words import TERM_REPORT, open_parts, seal_parts
from tests.services.report_school import TODAY, WORDS, ReportSchool

from .by_hand import edit

KIND = "term-report"
ALTERED = "no longer as the log says it was kept"


@pytest.fixture
def school(tmp_path: Path) -> Iterator[ReportSchool]:
    made = ReportSchool.made(tmp_path)
    yield made
    made.sign_out()


def _is_refused(office: Office, report: TermReport) -> None:
    """Neither part is shown, neither words; its figures serve no later term; nothing can be made of it."""
    reads: tuple[Callable[[], object], ...] = (
        lambda: office.term_reports.kept(report.id, ReportPart.PUBLIC),
        lambda: office.term_reports.kept(report.id, ReportPart.CONFIDENTIAL),
        lambda: office.printing.term_report(report.id, ReportPart.PUBLIC),
    )
    for read in reads:
        with pytest.raises(RuleError, match=ALTERED):
            read()
    one = office.term_reports.one(report.id)
    assert one.words is None
    assert ALTERED in one.fault
    with office.session.reading() as uow:
        assert kept_figures(office.session, uow) == {}


@pytest.mark.parametrize("part", ["public", "confidential", "words", "figures"])
def test_a_sealed_part_that_was_edited_is_noticed(school: ReportSchool, part: str) -> None:
    report = school.final()
    edit(
        school.office,
        "UPDATE sealed_parts SET blob = CAST(substr(blob, 1, length(blob) - 1) || x'00' AS BLOB) WHERE kind = ? AND part = ?",
        KIND,
        part,
    )
    _is_refused(school.office, report)


def test_a_part_that_was_taken_out_or_put_in_from_another_report_is_noticed(school: ReportSchool) -> None:
    report = school.final()
    edit(school.office, "DELETE FROM sealed_parts WHERE kind = ? AND part = 'confidential'", KIND)
    _is_refused(school.office, report)


@pytest.mark.parametrize(
    "change",
    [
        "public_digest = x'00'",
        "minute = 'FGB 1/27'",
        "presented_on = '2026-11-20'",
        "finished_at = '2026-10-01 09:00:00'",
        "log_seal = '1 · 0000'",
        "term = 'Summer term'",
    ],
)
def test_a_row_that_was_edited_is_noticed(school: ReportSchool, change: str) -> None:
    report = school.final()
    edit(school.office, f"UPDATE term_reports SET {change}")  # noqa: S608  # the words stand above
    _is_refused(school.office, report)
    assert [(row.kind, row.id) for row in school.office.log.altered_rows()] == [(KIND, report.id)]


def test_a_row_turned_back_into_a_draft_is_written_into_and_found_out(school: ReportSchool) -> None:
    report = school.final()
    edit(school.office, "UPDATE term_reports SET finished_at = NULL, finished_by = NULL")
    with pytest.raises(RuleError, match=ALTERED):
        school.office.term_reports.write(report.id, WORDS)
    with pytest.raises(RuleError, match=ALTERED):
        school.office.term_reports.finish(report.id)
    with pytest.raises(RuleError, match=ALTERED):
        school.office.term_reports.drop(report.id)


def test_a_reader_who_seals_other_pages_with_the_reports_own_key_is_found_out(school: ReportSchool) -> None:
    report = school.final()
    office = school.sign_in(school.chair)
    with office.session.work() as work:
        parts = open_parts(office.session, work.uow, TERM_REPORT, report.id)
        assert parts is not None
        seal_parts(work, TERM_REPORT, report.id, parts | {"public": b"%PDF-1.7 all is well"})
        work.done()
    _is_refused(office, report)


def test_who_may_not_make_reports_cannot_sign_one_final(school: ReportSchool) -> None:
    """The chair has the key, the database and a signing key of their own, and still makes no report final."""
    report = school.draft()
    office = school.sign_in(school.chair)
    with office.session.work() as work:
        parts = dict.fromkeys(ReportPart, b"%PDF-1.7 all is well")
        forged = replace(
            report,
            finished_by=school.chair.id,
            finished_at=school.clock.now(),
            log_seal=seal_of_log(work.uow),
            public_digest=hashlib.sha256(parts[ReportPart.PUBLIC]).digest(),
            confidential_digest=hashlib.sha256(parts[ReportPart.CONFIDENTIAL]).digest(),
        )
        kept = work.uow.term_reports.save(forged)
        figures = TermFigures(Period(report.term, report.starts, report.ends), TODAY)
        details = seal_final(work, report.id, WORDS, figures, parts)
        work.did(Did.REPORT_FINISHED, subject_kind=KIND, subject_id=report.id, record=kept, **details)
        work.done()
    _is_refused(office, report)
