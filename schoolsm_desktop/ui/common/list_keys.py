"""Single keys that act on the chosen line of a list, so that it is worked off like a pile of paper, without the mouse."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


class ListKeys(QObject):
    """Does `acts` by the text of the key pressed in `where`, in lower case; `undo` is done by Ctrl+Z."""

    def __init__(
        self, where: QWidget, acts: Mapping[str, Callable[[], object]], undo: Callable[[], object] | None = None
    ) -> None:
        super().__init__(where)
        self._acts = dict(acts)
        self._undo = undo
        where.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress:
            return False
        pressed = cast("QKeyEvent", event)
        if self._undo is not None and pressed.matches(QKeySequence.StandardKey.Undo):
            self._undo()
            return True
        held = pressed.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        act = self._acts.get(pressed.text().lower()) if not held else None
        if act is None:
            return False
        act()
        return True
