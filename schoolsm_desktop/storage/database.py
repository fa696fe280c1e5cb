"""The school's encrypted database: who may write, who may only read, and how a failure is said."""

from __future__ import annotations

import threading
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import QueuePool

from . import connection
from .errors import StorageError, StoreBusyError, StoreDamagedError, StoreReadOnlyError
from .problems import calmly, known_problem
from .unit_of_work import UnitOfWork

READERS = 4
WAIT_SECONDS = 30


class Database:
    """One open database. Use `open_database` or `upgrade.create_database` to get one."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Use the functions named above: they prove the key first. `key` never leaves this room."""
        self.path = path
        self.key = key
        self._writing_thread: int | None = None
        self._writer = self._engine("BEGIN IMMEDIATE", writing=True)
        self._reader = self._engine("BEGIN", writing=False)

    def __repr__(self) -> str:
        return "Database(…)"

    def unit_of_work(self) -> UnitOfWork:
        """A unit of work for a `with` block: rolled back unless it was committed. One writes at a time; others wait.

        Raises StoreBusyError after half a minute of waiting, and RuntimeError inside another one of the same thread.
        """
        return UnitOfWork(self._begin_writing, self._end_writing)

    def reading(self) -> UnitOfWork:
        """A consistent view for a `with` block. Nothing can be written through it, and it waits for no writer."""
        return UnitOfWork(self._reader.connect)

    def is_whole(self) -> bool:
        """Whether every page carries its seal and the tree of pages is whole; reads the whole file."""
        self.checkpoint()
        opened = self.connection()
        try:
            connection.check_pages(opened)
        except StoreDamagedError:
            return False
        finally:
            opened.close()
        return True

    def checkpoint(self) -> None:
        """Bring what stands in the write-ahead log into the main file."""
        opened = self.connection()
        try:
            with calmly():
                opened.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            opened.close()

    def leave_no_trace(self) -> None:
        """Write every page anew, so that nothing of what was deleted stays in a free corner, and empty the log of writing.

        Raises the typed errors of this room: StoreBusyError where another program has the records open.
        """
        opened = self.connection()
        try:
            with calmly():
                opened.execute("VACUUM")
                busy, _pages, _moved = opened.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            opened.close()
        if busy:
            raise StoreBusyError

    def connection(self, *, foreign_keys: bool = True) -> sqlcipher.Connection:
        """A writing connection of its own, outside the pools, for backups and upgrades. The caller closes it."""
        opened = connection.connect(self.path, self.key)
        connection.prepare(opened, writing=True, foreign_keys=foreign_keys)
        return opened

    @property
    def engines(self) -> tuple[Engine, Engine]:
        """The writing and the reading engine, to count statements by."""
        return self._writer, self._reader

    def engine_for_upgrade(self) -> Engine:
        """An engine of its own without foreign keys, which cannot be switched off inside a transaction."""
        return self._engine("BEGIN IMMEDIATE", writing=True, foreign_keys=False)

    def opens_copy(self, copy: Path) -> sqlcipher.Connection:
        """A reading connection to a copy nobody writes to, wherever it lies; takes no locks. The caller closes it."""
        return connection.connect(copy, self.key, mode="ro", options=("immutable=1",))

    def copy_to(self, source: sqlcipher.Connection, copy: Path) -> None:
        """Copy what `source` sees to a new file under the same key, in one step: page by page it would never end."""
        target = connection.connect(copy, self.key, mode="rwc", options=("nolock=1",))
        try:
            with calmly():
                # Nobody else has the new file; a network drive may know no locks, and half a copy is thrown away.
                target.execute("PRAGMA journal_mode = OFF")
                target.execute("PRAGMA synchronous = OFF")
                source.backup(target)
        finally:
            target.close()

    def use_key(self, key: bytes) -> None:
        """Open with `key` from now on; for the change of the key, with nothing else open."""
        self.close()
        self.key = key

    def close(self) -> None:
        """Close every connection. The database can be used again afterwards: connections open as they are needed."""
        self._writer.dispose()
        self._reader.dispose()

    def _begin_writing(self) -> Connection:
        if self._writing_thread == threading.get_ident():
            raise RuntimeError("a unit of work inside another one of the same thread would wait for itself")
        with calmly():
            opened = self._writer.connect()
        self._writing_thread = threading.get_ident()
        return opened

    def _end_writing(self) -> None:
        self._writing_thread = None

    def _engine(self, begin: str, *, writing: bool, foreign_keys: bool = True) -> Engine:
        def creator() -> sqlcipher.Connection:
            opened = connection.connect(self.path, self.key)
            connection.prepare(opened, writing=writing, foreign_keys=foreign_keys)
            return opened

        engine = create_engine(
            "sqlite://",
            module=sqlcipher,
            creator=creator,
            poolclass=QueuePool,  # without it another thread gets a closed connection
            pool_size=1 if writing else READERS,
            max_overflow=0 if writing else READERS,
            pool_timeout=WAIT_SECONDS,
            hide_parameters=True,
        )

        def begun(opened: Connection) -> None:
            # The driver's own transactions are off (isolation_level None), so that also a migration is one whole.
            opened.exec_driver_sql(begin)

        event.listen(engine, "begin", begun)
        event.listen(engine, "handle_error", _say_calmly if writing else _say_calmly_of_reading, retval=True)
        return engine


def _say_calmly(context: ExceptionContext) -> StorageError | None:
    failure = context.original_exception
    if isinstance(failure, UnicodeEncodeError):
        # It carries the whole text that could not be kept, and stays behind ours as its cause.
        failure.object, failure.args = "", ()
    return known_problem(failure)


def _say_calmly_of_reading(context: ExceptionContext) -> StorageError | None:
    found = _say_calmly(context)
    # A reading unit of work that tries to write is a bug and no matter of rights on the disk.
    return None if isinstance(found, StoreReadOnlyError) else found


def open_database(path: Path, key: bytes) -> Database:
    """The school's database at `path`, proved by one read under the raw 32-byte `key`.

    Raises StoreMissingError, StoreDamagedError, WrongKeyError (check the key file first), NotOurStoreError, and
    ValueError for a key of another length. Its version is looked at by `upgrade.bring_up_to_date`.
    """
    connection.check_is_ours(path, key)
    return Database(path, key)
