"""A list of term dates from outside: a calendar (.ics) or a table, read line by line; nothing is believed yet.

A repeated event stands once: what repeats is never unfolded, so that a line cannot ask for a million days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from schoolsm_desktop.domain.term_lines import LineKind, TermLine
from schoolsm_desktop.domain.wording import day_text, tr

from .day_reader import month_comes_first, read_day
from .errors import FileUnusableError, TooManyRowsError
from .file_kind import FileForm, form_of, read_bytes
from .table_reader import UntrustedTable, read_table

if TYPE_CHECKING:
    from icalendar import Component

MOST_BYTES = 2_000_000
"""A year of one school is some kilobytes; an authority's whole list is not a hundred."""
MOST_LINES = 2_000
_LONGEST = 200
_BOM = b"\xef\xbb\xbf"
_RANGE = re.compile(r"\s+(?:to|until|till|[-–—])\s+|\s*[–—]\s*", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"\b(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b[.,]?\s*", re.IGNORECASE
)
_END = re.compile(r"\b(end|ends|to|last|until|till|finish\w*|close\w*)\b", re.IGNORECASE)
_HALF = re.compile(r"half|mid", re.IGNORECASE)
_NAME = re.compile(r"\b(name|term|event|subject|title|summary|description|what|holiday)\b", re.IGNORECASE)


class NotACalendarError(FileUnusableError):
    """Neither a calendar nor a table with days in it."""

    key: ClassVar[str] = "not-a-calendar"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "No term dates were found in this file. Nothing was changed. It should be a calendar (.ics) or a list "
                "with a name and a first and last day in each line. You can also type the terms yourself."
            )
        )


def read_calendar_file(path: Path) -> tuple[TermLine, ...]:
    """The lines of the file, in its order, all of them `LEFT_OUT` until somebody says what they are.

    Raises NotACalendarError, TooManyRowsError, and the errors of `read_bytes`, `form_of` and `read_table`.
    """
    untrusted = read_bytes(path, MOST_BYTES)
    if untrusted.removeprefix(_BOM).lstrip()[:15].upper() == b"BEGIN:VCALENDAR":
        lines = tuple(_from_calendar(untrusted))
    else:
        form = form_of(untrusted)
        if form not in (FileForm.TEXT, FileForm.XLSX, FileForm.ODS):
            raise NotACalendarError
        lines = tuple(_from_table(read_table(untrusted, form)))
    if not any(line.starts for line in lines):
        raise NotACalendarError
    return lines


# -------- a calendar


def _from_calendar(untrusted: bytes) -> Iterator[TermLine]:
    number = 0
    for event in _events(untrusted):
        number += 1
        if number > MOST_LINES:
            raise TooManyRowsError(MOST_LINES)
        name = _one_line(str(event.get("SUMMARY", "")))
        starts, ends, said = _days_of(event)
        doubts = [tr("It repeats. Only the first time was taken.")] if _repeats(event) else []
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        yield TermLine(number, name, LineKind.LEFT_OUT, starts, ends, said, tuple(doubts))


def _events(untrusted: bytes) -> list[Component]:
    # Late: a calendar is read once a year, and its library is no small one.
    from icalendar import Calendar

    try:
        found = Calendar.from_ical(untrusted.removeprefix(_BOM), multiple=True)
        return [event for calendar in found for event in calendar.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError):
        raise NotACalendarError from None


def _repeats(event: Component) -> bool:
    return any(event.get(name) is not None for name in ("RRULE", "RDATE"))


def _days_of(event: Component) -> tuple[date | None, date | None, str]:
    """First and last day, both included: the end of an all-day event is the day after its last."""
    try:
        starts = event.decoded("DTSTART")
        ends = event.decoded("DTEND") if event.get("DTEND") is not None else None
        if ends is None and event.get("DURATION") is not None:
            ends = starts + event.decoded("DURATION")
        first = _local_day(starts)
        last = first if ends is None else _last_day(first, ends)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError):
        said = " – ".join(_one_line(_raw(event, name)) for name in ("DTSTART", "DTEND") if event.get(name) is not None)
        return None, None, said
    return first, last, _said(first, last)


def _raw(event: Component, name: str) -> str:
    value = event.get(name)
    return str(value.to_ical().decode("utf-8", "replace") if hasattr(value, "to_ical") else value)


def _last_day(first: date, ends: date | datetime) -> date:
    if isinstance(ends, datetime):
        moment = _local(ends)
        last = _local_day(ends)
        at_midnight = (moment.hour, moment.minute) == (0, 0) and last > first
        return last - timedelta(days=1) if at_midnight else last
    return max(first, _sensible(ends) - timedelta(days=1))


def _local_day(moment: object) -> date:
    if isinstance(moment, datetime):
        return _sensible(_local(moment).date())
    if isinstance(moment, date):
        return _sensible(moment)
    raise ValueError("no day")


def _local(moment: datetime) -> datetime:
    """A school's day is the day in the United Kingdom, also where the file counts in universal time."""
    from zoneinfo import ZoneInfo

    return moment.astimezone(ZoneInfo("Europe/London")) if moment.tzinfo else moment


def _sensible(day: date) -> date:
    found = read_day(day)
    if found is None:
        raise ValueError("no day")
    return found


# -------- a table


def _from_table(table: UntrustedTable) -> Iterator[TermLine]:
    if len(table.rows) > MOST_LINES:
        raise TooManyRowsError(MOST_LINES)
    days = _day_columns(table)
    if not days:
        raise NotACalendarError
    headings = _headings(table, days)
    name = _name_column(table, headings, days)
    firsts, lasts, halves = _roles(headings, days)
    for row, number in zip(table.rows, table.lines, strict=True):
        cells = {column: table.text(row, column).strip() for column in range(len(table.headings))}
        label = _one_line(cells.get(name, "")) if name is not None else ""
        if table.heading_line == 0 and not any(_reads(cells[column]) for column in days):
            continue  # headings of a kind nobody told the reader of
        if not any(cells[column] for column in days):
            continue
        yield _line(table, cells, number, label, (firsts, lasts))
        if len(halves) == 2 and cells[halves[0]]:
            said = tr("{term}, half-term holiday", term=label)
            yield _line(table, cells, number + 1_000_000, said, (halves[:1], halves[1:]))


def _line(
    table: UntrustedTable,
    cells: dict[int, str],
    number: int,
    label: str,
    columns: tuple[Sequence[int], Sequence[int]],
) -> TermLine:
    firsts, lasts = columns
    american = month_comes_first(text for column in (*firsts, *lasts) for text in table.column(column, len(table.rows)))
    said = " – ".join(dict.fromkeys(cells[column] for column in (*firsts, *lasts) if cells[column]))
    try:
        first, last = _span(cells[firsts[0]], cells[lasts[0]] if lasts else "", american)
    except ValueError:
        return TermLine(number, label, LineKind.LEFT_OUT, None, None, _one_line(said))
    return TermLine(number, label, LineKind.LEFT_OUT, first, last, _said(first, last))


def _span(first: str, last: str, american: bool) -> tuple[date, date]:
    """First and last day of a line: two cells, or one that holds a day or a range. Raises ValueError."""
    if not last:
        parts = [part for part in _RANGE.split(first) if part.strip()]
        if len(parts) == 2:
            ends = _day(parts[1], american)
            return _day(_with_year(parts[0], ends), american), ends
        starts = _day(first, american)
        return starts, starts
    return _day(first or last, american), _day(last, american)


def _with_year(text: str, ends: date) -> str:
    """`26 October` in `26 October to 30 October 2026` is of the year of the second."""
    return text if re.search(r"\d{4}|\d[/.\-]\d+[/.\-]\d", text) else f"{text} {ends.year}"


def _day(text: str, american: bool) -> date:
    found = read_day(_WEEKDAY.sub("", text).replace(",", " ").strip(), month_first=american)
    if found is None:
        raise ValueError("no day")
    return found


def _reads(text: str) -> bool:
    """Whether this is a day or a range of days, or would be one if the day existed."""
    try:
        _span(text, "", american=False)
    except ValueError:
        return bool(re.fullmatch(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}", text))
    return True


def _day_columns(table: UntrustedTable) -> list[int]:
    """The columns that hold days more often than anything else."""
    found = []
    for column in range(len(table.headings)):
        texts = table.column(column, 200)
        if texts and sum(map(_reads, texts)) * 2 >= len(texts):
            found.append(column)
    return found


def _headings(table: UntrustedTable, days: Sequence[int]) -> tuple[str, ...]:
    """The headings; where the reader of tables saw none, the first row if it holds no day."""
    if table.heading_line or not table.rows:
        return table.headings
    first = tuple(table.text(table.rows[0], column).strip() for column in range(len(table.headings)))
    return table.headings if any(_reads(first[column]) for column in days) else first


def _name_column(table: UntrustedTable, headings: Sequence[str], days: Iterable[int]) -> int | None:
    others = [column for column in range(len(table.headings)) if column not in set(days)]
    named = [column for column in others if _NAME.search(headings[column])]
    filled = sorted(others, key=lambda column: -len(table.column(column, 200)))
    return next(iter((*named, *filled)), None)


def _roles(headings: Sequence[str], days: list[int]) -> tuple[list[int], list[int], list[int]]:
    """Which columns hold first days, last days, and the two days of a half-term holiday."""
    halves = [column for column in days if _HALF.search(headings[column])]
    whole = [column for column in days if column not in halves]
    if not whole:
        halves, whole = [], days
    lasts = [column for column in whole if _END.search(headings[column])]
    firsts = [column for column in whole if column not in lasts]
    if not firsts or not lasts:
        firsts, lasts = whole[:1], whole[1:2]
    return firsts[:1], lasts[:1], halves


def _said(first: date, last: date) -> str:
    if first == last:
        return day_text(first)
    return tr("{first} to {last}", first=day_text(first), last=day_text(last))


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_LONGEST]
