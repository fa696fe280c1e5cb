"""A list as a page uses it, and what a person left of it as it was.

`ListPane` is what a page uses: a filter to type into, the table on a card, an empty state that teaches, and the count.
Widths, order and filter are kept for each person through `KeptViews`, in the school's records and not in the registry:
a filter can hold a pupil's name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.empty import Empty, Teaching
from schoolsm_desktop.ui.common.row_model import Column, RowModel
from schoolsm_desktop.ui.common.table_view import Table
from schoolsm_desktop.ui.theme import px, set_look

R = TypeVar("R")


class KeptViews(Protocol):
    """What a person left of a list: plain JSON by the list's key. `put` may save later, but `get` sees it at once."""

    def get(self, key: str) -> Mapping[str, Any]:
        """What was kept under `key`; empty where nothing was."""

    def put(self, key: str, value: Mapping[str, Any]) -> None:
        """Keep `value` under `key`."""


class ForgottenViews:
    """Keeps views as long as the window lives; for tests, wizards and dialogs."""

    def __init__(self) -> None:
        self._kept: dict[str, Mapping[str, Any]] = {}

    def get(self, key: str) -> Mapping[str, Any]:
        """What was kept under `key`."""
        return self._kept.get(key, {})

    def put(self, key: str, value: Mapping[str, Any]) -> None:
        """Keep `value` until the window closes."""
        self._kept[key] = dict(value)


class ListPane(QWidget, Generic[R]):
    """A filter, a table and its count on one card, or an empty state that teaches.

    Signals give the row itself: `picked(row | None, column key)`, `opened(row, key)`, `pressed_button(row, key)`.
    """

    picked = Signal(object, str)
    opened = Signal(object, str)
    pressed_button = Signal(object, str)
    narrowed = Signal()
    """Other rows are marked, or another filter is in force: `chosen_rows` gives others."""

    def __init__(
        self,
        key: str,
        columns: Sequence[Column[R]],
        views: KeptViews,
        teaching: Teaching,
        *,
        name: str,
        find: Callable[[R], str] | None = None,
        identity: Callable[[R], object] | None = None,
        two_line: bool = False,
        cells: bool = False,
        filtered: bool = True,
        frozen: int = 0,
        marks: bool = False,
        sealed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what a screen reader calls the list; `cells` lets single cells be chosen (a matrix).

        `frozen` columns stay while the others scroll; with `marks` rows can be marked. Of a `sealed` list the filter is not
        kept: a name typed there would stand beside the widths, where others who look after the records could read it.
        """
        super().__init__(parent)
        self._key, self._views, self._sealed = key, views, sealed
        self.model: RowModel[R] = RowModel(columns, find, identity, self)
        self.table = Table(self.model, self, two_line=two_line, cells=cells, frozen=frozen, marks=marks)
        self.table.setAccessibleName(name)
        self.table.filters = filtered
        if self.table.frozen is not None:
            self.table.frozen.setAccessibleName(tr("{name}: columns that stay", name=name))
        self.card = Card(parent=self, tight=True)
        self.filter = QLineEdit(self.card)
        self._count = words("", "quiet", self.card)
        self.no_hits = words("", "quiet", self.card, wrap=True)
        self._fitted = False
        self._build(name, teaching, filtered)
        self.table.picked.connect(self.picked)
        self.table.opened.connect(self.opened)
        self.table.pressed_button.connect(self.pressed_button)
        self.table.marked.connect(self.narrowed)
        self.table.typed.connect(self._type_on)
        self.filter.textChanged.connect(self._typed)
        self.filter.installEventFilter(self)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(600)
        self._keeping.timeout.connect(self.keep)
        header = self.table.horizontalHeader()
        header.sectionResized.connect(lambda *_: self._keeping.start())
        header.sectionMoved.connect(lambda *_: self._keeping.start())
        header.sortIndicatorChanged.connect(lambda *_: self._keeping.start())
        self._restore()

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show `rows`; who was chosen stays chosen."""
        chosen = self.current()
        known = self.model.identity_of(chosen) if chosen is not None else None
        column = max(0, self.table.currentIndex().column())
        self.model.set_rows(rows)
        if not self._fitted and rows:
            self._fitted = True
            self._fit()
        self._stack.setCurrentIndex(1 if rows else 0)
        self._tell_count()
        if known is not None:
            self.pick(known, column)
            if self.current() is None:
                self.picked.emit(None, "")

    def set_columns(self, columns: Sequence[Column[R]]) -> None:
        """Put other columns; they are fitted to the next rows."""
        self.model.set_columns(columns)
        self._fitted = False

    def current(self) -> R | None:
        """The row that is chosen."""
        return self.model.row_at(self.table.currentIndex().row())

    def chosen_rows(self) -> list[R]:
        """The rows that are marked; else those that a filter leaves; none where neither narrows the list."""
        marked = self.model.marked()
        return marked or (self.model.shown_rows() if self.model.filtered else [])

    def unmark_all(self) -> None:
        """Take every mark away."""
        self.model.unmark_all()
        self.narrowed.emit()

    def pick(self, identity: object, column: int = 0) -> bool:
        """Choose the row with `identity` and bring it into view; False if it is not on the list."""
        line = self.model.line_of(identity)
        if line < 0:
            return False
        index = self.model.index(line, column)
        across = self.table.horizontalScrollBar().value()
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index)
        if column == 0:  # a whole row is meant; a cell of a matrix must be seen
            self.table.horizontalScrollBar().setValue(across)
        return True

    def keep(self) -> None:
        """Keep widths, order and, unless what it lists is sealed, the filter for this person."""
        header = self.table.horizontalHeader()
        keys = [column.key for column in self.model.columns]
        by_place = sorted(range(len(keys)), key=header.visualIndex)
        self._views.put(
            self._key,
            {
                "widths": {key: header.sectionSize(at) for at, key in enumerate(keys)},
                "places": [keys[at] for at in by_place],
                "sorted": list(self.model.sorted_by or ()),
                **({} if self._sealed else {"filter": self.filter.text()}),
            },
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.filter and event.type() == QEvent.Type.KeyPress:
            key = cast("QKeyEvent", event).key()
            if key == Qt.Key.Key_Down:
                self.table.setFocus()
                if not self.table.currentIndex().isValid():
                    self.table.setCurrentIndex(self.model.index(0, 0))
                return True
            if key == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
        return super().eventFilter(watched, event)

    def _build(self, name: str, teaching: Teaching, filtered: bool) -> None:
        self.filter.setPlaceholderText(tr("Type to filter"))
        self.filter.setAccessibleName(tr("Filter: {name}", name=name))
        self.filter.setClearButtonEnabled(True)
        bar = QHBoxLayout()
        bar.setContentsMargins(px(10), px(8), px(12), px(8))
        bar.setSpacing(px(10))
        bar.addWidget(self.filter, 1)
        bar.addWidget(self._count)
        full = QWidget(self.card)
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if filtered:
            column.addLayout(bar)
        self.filter.setVisible(filtered)
        self._count.setVisible(filtered)
        self.no_hits.setContentsMargins(px(12), 0, px(12), px(8))
        self.no_hits.setVisible(False)
        column.addWidget(self.no_hits)
        column.addWidget(self.table, 1)
        self._stack = QStackedLayout()
        self._stack.addWidget(Empty(teaching, self.card))
        self._stack.addWidget(full)
        self.card.add(self._stack, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.card)
        set_look(full, "body")

    def teach(self, teaching: Teaching) -> None:
        """Let the empty list say something else: to whom nothing is given, the first steps of others are not their own."""
        before = self._stack.widget(0)
        at = self._stack.currentIndex()
        self._stack.insertWidget(0, Empty(teaching, self.card))
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
        self._stack.setCurrentIndex(at)

    def _typed(self, text: str) -> None:
        self.model.set_filter(text)
        self._tell_count()
        self._keeping.start()
        self.narrowed.emit()

    def _type_on(self, letters: str) -> None:
        """What is typed over the list goes into its filter."""
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filter.insert(letters)

    def _tell_count(self) -> None:
        total = self.model.total()
        nothing = self.model.filtered and total > 0 and self.model.rowCount() == 0
        if nothing:
            self.no_hits.setText(
                tr(
                    "Nothing here holds “{typed}”. Press Esc in the filter, or its cross, to see every line again.",
                    typed=self.filter.text().strip(),
                )
            )
        self.no_hits.setVisible(nothing)
        if not self.model.filtered:
            self._count.setText(ntr("{count} line", "{count} lines", total))
        elif self.model.canFetchMore():
            self._count.setText(tr("the first {shown} of many", shown=self.model.rowCount()))
        else:
            self._count.setText(tr("{shown} of {total}", shown=self.model.rowCount(), total=total))

    def _fit(self) -> None:
        self.table.fit_columns()
        kept = self._views.get(self._key).get("widths", {})
        for at, column in enumerate(self.model.columns):
            width = kept.get(column.key)
            if isinstance(width, int) and px(24) <= width <= px(900):
                self.table.setColumnWidth(at, width)
        self.table.share_room()

    def _restore(self) -> None:
        kept = self._views.get(self._key)
        keys = [column.key for column in self.model.columns]
        header = self.table.horizontalHeader()
        places = [key for key in kept.get("places", []) if key in keys]
        for place, key in enumerate(places):
            header.moveSection(header.visualIndex(keys.index(key)), place)
        by = kept.get("sorted", [])
        if len(by) == 2 and by[0] in keys:
            order = Qt.SortOrder.DescendingOrder if by[1] else Qt.SortOrder.AscendingOrder
            self.table.sortByColumn(keys.index(by[0]), order)
        self.filter.setText("" if self._sealed else str(kept.get("filter", "")))
