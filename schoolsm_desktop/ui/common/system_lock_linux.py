"""The desktop's own lock, heard on D-Bus: logind (lock, sleep) and the screen savers of the desktops."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

_SAVERS: Final = (
    ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
    ("/org/cinnamon/ScreenSaver", "org.cinnamon.ScreenSaver"),
    ("/org/mate/ScreenSaver", "org.mate.ScreenSaver"),
)


def _slot(signature: str) -> Any:
    # What Qt's SLOT() makes is text; the stub says bytes, which the binding refuses.
    return "1" + signature


class BusWatch(QObject):
    """`locked` when the session locks, a screen saver starts, or the machine is about to sleep."""

    locked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        login = "org.freedesktop.login1"
        self.heard = [
            system.connect(login, "", f"{login}.Session", "Lock", self, _slot("on_lock()")),
            system.connect(login, "", f"{login}.Manager", "PrepareForSleep", self, _slot("on_active(bool)")),
        ]
        for path, interface in _SAVERS:
            self.heard.append(session.connect("", path, interface, "ActiveChanged", self, _slot("on_active(bool)")))

    @Slot()
    def on_lock(self) -> None:
        """logind asks the session to lock."""
        self.locked.emit()

    @Slot(bool)
    def on_active(self, begins: bool) -> None:
        """A screen saver began or ended; the machine goes to sleep or woke."""
        if begins:
            self.locked.emit()
