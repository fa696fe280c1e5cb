"""What of a term's figures may be printed: small counts held back, and every other that would give one away.

`published` is the only thing a report lays out. Part 1 prints some of the cells of Part 2 and each exactly as Part 2 does,
so that both held side by side say no more than Part 2 alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .figures import TermFigures
from .held import Cell, Held, cell_text
from .periods import Period
from .term_reports import ReportPart

__all__ = [
    "Cell",
    "Held",
    "HeldBack",
    "PublishedColumn",
    "PublishedFacts",
    "PublishedFigures",
    "PublishedRow",
    "PublishedTable",
    "Topic",
    "cell_text",
    "published",
]


class Topic(StrEnum):
    """The tables of a report, in their order."""

    ACCOUNTS = "accounts"
    CHECKS = "checks"
    ACCESS = "access"
    ACCESS_KINDS = "access-kinds"
    ACCESS_LEVELS = "access-levels"
    ACCESS_CHANGES = "access-changes"
    SECRETS = "secrets"
    PERMISSIONS = "permissions"
    PHOTO_CHECKS = "photo-checks"
    PICTURES = "pictures"
    REMOVALS = "removals"
    INCIDENTS = "incidents"
    OUTCOMES = "outcomes"
    OPEN_INCIDENTS = "open-incidents"
    MODERATION = "moderation"
    BLOCKS = "blocks"
    TAKEDOWNS = "takedowns"
    COMPLAINTS = "complaints"
    COMPLAINT_ANSWERS = "complaint-answers"
    POLICY = "policy"
    REQUESTS = "requests"
    DECLARATIONS = "declarations"
    TEACHING = "teaching"


@dataclass(frozen=True, slots=True)
class PublishedColumn:
    """A column. Where a table shows terms, the keys are `term`, `before`, `last-year`, or `three-terms`."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """A row with a cell for each column; None where nothing was counted then. A total is a row of its own."""

    key: str
    title: str
    cells: tuple[Cell | None, ...]
    is_total: bool = False
    is_part: bool = False
    """Whether it is a part of the row above ("of these, overdue"): set in, and never stacked in a chart."""


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """One table: rows by columns. `is_trend` says that its columns are terms, so that a chart is the point."""

    topic: Topic
    title: str
    columns: tuple[PublishedColumn, ...]
    rows: tuple[PublishedRow, ...]
    is_trend: bool = False
    note: str = ""

    def cell(self, row: str, column: str = "term") -> Cell | None:
        """One cell by the keys of its row and column; None where there is none."""
        at = next((i for i, each in enumerate(self.columns) if each.key == column), None)
        found = next((each for each in self.rows if each.key == row), None)
        return found.cells[at] if found is not None and at is not None else None

    def rows_are(self) -> tuple[PublishedRow, ...]:
        """The rows that add up to the total: neither the total nor a part of another row."""
        return tuple(row for row in self.rows if not row.is_total and not row.is_part)


@dataclass(frozen=True, slots=True)
class PublishedFacts:
    """Days, versions and times that are printed beside the tables. Times are Held where too few were counted."""

    review_begun: bool = False
    review_signed_off_on: date | None = None
    passwords_overdue_since: date | None = None
    policy_version: str = ""
    policy_approved_on: date | None = None
    policy_review_on: date | None = None
    rehearsed_on: date | None = None
    first_action_median_hours: float | Held | None = None
    first_action_longest_hours: float | Held | None = None
    first_action_median_days: Cell | None = None
    """In school days."""
    first_action_longest_days: Cell | None = None
    first_action_before_hours: float | Held | None = None
    """The median of the term before; None in a small school and where none was counted."""
    first_action_last_year_hours: float | Held | None = None


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What was held back in one table, and why, ready for print."""

    topic: Topic
    title: str
    few: int
    """Cells that read “fewer than 5”."""
    back: int
    """Cells held back so that those cannot be worked out."""
    words: str


@dataclass(frozen=True, slots=True)
class PublishedFigures:
    """All that a part of the report may print."""

    part: ReportPart
    period: Period
    counted_on: date
    before: Period | None
    last_year: Period | None
    is_small: bool
    """Whether incidents stand in four groups and over three terms (column `three-terms`)."""
    tables: tuple[PublishedTable, ...]
    facts: PublishedFacts
    held: tuple[HeldBack, ...]
    held_words: tuple[str, ...]
    """Why numbers are held back, in sentences; empty where none is."""
    counting_words: tuple[str, ...]
    """How was counted and what is never counted, in sentences: always the same, whatever lies in the records."""

    def table(self, topic: Topic) -> PublishedTable | None:
        """One table; None where your policy does not ask for it, or this part does not print it."""
        return next((table for table in self.tables if table.topic is topic), None)

    def cell(self, topic: Topic, row: str, column: str = "term") -> Cell | None:
        """One cell; None where there is none."""
        table = self.table(topic)
        return table.cell(row, column) if table is not None else None


def published(figures: TermFigures, part: ReportPart) -> PublishedFigures:
    """What of these figures this part prints, with whatever must be held back."""
    raise NotImplementedError
