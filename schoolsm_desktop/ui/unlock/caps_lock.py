"""Whether Caps Lock is on, told from the letters typed: no system is asked, so it works on each of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class CapsLockWatch(QObject):
    """Watches the letters typed into `field`. `changed` says whether Caps Lock seems to be on."""

    changed = Signal(bool)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._on = False
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_CapsLock:
                self._tell(False)  # it was switched; the next letter shows which way
            elif len(event.text()) == 1 and event.text().isalpha() and event.text().lower() != event.text().upper():
                shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._tell(event.text().isupper() != shifted)
        elif event.type() == QEvent.Type.FocusOut:
            self._tell(False)
        return False

    def _tell(self, on: bool) -> None:
        if on != self._on:
            self._on = on
            self.changed.emit(on)
