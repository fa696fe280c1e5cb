"""Which days belong to a term that is counted, and which term is the same one last year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .calendar import Term
from .periods import LONGEST_HOLIDAY, Period, period_on

_ABOUT_THEN = timedelta(days=45)
"""How far a term may begin from where it began a year before."""


@dataclass(frozen=True, slots=True)
class Window:
    """A term as it is counted: what happened from `starts` to `last`, as it stood on `counted_on`.

    A holiday belongs to the term before it, so that nothing falls between two reports.
    """

    period: Period
    starts: date
    last: date
    counted_on: date

    def holds(self, day: date | None) -> bool:
        """Whether a day belongs to the term."""
        return day is not None and self.starts <= day <= self.last

    def holds_moment(self, moment: datetime | None) -> bool:
        """Whether a moment does, by the clock of the school."""
        return moment is not None and self.holds(moment.astimezone().date())


def window_of(terms: Iterable[Term], period: Period, today: date, *, as_it_stands: bool) -> Window:
    """The days of a period. `as_it_stands`: counted today; otherwise as it stood when the next term began."""
    known = list(terms)
    ends = period.ends
    if any(term.starts == period.starts for term in known):
        later = [term.starts for term in known if term.starts > period.starts]
        ends = min([period.ends + LONGEST_HOLIDAY, *(day - timedelta(days=1) for day in later)])
    last = max(period.starts, min(ends, today))
    return Window(period, period.starts, last, today if as_it_stands else last)


def period_last_year(terms: Iterable[Term], period: Period) -> Period | None:
    """The same term last year; None where that year’s terms are not typed."""
    known = list(terms)
    then = _year_before(period.starts)
    if all(term.starts != period.starts for term in known):
        found = period_on((), then)
        return found if not any(term.starts <= then <= term.ends for term in known) else None
    near = [term for term in known if abs(term.starts - then) <= _ABOUT_THEN]
    if not near:
        return None
    term = min(near, key=lambda each: abs(each.starts - then))
    return Period(term.name, term.starts, term.ends)


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
