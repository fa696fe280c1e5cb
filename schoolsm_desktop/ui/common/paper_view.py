"""The pages of a document under one another: only what is in view is drawn and kept, however many pages there are.

A page that comes into view is white for one turn of the window and drawn in the next, so that turning many pages fast
is never held up by those that only passed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from enum import Enum
from typing import Final, cast

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.pdf_pages import Hit, Pages
from schoolsm_desktop.ui.theme import px, set_look, tokens

ZOOMS: Final = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
LEAST, MOST = 0.1, 4.0
KEPT: Final = 6
"""How many drawn pages are kept: those in view, and some to turn back to."""
_HIT, _SHOWN_HIT = QColor(255, 214, 0, 110), QColor(255, 120, 0, 140)


class Fit(Enum):
    """What a page is made to fit when the window changes."""

    NOTHING = "nothing"
    WIDTH = "width"
    PAGE = "page"


class PaperView(QAbstractScrollArea):
    """The pages; `turned(number)` tells which one is read now, `zoomed(scale)` how large they are."""

    turned = Signal(int)
    zoomed = Signal(float)

    def __init__(self, pages: Pages, parent: QWidget) -> None:
        super().__init__(parent)
        self._pages = pages
        self._sizes = [pages.size(number) for number in range(len(pages))]
        self.scale, self.fit = 1.0, Fit.NOTHING
        self._tops: list[int] = []
        self._drawn: OrderedDict[int, QPixmap] = OrderedDict()
        self._number = 0
        self._hits: dict[int, list[tuple[int, Hit]]] = {}
        self._shown_hit = -1
        self._drawing = QTimer(self)
        self._drawing.setSingleShot(True)
        self._drawing.timeout.connect(self._draw_one)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("The document"))
        set_look(self.viewport(), "body")
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._lay_out()

    # What is shown

    @property
    def number(self) -> int:
        """The page that is read now, counted from 0."""
        return self._number

    def set_fit(self, fit: Fit) -> None:
        """Let the pages follow the window from now on, or stay as large as they are."""
        self.fit = fit
        if fit is not Fit.NOTHING:
            self._zoom(self._fitting())

    def set_scale(self, scale: float) -> None:
        """Show the pages at `scale` times 100 %."""
        self.fit = Fit.NOTHING
        self._zoom(scale)

    def step(self, step: int) -> None:
        """One of the usual sizes larger or smaller."""
        if step > 0:
            self.set_scale(next((zoom for zoom in ZOOMS if zoom > self.scale + 0.001), ZOOMS[-1]))
        else:
            self.set_scale(next((zoom for zoom in reversed(ZOOMS) if zoom < self.scale - 0.001), ZOOMS[0]))

    def go_to(self, number: int) -> None:
        """Bring the top of a page into view."""
        if 0 <= number < len(self._tops):
            self.verticalScrollBar().setValue(self._tops[number] - px(8))
            self._read(number)

    def mark(self, hits: Sequence[Hit], shown: int) -> None:
        """Mark what was found; the one that is `shown` stands out and is brought into view."""
        self._hits = {}
        for at, hit in enumerate(hits):
            self._hits.setdefault(hit.page, []).append((at, hit))
        moved = shown != self._shown_hit
        self._shown_hit = shown
        if 0 <= shown < len(hits) and moved and hits[shown].boxes:
            self._bring(hits[shown])
        self.viewport().update()

    def kept(self) -> int:
        """How many pages are kept drawn."""
        return len(self._drawn)

    def drawn(self, number: int) -> bool:
        """Whether a page stands drawn on the screen."""
        return number in self._drawn

    # What the frame does

    def sizeHint(self) -> QSize:
        return QSize(px(600), px(500))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), px(140))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.fit is not Fit.NOTHING:
            self._zoom(self._fitting())
        self._set_bars()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        deeds = {
            Qt.Key.Key_Home: lambda: self.go_to(0),
            Qt.Key.Key_End: lambda: self.go_to(len(self._sizes) - 1),
            Qt.Key.Key_PageDown: lambda: bar.setValue(bar.value() + bar.pageStep()),
            Qt.Key.Key_PageUp: lambda: bar.setValue(bar.value() - bar.pageStep()),
            Qt.Key.Key_Space: lambda: bar.setValue(bar.value() + bar.pageStep()),
        }
        deed = deeds.get(cast("Qt.Key", event.key()))
        if deed is not None:
            deed()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        wanted = self._in_view()
        with QPainter(self.viewport()) as painter:  # ended in any case: Qt does not outlive one that stays behind
            for number in wanted:
                self._paint_page(painter, number)
        if any(number not in self._drawn for number in wanted):
            self._drawing.start(0)

    # Inside

    def _paint_page(self, painter: QPainter, number: int) -> None:
        place = self._place(number)
        picture = self._drawn.get(number)
        if picture is None:
            painter.fillRect(place, Qt.GlobalColor.white)
        else:
            self._drawn.move_to_end(number)
            painter.drawPixmap(place, picture)
        self._paint_hits(painter, number, place)
        painter.setPen(QColor(tokens().edge))
        painter.drawRect(place.adjusted(0, 0, -1, -1))

    def _paint_hits(self, painter: QPainter, number: int, place: QRect) -> None:
        for at, hit in self._hits.get(number, ()):
            for box in hit.boxes:
                here = QRect(
                    place.topLeft() + (box.topLeft() * self.scale).toPoint(), (box.size() * self.scale).toSize()
                )
                painter.fillRect(here.adjusted(-1, -1, 2, 2), _SHOWN_HIT if at == self._shown_hit else _HIT)

    def _draw_one(self) -> None:
        """Draw the first page in view that is not drawn yet; the next comes in the next turn."""
        wanted = self._in_view()
        missing = [number for number in wanted if number not in self._drawn]
        if not missing:
            return
        ratio = self.devicePixelRatioF()
        picture = QPixmap.fromImage(self._pages.draw(missing[0], self.scale * ratio))
        picture.setDevicePixelRatio(ratio)
        self._drawn[missing[0]] = picture
        while len(self._drawn) > max(KEPT, len(wanted)):
            self._drawn.popitem(last=False)
        self.viewport().update()

    def _zoom(self, scale: float) -> None:
        scale = max(LEAST, min(MOST, scale))
        if abs(scale - self.scale) < 0.0005:
            return
        bar = self.verticalScrollBar()
        at = max(0, bisect_right(self._tops, bar.value()) - 1)
        below = (bar.value() - self._tops[at]) / self.scale
        self.scale = scale
        self._drawn.clear()
        self._lay_out()
        self._set_bars()
        bar.setValue(round(self._tops[at] + below * scale))  # what stands at the top of the window stays there
        self.viewport().update()
        self.zoomed.emit(scale)

    def _fitting(self) -> float:
        """What fits the page that is read now; the widest decides where pages differ only a little."""
        size = self._sizes[self._number]
        room = self.viewport().size() - QSize(px(16), px(16))
        across = room.width() / max(1, size.width())
        if self.fit is Fit.WIDTH:
            return min(across, 2.0)
        return min(across, room.height() / max(1, size.height()))

    def _lay_out(self) -> None:
        self._tops, top = [], px(8)
        for size in self._sizes:
            self._tops.append(top)
            top += round(size.height() * self.scale) + px(14)

    def _height(self) -> int:
        return self._tops[-1] + round(self._sizes[-1].height() * self.scale) + px(8)

    def _width(self) -> int:
        return round(max(size.width() for size in self._sizes) * self.scale) + px(16)

    def _set_bars(self) -> None:
        room = self.viewport().size()
        for bar, whole, part in (
            (self.verticalScrollBar(), self._height(), room.height()),
            (self.horizontalScrollBar(), self._width(), room.width()),
        ):
            bar.setRange(0, max(0, whole - part))
            bar.setPageStep(part)
            bar.setSingleStep(px(40))

    def _place(self, number: int) -> QRect:
        size = self._sizes[number] * self.scale
        room = self.viewport().width()
        left = (max(room, self._width()) - size.width()) // 2 - self.horizontalScrollBar().value()
        return QRect(QPoint(left, self._tops[number] - self.verticalScrollBar().value()), size)

    def _in_view(self) -> list[int]:
        top = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, top) - 1)
        return list(range(first, max(first + 1, bisect_left(self._tops, top + self.viewport().height()))))

    def _scrolled(self, value: int) -> None:
        third = value + self.viewport().height() // 3
        self._read(max(0, bisect_right(self._tops, third) - 1))
        self.viewport().update()

    def scrollContentsBy(self, _across: int, _down: int) -> None:  # noqa: N802  # Qt's own name
        self.viewport().update()

    def _read(self, number: int) -> None:
        if number == self._number:
            return
        self._number = number
        self.setAccessibleDescription(tr("Page {number} of {count}", number=number + 1, count=len(self._sizes)))
        self.turned.emit(number)

    def _bring(self, hit: Hit) -> None:
        box = hit.boxes[0]
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        top = self._tops[hit.page] + round(box.top() * self.scale)
        if not bar.value() + px(20) <= top <= bar.value() + self.viewport().height() - px(60):
            bar.setValue(top - self.viewport().height() // 3)
        left = round(box.left() * self.scale)
        if not across.value() <= left <= across.value() + self.viewport().width() - px(60):
            across.setValue(left - px(60))
        self._read(hit.page)
