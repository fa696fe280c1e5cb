"""What a termly check belongs to: the school's term with the holiday after it, or half a year where no terms are typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .calendar import Term
from .wording import tr

LONGEST_HOLIDAY = timedelta(weeks=9)
"""How long after a term's last day it still counts; later, the school has not typed its next terms."""
LAST_WEEKS = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time in which everything is looked at once: its name as it is shown, first and last day."""

    name: str
    starts: date
    ends: date

    def asks_on(self, day: date) -> bool:
        """Whether its last four weeks have begun, so that what it asks for is due."""
        return day > self.ends - LAST_WEEKS


def period_on(terms: Iterable[Term], day: date) -> Period:
    """The period that `day` belongs to: a holiday belongs to the term before it."""
    begun = [t for t in terms if t.starts <= day <= t.ends + LONGEST_HOLIDAY]
    if begun:
        term = max(begun, key=lambda t: t.starts)
        return Period(term.name, term.starts, term.ends)
    return _half_year(day)


def period_before(terms: Iterable[Term], period: Period) -> Period | None:
    """The period before this one; None before the first term that the school has typed."""
    known = list(terms)
    if all(t.starts != period.starts for t in known):
        return _half_year(period.starts - timedelta(days=1))
    earlier = [t for t in known if t.ends < period.starts]
    if not earlier:
        return None
    term = max(earlier, key=lambda t: t.starts)
    return Period(term.name, term.starts, term.ends)


def _half_year(day: date) -> Period:
    if day.month <= 6:
        return Period(
            tr("First half of {year}", year=day.year), day.replace(month=1, day=1), day.replace(month=6, day=30)
        )
    return Period(
        tr("Second half of {year}", year=day.year), day.replace(month=7, day=1), day.replace(month=12, day=31)
    )


def months_later(day: date, months: int) -> date:
    """The same day of the month `months` later, or the month’s last day where it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    following = date(day.year + year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(day.year + year, month + 1, min(day.day, last))
