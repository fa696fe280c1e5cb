"""How long a yes to pictures lasts (PRACTICE 24). A no, an objection and a withdrawal never run out."""

from __future__ import annotations

import calendar
from datetime import date

from .photo_answers import Said
from .picture_places import Lasting, PictureRules, PlaceTerms
from .pupils import Pupil

_KEY_STAGE_ENDS = (0, 2, 6, 9, 11, 13)
"""The last year of the early years and of key stages 1 to 5; Reception is 0."""
_SCHOOL_YEAR_BEGINS = 9
_SUMMER = 7
"""From this month on a day ends the school year that is under way; an earlier one falls into the next."""


def lasts_until(
    said: Said, pupil: Pupil, on: date, terms: PlaceTerms | None, rules: PictureRules, round_until: date | None = None
) -> date | None:
    """The last day of an answer given on `on`; None where it has no end.

    The day of a round of photo forms goes before the place's terms. Without terms a yes lasts a school year. A child who
    starts later than the day of the form is counted from the first day on the roll, so that an answer given in July
    does not run out in the first October.
    """
    if said is not Said.YES:
        return None
    if round_until is not None:
        return round_until
    begins = max(on, pupil.on_roll_from) if pupil.on_roll_from else on
    lasting = terms.lasting if terms else Lasting.SCHOOL_YEAR
    if lasting is Lasting.ON_ROLL:
        return None
    if lasting is Lasting.YEARS and terms is not None:
        return _day(begins.year + terms.years, begins.month, begins.day)
    more = _years_left(pupil.year) if lasting is Lasting.KEY_STAGE else 0
    return _end_of_year(begins, rules, more)


def year_number(year: str) -> int | None:
    """The national curriculum year as a number: 0 Reception, below it nursery; None where it cannot be told."""
    digits = "".join(sign for sign in year if sign.isdecimal())
    if digits:
        return int(digits[:2])
    return {"R": 0, "F": 0, "N": -1}.get(year.strip()[:1].upper())


def _years_left(year: str) -> int:
    number = year_number(year)
    if number is None:
        return 0
    return next((end - number for end in _KEY_STAGE_ENDS if end >= number), 0)


def _end_of_year(begins: date, rules: PictureRules, more: int) -> date:
    """The school's day after the school year of `begins` and `more` years have ended."""
    ends = begins.year + (1 if begins.month >= _SCHOOL_YEAR_BEGINS else 0) + more
    if rules.answers_end_month < _SUMMER:
        ends += 1
    return _day(ends, rules.answers_end_month, rules.answers_end_day)


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
