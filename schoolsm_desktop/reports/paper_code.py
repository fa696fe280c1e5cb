"""The square code that brings a paper home: an opaque number as a QR of drawn squares, with the number in small type under it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from schoolsm_desktop.domain.photo_forms import marked_code, spoken_code

from .fonts import width_of
from .paper import Paper
from .pen import Operators
from .styles import MM, SMALL

_QUIET = 4
"""Squares that stay white on each side (ISO/IEC 18004)."""
CODE_SIDE = 21 * MM
"""How wide the square is with its white edge: a square of it is read from a copy scanned at 100 dots per inch."""
CODE_HIGH = CODE_SIDE + SMALL.leading


def draw_code(paper: Paper, code: str, x: float, top: float, side: float = CODE_SIDE) -> None:
    """Draw the code with its upper left corner at `x`, `top`; `CODE_HIGH` points high, the number under it included.

    The paper's own place is left alone. An empty `code` draws nothing: a blank to look at has none.
    """
    if not code:
        return
    rows = _squares(marked_code(code))
    unit = side / (len(rows) + 2 * _QUIET)
    drawn = ["q 0 0 0 rg"]
    for number, row in enumerate(rows):
        y = top - (number + _QUIET + 1) * unit
        # A hair is added to each run: two that only touch leave a light line between them on some screens and printers.
        drawn += [f"{x + (_QUIET + a) * unit:.3f} {y:.3f} {(b - a) * unit:.3f} {unit + 0.06:.3f} re" for a, b in row]
    Operators(*drawn, "f Q").draw(paper.canvas)
    words = spoken_code(code)
    paper.pen.put(x + (side - width_of(words, SMALL.face, SMALL.size)) / 2, top - side - 3, words, SMALL)


@lru_cache(maxsize=64)
def _squares(content: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """The dark runs of each row, with a quarter of the signs to spare for folds, stains and a poor copy (level Q)."""
    import zxingcpp

    drawn = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
    picture: Any = drawn.to_image(scale=1, add_quiet_zones=False)
    cells = memoryview(picture)
    high, wide = cells.shape or (0, 0)
    rows = []
    for y in range(high):
        dark = [cells[y, x] == 0 for x in range(wide)]
        starts = [x for x in range(wide) if dark[x] and (x == 0 or not dark[x - 1])]
        ends = [x + 1 for x in range(wide) if dark[x] and (x == wide - 1 or not dark[x + 1])]
        rows.append(tuple(zip(starts, ends, strict=True)))
    return tuple(rows)
