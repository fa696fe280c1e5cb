"""The record of a case on paper, whole or with things removed: facts, one chronology, and the list of evidence.

An entry is never cut, however long: what is given to the police or a tribunal says everything it says in the records.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import Fact, FactGrid, draw_nothing, draw_signed_lines
from .evidence_list import ListedEvidence, draw_evidence
from .page_frame import PageFacts
from .paper import ASCENT, Paper
from .styles import BODY, BODY_BOLD, BODY_QUIET, HAIR, INK, LABEL, Sign, Style, lines_of

_GUTTER = 26.0
_PIECE = 3000
"""Letters that are fitted at once; a longer paragraph is set in several pieces, parted between words."""


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One entry as it is printed. `removed` stands for one that was left out of this copy."""

    number: int
    when: str = ""
    title: str = ""
    text: str = ""
    by: str = ""
    late: str = ""
    done: str = ""
    corrections: tuple[str, ...] = ()
    removed: bool = False


@dataclass(frozen=True, slots=True)
class ChronologyFigures:
    """Everything the record shows, all in words. `notes` say what this copy is, and what is not in it.

    `evidence` is None where no list was asked for.
    """

    page: PageFacts
    lead: str
    notes: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    what: str
    lines: tuple[ToldLine, ...]
    evidence: tuple[ListedEvidence, ...] | None = None


def render(figures: ChronologyFigures) -> bytes:
    """The record as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(figures.lead)
    draw_signed_lines(paper, [(Sign.WARN, note) for note in figures.notes])
    paper.skip(4)
    _facts(paper, figures.facts)
    if figures.what:
        paper.heading(tr("What happened"))
        flow_whole(paper, figures.what, BODY)
    paper.heading(tr("What was done, in the order it happened"))
    if not figures.lines:
        draw_nothing(paper, tr("Nothing is entered."))
    for line in figures.lines:
        _entry(paper, line)
    if figures.evidence is not None:
        paper.heading(tr("Evidence"))
        draw_evidence(paper, figures.evidence)
    return paper.finish()


def flow_whole(paper: Paper, text: str, style: Style, *, left: float = 0.0) -> None:
    """Set a text of any length, with its paragraphs, over as many pages as it takes."""
    for piece in _pieces(text):
        paper.flow(piece, style, left=left)


def _facts(paper: Paper, facts: Sequence[tuple[str, str]]) -> None:
    """Short facts in columns, long ones below them over the whole width."""
    short = [Fact(label, text) for label, text in facts if len(text) <= _SHORT]
    if short:
        grid = FactGrid(paper, short, 3)
        paper.need(min(grid.height, paper.page_height()))
        grid.draw()
    for label, text in facts:
        if len(text) > _SHORT:
            paper.need(LABEL.leading + BODY.leading)
            paper.flow(label, LABEL)
            flow_whole(paper, text, BODY)
            paper.y -= 5


_SHORT = 140


def _entry(paper: Paper, line: ToldLine) -> None:
    left = paper.left + _GUTTER
    if line.removed:
        paper.need(BODY.leading + 8)
        _number(paper, line.number)
        paper.flow(tr("[removed]"), BODY_QUIET, left=left)
        _rule(paper)
        return
    paper.need(LABEL.leading + 3 * BODY.leading)
    _number(paper, line.number)
    head = " · ".join(filter(None, (line.when, line.title)))
    paper.flow(head, BODY_BOLD, left=left)
    flow_whole(paper, line.text, BODY, left=left)
    for correction in line.corrections:
        _beside(paper, correction, left)
    said = " · ".join(filter(None, (line.by, line.late, line.done)))
    if said:
        paper.flow(said, LABEL, left=left)
    _rule(paper)


def _beside(paper: Paper, correction: str, left: float) -> None:
    """A correction stands set in, with a line at its side on every page it takes."""
    for piece in _pieces(correction):
        for words in lines_of(paper.lettering.fit(piece, _PIECE + 100), BODY, paper.right - left - 12):
            paper.need(BODY.leading)
            paper.pen.put(left + 12, paper.y - BODY.leading * ASCENT, words, BODY)
            paper.canvas.setLineWidth(1.4)
            paper.canvas.setStrokeColor(INK)
            paper.canvas.line(left + 5, paper.y - 1, left + 5, paper.y - BODY.leading + 1)
            paper.forget_rule()
            paper.y -= BODY.leading


def _number(paper: Paper, number: int) -> None:
    paper.pen.put(paper.left, paper.y - BODY.leading * ASCENT, str(number), BODY_BOLD)


def _rule(paper: Paper) -> None:
    paper.y -= 3
    if paper.room() > 0:
        paper.rule(paper.left, paper.right, paper.y, 0.5, HAIR)
    paper.y -= 4


def _pieces(text: str) -> Iterator[str]:
    """The paragraphs of a text, a long one in pieces parted between words where there are any."""
    for paragraph in text.splitlines():
        rest = paragraph.strip()
        while len(rest) > _PIECE:
            at = rest.rfind(" ", _PIECE // 2, _PIECE)
            cut = at if at > 0 else _PIECE
            yield rest[:cut]
            rest = rest[cut:].lstrip()
        if rest:
            yield rest
