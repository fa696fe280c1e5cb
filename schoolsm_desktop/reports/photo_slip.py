"""The slip of a photo check: what was asked, what it came to, and a line for the second person. It brings itself home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import Fact, FactGrid, Signer, draw_nothing, draw_sign_off, draw_signed_lines
from .page_frame import PageFacts
from .paper import Paper
from .paper_code import CODE_HIGH, CODE_SIDE, draw_code
from .styles import BODY, BODY_BOLD, CELL_QUIET, Sign
from .tables import Column, Piece, Row, draw_table


@dataclass(frozen=True, slots=True)
class SlipPupil:
    """A pupil who can be seen, with what whoever prints may read."""

    name: str
    words: str
    may: bool


@dataclass(frozen=True, slots=True)
class SlipQuestion:
    """A question before posting, the clause it rests on, and how it was answered."""

    words: str
    clause: str
    answer: str
    good: bool


@dataclass(frozen=True, slots=True)
class SlipFigures:
    """Everything the slip shows, in words; `signer` only where a second person signs."""

    page: PageFacts
    lead: str
    code: str
    outcome: str
    good: bool
    facts: Sequence[tuple[str, str]]
    pupils: Sequence[SlipPupil] = ()
    questions: Sequence[SlipQuestion] = ()
    caption: str = ""
    signer: Signer | None = None


def render(figures: SlipFigures) -> bytes:
    """The slip as a PDF on A4. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(figures.lead)
    top = paper.y
    draw_code(paper, figures.code, paper.right - CODE_SIDE, top)
    draw_signed_lines(paper, [(_sign(good=figures.good), figures.outcome)], BODY_BOLD)
    paper.skip(4)
    grid = FactGrid(paper, [Fact(label, text) for label, text in figures.facts], 2, inset=0)
    paper.need(grid.height)
    grid.draw()
    paper.y = min(paper.y, top - CODE_HIGH - 6)
    if figures.caption:
        paper.heading(tr("The words"))
        paper.flow(figures.caption, BODY)
    paper.heading(tr("Who can be seen"))
    if figures.pupils:
        rows: list[Row] = [(p.name, Piece(p.words, sign=_sign(good=p.may))) for p in figures.pupils]
        draw_table(paper, (Column(tr("Pupil"), 2.0), Column(tr("Answer at that minute"), 3.0)), rows)
    else:
        draw_nothing(paper, tr("No pupil can be recognised."))
    if figures.questions:
        paper.heading(tr("Also looked at"))
        rows = [
            ((Piece(q.words), Piece(q.clause, CELL_QUIET)), Piece(q.answer, sign=_sign(good=q.good)))
            for q in figures.questions
        ]
        draw_table(paper, (Column(tr("Question"), 4.0), Column(tr("Answer"), 1.6)), rows)
    if figures.signer is not None:
        draw_sign_off(
            paper,
            tr("I have looked at the picture and at this slip, and it may be posted on the day of the check."),
            (figures.signer,),
        )
    return paper.finish()


def _sign(*, good: bool) -> Sign:
    return Sign.GOOD if good else Sign.STOP
