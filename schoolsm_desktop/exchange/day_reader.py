"""Days as lists write them: 01/09/2026, 1 Sept 26, 2026-09-01 00:00:00, the serial number of a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache

_SLASHED = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:[T ,]+00?:00(?::00(?:\.0+)?)?)?", re.ASCII)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)
_EPOCH = date(1899, 12, 30)
_OPEN = frozenset(
    [
        *(
            "",
            "-",
            "--",
            "–",
            "—",
            "n/a",
            "na",
            "none",
            "nil",
            "tbc",
            "tba",
            "unknown",
            "?",
            "ongoing",
            "present",
        ),
        *(
            "current",
            "to date",
            "permanent",
            "open",
            "open ended",
            "open-ended",
            "not known",
            "still here",
            "now",
        ),
        *("perm", "no end date", "0", "00/00/0000", "continuing", "indefinite"),
    ]
)


def month_comes_first(texts: Iterable[str]) -> bool:
    """Whether a column can only be American: some second number is above 12 and no first one is."""
    day_first = month_first = 0
    for text in texts:
        found = _SLASHED.fullmatch(text.strip())
        if found:
            day_first += int(found.group(1)) > 12
            month_first += int(found.group(2)) > 12
    return month_first > 0 and day_first == 0


def read_day(cell: str | date, *, month_first: bool = False) -> date | None:
    """The day in a cell; None where it says that there is none.

    Raises ValueError for what is no day, is only part of one, or lies outside 1900 to 2100.
    """
    if isinstance(cell, datetime):
        return _sensible(cell.date())
    if isinstance(cell, date):
        return _sensible(cell)
    return _day_of(" ".join(cell.split()), month_first)


@lru_cache(maxsize=65_536)
def _day_of(text: str, month_first: bool) -> date | None:
    if text.lower() in _OPEN:
        return None
    if found := _ISO.fullmatch(text):
        return _sensible(date(int(found[1]), int(found[2]), int(found[3])))
    if found := _SLASHED.fullmatch(text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        day, month = (second, first) if month_first else (first, second)
        return _sensible(date(_whole_year(year), month, day))
    if found := _SERIAL.fullmatch(text):
        return _sensible(_EPOCH + timedelta(days=int(found[1])))
    return _sensible(_in_words(text, month_first))


def _whole_year(year: int) -> int:
    return year if year > 99 else year + (2000 if year < 70 else 1900)


def _in_words(text: str, month_first: bool) -> date:
    """Anything else, by dateutil; day, month and year must all be there, or it would fill in today's."""
    from dateutil import parser

    if len(text) > 60 or not text.isascii() or not re.search(r"[A-Za-z]{3}", text) or not re.search(r"\d", text):
        raise ValueError("no day")
    plain = re.sub(r"\b(\d{1,2})(st|nd|rd|th)\b", r"\1", text, flags=re.IGNORECASE)
    plain = re.sub(r"\bSept\b", "Sep", plain, flags=re.IGNORECASE)
    readings = set()
    for other in (datetime(2001, 1, 1), datetime(2002, 2, 2)):  # noqa: DTZ001 -- only fills gaps, to show them
        try:
            readings.add(parser.parse(plain, default=other, dayfirst=not month_first, ignoretz=True).date())
        except (OverflowError, TypeError, ValueError):
            raise ValueError("no day") from None
    if len(readings) != 1:
        raise ValueError("part of a day")
    return readings.pop()


def _sensible(day: date) -> date:
    if not 1900 <= day.year <= 2100:
        raise ValueError("no such year here")
    return day
