"""Widths, order and filter of each list as a person left them: read once at sign-in, kept in the school's records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer

PREFIX: Final = "view:"
WAIT_MS: Final = 1500


class PersonViews(QObject):
    """A `KeptViews` that is read from what sign-in gave and saves through `save` some time after the last change.

    `save` is handed all changes at once as {key: value}; it returns at once (it runs on the worker).
    """

    def __init__(
        self, kept: Mapping[str, Any], save: Callable[[dict[str, Any]], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._kept = {key: value for key, value in kept.items() if key.startswith(PREFIX)}
        self._save = save
        self._changed: dict[str, Any] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.flush)

    def get(self, key: str) -> Mapping[str, Any]:
        """What was kept under `key`; empty where nothing was, or nothing that can be read."""
        value = self._kept.get(PREFIX + key)
        return value if isinstance(value, Mapping) else {}

    def put(self, key: str, value: Mapping[str, Any]) -> None:
        """Keep `value` under `key`; it is seen at once and saved a little later."""
        if self.get(key) == value:
            return
        self._kept[PREFIX + key] = self._changed[PREFIX + key] = dict(value)
        self._timer.start()

    def flush(self) -> None:
        """Save what has changed now: before a lock and before the window closes."""
        self._timer.stop()
        changed, self._changed = self._changed, {}
        if changed:
            self._save(changed)
