"""The folder of sealed evidence beside the database: random names, whole files or none, and orphans that go."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from schoolsm_desktop.domain.wording import tr

from .errors import DiskFullError, StorageError, StoreReadOnlyError, StoreUnreadableError
from .folder import sync_folder

FOLDER = "evidence"
ENDING = ".sealed"
UNFINISHED = ".part"
ORPHANS_GO_AFTER = timedelta(days=7)
_SPARE = 20 * 10**6
_FULL = (errno.ENOSPC, errno.EDQUOT)


class EvidenceMissingError(StorageError):
    """The sealed file is not in its folder."""

    key = "evidence-missing"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The sealed file is not in the folder of the records: it was taken away outside the program. "
                "What the record says of it stands. Look for it in a backup, and tell a keyholder."
            )
        )


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A sealed file as it lies in the folder: its bytes and their SHA-256."""

    size: int
    digest: bytes


class EvidenceFolder:
    """The sealed files of one school's records. Nothing here knows what is in them."""

    def __init__(self, store: Path) -> None:
        self.path = store / FOLDER

    def file(self, evidence_id: UUID) -> Path:
        """Where the sealed file of this evidence lies, or would."""
        return self.path / f"{evidence_id.hex}{ENDING}"

    def has(self, evidence_id: UUID) -> bool:
        """Whether the file is there."""
        return self.file(evidence_id).is_file()

    def size(self, evidence_id: UUID) -> int:
        """The bytes of the sealed file. Raises EvidenceMissingError."""
        try:
            return self.file(evidence_id).stat().st_size
        except OSError:
            raise EvidenceMissingError from None

    def keep(
        self, evidence_id: UUID, fill: Callable[[Callable[[bytes], object]], object], *, room: int = 0
    ) -> SealedFile:
        """Write a new sealed file: `fill` is given what writes. It gets its name only when it is whole and on the disk.

        `room` is how many bytes it will take at least. Whatever `fill` raises goes on, and nothing is left. Raises
        DiskFullError and StoreReadOnlyError.
        """
        with _said_calmly():
            self.path.mkdir(mode=0o700, exist_ok=True)
            if room and shutil.disk_usage(self.path).free < room + _SPARE:
                raise DiskFullError
        unfinished = self.path / f"{evidence_id.hex}{UNFINISHED}"
        running, size = hashlib.sha256(), 0
        try:
            # Opened for this account alone; what `fill` raises itself is its own error and no matter of the disk.
            with _said_calmly():
                descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
            try:

                def write(sealed: bytes) -> None:
                    nonlocal size
                    with _said_calmly():
                        _write_all(descriptor, sealed)
                    running.update(sealed)
                    size += len(sealed)

                fill(write)
                with _said_calmly():
                    os.fsync(descriptor)
            finally:
                os.close(descriptor)
            with _said_calmly():
                unfinished.replace(self.file(evidence_id))
                sync_folder(self.path)
        except BaseException:
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise
        return SealedFile(size, running.digest())

    @contextlib.contextmanager
    def opened(self, evidence_id: UUID) -> Iterator[BinaryIO]:
        """The sealed file, open for reading. Raises EvidenceMissingError."""
        try:
            file = self.file(evidence_id).open("rb")
        except OSError:
            raise EvidenceMissingError from None
        with file:
            yield file

    def digest(self, evidence_id: UUID, took: Callable[[int], object] | None = None) -> bytes:
        """SHA-256 of the sealed file as it lies there. Raises EvidenceMissingError and StoreUnreadableError."""
        running, seen = hashlib.sha256(), 0
        with self.opened(evidence_id) as file:
            while True:
                try:
                    piece = file.read(1 << 20)
                except OSError:
                    raise StoreUnreadableError from None
                if not piece:
                    return running.digest()
                running.update(piece)
                seen += len(piece)
                if took is not None:
                    took(seen)

    def destroy(self, evidence_id: UUID) -> bool:
        """Write over the file and delete it; whether one was there. On an SSD nobody can promise more than its key's end."""
        path = self.file(evidence_id)
        if not path.is_file():
            return False
        with _said_calmly():
            with path.open("rb+") as file:
                left = path.stat().st_size
                while left > 0:
                    left -= file.write(secrets.token_bytes(min(left, 1 << 20)))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
            sync_folder(self.path)
        return True

    def sweep(self, known: Collection[UUID], now: datetime) -> int:
        """Delete what nobody claimed for seven days, and halves that a program left which was cut off; how many went."""
        names = {self.file(one).name for one in known}
        last = (now - ORPHANS_GO_AFTER).timestamp()
        yesterday = (now - timedelta(days=1)).timestamp()
        gone = 0
        for path in self.path.glob("*") if self.path.is_dir() else ():
            dead = (path.suffix == UNFINISHED and _age(path) < yesterday) or (
                path.suffix == ENDING and path.name not in names and _age(path) < last
            )
            if dead and path.is_file() and not path.is_symlink():
                with contextlib.suppress(OSError):
                    path.unlink()
                    gone += 1
        return gone


_BINARY = getattr(os, "O_BINARY", 0)


def _write_all(descriptor: int, sealed: bytes) -> None:
    left = memoryview(sealed)
    while left:
        left = left[os.write(descriptor, left) :]


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return float("inf")


@contextlib.contextmanager
def _said_calmly() -> Iterator[None]:
    try:
        yield
    except OSError as failure:
        raise (DiskFullError if failure.errno in _FULL else StoreReadOnlyError) from None
