"""Everything about one person on paper: the working copy that stays in school, and the copy that is given to the person."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.person_file import CopyLine, CopySection
from schoolsm_desktop.domain.wording import ntr, tr

from .blocks import Fact, FactGrid, draw_nothing, draw_signed_lines
from .chronology import flow_whole
from .page_frame import PageFacts
from .paper import ASCENT, Paper
from .styles import BODY, BODY_BOLD, HAIR, LABEL, Sign

_GUTTER = 78.0
"""The days stand in a column of their own."""


@dataclass(frozen=True, slots=True)
class PersonCopyFigures:
    """One copy in words. `notes` say what it is; `working` marks what is held back."""

    page: PageFacts
    lead: str
    notes: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    sections: tuple[CopySection, ...]
    working: bool = False


def render(figures: PersonCopyFigures) -> bytes:
    """The copy as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(figures.lead)
    sign = Sign.WARN if figures.working else Sign.GOOD
    draw_signed_lines(paper, [(sign, note) for note in figures.notes])
    paper.skip(6)
    grid = FactGrid(paper, [Fact(label, text) for label, text in figures.facts], 3)
    paper.need(min(grid.height, paper.page_height()))
    grid.draw()
    if not figures.sections:
        draw_nothing(paper, tr("Nothing is held."))
    for section in figures.sections:
        paper.heading(_heading(section))
        for line in section.lines:
            _line(paper, line)
    return paper.finish()


def _heading(section: CopySection) -> str:
    count = ntr("{count} entry", "{count} entries", len(section.lines))
    return tr("{title} ({count})", title=section.title, count=count)


def _line(paper: Paper, line: CopyLine) -> None:
    left = paper.left + _GUTTER
    paper.need(2 * BODY.leading + LABEL.leading)
    if line.day:
        paper.pen.put(paper.left, paper.y - BODY.leading * ASCENT, line.day, BODY_BOLD)
    flow_whole(paper, line.words, BODY, left=left)
    paper.flow(line.source, LABEL, left=left)
    if line.held_back:
        paper.flow(tr("Held back: {reason}", reason=line.held_back), BODY_BOLD, left=left)
    paper.y -= 3
    if paper.room() > 0:
        paper.rule(paper.left, paper.right, paper.y, 0.5, HAIR)
    paper.y -= 4
