"""The question before something dangerous: it states the consequence in words and numbers, and Cancel is its default.

ask(self, title=tr("End J. Marsh's access to Facebook?"),
    consequence=tr("They can no longer open the password here. They knew it, so it must be changed within 24 hours."),
    action=tr("End access"), yes=self._end)
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.card import selectable, words
from schoolsm_desktop.ui.theme import px, set_look


class Question(QDialog):
    """A question with two buttons. Escape, Enter at first and closing the window all mean Cancel."""

    def __init__(self, parent: QWidget, title: str, consequence: str, action: str, *, dangerous: bool = True) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(18), px(20), px(16))
        column.setSpacing(px(10))
        heading = words(title, "heading", self, wrap=True)
        body = selectable(words(consequence, "", self, wrap=True))
        body.setMinimumWidth(px(420))
        column.addWidget(heading)
        column.addWidget(body)
        column.addSpacing(px(6))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self.cancel = QPushButton(tr("Cancel"), self)
        self.go = QPushButton(action, self)
        set_look(self.go, "danger" if dangerous else "main")
        self.go.setAutoDefault(False)
        self.cancel.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go)
        column.addLayout(buttons)
        self.cancel.setFocus()
        self.setAccessibleDescription(consequence)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)


def ask(
    parent: QWidget,
    *,
    title: str,
    consequence: str,
    action: str,
    yes: Callable[[], None],
    dangerous: bool = True,
) -> Question:
    """Put the question over `parent`'s window without stopping the program; `yes` is called if it is confirmed."""
    question = Question(parent, title, consequence, action, dangerous=dangerous)
    question.accepted.connect(yes)
    question.open()
    return question
