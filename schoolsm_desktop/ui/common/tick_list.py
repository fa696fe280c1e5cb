"""A list to tick, filtered by typing: Space ticks, what is ticked stays ticked while the filter changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from schoolsm_desktop.domain.folding import folded
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.form import OwnEditor
from schoolsm_desktop.ui.theme import px


class TickList(OwnEditor):
    """Items of (key, words, quiet detail). `changed` tells that a tick was set or taken away. Its value is the ticked keys."""

    HAS_LABEL = True
    changed = Signal()

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        shown = words(label, "quiet", self, wrap=True)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(tr("Type to filter"))
        self.filter.setAccessibleName(tr("Filter: {name}", name=label))
        self.filter.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(label)
        self.list.ensurePolished()  # else lines set before the first show are as high as without the style sheet
        self.list.setMinimumHeight(px(230))
        self._count: QLabel = words("", "quiet", self)
        for part in (shown, self.filter, self.list, self._count):
            column.addWidget(part)
        self.setFocusProxy(self.filter)
        self.filter.textChanged.connect(self._filter)
        self.list.itemChanged.connect(self._ticked)

    def set_items(self, items: Sequence[tuple[str, str, str]], *, ticked: bool = False) -> None:
        """Show these items, all ticked or none."""
        self.list.blockSignals(True)
        self.list.clear()
        for key, said, detail in items:
            item = QListWidgetItem(f"{said}   {detail}" if detail else said)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._ticked()

    def ticked(self) -> list[str]:
        """The keys of what is ticked, in the order of the list."""
        return [
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in self._items()
            if item.checkState() == Qt.CheckState.Checked
        ]

    def tick(self, key: str, on: bool = True) -> None:
        """Set or take away one tick."""
        for item in self._items():
            if item.data(Qt.ItemDataRole.UserRole) == key:
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def untick_all(self) -> None:
        """Take every tick away."""
        for item in self._items():
            item.setCheckState(Qt.CheckState.Unchecked)

    def tick_shown(self, on: bool) -> None:
        """Tick or untick every line that the filter shows."""
        for item in [each for each in self._items() if not each.isHidden()]:
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def value(self) -> str:
        """The keys of what is ticked."""
        return " ".join(self.ticked())

    def set_value(self, text: str) -> None:
        """Tick what `value` gave, and nothing else."""
        wanted = set(text.split())
        for item in self._items():
            on = item.data(Qt.ItemDataRole.UserRole) in wanted
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(at) for at in range(self.list.count())]

    def _filter(self, typed: str) -> None:
        needle = folded(typed)
        for item in self._items():
            item.setHidden(not all(word in folded(item.text()) for word in needle.split()))

    def _ticked(self) -> None:
        self._count.setText(ntr("{count} ticked", "{count} ticked", len(self.ticked())))
        self.changed.emit()
        self.edited.emit()
