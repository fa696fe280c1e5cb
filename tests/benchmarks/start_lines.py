"""How soon the sign-in window stands, and what had to be imported for it; each start is a process of its own."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.benchmarks.harness import Against, Contender, Line, NotHereError
from tests.benchmarks.made_school import make_locked_records

MODULES_MORE_THAN_BARE = 160


@cache
def _bytecode() -> str:
    """A folder for compiled modules: nobody starts a program that has to be compiled first, except its developers."""
    folder = tempfile.mkdtemp(prefix="schoolsm-bytecode-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _surroundings() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": _bytecode()}


def start(*arguments: str) -> list[str]:
    """Start `painted` with these arguments; the modules loaded when it was painted. Raises NotHereError."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.painted", *arguments],
        env=_surroundings(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if done.returncode != 0 or not done.stdout.startswith("{"):
        raise NotHereError(f"the window did not start: {done.stderr.strip()[-200:]}")
    modules: list[str] = json.loads(done.stdout)["modules"]
    return modules


def _started(*arguments: str) -> Callable[[], float]:
    def measure() -> float:
        began = time.perf_counter()
        start(*arguments)
        return time.perf_counter() - began

    return measure


def sign_in_window(name: str) -> Line:
    """The sign-in window of existing records against an empty main window of Qt."""
    folder = tempfile.TemporaryDirectory(prefix="schoolsm-benchmark-")
    make_locked_records(Path(folder.name))
    return Line(
        name,
        ours=Contender("schoolsm-desktop --store", _started("program", "--store", folder.name)),
        floor=Contender("bare QMainWindow", _started("bare")),
        against=Against.FLOOR,
        goal=1.35,
        rounds=11,
        close=folder.cleanup,
    )


def modules_before_the_first_paint(name: str) -> Line:
    """How many modules more than bare Python are loaded when the sign-in window is painted."""
    folder = tempfile.TemporaryDirectory(prefix="schoolsm-benchmark-")
    make_locked_records(Path(folder.name))
    bare = len(start("nothing"))

    def more() -> float:
        return len(start("program", "--store", folder.name)) - bare

    return Line(
        name,
        ours=Contender("modules more than bare Python", more),
        against=Against.NOTHING,
        goal=MODULES_MORE_THAN_BARE,
        rounds=1,
        unit="modules",
        close=folder.cleanup,
    )


def command_line(name: str) -> Line:
    """`--version` against Python doing nothing: what a script pays for asking."""

    def run(*arguments: str) -> Callable[[], float]:
        def measure() -> float:
            began = time.perf_counter()
            subprocess.run([sys.executable, *arguments], env=_surroundings(), capture_output=True, check=True)
            return time.perf_counter() - began

        return measure

    return Line(
        name,
        ours=Contender("schoolsm-desktop --version", run("-m", "schoolsm_desktop", "--version")),
        floor=Contender("python -c 'import argparse'", run("-c", "import argparse, runpy, pathlib, datetime")),
        against=Against.FLOOR,
        goal=2.0,
        rounds=9,
    )
