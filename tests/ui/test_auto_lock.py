"""What locks by itself: idle minutes, sleep, the system's own lock; and where the window stood."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from schoolsm_desktop.ui.common.auto_lock import AutoLock
from schoolsm_desktop.ui.common.lock import PLACE, WindowPlace, place_left_by_lock
from schoolsm_desktop.ui.common.system_lock_windows import SessionWatch


class Clocks:
    """Two clocks that move when they are told to."""

    def __init__(self) -> None:
        self.steady, self.wall = 1000.0, 5_000_000.0

    def pass_by(self, seconds: float, *, wall_only: bool = False) -> None:
        """Let time pass, on both clocks or on the wall alone."""
        self.wall += seconds
        if not wall_only:
            self.steady += seconds


def watching(clocks: Clocks) -> tuple[AutoLock, list[str]]:
    """A lock that has begun, and why it fell due."""
    app = QApplication.instance()
    assert app is not None
    lock = AutoLock(app, minutes=5, steady=lambda: clocks.steady, wall=lambda: clocks.wall)
    due: list[str] = []
    lock.due.connect(due.append)
    lock.start()
    lock._timer.setInterval(3_600_000)  # the test ticks by itself
    return lock, due


def tick(lock: AutoLock, clocks: Clocks, seconds: int) -> None:
    """Let whole seconds pass as they do on a machine that is awake."""
    for _ in range(seconds):
        clocks.pass_by(1)
        lock.tick()


def test_five_idle_minutes_lock_and_a_key_begins_them_anew(qtbot: QtBot) -> None:
    clocks, window = Clocks(), QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    lock, due = watching(clocks)
    tick(lock, clocks, 299)
    assert due == []
    qtbot.keyClick(window, "a")
    tick(lock, clocks, 299)
    assert due == []
    tick(lock, clocks, 2)
    assert due == ["idle"]
    tick(lock, clocks, 600)
    assert due == ["idle"], "it is said once"


@pytest.mark.parametrize("wall_only", [False, True])
def test_sleep_is_seen_on_either_clock(qtbot: QtBot, wall_only: bool) -> None:
    clocks = Clocks()
    lock, due = watching(clocks)
    tick(lock, clocks, 10)
    clocks.pass_by(45, wall_only=wall_only)
    lock.tick()
    assert due == ["slept"]


def test_a_clock_set_back_counts_as_sleep(qtbot: QtBot) -> None:
    clocks = Clocks()
    lock, due = watching(clocks)
    clocks.pass_by(-3600, wall_only=True)
    lock.tick()
    assert due == ["slept"]


def test_the_system_s_lock_locks(qtbot: QtBot) -> None:
    clocks = Clocks()
    lock, due = watching(clocks)
    lock.system_locked()
    assert due == ["system"]
    lock.stop()


@pytest.mark.parametrize(
    ("number", "parameter", "locks"),
    [(0x02B1, 0x7, True), (0x02B1, 0x2, True), (0x02B1, 0x8, False), (0x0218, 0x4, True), (0x0218, 0x7, False)],
)
def test_what_windows_says_is_understood(qtbot: QtBot, number: int, parameter: int, locks: bool) -> None:
    watch = SessionWatch()
    heard: list[bool] = []
    watch.locked.connect(lambda: heard.append(True))
    watch.message(number, parameter)
    assert bool(heard) is locks


# The place of the window


def test_the_place_of_the_window_passes_through_the_environment(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(40, 60, 700, 500)
    environment = {PLACE: WindowPlace.of(window).text()}
    assert environment[PLACE] == "40,60,700,500,0"
    place = place_left_by_lock(environment)
    assert place == WindowPlace(40, 60, 700, 500)
    assert environment == {}, "it is read once"
    other = QWidget()
    qtbot.addWidget(other)
    assert place is not None
    place.put(other)
    assert other.geometry() == window.geometry()


@pytest.mark.parametrize("text", ["", "1,2,3", "a,b,c,d,e", "0,0,10,10,0", "0,0,700,500,0,0", "9e9,0,700,500,0"])
def test_a_place_that_makes_no_sense_is_left_aside(text: str) -> None:
    assert WindowPlace.read(text) is None
