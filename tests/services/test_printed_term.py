"""The termly report as it is printed from the records: no name, no child, no colleague; a final one stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from schoolsm_desktop.domain.errors import NotAllowedError, RuleError
from schoolsm_desktop.domain.photo_answers import Capacity, Said
from schoolsm_desktop.domain.term_reports import ReportPart, ReportWords
from tests.reports import reading
from tests.services.report_school import WORDS, ReportSchool
from tests.services.roll import FACEBOOK, add_adult, add_pupil, answer

PUBLIC, CONFIDENTIAL = ReportPart.PUBLIC, ReportPart.CONFIDENTIAL
STRANGE = ("Zzyzx O’Quux", "Robert'); DROP", "Ọmọ́tọ́lá Xylander", "Fewer Thanfive", "<b>Nobody</b> Bracket")


@pytest.fixture
def school(tmp_path: Path) -> Iterator[ReportSchool]:
    """The headteacher is signed in."""
    made = ReportSchool.made(tmp_path)
    yield made
    made.sign_out()


def test_no_name_in_the_records_reaches_a_page(school: ReportSchool) -> None:
    office = school.office
    for at, name in enumerate(STRANGE):
        pupil = add_pupil(office, f"{name} Childsname", f"{at % 3 + 1}A")
        adult = add_adult(office, pupil, Capacity.MOTHER, name=f"Parentsname {name}")
        answer(office, pupil, Said.YES if at else Said.NO, FACEBOOK, by=adult)
        school.add_person(f"{name} Colleaguesname", "Teacher")
    report = school.draft()
    pdfs = [office.printing.term_report(report.id, part).pdf for part in ReportPart]
    office.term_reports.finish(report.id)
    pdfs += [office.printing.term_report(report.id, part).pdf for part in ReportPart]
    words = {part for person in office.people.lines() for part in (person.person.given_name, person.person.family_name)}
    words |= {"Childsname", "Parentsname", "Colleaguesname", "Zzyzx", "Xylander", "Thanfive", "Bracket"}
    for pdf in pdfs:
        said = reading.text(pdf)
        information = reading.reader(pdf).metadata
        assert "Printed 20 Nov 2026" in said
        assert "by Headteacher" in said
        assert {word for word in words if len(word) > 2 and word in f"{said} {information}"} == set()


def test_a_draft_is_drawn_anew_and_a_final_report_stays_as_it_was(school: ReportSchool) -> None:
    printing, reports = school.office.printing, school.office.term_reports
    report = school.draft()
    first = printing.term_report(report.id, CONFIDENTIAL)
    assert first.key == "term-report-confidential"
    assert first.of == report.id
    assert "Draft" in reading.page_text(first.pdf, 1)
    assert "A quiet term with two new accounts." in reading.page_text(first.pdf, 1)
    reports.write(report.id, ReportWords("A term with more in it."))
    assert "A term with more in it." in reading.page_text(printing.term_report(report.id, CONFIDENTIAL).pdf, 1)
    final = reports.finish(report.id)
    kept = {part: printing.term_report(report.id, part).pdf for part in ReportPart}
    assert "Draft" not in reading.text(kept[PUBLIC])
    assert final.log_seal in reading.text(kept[PUBLIC])
    assert "Copy ____" in reading.text(kept[CONFIDENTIAL])
    assert "Copy ____" not in reading.text(kept[PUBLIC])
    add_pupil(school.office, "New Pupil")
    assert {part: school.office.printing.term_report(report.id, part).pdf for part in ReportPart} == kept


def test_part_2_alone_has_the_remark_for_the_board(school: ReportSchool) -> None:
    report, printing = school.draft(), school.office.printing
    assert WORDS.confidential in reading.text(printing.term_report(report.id, CONFIDENTIAL).pdf)
    assert WORDS.confidential not in reading.text(printing.term_report(report.id, PUBLIC).pdf)


def test_the_chair_reads_it_and_the_coordinator_does_not(school: ReportSchool) -> None:
    report = school.final()
    office = school.sign_in(school.chair)
    assert "Signature: Chair" in reading.text(office.printing.term_report(report.id, CONFIDENTIAL).pdf)
    office = school.sign_in(school.coordinator)
    with pytest.raises(NotAllowedError):
        office.printing.term_report(report.id, PUBLIC)


def test_a_draft_is_drawn_for_those_who_make_it_and_offered_to_no_other(school: ReportSchool) -> None:
    report = school.draft()
    documents = {"term-report-public", "term-report-confidential"}
    for who, drawn in ((school.deputy, True), (school.chair, False)):
        office = school.sign_in(who)
        shelf, pack = office.printing.shelf(), office.term_pack.view()
        assert all(bool(shelf.choices[key]) is drawn for key in documents)
        assert {choice.key for choice in pack.choices if choice.which} & documents == (documents if drawn else set())
        if drawn:
            assert reading.pages(office.printing.term_report(report.id, PUBLIC).pdf) > 1
        else:
            with pytest.raises(RuleError, match="still being written"):
                office.printing.term_report(report.id, CONFIDENTIAL)


def test_a_dropped_draft_is_not_printed(school: ReportSchool) -> None:
    report = school.draft()
    school.office.term_reports.drop(report.id)
    with pytest.raises(RuleError, match="was dropped"):
        school.office.printing.term_report(report.id, PUBLIC)


@pytest.mark.parametrize("policy", ["bucklebury", "blank"])
def test_a_school_that_has_just_begun_prints_both_parts(policy: str, tmp_path: Path) -> None:
    school = ReportSchool.made(tmp_path, policy)
    report = school.draft()
    for part in ReportPart:
        pdf = school.office.printing.term_report(report.id, part).pdf
        assert reading.pages(pdf) <= 6
        assert "What the board is asked" in reading.page_text(pdf, 1)
    school.sign_out()
