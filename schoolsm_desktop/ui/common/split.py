"""The list left, facts and actions right; under one another where the window is narrow or the text large."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from schoolsm_desktop.ui.theme import px


class Split(QWidget):
    """Two parts beside each other in a proportion; `narrow` is the width (normal text size) below which they stack."""

    turned = Signal(bool)
    """Whether they now stand beside each other."""

    def __init__(self, left: QWidget, right: QWidget, parts: tuple[int, int] = (8, 3), *, narrow: int = 760) -> None:
        super().__init__()
        self._narrow = narrow
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(px(16))
        self._line.addWidget(left, parts[0])
        self._line.addWidget(right, parts[1])
        self._right = right
        self._parts = parts
        self._beside: bool | None = None

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        beside = self.width() >= px(self._narrow)
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        share = self.width() * self._parts[1] // sum(self._parts)
        self._right.setMaximumWidth(share if beside else 16777215)
        self._right.setMinimumWidth(share if beside else 0)
        if beside is not self._beside:
            self._beside = beside
            self.turned.emit(beside)
