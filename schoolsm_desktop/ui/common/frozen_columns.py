"""The first columns of a wide table, shown over its left edge so that they stay while the others pass under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from schoolsm_desktop.ui.common.cell_painter import Nothing
from schoolsm_desktop.ui.common.headings import Headings
from schoolsm_desktop.ui.theme import px, tokens

if TYPE_CHECKING:
    from schoolsm_desktop.ui.common.table_view import Table

MOST = 0.6
"""The part of the table that may stand still; what is more scrolls with the rest."""


class FrozenColumns(QTableView):
    """A second view of the same model and selection. The keyboard stays with the table; the mouse reaches both."""

    def __init__(self, table: Table, columns: int) -> None:
        super().__init__(table)
        self._main, self._wanted = table, columns
        self._fitting = False
        self._under = Nothing(self)
        self._covers = 0
        self._own_heading = Headings(table, self)
        self.setHorizontalHeader(self._own_heading)
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(table.selectionBehavior())
        self.setSelectionMode(table.selectionMode())
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        self._share_headings()
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        table.viewport().installEventFilter(self)
        self.model().modelReset.connect(self.fit)

    @property
    def count(self) -> int:
        """How many of the first columns stand still: as many as leave room for the rest, and one at least."""
        room, taken = self._main.viewport().width() * MOST, 0
        for at in range(min(self._wanted, self.model().columnCount())):
            taken += self._main.columnWidth(at)
            if at and taken > room:
                return at
        return min(self._wanted, self.model().columnCount())

    def fit(self) -> None:
        """Lie over the first columns, as wide as they are and as high as what is seen."""
        if self._fitting:
            return
        self._fitting = True
        count, wide = self.count, 0
        self._cover(count)
        for at in range(self.model().columnCount()):
            self.setColumnHidden(at, at >= count)
            if at < count:
                self.setColumnWidth(at, self._main.columnWidth(at))
                wide += self._main.columnWidth(at)
        seen, head = self._main.viewport().geometry(), self._main.horizontalHeader().height()
        self.setGeometry(seen.left(), seen.top() - head, wide, seen.height() + head)
        self.setVisible(count > 0)
        self.verticalScrollBar().setValue(self._main.verticalScrollBar().value())
        self._fitting = False

    def _cover(self, count: int) -> None:
        """What lies under this view is not painted by the table."""
        for at in range(max(count, self._covers)):
            if (at < count) != (at < self._covers):
                self._main.setItemDelegateForColumn(at, self._under if at < count else self._main.itemDelegate())
        self._covers = count

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        edge = self.viewport().width() - 1
        painter.setPen(QColor(tokens().edge))
        painter.drawLine(edge, 0, edge, self.viewport().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.fit()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._main.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._main.wheelEvent(event)

    def _share_headings(self) -> None:
        """One order and one set of widths: what is done at either heading is done at both."""
        mine, theirs = self._own_heading, self._main.horizontalHeader()
        mine.setMinimumSectionSize(px(60))
        mine.setSortIndicatorShown(True)
        mine.setSortIndicatorClearable(True)
        mine.setSortIndicator(theirs.sortIndicatorSection(), theirs.sortIndicatorOrder())
        mine.sortIndicatorChanged.connect(theirs.setSortIndicator)
        theirs.sortIndicatorChanged.connect(mine.setSortIndicator)
        mine.sectionResized.connect(self._resized)
        theirs.sectionResized.connect(lambda *_: self.fit())

    def _resized(self, column: int, _before: int, now: int) -> None:
        if not self._fitting and now:
            self._main.setColumnWidth(column, now)
