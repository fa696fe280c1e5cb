"""Locks when nobody is there: after idle minutes, after sleep (either clock jumped), and with the system.

A small object of its own: it knows the application's events and two clocks, and says `due`; what locking means is
not its matter.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

IDLE_MINUTES: Final = 5
TICK_SECONDS: Final = 1.0
JUMP_SECONDS: Final = 30.0  # a tick this late means the machine slept; a busy window is never late by so much

_SIGNS_OF_LIFE: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class AutoLock(QObject):
    """`due` gives why: "idle", "slept", "system". It is said once; `start` begins anew."""

    due = Signal(str)

    def __init__(
        self,
        parent: QObject,
        *,
        minutes: float = IDLE_MINUTES,
        steady: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        """`steady` and `wall` are clocks in seconds; a test gives its own."""
        super().__init__(parent)
        self._minutes, self._steady, self._wall = minutes, steady, wall
        self._last_life = self._last_steady = steady()
        self._last_wall = wall()
        self._system: QObject | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(round(TICK_SECONDS * 1000))
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        """Watch from now on."""
        self._last_life = self._last_steady = self._steady()
        self._last_wall = self._wall()
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        if self._system is None:
            self._system = system_lock(self)
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def tick(self) -> None:
        """Look at the clocks; called each second."""
        steady, wall = self._steady(), self._wall()
        slept = abs(wall - self._last_wall) >= JUMP_SECONDS or steady - self._last_steady >= JUMP_SECONDS
        self._last_steady, self._last_wall = steady, wall
        if slept:
            self._say("slept")
        elif steady - self._last_life >= self._minutes * 60:
            self._say("idle")

    def system_locked(self) -> None:
        """The system locks its screen, switches the user, or goes to sleep."""
        self._say("system")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self._last_life = self._steady()
        return False

    def _say(self, why: str) -> None:
        if self._timer.isActive():
            self.stop()
            self.due.emit(why)


def system_lock(lock: AutoLock) -> QObject | None:
    """What listens to this system's own lock, or None where the system tells nothing."""
    if sys.platform == "darwin":
        return None  # the clocks and the idle minutes serve here
    else:  # noqa: RET505 - mypy reads the rest only where it runs
        if sys.platform == "win32":
            from schoolsm_desktop.ui.common.system_lock_windows import SessionWatch as Watch
        else:
            from schoolsm_desktop.ui.common.system_lock_linux import BusWatch as Watch
        listener = Watch(lock)
        listener.locked.connect(lock.system_locked)
        return listener
