"""Writes text on a page: real text, in the order in which it is read, with loose accents put in their place."""

from __future__ import annotations

import unicodedata
from typing import Any

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from .fonts import accent_shift, advances, clusters
from .styles import Style

_NEAR = 33  # thousandths of the type size


class Pen:
    """One stretch of text on `canvas`; changes of type and colour are written only where they happen."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._text: Any = canvas.beginText()
        self._type: tuple[str, float] | None = None
        self._ink: Color | None = None

    def put(self, x: float, y: float, text: str, style: Style) -> None:
        """Set `text`, already fitted, with its baseline starting at `x`, `y` points.

        A space follows it, so that a reader who goes by the order of the file does not join it to the next.
        """
        if not text:
            return
        wanted = (style.face.value, style.size)
        if wanted != self._type:
            advances(style.face)
            self._text.setFont(*wanted)
            self._type = wanted
        if style.ink is not self._ink:
            self._text.setFillColor(style.ink)
            self._ink = style.ink
        self._text.setTextOrigin(x, y)
        if text.isascii() or not any(map(unicodedata.combining, text)):
            self._text.textOut(f"{text} ")
        else:
            self._put_clusters(text, style)

    def _put_clusters(self, text: str, style: Style) -> None:
        """Letters whose loose accents must move one by one; the rest of the line in one go."""
        run = ""
        for cluster in clusters(text):
            if len(cluster) == 1 or unicodedata.combining(cluster[0]) or _sits_well(style, cluster):
                run += cluster
                continue
            if run:
                self._text.textOut(run)
                run = ""
            self._put_accented(cluster, style)
        self._text.textOut(f"{run} ")

    def _put_accented(self, cluster: str, style: Style) -> None:
        scale = style.size / 1000
        at, letter, rise = 0.0, cluster[0], 0.0
        # A moved accent looks like a line of its own to a program that reads by place: ActualText (ISO 32000-1,
        # 14.9.4) says that it belongs to its letter. The library has no call for it.
        self._text._code.append(
            f"/Span <</ActualText <FEFF{cluster.encode('utf-16-be').hex().upper()}>>> BDC"
        )
        for mark, across, up in accent_shift(style.face, cluster):
            self._out(letter, across * scale - at, rise)
            at, letter, rise = across * scale, mark, up * scale
        self._out(letter, -at, rise)
        self._text.setCharSpace(0)
        self._text.setRise(0)
        self._text._code.append("EMC")

    def _out(self, letter: str, space: float, rise: float) -> None:
        self._text.setCharSpace(space)
        self._text.setRise(rise)
        self._text.textOut(letter)

    def lift(self) -> None:
        """Write what was put to the page; nothing may be put afterwards."""
        self._canvas.drawText(self._text)


def _sits_well(style: Style, cluster: str) -> bool:
    """Whether the accents may stay where the type puts them by itself: within a thirtieth of the size."""
    return all(
        abs(across) <= _NEAR and abs(up) <= _NEAR for _, across, up in accent_shift(style.face, cluster)
    )
