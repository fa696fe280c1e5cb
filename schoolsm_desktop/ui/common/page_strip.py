"""The small pictures of a document's pages: one is drawn when it comes into view, and the longest unseen is let go."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QListView, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.pdf_pages import Pages
from schoolsm_desktop.ui.theme import px, tokens

KEPT: Final = 60
_Index = QModelIndex | QPersistentModelIndex


class SmallPages(QAbstractListModel):
    """A line a page; the view asks for the pictures of those it shows, and they come one a turn."""

    def __init__(self, pages: Pages, ratio: float, parent: QWidget) -> None:
        super().__init__(parent)
        self._pages, self._ratio = pages, ratio
        self._pictures: OrderedDict[int, QPixmap] = OrderedDict()
        self._wanted: list[int] = []
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._draw_one)
        self._room = QSize(px(84), px(118))

    def rowCount(self, _parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return len(self._pages)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return tr("Page {number}", number=index.row() + 1)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(index.row())
        return None

    def kept(self) -> int:
        """How many small pictures are kept."""
        return len(self._pictures)

    def _picture(self, number: int) -> QPixmap:
        picture = self._pictures.get(number)
        if picture is not None:
            self._pictures.move_to_end(number)
            return picture
        if number not in self._wanted:
            self._wanted = [*self._wanted[-KEPT:], number]
            self._turn.start(0)
        return self._framed(None, number)

    def _draw_one(self) -> None:
        if not self._wanted:
            return
        number = self._wanted.pop()  # the last that was asked for is the one that is looked at
        size = self._pages.size(number)
        scale = min(self._room.width() / size.width(), self._room.height() / size.height())
        drawn = QPixmap.fromImage(self._pages.draw(number, scale * self._ratio))
        self._pictures[number] = self._framed(drawn, number)
        while len(self._pictures) > KEPT:
            self._pictures.popitem(last=False)
        here = self.index(number)
        self.dataChanged.emit(here, here, [Qt.ItemDataRole.DecorationRole])
        if self._wanted:
            self._turn.start(0)

    def _framed(self, drawn: QPixmap | None, number: int) -> QPixmap:
        """The page over its number, always as large as the room for it, so that nothing moves when a picture comes."""
        under = px(18)
        framed = QPixmap(QSize(self._room.width(), self._room.height() + under) * self._ratio)
        framed.setDevicePixelRatio(self._ratio)
        framed.fill(Qt.GlobalColor.transparent)
        size = self._pages.size(number).scaled(self._room, Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self._room.width() - size.width()) // 2, (self._room.height() - size.height()) // 2
        with QPainter(framed) as painter:
            if drawn is None:
                painter.fillRect(left, top, size.width(), size.height(), Qt.GlobalColor.white)
            else:
                painter.drawPixmap(left, top, size.width(), size.height(), drawn)
            painter.setPen(QColor(tokens().edge))
            painter.drawRect(left, top, size.width() - 1, size.height() - 1)
            painter.setPen(QColor(tokens().text))
            painter.setFont(QApplication.font())
            painter.drawText(
                0, self._room.height(), self._room.width(), under, Qt.AlignmentFlag.AlignCenter, str(number + 1)
            )
        return framed


class PageStrip(QListView):
    """The small pages beside the document; `chosen(number)` when one is pressed or reached with the keys."""

    chosen = Signal(int)

    def __init__(self, pages: Pages, parent: QWidget) -> None:
        super().__init__(parent)
        self.pages = SmallPages(pages, self.devicePixelRatioF(), self)
        self._following = False
        self.setModel(self.pages)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(px(84), px(136)))
        self.setFixedWidth(px(132))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Pages"))
        self.setVisible(len(pages) > 1)

    def follow(self, number: int) -> None:
        """Mark the page that is read now."""
        self._following = True
        self.setCurrentIndex(self.pages.index(number))
        self._following = False

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802  # Qt's own name
        super().currentChanged(current, previous)
        if current.isValid() and not self._following:
            self.chosen.emit(current.row())
