"""F12 covers the screen at once: somebody has come to the counter. F12 again takes the cover away.

Keys that must work everywhere (F12, Lock now) are heard before any window gets them: a window behind an open dialog
hears no shortcut of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.side_bar import Crest

_TYPED = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.InputMethod})


class EverywhereKeys(QObject):
    """Hears some keys in every window of the program. While `covered()` says so, no other key reaches any window."""

    def __init__(
        self, parent: QObject, keys: dict[QKeyCombination, Callable[[], None]], covered: Callable[[], bool]
    ) -> None:
        super().__init__(parent)
        self._keys = {combination.toCombined(): act for combination, act in keys.items()}
        self._covered = covered
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _TYPED or not isinstance(watched, QWidget):
            return False
        if event.type() == QEvent.Type.KeyPress:
            act = self._keys.get(cast("QKeyEvent", event).keyCombination().toCombined())
            if act is not None:
                act()
                return True
        return self._covered()


class Cover(QFrame):
    """Lies over the whole window; dialogs are put away while it is up, and nothing can be typed into anything."""

    def __init__(self, window: QWidget, school: str, crest: bytes = b"") -> None:
        super().__init__(window)
        self.setObjectName("cover")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("The screen is covered. Press F12 to go on."))
        column = QVBoxLayout(self)
        column.addStretch(3)
        self._crest = Crest(school, self, side=72, picture=crest)
        column.addWidget(self._crest, 0, Qt.AlignmentFlag.AlignHCenter)
        self._school = words(school, "title", self)
        for label in (self._school, words(tr("Press F12 to go on"), "", self)):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(4)
        self._before: QWidget | None = None
        self._away: list[QDialog] = []
        window.installEventFilter(self)
        self.hide()

    def show_school(self, school: str, crest: bytes) -> None:
        """Show the school's name and crest as they are now."""
        self._school.setText(school)
        self._crest.show_school(school, crest)

    def toggle(self) -> None:
        """Cover, or uncover."""
        if self.isVisible():
            self.uncover()
        else:
            self.cover()

    def cover(self) -> None:
        """Cover at once; open dialogs are put away as they are."""
        window = self.window()
        self._before = QApplication.focusWidget()
        self.setGeometry(window.rect())
        self.raise_()
        self.show()
        self._away = [each for each in window.findChildren(QDialog) if each.isVisible()]
        for dialog in reversed(self._away):
            dialog.hide()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def uncover(self) -> None:
        """Take the cover away and put everything where it was."""
        self.hide()
        for dialog in self._away:
            dialog.open()
        self._away = []
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self.window().rect())
        return super().eventFilter(watched, event)
