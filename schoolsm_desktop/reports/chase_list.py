"""Whose photo form is not back: a page for each class, for whoever asks at the gate and in the classroom."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.wording import ntr, tr

from .blocks import draw_nothing
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY, CELL_BOLD, Sign
from .tables import Column, Piece, Row, draw_table, opening


@dataclass(frozen=True, slots=True)
class ChasedPupil:
    """One pupil and when the letters went home, in words; nothing of what was answered before."""

    name: str
    sent: str
    chased: str = ""


@dataclass(frozen=True, slots=True)
class ChaseClass:
    """The pupils of one class whose form is missing; `words` say how many are back."""

    title: str
    words: str
    pupils: tuple[ChasedPupil, ...]


@dataclass(frozen=True, slots=True)
class ChaseFigures:
    """Everything the list shows. Each class begins a page of its own, so that it can be handed over alone."""

    page: PageFacts
    lead: str
    classes: tuple[ChaseClass, ...] = ()


def render(figures: ChaseFigures) -> bytes:
    """The list as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(figures.lead)
    if not figures.classes:
        draw_nothing(paper, tr("Every form is back."))
    for number, each in enumerate(figures.classes):
        if number:
            paper.turn()
        _class(paper, each)
    return paper.finish()


def _class(paper: Paper, each: ChaseClass) -> None:
    columns = (
        Column(tr("Pupil"), 2.4),
        Column(tr("Form went home"), 1.2),
        Column(tr("Second letter"), 1.2),
        Column(tr("Asked, and what was said"), 2.4),
    )
    rows: list[Row] = [
        (Piece(pupil.name, CELL_BOLD, Sign.BOX), pupil.sent, pupil.chased or "–", "") for pupil in each.pupils
    ]
    paper.heading(each.title, keep=opening(paper, columns, rows))
    count = ntr("{count} form is missing", "{count} forms are missing", len(each.pupils))
    paper.flow(tr("{count}. {words}.", count=count, words=each.words), BODY)
    paper.y -= 6
    draw_table(paper, columns, rows)
    paper.y -= 8
    paper.flow(tr("A lost form is printed again in the office. Shred this list when it is done with."), BODY)
