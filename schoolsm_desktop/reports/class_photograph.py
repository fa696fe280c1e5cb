"""Clearance for class photographs: who may be in the picture and who may not, a class to a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schoolsm_desktop.domain.wording import ntr, tr

from .blocks import Fact, Signer, draw_sign_off, draw_signed_lines
from .do_not_photograph import facts_beside_code
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY, BODY_BOLD, CELL_BOLD, Sign
from .tables import Cell, Column, Piece, Row, draw_table

EASY = 22
"""Children for whom there is room to spare; the lines of a larger class stand closer, so that thirty fit on the page."""
_TIGHT = 1.4


@dataclass(frozen=True, slots=True)
class ChildInPicture:
    """One child: in the class photograph or not; a picture alone, None where that is not asked about."""

    name: str
    together: bool
    alone: bool | None = None


@dataclass(frozen=True, slots=True)
class ClassClearance:
    """One class."""

    name: str
    children: tuple[ChildInPicture, ...]


@dataclass(frozen=True, slots=True)
class ClearanceFigures:
    """Everything the sheets show."""

    page: PageFacts
    facts: tuple[Fact, ...]
    classes: tuple[ClassClearance, ...]
    shred: str
    code: str = ""
    signers: tuple[Signer, ...] = ()


def render(figures: ClearanceFigures) -> bytes:
    """The sheets as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(tr("Who may be in the class photograph, and who sits out. Nobody is asked why."))
    facts_beside_code(paper, figures.facts, figures.code)
    for number, group in enumerate(figures.classes):
        if number:
            paper.turn()
        _class(paper, group)
    draw_signed_lines(
        paper,
        [
            (Sign.WARN, figures.shred),
            (Sign.BOX, tr("Back in the office, counted and shredded. Day and initials:")),
        ],
    )
    draw_sign_off(paper, tr("I have looked at this list before it was given out."), figures.signers)
    return paper.finish()


def _class(paper: Paper, group: ClassClearance) -> None:
    out = [child for child in group.children if not child.together]
    paper.heading(group.name or tr("Without a class"))
    if not out:
        paper.flow(tr("Everybody in this class may be in the class photograph."), BODY_BOLD)
    elif len(out) == len(group.children):
        paper.flow(tr("Nobody of this class may be in a class photograph: take none."), BODY_BOLD)
    else:
        count = ntr("{count} child sits out", "{count} children sit out", len(out))
        paper.flow(tr("{count}, of {all}.", count=count, all=str(len(group.children))), BODY)
    paper.skip(4)
    alone = any(child.alone is not None for child in group.children)
    columns = [Column(tr("Child"), 2.4), Column(tr("Class photograph"), 1.3)]
    if alone:
        columns.append(Column(tr("Picture alone"), 1.3))
    columns += [Column(tr("Taken"), 0.7), Column(tr("Copies ordered"), 1.0)]
    rows = _rows(group.children, alone)
    draw_table(paper, columns, rows, pad=_TIGHT if len(rows) > EASY else 3.0)


def _rows(children: Sequence[ChildInPicture], alone: bool) -> list[Row]:
    rows: list[Row] = []
    for child in children:
        cells: list[Cell] = [Piece(child.name, CELL_BOLD), _answer(child.together)]
        if alone:
            cells.append(_answer(child.alone))
        rows.append((*cells, Piece("", CELL_BOLD, Sign.BOX), ""))
    return rows


def _answer(may: bool | None) -> Cell:
    if may is None:
        return ""
    return Piece(tr("Yes"), sign=Sign.GOOD) if may else Piece(tr("Not this child"), CELL_BOLD, Sign.STOP)
