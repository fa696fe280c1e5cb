"""What a signed change of the records costs beside a bare commit, and what the program weighs when it rests."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import psutil

from tests.benchmarks.harness import Against, Contender, Line, NotHereError, timed
from tests.benchmarks.made_school import PASSPHRASE, leave, make_locked_records, make_records

_CHANGES = 50
_SETTLING_SECONDS = 6.0
_ENTRIES = 1_000


def one_signed_change(name: str) -> Line:
    """An account saved with its signed entry, against the same bytes committed to a bare encrypted database."""
    from schoolsm_desktop.domain.accounts import Account

    folder = tempfile.TemporaryDirectory(prefix="schoolsm-benchmark-")
    office = make_records(Path(folder.name)).office
    school = office.schools.school()
    kept = [office.accounts.add(Account(UUID(int=0), school.id, "facebook", "School Facebook"))]
    following = itertools.count()
    commit_bare, close_bare = _bare_database(Path(folder.name) / "bare.db")

    def save() -> None:
        for _ in range(_CHANGES):
            kept[0] = office.accounts.change(replace(kept[0], purpose=f"News {next(following)}"))

    def save_bare() -> None:
        for _ in range(_CHANGES):
            commit_bare()

    def close() -> None:
        leave(office)
        close_bare()
        folder.cleanup()

    return Line(
        name,
        ours=Contender(f"{_CHANGES} changes of an account", timed(save)),
        floor=Contender(f"{_CHANGES} bare commits", timed(save_bare)),
        against=Against.FLOOR,
        goal=4.0,
        rounds=7,
        close=close,
    )


def _bare_database(path: Path) -> tuple[Callable[[], None], Callable[[], None]]:
    """Commits one row as the program's database does (WAL, every commit on the disk); and what closes it."""
    from sqlcipher3 import dbapi2 as sqlcipher  # type: ignore[import-untyped]

    opened = sqlcipher.connect(str(path), isolation_level=None)
    opened.execute(f"PRAGMA key = \"x'{os.urandom(32).hex()}'\"")
    opened.execute("PRAGMA journal_mode = WAL")
    opened.execute("PRAGMA synchronous = FULL")
    opened.execute("PRAGMA secure_delete = ON")
    opened.execute("CREATE TABLE account (id BLOB PRIMARY KEY, words TEXT)")
    opened.execute("CREATE TABLE entry (number INTEGER PRIMARY KEY, words TEXT, digest BLOB, signature BLOB)")
    account = os.urandom(16)
    opened.execute("INSERT INTO account VALUES (?, ?)", (account, ""))

    def commit() -> None:
        opened.execute("BEGIN IMMEDIATE")
        opened.execute("UPDATE account SET words = ? WHERE id = ?", (os.urandom(200).hex(), account))
        entry = (os.urandom(100).hex(), os.urandom(32), os.urandom(64))
        opened.execute("INSERT INTO entry (words, digest, signature) VALUES (?, ?, ?)", entry)
        opened.execute("COMMIT")

    return commit, opened.close


def memory_at_rest(name: str) -> Line:
    """What the program weighs after the sign-in, on Today (its own share of memory), against KeePassXC with 1,000 entries."""
    if _own_share(psutil.Process()) == 0:
        raise NotHereError("this system does not say what a process weighs by itself")
    folder = tempfile.TemporaryDirectory(prefix="schoolsm-benchmark-")
    home = Path(folder.name)
    records = make_locked_records(home)
    peer = shutil.which("keepassxc")
    ours = [sys.executable, "-m", "tests.benchmarks.painted", "resting", str(records)]
    theirs = [peer or "", "--pw-stdin", str(_thousand_entries(home / "thousand.kdbx") if peer else "")]
    return Line(
        name,
        ours=Contender("the window on Today", _weight(ours, home)),
        peer=Contender("keepassxc, unlocked", _weight(theirs, home)) if peer else None,
        peer_missing="" if peer else "keepassxc is not installed",
        against=Against.PEER,
        goal=1.15,
        rounds=3,
        unit="MB",
        close=folder.cleanup,
    )


def _thousand_entries(path: Path) -> Path:
    import pykeepass

    keys = pykeepass.create_database(str(path), password=PASSPHRASE)
    for number in range(_ENTRIES):
        keys.add_entry(keys.root_group, f"Entry {number}", f"office{number}@school.example", f"Planted-{number}")
    keys.save()
    return path


def _weight(command: list[str], home: Path) -> Callable[[], float]:
    """The proportional share of memory, in MB, of a program some seconds after its start and sign-in."""

    def measure() -> float:
        environment = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home)}
        # On a screen where there is one (under xvfb-run, say): without it Qt 5 and Qt 6 leave out different things.
        if os.environ.get("DISPLAY"):
            environment.pop("QT_QPA_PLATFORM", None)
        with subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as running:
            try:
                if running.stdin is not None:
                    running.stdin.write(PASSPHRASE.encode() + b"\n")
                    running.stdin.close()
                time.sleep(_SETTLING_SECONDS)
                if running.poll() is not None:
                    raise NotHereError(f"{Path(command[0]).name} ended by itself")
                family = [psutil.Process(running.pid), *psutil.Process(running.pid).children(recursive=True)]
                return sum(_own_share(member) for member in family) / 1e6
            finally:
                running.terminate()

    return measure


def _own_share(member: psutil.Process) -> int:
    """The proportional set size in bytes; 0 on systems that do not tell it (only Linux does)."""
    return int(member.memory_full_info()._asdict().get("pss", 0))
