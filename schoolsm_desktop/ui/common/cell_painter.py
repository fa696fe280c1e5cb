"""Paints the cells of a table: one or two lines of text, a chip, or a button."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from schoolsm_desktop.ui.common.chip import chip_size, chip_text, paint_chip
from schoolsm_desktop.ui.common.headings import heading_width
from schoolsm_desktop.ui.common.row_model import DETAIL_ROLE, MARK_ROLE, ROW_ROLE, STATE_ROLE, STYLE_ROLE, Column, Look
from schoolsm_desktop.ui.theme import State, px, theme, tokens

Index = QModelIndex | QPersistentModelIndex
MATRIX = 130  # the width in which a column of a matrix says what it has to say: on two lines, or cut with its hint
LOOKED_AT = 60  # rows measured for the width of a column: all of them would stall a long list


class CellPainter(QStyledItemDelegate):
    """One painter for all tables. In a matrix (`cells`) the chosen cell has a frame of its own, its row and column a ground."""

    def __init__(self, table: QTableView, *, cells: bool = False) -> None:
        super().__init__(table)
        self._table = table
        self._cells = cells

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_cell_width(index), self._table.verticalHeader().defaultSectionSize())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column: Column[Any] = index.data(STYLE_ROLE)
        room: QRect = option.rect
        self._ground(painter, room, option, index)
        inner = room.adjusted(px(10), 0, -px(6), 0)
        if index.column() == 0 and index.data(MARK_ROLE):
            inner = self._mark(painter, inner)
        text = str(index.data() or "")
        state = index.data(STATE_ROLE)
        if column.look is Look.BUTTON:
            if text:
                self._button(painter, inner, text, index)
        elif isinstance(state, State) and text:
            icon = _icon(column, index)
            shown = chip_text(state, text, signed=column.signed and not icon)
            place = self._detail_under(painter, inner, index, column)
            paint_chip(painter, place, shown, state, centred=column.centred, icon=icon)
        else:
            self._text(painter, inner, text, index, column)

    def _ground(self, painter: QPainter, room: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        use = tokens()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        current = self._table.currentIndex()
        across = self._cells and current.isValid() and index.column() == current.column()
        painter.fillRect(room, QColor(use.selected if chosen else use.hover if across else use.card))
        painter.setPen(QColor(use.line))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        if not (self._table.hasFocus() or self._cells) or not current.isValid() or index.row() != current.row():
            return
        if self._cells and index.column() == current.column():
            painter.setPen(QPen(QColor(use.focus), 2))
            painter.drawRect(room.adjusted(1, 1, -2, -2))
        elif not self._cells:
            painter.setPen(QPen(QColor(use.focus), 2))
            painter.drawLine(room.left(), room.top() + 1, room.right(), room.top() + 1)
            painter.drawLine(room.left(), room.bottom() - 1, room.right(), room.bottom() - 1)

    def _mark(self, painter: QPainter, room: QRect) -> QRect:
        """A ticked box before the words of a marked row; what is left for the words."""
        side = px(15)
        box = QRect(room.left(), room.center().y() - side // 2, side, side)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().accent))
        painter.drawRoundedRect(box, px(4), px(4))
        theme().icon("check", "accent_text", 12).paint(painter, box, Qt.AlignmentFlag.AlignCenter)
        painter.restore()
        return room.adjusted(side + px(7), 0, 0, 0)

    def _detail_under(self, painter: QPainter, room: QRect, index: Index, column: Column[Any]) -> QRect:
        """The quiet line under a chip, where there is one; the room that is left for the chip."""
        detail = str(index.data(DETAIL_ROLE) or "")
        if not detail:
            return room
        low = theme().metrics("quiet").height()
        under = room.adjusted(0, room.height() - low - px(4), 0, -px(4))
        across = Qt.AlignmentFlag.AlignHCenter if column.centred else Qt.AlignmentFlag.AlignLeft
        painter.save()
        painter.setFont(theme().font("quiet"))
        painter.setPen(QColor(tokens().quiet))
        shown = painter.fontMetrics().elidedText(detail, Qt.TextElideMode.ElideRight, under.width())
        painter.drawText(under, across | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
        return room.adjusted(0, px(3), 0, -low - px(4))

    def _text(self, painter: QPainter, room: QRect, text: str, index: Index, column: Column[Any]) -> None:
        across = Qt.AlignmentFlag.AlignHCenter if column.centred else Qt.AlignmentFlag.AlignLeft
        detail = str(index.data(DETAIL_ROLE) or "")
        use, look = tokens(), theme()
        font, small = look.font("body", bold=column.bold), look.font("quiet")
        high, low = QFontMetrics(font).height(), QFontMetrics(small).height() if detail else 0
        top = room.top() + (room.height() - high - low) // 2
        painter.save()
        for line, face, ink, height in ((text, font, use.text, high), (detail, small, use.quiet, low)):
            if not line:
                continue
            painter.setFont(face)
            painter.setPen(QColor(ink))
            shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(
                QRect(room.left(), top, room.width(), height), across | Qt.AlignmentFlag.AlignVCenter, shown
            )
            top += height
        painter.restore()

    def _button(self, painter: QPainter, room: QRect, text: str, index: Index) -> None:
        use = tokens()
        metrics = theme().metrics()
        height = min(room.height() - px(6), px(30))
        box = QRect(room.left(), room.top() + (room.height() - height) // 2, 0, height)
        box.setWidth(min(room.width(), metrics.horizontalAdvance(text) + px(26)))
        current = self._table.hasFocus() and self._table.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(use.focus if current else use.edge), 2 if current else 1))
        painter.setBrush(QColor(use.card))
        painter.drawRoundedRect(box, px(6), px(6))
        painter.setPen(QColor(use.text))
        painter.setFont(theme().font())
        painter.drawText(
            box,
            Qt.AlignmentFlag.AlignCenter,
            metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width()),
        )
        painter.restore()


class Nothing(QStyledItemDelegate):
    """Paints nothing: for the columns that another view lies over."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        return


def wanted_width(table: QTableView, column: int, *, two_lines: bool = False) -> int:
    """The width that the heading and the first rows of `column` need, within reason."""
    model = table.model()
    title = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
    alone = theme().metrics("quiet", bold=True).horizontalAdvance(title) + px(24)
    widest = heading_width(title) if two_lines else alone
    for line in range(min(LOOKED_AT, model.rowCount())):
        widest = max(widest, _cell_width(model.index(line, column), lines=2 if two_lines else 1))
    return min(widest, px(MATRIX if two_lines else 420))


def _cell_width(index: Index, lines: int = 1) -> int:
    column: Column[Any] = index.data(STYLE_ROLE)
    text, state = str(index.data() or ""), index.data(STATE_ROLE)
    look = theme()
    if column.look is Look.BUTTON:
        return look.metrics().horizontalAdvance(text) + px(46)
    detail = str(index.data(DETAIL_ROLE) or "")
    beside = px(22 if lines == 1 else 18)  # a matrix stands closer
    lines = 1 if detail else lines  # a chip over a detail has one line
    wide = look.metrics("body", bold=column.bold).horizontalAdvance(text)
    if isinstance(state, State) and text:
        icon = _icon(column, index)
        wide = chip_size(chip_text(state, text, signed=column.signed and not icon), icon=icon, lines=lines).width()
    return max(wide, look.metrics("quiet").horizontalAdvance(detail)) + beside


def _icon(column: Column[Any], index: Index) -> str:
    return column.icon(index.data(ROW_ROLE)) if column.icon is not None else ""
