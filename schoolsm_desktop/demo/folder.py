"""The throw-away folder of a demonstration: it is there until the last process that shows it has ended.

A lock ends the process that held the keys and a fresh one takes its place, so one demonstration outlives its
processes. Each holds a lock of its own in the folder, which the system lets go of even if the process is killed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

PREFIX = "schoolsm-demonstration-"
_PROCESSES = "processes"
_HANDED_OVER = "handed-over"
_SECONDS_TO_ARRIVE = 60
"""How long a process that was promised the folder may take until it holds it."""


class DemoFolder:
    """One process's hold on the folder of a demonstration. `records` is where the school's records go."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        processes = folder / _PROCESSES
        processes.mkdir(exist_ok=True)
        self._lock = FileLock(processes / f"{os.getpid()}.lock")
        self._lock.acquire(timeout=5)
        with suppress(FileNotFoundError):
            (folder / _HANDED_OVER).unlink()

    @classmethod
    def new(cls, parent: Path | None = None) -> DemoFolder:
        """A fresh folder in the system's place for temporary files; leftovers of earlier ones go first."""
        place = parent or Path(tempfile.gettempdir())
        sweep(place)
        return cls(Path(tempfile.mkdtemp(prefix=PREFIX, dir=place)))

    @classmethod
    def join(cls, folder: Path) -> DemoFolder:
        """The folder that the process before this one has handed over. Raises FileNotFoundError if it is gone."""
        if not folder.is_dir():
            raise FileNotFoundError("the demonstration has ended: start it again")
        return cls(folder)

    @property
    def folder(self) -> Path:
        """The whole folder: what the next process is told to join."""
        return self._folder

    @property
    def records(self) -> Path:
        """Where the records of the invented school are."""
        return self._folder / "records"

    @property
    def backups(self) -> Path:
        """Where its backups go."""
        return self._folder / "backups"

    def hand_over(self) -> None:
        """Say that another process will join: the folder then outlives this one. Call it before starting that one."""
        (self._folder / _HANDED_OVER).touch()

    def leave(self) -> None:
        """Let go; whoever was the last takes the folder away. Calling it again does nothing."""
        if not self._lock.is_locked:
            return
        self._lock.release()
        if not _in_use(self._folder):
            shutil.rmtree(self._folder, ignore_errors=True)


def sweep(place: Path) -> int:
    """Take away demonstrations that nobody shows any more, such as those of a PC that was switched off. How many."""
    # A folder made a moment ago may not hold its process's lock yet.
    old = [folder for folder in place.glob(f"{PREFIX}*") if folder.is_dir() and _age(folder) > _SECONDS_TO_ARRIVE]
    left = [folder for folder in old if not _in_use(folder)]
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    return len([folder for folder in left if not folder.exists()])


def _in_use(folder: Path) -> bool:
    handed_over = folder / _HANDED_OVER
    if handed_over.exists() and _age(handed_over) < _SECONDS_TO_ARRIVE:
        return True
    return any(_held(lock) for lock in (folder / _PROCESSES).glob("*.lock"))


def _age(path: Path) -> float:
    """Seconds since it was made or last changed; 0 where it has just gone."""
    with suppress(OSError):
        return time.time() - path.stat().st_mtime
    return 0.0


def _held(path: Path) -> bool:
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        return True
    lock.release()
    return False
