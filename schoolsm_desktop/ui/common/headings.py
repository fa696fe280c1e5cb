"""The headings of a matrix: in two lines where one is too narrow, cut only with the whole name on hovering."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QTableView

from schoolsm_desktop.ui.theme import px, theme, tokens

SIDES = 26
"""What a heading needs beside its words: the edges and the sign of the order."""
MOST_LETTERS = 200
"""More of a title than any heading shows; the rest is not measured, however long a name somebody pasted."""


class Headings(QHeaderView):
    """Column headings of two lines; the one over the current cell of `table` has a line under it."""

    def __init__(self, table: QTableView, parent: QTableView | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent or table)
        self._table = table
        self.setSectionsClickable(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setFixedHeight(2 * theme().metrics("quiet", bold=True).lineSpacing() + px(14))

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, logicalIndex: int) -> None:
        super().initStyleOptionForIndex(option, logicalIndex)
        title = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        room = self.sectionSize(logicalIndex) - px(SIDES)
        option.text = "\n".join(in_two_lines(title, room, theme().metrics("quiet", bold=True)))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        current = self._table.currentIndex()
        if current.isValid() and current.column() == logicalIndex:
            painter.fillRect(rect.left(), rect.bottom() - px(2), rect.width(), px(3), QColor(tokens().accent))


def in_two_lines(title: str, room: int, metrics: QFontMetrics) -> list[str]:
    """The title on one line or two; a line that is too wide for `room` ends in "…"."""
    lines = [title] if metrics.horizontalAdvance(title[:MOST_LETTERS]) <= room else broken(title, metrics)
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, max(room, px(20))) for line in lines]


def heading_width(title: str) -> int:
    """The width that a title in two lines needs, within reason."""
    metrics = theme().metrics("quiet", bold=True)
    return min(max(map(metrics.horizontalAdvance, broken(title, metrics))), px(120)) + px(SIDES)


def broken(title: str, metrics: QFontMetrics) -> list[str]:
    """In two lines, broken where the longer one is shortest; a single word stays whole."""
    title = title[:MOST_LETTERS]
    parts = title.split()
    ways = [[" ".join(parts[:at]), " ".join(parts[at:])] for at in range(1, len(parts))]
    return min(ways, key=lambda way: max(map(metrics.horizontalAdvance, way)), default=[title])
