"""Windows tells a window of lock, user switch and sleep: WTSRegisterSessionNotification and WM_POWERBROADCAST.

Message numbers: learn.microsoft.com, "WM_WTSSESSION_CHANGE" and "WM_POWERBROADCAST".
"""

from __future__ import annotations

import ctypes
from ctypes import wintypes
from typing import Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

_SESSION_CHANGE: Final = 0x02B1
_POWER: Final = 0x0218
_LEAVES: Final = frozenset({0x2, 0x4, 0x7})  # console disconnect, remote disconnect, session lock
_SUSPEND: Final = 0x4
_THIS_SESSION: Final = 0


class SessionWatch(QObject):
    """`locked` when Windows locks the session, switches the user, or is about to sleep."""

    locked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = QWidget()  # never shown: it has a handle, and Windows tells it
        self._filter = _Filter(self)
        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self._filter)
        self.heard = register(int(self._window.winId()))

    def message(self, number: int, parameter: int) -> None:
        """One message of Windows: its number and its first parameter."""
        if (number == _SESSION_CHANGE and parameter in _LEAVES) or (number == _POWER and parameter == _SUSPEND):
            self.locked.emit()


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, watch: SessionWatch) -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> tuple[bool, int]:
        if QByteArray(kind) == b"windows_generic_MSG":
            told = wintypes.MSG.from_address(int(message))
            self._watch.message(int(told.message), int(told.wParam))
        return False, 0


def register(window: int) -> bool:
    """Ask Windows to tell this window of its session; False where it does not."""
    library = getattr(ctypes, "windll", None)  # only Windows has it
    return library is not None and bool(library.wtsapi32.WTSRegisterSessionNotification(window, _THIS_SESSION))
