"""What follows from what is about to be done, under the fields of a dialog: asked anew whenever the choice changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.card import selectable, words
from schoolsm_desktop.ui.theme import px, set_look

if TYPE_CHECKING:
    from schoolsm_desktop.ui.common.background import Background


class WhatFollows(QWidget):
    """Sentences under “What follows”, or another title; not there while there is nothing to say. `said` tells that it changed its height."""

    said = Signal()

    def __init__(self, background: Background, parent: QWidget, title: str = "") -> None:
        super().__init__(parent)
        set_look(self, "body")
        self._background = background
        self._asked = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(4), 0, 0)
        column.setSpacing(px(3))
        column.addWidget(words(title or tr("What follows"), "strong", self, wrap=True))
        self.words = selectable(words("", "", self, wrap=True))
        self.words.setAccessibleName(title or tr("What follows"))
        column.addWidget(self.words)
        self.hide()

    def ask(self, call: Callable[[], Sequence[str]]) -> None:
        """Have `call` answered on the worker and show it; an answer to an earlier question is dropped."""
        self._asked += 1
        asked = self._asked

        def answered(sentences: Sequence[str]) -> None:
            if asked == self._asked:
                self.show_sentences(sentences)

        self._background.run(call, answered, lambda _error: answered(()), owner=self)

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show these sentences, or nothing."""
        self._asked += 1  # whatever is still being worked out is answered by this
        self.words.setText("\n".join(sentences))
        self.setVisible(bool(sentences))
        self.said.emit()
