"""An empty page teaches: what will stand here, and the one button that begins it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.theme import px, set_look, theme


@dataclass(frozen=True, slots=True)
class Teaching:
    """What an empty place says. `icon` is one of `resources/icons`; a button needs both `button` and `begin`."""

    title: str
    sentence: str
    button: str = ""
    begin: Callable[[], None] | None = None
    icon: str = "clipboard-list"


class Empty(QWidget):
    """Shows a Teaching in the middle of its place."""

    def __init__(self, teaching: Teaching, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(32), px(32), px(32), px(32))
        column.setSpacing(px(8))
        column.addStretch(2)
        self._picture = QLabel(self)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._icon = teaching.icon
        self._draw()
        theme().changed.connect(self._draw)
        column.addWidget(self._picture)
        for text, look in ((teaching.title, "heading"), (teaching.sentence, "quiet")):
            label = words(text, look, self, wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(label, 4)
            row.addStretch(1)
            column.addLayout(row)
        if teaching.button and teaching.begin is not None:
            begin = teaching.begin
            self.button = QPushButton(teaching.button, self)
            set_look(self.button, "main")
            self.button.clicked.connect(lambda _on=False: begin())
            column.addSpacing(px(6))
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def _draw(self) -> None:
        self._picture.setPixmap(theme().icon(self._icon, "quiet", 32).pixmap(px(32), px(32)))
