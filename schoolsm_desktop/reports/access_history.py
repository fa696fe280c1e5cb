"""Everything that happened between one person and one account of the register, in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from schoolsm_desktop.domain.wording import moment_text, tr

from .blocks import draw_nothing
from .page_frame import PageFacts
from .paper import Paper
from .styles import CELL_BOLD, CELL_QUIET
from .tables import Column, Piece, Row, draw_table


@dataclass(frozen=True, slots=True)
class PastDeed:
    """One thing that happened, who did it, and what more is known."""

    at: datetime
    what: str
    who: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class HistoryFigures:
    """A person and an account with what happened, oldest first."""

    page: PageFacts
    person: str
    account: str
    deeds: tuple[PastDeed, ...] = ()


def render(figures: HistoryFigures) -> bytes:
    """The history as a PDF on A4. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(
        tr(
            "What was asked for, authorised, given, changed, reviewed and opened: {person}, {account}.",
            person=figures.person,
            account=figures.account,
        )
    )
    if not figures.deeds:
        draw_nothing(paper, tr("Nothing has happened here yet."))
        return paper.finish()
    columns = (Column(tr("When"), 1.1), Column(tr("What happened"), 3), Column(tr("Who"), 1.2))
    rows: list[Row] = [
        (
            moment_text(deed.at),
            (Piece(deed.what, CELL_BOLD), Piece(deed.more, CELL_QUIET)) if deed.more else Piece(deed.what, CELL_BOLD),
            deed.who,
        )
        for deed in figures.deeds
    ]
    draw_table(paper, columns, rows)
    return paper.finish()
