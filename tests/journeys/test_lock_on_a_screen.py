"""Under a real (virtual) screen, with mouse and keyboard from outside: what a lock leaves of the process that held the keys."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.benchmarks.made_school import PASSPHRASE, make_locked_records
from tests.conftest import Partner

pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(sys.platform != "linux", reason="a virtual screen is a thing of X11"),
]
_SECONDS = 60


class Screen:
    """The virtual screen: finds windows, and types and presses as a person does."""

    def __init__(self, xdotool: Path) -> None:
        self._xdotool = str(xdotool)

    def wait_for_window(self, title: str, process: int = 0, seconds: float = _SECONDS) -> str:
        """The window whose title contains `title`, once it is there; of one process if given; empty if it does not come."""
        of = ["--all", "--pid", str(process)] if process else []
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            # Not --sync: a window that goes while the search walks over it ends the whole search with an error.
            search = [self._xdotool, "search", "--onlyvisible", *of, "--name", title]
            found = subprocess.run(search, capture_output=True, text=True, timeout=_SECONDS)
            if found.returncode == 0 and found.stdout.strip():
                return found.stdout.split()[0]
            time.sleep(0.1)
        return ""

    def sign_in(self, window: str, process: int) -> str:
        """The school's window, after the passphrase: typed again, as a person would, where keys fell before the window had them."""
        for _ in range(5):
            self.type_into(window, PASSPHRASE)
            self.press(window, "Return")
            if opened := self.wait_for_window("Benchmark Primary School", process, seconds=12):
                return opened
        pytest.fail("the sign-in window did not take the passphrase in five goes", pytrace=False)

    def process_of(self, window: str) -> int:
        """The process that the window says it belongs to."""
        return int(self._do("getwindowpid", window))

    def type_into(self, window: str, text: str) -> None:
        """Type into the window that has the keyboard."""
        self._do("windowactivate", "--sync", window, "type", "--delay", "20", text)

    def press(self, window: str, *keys: str) -> None:
        """Press keys, one after another."""
        self._do("windowactivate", "--sync", window, "key", *keys)

    def _do(self, *arguments: str) -> str:
        done = subprocess.run([self._xdotool, *arguments], capture_output=True, text=True, timeout=_SECONDS, check=True)
        return done.stdout.strip()


@pytest.fixture
def screen(partner: Partner) -> Iterator[Screen]:
    """A screen with a window manager, as a person has."""
    if not os.environ.get("DISPLAY"):
        pytest.fail("tests marked display are run under xvfb-run", pytrace=False)
    with subprocess.Popen([partner("openbox")], stderr=subprocess.DEVNULL) as manager:
        yield Screen(partner("xdotool"))
        manager.terminate()


@pytest.fixture
def started(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program on records of its own; whatever it started ends with the test."""
    records = make_locked_records(tmp_path)
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
    command = [sys.executable, "-m", "schoolsm_desktop", "--store", str(records)]
    with subprocess.Popen(command, env=environment) as running:
        yield running
        for process in [running.pid, *_processes_on(records)]:
            with suppress(psutil.Error):
                psutil.Process(process).kill()


def _processes_on(records: Path) -> list[int]:
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.pid != os.getpid() and str(records) in process.cmdline():
                found.append(process.pid)
    return found


def test_a_lock_ends_the_process_that_held_the_keys(screen: Screen, started: subprocess.Popen[bytes]) -> None:
    window = screen.sign_in(screen.wait_for_window("SchoolSM Desktop", started.pid), started.pid)
    screen.press(window, "ctrl+l")

    assert started.wait(_SECONDS) == 0
    assert not psutil.pid_exists(started.pid)
    fresh = screen.wait_for_window("SchoolSM Desktop")
    process = screen.process_of(fresh)
    assert process != started.pid

    # The fresh process opens the same records again, so the old one has let go of them.
    assert screen.sign_in(fresh, process)
