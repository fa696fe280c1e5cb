"""The notice for the door: the rule of the day in the school's words, large enough to be read in passing."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .fonts import Face, width_of
from .page_frame import PageFacts
from .paper import ASCENT, Paper
from .styles import BODY_QUIET, INK, LEAD, Style, lines_of

_SIZES = (34.0, 28.0, 23.0, 18.0, 14.0)


@dataclass(frozen=True, slots=True)
class NoticeFigures:
    """What hangs at the door: the event and its day, the words, and where to ask."""

    page: PageFacts
    event: str
    day: str
    words: str
    ask: str = ""


def render(figures: NoticeFigures) -> bytes:
    """The notice as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    draw_notice(paper, figures)
    return paper.finish()


def draw_notice(paper: Paper, figures: NoticeFigures) -> None:
    """The notice on what is left of this page, in the largest type that fits."""
    paper.skip(14)
    _centred(paper, figures.event, Style(Face.BOLD, 22, 28))
    _centred(paper, figures.day, LEAD)
    paper.skip(10)
    room, words = paper.room() - 90, paper.lettering.fit(figures.words, 2000)
    inside = paper.width - 40
    style = next(
        (s for s in map(_style, _SIZES) if len(lines_of(words, s, inside)) * s.leading <= room), _style(_SIZES[-1])
    )
    lines = lines_of(words, style, inside)
    high = min(len(lines) * style.leading + 50, paper.room() - 40)
    top = paper.y
    paper.canvas.setLineWidth(2)
    paper.canvas.setStrokeColor(INK)
    paper.canvas.roundRect(paper.left, top - high, paper.width, high, 8, stroke=1, fill=0)
    paper.forget_rule()
    paper.y = top - 25
    for line in lines:
        paper.need(style.leading)
        paper.pen.put(paper.left + 20, paper.y - style.leading * ASCENT, line, style)
        paper.y -= style.leading
    paper.y -= 25
    paper.skip(12)
    if figures.ask:
        _centred(paper, figures.ask, Style(Face.REGULAR, 12, 17))
    _centred(paper, tr("Thank you."), BODY_QUIET)


def _style(size: float) -> Style:
    return Style(Face.BOLD, size, size * 1.35)


def _centred(paper: Paper, text: str, style: Style) -> None:
    for line in lines_of(paper.lettering.fit(text, 400), style, paper.width):
        wide = width_of(line, style.face, style.size)
        paper.need(style.leading)
        paper.pen.put(paper.left + (paper.width - wide) / 2, paper.y - style.leading * ASCENT, line, style)
        paper.y -= style.leading
