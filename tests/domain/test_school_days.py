"""School days, working days, days and hours, each counted by hand once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolsm_desktop.domain.calendar import Closure, ClosureKind, Term
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.school_days import Count, DayKind, SchoolCalendar, after_days, after_hours

from .records import SCHOOL

LONDON = ZoneInfo("Europe/London")


def term(name: str, starts: date, ends: date, half: tuple[date, date] | None = None) -> Term:
    first, last = half or (None, None)
    return Term(uuid4(), SCHOOL, name, starts, ends, first, last)


TERMS = (
    term("Autumn", date(2026, 9, 3), date(2026, 12, 18), (date(2026, 10, 26), date(2026, 10, 30))),
    term("Spring", date(2027, 1, 5), date(2027, 3, 26), (date(2027, 2, 15), date(2027, 2, 19))),
    term("Summer", date(2027, 4, 12), date(2027, 7, 21), (date(2027, 5, 31), date(2027, 6, 4))),
)
ENGLAND = frozenset(
    {
        *(date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 28), date(2027, 1, 1)),
        *(date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 3), date(2027, 5, 31)),
    }
)
SCOTLAND = frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 4)})
INSET = Closure(uuid4(), SCHOOL, "Training day", date(2027, 1, 5), date(2027, 1, 5), ClosureKind.TRAINING_DAY)
SNOW = Closure(uuid4(), SCHOOL, "Snow", date(2027, 1, 7), date(2027, 1, 8), ClosureKind.CLOSED)
CALENDAR = SchoolCalendar(TERMS, (), ENGLAND)
CLOSED = SchoolCalendar(TERMS, (INSET, SNOW), ENGLAND)


@pytest.mark.parametrize(
    ("start", "count", "day"),
    [
        (date(2026, 11, 20), 15, date(2026, 12, 11)),  # three plain weeks
        (date(2026, 10, 23), 1, date(2026, 11, 2)),  # over half-term
        (date(2026, 12, 14), 15, date(2027, 1, 19)),  # 4 before Christmas, 11 from 5 January
        (date(2026, 12, 18), 20, date(2027, 2, 1)),  # all of them after Christmas
        (date(2027, 3, 12), 20, date(2027, 4, 26)),  # Good Friday lies in the term and is none; 9 before Easter
        (date(2027, 4, 30), 1, date(2027, 5, 4)),  # the May Day holiday inside a term
        (date(2027, 5, 28), 1, date(2027, 6, 7)),
        (date(2026, 8, 3), 1, date(2026, 9, 3)),  # asked in the summer holiday
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
    ],
)
def test_school_days_leave_out_weekends_holidays_and_bank_holidays(start: date, count: int, day: date) -> None:
    assert CALENDAR.after_school_days(start, count) == day


def test_training_days_and_closed_days_are_no_school_days() -> None:
    assert CALENDAR.after_school_days(date(2026, 12, 18), 3) == date(2027, 1, 7)
    assert CLOSED.after_school_days(date(2026, 12, 18), 3) == date(2027, 1, 12)  # 6, 11 and 12 January


def test_school_days_beyond_the_terms_entered_are_refused_and_not_guessed() -> None:
    assert CALENDAR.after_school_days(date(2027, 7, 20), 1) == date(2027, 7, 21)
    with pytest.raises(RuleError) as caught:
        CALENDAR.after_school_days(date(2027, 7, 20), 3)
    assert "2 school days more than the term dates reach" in caught.value.sentence
    with pytest.raises(RuleError):
        SchoolCalendar().after_school_days(date(2026, 11, 20), 1)


@pytest.mark.parametrize(
    ("start", "count", "england", "scotland"),
    [
        (date(2026, 12, 24), 1, date(2026, 12, 29), date(2026, 12, 29)),  # Boxing Day is on a Saturday
        (date(2026, 12, 31), 1, date(2027, 1, 4), date(2027, 1, 5)),  # 2 January is on a Saturday, and made up for
        (date(2026, 11, 20), 1, date(2026, 11, 23), date(2026, 11, 23)),
        (date(2027, 3, 25), 1, date(2027, 3, 30), date(2027, 3, 26)),  # Easter, which Scotland keeps otherwise
        (date(2026, 10, 23), 5, date(2026, 10, 30), date(2026, 10, 30)),  # half-term is no holiday of an office
    ],
)
def test_working_days_run_through_school_holidays(start: date, count: int, england: date, scotland: date) -> None:
    assert CALENDAR.after_working_days(start, count) == england
    assert SchoolCalendar(TERMS, (), SCOTLAND).after_working_days(start, count) == scotland


@pytest.mark.parametrize(
    ("start", "day"),
    [
        (date(2028, 2, 15), date(2028, 3, 16)),  # a leap year
        (date(2027, 2, 15), date(2027, 3, 17)),
        (date(2026, 12, 10), date(2027, 1, 9)),  # over Christmas, and ending on a Saturday
    ],
)
def test_thirty_days_are_thirty_days(start: date, day: date) -> None:
    assert after_days(start, 30) == day


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        (datetime(2026, 11, 20, 16, tzinfo=LONDON), datetime(2026, 11, 23, 16, tzinfo=LONDON)),  # a weekend
        (datetime(2026, 12, 24, 9, 30, tzinfo=LONDON), datetime(2026, 12, 27, 9, 30, tzinfo=LONDON)),
        (datetime(2026, 10, 24, 12, tzinfo=LONDON), datetime(2026, 10, 27, 11, tzinfo=LONDON)),  # the clocks go back
        (datetime(2027, 3, 27, 12, tzinfo=LONDON), datetime(2027, 3, 30, 13, tzinfo=LONDON)),  # and forward
    ],
)
def test_72_hours_run_through_nights_weekends_and_the_change_of_the_clocks(start: datetime, ends: datetime) -> None:
    assert after_hours(start, 72) == ends
    assert (after_hours(start, 72).astimezone(UTC) - start.astimezone(UTC)) == timedelta(hours=72)


def test_a_counted_day_lasts_to_its_end() -> None:
    start = datetime(2026, 11, 20, 9, tzinfo=LONDON)
    assert CALENDAR.after(start, 15, Count.SCHOOL_DAYS) == datetime(2026, 12, 12, tzinfo=LONDON)
    assert CALENDAR.after(start, 1, Count.WORKING_DAYS) == datetime(2026, 11, 24, tzinfo=LONDON)
    assert CALENDAR.after(start, 30, Count.DAYS) == datetime(2026, 12, 21, tzinfo=LONDON)
    assert CALENDAR.after(start, 72, Count.HOURS) == datetime(2026, 11, 23, 9, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 11, 20), DayKind.SCHOOL),
        (date(2026, 11, 21), DayKind.WEEKEND),
        (date(2026, 10, 28), DayKind.HALF_TERM),
        (date(2026, 12, 25), DayKind.BANK_HOLIDAY),
        (date(2026, 12, 22), DayKind.HOLIDAY),
        (date(2027, 1, 5), DayKind.TRAINING_DAY),
        (date(2027, 1, 8), DayKind.CLOSED),
        (date(2027, 3, 26), DayKind.BANK_HOLIDAY),
        (date(2027, 7, 22), DayKind.NOT_KNOWN),
        (date(2026, 9, 2), DayKind.NOT_KNOWN),
    ],
)
def test_every_day_is_of_one_kind(day: date, kind: DayKind) -> None:
    assert CLOSED.kind_of(day) is kind


def test_nobody_counts_backwards_or_a_thousand_days() -> None:
    for count in (-1, 401, 10**9):
        with pytest.raises(RuleError):
            CALENDAR.after_school_days(date(2026, 11, 20), count)
        with pytest.raises(RuleError):
            after_days(date(2026, 11, 20), count)
        with pytest.raises(RuleError):
            after_hours(datetime(2026, 11, 20, tzinfo=UTC), count)


def test_where_every_day_is_a_bank_holiday_counting_ends() -> None:
    every = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(3_000))
    with pytest.raises(RuleError):
        SchoolCalendar(bank_holidays=every).after_working_days(date(2026, 1, 5), 1)


starts = st.dates(date(2026, 9, 1), date(2027, 3, 15))
counts = st.integers(0, 30)


@given(starts, counts, counts)
def test_counting_on_is_counting_in_one_go(start: date, first: int, second: int) -> None:
    for after in (CLOSED.after_working_days, CLOSED.after_school_days):
        assert after(after(start, first), second) == after(start, first + second)


@given(starts, st.integers(1, 40))
def test_the_day_reached_is_counted_and_nothing_else(start: date, count: int) -> None:
    school, work = CLOSED.after_school_days(start, count), CLOSED.after_working_days(start, count)
    assert CLOSED.is_school_day(school)
    assert CLOSED.is_working_day(work)
    assert CLOSED.school_days_between(start + timedelta(days=1), school) == count
    assert sum(CLOSED.is_working_day(start + timedelta(days=n)) for n in range(1, (work - start).days + 1)) == count
    assert work <= school  # a school day is always a working day


@given(starts, st.integers(0, 100))
def test_a_school_day_lies_in_a_term_on_a_weekday(start: date, more: int) -> None:
    day = start + timedelta(days=more)
    if CLOSED.is_school_day(day):
        assert day.weekday() < 5
        assert any(t.holds(day) for t in TERMS)
        assert day not in ENGLAND
