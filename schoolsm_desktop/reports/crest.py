"""The school's crest on paper: its own picture, stored once in a document, or the drawn shield with its letter."""

from __future__ import annotations

import io
import re

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from .fonts import Face, width_of
from .pen import Operators, Pen
from .styles import INK, WHITE, Style

HOUSE_COLOUR = "#12303f"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")
_MOST_PIXELS = 2_000_000
"""A crest is kept 512 pixels wide at most: a picture far larger is none that was kept here."""
_FORM = "crest"


def readable_picture(picture: bytes) -> ImageReader | None:
    """The picture, unpacked once to know that it can be; None for none and for a broken one."""
    if not picture:
        return None
    from PIL import Image

    try:
        with Image.open(io.BytesIO(picture), formats=("PNG",)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                return None
            return ImageReader(opened.convert("RGBA"))
    except Exception:  # a decoder may raise anything on a broken file, and the document must be made all the same
        return None


class Crest:
    """One school's crest in one document; `letters` stand on the drawn one."""

    def __init__(self, letters: str, colour: str, picture: bytes) -> None:
        self._letters, self._colour = letters, house_colour(colour)
        self._picture = readable_picture(picture)

    def define(self, canvas: Canvas) -> None:
        """Make the picture known to the document; to be called before the first page has anything on it."""
        if self._picture is not None:
            canvas.beginForm(_FORM, 0, 0, 1, 1)
            canvas.drawImage(self._picture, 0, 0, 1, 1, mask="auto")
            canvas.endForm()

    def draw(self, canvas: Canvas, pen: Pen, x: float, y: float, high: float) -> None:
        """The crest, lower left corner at `x`, `y`: a picture no higher and no wider than `high`."""
        if self._picture is None:
            draw_shield(canvas, pen, x, y, high, self._letters, self._colour)
            return
        wide, tall = self._picture.getSize()
        scale = high / max(wide, tall)
        up = y + (high - tall * scale) / 2
        Operators(f"q {wide * scale:.3f} 0 0 {tall * scale:.3f} {x:.2f} {up:.2f} cm").draw(canvas)
        canvas.doForm(_FORM)
        Operators("Q").draw(canvas)


def house_colour(colour: str) -> Color:
    """The school's colour, or the program's own where the text is no `#rrggbb`."""
    return HexColor(colour if _COLOUR.match(colour) else HOUSE_COLOUR)


def draw_shield(canvas: Canvas, pen: Pen, x: float, y: float, high: float, letters: str, colour: Color) -> None:
    """A shield with its letter, lower left corner at `x`, `y`; outlined, so that a pale one prints too."""
    wide = high * 0.86
    path = canvas.beginPath()
    path.moveTo(x, y + high)
    path.lineTo(x + wide, y + high)
    path.lineTo(x + wide, y + high * 0.45)
    path.curveTo(x + wide, y + high * 0.2, x + wide * 0.7, y + high * 0.06, x + wide / 2, y)
    path.curveTo(x + wide * 0.3, y + high * 0.06, x, y + high * 0.2, x, y + high * 0.45)
    path.close()
    canvas.saveState()
    canvas.setFillColor(colour)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(max(0.5, high / 50))
    canvas.setLineJoin(1)
    canvas.drawPath(path, stroke=1, fill=1)
    canvas.restoreState()
    pale = 0.299 * colour.red + 0.587 * colour.green + 0.114 * colour.blue > 0.55
    size = high * (0.52 if len(letters) == 1 else 0.38)
    style = Style(Face.BOLD, round(size, 1), size, INK if pale else WHITE)
    left = x + (wide - width_of(letters, style.face, style.size)) / 2
    pen.put(left, y + high * 0.57 - style.size * 0.357, letters, style)
