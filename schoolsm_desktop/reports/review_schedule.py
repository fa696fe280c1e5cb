"""When the policy and what it is read with are looked at again, and what changed from version to version."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import draw_nothing
from .page_frame import PageFacts
from .paper import Paper
from .styles import CELL_BOLD, CELL_QUIET, CELL_STOP, LABEL, Sign
from .tables import Cell, Column, Piece, Row, draw_table, opening


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One thing that is looked at again: the policy, a policy it is read with, or its place on the website."""

    what: str
    kind: str
    looked_after_by: str
    where: str
    due: str
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version: its days in words, its signatures, what changed."""

    label: str
    state: str
    begins: str
    signed: str
    changed: str


@dataclass(frozen=True, slots=True)
class ScheduleFigures:
    """Everything the schedule shows, with the clause it rests on."""

    page: PageFacts
    policy: str
    rows: tuple[ReviewRow, ...] = ()
    versions: tuple[VersionRow, ...] = ()
    rests_on: str = ""


def render(figures: ScheduleFigures) -> bytes:
    """The schedule as a PDF on A4, lying. Raises TypefacesMissingError."""
    paper = Paper(figures.page, landscape=True)
    paper.title(tr("Your policy: {name}. What is due first stands first.", name=figures.policy))
    _reviews(paper, figures)
    _versions(paper, figures)
    return paper.finish()


def _reviews(paper: Paper, figures: ScheduleFigures) -> None:
    columns = (
        Column(tr("What"), 2.2),
        Column(tr("Kind"), 1.4),
        Column(tr("Looked after by"), 1.4),
        Column(tr("Where it lies"), 2.0),
        Column(tr("Looked at again"), 1.2),
        Column(tr("Done on, by"), 1.4),
    )
    rows: list[Row] = [
        (
            Piece(row.what, CELL_BOLD),
            row.kind,
            row.looked_after_by or "–",
            Piece(row.where, CELL_QUIET),
            _due(row),
            Piece(" ", sign=Sign.BOX),
        )
        for row in figures.rows
    ]
    paper.heading(tr("What is looked at again, and when"), keep=opening(paper, columns, rows) if rows else 30)
    if rows:
        draw_table(paper, columns, rows)
    else:
        draw_nothing(paper, tr("Nothing has a day yet."))
    paper.flow(figures.rests_on, LABEL)


def _due(row: ReviewRow) -> Cell:
    return (Piece(tr("Overdue"), CELL_STOP, Sign.STOP), Piece(row.due, CELL_QUIET)) if row.is_over else row.due


def _versions(paper: Paper, figures: ScheduleFigures) -> None:
    columns = (
        Column(tr("Version"), 1.2),
        Column(tr("State"), 1.2),
        Column(tr("In force from"), 1.0),
        Column(tr("Signed by"), 2.4),
        Column(tr("What changed"), 3.0),
    )
    rows: list[Row] = [
        (Piece(row.label, CELL_BOLD), row.state, row.begins, row.signed or "–", row.changed or "–")
        for row in figures.versions
    ]
    paper.heading(tr("Versions"), keep=opening(paper, columns, rows) if rows else 30)
    if rows:
        draw_table(paper, columns, rows)
    else:
        draw_nothing(paper, tr("No version is entered yet."))
