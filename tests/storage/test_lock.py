"""One program at a time works in a folder of records, whoever is cut off."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from schoolsm_desktop.storage.errors import NotAFolderError, StoreInUseError
from schoolsm_desktop.storage.folder import LOCK_FACTS_FILE, StoreLock

SINCE = datetime(2026, 11, 21, 7, 45, tzinfo=UTC)

HOLD = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from schoolsm_desktop.storage.folder import StoreLock
lock = StoreLock(Path(sys.argv[1]))
lock.acquire("rokafor", datetime(2026, 11, 21, 7, 45, tzinfo=UTC))
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def another_program(folder: Path, root: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock until it is told to end."""
    program = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert program.stdout is not None
        assert program.stdout.readline() == "held\n"
        yield program
    finally:
        program.communicate("", timeout=20)


def test_a_second_program_is_told_who_and_since_when(store: Path, project_root: Path) -> None:
    lock = StoreLock(store)
    with another_program(store, project_root) as program:
        with pytest.raises(StoreInUseError) as refused:
            lock.acquire()
        assert (refused.value.who, refused.value.since) == ("rokafor", SINCE)
        assert refused.value.host == platform.node()
        assert "rokafor" not in refused.value.sentence, "a sentence may land in a log"
        assert "21 Nov 2026" in refused.value.sentence
        facts = lock.locked_by()
        assert facts is not None
        assert facts.pid == program.pid
        assert not lock.is_held
    assert lock.acquire() is not None, "it ended without letting go, and what it left says so"
    lock.release()


def test_a_killed_programs_lock_is_gone_with_it_and_what_it_left_is_recognised(store: Path, project_root: Path) -> None:
    with another_program(store, project_root) as program:
        program.kill()
        program.wait(20)
        lock = StoreLock(store)
        left = lock.acquire("me", SINCE)
        assert left is not None
        assert (left.who, left.pid, left.since) == ("rokafor", program.pid, SINCE)
        mine = lock.locked_by()
        assert mine is not None
        assert (mine.who, mine.pid) == ("me", os.getpid())
        lock.release()


def test_after_a_proper_end_nothing_is_left_behind(store: Path) -> None:
    lock = StoreLock(store)
    assert lock.acquire() is None
    held = lock.is_held
    lock.release()
    lock.release()
    assert (held, lock.is_held) == (True, False)
    assert not (store / LOCK_FACTS_FILE).exists()
    assert StoreLock(store).acquire() is None


def test_two_windows_of_one_program_are_two(store: Path) -> None:
    first = StoreLock(store)
    first.acquire("me", SINCE)
    with pytest.raises(StoreInUseError):
        StoreLock(store).acquire()
    first.release()
    second = StoreLock(store)
    second.acquire()
    second.release()


@pytest.mark.parametrize("left", ["", "{", "[]", '{"who": "x"}', '{"who":"x","host":"y","pid":"z","since":"?"}'])
def test_unreadable_facts_lock_nobody_out(store: Path, left: str) -> None:
    (store / LOCK_FACTS_FILE).write_text(left, encoding="utf-8")
    lock = StoreLock(store)
    assert lock.acquire() is None
    (store / LOCK_FACTS_FILE).write_text(left, encoding="utf-8")
    with pytest.raises(StoreInUseError) as refused:
        StoreLock(store).acquire()
    assert refused.value.since is None
    assert "another window or on another PC" in refused.value.sentence
    lock.release()


def test_a_fresh_process_may_wait_for_the_old_one_to_end(store: Path, project_root: Path) -> None:
    with another_program(store, project_root) as program:
        program.kill()
        lock = StoreLock(store)
        lock.acquire(wait=20)
        lock.release()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotAFolderError):
        StoreLock(tmp_path / "file" / "records").acquire()
    with pytest.raises(NotAFolderError):
        StoreLock(tmp_path / "gone").acquire()
    assert [p.name for p in tmp_path.iterdir()] == ["file"], "a lock makes no folder"
