"""The page in the supply folder: whom to ask, what not to do, what to do if something happens; no sign-in is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import draw_nothing, draw_steps
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY_BOLD, CELL_BOLD, CELL_QUIET, LABEL
from .tables import Column, Piece, Row, draw_table, opening


@dataclass(frozen=True, slots=True)
class AskLine:
    """Whom to ask about what: the duty in the school's own words, and who holds it today."""

    about: str
    who: str
    title: str


@dataclass(frozen=True, slots=True)
class RingLine:
    """A number that somebody in a classroom may need."""

    name: str
    number: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SupplyFigures:
    """Everything the page shows."""

    page: PageFacts
    rules: tuple[str, ...]
    rests_on: str
    pictures: tuple[str, ...]
    question: str
    steps: tuple[str, ...]
    ask: tuple[AskLine, ...]
    numbers: tuple[RingLine, ...]


def render(figures: SupplyFigures) -> bytes:
    """The page as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(tr("You need no sign-in to any program here. This page and the people on it are all there is."))
    _steps(paper, tr("While you are with us"), figures.rules)
    if figures.rests_on:
        paper.flow(figures.rests_on, LABEL)
    _steps(paper, tr("If somebody asks for a picture"), figures.pictures)
    paper.heading(tr("If something happens online"), keep=70)
    paper.flow(figures.question, BODY_BOLD)
    paper.skip(3)
    draw_steps(paper, figures.steps)
    _ask(paper, figures.ask)
    _ring(paper, figures.numbers)
    return paper.finish()


def _steps(paper: Paper, heading: str, steps: Sequence[str]) -> None:
    if steps:
        paper.heading(heading, keep=40)
        draw_steps(paper, steps)


def _ask(paper: Paper, lines: Sequence[AskLine]) -> None:
    columns = (
        Column(tr("About"), 2.3),
        Column(tr("Ask"), 1.5),
        Column(tr("Who is"), 1.7),
        Column(tr("Where, by hand"), 1.2),
    )
    rows: list[Row] = [
        (line.about, Piece(line.who or "–", CELL_BOLD), Piece(line.title, CELL_QUIET), "") for line in lines
    ]
    if rows:
        paper.heading(tr("Whom to ask"), keep=opening(paper, columns, rows))
        draw_table(paper, columns, rows)


def _ring(paper: Paper, numbers: Sequence[RingLine]) -> None:
    columns = (Column(tr("Whom"), 2.6), Column(tr("Number"), 1.8), Column(tr("More"), 2.0))
    rows: list[Row] = [(one.name, Piece(one.number, CELL_BOLD), Piece(one.note, CELL_QUIET)) for one in numbers]
    paper.heading(tr("Whom to ring"), keep=opening(paper, columns, rows) if rows else 20)
    if rows:
        draw_table(paper, columns, rows)
    else:
        draw_nothing(paper, tr("Ask at the office."))
