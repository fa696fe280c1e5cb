"""The pages of a PDF: how large each is, drawn whole or in bands, and where words stand on it. Drawn by pdfium.

Everything here is called on the window's thread, in turns short enough not to be felt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage

from schoolsm_desktop.domain.folding import folded
from schoolsm_desktop.pdf_turn import PDF_TURN

POINTS_TO_PIXELS = 96 / 72


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that were found: the page, and the boxes they fill there in pixels at 100 %."""

    page: int
    boxes: tuple[QRectF, ...]


class Drawn(Protocol):
    """Pages that can be drawn one by one, of whatever kind."""

    def size(self, number: int) -> QSize:
        """The size of a page at 100 %."""

    def draw(self, number: int, scale: float) -> QImage:
        """A page drawn at `scale` times 100 %."""


class Pages:
    """The pages of a PDF, drawn when they are asked for."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2  # type: ignore[import-untyped]  # it ships no types

        self._open: tuple[int, Any] | None = None
        with PDF_TURN:
            self._document = pypdfium2.PdfDocument(pdf)
            self._sizes = [self._document.get_page_size(number) for number in range(len(self._document))]

    def __len__(self) -> int:
        return len(self._sizes)

    def size(self, number: int) -> QSize:
        """The size of a page at 100 %, in pixels of a 96 dpi screen."""
        width, height = self._sizes[number]
        return QSize(round(width * POINTS_TO_PIXELS), round(height * POINTS_TO_PIXELS))

    def draw(self, number: int, scale: float) -> QImage:
        """A page drawn at `scale` times 100 %."""
        return self._drawn(number, scale, (0, 0, 0, 0))

    def band(self, number: int, scale: float, of: int, out_of: int) -> QImage:
        """One of `out_of` bands of a page, from the top: a whole page for a printer takes too long for one turn."""
        height = self._sizes[number][1]
        below, above = height * (out_of - of - 1) / out_of, height * of / out_of
        return self._drawn(number, scale, (0, below, 0, above))

    def find(self, number: int, typed: str) -> list[Hit]:
        """Where `typed` stands on a page; `zoe` finds Zoë, and a name that is broken over two lines is found too."""
        with PDF_TURN:
            page = self._document[number]
            text = page.get_textpage()
            try:
                return self._hits(text, number, folded(typed))
            finally:
                text.close()
                page.close()

    def close(self) -> None:
        """Give the document's memory back."""
        with PDF_TURN:
            self._document.close()

    def _hits(self, text: object, number: int, needle: str) -> list[Hit]:
        if not needle or needle not in folded(text.get_text_range()):  # type: ignore[attr-defined]  # pdfium's text page
            return []
        hay, places = _folded_letters(text)
        hits, at = [], hay.find(needle)
        while at >= 0:
            hits.append(Hit(number, self._boxes(text, number, places[at], places[at + len(needle) - 1])))
            at = hay.find(needle, at + len(needle))
        return hits

    def _drawn(self, number: int, scale: float, crop: tuple[float, float, float, float]) -> QImage:
        with PDF_TURN:
            bitmap = self._page(number).render(scale=scale * POINTS_TO_PIXELS, crop=crop)
            data = bytes(bitmap.buffer)
            image = QImage(data, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888).copy()
            bitmap.close()
        return image

    def _page(self, number: int) -> Any:
        """One page stays open, for its next band; else each that was ever drawn would stay in memory."""
        if self._open is None or self._open[0] != number:
            if self._open is not None:
                self._open[1].close()
            self._open = (number, self._document[number])
        return self._open[1]

    def _boxes(self, text: object, number: int, first: int, last: int) -> tuple[QRectF, ...]:
        height, found = self._sizes[number][1], []
        for at in range(text.count_rects(first, last - first + 1)):  # type: ignore[attr-defined]  # pdfium's text page
            left, bottom, right, top = (each * POINTS_TO_PIXELS for each in text.get_rect(at))  # type: ignore[attr-defined]
            found.append(QRectF(left, height * POINTS_TO_PIXELS - top, right - left, top - bottom))
        return tuple(found)


def _folded_letters(text: object) -> tuple[str, list[int]]:
    """The letters of a page as they are compared, and of each where it came from; any white space is one space."""
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    letters: list[str] = []
    places: list[int] = []
    for at in range(text.count_chars()):  # type: ignore[attr-defined]
        sign = chr(pdfium.FPDFText_GetUnicode(text.raw, at))  # type: ignore[attr-defined]
        plain = " " if sign.isspace() or sign == "\0" else folded(sign)
        if plain == " " and (not letters or letters[-1] == " "):
            continue
        letters.extend(plain)
        places.extend([at] * len(plain))
    return "".join(letters), places
