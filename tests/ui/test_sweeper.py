"""Garbage is collected on the window's thread: on the worker, Qt's objects would be destroyed on the wrong thread."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from schoolsm_desktop.ui.common.background import Background
from schoolsm_desktop.ui.common.sweeper import Sweeper


class _Ring:
    """Garbage that only a collection finds; it notes the thread that found it."""

    def __init__(self, found_on: list[str]) -> None:
        self.found_on = found_on
        self.itself = self

    def __del__(self) -> None:
        self.found_on.append(threading.current_thread().name)


@pytest.fixture
def sweeper(qapp: object) -> Iterator[Sweeper]:
    gc.enable()  # as in a program that nobody has told otherwise; among the tests it is off
    made = Sweeper()
    made.start()
    assert not gc.isenabled()
    yield made
    made.stop()
    assert gc.isenabled(), "Python collects again by itself"
    gc.disable()


def _litter(found_on: list[str]) -> None:
    for _ in range(5000):
        _Ring(found_on)


def test_what_the_worker_leaves_is_collected_on_the_window_s_thread(
    qtbot: QtBot, sweeper: Sweeper, background: Background
) -> None:
    found_on: list[str] = []
    with qtbot.waitSignal(background.busy, check_params_cb=lambda on: not on):
        background.run(lambda: _litter(found_on))
    assert "records" not in found_on
    qtbot.waitUntil(lambda: len(found_on) == 5000, timeout=5000)
    assert set(found_on) == {threading.main_thread().name}


def test_without_garbage_nothing_is_collected(sweeper: Sweeper, qtbot: QtBot) -> None:
    qtbot.addWidget(QWidget())
    gc.collect()
    assert sweeper.sweep() is None


class _Held:
    """Something of the window that a job holds; it notes the thread on which it goes."""

    def __init__(self, gone_on: list[str]) -> None:
        self.gone_on = gone_on

    def __del__(self) -> None:
        self.gone_on.append(threading.current_thread().name)


def test_what_a_job_holds_of_the_window_goes_on_the_window_s_thread(qtbot: QtBot, background: Background) -> None:
    """The worker holds a job until the next one comes, and would be the last to let go."""
    gone_on: list[str] = []
    told: list[object] = []
    for _ in range(5):
        held = _Held(gone_on)
        with qtbot.waitSignal(background.busy, check_params_cb=lambda on: not on):
            background.run(lambda: None, lambda _none, held=held: told.append(held.gone_on))  # type: ignore[misc]  # a default argument
            del held
    assert len(told) == 5
    qtbot.waitUntil(lambda: len(gone_on) == 5)
    assert set(gone_on) == {threading.main_thread().name}
