"""Term dates from a file: shown first, kept on agreement, never twice, and never half."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, OfficeError
from schoolsm_desktop.domain.term_lines import LineKind
from schoolsm_desktop.services.terms_file import Kept
from tests.services.school import InventedSchool

NEXT_YEAR = (
    "Term,First day,Last day\nAutumn term,02/09/2027,17/12/2027\nHalf term,25/10/2027,29/10/2027\n"
    "INSET day,01/09/2027,\nChristmas holiday,20/12/2027,31/12/2027\nSpring term,04/01/2028,31/03/2028\n"
)


def write(school: InventedSchool, text: str, name: str = "terms.csv") -> Path:
    path = school.base / name
    path.write_text(text, encoding="utf-8")
    return path


def test_nothing_is_kept_by_reading_and_everything_by_agreeing(school: InventedSchool) -> None:
    office = school.office
    lines = office.terms_file.read(write(school, NEXT_YEAR))
    assert len(office.schools.terms()) == 3
    assert office.school_days.closures() == ()
    assert office.terms_file.keep(lines) == Kept(terms=2, closures=1, known=0)
    *_, autumn, spring = office.schools.terms()
    assert (autumn.name, autumn.half_term_starts, spring.ends) == (
        "Autumn term 2027",
        date(2027, 10, 25),
        date(2028, 3, 31),
    )
    assert [c.name for c in office.school_days.closures()] == ["INSET day"]


def test_the_same_file_again_brings_in_nothing_twice(school: InventedSchool) -> None:
    lines = school.office.terms_file.read(write(school, NEXT_YEAR))
    school.office.terms_file.keep(lines)
    assert school.office.terms_file.keep(lines) == Kept(terms=0, closures=0, known=3)
    assert len(school.office.schools.terms()) == 5


def test_a_term_over_one_that_stands_is_refused_whole_and_named(school: InventedSchool) -> None:
    text = "Term,First day,Last day\nINSET day,04/01/2027,04/01/2027\nWinter term,04/01/2027,25/03/2027\n"
    lines = school.office.terms_file.read(write(school, text))
    with pytest.raises(FieldError) as caught:
        school.office.terms_file.keep(lines)
    assert "5 Jan 2027" in caught.value.sentence
    assert len(school.office.schools.terms()) == 3
    assert school.office.school_days.closures() == ()
    left = [replace(line, kind=LineKind.LEFT_OUT) if "Winter" in line.name else line for line in lines]
    assert school.office.terms_file.keep(left) == Kept(terms=0, closures=1, known=0)


def test_an_impossible_day_has_to_be_corrected_first(school: InventedSchool) -> None:
    text = "Term,First day,Last day\nAutumn term,31/02/2028,17/12/2027\nSpring term,04/01/2028,31/03/2028\n"
    lines = school.office.terms_file.read(write(school, text))
    with pytest.raises(FieldError):
        school.office.terms_file.keep(lines)
    assert len(school.office.schools.terms()) == 3
    right = [replace(x, starts=date(2027, 9, 2), ends=date(2027, 12, 17)) if x.starts is None else x for x in lines]
    assert school.office.terms_file.keep(right).terms == 2


@pytest.mark.parametrize(
    ("name", "contents"),
    [
        ("terms.ics", b"Dear office, please find the term dates attached.\n"),
        ("terms.pdf", b"%PDF-1.7"),
        ("terms.csv", b"\x00\x01\x02\x03" * 50),
    ],
)
def test_a_file_that_is_no_calendar_is_refused_and_nothing_changes(
    school: InventedSchool, name: str, contents: bytes
) -> None:
    path = school.base / name
    path.write_bytes(contents)
    with pytest.raises(OfficeError) as caught:
        school.office.terms_file.read(path)
    assert "Nothing was changed" in caught.value.sentence
    assert path.read_bytes() == contents


def test_without_the_duty_nothing_is_read_or_kept(school: InventedSchool) -> None:
    path = write(school, NEXT_YEAR)
    lines = school.office.terms_file.read(path)
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    office = school.sign_in(jo)
    with pytest.raises(NotAllowedError):
        office.terms_file.read(path)
    with pytest.raises(NotAllowedError):
        office.terms_file.keep(lines)
    assert len(office.schools.terms()) == 3
