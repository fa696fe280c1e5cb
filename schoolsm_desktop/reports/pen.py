"""Writes text on a page: real text, in the order in which it is read, with loose accents put in their place."""

from __future__ import annotations

import functools
import itertools
import unicodedata
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfgen.canvas import Canvas

from .fonts import OTHER_SCRIPT, Cut, Face, Script, accent_shift, clusters, script_of, typeface, width_of
from .styles import Style

_NEAR = 33  # thousandths of the type size
_ESCAPED = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


class Operators:
    """A stretch of a page's own language (ISO 32000-1, 7.8.2), to be given to `Canvas.drawText`.

    The library's calls write each number and colour anew; a long list is made of little else.
    """

    def __init__(self, *operators: str) -> None:
        self.operators = list(operators)

    def draw(self, canvas: Any) -> None:
        """Write it to the page; the library's types ask for its own text object, its code only for `getCode`."""
        canvas.drawText(self)

    def getCode(self) -> str:  # noqa: N802 - the name the library asks for
        """All of it, as the library takes it."""
        return "\n".join(self.operators)


class Pen:
    """One stretch of text on `canvas`; changes of type and colour are written only where they happen."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._document = _document(canvas)
        self._written = Operators("BT")
        self._out = self._written.operators.append
        self._type: tuple[Cut, float, int] | None = None
        self._ink: Color | None = None

    def put(self, x: float, y: float, text: str, style: Style) -> None:
        """Set `text`, already fitted, with its baseline starting at `x`, `y` points.

        A space follows it, so that a reader who goes by the order of the file does not join it to the next.
        """
        if not text:
            return
        if style.ink is not self._ink:
            self._out(_ink(style.ink))
            self._ink = style.ink
        self._out(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        if text.isascii():
            self._choose(style, 0)
            self._out(f"({text.translate(_ESCAPED)} ) Tj")
        elif OTHER_SCRIPT.search(text) or any(map(unicodedata.combining, text)):
            self._put_parts(text, style)
        else:
            self._show(f"{text} ", style)

    def _put_parts(self, text: str, style: Style) -> None:
        """Letters of other scripts in their own cut, and letters whose loose accents must move one by one.

        A moved accent looks like a line of its own to a program that reads by place. ActualText (ISO 32000-1, 14.9.4)
        says what stands there: of the whole text, as programs sort what they find on a line by where it begins, and
        the accent of one letter may begin after the letter that follows.
        """
        moved = any(len(part) > 1 and not _sits_well(style, part) for part in clusters(text))
        if moved:
            self._out(f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex().upper()}0020>>> BDC")
        for script, run in itertools.groupby(text, script_of):
            if script is None:
                self._put_clusters("".join(run), style)
            else:
                self._show("".join(run), style, script)
        if moved:  # the span ends where its letters do: the space after them takes no room
            self._put_part(" ", -width_of(" ", style.face, style.size), 0.0, style)
            self._out("0 Tc 0 Ts EMC")
        else:
            self._show(" ", style)

    def _show(self, text: str, style: Style, script: Script | None = None) -> None:
        """Text of any letters: the font's letters are spread over subsets, each of at most 256."""
        for subset, codes in typeface(script or style.face).splitString(text, self._document):
            self._choose(style, subset, script)
            self._out(f"({escapePDF(codes)}) Tj")

    def _choose(self, style: Style, subset: int, script: Script | None = None) -> None:
        wanted = (script or style.face, style.size, subset)
        if wanted != self._type:
            name = typeface(wanted[0]).getSubsetInternalName(subset, self._document)
            self._out(f"{name} {style.size:g} Tf")
            self._type = wanted

    def _put_clusters(self, text: str, style: Style) -> None:
        """Letters whose loose accents must move one by one; the rest of the line in one go."""
        run = ""
        for cluster in clusters(text):
            if len(cluster) == 1 or _sits_well(style, cluster):
                run += cluster
                continue
            if run:
                self._show(run, style)
                run = ""
            self._put_accented(cluster, style)
        if run:
            self._show(run, style)

    def _put_accented(self, cluster: str, style: Style) -> None:
        scale = style.size / 1000
        at, letter, rise = 0.0, cluster[0], 0.0
        for mark, across, up in accent_shift(style.face, cluster):
            self._put_part(letter, across * scale - at, rise, style)
            at, letter, rise = across * scale, mark, up * scale
        self._put_part(letter, -at, rise, style)
        self._out("0 Tc 0 Ts")

    def _put_part(self, letter: str, space: float, rise: float, style: Style) -> None:
        self._out(f"{space:.3f} Tc {rise:.3f} Ts")
        self._show(letter, style)

    def lift(self) -> None:
        """Write what was put to the page; nothing may be put afterwards."""
        self._out("ET")
        self._written.draw(self._canvas)


def _document(canvas: Any) -> Any:
    """The document that `canvas` writes: a font keeps the letters used apart for each."""
    return canvas._doc


@functools.cache
def _ink(colour: Color) -> str:
    return f"{colour.red:.4g} {colour.green:.4g} {colour.blue:.4g} rg"


@functools.cache
def _sits_well_in(face: Face, cluster: str) -> bool:
    if unicodedata.combining(cluster[0]) or script_of(cluster[0]) is not None:
        return True
    return all(abs(across) <= _NEAR and abs(up) <= _NEAR for _, across, up in accent_shift(face, cluster))


def _sits_well(style: Style, cluster: str) -> bool:
    """Whether the accents may stay where the type puts them by itself: within a thirtieth of the size."""
    return _sits_well_in(style.face, cluster)
