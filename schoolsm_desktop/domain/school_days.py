"""Counting days as rules ask for them: school days, working days, days, and hours, each in its own way.

Bank holidays come from outside as a set of days; nothing here knows the year's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from .calendar import Closure, Term, term_on
from .errors import RuleError
from .people import Nation
from .wording import ntr, tr

FIRST_MONTH: Mapping[Nation, int] = {
    Nation.ENGLAND: 9,
    Nation.WALES: 9,
    Nation.SCOTLAND: 8,
    Nation.NORTHERN_IRELAND: 9,
}
"""The month in which a school year is counted to begin."""
LONGEST = 400
"""More days than any rule counts."""
_SATURDAY = 5
_REACH = timedelta(days=LONGEST * 4)


class Count(StrEnum):
    """What is counted."""

    SCHOOL_DAYS = "school-days"
    WORKING_DAYS = "working-days"
    DAYS = "days"
    HOURS = "hours"


COUNT_WORDS = {
    Count.SCHOOL_DAYS: "school days",
    Count.WORKING_DAYS: "working days",
    Count.DAYS: "days",
    Count.HOURS: "hours",
}
COUNT_HINT_WORDS = {
    Count.SCHOOL_DAYS: "Days on which pupils are in school: no weekends, holidays, bank holidays, training or closed days.",
    Count.WORKING_DAYS: "Monday to Friday without bank holidays; school holidays count.",
    Count.DAYS: "Every day counts, weekends and holidays too.",
    Count.HOURS: "Every hour counts, through the night and the weekend.",
}


def count_text(count: int, what: Count) -> str:
    """`15 school days`, `1 working day`."""
    if what is Count.SCHOOL_DAYS:
        return ntr("{count} school day", "{count} school days", count)
    if what is Count.WORKING_DAYS:
        return ntr("{count} working day", "{count} working days", count)
    if what is Count.DAYS:
        return ntr("{count} day", "{count} days", count)
    return ntr("{count} hour", "{count} hours", count)


class DayKind(StrEnum):
    """What a day is for a school."""

    SCHOOL = "school"
    WEEKEND = "weekend"
    BANK_HOLIDAY = "bank-holiday"
    HALF_TERM = "half-term"
    TRAINING_DAY = "training-day"
    CLOSED = "closed"
    HOLIDAY = "holiday"
    NOT_KNOWN = "not-known"


DAY_WORDS = {
    DayKind.SCHOOL: "School day",
    DayKind.WEEKEND: "Weekend",
    DayKind.BANK_HOLIDAY: "Bank holiday",
    DayKind.HALF_TERM: "Half-term holiday",
    DayKind.TRAINING_DAY: "Training day",
    DayKind.CLOSED: "School closed",
    DayKind.HOLIDAY: "School holiday",
    DayKind.NOT_KNOWN: "No term dates entered",
}


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """One school's terms and closures, and the bank holidays of its nation."""

    terms: tuple[Term, ...] = ()
    closures: tuple[Closure, ...] = ()
    bank_holidays: frozenset[date] = frozenset()

    def kind_of(self, day: date) -> DayKind:
        """What `day` is; what closes the school for everybody comes before what closes it for pupils alone."""
        if day.weekday() >= _SATURDAY:
            return DayKind.WEEKEND
        if day in self.bank_holidays:
            return DayKind.BANK_HOLIDAY
        closure = next((c for c in self.closures if c.starts <= day <= c.ends), None)
        if closure is not None:
            return DayKind(closure.kind.value)
        term = term_on(self.terms, day)
        if term is None:
            return DayKind.HOLIDAY if self._is_between(day) else DayKind.NOT_KNOWN
        if term.half_term_starts and term.half_term_ends and term.half_term_starts <= day <= term.half_term_ends:
            return DayKind.HALF_TERM
        return DayKind.SCHOOL

    def is_school_day(self, day: date) -> bool:
        """Whether pupils are in school."""
        return self.kind_of(day) is DayKind.SCHOOL

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday and no bank holiday; a school's own holidays are working days of everybody else."""
        return day.weekday() < _SATURDAY and day not in self.bank_holidays

    def known_until(self) -> date | None:
        """The last day of the last term that was entered."""
        return max((t.ends for t in self.terms), default=None)

    def after_school_days(self, start: date, count: int) -> date:
        """The `count`-th school day after `start`, which itself is not counted.

        Raises RuleError where the terms entered do not reach so far.
        """
        last = self.known_until()
        day, left = start, _checked(count)
        while left:
            day += timedelta(days=1)
            if last is None or day > last:
                raise RuleError(
                    ntr(
                        "{count} school day more than the term dates reach. Enter the next term in Settings, then count again.",
                        "{count} school days more than the term dates reach. Enter the next term in Settings, then count again.",
                        left,
                    )
                )
            left -= self.is_school_day(day)
        return day

    def after_working_days(self, start: date, count: int) -> date:
        """The `count`-th working day after `start`, which itself is not counted."""
        return _counted(start, _checked(count), self.is_working_day)

    def school_days_between(self, first: date, last: date) -> int:
        """How many school days lie from `first` to `last`, both included."""
        return sum(self.is_school_day(first + timedelta(days=n)) for n in range((last - first).days + 1))

    def after(self, start: datetime, count: int, what: Count) -> datetime:
        """The moment by which something is done that has `count` of `what` from `start`; a counted day lasts to its end.

        `start` is aware; the answer is in its time zone. Raises RuleError as `after_school_days` does.
        """
        if what is Count.HOURS:
            return after_hours(start, count)
        ways: Mapping[Count, Callable[[date, int], date]] = {
            Count.SCHOOL_DAYS: self.after_school_days,
            Count.WORKING_DAYS: self.after_working_days,
            Count.DAYS: after_days,
        }
        following = ways[what](start.date(), count) + timedelta(days=1)
        return datetime(following.year, following.month, following.day, tzinfo=start.tzinfo)

    def _is_between(self, day: date) -> bool:
        last = self.known_until()
        return last is not None and min(t.starts for t in self.terms) <= day <= last


def after_days(start: date, count: int) -> date:
    """The `count`-th day after `start`: weekends and holidays count."""
    return start + timedelta(days=_checked(count))


def after_hours(start: datetime, count: int) -> datetime:
    """So many hours after an aware moment: through nights, weekends, and the change of the clocks."""
    return (start.astimezone(UTC) + timedelta(hours=_checked(count))).astimezone(start.tzinfo)


def _counted(start: date, count: int, counts: Callable[[date], bool]) -> date:
    day = start
    while count:
        day += timedelta(days=1)
        if day - start > _REACH:
            raise RuleError(tr("There are not so many such days. Nothing was changed."))
        count -= counts(day)
    return day


def _checked(count: int) -> int:
    if not 0 <= count <= LONGEST:
        raise RuleError(tr("Count from 0 to {most}. Nothing was changed.", most=LONGEST))
    return count
