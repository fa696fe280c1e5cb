"""Days and places still to come, as a caption could give them away (bucklebury:gen-5, PRACTICE 30)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTHS: Final = {
    name: at
    for at, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_SOON: Final = re.compile(
    rf"\b(?:tomorrow|tonight|this (?:afternoon|evening|weekend|week|{_DAYS})"
    rf"|next (?:week|weekend|month|term|{_DAYS})|(?:every|each) {_DAYS})\b",
    re.IGNORECASE,
)
_ON_A_DAY: Final = re.compile(rf"\b(?:on|until|by|from) {_DAYS}s?\b", re.IGNORECASE)
_GOING: Final = re.compile(
    r"\b(?:(?:are|is|will be|am) (?:going|off|travelling|visiting|heading|staying|walking)|(?:will|shall) (?:visit|go|be at"
    r"|meet|leave|travel|stay|walk|arrive|return)|coach leaves|meet(?:ing)? (?:us )?at|residential|leaving (?:school )?at"
    r"|trip to|outing to)\b[^.!?\n]{0,40}",
    re.IGNORECASE,
)
_WRITTEN: Final = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})\b\.?(?:,? (\d{{4}}))?", re.IGNORECASE)
_MONTH_FIRST: Final = re.compile(rf"\b({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (\d{{4}}))?", re.IGNORECASE)
_NUMBERS: Final = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{2,4})\b")
_PAST: Final = re.compile(
    r"\b(?:\w{2,}ed|went|was|were|had|made|took|won|saw|ran|sang|built|found|met|learnt|gave|held|came|did|wrote|drew|grew)\b",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"[^.!?\n]+")


def coming(text: str, today: date) -> Iterator[str]:
    """The words in `text` that name a day or a place still to come."""
    for day, words in _dates(text, today):
        if day > today:
            yield words.rstrip(".")
    for sentence in _SENTENCE.finditer(text):
        said = sentence.group()
        yield from (match.group() for match in _SOON.finditer(said))
        if _PAST.search(said) is None:
            yield from (match.group() for match in _ON_A_DAY.finditer(said))
            yield from (match.group().strip() for match in _GOING.finditer(said))


def _dates(text: str, today: date) -> Iterator[tuple[date, str]]:
    for match in _WRITTEN.finditer(text):
        yield from _made(match.group(1), _MONTHS[match.group(2).lower()], match.group(3), match.group(), today)
    for match in _MONTH_FIRST.finditer(text):
        yield from _made(match.group(2), _MONTHS[match.group(1).lower()], match.group(3), match.group(), today)
    for match in _NUMBERS.finditer(text):
        yield from _made(match.group(1), int(match.group(2)), match.group(3), match.group(), today)


def _made(day: str, month: int, year: str | None, words: str, today: date) -> Iterator[tuple[date, str]]:
    """The date, in the year that is meant: a day without one lies within half a year."""
    try:
        if year:
            yield date(int(year) if len(year) > 2 else 2000 + int(year), month, int(day)), words
            return
        found = date(today.year, month, int(day))
        yield (date(today.year + 1, month, int(day)) if found < today - timedelta(days=183) else found), words
    except ValueError:
        return
