"""Termly reports through the service: begun, written into, made final, presented, replaced, dropped, and who reads them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.term_reports import PlannedAction, ReportPart, ReportState, ReportWords
from schoolsm_desktop.services.kept_reports import kept_figures
from schoolsm_desktop.services.papers import Scan
from schoolsm_desktop.services.term_reports import Presentation
from tests.exchange.scans import scan_pdf
from tests.services.report_school import AUTUMN, TODAY, WORDS, ReportSchool, done
from tests.services.roll import add_adult, add_pupil

PUBLIC, CONFIDENTIAL = ReportPart.PUBLIC, ReportPart.CONFIDENTIAL


@pytest.fixture
def school(tmp_path: Path) -> Iterator[ReportSchool]:
    """The headteacher is signed in."""
    made = ReportSchool.made(tmp_path)
    yield made
    made.sign_out()


@pytest.mark.clause("mill-lane:3.1-aim-4", "mill-lane:5.1-implement")
def test_a_report_is_written_made_final_and_presented_and_both_parts_stay_as_they_were(school: ReportSchool) -> None:
    reports = school.office.term_reports
    view = reports.view()
    assert [period.name for period in view.periods] == ["Autumn term 2026"]
    assert (view.head, view.chair, view.hint) == ("Anna Whitfield", "Edith Wainford", "")
    report = school.draft()
    one = reports.one(report.id)
    assert one.words == WORDS
    assert one.line.note == "The term runs until 18 Dec 2026: the figures are those until today."
    assert [x.state for x in reports.view().lines] == ["Draft"]
    with school.office.session.reading() as uow:
        last = uow.audit.last()
    final = reports.finish(report.id)
    assert last is not None
    assert final.log_seal.startswith(f"{last.number} · {last.digest.hex()[:4]} ")
    parts = {part: reports.kept(final.id, part).pdf for part in ReportPart}
    assert (final.public_digest, final.confidential_digest) == tuple(
        hashlib.sha256(parts[part]).digest() for part in (PUBLIC, CONFIDENTIAL)
    )
    deed = next(line.entry for line in school.office.log.lines() if line.entry.did is Did.REPORT_FINISHED)
    assert (deed.details["public"], deed.details["confidential"]) == (
        final.public_digest.hex(),
        final.confidential_digest.hex(),
    )
    scan = Scan("signed.pdf", "application/pdf", scan_pdf("signed page"))
    office = school.later(days=3)
    taken = Presentation(date(2026, 11, 22), " FGB 12/26, item 6 ", "Anna Whitfield", "Edith Wainford", scan=scan)
    kept = office.term_reports.presented(final.id, replace(taken, signed_on=date(2026, 11, 23)))
    assert (kept.state, kept.minute) == (ReportState.PRESENTED, "FGB 12/26, item 6")
    assert office.term_reports.signed_page(final.id)[1] == scan.content
    assert {part: office.term_reports.kept(final.id, part).pdf for part in ReportPart} == parts
    assert office.log.check().sound


def test_nothing_of_a_final_report_can_be_written_dropped_or_finished_again(school: ReportSchool) -> None:
    final, reports = school.final(), school.office.term_reports
    deeds: tuple[Callable[[], object], ...] = (
        lambda: reports.write(final.id, ReportWords("Another term")),
        lambda: reports.finish(final.id),
        lambda: reports.drop(final.id),
    )
    for deed in deeds:
        with pytest.raises(RuleError, match="is final since 20 Nov 2026"):
            deed()
    with pytest.raises(RuleError, match="make a new version"):
        reports.begin(AUTUMN)
    assert reports.one(final.id).words == WORDS


def test_a_mistake_found_later_is_put_right_by_a_new_report_that_names_the_wrong_one(school: ReportSchool) -> None:
    wrong, reports = school.final(), school.office.term_reports
    before = reports.kept(wrong.id, PUBLIC).pdf
    with pytest.raises(FieldError) as caught:
        reports.begin_anew(wrong.id, "  ")
    assert caught.value.field == "why_anew"
    new = reports.begin_anew(wrong.id, "The count of accounts\nleft one out")
    assert reports.one(new.id).words == WORDS
    with pytest.raises(RuleError, match="begun already"):
        reports.begin_anew(wrong.id, "again")
    assert reports.one(wrong.id).line.state == "Final, not presented yet"
    reports.finish(new.id)
    old, latest = reports.one(wrong.id), reports.one(new.id)
    assert (old.line.state, old.replaced_by) == (
        "Replaced",
        "The report made final on 20 Nov 2026: The count of accounts left one out",
    )
    assert latest.replaces == "The report made final on 20 Nov 2026: The count of accounts left one out"
    assert reports.kept(wrong.id, PUBLIC).pdf == before
    with pytest.raises(RuleError, match="stands in its place already"):
        reports.begin_anew(wrong.id, "once more")


def test_what_was_open_in_the_last_plan_goes_on_and_its_figures_serve_the_next_term(school: ReportSchool) -> None:
    first = school.final(words=done(WORDS, "Close the blog of Year 6", TODAY))
    office = school.later(days=130)
    reports = office.term_reports
    key = "2027-01-05"
    second = reports.begin(key)
    words = reports.one(second.id).words
    assert words is not None
    assert words.plan == (WORDS.plan[0],)
    assert [x.action for x in reports.suggestions(second.id) if x.why.startswith("From")] == []
    reports.write(second.id, replace(words, plan=()))
    offered = reports.suggestions(second.id)
    assert (offered[0].action, offered[0].why) == (WORDS.plan[0], "From the last report, not done then")
    assert "See that everybody has read, signed and been trained" in [x.action.what for x in offered]
    with office.session.reading() as uow:
        figures = kept_figures(office.session, uow)
    assert list(figures) == [AUTUMN]
    assert figures[AUTUMN].period.name == first.term


def test_the_chair_and_the_deputy_read_it_and_others_do_not_know_what_it_says(school: ReportSchool) -> None:
    final = school.final()
    chair = school.sign_in(school.chair)
    assert chair.term_reports.one(final.id).words == WORDS
    assert chair.term_reports.kept(final.id, CONFIDENTIAL).pdf
    assert not chair.term_reports.view().may_make
    assert chair.term_reports.view().periods == ()
    chair.finder.read()
    assert [hit.title for hit in chair.finder.find("termly autumn") if hit.id == final.id] == [
        "Termly report to governors: Autumn term 2026"
    ]
    deeds: tuple[Callable[[], object], ...] = (
        lambda: chair.term_reports.begin(AUTUMN),
        lambda: chair.term_reports.begin_anew(final.id, "x"),
        lambda: chair.term_reports.presented(final.id, Presentation(TODAY)),
    )
    for deed in deeds:
        with pytest.raises(NotAllowedError):
            deed()
    assert school.sign_in(school.deputy).term_reports.one(final.id).words == WORDS
    coordinator = school.sign_in(school.coordinator)
    reads: tuple[Callable[[], object], ...] = (
        coordinator.term_reports.view,
        lambda: coordinator.term_reports.one(final.id),
        lambda: coordinator.term_reports.kept(final.id, PUBLIC),
    )
    for read in reads:
        with pytest.raises(NotAllowedError):
            read()
    coordinator.finder.read()
    assert all(hit.id != final.id for hit in coordinator.finder.find("termly"))
    assert not [line for line in coordinator.today.view().lines if "governors" in line.item.title]


def test_a_report_that_is_sealed_to_others_shows_no_words_and_lets_nobody_write(school: ReportSchool) -> None:
    report = school.draft()
    with school.office.session.database.unit_of_work() as uow:
        uow.sealed.drop_wraps([school.deputy.id], "term-report", report.id)
        uow.commit()
    with school.office.session.database.unit_of_work() as uow:
        uow.sealed.drop_wraps([school.head.id, school.chair.id], "term-report", report.id)
        uow.commit()
    office = school.sign_in(school.deputy)
    one = office.term_reports.one(report.id)
    assert one.words is None
    assert "has no key to it" in one.fault
    deeds: tuple[Callable[[], object], ...] = (
        lambda: office.term_reports.write(report.id, WORDS),
        lambda: office.term_reports.finish(report.id),
        lambda: office.term_reports.suggestions(report.id),
    )
    for deed in deeds:
        with pytest.raises(RuleError, match="no key"):
            deed()
    assert office.term_reports.drop(report.id).state is ReportState.DROPPED


def test_a_dropped_draft_leaves_no_words_and_the_term_can_be_begun_anew(school: ReportSchool) -> None:
    report, reports = school.draft(), school.office.term_reports
    with pytest.raises(RuleError, match="begun already"):
        reports.begin(AUTUMN)
    reports.drop(report.id)
    with school.office.session.reading() as uow:
        assert uow.sealed.parts("term-report", report.id) == {}
        assert uow.sealed.wraps("term-report", report.id) == ()
    assert reports.view().lines == ()
    assert reports.begin(AUTUMN).id != report.id
    assert school.office.log.altered_rows() == ()


def test_names_are_warned_of_with_the_words_themselves_and_never_stopped(school: ReportSchool) -> None:
    pupil = add_pupil(school.office, "Amara Bello")
    add_adult(school.office, pupil, name="Tunde Adeyemi")
    guard = school.office.term_reports.guard()
    words = ReportWords(
        "Amara Bello won a prize.",
        "To thank Mrs Adeyemi.",
        (PlannedAction("Edith Wainford looks at it"),),
        "Will the board note it?",
    )
    assert guard.look_through(words) == (
        "In the opening words: “Amara Bello” (a pupil is called so).",
        "In what the board is asked: “Adeyemi” (a parent is called so).",
        "In the action plan: “Edith Wainford” (a colleague is called so).",
    )
    assert guard.look_through(WORDS) == ()
    report = school.draft(words=words)
    assert school.office.term_reports.one(report.id).words == words


def test_what_is_too_long_or_no_day_is_said_beside_its_field(school: ReportSchool) -> None:
    report, reports = school.final(), school.office.term_reports
    with pytest.raises(FieldError) as caught:
        reports.presented(report.id, Presentation(None))
    assert caught.value.field == "presented_on"
    for taken, field, why in (
        (Presentation(date(2026, 11, 21)), "presented_on", "still to come"),
        (Presentation(date(2026, 11, 1)), "presented_on", "final on 20 Nov 2026"),
        (Presentation(TODAY, signed_on=date(2026, 12, 1)), "signed_on", "still to come"),
    ):
        with pytest.raises(FieldError, match=why) as caught:
            reports.presented(report.id, taken)
        assert caught.value.field == field
    new = reports.begin_anew(report.id, "x")
    for words, field in (
        (ReportWords("x" * 4001), "opening"),
        (ReportWords(plan=(PlannedAction("y" * 301),)), "plan"),
    ):
        with pytest.raises(FieldError, match="nothing was saved") as caught:
            reports.write(new.id, words)
        assert caught.value.field == field


def test_without_terms_a_half_year_is_reported_and_the_hint_says_where_terms_are_typed(tmp_path: Path) -> None:
    school = ReportSchool.made(tmp_path)
    try:
        school.office.schools.change_terms(())
        view = school.office.term_reports.view()
        assert view.periods[0].name == "Second half of 2026"
        assert "Settings" in view.hint
        report = school.office.term_reports.begin("2026-07-01")
        assert "half a year" in school.office.term_reports.one(report.id).line.note
        with pytest.raises(RuleError, match="no such term"):
            school.office.term_reports.begin(AUTUMN)
    finally:
        school.sign_out()


def test_today_asks_for_the_report_then_for_its_presentation(school: ReportSchool) -> None:
    def lines() -> list[tuple[str, date, str]]:
        found = [line.item for line in school.office.today.view().lines if line.item.place == "term-report"]
        return [(item.key.partition(":")[0], item.due, item.title) for item in found]

    assert lines() == []
    school.office = school.later(days=2)
    assert lines() == [("term-report", date(2027, 1, 19), "Termly report to governors: Autumn term 2026")]
    report = school.draft()
    assert lines() == []
    school.office = school.later(days=22)
    assert lines() == [
        (
            "term-report-draft",
            date(2026, 12, 18),
            "Termly report to governors: finish the draft for Autumn term 2026",
        )
    ]
    school.office.term_reports.finish(report.id)
    assert lines() == []
    school.office = school.later(days=43)
    assert lines() == [
        (
            "term-report-present",
            date(2027, 1, 25),
            "Termly report to governors: was Autumn term 2026 presented to the board?",
        )
    ]
    school.office.term_reports.presented(report.id, Presentation(date(2027, 1, 20)))
    assert lines() == []
