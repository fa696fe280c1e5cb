"""A layout that sets its widgets side by side and begins a new line where the width ends: buttons at 200 % text."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from schoolsm_desktop.ui.theme import px


class Flow(QLayout):
    """Items from left to right, or pushed to the right edge, in as many lines as they need."""

    def __init__(
        self, parent: QWidget | None = None, *, right: bool = False, gap: float = 6, middle: bool = False
    ) -> None:
        """With `middle` what is lower than its line stands in the middle of it, as a chip beside a heading."""
        super().__init__(parent)
        self._things: list[QLayoutItem] = []
        self._right = right
        self._middle = middle
        self._gap = px(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._things.append(item)

    def count(self) -> int:
        return len(self._things)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._things[index] if 0 <= index < len(self._things) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._things.pop(index) if 0 <= index < len(self._things) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        sizes = [_size(item) for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._things if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._shown():
            need = item.sizeHint().width()
            if lines[-1] and used + self._gap + need > width:
                lines.append([])
                used = 0
            used += need + (self._gap if lines[-1] else 0)
            lines[-1].append(item)
        return lines

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        top = rect.top()
        for line in self._lines(rect.width()):
            sizes = [_size(item) for item in line]
            height = max((size.height() for size in sizes), default=0)
            width = sum(size.width() for size in sizes) + self._gap * max(0, len(line) - 1)
            left = rect.right() + 1 - width if self._right else rect.left()
            for item, size in zip(line, sizes, strict=True):
                if move:
                    down = (height - size.height()) // 2 if self._middle else 0
                    item.setGeometry(QRect(QPoint(left, top + down), size))
                left += size.width() + self._gap
            top += height + self._gap
        return max(0, top - self._gap - rect.top())


def _size(item: QLayoutItem) -> QSize:
    """What the item wants; words that wrap in it may need more height than its hint says."""
    size = item.sizeHint()
    if item.hasHeightForWidth():
        size.setHeight(max(size.height(), item.heightForWidth(size.width())))
    return size
