"""A letter of the school: address, day, reference, what it says, who signs it; where asked, whoever gets it signs too."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.letters import MOST_PARAGRAPH
from schoolsm_desktop.domain.wording import tr

from .blocks import Signer, draw_sign_off, sign_off_height
from .fonts import Face
from .page_frame import PageFacts
from .paper import ASCENT, Paper
from .styles import INK, LABEL, Style, clipped, lines_of

_TEXT = Style(Face.REGULAR, 10.5, 15.5)
_TITLE = Style(Face.BOLD, 12, 17)
_NAME = Style(Face.BOLD, 10.5, 15)
_BETWEEN = 8.0
_HAND = 42.0
"""Room for a signature."""
_LONGEST = MOST_PARAGRAPH * 2
"""Letters of one paragraph: what a wording may have, and as much again for what is put in."""


@dataclass(frozen=True, slots=True)
class LetterFigures:
    """Everything a letter shows. `paragraphs` may hold single line breaks; `countersigner` signs to say it was read."""

    page: PageFacts
    day: str
    reference: str
    addressed_to: str
    title: str
    paragraphs: tuple[str, ...]
    signer: Signer
    countersigner: Signer | None = None


def render(figures: LetterFigures) -> bytes:
    """The letter as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    draw_letter(paper, figures)
    return paper.finish()


def draw_letter(paper: Paper, figures: LetterFigures) -> None:
    """The letter from the top of a page on: one of many in one document."""
    _address(paper, figures)
    for line in lines_of(paper.lettering.fit(figures.title), _TITLE, paper.width):
        _line(paper, line, _TITLE)
    paper.y -= _BETWEEN
    for number, paragraph in enumerate(figures.paragraphs, 1):
        below = _signature_high(paper, figures) if number == len(figures.paragraphs) else 0.0
        _paragraph(paper, paragraph, below)
    _signature(paper, figures)


def _address(paper: Paper, figures: LetterFigures) -> None:
    """Whom it is for at the left, where a window of an envelope shows it; day and reference at the right."""
    paper.y -= 14
    top, wide = paper.y, paper.width * 0.56
    for line in lines_of(paper.lettering.fit(figures.addressed_to), _TEXT, wide)[:6]:
        _line(paper, line, _TEXT)
    left, y = paper.left + paper.width * 0.66, top
    for label, text in ((tr("Day"), figures.day), (tr("Our reference"), figures.reference)):
        paper.pen.put(left, y - LABEL.leading * ASCENT, label, LABEL)
        y -= LABEL.leading
        shown = clipped(
            lines_of(paper.lettering.fit(text, 60), _TEXT, paper.right - left), 1, _TEXT, paper.right - left
        )
        paper.pen.put(left, y - _TEXT.leading * ASCENT, shown[0], _TEXT)
        y -= _TEXT.leading + 3
    paper.y = min(paper.y, y, top - 62) - 12


def _paragraph(paper: Paper, text: str, below: float) -> None:
    """One paragraph; its first two lines stay together, and the last one stays with the signature."""
    lines: list[str] = []
    for part in text.split("\n"):
        lines += lines_of(paper.lettering.fit(part, _LONGEST), _TEXT, paper.width)
    paper.need(min(len(lines), 2) * _TEXT.leading + (below if len(lines) <= 2 else 0.0))
    for number, line in enumerate(lines, 1):
        left = len(lines) - number + 1
        paper.need(left * _TEXT.leading + below if left == 2 or len(lines) == 1 else _TEXT.leading)
        _line(paper, line, _TEXT)
    paper.y -= _BETWEEN


def _signature_high(paper: Paper, figures: LetterFigures) -> float:
    second = sign_off_height(paper, (figures.countersigner,)) if figures.countersigner is not None else 0.0
    return _BETWEEN + _HAND + 2 * _NAME.leading + second


def _signature(paper: Paper, figures: LetterFigures) -> None:
    paper.need(_HAND + 2 * _NAME.leading)
    paper.y -= _HAND
    paper.rule(paper.left, paper.left + 190, paper.y, 0.7, INK)
    paper.y -= 3
    for text, style in ((figures.signer.name, _NAME), (figures.signer.duty, _TEXT)):
        if text:
            _line(paper, lines_of(paper.lettering.fit(text, 120), style, paper.width)[0], style)
    if figures.countersigner is not None:
        paper.y -= 6
        draw_sign_off(paper, tr("I have read this letter and keep a copy."), (figures.countersigner,))


def _line(paper: Paper, line: str, style: Style) -> None:
    paper.pen.put(paper.left, paper.y - style.leading * ASCENT, line, style)
    paper.y -= style.leading
