"""Backups of the school's records: complete, encrypted, checked before they count, and never in place of a good one."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]

from . import backup_evidence
from .connection import check_pages, connect, row_counts
from .database import Database
from .errors import (
    BackupDamagedError,
    BackupError,
    BackupFailedError,
    BackupInsideStoreError,
    BackupPlaceMissingError,
    FolderError,
    NotABackupError,
    StorageError,
    StoreDamagedError,
)
from .folder import check_backup_folder, sync_folder
from .problems import calmly

DATABASE_FILE = "records.db"
KEY_FILE = "store.keys"
EVIDENCE_FOLDER = "evidence"
MANIFEST_FILE = "backup.json"
KEEP_NEWEST = 7
KEEP_DAYS = 7
"""Kept are the newest backups, and the newest one of each of the last days on which one was made."""

_NAME = "schoolsm-backup-"
_UNFINISHED = ".schoolsm-unfinished-"
_FORMAT = 1
_SPARE_MB = 5
_MANIFEST_LIMIT = 10**7


class BackupFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of a backup; `path` is relative, with slashes."""

    path: str
    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, omit_defaults=True):
    """What stands beside a backup, in the clear: no name, nothing of what the records say.

    `mark` tells one school's backups from another's in the same place. `log_number` and `log_digest` are the last
    entry of the signed log, so that a later check notices older records put back. `evidence` are sealed files that lie
    once for all backups of the place, beside them.
    """

    format: int
    made: datetime
    mark: str
    tables: str
    log_number: int
    log_digest: str
    files: tuple[BackupFile, ...]
    evidence: tuple[BackupFile, ...] = ()


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup that passed its check: where, when, how many bytes, and the end of the signed log in it."""

    folder: Path
    made: datetime
    bytes: int
    log_number: int
    log_digest: str
    mark: str
    evidence: frozenset[str] = frozenset()
    """The names of the sealed files that belong to it."""


def take_backup(
    database: Database, store: Path, place: Path, now: datetime, *, keep: int = KEEP_NEWEST, evidence: bool = True
) -> BackupMade:
    """Make a backup of the records in `store` inside the folder `place`, check it, and let the oldest ones go.

    It is written under another name and gets its own only when it passed its check; earlier backups are untouched
    until then. Colleagues' programs and other threads may go on writing. Raises BackupPlaceMissingError,
    BackupInsideStoreError, the folder errors, StoreDamagedError for the live records and else BackupFailedError.
    """
    if place.resolve().is_relative_to(store.resolve()):
        raise BackupInsideStoreError
    made = write_backup(database, store, place, now, evidence=evidence)
    _let_go(place, made, keep)
    return made


def write_backup(database: Database, store: Path, place: Path, now: datetime, *, evidence: bool) -> BackupMade:
    """As `take_backup`, anywhere, and without letting earlier ones go."""
    _prepare_place(place, store, evidence, now)
    unfinished = place / f"{_UNFINISHED}{secrets.token_hex(6)}"
    try:
        with _saying_backup_failed():
            unfinished.mkdir(mode=0o700)
            manifest = _fill(database, store, unfinished, now, evidence)
            final = _free_name(place, now)
            unfinished.replace(final)
            sync_folder(place)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return _facts(final, manifest)


def verify_backup(folder: Path, key: bytes) -> BackupMade:
    """Check a whole backup: its files against their digests, then the database under `key`, page by page.

    Raises NotABackupError, BackupDamagedError, and WrongKeyError where it was made under another key.
    """
    manifest = _manifest(folder)
    for file in manifest.files:
        path = _inside(folder, file.path)
        if not path.is_file() or path.stat().st_size != file.bytes or _digest(path) != file.sha256:
            raise BackupDamagedError
    pool = backup_evidence.pool_of(folder.parent, manifest.mark)
    for file in manifest.evidence:
        _inside(pool, file.path)
        if not backup_evidence.is_whole(pool, file.path, file.bytes, file.sha256):
            raise BackupDamagedError
    if not {DATABASE_FILE, KEY_FILE} <= {file.path for file in manifest.files}:
        raise BackupDamagedError
    opened = connect(folder / DATABASE_FILE, key, mode="ro", options=("immutable=1",))
    try:
        with calmly():
            check_pages(opened)
    except StorageError:
        raise BackupDamagedError from None
    finally:
        opened.close()
    return _facts(folder, manifest)


def backups_in(place: Path, mark: str | None = None) -> tuple[BackupMade, ...]:
    """The finished backups in a folder, newest first, without checking them; those of one school where `mark` is given."""
    found = []
    for folder in place.glob(f"{_NAME}*") if place.is_dir() else ():
        with contextlib.suppress(NotABackupError, BackupDamagedError):
            found.append(_facts(folder, _manifest(folder)))
    mine = (made for made in found if mark is None or made.mark == mark)
    return tuple(sorted(mine, key=lambda made: (made.made, made.folder.name), reverse=True))


def newest_backup(place: Path, mark: str | None = None) -> datetime | None:
    """When the newest finished backup in a folder was made (UTC); None where there is none."""
    found = backups_in(place, mark)
    return found[0].made if found else None


def mark_of(database: Database) -> str:
    """What tells this school's backups from another's: a digest of the random salt the database file begins with."""
    opened = database.connection()
    try:
        return _mark(opened)
    finally:
        opened.close()


# --- making one -------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _saying_backup_failed() -> Iterator[None]:
    """Whatever stops a backup is said as that: a full stick is not a full disk under the records."""
    try:
        yield
    except (BackupError, FolderError, StoreDamagedError):
        raise
    except (StorageError, OSError, sqlcipher.Error):
        raise BackupFailedError from None


def _prepare_place(place: Path, store: Path, evidence: bool, now: datetime) -> None:
    if not place.is_dir() and not place.parent.is_dir():
        raise BackupPlaceMissingError
    size = (store / DATABASE_FILE).stat().st_size
    if evidence:
        size += sum(path.stat().st_size for path in _evidence(store)) + backup_evidence.room_needed(store, place)
    check_backup_folder(place, needed_mb=size // 10**6 + _SPARE_MB)
    with _saying_backup_failed():
        place.mkdir(exist_ok=True)
    yesterday = (now - timedelta(days=1)).timestamp()
    for left in place.glob(f"{_UNFINISHED}*"):  # of a program that was cut off; a running one's is younger
        if left.stat().st_mtime < yesterday:
            shutil.rmtree(left, ignore_errors=True)


def _fill(database: Database, store: Path, folder: Path, now: datetime, evidence: bool) -> Manifest:
    manifest, listed = _copy_database(database, folder / DATABASE_FILE, now)
    _copy_file(store / KEY_FILE, folder / KEY_FILE)  # after the database: it opens every state up to now
    if evidence:
        for path in _evidence(store):
            target = folder / path.relative_to(store)
            target.parent.mkdir(parents=True, exist_ok=True)
            _copy_file(path, target)
        pool = backup_evidence.pool_of(folder.parent, manifest.mark)
        pooled = backup_evidence.bring_along(store, pool, listed)
        along = tuple(BackupFile(one.name, one.bytes, one.sha256) for one in pooled)
        manifest = msgspec.structs.replace(manifest, evidence=along)
    files = tuple(
        BackupFile(path.relative_to(folder).as_posix(), path.stat().st_size, _digest(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )
    manifest = msgspec.structs.replace(manifest, files=files)
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    (folder / MANIFEST_FILE).write_bytes(text)
    for path in (folder / MANIFEST_FILE, *(folder / file.path for file in files)):
        _sync_file(path)
    for below in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        sync_folder(below)
    return manifest


def _copy_database(
    database: Database, target: Path, now: datetime
) -> tuple[Manifest, tuple[backup_evidence.Listed, ...]]:
    """One state of the database, copied in one step and opened again under the key; raises where they differ.

    Also which sealed files belong to that state.
    """
    source = database.connection()
    try:
        with calmly():
            source.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            source.execute("BEGIN")  # what is counted and what is copied are one state, whoever writes meanwhile
            counted = row_counts(source)
            last = source.execute("SELECT number, digest FROM audit ORDER BY number DESC LIMIT 1").fetchone()
            (tables,) = source.execute("SELECT version_num FROM alembic_version").fetchone()
            database.copy_to(source, target)
            mark = _mark(source)
    finally:
        source.close()
    copy = database.opens_copy(target)
    try:
        with calmly():
            check_pages(copy)
            same = row_counts(copy) == counted
            listed = backup_evidence.listed(copy)
    except StorageError:
        raise BackupFailedError from None
    finally:
        copy.close()
    if not same:
        raise BackupFailedError
    number, digest = last or (0, b"")
    return Manifest(_FORMAT, now.astimezone(UTC), mark, tables, number, digest.hex(), ()), listed


def _mark(opened: sqlcipher.Connection) -> str:
    (salt,) = opened.execute("PRAGMA cipher_salt").fetchone()
    return hashlib.sha256(b"schoolsm backup " + salt.encode("ascii")).hexdigest()[:16]


def _evidence(store: Path) -> list[Path]:
    """What lies in the evidence folder beside the sealed files that the database names; links lead elsewhere."""
    folder = store / EVIDENCE_FOLDER
    found = (path for path in sorted(folder.rglob("*")) if not backup_evidence.is_sealed_evidence(path))
    return [path for path in found if path.is_file() and not path.is_symlink()]


def _copy_file(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)


def _sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _free_name(place: Path, now: datetime) -> Path:
    base = f"{_NAME}{now.astimezone(UTC):%Y%m%d-%H%M%S}"
    names = (place / (base if count == 1 else f"{base}-{count}") for count in range(1, 1000))
    return next(name for name in names if not name.exists())


# --- reading and letting go -------------------------------------------------------------------------------------


def _manifest(folder: Path) -> Manifest:
    path = folder / MANIFEST_FILE
    if not path.is_file() or path.stat().st_size > _MANIFEST_LIMIT:
        raise NotABackupError
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        raise BackupDamagedError from None
    if manifest.format != _FORMAT or manifest.made.tzinfo is None:
        raise NotABackupError
    return manifest


def _inside(folder: Path, untrusted_path: str) -> Path:
    path = (folder / untrusted_path).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise BackupDamagedError
    return path


def _facts(folder: Path, manifest: Manifest) -> BackupMade:
    size = sum(file.bytes for file in manifest.files)
    names = frozenset(file.path for file in manifest.evidence)
    return BackupMade(folder, manifest.made, size, manifest.log_number, manifest.log_digest, manifest.mark, names)


def _let_go(place: Path, newest: BackupMade, keep: int) -> None:
    """Remove this school's oldest backups beyond the newest few and one a day for the last days."""
    mine = backups_in(place, newest.mark)
    kept = {made.folder for made in mine[: max(keep, 1)]} | {newest.folder}
    days: dict[object, Path] = {}
    for made in mine:
        days.setdefault(made.made.date(), made.folder)
    kept |= set(list(days.values())[:KEEP_DAYS])
    for made in mine:
        if made.folder not in kept:
            # Under its own name no more before anything of it goes: half a backup must never look like one.
            doomed = place / f"{_UNFINISHED}{secrets.token_hex(6)}"
            with contextlib.suppress(OSError):
                made.folder.replace(doomed)
                shutil.rmtree(doomed, ignore_errors=True)
    _let_evidence_go(place, newest.mark)


def _let_evidence_go(place: Path, mark: str) -> None:
    """Sealed files that no backup of this school names any more go; where one cannot be read, all of them stay."""
    named: set[str] = set()
    try:
        for folder in place.glob(f"{_NAME}*"):
            manifest = _manifest(folder)
            if manifest.mark == mark:
                named |= {file.path for file in manifest.evidence}
    except (NotABackupError, BackupDamagedError):
        return
    backup_evidence.let_go(backup_evidence.pool_of(place, mark), named)
