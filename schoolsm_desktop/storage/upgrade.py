"""Brings the database up to this version: a backup first, then everything in one transaction, or nothing.

Alembic is imported only where there is something to bring up to date: a usual sign-in does without its 15 MB.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from .backup import take_backup, write_backup
from .connection import make_file
from .database import Database, open_database
from .errors import (
    BackupPlaceMissingError,
    FolderError,
    NewerStoreError,
    OlderStoreError,
    StorageError,
    UpgradeFailedError,
)
from .problems import calmly

if TYPE_CHECKING:
    from alembic.config import Config

BEFORE_UPGRADE = "before-upgrade"
MIGRATIONS = Path(__file__).resolve().parent / "migrations"

_log = logging.getLogger(__name__)


def create_database(path: Path, key: bytes) -> Database:
    """A new, empty database at `path` with this version's tables. Raises StoreExistsError where a file stands."""
    make_file(path, key)
    database = open_database(path, key)
    try:
        _run(database, "head")
    except BaseException:
        database.close()
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
        raise
    return database


def open_upgraded(path: Path, key: bytes, *, backups: Path | None = None, now: datetime | None = None) -> Database:
    """Open the database at `path`, brought up to this version if need be, with a backup made before that.

    The backup goes to `backups`, or where none is given, or it is not there, to a folder beside the database. Raises
    what `open_database`, the backup and `bring_up_to_date` raise; the database is closed again then.
    """
    database = open_database(path, key)
    try:
        bring_up_to_date(database, lambda: _back_up(database, path.parent, backups, now or datetime.now(UTC)))
    except BaseException:
        database.close()
        raise
    return database


def _back_up(database: Database, store: Path, place: Path | None, now: datetime) -> None:
    if place is not None:
        try:
            take_backup(database, store, place, now)
        except (BackupPlaceMissingError, FolderError):
            _log.warning("the place for backups is not there: the backup before the upgrade stays with the records")
        else:
            return
    write_backup(database, store, store / BEFORE_UPGRADE, now, evidence=False)


def version_of(database: Database) -> str | None:
    """The version of the database's tables, as the name of its last migration."""
    with database.reading() as uow:
        told = "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
        if uow.connection.exec_driver_sql(told).first() is None:
            return None
        row = uow.connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return str(row[0]) if row is not None else None


def newest_version(migrations: Path | None = None) -> str:
    """The version this program makes, as its last migration is called; migrations are files `v<version>.py`."""
    names = sorted(file.stem for file in ((migrations or MIGRATIONS) / "versions").glob("v*.py*"))
    return names[-1].removeprefix("v") if names else ""


def needs_upgrade(database: Database, migrations: Path | None = None) -> bool:
    """Whether an earlier version made the database. Raises NewerStoreError if a later one did."""
    current = version_of(database)
    if current is not None and current == newest_version(migrations):
        return False

    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(_config(migrations))
    if current == script.get_current_head():
        return False
    known = {revision.revision for revision in script.walk_revisions()}
    if current is not None and current not in known:
        raise NewerStoreError
    return True


def check_version(database: Database) -> None:
    """Raise NewerStoreError or OlderStoreError unless this version of the program fits the database."""
    if needs_upgrade(database):
        raise OlderStoreError


def bring_up_to_date(database: Database, back_up: Callable[[], object], migrations: Path | None = None) -> bool:
    """Upgrade the database if it is an earlier version's, and say whether that was done.

    `back_up` makes a verified backup and raises if it cannot; nothing is touched before it has returned. Raises
    NewerStoreError, and UpgradeFailedError with the records as they were before.
    """
    if not needs_upgrade(database, migrations):
        return False
    back_up()
    before = version_of(database)
    try:
        _run(database, "head", migrations)
    except StorageError:
        raise
    except Exception:
        _log.exception("the upgrade from %s was rolled back", before)
        raise UpgradeFailedError from None
    return True


def _run(database: Database, target: str, migrations: Path | None = None) -> None:
    from alembic import command

    engine = database.engine_for_upgrade()
    try:
        with engine.connect() as connection, connection.begin():
            config = _config(migrations)
            config.attributes["connection"] = connection
            command.upgrade(config, target)
            _check(connection)
    finally:
        engine.dispose()


def _check(connection: Connection) -> None:
    """Refuse to commit an upgrade that left a reference without its record, or an untidy tree of pages."""
    with calmly():
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        (verdict,) = connection.exec_driver_sql("PRAGMA integrity_check").fetchone() or ("",)
    if lost or verdict != "ok":
        raise RuntimeError(f"after the upgrade {len(lost)} references lead nowhere; pages: {verdict == 'ok'}")


def _config(migrations: Path | None) -> Config:
    from alembic.config import Config

    config = Config()
    # A per cent sign in the path would be taken for the configuration's own.
    config.set_main_option("script_location", str(migrations or MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
