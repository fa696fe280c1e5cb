"""One function decides whether a failure of the database is a known problem, said calmly, or a bug."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from .errors import (
    DiskFullError,
    StorageError,
    StoreBusyError,
    StoreDamagedError,
    StoreReadOnlyError,
    StoreUnreadableError,
    UnstorableTextError,
    WrongKeyError,
)

_PRIMARY = 0xFF
"""The low byte of SQLite's extended result codes is the primary code (sqlite.org/rescode.html)."""

_KNOWN: dict[int, Callable[[], StorageError]] = {
    5: StoreBusyError,  # SQLITE_BUSY
    6: StoreBusyError,  # SQLITE_LOCKED
    8: StoreReadOnlyError,  # SQLITE_READONLY
    10: StoreUnreadableError,  # SQLITE_IOERR
    11: StoreDamagedError,  # SQLITE_CORRUPT
    13: DiskFullError,  # SQLITE_FULL
    14: StoreUnreadableError,  # SQLITE_CANTOPEN
    26: WrongKeyError,  # SQLITE_NOTADB
}
_KNOWN_ERRNO: dict[int, Callable[[], StorageError]] = {
    errno.ENOSPC: DiskFullError,
    errno.EDQUOT: DiskFullError,
    errno.EFBIG: DiskFullError,
    errno.EROFS: StoreReadOnlyError,
    errno.EACCES: StoreReadOnlyError,
    errno.EPERM: StoreReadOnlyError,
    errno.EIO: StoreUnreadableError,
}


def known_problem(failure: BaseException) -> StorageError | None:
    """The typed error for a failure that can happen in a well-written program; None means that it is a bug.

    A full disk, a lock held too long, a file that is read-only, damaged, not ours or under another key, text
    that is none. What it returns holds nothing of the statement or its values.
    """
    if isinstance(failure, StorageError):
        return failure
    if isinstance(failure, PoolTimeoutError):
        return StoreBusyError()
    if isinstance(failure, UnicodeEncodeError):
        return UnstorableTextError()
    cause = failure.orig if isinstance(failure, DBAPIError) else failure
    code = getattr(cause, "sqlite_errorcode", None)
    if isinstance(code, int):
        found = _KNOWN.get(code & _PRIMARY)
        return found() if found else None
    if isinstance(cause, OSError) and cause.errno is not None:
        known = _KNOWN_ERRNO.get(cause.errno)
        return known() if known else None
    return None


@contextmanager
def calmly() -> Iterator[None]:
    """Turn known problems inside the block into their typed errors; let bugs through as they are."""
    try:
        yield
    except Exception as failure:
        problem = known_problem(failure)
        if problem is None or problem is failure:
            raise
        raise problem from None
