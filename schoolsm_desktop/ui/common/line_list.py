"""The lines of one list, put in order: the list itself, as a field whose value is all its lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.form import OwnEditor
from schoolsm_desktop.ui.theme import px, set_look

Values = dict[str, Any]
"""One line in plain values that can be written as JSON."""


class LineList(OwnEditor):
    """`picked` gives the number of the line that is chosen, -1 for none; `said` says a line in words."""

    HAS_LABEL = True
    picked = Signal(int)

    def __init__(
        self, label: str, lines: Sequence[Values], said: Callable[[Values], str], fresh: Callable[[], Values]
    ) -> None:
        super().__init__()
        self._lines = [dict(line) for line in lines]
        self._said, self._fresh = said, fresh
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        self.count = words("", "quiet", self, wrap=True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(label)
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.ensurePolished()
        self.list.setMinimumHeight(px(190))
        self.list.currentRowChanged.connect(self._chosen)
        row = QWidget(self)
        set_look(row, "body")
        flow = Flow(row)
        self.add = self._button(flow, tr("Add a line"), self.add_line)
        self.remove = self._button(flow, tr("Remove line"), self.remove_line)
        self.up = self._button(flow, tr("Move up"), lambda: self.move_line(-1))
        self.down = self._button(flow, tr("Move down"), lambda: self.move_line(1))
        for part in (self.count, self.list, row):
            column.addWidget(part)
        self.setFocusProxy(self.list)
        self._fill(0)

    def _button(self, flow: Flow, said: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(said, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: act())
        flow.addWidget(button)
        return button

    @property
    def lines(self) -> list[Values]:
        """Every line as it stands, in order."""
        return self._lines

    @property
    def at(self) -> int:
        """The number of the line that is chosen; -1 for none."""
        return self.list.currentRow()

    def pick(self, at: int) -> None:
        """Choose a line."""
        self.list.setCurrentRow(at)

    def put(self, name: str, value: object) -> None:
        """Put a field of the line that is chosen."""
        if self.at >= 0:
            self._lines[self.at][name] = value
            self.list.item(self.at).setText(self._said(self._lines[self.at]))
            self.edited.emit()

    def add_line(self) -> None:
        """A new line below the one that is chosen."""
        at = self.at + 1
        self._lines.insert(at, self._fresh())
        self._changed(at)

    def take(self, values: Values) -> None:
        """Put a line that was offered at the end, and choose it."""
        self._lines.append(dict(values))
        self._changed(len(self._lines) - 1)

    def remove_line(self) -> None:
        """Take the chosen line away."""
        if self.at >= 0:
            at = self.at
            del self._lines[at]
            self._changed(min(at, len(self._lines) - 1))

    def move_line(self, step: int) -> None:
        """Change places with the line above or below."""
        at, other = self.at, self.at + step
        if at >= 0 and 0 <= other < len(self._lines):
            self._lines[at], self._lines[other] = self._lines[other], self._lines[at]
            self._changed(other)

    def value(self) -> str:
        return json.dumps(self._lines, ensure_ascii=False)

    def set_value(self, text: str) -> None:
        self._lines = json.loads(text)
        self._changed(0)

    def _changed(self, at: int) -> None:
        self._fill(at)
        self.edited.emit()

    def _fill(self, at: int) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for line in self._lines:
            self.list.addItem(QListWidgetItem(self._said(line)))
        self.list.setCurrentRow(at if self._lines else -1)
        self.list.blockSignals(False)
        self._chosen(self.at)

    def _chosen(self, at: int) -> None:
        many = len(self._lines)
        self.count.setText(ntr("{count} line", "{count} lines", many) if many else tr("No line yet."))
        self.remove.setEnabled(at >= 0)
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < many - 1)
        self.picked.emit(at)
