"""Blank slips for colleagues without a sign-in, four to a page: what the office needs to answer (PRACTICE 21)."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .page_frame import PageFacts
from .paper import Paper
from .styles import HAIR, INK, LABEL, SUBHEADING, Sign, clipped, lines_of

_PAD, _LINE = 12.0, 23.0


@dataclass(frozen=True, slots=True)
class SlipFigures:
    """`asks` are the policy's own questions before a post, in short; each is ticked by hand."""

    page: PageFacts
    places: str
    asks: tuple[str, ...] = ()


def render(figures: SlipFigures) -> bytes:
    """Four slips on one A4, upright, to be cut apart. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    high, wide = (paper.room() - 6) / 2, paper.width / 2
    top = paper.y
    for number in range(4):
        left = paper.left + wide * (number % 2)
        _slip(paper, figures, left + (_PAD if number % 2 else 0), top - high * (number // 2) - 4, wide - _PAD, high - 8)
    canvas = paper.canvas
    canvas.setDash(3, 3)
    canvas.setLineWidth(0.5)
    canvas.setStrokeColor(HAIR)
    canvas.line(paper.left + wide, top, paper.left + wide, top - 2 * high)
    canvas.line(paper.left, top - high, paper.right, top - high)
    canvas.setDash()
    paper.forget_rule()
    return paper.finish()


def _slip(paper: Paper, figures: SlipFigures, left: float, top: float, wide: float, high: float) -> None:
    y = top - SUBHEADING.leading
    paper.pen.put(left, y, tr("May we post this picture?"), SUBHEADING)
    for label, lines in (
        (tr("Where is it to go? {places}", places=figures.places), 1),
        (tr("Who can be seen, first and last names, class"), 3),
        (tr("Where the picture lies, or its file name"), 1),
    ):
        y = _asked(paper, label, left, y, wide, lines)
    y -= 16
    for words in (tr("Taken with a school device"), tr("Nobody else can be recognised"), *figures.asks):
        paper.sign(Sign.BOX, left, y - 1, 8)
        paper.pen.put(
            left + 12,
            y,
            clipped(lines_of(paper.lettering.fit(words, 300), LABEL, wide - 12), 1, LABEL, wide - 12)[0],
            LABEL,
        )
        y -= 13
    y += 2
    y = _asked(paper, tr("Asked by, day"), left, y, wide, 1)
    bottom = top - high
    paper.rule(left, left + wide, bottom + 28, 0.9, INK)
    paper.pen.put(left, bottom + 16, tr("Office: photo check no."), LABEL)
    paper.sign(Sign.BOX, left + wide * 0.5, bottom + 15, 8)
    paper.pen.put(left + wide * 0.5 + 11, bottom + 16, tr("post it"), LABEL)
    paper.sign(Sign.BOX, left + wide * 0.7, bottom + 15, 8)
    paper.pen.put(left + wide * 0.7 + 11, bottom + 16, tr("not this picture"), LABEL)


def _asked(paper: Paper, label: str, left: float, y: float, wide: float, lines: int) -> float:
    for words in clipped(lines_of(paper.lettering.fit(label, 300), LABEL, wide), 2, LABEL, wide):
        y -= LABEL.leading + 1
        paper.pen.put(left, y, words, LABEL)
    for _ in range(lines):
        y -= _LINE
        paper.rule(left, left + wide, y, 0.6, INK)
    return y - 3
