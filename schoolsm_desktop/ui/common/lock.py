"""Locking ends the process that held the keys: Python cannot wipe its memory. A fresh one stands where it stood.

The order: cover the window, empty the clipboard, seal what was typed, let running work finish or cancel within five
seconds, close the records, start the fresh process, end this one. The place of the window goes to the fresh process
in its environment: five numbers, never a name.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Final, NamedTuple, Protocol

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

PLACE: Final = "SCHOOLSM_DESKTOP_PLACE"
FROZEN: Final = "SCHOOLSM_DESKTOP_FROZEN"
"""Says that photo answers come through the standard input; the answers themselves stand in no environment."""
SECONDS: Final = 5.0
HAND_OVER: Final = 3.0
MOST_FROZEN: Final = 16 * 1024 * 1024


class WindowPlace(NamedTuple):
    """Where a window stood, in screen pixels, and whether it filled the screen.

    (A named tuple: it is needed before the first window, and nothing else there needs dataclasses.)
    """

    x: int
    y: int
    width: int
    height: int
    filled: bool = False

    @classmethod
    def of(cls, window: QWidget) -> WindowPlace:
        """Where `window` stands."""
        rect = window.normalGeometry() if window.isMaximized() else window.geometry()
        return cls(rect.x(), rect.y(), rect.width(), rect.height(), window.isMaximized())

    def text(self) -> str:
        """As it is put into the environment."""
        return ",".join(str(number) for number in (self.x, self.y, self.width, self.height, int(self.filled)))

    @classmethod
    def read(cls, text: str) -> WindowPlace | None:
        """What `text` gave; None where it is not five sensible numbers."""
        try:
            x, y, width, height, filled = (int(part) for part in text.split(","))
        except ValueError:
            return None
        sensible = 200 <= width <= 20000 and 200 <= height <= 20000 and abs(x) <= 50000 and abs(y) <= 50000
        return cls(x, y, width, height, filled == 1) if sensible else None

    def put(self, window: QWidget) -> None:
        """Put `window` there, as far as there is a screen."""
        rect = QRect(self.x, self.y, self.width, self.height)
        screens = [screen.availableGeometry() for screen in window.screen().virtualSiblings()]
        if any(room.intersects(rect) for room in screens):
            window.setGeometry(rect)
        else:
            window.resize(self.width, self.height)


def place_left_by_lock(environment: dict[str, str] | os._Environ[str] = os.environ) -> WindowPlace | None:
    """Where the window stood before the lock that started this process; None if none did. It is read once."""
    return WindowPlace.read(environment.pop(PLACE, ""))


def this_program() -> list[str]:
    """How this program is started: the built one by itself, from source by Python."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "schoolsm_desktop"]


def start_fresh(
    arguments: Sequence[str], place: WindowPlace, frozen: bytes = b"", *, program: Sequence[str] = ()
) -> None:
    """Start a process of its own that shows the sign-in window at `place`; `program` stands for `this_program()`.

    `frozen` are photo answers that may stay open: they go through a pipe, and within three seconds or not at all.
    """
    import subprocess  # late: it is heavy, and a start should not pay for a lock
    from threading import Thread

    environment: Mapping[str, str] = {**os.environ, PLACE: place.text(), **({FROZEN: "1"} if frozen else {})}
    started = subprocess.Popen(  # noqa: S603  # our own program, with arguments of our own
        [*(program or this_program()), *arguments],
        env=environment,
        stdin=subprocess.PIPE if frozen else subprocess.DEVNULL,
        close_fds=True,
        start_new_session=sys.platform != "win32",
    )
    if started.stdin is not None:
        pipe = started.stdin

        def hand_over() -> None:
            with suppress(OSError), pipe:
                pipe.write(frozen)

        giving = Thread(target=hand_over, daemon=True)
        giving.start()
        giving.join(HAND_OVER)


def frozen_left_by_lock(environment: dict[str, str] | os._Environ[str] = os.environ) -> bytes:
    """The photo answers that the lock left open; empty where there are none. It is read once, to its end."""
    if environment.pop(FROZEN, "") != "1" or sys.stdin is None:
        return b""
    with suppress(OSError, ValueError):
        return sys.stdin.buffer.read(MOST_FROZEN)
    return b""


def end_process() -> None:
    """End this process at once: what it held in memory goes with it."""
    logging.shutdown()
    os._exit(0)


class Fresh(Protocol):
    """Starts the process that follows a lock."""

    def __call__(self, arguments: Sequence[str], place: WindowPlace, frozen: bytes = b"", /) -> None: ...


End = Callable[[], None]
