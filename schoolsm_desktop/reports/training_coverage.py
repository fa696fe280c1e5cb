"""How many of those who are asked have read, signed and been trained: plain numbers by kind of people."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import Count, Signer, draw_counts, draw_nothing, draw_sign_off, draw_signed_lines, sign_off_height
from .page_frame import PageFacts
from .paper import Paper
from .styles import CELL_BOLD, LABEL, Sign
from .tables import Column, Piece, Row, draw_table, opening


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One kind of people; the counts in words, in the order of the columns."""

    group: str
    counts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One training that was held."""

    day: str
    title: str
    led_by: str
    people: str


@dataclass(frozen=True, slots=True)
class CoverageFigures:
    """Everything the page shows. `columns` are the headings after the kind of people; `notes` what qualifies the numbers."""

    page: PageFacts
    lead: str
    counts: tuple[Count, ...]
    columns: tuple[str, ...]
    rows: tuple[CoverageRow, ...] = ()
    held: tuple[HeldRow, ...] = ()
    notes: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()


def render(figures: CoverageFigures) -> bytes:
    """The page as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(figures.lead)
    draw_counts(paper, figures.counts)
    _numbers(paper, figures)
    _held(paper, figures)
    if figures.notes:
        paper.heading(tr("What to know about these numbers"))
        draw_signed_lines(paper, [(Sign.WARN, note) for note in figures.notes])
    draw_sign_off(paper, tr("These numbers were looked at."), figures.signers)
    return paper.finish()


def _numbers(paper: Paper, figures: CoverageFigures) -> None:
    columns = (Column(tr("Of those who are asked"), 2.0), *(Column(heading, 1.4) for heading in figures.columns))
    rows: list[Row] = [(Piece(row.group, CELL_BOLD), *row.counts) for row in figures.rows]
    paper.heading(tr("By kind of people"), keep=opening(paper, columns, rows))
    if rows:
        draw_table(paper, columns, rows)
    else:
        draw_nothing(paper, tr("Nobody is asked for anything yet."))
    for line in figures.rests_on:
        paper.skip(2)
        paper.flow(line, LABEL)


def _held(paper: Paper, figures: CoverageFigures) -> None:
    columns = (
        Column(tr("Day"), 1.1),
        Column(tr("Training"), 3.0),
        Column(tr("Led by"), 1.6),
        Column(tr("Who was there"), 1.2),
    )
    rows: list[Row] = [(one.day, Piece(one.title, CELL_BOLD), one.led_by or "–", one.people) for one in figures.held]
    paper.heading(tr("Training held in the last twelve months"), keep=opening(paper, columns, rows))
    if rows:
        draw_table(paper, columns, rows, below=0.0 if figures.notes else sign_off_height(paper, figures.signers))
    else:
        draw_nothing(paper, tr("No training was entered."))
