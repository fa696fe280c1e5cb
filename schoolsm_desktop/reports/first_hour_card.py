"""First-hour cards, two to a page, to be cut apart: the question, five steps, whom to tell and whom to ring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .fonts import Face
from .page_frame import PageFacts
from .paper import ASCENT, Paper
from .styles import BODY_BOLD, HAIR, INK, LABEL, Style, clipped, lines_of

_TITLE = Style(Face.BOLD, 14, 18)
_ASKED = Style(Face.BOLD, 9.5, 12.5)
_STEP = Style(Face.REGULAR, 9.5, 12.5)
_SMALL = Style(Face.REGULAR, 8.5, 11)
_SMALL_BOLD = Style(Face.BOLD, 8.5, 11)
_PAD, _GAP = 9.0, 16.0
_TO_THE_LEFT = 0.55


@dataclass(frozen=True, slots=True)
class CardStep:
    """One step with the clause it rests on."""

    words: str
    rests_on: str = ""


@dataclass(frozen=True, slots=True)
class CardFigures:
    """One card, all in words; `tell` and `ring` are pairs of a label and what stands under it."""

    title: str
    danger: str
    question: str
    decides: str
    steps: tuple[CardStep, ...]
    tell: tuple[tuple[str, str], ...]
    ring: tuple[tuple[str, str], ...]
    about_head: str
    about_head_ring: tuple[tuple[str, str], ...]
    gate: str = ""


@dataclass(frozen=True, slots=True)
class SetFigures:
    """Everything a set of cards shows; `lead` is the sentence below its title, on the first page."""

    page: PageFacts
    cards: tuple[CardFigures, ...]


def render(figures: SetFigures) -> bytes:
    """The cards as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    draw_cards(paper, figures.cards)
    return paper.finish()


def draw_cards(paper: Paper, cards: Sequence[CardFigures]) -> None:
    """Two on each page, each as large as half of it, with a line to cut along."""
    high = (paper.room() - 14) / 2
    for at, card in enumerate(cards):
        if at and at % 2 == 0:
            paper.turn()
        if at % 2 == 0:
            top = paper.y
        else:
            top -= high + 14
            _cut(paper, top + 7)
        paper.y = top
        paper.mark(card.title)
        _Card(paper, card, top, high).draw()
    paper.y = paper.bottom


def _cut(paper: Paper, y: float) -> None:
    canvas = paper.canvas
    canvas.setDash(3, 3)
    canvas.setLineWidth(0.5)
    canvas.setStrokeColor(HAIR)
    canvas.line(paper.left, y, paper.right, y)
    canvas.setDash()
    paper.forget_rule()


class _Card:
    """One card on its half of the page: what to do at the left, whom to tell and to ring at the right."""

    def __init__(self, paper: Paper, card: CardFigures, top: float, high: float) -> None:
        self._paper, self._card = paper, card
        self._top, self._bottom = top, top - high
        wide = paper.width - 2 * _PAD - _GAP
        self._left, self._left_wide = paper.left + _PAD, wide * _TO_THE_LEFT
        self._right, self._right_wide = self._left + self._left_wide + _GAP, wide * (1 - _TO_THE_LEFT)
        self._y = top

    def draw(self) -> None:
        """All of it, inside its frame."""
        paper, canvas = self._paper, self._paper.canvas
        canvas.setLineWidth(0.9)
        canvas.setStrokeColor(INK)
        canvas.roundRect(paper.left, self._bottom, paper.width, self._top - self._bottom, 5, stroke=1, fill=0)
        paper.forget_rule()
        self._y = self._top - _PAD
        self._text(self._card.title, _TITLE, self._left, paper.width - 2 * _PAD, 2)
        self._y -= 3
        body = self._y
        self._do()
        self._y = body
        self._whom()

    def _do(self) -> None:
        left, wide = self._left, self._left_wide
        self._text(self._card.danger, _ASKED, left, wide, 1)
        self._y -= 3
        self._boxed(
            left,
            wide,
            ((tr("Ask first: {question}", question=self._card.question), _ASKED, 4), (self._card.decides, _SMALL, 6)),
        )
        for number, step in enumerate(self._card.steps, 1):
            if not self._fits(2 * _STEP.leading):
                break
            self._paper.pen.put(left, self._y - _STEP.leading * ASCENT, f"{number}.", BODY_BOLD)
            self._text(step.words, _STEP, left + 14, wide - 14, 6)
            if step.rests_on and self._fits(LABEL.leading):
                self._text(step.rests_on, LABEL, left + 14, wide - 14, 1)
            self._y -= 4
        if self._card.gate and self._fits(3 * _SMALL.leading):
            self._y -= 2
            self._text(self._card.gate, _SMALL_BOLD, left, wide, 5)

    def _whom(self) -> None:
        left, wide = self._right, self._right_wide
        told = [(tr("{what}: {words}", what=what, words=said), _SMALL, 3) for what, said in self._card.about_head_ring]
        boxed = ((self._card.about_head, _SMALL_BOLD, 6), *told)
        # Whom to ring about the headteacher is never cut short: it stands nowhere else on the card.
        below = 10 + self._lines_high(boxed, wide - 12)
        for heading, lines in ((tr("Tell"), self._card.tell), (tr("Ring, where it is needed"), self._card.ring)):
            if lines:
                self._text(heading, BODY_BOLD, left, wide, 1)
                self._pairs(lines, left, wide, below)
                self._y -= 4
        if self._fits(4 * _SMALL.leading):
            self._boxed(left, wide, boxed)

    def _pairs(self, pairs: Sequence[tuple[str, str]], left: float, wide: float, below: float) -> None:
        """Label and words under one another, or where that is too high for the card beside one another."""
        apart = [((label, LABEL, 2), (said, _SMALL_BOLD, 2)) for label, said in pairs]
        beside = [((tr("{what}: {words}", what=label, words=said), _SMALL, 2),) for label, said in pairs]
        high = sum(self._lines_high(parts, wide) for parts in apart)
        for parts in apart if self._fits(high + below) else beside:
            if self._fits(self._lines_high(parts, wide) + below):
                for text, style, most in parts:
                    self._text(text, style, left, wide, most)

    def _lines_high(self, parts: Sequence[tuple[str, Style, int]], wide: float) -> float:
        lines = [(len(lines_of(self._paper.lettering.fit(text, 600), x, wide)), x, most) for text, x, most in parts]
        return sum(min(count, most) * style.leading for count, style, most in lines)

    def _boxed(self, left: float, wide: float, parts: Sequence[tuple[str, Style, int]]) -> None:
        """Words in a frame of their own, drawn once their height is known."""
        top, pad = self._y, 6.0
        self._y -= pad - 1
        for text, style, most in parts:
            self._text(text, style, left + pad, wide - 2 * pad, most)
        self._y -= pad - 1
        canvas = self._paper.canvas
        canvas.setLineWidth(0.9)
        canvas.setStrokeColor(INK)
        canvas.roundRect(left, self._y, wide, top - self._y, 3, stroke=1, fill=0)
        self._paper.forget_rule()
        self._y -= 6

    def _fits(self, high: float) -> bool:
        return self._y - high >= self._bottom + _PAD

    def _text(self, text: str, style: Style, left: float, wide: float, most: int) -> None:
        """As many lines as are wanted and still fit on the card; the last one says that something is left out."""
        room = int((self._y - self._bottom - _PAD / 2) / style.leading)
        if room < 1 or not text:
            return
        lines = lines_of(self._paper.lettering.fit(text, 600), style, wide)
        for line in clipped(lines, min(most, room), style, wide):
            self._paper.pen.put(left, self._y - style.leading * ASCENT, line, style)
            self._y -= style.leading
