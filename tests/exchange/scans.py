"""Scanned papers made for tests."""

from __future__ import annotations

import io

from PIL import Image
from reportlab.pdfgen.canvas import Canvas


def scan_pdf(*pages: str) -> bytes:
    """A PDF with a line of text on each page."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=True)
    for text in pages or ("Signed A. Whitfield",):
        canvas.drawString(72, 720, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def scan_picture(kind: str = "PNG", size: tuple[int, int] = (600, 800)) -> bytes:
    """A picture of a paper."""
    out = io.BytesIO()
    Image.effect_mandelbrot(size, (-2, -1.5, 1, 1.5), 20).convert("RGB").save(out, kind)
    return out.getvalue()
