"""Days as people type them: `12/9`, `12 Sep`, `12.9.26`, `12 September 2026`; the day stands first, as in Britain."""

from __future__ import annotations

import re
from datetime import date, datetime

_PARTS = re.compile(r"\d+|[A-Za-z]+")


def day_typed(text: str, today: date | None = None) -> date | None:
    """The day that `text` names, or None where it names none.

    Without a year the day nearest to `today` is meant: 12/9 typed in August is this September, 5 Jan typed in
    December is next month. A text with only a month or only a year is no day.
    """
    from dateutil import parser

    parts = [part for part in _PARTS.findall(text) if part.lower() not in {"st", "nd", "rd", "th", "of"}]
    numbers = [part for part in parts if part.isdigit()]
    if not numbers or len(parts) < 2:
        return None
    base = today or datetime.now().astimezone().date()
    has_year = (
        len(numbers) == 3 or any(len(number) == 4 for number in numbers) or (len(numbers) == 2 and len(parts) > 2)
    )
    year_first = len(parts[0]) == 4
    try:
        # 2024 is a leap year, so that 29 Feb without a year can be read at all
        found = parser.parse(text, dayfirst=not year_first, default=datetime(2024, 1, 1))  # noqa: DTZ001  # only its date is used
    except (ValueError, OverflowError):
        return None
    if has_year:
        return found.date() if len(parts) > 2 else None
    near = (_in_year(found.date(), base.year + step) for step in (-1, 0, 1))
    return min((each for each in near if each), key=lambda each: abs(each - base), default=None)


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 Feb in a year without one
        return None
