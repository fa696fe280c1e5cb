"""One field: its label, its editor, a hint, and beside it what is wrong."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.theme import px, set_mark

NEEDED: Final = "*"


class Field(QWidget):
    """A label, its editor, a hint, and the place for what is wrong."""

    def __init__(
        self, label: str, editor: QWidget, hint: str, *, needed: bool, parent: QWidget, labelled: bool = True
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(3))
        self._label = words(f"{label} {NEEDED}" if needed else label, "quiet", self, wrap=True) if labelled else None
        if self._label is not None:
            self._label.setBuddy(editor)
            column.addWidget(self._label)
        column.addWidget(editor)
        self._hint = words(hint, "quiet", self, wrap=True)
        self._hint.setVisible(bool(hint))
        self._error = words("", "error", self, wrap=True)
        self._error.setVisible(False)
        column.addWidget(self._hint)
        column.addWidget(self._error)
        editor.setAccessibleName(tr("{label}, needed", label=label) if needed else label)
        editor.setAccessibleDescription(hint)
        self._said = hint

    def show_error(self, sentence: str) -> None:
        """Say beside the field what is wrong; "" takes it away."""
        self._error.setText(f"✕ {sentence}" if sentence else "")
        self._error.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence or self._said)
        set_mark(self.editor, "wrong", "true" if sentence else "false")

    def set_label(self, label: str, *, needed: bool = False) -> None:
        """Call the field something else: for one that asks different things as another is chosen."""
        if self._label is not None:
            self._label.setText(f"{label} {NEEDED}" if needed else label)
        self.editor.setAccessibleName(tr("{label}, needed", label=label) if needed else label)

    def set_hint(self, hint: str) -> None:
        """Show another hint under the field."""
        self._said = hint
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        if self._error.isHidden():
            self.editor.setAccessibleDescription(hint)

    @property
    def error(self) -> str:
        """What is said to be wrong, or ""."""
        return self._error.text().removeprefix("✕ ")
