"""The drawn signs: each its own shape, filled dark, so that it survives a photocopier."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from reportlab.pdfgen.canvas import Canvas

from .pen import Operators
from .styles import INK, SIGN_INK, WHITE, Sign

# Each sign is drawn once per document, in a square of ten by ten, and placed from then on.
_BOX = 10.0


def define_signs(canvas: Canvas) -> None:
    """Make every sign known to the document; to be called before the first page has anything on it."""
    for sign, draw in _DRAWN.items():
        canvas.beginForm(sign.name, 0, 0, _BOX, _BOX)
        ink = SIGN_INK.get(sign, INK)
        canvas.setFillColor(ink)
        canvas.setStrokeColor(ink)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        draw(canvas)
        canvas.endForm()


def place_sign(canvas: Canvas, sign: Sign, x: float, y: float, size: float) -> None:
    """Set `sign` with its lower left corner at `x`, `y`, `size` points wide and high."""
    scale = size / _BOX
    Operators(f"q {scale:.4f} 0 0 {scale:.4f} {x:.2f} {y:.2f} cm").draw(canvas)
    canvas.doForm(sign.name)
    Operators("Q").draw(canvas)


def _line(canvas: Canvas, *points: tuple[float, float]) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    canvas.drawPath(path, stroke=1, fill=0)


def _area(canvas: Canvas, *points: tuple[float, float]) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _good(canvas: Canvas) -> None:
    """A tick in a disc."""
    canvas.circle(5, 5, 4.8, stroke=0, fill=1)
    canvas.setStrokeColor(WHITE)
    canvas.setLineWidth(1.4)
    _line(canvas, (2.7, 5.0), (4.4, 3.2), (7.4, 6.9))


def _warn(canvas: Canvas) -> None:
    """An exclamation mark in a triangle."""
    _area(canvas, (0.0, 0.4), (10.0, 0.4), (5.0, 9.6))
    canvas.setFillColor(WHITE)
    canvas.rect(4.4, 3.3, 1.2, 3.4, stroke=0, fill=1)
    canvas.circle(5, 2.0, 0.75, stroke=0, fill=1)


def _stop(canvas: Canvas) -> None:
    """A cross in an octagon."""
    corners = [(5 + 5.1 * cos(pi * (k + 0.5) / 4), 5 + 5.1 * sin(pi * (k + 0.5) / 4)) for k in range(8)]
    _area(canvas, *corners)
    canvas.setStrokeColor(WHITE)
    canvas.setLineWidth(1.4)
    _line(canvas, (3.2, 3.2), (6.8, 6.8))
    _line(canvas, (3.2, 6.8), (6.8, 3.2))


def _unknown(canvas: Canvas) -> None:
    """A question mark in a ring: nothing is filled, because nothing is known."""
    canvas.setLineWidth(0.9)
    canvas.circle(5, 5, 4.4, stroke=1, fill=0)
    path = canvas.beginPath()
    path.moveTo(3.6, 6.3)
    path.curveTo(3.6, 8.2, 6.5, 8.2, 6.5, 6.3)
    path.curveTo(6.5, 5.2, 5.0, 5.3, 5.0, 4.0)
    canvas.setLineWidth(1.1)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.circle(5, 2.4, 0.65, stroke=0, fill=1)


def _waiting(canvas: Canvas) -> None:
    """The face of a clock."""
    canvas.setLineWidth(1.0)
    canvas.circle(5, 5, 4.4, stroke=1, fill=0)
    _line(canvas, (5, 7.8), (5, 5), (7.0, 3.9))


def _over(canvas: Canvas) -> None:
    """A bar in a disc."""
    canvas.circle(5, 5, 4.8, stroke=0, fill=1)
    canvas.setStrokeColor(WHITE)
    canvas.setLineWidth(1.5)
    _line(canvas, (2.8, 5), (7.2, 5))


def _key(canvas: Canvas) -> None:
    """A key lying to the right."""
    canvas.setLineWidth(1.5)
    canvas.circle(2.5, 5.2, 1.8, stroke=1, fill=0)
    _line(canvas, (4.4, 5.2), (9.2, 5.2))
    _line(canvas, (9.2, 5.2), (9.2, 3.2))
    _line(canvas, (7.2, 5.2), (7.2, 3.5))


def _own_login(canvas: Canvas) -> None:
    """Head and shoulders."""
    canvas.circle(5, 7.2, 2.1, stroke=0, fill=1)
    path = canvas.beginPath()
    path.moveTo(1.2, 0.8)
    path.curveTo(1.2, 6.0, 8.8, 6.0, 8.8, 0.8)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _seat(canvas: Canvas) -> None:
    """A window of a tool."""
    canvas.setLineWidth(1.1)
    canvas.roundRect(0.9, 1.6, 8.2, 6.8, 1, stroke=1, fill=0)
    canvas.rect(0.9, 6.2, 8.2, 1.9, stroke=0, fill=1)


def _lesson(canvas: Canvas) -> None:
    """An open book."""
    canvas.setLineWidth(1.0)
    _line(canvas, (5, 1.8), (5, 7.8))
    for side in (-1, 1):
        _line(canvas, (5, 7.8), (5 + side * 4.2, 8.6), (5 + side * 4.2, 2.6), (5, 1.8))


def _keyholder(canvas: Canvas) -> None:
    """A key in a filled square."""
    canvas.roundRect(0.2, 0.2, 9.6, 9.6, 2, stroke=0, fill=1)
    canvas.setStrokeColor(WHITE)
    canvas.setLineWidth(1.0)
    canvas.circle(3.2, 5.2, 1.25, stroke=1, fill=0)
    _line(canvas, (4.5, 5.2), (8.2, 5.2))
    _line(canvas, (8.2, 5.2), (8.2, 3.7))
    _line(canvas, (6.8, 5.2), (6.8, 4.0))


def _box(canvas: Canvas) -> None:
    """An empty square, for a pen."""
    canvas.setLineWidth(1.0)
    canvas.rect(0.7, 0.7, 8.6, 8.6, stroke=1, fill=0)


_DRAWN: dict[Sign, Callable[[Canvas], None]] = {
    Sign.GOOD: _good,
    Sign.WARN: _warn,
    Sign.STOP: _stop,
    Sign.UNKNOWN: _unknown,
    Sign.WAITING: _waiting,
    Sign.OVER: _over,
    Sign.KEY: _key,
    Sign.OWN_LOGIN: _own_login,
    Sign.SEAT: _seat,
    Sign.LESSON: _lesson,
    Sign.KEYHOLDER: _keyholder,
    Sign.BOX: _box,
}
