"""Paints one column of a list as a tick box; every other cell as all tables do."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from schoolsm_desktop.ui.common.cell_painter import CellPainter, cell_of
from schoolsm_desktop.ui.theme import px, theme, tokens

TICK_COLUMN = "take"


class TickPainter(CellPainter):
    """The column is called TICK_COLUMN, and its rows have `taken`."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        column, row = cell_of(index)
        if column.key != TICK_COLUMN:
            super().paint(painter, option, index)
            return
        self._ground(painter, option.rect, option, index)
        side = px(17)
        box = QRect(0, 0, side, side)
        box.moveCenter(option.rect.center())
        use, ticked = tokens(), bool(row.taken)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(use.accent if ticked else use.outline), 1))
        painter.setBrush(QColor(use.accent if ticked else use.field))
        painter.drawRoundedRect(box, px(4), px(4))
        if ticked:
            theme().icon("check", "accent_text", 13).paint(painter, box, Qt.AlignmentFlag.AlignCenter)
        painter.restore()
