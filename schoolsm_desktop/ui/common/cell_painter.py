"""Paints the cells of a table: one or two lines of text, a chip, or a button."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from schoolsm_desktop.ui.common.chip import chip_size, chip_text, paint_chip
from schoolsm_desktop.ui.common.headings import heading_width
from schoolsm_desktop.ui.common.row_model import (
    DETAIL_ROLE,
    MARK_ROLE,
    ROW_ROLE,
    STATE_ROLE,
    STYLE_ROLE,
    Column,
    Look,
    RowModel,
)
from schoolsm_desktop.ui.theme import State, px, theme, tokens

Index = QModelIndex | QPersistentModelIndex
MATRIX = 130  # the width in which a column of a matrix says what it has to say: on two lines, or cut with its hint
LOOKED_AT = 60  # rows measured for the width of a column: all of them would stall a long list
_ACROSS: Final = {
    centred: across | Qt.AlignmentFlag.AlignVCenter
    for centred, across in ((True, Qt.AlignmentFlag.AlignHCenter), (False, Qt.AlignmentFlag.AlignLeft))
}
_CHOSEN: Final = QStyle.StateFlag.State_Selected.value


@lru_cache(maxsize=256)
def _colour(name: str) -> QColor:
    """A colour of the tokens; kept, because a list asks for several in each of its cells."""
    return QColor(name)


@lru_cache(maxsize=8192)
def _cut(line: str, size: str, bold: bool, wide: int, _text_px: float) -> str:
    """What of a line fits; kept, because a list is drawn anew at each key."""
    return theme().metrics(size, bold=bold).elidedText(line, Qt.TextElideMode.ElideRight, wide)


def cell_of(index: Index) -> tuple[Column[Any], Any]:
    """The column and the row of a cell, straight from the model: by way of Qt each role would cost a call there and back."""
    model = index.model()
    if isinstance(model, RowModel):
        return model.columns[index.column()], model.row_at(index.row())
    return index.data(STYLE_ROLE), index.data(ROW_ROLE)


class CellPainter(QStyledItemDelegate):
    """One painter for all tables. In a matrix (`cells`) the chosen cell has a frame of its own, its row and column a ground."""

    def __init__(self, table: QTableView, *, cells: bool = False) -> None:
        super().__init__(table)
        self._table = table
        self._cells = cells

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_cell_width(index), self._table.verticalHeader().defaultSectionSize())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column, row = cell_of(index)
        room: QRect = option.rect
        self._ground(painter, room, option, index)
        inner = room.adjusted(px(10), 0, -px(6), 0)
        if index.column() == 0 and index.data(MARK_ROLE):
            inner = self._mark(painter, inner)
        text = column.text(row)
        state = column.state(row) if column.state is not None else None
        if column.look is Look.BUTTON:
            if text:
                self._button(painter, inner, text, index)
            return
        detail = column.detail(row) if column.detail is not None else ""
        if state is not None and text:
            icon = column.icon(row) if column.icon is not None else ""
            shown = chip_text(state, text, signed=column.signed and not icon)
            place = self._detail_under(painter, inner, detail, column)
            paint_chip(painter, place, shown, state, centred=column.centred, icon=icon)
        else:
            self._text(painter, inner, text, detail, column)

    def _ground(self, painter: QPainter, room: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        use = tokens()
        chosen = bool(option.state.value & _CHOSEN)
        current = self._table.currentIndex()
        across = self._cells and current.isValid() and index.column() == current.column()
        painter.fillRect(room, _colour(use.selected if chosen else use.hover if across else use.card))
        painter.setPen(_colour(use.line))
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

    def _detail_under(self, painter: QPainter, room: QRect, detail: str, column: Column[Any]) -> QRect:
        """The quiet line under a chip, where there is one; the room that is left for the chip."""
        if not detail:
            return room
        low = theme().metrics("quiet").height()
        under = room.adjusted(0, room.height() - low - px(4), 0, -px(4))
        painter.save()
        painter.setFont(theme().font("quiet"))
        painter.setPen(_colour(tokens().quiet))
        shown = _cut(detail, "quiet", False, under.width(), theme().text_px)
        painter.drawText(under, _ACROSS[column.centred], shown)
        painter.restore()
        return room.adjusted(0, px(3), 0, -low - px(4))

    def _text(self, painter: QPainter, room: QRect, text: str, detail: str, column: Column[Any]) -> None:
        use, look = tokens(), theme()
        high = look.metrics("body", bold=column.bold).height()
        low = look.metrics("quiet").height() if detail else 0
        top, wide = room.top() + (room.height() - high - low) // 2, room.width()
        painter.save()
        for line, size, bold, ink, height in (
            (text, "body", column.bold, use.text, high),
            (detail, "quiet", False, use.quiet, low),
        ):
            if not line:
                continue
            painter.setFont(look.font(size, bold=bold))
            painter.setPen(_colour(ink))
            shown = _cut(line, size, bold, wide, look.text_px)
            painter.drawText(QRect(room.left(), top, wide, height), _ACROSS[column.centred], shown)
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
