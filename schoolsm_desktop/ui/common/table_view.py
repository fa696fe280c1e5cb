"""The view of a RowModel: 36 px rows (48 with a second line), chips, buttons in cells, columns that stay, marked rows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from schoolsm_desktop.ui.common.cell_painter import CellPainter, wanted_width
from schoolsm_desktop.ui.common.frozen_columns import FrozenColumns
from schoolsm_desktop.ui.common.headings import Headings
from schoolsm_desktop.ui.common.row_model import Look, RowModel
from schoolsm_desktop.ui.theme import px

Index = QModelIndex | QPersistentModelIndex


class Table(QTableView):
    """A list. `pressed_button` gives (row, column key) for a BUTTON cell; `opened` a row that Enter or a double click chose.

    `frozen` columns stay at the left while the others scroll. With `marks` Space marks a row, with Shift all rows from the
    last one marked; the mouse does the same with Ctrl and Shift. `typed` gives letters for a filter.
    """

    pressed_button = Signal(object, str)
    opened = Signal(object, str)
    picked = Signal(object, str)
    marked = Signal()
    typed = Signal(str)

    def __init__(
        self,
        model: RowModel[Any],
        parent: QWidget | None = None,
        *,
        two_line: bool = False,
        cells: bool = False,
        frozen: int = 0,
        marks: bool = False,
    ) -> None:
        super().__init__(parent)
        self.rows = model
        self.filters = False
        self.frozen: FrozenColumns | None = None
        self._cells, self._marks = cells, marks
        self._last_marked: object = None
        self._narrowest: list[int] = []
        if cells:
            self.setHorizontalHeader(Headings(self))
        self.setModel(model)
        self.setItemDelegate(CellPainter(self, cells=cells))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(px(48 if two_line else 36))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.setMinimumHeight(px(150))
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._current_changed)
        if frozen:
            self._freeze(frozen)

    def _freeze(self, columns: int) -> None:
        self.frozen = FrozenColumns(self, columns)
        self.frozen.setItemDelegate(CellPainter(self, cells=self._cells))
        self.frozen.clicked.connect(self._clicked)
        self.frozen.doubleClicked.connect(self._open)
        header = self.horizontalHeader()

        def stay(*_moved: int) -> None:
            for at in range(min(columns, header.count())):
                if header.visualIndex(at) != at:
                    header.moveSection(header.visualIndex(at), at)

        header.sectionMoved.connect(stay)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current, shift = self.currentIndex(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and current.isValid():
            if event.key() == Qt.Key.Key_Space and self._marks:
                self._mark(current.row(), far=shift)
            else:
                self._press_or_open(current)
            return
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if self.filters and not held and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
            return
        super().keyPressEvent(event)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell into view, beside the columns that stand still and not under them."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if self.frozen is None:
            return
        if index.column() < self.frozen.count:
            bar.setValue(before)
        else:
            covered = self.frozen.width() - self.columnViewportPosition(index.column())
            bar.setValue(bar.value() - max(0, covered))

    def fit_columns(self) -> None:
        """Give each column what its heading and its first rows need, or the width it was made with."""
        for at, column in enumerate(self.rows.columns):
            wide = px(column.width) if column.width else wanted_width(self, at, two_lines=self._cells)
            self.setColumnWidth(at, wide)
        self._narrowest = [self.columnWidth(at) for at in range(len(self.rows.columns))]
        self.share_room()

    def share_room(self) -> None:
        """Give the room that is left to the column that grows; nothing is squeezed below what it needs."""
        columns = self.rows.columns
        if not columns or len(self._narrowest) != len(columns):
            return
        grows = [at for at, column in enumerate(columns) if column.grow] or [len(columns) - 1]
        taken = sum(self.columnWidth(at) for at in range(len(columns)) if at not in grows)
        share = (self.viewport().width() - taken) // len(grows)
        for at in grows:
            self.setColumnWidth(at, max(share, min(self._narrowest[at], px(240))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_room()

    def _row(self, index: QModelIndex) -> tuple[Any, str]:
        return self.rows.row_at(index.row()), self.rows.columns[index.column()].key

    def _mark(self, line: int, *, far: bool) -> None:
        """Mark the row on `line`, or take its mark away; `far` marks all rows from the last one marked."""
        since = self.rows.line_of(self._last_marked) if far and self._last_marked is not None else -1
        if since >= 0:
            for each in range(min(since, line), max(since, line) + 1):
                self.rows.mark(each, True)
        else:
            self.rows.mark(line, not self.rows.is_marked(line))
        row = self.rows.row_at(line)
        self._last_marked = self.rows.identity_of(row) if row is not None else None
        self.marked.emit()

    def _clicked(self, index: QModelIndex) -> None:
        held = QApplication.keyboardModifiers()
        if self._marks and held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            self._mark(index.row(), far=bool(held & Qt.KeyboardModifier.ShiftModifier))
        if self.rows.columns[index.column()].look is Look.BUTTON:
            self._press_or_open(index)

    def _press_or_open(self, index: QModelIndex) -> None:
        row, key = self._row(index)
        columns = self.rows.columns
        at = index.column()
        if columns[at].look is not Look.BUTTON and not self._cells:
            buttons = [each for each in columns if each.look is Look.BUTTON and each.text(row)]
            key = buttons[0].key if buttons else key
        column = next(each for each in columns if each.key == key)
        if column.look is Look.BUTTON and column.text(row):
            self.pressed_button.emit(row, key)
        else:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        row, key = self._row(index)
        if row is not None:
            self.opened.emit(row, key)

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid():
            self.picked.emit(*self._row(current))
        else:
            self.picked.emit(None, "")
        if not self._cells:
            self.viewport().update()
            return
        self.horizontalHeader().viewport().update()
        if self.frozen is not None:
            self.frozen.horizontalHeader().viewport().update()
        for index in (current, previous):
            if index.isValid():
                self._draw_cross(index)

    def _draw_cross(self, index: QModelIndex) -> None:
        """Draw the row and the column of a cell anew, and not the hundred cells between."""
        for view in (self, self.frozen) if self.frozen is not None else (self,):
            room = view.viewport().rect()
            top, left = view.rowViewportPosition(index.row()), view.columnViewportPosition(index.column())
            view.viewport().update(0, top, room.width(), view.rowHeight(index.row()))
            view.viewport().update(left, 0, view.columnWidth(index.column()), room.height())
