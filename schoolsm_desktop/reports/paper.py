"""A document being written, page by page, from top to bottom."""

from __future__ import annotations

import io
from datetime import UTC

from reportlab import rl_config
from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from schoolsm_desktop.domain.wording import tr

from .fonts import FILES
from .lettering import Lettering, describe
from .page_frame import FOOT, HEAD_NEXT, SIDE, Area, PageFacts, PageFrame
from .pen import Operators, Pen
from .signs import define_signs, place_sign
from .styles import BODY, HAIR, HEADING, LEAD, TITLE, Sign, Style, lines_of

BOOKMARKS_OVER = 4  # pages
ASCENT = 0.76  # of the leading: from the top of a line to its baseline
rl_config.useA85 = 0  # streams as plain bytes: a fifth smaller, and sooner written


class _Sheets(Canvas):
    """The library's canvas without the type it begins each page with, which is embedded in no document and never used."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


class Paper:
    """A4 sheets in one frame. `y` is where the next thing goes, in points from the bottom of the page."""

    def __init__(self, facts: PageFacts, *, landscape: bool = False) -> None:
        wide, high = (A4[1], A4[0]) if landscape else A4
        self.lettering = Lettering()
        self._frame = PageFrame(facts, Area(wide, high), self.lettering)
        self.left, self.right = SIDE, wide - SIDE
        self.width = self.right - self.left
        self.bottom: float = FOOT
        self._high: float = high
        self.top: float = high
        self.y: float = high
        self.pages = 0
        self._starts = [1]
        self._file = io.BytesIO()
        self._outline: list[tuple[str, str, int]] = []
        # `invariant` leaves the clock out: the same figures and moment give the same bytes.
        self.canvas: Canvas = _Sheets(
            self._file, pagesize=(wide, high), pageCompression=1, invariant=1, lang=tr("en-GB")
        )
        self._describe(facts)
        define_signs(self.canvas)
        self._frame.define(self.canvas)
        self._open_page()

    def _describe(self, facts: PageFacts) -> None:
        moment = facts.printed_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
        self.canvas.setTitle(self._frame.title)
        self.canvas.setAuthor(self._frame.school)
        self.canvas.setSubject(self.lettering.fit(facts.subject))
        self.canvas.setCreator("SchoolSM Desktop")
        self.canvas.setDateFormatter(lambda *_parts: moment)
        self.canvas.setViewerPreference("DisplayDocTitle", "true")

    def _open_page(self) -> None:
        self.pages += 1
        self.pen = Pen(self.canvas)
        self.y = self.top = self._frame.head(self.canvas, self.pen, self.pages - self._starts[-1] + 1)
        self._ruled: tuple[float, Color] | None = None

    def _close_page(self) -> None:
        self.pen.lift()
        self.canvas.doForm(f"foot-{self.pages}")
        self.canvas.showPage()

    def turn(self, confidentiality: str = "") -> None:
        """Go on to a new page; with another mark from there on, where that page goes elsewhere than those before."""
        self._close_page()
        if confidentiality:
            self._frame.mark(confidentiality)
        self._open_page()

    def begin_anew(self) -> None:
        """Go on to a sheet that begins as the first one did, its pages counted by themselves: the next of many letters."""
        self._starts.append(self.pages + 1)
        self.turn()

    def room(self) -> float:
        """Points left on this page."""
        return self.y - self.bottom

    def page_height(self) -> float:
        """Points of a whole following page, the first one being shorter."""
        return self._high - HEAD_NEXT - self.bottom

    def need(self, height: float) -> None:
        """Turn the page unless `height` points are left, or the page is still empty."""
        if height > self.room() and self.y < self.top:
            self.turn()

    def skip(self, height: float) -> None:
        """Leave `height` points free, at the top of a page nothing."""
        if self.y < self.top:
            self.y -= height

    def flow(self, text: str, style: Style, *, width: float = 0.0, left: float = 0.0) -> None:
        """Set `text` in lines below what is there, over as many pages as it takes."""
        left = left or self.left
        width = width or self.right - left
        for line in lines_of(self.lettering.fit(text, 4000), style, width):
            self.need(style.leading)
            self.pen.put(left, self.y - style.leading * ASCENT, line, style)
            self.y -= style.leading

    def title(self, lead: str, *, of_part: str = "") -> None:
        """The document's title, or that of a part bound into it, and one sentence of what it is for."""
        for line in lines_of(self.lettering.fit(of_part, 120) or self._frame.title, TITLE, self.width):
            self.pen.put(self.left, self.y - TITLE.leading * ASCENT, line, TITLE)
            self.y -= TITLE.leading
        self.y -= 2
        self.flow(lead, LEAD, width=min(self.width, 500))
        self.y -= 12

    def heading(self, text: str, *, keep: float = 60.0, style: Style = HEADING) -> None:
        """A heading with its bookmark, and at least `keep` points below it on the same page."""
        self.skip(12)
        self.need(style.leading + keep)
        self.mark(text)
        self.flow(text, style)
        self.y -= 4

    def mark(self, text: str, level: int = 0) -> None:
        """A bookmark at this place, shown in documents of more than four pages."""
        key = f"place-{len(self._outline)}"
        self.canvas.bookmarkPage(key, fit="XYZ", left=0, top=self.y + 4, zoom=0)
        self._outline.append((self.lettering.fit(text, 120), key, level))

    def sign(self, sign: Sign, x: float, y: float, size: float) -> None:
        """Place a drawn sign with its lower left corner at `x`, `y`."""
        place_sign(self.canvas, sign, x, y, size)

    def rule(self, x1: float, x2: float, y: float, weight: float = 0.5, ink: Color = HAIR) -> None:
        """A straight line across; a fine pale one unless told."""
        if self._ruled != (weight, ink):
            self.canvas.setLineWidth(weight)
            self.canvas.setStrokeColor(ink)
            self._ruled = (weight, ink)
        Operators(f"{x1:.2f} {y:.2f} m {x2:.2f} {y:.2f} l S").draw(self.canvas)

    def forget_rule(self) -> None:
        """To be called by whoever changed the canvas's stroke themselves."""
        self._ruled = None

    def finish(self) -> bytes:
        """Name what could not be set, number the pages, and give the whole document."""
        self._letters_missing()
        self._close_page()
        if self.pages > BOOKMARKS_OVER:
            above = -1
            for text, key, level in self._outline:
                above = min(level, above + 1)  # a place without a heading over it moves up
                self.canvas.addOutlineEntry(text, key, above)
            self.canvas.showOutline()
        for first, after in zip(self._starts, [*self._starts[1:], self.pages + 1], strict=True):
            for page in range(first, after):
                self.canvas.beginForm(f"foot-{page}")
                self._frame.foot(self.canvas, page - first + 1, after - first)
                self.canvas.endForm()
        with FILES:
            self.canvas.save()
        return self._file.getvalue()

    def _letters_missing(self) -> None:
        missing = self.lettering.missing
        if not missing:
            return
        self.heading(tr("Letters this document could not set"), keep=4 * BODY.leading)
        self.flow(tr("The type used here has no signs for the letters below. Please write them in by hand."), BODY)
        self.y -= 4
        for run in missing:
            line = tr("{number}: in “{text}”: {letters}", number=run.number, text=run.within, letters=describe(run))
            self.flow(line, BODY)
