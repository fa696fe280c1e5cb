"""Cyclic garbage is collected on the window's thread alone: collected on the worker it would destroy Qt's objects there."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

TICK_MS = 400


class Sweeper(QObject):
    """Takes Python's own collections over from `start` until `stop`; made on the window's thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.sweep)
        self._was_on = gc.isenabled()

    def start(self) -> None:
        """Collect here from now on."""
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Let Python collect as it did before."""
        self._timer.stop()
        if self._was_on:
            gc.enable()

    def sweep(self) -> int | None:
        """Collect the oldest generation that is due by Python's own thresholds; which one, None for nothing."""
        due = [
            at for at, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if count > most
        ]
        if not due:
            return None
        gc.collect(due[-1])
        return due[-1]
