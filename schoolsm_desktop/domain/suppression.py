"""What of a term's figures may be printed: small counts held back, and every other that would give one away.

`published` is the only thing a report lays out. Part 1 prints some of the cells of Part 2 and each exactly as Part 2 does,
so that both held side by side say no more than Part 2 alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .figures import TermFigures
from .figures_drafts import Drafts, DraftTable, is_small
from .figures_office_tables import office_tables
from .figures_sealed_tables import sealed_tables
from .held import FEW, Cell, Held, cell_text
from .periods import Period
from .suppression_search import hold_back
from .term_reports import ReportPart
from .wording import day_text, list_text, ntr, tr

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
    """One table for each place (its key in `about`, its name the title): rows are year groups, and `total`."""
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
    about: str = ""
    """The key of what it is about, where there are several tables of one topic."""

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
    """Cells that read “fewer than 5”, or “all but fewer than 5”."""
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

    def tables_on(self, topic: Topic) -> tuple[PublishedTable, ...]:
        """Every table of a topic."""
        return tuple(table for table in self.tables if table.topic is topic)

    def cell(self, topic: Topic, row: str, column: str = "term") -> Cell | None:
        """One cell; None where there is none."""
        table = self.table(topic)
        return table.cell(row, column) if table is not None else None


def published(figures: TermFigures, part: ReportPart) -> PublishedFigures:
    """What of these figures this part prints, with whatever must be held back.

    What is held back is found once over everything both parts print; Part 1 then leaves out rows and tables.
    """
    drafts = Drafts()
    office_tables(drafts, figures)
    sealed_tables(drafts, figures)
    cells = hold_back(drafts.counts.values(), drafts.sums)
    order = {topic: at for at, topic in enumerate(Topic)}
    found = [_table(draft, cells, part) for draft in drafts.tables]
    tables = tuple(sorted((table for table in found if table.rows), key=lambda table: order[table.topic]))
    held = tuple(each for each in map(_held, tables) if each is not None)
    return PublishedFigures(
        part=part,
        period=figures.period,
        counted_on=figures.counted_on,
        before=figures.before.period if figures.before else None,
        last_year=figures.last_year.period if figures.last_year else None,
        is_small=is_small(figures),
        tables=tables,
        facts=_facts(figures, part),
        held=held,
        held_words=_held_words(tables),
        counting_words=_counting_words(figures),
    )


def _table(draft: DraftTable, cells: Mapping[str, Cell], part: ReportPart) -> PublishedTable:
    rows = [row for row in draft.rows if row.in_public or part is ReportPart.CONFIDENTIAL]
    return PublishedTable(
        Topic(draft.topic),
        (part is ReportPart.PUBLIC and draft.public_title) or draft.title,
        tuple(PublishedColumn(key, title) for key, title in draft.columns),
        tuple(
            PublishedRow(row.key, row.title, tuple(cells.get(key) for key in row.counts), row.is_total, row.is_part)
            for row in rows
        ),
        draft.is_trend,
        draft.note,
        draft.about,
    )


def _held(table: PublishedTable) -> HeldBack | None:
    cells = [cell for row in table.rows for cell in row.cells]
    few, back = cells.count(Held.FEWER) + cells.count(Held.NEARLY), cells.count(Held.BACK)
    if not few and not back:
        return None
    said = []
    if few:
        said.append(ntr("{count} number is too small to print", "{count} numbers are too small to print", few))
    if back:
        said.append(
            ntr(
                "{count} number is held back so that no small one can be worked out",
                "{count} numbers are held back so that no small one can be worked out",
                back,
            )
        )
    return HeldBack(table.topic, table.title, few, back, tr("{said}.", said=list_text(said)))


def _held_words(tables: Sequence[PublishedTable]) -> tuple[str, ...]:
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    said = []
    if Held.FEWER in cells or Held.BACK in cells:
        said.append(
            tr("Numbers from 1 to 4 of children, incidents, complaints and blocks are printed as “fewer than 5”.")
        )
    if any(table.topic is Topic.PERMISSIONS for table in tables) and said:
        said.append(
            tr(
                "Of answers about pictures 0 is printed so too, and nearly all as “all but fewer than 5”: where every "
                "home says yes, the number would tell of each child."
            )
        )
    if Held.BACK in cells:
        said.append(
            tr(
                "“Held back” may be any number. It stands where the number would let a smaller one be worked out from "
                "sums, from another table, from the term before or from the other part of this report."
            )
        )
        said.append(tr("How fewer than 5 are made up is not printed."))
    return tuple(said)


def _counting_words(figures: TermFigures) -> tuple[str, ...]:
    """Alike whatever lies in the records, so that nothing can be read from it."""
    return (
        tr("Counted as it stood on {day}.", day=day_text(figures.counted_on)),
        tr("Incidents and complaints are those that whoever made this report reads in their duties."),
        tr(
            "Allegations about adults and low-level concerns are never counted, here or in any report, whether there "
            "are any or not."
        ),
        tr("Accounts, access, training and signatures are not about children and are printed as they are."),
    )


def _facts(figures: TermFigures, part: ReportPart) -> PublishedFacts:
    policy, review, secrets = figures.policy, figures.review, figures.secrets
    is_all = part is ReportPart.CONFIDENTIAL
    first = figures.incidents.first_action if figures.incidents and is_all else None
    enough = first is not None and first.counted >= FEW
    return PublishedFacts(
        review_begun=review is not None and review.begun,
        review_signed_off_on=review.signed_off_on if review else None,
        passwords_overdue_since=secrets.overdue_since if secrets and is_all else None,
        policy_version=policy.version if policy else "",
        policy_approved_on=policy.approved_on if policy else None,
        policy_review_on=policy.review_on if policy else None,
        rehearsed_on=figures.rehearsal.held_on if figures.rehearsal else None,
        first_action_median_hours=None if first is None else first.median_hours if enough else Held.BACK,
        first_action_longest_hours=None if first is None else first.longest_hours if enough else Held.BACK,
        first_action_median_days=None if first is None else first.median_school_days if enough else Held.BACK,
        first_action_longest_days=None if first is None else first.longest_school_days if enough else Held.BACK,
        first_action_before_hours=_median_of(figures.before) if is_all else None,
        first_action_last_year_hours=_median_of(figures.last_year) if is_all else None,
    )


def _median_of(figures: TermFigures | None) -> float | Held | None:
    first = figures.incidents.first_action if figures is not None and figures.incidents is not None else None
    if first is None:
        return None
    return first.median_hours if first.counted >= FEW else Held.BACK
