"""Which documents are to be printed now: by the weeks, terms and Septembers they are printed in, and by what waits on Today.

The table below is the whole of it, and it is short on purpose: what is printed when it is needed stands in no rhythm.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .periods import Period
from .wording import day_text, tr

THURSDAY = 3


class Rhythm(StrEnum):
    """How often a document is printed anew."""

    WEEK = "week"
    TERM = "term"
    END_OF_TERM = "end-of-term"
    SEPTEMBER = "september"


RHYTHM_WORDS = {
    Rhythm.WEEK: "Each week",
    Rhythm.TERM: "Each term",
    Rhythm.END_OF_TERM: "At the end of each term",
    Rhythm.SEPTEMBER: "Each September",
}
RHYTHMS: Mapping[str, Rhythm] = {
    "friday-sheet": Rhythm.WEEK,
    "access-register": Rhythm.TERM,
    "account-directory": Rhythm.TERM,
    "training-coverage": Rhythm.TERM,
    "look-sheet": Rhythm.TERM,
    "account-checks": Rhythm.END_OF_TERM,
    "review-evidence": Rhythm.END_OF_TERM,
    "holiday-card": Rhythm.END_OF_TERM,
    "whom-to-ring": Rhythm.SEPTEMBER,
    "house-rules": Rhythm.SEPTEMBER,
    "first-hour-cards": Rhythm.SEPTEMBER,
    "supply-page": Rhythm.SEPTEMBER,
}
PAPER_OF_LINE: Mapping[str, str] = {
    "recovery-sheet": "recovery-sheet",
    "event": "event-pack",
    "forms-missing": "form-chase-list",
    "training-missing": "chase-list",
    "removal": "removal-sheet",
    "tell-elsewhere": "other-system-list",
    "starter": "starter-sheet",
}
"""Lines of Today, by what their keys begin with, that end in paper."""


@dataclass(frozen=True, slots=True)
class DueDocument:
    """A document that is to be printed now, and the sentence that says why."""

    key: str
    why: str


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A line of Today as it counts here: its key and its title."""

    key: str
    title: str


def documents_due(
    offered: Collection[str],
    last: Mapping[str, date],
    lines: Iterable[WaitingLine],
    period: Period,
    today: date,
    *,
    by_rhythm: bool = True,
) -> tuple[DueDocument, ...]:
    """What of the documents `offered` is to be printed: what Today waits for first, then what its rhythm asks.

    `last` is the day each went out, on paper or as a file. In a holiday nothing is asked by its rhythm, and without
    `by_rhythm` never: the chair need not print what the office prints each September.
    """
    found: dict[str, DueDocument] = {}
    for line in lines:
        key = PAPER_OF_LINE.get(line.key.partition(":")[0], "")
        if key in offered:
            found.setdefault(key, DueDocument(key, line.title))
    for key, rhythm in RHYTHMS.items() if by_rhythm else ():
        since = due_since(rhythm, period, today)
        printed = last.get(key)
        if key in offered and since is not None and (printed is None or printed < since):
            found.setdefault(key, DueDocument(key, _why(rhythm, printed)))
    return tuple(found.values())


def due_since(rhythm: Rhythm, period: Period, today: date) -> date | None:
    """From which day on a print counts as this one's; None while it is not asked for."""
    if today > period.ends or today < period.starts:
        return None
    if rhythm is Rhythm.WEEK:
        monday = today - timedelta(days=today.weekday())
        return monday if today.weekday() >= THURSDAY else None
    if rhythm is Rhythm.END_OF_TERM:
        return period.starts if period.asks_on(today) else None
    if rhythm is Rhythm.TERM:
        return period.starts
    return date(today.year if today.month >= 9 else today.year - 1, 9, 1)


def _why(rhythm: Rhythm, printed: date | None) -> str:
    when = tr(RHYTHM_WORDS[rhythm])
    if printed is None:
        return tr("{when}; not printed here yet", when=when)
    return tr("{when}; last on {day}", when=when, day=day_text(printed))
