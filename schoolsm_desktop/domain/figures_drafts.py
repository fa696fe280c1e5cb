"""Tables of a termly report before anything is held back: which count stands in which cell, and what adds up to what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .figures import TermFigures
from .held import Held
from .suppression_search import SMALL, Count, Sum
from .wording import tr

TERM, BEFORE, LAST_YEAR, THREE_TERMS = "term", "before", "last-year", "three-terms"
SMALL_SCHOOL = 250
"""With fewer pupils on the roll, types of incidents stand in four groups and over three terms (PRACTICE 17)."""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A row: the key of a count for each column, "" where nothing was counted. `in_public`: whether Part 1 prints it."""

    key: str
    title: str
    counts: tuple[str, ...]
    is_total: bool = False
    is_part: bool = False
    in_public: bool = False


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A table; `topic` is the value of a Topic. Columns are pairs of key and title."""

    topic: str
    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[DraftRow, ...]
    is_trend: bool = False
    note: str = ""
    about: str = ""
    public_title: str = ""
    """What Part 1 calls it, where that prints the sum alone."""


@dataclass(slots=True)
class Drafts:
    """Everything that is printed of a report, gathered: a count that stands in two tables is there once."""

    tables: list[DraftTable] = field(default_factory=list)
    counts: dict[str, Count] = field(default_factory=dict)
    sums: dict[Sum, None] = field(default_factory=dict)
    """Each once, in the order in which they were put in."""

    def count(
        self,
        key: str,
        value: int,
        small: tuple[int, int] | None = SMALL,
        *,
        printed: bool = True,
        as_held: Held = Held.FEWER,
    ) -> str:
        """Put in a count and give its key back. One that is printed anywhere is printed."""
        known = self.counts.get(key)
        shown = printed or (known is not None and known.printed)
        self.counts[key] = Count(key, value, small, shown, as_held=as_held)
        return key

    def elsewhere(self, key: str, value: int) -> str:
        """A count that stands on a paper which is out already."""
        self.counts[key] = Count(key, value, SMALL, printed=False, stands=True)
        return key

    def known(self, key: str, value: int) -> str:
        """A count that is no secret and is never held back, though others add up to it."""
        self.counts[key] = Count(key, value, None, stands=True)
        return key

    def add_up(self, total: str, parts: Iterable[str], *, is_makeup: bool = True) -> None:
        """Say that these add up to that."""
        self.sums[Sum(total, tuple(parts), is_makeup)] = None


def terms_of(figures: TermFigures) -> tuple[tuple[str, str, TermFigures], ...]:
    """The terms that stand beside each other: key of the column, its title, its figures."""
    found = [(TERM, figures.period.name, figures)]
    if figures.before is not None:
        found.append((BEFORE, figures.before.period.name, figures.before))
    if figures.last_year is not None:
        found.append((LAST_YEAR, figures.last_year.period.name, figures.last_year))
    return tuple(found)


def is_small(figures: TermFigures) -> bool:
    """Whether the school is small; one that keeps no roll is not known to be large."""
    return figures.roll < SMALL_SCHOOL


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table whose columns are terms: its value in a term, None where nothing was counted then."""

    key: str
    title: str
    values: tuple[int | None, ...]
    is_total: bool = False
    is_part: bool = False
    in_public: bool = False


def plain_table(
    drafts: Drafts, topic: str, title: str, columns: Sequence[tuple[str, str]], lines: Sequence[Line]
) -> None:
    """A table of numbers that are never held back: accounts, training and signatures (PRACTICE 17)."""
    there = [at for at in range(len(columns)) if any(line.values[at] is not None for line in lines)]
    rows = []
    for line in lines:
        keys = [
            ""
            if (value := line.values[at]) is None
            else drafts.count(f"{topic}/{line.key}/{columns[at][0]}", value, None)
            for at in there
        ]
        rows.append(DraftRow(line.key, line.title, tuple(keys), line.is_total, line.is_part, line.in_public))
    if there:
        drafts.tables.append(DraftTable(topic, title, tuple(columns[at] for at in there), tuple(rows)))


def total_title() -> str:
    """How a row of sums is called."""
    return tr("Total")
