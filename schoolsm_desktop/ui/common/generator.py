"""The small window beside a secret field that makes a new password or passphrase.

    editor = form.add_secret("password", tr("Password"), keep=True)
    editor.offer_maker(lambda field: PasswordMaker(field, office.secrets.make_password).open_beside())

`make(kind, size)` comes from a service: kind "letters" (size = length) or "words" (size = number of words).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
)

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.secret_field import SecretEdit
from schoolsm_desktop.ui.theme import px, set_look

Make = Callable[[str, int], str]
LETTERS, WORDS = "letters", "words"
_RANGE = {LETTERS: (12, 64, 20), WORDS: (4, 8, 5)}


class PasswordMaker(QFrame):
    """Shows a new one, makes another, and puts it into the field when it is taken."""

    def __init__(self, field: SecretEdit, make: Make, *, kind: str = LETTERS) -> None:
        super().__init__(field.window(), Qt.WindowType.Popup)
        self._field, self._make = field, make
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("Make a new password"))
        set_look(self, "popup")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(12), px(14), px(12))
        column.setSpacing(px(8))
        column.addWidget(words(tr("A new one, made by chance"), "strong", self))
        self._shown = QLabel("", self)
        self._shown.setTextFormat(Qt.TextFormat.PlainText)
        self._shown.setWordWrap(True)
        self._shown.setMinimumWidth(px(300))
        set_look(self._shown, "code")
        column.addWidget(self._shown)
        column.addLayout(self._choices(kind))
        row = QHBoxLayout()
        self.again = QPushButton(tr("Another"), self)
        self.take = QPushButton(tr("Use this"), self)
        set_look(self.take, "main")
        self.again.clicked.connect(lambda _on=False: self._new())
        self.take.clicked.connect(lambda _on=False: self._take())
        row.addStretch(1)
        row.addWidget(self.again)
        row.addWidget(self.take)
        column.addLayout(row)
        self._change_kind()

    def open_beside(self) -> None:
        """Show it under the field."""
        self.adjustSize()
        self.move(self._field.mapToGlobal(QPoint(0, self._field.height() + px(4))))
        self.show()
        self.take.setFocus()

    @property
    def kind(self) -> str:
        """What is made: letters or words."""
        return WORDS if self._words.isChecked() else LETTERS

    def _choices(self, kind: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(10))
        self._letters = QRadioButton(tr("Letters and signs"), self)
        self._words = QRadioButton(tr("Words"), self)
        group = QButtonGroup(self)
        for button in (self._letters, self._words):
            group.addButton(button)
            row.addWidget(button)
        (self._words if kind == WORDS else self._letters).setChecked(True)
        self._size = QSpinBox(self)
        self._size.setAccessibleName(tr("How long"))
        self._size.valueChanged.connect(lambda _value: self._new())
        self._words.toggled.connect(lambda _on: self._change_kind())
        row.addStretch(1)
        row.addWidget(self._size)
        return row

    def _change_kind(self) -> None:
        least, most, usual = _RANGE[self.kind]
        self._size.blockSignals(True)
        self._size.setRange(least, most)
        self._size.setValue(usual)
        self._size.blockSignals(False)
        self._new()

    def _new(self) -> None:
        self._shown.setText(self._make(self.kind, self._size.value()))
        self._shown.setAccessibleName(tr("A new one is shown"))

    def _take(self) -> None:
        self._field.setText(self._shown.text())
        self._shown.clear()
        self.close()
