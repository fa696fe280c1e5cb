"""One connection to an encrypted database, opened the only way it may be (design: "The database (tried)")."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

# The package ships no type information.
import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]

from .errors import NotOurStoreError, StoreDamagedError, StoreExistsError, StoreMissingError, WrongKeyError
from .problems import calmly

KEY_BYTES = 32
APPLICATION_ID = 0x53534D44  # "SSMD", in the header field SQLite gives to applications
BUSY_MS = 5000

_NOT_A_DATABASE = 26
_PLAIN_HEADER = b"SQLite format 3\x00"


def file_uri(path: Path, mode: str, *options: str) -> str:
    """The SQLite URI of a file; `mode` is ro, rw or rwc. Works for drive letters and network paths too."""
    text = path.absolute().as_posix()
    parts = "&".join((f"mode={mode}", *options))
    return f"file://{'' if text.startswith('/') else '/'}{quote(text)}?{parts}"


def connect(path: Path, key: bytes, *, mode: str = "rw", options: tuple[str, ...] = ()) -> sqlcipher.Connection:
    """An open, keyed and proved connection without a transaction. The caller closes it.

    Raises ValueError unless `key` is 32 bytes, and the typed errors of this room.
    """
    if len(key) != KEY_BYTES:
        # Anything but 64 hex digits would silently be taken for a passphrase.
        raise ValueError("the database key must be 32 bytes")
    with calmly():
        opened = sqlcipher.connect(
            file_uri(path, mode, *options), uri=True, isolation_level=None, check_same_thread=False
        )
    try:
        _prove(opened, key)
    except BaseException:
        opened.close()
        raise
    return opened


def _prove(opened: sqlcipher.Connection, key: bytes) -> None:
    """Set the key and read once with it: before that read, any key at all is accepted."""
    with calmly():
        opened.execute("PRAGMA cipher_log_level = NONE")
        opened.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        opened.execute("PRAGMA cipher_compatibility = 4")
        opened.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        opened.execute("SELECT count(*) FROM sqlite_master").fetchone()


def prepare(opened: sqlcipher.Connection, *, writing: bool, foreign_keys: bool = True) -> None:
    """Set what every connection to the live database is to have."""
    with calmly():
        opened.execute("PRAGMA journal_mode = WAL")
        opened.execute("PRAGMA synchronous = FULL")
        opened.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        opened.execute("PRAGMA secure_delete = ON")
        opened.execute("PRAGMA trusted_schema = OFF")
        opened.execute("PRAGMA temp_store = MEMORY")
        opened.execute("PRAGMA cell_size_check = ON")
        if not writing:
            opened.execute("PRAGMA query_only = ON")


def check_is_ours(path: Path, key: bytes) -> None:
    """Raise the typed error for what stands at `path` unless it is our database under this key."""
    try:
        if path.stat().st_size == 0:
            raise StoreDamagedError  # an empty file would open as a new, empty database under any key
    except FileNotFoundError:
        raise StoreMissingError from None
    try:
        opened = connect(path, key)
    except WrongKeyError:
        if _opens_without_key(path):
            raise NotOurStoreError from None
        raise
    try:
        (found,) = opened.execute("PRAGMA application_id").fetchone()
    finally:
        opened.close()
    if found != APPLICATION_ID:
        raise NotOurStoreError


def _opens_without_key(path: Path) -> bool:
    # Through SQLite and not open(): closing a file of ours would drop the locks SQLite holds on it.
    opened = sqlcipher.connect(file_uri(path, "ro"), uri=True, isolation_level=None)
    try:
        opened.execute("PRAGMA cipher_log_level = NONE")
        opened.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.Error:
        return False
    finally:
        opened.close()
    return True


def make_file(path: Path, key: bytes) -> None:
    """Make an empty encrypted database. Raises StoreExistsError where a file stands already."""
    try:
        with calmly():
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise StoreExistsError from None
    opened = connect(path, key)
    try:
        with calmly():
            opened.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            opened.execute("PRAGMA journal_mode = WAL")
    finally:
        opened.close()
    with path.open("rb") as file:  # nothing has it open now
        if file.read(len(_PLAIN_HEADER)) == _PLAIN_HEADER:
            path.unlink()
            raise RuntimeError("the database came out unencrypted and was taken away")


def row_counts(opened: sqlcipher.Connection) -> dict[str, int]:
    """How many rows each table has."""
    names = [name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    # The names come from the schema itself; quoting them keeps even a strange one a name.
    return {name: opened.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608


def check_pages(opened: sqlcipher.Connection) -> None:
    """Raise StoreDamagedError unless every page of the main file carries its seal and the tree of pages is whole.

    What still stands in the write-ahead log is not seen: bring it in first.
    """
    with calmly():
        unsealed = opened.execute("PRAGMA cipher_integrity_check").fetchall()
        (verdict,) = opened.execute("PRAGMA integrity_check").fetchone()
    if unsealed or verdict != "ok":
        raise StoreDamagedError
