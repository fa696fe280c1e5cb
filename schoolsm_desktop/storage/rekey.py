"""A new key for the whole database, when somebody who held the old one has left (design: "Leaver with a sign-in").

The caller keeps both keys in the key file and makes a backup first; then `rekey`; then the key file forgets the old
one. Whenever the program is cut off in between, `which_key` says which of the two opens the records.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .connection import KEY_BYTES, check_is_ours, check_pages, row_counts
from .database import Database
from .errors import RekeyFailedError, StorageError, WrongKeyError
from .problems import calmly


def rekey(database: Database, new_key: bytes) -> None:
    """Write every page anew under `new_key` (32 bytes) and open with it from then on. Nothing else may be open.

    Raises StoreDamagedError before anything is written, and RekeyFailedError with the records open as before.
    """
    if len(new_key) != KEY_BYTES:
        raise ValueError("the database key must be 32 bytes")
    database.close()
    before = _check_and_count(database)
    try:
        _write(database, new_key)
    except StorageError:
        raise RekeyFailedError from None
    finally:
        database.use_key(which_key(database.path, (database.key, new_key)))
    if database.key != new_key or _check_and_count(database) != before:
        raise RekeyFailedError


def which_key(path: Path, keys: Sequence[bytes]) -> bytes:
    """The first of `keys` that opens the database. The key from before a change comes first in `keys`.

    That order matters: what a cut-off change has left behind is rolled back under the old key. Raises WrongKeyError
    where none opens it, and what `open_database` raises.
    """
    for key in keys:
        try:
            check_is_ours(path, key)
        except WrongKeyError:
            continue
        return key
    raise WrongKeyError


def _write(database: Database, new_key: bytes) -> None:
    opened = database.connection()
    try:
        with calmly():
            # A rollback journal and no write-ahead log: no page under the old key is left waiting in it.
            opened.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            opened.execute("PRAGMA journal_mode = DELETE").fetchone()
            opened.execute(f"PRAGMA rekey = \"x'{new_key.hex()}'\"")
    finally:
        opened.close()


def _check_and_count(database: Database) -> dict[str, int]:
    opened = database.connection()
    try:
        with calmly():
            opened.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            check_pages(opened)
            return row_counts(opened)
    finally:
        opened.close()
