"""F12 covers the screen at once: somebody has come to the counter. F12 again takes the cover away."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.side_bar import Crest


class Cover(QFrame):
    """Lies over the whole window and hides its dialogs while it is up; nothing under it can be typed into."""

    def __init__(self, window: QWidget, school: str) -> None:
        super().__init__(window)
        self.setObjectName("cover")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("The screen is covered. Press F12 to go on."))
        column = QVBoxLayout(self)
        column.addStretch(3)
        column.addWidget(Crest(school, self, side=72), 0, Qt.AlignmentFlag.AlignHCenter)
        for text, look in ((school, "title"), (tr("Press F12 to go on"), "")):
            label = words(text, look, self)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(4)
        self._before: QWidget | None = None
        self._dialogs: list[QWidget] = []
        window.installEventFilter(self)
        self.hide()

    def toggle(self) -> None:
        """Cover, or uncover."""
        if self.isVisible():
            self.uncover()
        else:
            self.cover()

    def cover(self) -> None:
        """Cover at once; open dialogs are hidden as they are."""
        window = self.window()
        self._before = QApplication.focusWidget()
        self._dialogs = [each for each in QApplication.topLevelWidgets() if each is not window and each.isVisible()]
        self.setGeometry(window.rect())
        self.raise_()
        self.show()
        for dialog in self._dialogs:
            dialog.setWindowOpacity(0.0)
            dialog.setProperty("covered_at", dialog.pos())
            dialog.move(-20000, -20000)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def uncover(self) -> None:
        """Take the cover away and put everything where it was."""
        self.hide()
        for dialog in self._dialogs:
            dialog.move(dialog.property("covered_at"))
            dialog.setWindowOpacity(1.0)
        self._dialogs = []
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self.window().rect())
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: Any) -> None:
        if event.key() in (Qt.Key.Key_F12, Qt.Key.Key_Escape):
            self.uncover()
        event.accept()

    def mousePressEvent(self, event: Any) -> None:
        event.accept()
