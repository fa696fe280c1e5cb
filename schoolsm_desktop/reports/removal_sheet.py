"""Pictures to take down, on paper: every place a line to tick, with who did it and how one knows."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import Fact, FactGrid, Signer, draw_nothing, draw_sign_off, sign_off_height
from .page_frame import PageFacts
from .paper import Paper
from .styles import CELL_BOLD, CELL_QUIET
from .tables import Column, Piece, Row, draw_table, opening


@dataclass(frozen=True, slots=True)
class RemovalRow:
    """One place in words. `done` is empty while it is to be done: the paper has room to write there."""

    what: str
    kind: str
    by: str
    address: str = ""
    others: str = ""
    done: str = ""


@dataclass(frozen=True, slots=True)
class RemovalFigures:
    """Everything the sheet shows; it says whose pictures, and never why."""

    page: PageFacts
    facts: tuple[Fact, ...]
    rows: tuple[RemovalRow, ...]
    signers: tuple[Signer, ...] = ()


def render(figures: RemovalFigures) -> bytes:
    """The sheet as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(tr("To be ticked off, place by place."))
    FactGrid(paper, figures.facts, 2).draw()
    paper.skip(6)
    columns = (
        Column(tr("What and where"), 2.6),
        Column(tr("Kind"), 0.9),
        Column(tr("By"), 0.8),
        Column(tr("Done: how, day, initials"), 1.7),
    )
    rows: list[Row] = [_row(row) for row in figures.rows]
    paper.heading(tr("Every place"), keep=opening(paper, columns, rows))
    if rows:
        draw_table(paper, columns, rows, below=sign_off_height(paper, figures.signers))
    else:
        draw_nothing(paper, tr("No picture was found."))
    draw_sign_off(paper, tr("Everything above is done, or stays with the reason written beside it."), figures.signers)
    return paper.finish()


def _row(row: RemovalRow) -> Row:
    what = [Piece(row.what, CELL_BOLD)]
    what += [Piece(text, CELL_QUIET) for text in (row.address, row.others) if text]
    return tuple(what), row.kind, row.by, row.done
