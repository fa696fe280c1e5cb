"""The slip on which a second person agrees to a destruction, and the certificate once it is done: classes, counts, two
signatures, no personal detail.
"""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.wording import ntr, tr

from .blocks import Fact, FactGrid, Signer, draw_sign_off
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY, CELL_BOLD
from .tables import Column, Piece, Row, draw_table, opening


@dataclass(frozen=True, slots=True)
class DisposalLine:
    """One class: what it is, how long it is kept, how many records."""

    what: str
    period: str
    count: int


@dataclass(frozen=True, slots=True)
class DisposalFigures:
    """What the sheet shows. `done` is empty on a slip that is still to be signed."""

    page: PageFacts
    number: int
    lines: tuple[DisposalLine, ...]
    asked: str
    agreed: str
    done: str
    backups: str
    signers: tuple[Signer, ...] = ()


def render(figures: DisposalFigures) -> bytes:
    """The sheet as a PDF on A4. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    total = sum(line.count for line in figures.lines)
    how_many = ntr("{count} record", "{count} records", total)
    if figures.done:
        paper.title(
            tr(
                "Number {number}. {how_many} destroyed on {day}.",
                number=figures.number,
                how_many=how_many,
                day=figures.done,
            )
        )
    else:
        paper.title(tr("Number {number}. {how_many} to be destroyed.", number=figures.number, how_many=how_many))
    facts = [Fact(tr("Asked by"), figures.asked)]
    if figures.agreed:
        facts.append(Fact(tr("Agreed by"), figures.agreed))
    grid = FactGrid(paper, facts, 2)
    paper.need(grid.height)
    grid.draw()
    columns = (Column(tr("What"), 2.4), Column(tr("Kept for"), 2.4), Column(tr("Records"), 0.7))
    rows: list[Row] = [((Piece(line.what, CELL_BOLD),), line.period, str(line.count)) for line in figures.lines]
    opening(paper, columns, rows)
    draw_table(paper, columns, rows)
    paper.skip(10)
    for said in (_how(figures), figures.backups, _sealed()):
        paper.flow(said, BODY)
        paper.skip(5)
    draw_sign_off(paper, _to_sign(figures), figures.signers)
    return paper.finish()


def _how(figures: DisposalFigures) -> str:
    if figures.done:
        return tr(
            "Two people agreed. All of it was taken out of the records at once, and the file was written anew without "
            "it. The records keep only the numbers on this sheet."
        )
    return tr(
        "Every record on the list has stood longer than the school keeps it; nobody ordered it to be kept, and nothing "
        "that stays needs it. All of that is looked at again at the moment of destroying."
    )


def _sealed() -> str:
    return tr("Confidential records are destroyed by the people who can read them, and are never counted here.")


def _to_sign(figures: DisposalFigures) -> str:
    if figures.done:
        return tr("Destroyed as it stands here.")
    return tr("I looked through the list with the person who asked, and agree.")
