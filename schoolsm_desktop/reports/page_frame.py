"""What stands on every page: the school, the document, who printed it and when, how confidential, which page of how many."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from reportlab.pdfgen.canvas import Canvas

from schoolsm_desktop.domain.wording import moment_text, tr

from .crest import HOUSE_COLOUR, Crest
from .fonts import Face, width_of
from .lettering import Lettering
from .pen import Operators, Pen
from .styles import (
    GHOST,
    HAIR,
    INK,
    LABEL,
    MM,
    SMALL,
    SMALL_BOLD,
    WHITE,
    Style,
    clipped,
    lines_of,
)

SIDE = 18 * MM
FOOT = 18.5 * MM
HEAD_FIRST = 33 * MM
HEAD_NEXT = 23 * MM
_NAMES = ((Style(Face.BOLD, 12, 15), 1, 5.4), (Style(Face.BOLD, 9.5, 12), 2, 3.0), (Style(Face.BOLD, 7.2, 8.5), 3, 0.9))
"""How a school's name is set: its style, on how many lines, and millimetres from the top to its first line's foot."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose paper it is: the school's name, the letter on its crest and its colour as `#rrggbb`.

    `picture` is the school's own crest as a PNG; it stands in the place of the drawn one.
    """

    school: str
    crest: str = ""
    colour: str = HOUSE_COLOUR
    picture: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The facts of the frame; all in words except the moment of printing, which is aware.

    `period` is the term or day the figures are of. `copy` and `seal_number` stand in small type, only where asked.
    A `demonstration` says on every page that nothing in it is real; a `draft` that it is not final yet.
    """

    letterhead: Letterhead
    title: str
    subject: str
    period: str
    printed_by: str
    printed_at: datetime
    confidentiality: str
    copy: str = ""
    seal_number: str = ""
    demonstration: bool = False
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """The size of the paper in points."""

    wide: float
    high: float


class PageFrame:
    """Draws head and foot. Every text is fitted once, so that a name the type lacks is noted once."""

    def __init__(self, facts: PageFacts, area: Area, lettering: Lettering) -> None:
        self._area = area
        self._demonstration = facts.demonstration
        self._draft = tr("Draft") if facts.draft else ""
        self._draft_wide = width_of(self._draft, SMALL_BOLD.face, SMALL_BOLD.size) + 12 if facts.draft else 0.0
        self.school = lettering.fit(facts.letterhead.school)
        self.title = lettering.fit(facts.title)
        self._period = lettering.fit(facts.period)
        letters = (lettering.fit(facts.letterhead.crest) or self.school or "?")[:2].strip().upper()
        letters = letters if facts.letterhead.crest else letters[:1]
        self._crest = Crest(letters, facts.letterhead.colour, facts.letterhead.picture)
        self._lettering = lettering
        self.mark(facts.confidentiality)
        moment = moment_text(facts.printed_at)
        self._printed = tr("Printed {moment} by {person}", moment=moment, person=lettering.fit(facts.printed_by, 120))
        small = (
            tr("Copy {number}", number=lettering.fit(facts.copy, 60)) if facts.copy else "",
            tr("Seal number {number}", number=lettering.fit(facts.seal_number, 120)) if facts.seal_number else "",
        )
        self._small = " · ".join(filter(None, small))

    def mark(self, confidentiality: str) -> None:
        """How confidential the pages from here on are, where one of a document goes elsewhere than the others."""
        self._mark = self._lettering.fit(confidentiality, 60)
        wide = width_of(self._mark, SMALL_BOLD.face, SMALL_BOLD.size) + 12 if self._mark else 0.0
        self._mark_wide = wide + self._draft_wide

    def define(self, canvas: Canvas) -> None:
        """Make known to the document what every page shows; to be called before the first has anything on it."""
        self._crest.define(canvas)

    def head(self, canvas: Canvas, pen: Pen, page: int) -> float:
        """Draw the head of `page`; the height at which the body may begin."""
        if self._demonstration or self._draft:
            _watermark(canvas, self._area, tr("DEMONSTRATION") if self._demonstration else tr("DRAFT"))
        if page == 1:
            return self._masthead(canvas, pen)
        return self._running_head(canvas, pen)

    def _masthead(self, canvas: Canvas, pen: Pen) -> float:
        top = self._area.high - 14 * MM
        self._crest.draw(canvas, pen, SIDE, top - 13 * MM, 13 * MM)
        left = SIDE + 15 * MM
        # The mark stands beside the name alone: what is under it, a letter's long address too, has the whole width.
        self._school_name(pen, left, top, self._area.wide - SIDE - self._mark_wide - left - 14)
        room = self._area.wide - SIDE - left
        lines = clipped(lines_of(self._period, LABEL, room), 2, LABEL, room)
        for number, line in enumerate(lines):
            pen.put(left, top - (11 if len(lines) == 1 else 10.8) * MM - number * LABEL.leading, line, LABEL)
        self._confidential(canvas, pen, top - 4.4 * MM)
        return self._area.high - HEAD_FIRST

    def _school_name(self, pen: Pen, left: float, top: float, room: float) -> None:
        """The name on one line, or smaller on two or three, so that a long one is whole."""
        laid = [(lines_of(self.school, style, room), style, most, first) for style, most, first in _NAMES]
        lines, style, most, first = next((one for one in laid if len(one[0]) <= one[2]), laid[-1])
        for number, line in enumerate(clipped(lines, most, style, room)):
            pen.put(left, top - first * MM - number * style.leading, line, style)

    def _running_head(self, canvas: Canvas, pen: Pen) -> float:
        top = self._area.high - 11 * MM
        self._crest.draw(canvas, pen, SIDE, top - 5.6 * MM, 5.6 * MM)
        left = SIDE + 7.5 * MM
        room = self._area.wide - SIDE - self._mark_wide - left - 12
        title = _one_line(self.title, SMALL_BOLD, room)
        pen.put(left, top - 2.4 * MM, title, SMALL_BOLD)
        about = " · ".join(filter(None, (self.school, self._period)))
        pen.put(left, top - 5.4 * MM, _one_line(about, SMALL, room), SMALL)
        self._confidential(canvas, pen, top - 3.9 * MM)
        _hairline(canvas, SIDE, self._area.wide - SIDE, top - 8 * MM)
        return self._area.high - HEAD_NEXT

    def _confidential(self, canvas: Canvas, pen: Pen, y: float) -> None:
        """The confidentiality mark in its box at the right; that of a draft says so first, white on dark."""
        if not self._mark_wide:
            return
        left = self._area.wide - SIDE - self._mark_wide
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.8)
        if self._draft:
            canvas.setFillColor(INK)
            canvas.roundRect(left, y - 4.4, self._draft_wide - 3, 14, 3, stroke=1, fill=1)
            pen.put(left + 4.5, y, self._draft, replace(SMALL_BOLD, ink=WHITE))
            left += self._draft_wide
        if self._mark:
            canvas.roundRect(left, y - 4.4, self._mark_wide - self._draft_wide, 14, 3, stroke=1, fill=0)
            pen.put(left + 6, y, self._mark, SMALL_BOLD)

    def foot(self, canvas: Canvas, page: int, pages: int) -> None:
        """Draw the foot of `page`, once it is known how many there are."""
        right, y = self._area.wide - SIDE, 11.2 * MM
        _hairline(canvas, SIDE, right, y + 4 * MM)
        pen = Pen(canvas)
        number = tr("Page {page} of {pages}", page=page, pages=pages)
        wide = width_of(number, SMALL_BOLD.face, SMALL_BOLD.size)
        printed = self._printed
        if self._demonstration:
            printed = tr("Demonstration: nothing in this document is real. {printed}", printed=printed)
        pen.put(SIDE, y, _one_line(printed, SMALL, right - SIDE - wide - 12), SMALL)
        pen.put(right - wide, y, number, SMALL_BOLD)
        pen.put(SIDE, y - SMALL.leading, self._small, SMALL)
        pen.lift()


def _watermark(canvas: Canvas, area: Area, word: str) -> None:
    """`word` large and pale across the page, under everything else."""
    size = min(area.wide / 8.6, 82)
    canvas.saveState()
    canvas.translate(area.wide / 2, area.high / 2)
    canvas.rotate(35)
    pen = Pen(canvas)
    style = Style(Face.BOLD, size, size, GHOST)
    # Said as one word: a reader that goes by place would strew the letters of a slanting one among the lines.
    Operators(f"/Span <</ActualText <FEFF{word.encode('utf-16-be').hex().upper()}>>> BDC").draw(canvas)
    pen.put(-width_of(word, style.face, style.size) / 2, -size / 3, word, style)
    pen.lift()
    Operators("EMC").draw(canvas)
    canvas.restoreState()


def _hairline(canvas: Canvas, x1: float, x2: float, y: float) -> None:
    canvas.setStrokeColor(HAIR)
    canvas.setLineWidth(0.5)
    canvas.line(x1, y, x2, y)


def _one_line(text: str, style: Style, width: float) -> str:
    return clipped(lines_of(text, style, width), 1, style, width)[0]
