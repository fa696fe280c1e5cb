"""Evidence in a place for backups: each sealed file once, beside the backups that name it.

A film of 2 GB in fourteen backups would fill every stick, so the sealed files lie in one folder of the place, and each
backup lists those that belong to it with their digests. What was sealed off because it may be illegal is not taken
along; what two people removed leaves a mark in its place, so that an older backup still passes its check.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]

from schoolsm_desktop.domain.cases import EvidenceState

from .evidence_folder import ENDING, FOLDER
from .folder import sync_folder

POOL = "schoolsm-evidence-"
GONE = ".removed"
_OURS = re.compile(rf"[0-9a-f]{{32}}(\{ENDING}|\.part)")
_UNFINISHED = ".unfinished"


@dataclass(frozen=True, slots=True)
class Listed:
    """A sealed file as the database names it."""

    name: str
    bytes: int
    sha256: str


def listed(copy: sqlcipher.Connection) -> tuple[Listed, ...]:
    """The sealed files that belong to this state of the records; older records have none."""
    (there,) = copy.execute("SELECT count(*) FROM sqlite_master WHERE name = 'evidence_files'").fetchone()
    if not there:
        return ()
    rows = copy.execute(
        "SELECT id, sealed_size, sealed_digest FROM evidence_files WHERE state = ? ORDER BY id",
        (EvidenceState.KEPT.value,),
    ).fetchall()
    return tuple(Listed(f"{row[0].replace('-', '')}{ENDING}", row[1], bytes(row[2]).hex()) for row in rows)


def is_sealed_evidence(path: Path) -> bool:
    """Whether a file of the evidence folder is one of ours, that goes by the database and not by being there."""
    return _OURS.fullmatch(path.name) is not None


def pool_of(place: Path, mark: str) -> Path:
    """The folder of sealed files of one school in a place for backups."""
    return place / f"{POOL}{mark}"


def room_needed(store: Path, place: Path) -> int:
    """How many bytes of sealed files are not in the place yet; of whichever school."""
    there = {path.name for path in place.glob(f"{POOL}*/*{ENDING}")}
    live = (store / FOLDER).glob(f"*{ENDING}")
    return sum(path.stat().st_size for path in live if path.name not in there and path.is_file())


def bring_along(store: Path, pool: Path, files: Collection[Listed]) -> tuple[Listed, ...]:
    """Put the sealed files into the pool that are not in it; those that it holds now, whole. Raises OSError.

    A live file that is not as the records say is no copy worth having: it is left out, and the records check tells of it.
    """
    kept = []
    for file in files:
        target = pool / file.name
        if _has(target, file) or _copied(store / FOLDER / file.name, target, file):
            kept.append(file)
    if kept:
        sync_folder(pool)
    return tuple(kept)


def is_whole(pool: Path, name: str, size: int, sha256: str) -> bool:
    """Whether a listed file is in the pool byte for byte, or was removed properly."""
    path = pool / name
    if path.is_file():
        return path.stat().st_size == size and _digest(path) == sha256
    return path.with_suffix(GONE).is_file()


def let_go(pool: Path, named: Collection[str]) -> None:
    """Delete what no backup names any more."""
    for path in pool.glob(f"*{ENDING}") if pool.is_dir() else ():
        if path.name not in named:
            with contextlib.suppress(OSError):
                path.unlink()


def remove_from(pool: Path, name: str) -> bool:
    """Write over a file of the pool, delete it and leave its mark; whether one was there. Raises OSError."""
    path = pool / name
    if not path.is_file():
        return False
    path.with_suffix(GONE).touch(mode=0o600)
    with path.open("rb+") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(secrets.token_bytes(min(left, 1 << 20)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    sync_folder(pool)
    return True


def _has(target: Path, file: Listed) -> bool:
    """By its size alone: every byte was proved when it was put there, and is again when a backup is verified."""
    return target.is_file() and target.stat().st_size == file.bytes


def _copied(source: Path, target: Path, file: Listed) -> bool:
    if not source.is_file() or source.is_symlink() or source.stat().st_size != file.bytes:
        return False
    target.parent.mkdir(mode=0o700, exist_ok=True)
    unfinished = target.with_suffix(_UNFINISHED)
    try:
        with source.open("rb") as read, unfinished.open("wb") as written:
            while piece := read.read(1 << 20):
                written.write(piece)
            written.flush()
            os.fsync(written.fileno())
        if _digest(unfinished) != file.sha256:
            return False
        unfinished.replace(target)
        return True
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
