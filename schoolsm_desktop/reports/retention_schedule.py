"""How long the school keeps its records: every class, its time, why, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import Signer, draw_sign_off
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY, CELL_BOLD, CELL_QUIET
from .tables import Column, Piece, Row, draw_table, opening


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """One class as it is kept; `is_own` where the school set the period itself."""

    what: str
    period: str
    why: str
    law: str
    is_own: bool = False
    kept: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleFigures:
    """What the sheet shows."""

    page: PageFacts
    lines: tuple[ScheduleLine, ...]
    checked_on: str
    backups: str
    signers: tuple[Signer, ...] = ()


def render(figures: ScheduleFigures) -> bytes:
    """The sheet as a PDF on A4. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(
        tr(
            "Usual periods as of {day}, where the school has set none of its own. Check them with your adviser.",
            day=figures.checked_on,
        )
    )
    columns = (Column(tr("What"), 1.5), Column(tr("How long"), 1.5), Column(tr("Why, and what it rests on"), 2.4))
    rows = [_row(line) for line in figures.lines]
    opening(paper, columns, rows)
    draw_table(paper, columns, rows)
    paper.skip(10)
    paper.flow(
        tr(
            "What stands over its time comes up for review. One person asks, another agrees; nothing is destroyed by "
            "itself. What is wanted for a claim, an inquiry or a request is marked “keep, do not destroy”."
        ),
        BODY,
    )
    paper.skip(5)
    paper.flow(figures.backups, BODY)
    draw_sign_off(paper, tr("So we keep our records."), figures.signers)
    return paper.finish()


def _row(line: ScheduleLine) -> Row:
    period = [Piece(line.period)]
    if line.is_own:
        period.append(Piece(tr("Set by the school"), CELL_QUIET))
    if line.kept:
        period.append(Piece(line.kept, CELL_QUIET))
    why = (Piece(line.why), *(() if line.is_own else (Piece(line.law, CELL_QUIET),)))
    return ((Piece(line.what, CELL_BOLD),), tuple(period), why)
