"""The moderation log of a period, who is blocked, and what others were asked to remove, on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import Count, Signer, draw_counts, draw_nothing, draw_sign_off
from .page_frame import PageFacts
from .paper import Paper
from .styles import CELL, CELL_BOLD, CELL_QUIET, Sign
from .tables import Column, Piece, Row, draw_table, opening


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line of any of the lists: what, whose, when and by whom, how it stands, and what is said of it quietly."""

    what: str
    whose: str
    when: str
    by: str
    stands: str
    sign: Sign | None = None
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListFigures:
    """Everything a list shows. `heads` are the words over its four columns, `none` what stands where nothing is."""

    page: PageFacts
    lead: str
    heads: tuple[str, str, str, str]
    rows: tuple[EntryRow, ...]
    heading: str
    none: str
    counts: tuple[Count, ...] = ()
    clause: str = ""
    signers: tuple[Signer, ...] = ()
    statement: str = ""


def render(figures: ListFigures) -> bytes:
    """The list as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(figures.lead)
    if figures.counts:
        draw_counts(paper, figures.counts)
        paper.skip(8)
    if figures.clause:
        draw_nothing(paper, figures.clause)
    what, whose, when, stands = figures.heads
    columns = (Column(what, 2.6), Column(whose, 1.3), Column(when, 1.1), Column(stands, 1.5))
    rows = _rows(figures.rows)
    if rows:
        paper.heading(figures.heading, keep=opening(paper, columns, rows))
        draw_table(paper, columns, rows)
    else:
        paper.heading(figures.heading)
        draw_nothing(paper, figures.none)
    if figures.signers:
        paper.skip(10)
        draw_sign_off(paper, figures.statement or tr("Looked through:"), figures.signers)
    return paper.finish()


def _rows(rows: Sequence[EntryRow]) -> list[Row]:
    return [
        (
            (Piece(row.what, CELL_BOLD), *(Piece(said, CELL_QUIET) for said in row.more if said)),
            row.whose,
            (Piece(row.when), Piece(row.by, CELL_QUIET)),
            (Piece(row.stands, CELL_BOLD if row.sign else CELL, row.sign),),
        )
        for row in rows
    ]
