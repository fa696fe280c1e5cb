"""The school's own calendar: years, closures, bank holidays by nation, counting, and each school its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.calendar import Closure, ClosureKind, Term
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Nation, School
from schoolsm_desktop.domain.school_days import Count
from schoolsm_desktop.services.school_days import bank_holidays
from tests.services.school import InventedSchool


def closure(school: InventedSchool, first: date, last: date | None = None, **more: object) -> Closure:
    """A training day unless `more` says otherwise."""
    fields: dict[str, object] = {"name": "Training day", "kind": ClosureKind.TRAINING_DAY} | more
    return Closure(uuid4(), school.head.school_id, starts=first, ends=last or first, **fields)  # type: ignore[arg-type]


def in_nation(school: InventedSchool, nation: Nation) -> None:
    schools = school.office.schools
    schools.change(replace(schools.school(), nation=nation))


@pytest.mark.parametrize(
    ("nation", "there", "missing"),
    [
        (Nation.ENGLAND, {date(2026, 4, 6), date(2026, 12, 28)}, {date(2026, 1, 2), date(2026, 3, 17)}),
        (Nation.WALES, {date(2026, 4, 6), date(2026, 8, 31)}, {date(2026, 1, 2), date(2026, 7, 13)}),
        (
            Nation.SCOTLAND,
            {date(2026, 1, 2), date(2027, 1, 4), date(2026, 8, 3)},
            {date(2026, 4, 6), date(2026, 8, 31)},
        ),
        (Nation.NORTHERN_IRELAND, {date(2026, 3, 17), date(2026, 7, 13), date(2026, 4, 6)}, {date(2026, 1, 2)}),
    ],
)
def test_bank_holidays_are_those_of_the_nation(nation: Nation, there: set[date], missing: set[date]) -> None:
    days = {holiday.day for holiday in bank_holidays(nation, range(2026, 2028))}
    assert there <= days
    assert not missing & days
    assert all(holiday.name for holiday in bank_holidays(nation, range(2026, 2027)))


def test_each_count_says_by_when_and_what_it_rests_on(school: InventedSchool) -> None:
    days = school.office.school_days
    start = date(2026, 12, 14)
    assert days.count(start, 15, Count.SCHOOL_DAYS).words == "15 school days from 14 Dec 2026: end of 19 Jan 2027"
    assert days.count(start, 10, Count.WORKING_DAYS).words == "10 working days from 14 Dec 2026: end of 30 Dec 2026"
    assert days.count(start, 30, Count.DAYS).words == "30 days from 14 Dec 2026: end of 13 Jan 2027"
    hours = days.count(start, 72, Count.HOURS, at=time(15, 30))
    assert hours.words == "72 hours from 14 Dec 2026, 15:30: 17 Dec 2026 15:30"
    assert "through the night and the weekend" in hours.rests_on
    with pytest.raises(RuleError):
        days.count(date(2027, 7, 20), 15, Count.SCHOOL_DAYS)


def test_scotland_counts_its_second_of_january_and_keeps_no_easter_monday(school: InventedSchool) -> None:
    count = school.office.school_days.count
    assert "end of 4 Jan 2027" in count(date(2026, 12, 31), 1, Count.WORKING_DAYS).words
    in_nation(school, Nation.SCOTLAND)
    assert "end of 5 Jan 2027" in count(date(2026, 12, 31), 1, Count.WORKING_DAYS).words
    assert "end of 29 Mar 2027" in count(date(2027, 3, 26), 1, Count.WORKING_DAYS).words


def test_closures_are_kept_counted_and_changed(school: InventedSchool) -> None:
    days = school.office.school_days
    before = days.years()[0].school_days
    inset, snow = closure(school, date(2026, 12, 14)), closure(school, date(2027, 1, 7), date(2027, 1, 8), name="Snow")
    kept = days.change_closures([snow, inset])
    assert [c.name for c in kept] == ["Training day", "Snow"]
    assert days.kind_of(date(2026, 12, 14)) == "Training day"
    (year,) = days.years()
    assert (year.year, year.school_days, len(year.closures)) == ("2026-27", before - 3, 2)
    assert "end of 16 Dec 2026" in days.count(date(2026, 12, 11), 2, Count.SCHOOL_DAYS).words
    with pytest.raises(FieldError):
        days.change_closures([*kept, closure(school, date(2027, 2, 2), date(2027, 2, 1))])
    assert days.closures() == kept
    assert days.change_closures([kept[0]]) == (kept[0],)


def test_years_run_from_september_and_in_scotland_from_august(school: InventedSchool) -> None:
    schools, days = school.office.schools, school.office.school_days
    august = Term(uuid4(), school.head.school_id, "Autumn term 2027", date(2027, 8, 18), date(2027, 10, 8))
    schools.change_terms([*schools.terms(), august])
    assert [(y.year, len(y.terms), y.is_present) for y in days.years()] == [("2026-27", 4, True)]
    in_nation(school, Nation.SCOTLAND)
    assert [(y.year, len(y.terms)) for y in days.years()] == [("2026-27", 3), ("2027-28", 1)]
    assert {h.name for h in days.years()[0].bank_holidays} >= {"Saint Andrew's Day", "New Year's Day"}


def test_each_school_of_a_trust_counts_by_its_own_terms(school: InventedSchool) -> None:
    schools, days = school.office.schools, school.office.school_days
    other = schools.add(School(uuid4(), "Bridge End Academy", nation=Nation.SCOTLAND))
    theirs = Term(uuid4(), other.id, "Autumn term 2026", date(2026, 8, 18), date(2026, 12, 22))
    schools.change_terms([*schools.terms(), theirs])  # both schools are in their autumn term at once
    days.change_closures([replace(closure(school, date(2026, 11, 23)), school_id=other.id)])
    start = date(2026, 11, 20)
    assert "end of 23 Nov 2026" in days.count(start, 1, Count.SCHOOL_DAYS).words
    assert "end of 24 Nov 2026" in days.count(start, 1, Count.SCHOOL_DAYS, school_id=other.id).words
    assert days.kind_of(date(2026, 12, 21)) == "School holiday"
    assert days.kind_of(date(2026, 12, 21), other.id) == "School day"
    assert [len(y.terms) for y in days.years(other.id)] == [1]


def test_without_the_duty_no_closure_changes(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    office = school.sign_in(jo)
    with pytest.raises(NotAllowedError):
        office.school_days.change_closures([closure(school, date(2027, 1, 5))])
    assert office.school_days.closures() == ()
    assert office.school_days.years()
