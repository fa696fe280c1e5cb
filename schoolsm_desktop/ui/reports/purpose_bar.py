"""Which documents are listed: all of them, what is to be printed now, or those of one purpose, each with its number."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.theme import set_look

from .document import PURPOSE_WORDS, PURPOSES

ALL, DUE = "all", "due"


class _Purpose(QPushButton):
    """As wide as its words are in bold, so that none is cut off, and none moves, when it is pressed down."""

    def sizeHint(self) -> QSize:
        size, bold = super().sizeHint(), self.font()
        bold.setWeight(QFont.Weight.DemiBold)
        said = self.text()
        more = QFontMetrics(bold).horizontalAdvance(said) - self.fontMetrics().horizontalAdvance(said)
        return size + QSize(max(0, more), 0)


class PurposeBar(QWidget):
    """One of them is pressed down; `chosen(key)` when it is another. What holds nothing is not offered."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_look(self, "body")
        self.setAccessibleName(tr("Which documents are listed"))
        flow = Flow(self)
        self._group = QButtonGroup(self)
        self._words = {ALL: tr("All"), DUE: tr("To be printed"), **{p.value: tr(PURPOSE_WORDS[p]) for p in PURPOSES}}
        self._buttons: dict[str, QPushButton] = {}
        for key in self._words:
            button = _Purpose(self)
            button.setCheckable(True)
            button.setAutoDefault(False)
            set_look(button, "choice")
            button.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[key] = button
            flow.addWidget(button)

    def show_counts(self, counts: Mapping[str, int], pressed: str) -> str:
        """Say how many each holds, and press one down; gives the one that is pressed: all, where that is empty now."""
        for key, button in self._buttons.items():
            button.setText(tr("{what}: {count}", what=self._words[key], count=counts.get(key, 0)))
            button.setVisible(key == ALL or counts.get(key, 0) > 0)
        now = pressed if counts.get(pressed, 0) else ALL
        self._buttons[now].setChecked(True)
        return now

    def press(self, key: str) -> None:
        """As if it had been pressed."""
        self._buttons[key].click()
