"""What is to be changed in the school's other system: pupil, place, what it says from now on, and a box to tick."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import draw_nothing
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY_QUIET, CELL, CELL_BOLD, Sign
from .tables import Band, Column, Piece, Row, draw_table


@dataclass(frozen=True, slots=True)
class Change:
    """One change, in words."""

    pupil: str
    place: str
    says: str
    since: str


@dataclass(frozen=True, slots=True)
class ClassChanges:
    """The changes of one class."""

    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class OtherSystemFigures:
    """Everything the list shows."""

    page: PageFacts
    lead: str
    classes: tuple[ClassChanges, ...] = ()


def render(figures: OtherSystemFigures) -> bytes:
    """The list as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(figures.lead)
    columns = (
        Column(tr("Done"), 0.5),
        Column(tr("Pupil"), 2.0),
        Column(tr("Place"), 2.0),
        Column(tr("From now on"), 1.7),
        Column(tr("Said on"), 1.0),
    )
    rows: list[Row | Band] = []
    for each in figures.classes:
        rows.append(Band(each.name))
        rows += [_row(change) for change in each.changes]
    if rows:
        draw_table(paper, columns, rows)
        paper.flow(
            tr("Tick each line here when it is changed there; the office then ticks it in the program."), BODY_QUIET
        )
    else:
        draw_nothing(paper, tr("Nothing is to be changed."))
    return paper.finish()


def _row(change: Change) -> Row:
    box = Piece("", CELL, Sign.BOX)
    return (box, Piece(change.pupil, CELL_BOLD), change.place, Piece(change.says, CELL_BOLD), change.since)
