"""A file for one person's eyes, written whole or not at all, and never over another one by accident."""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.wording import tr

_BINARY = getattr(os, "O_BINARY", 0)  # only Windows knows the difference


class FileThereError(OfficeError):
    """A file of this name is there already; nothing was written."""

    key: ClassVar[str] = "file-there"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "A file of this name is there already. Nothing was written. Choose another name, or agree to replace it."
            )
        )


class FileNotWrittenError(OfficeError):
    """The disk or the folder did not take the file; nothing is left of it."""

    key: ClassVar[str] = "file-not-written"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The file could not be written: the disk is full or gone, or you may not write into that folder. "
                "Nothing is left of it, and nothing was recorded as saved. Choose another place."
            )
        )


def write_private(path: Path, contents: bytes, *, replace: bool = False) -> None:
    """Write a file that only this user of the PC can read, without a temporary copy that could be left behind.

    A file that is there stays unless `replace`; it comes back if the new one cannot be written. Raises FileThereError,
    FileNotWrittenError.
    """
    aside = _put_aside(path) if replace and path.exists() else None
    try:
        _write_new(path, contents)
    except BaseException:
        if aside is not None and not path.exists():
            aside.rename(path)
        raise
    if aside is not None:
        remove_private(aside)


def remove_private(path: Path) -> None:
    """Take away a file that turned out not to be wanted; one that is gone already is no fault."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        raise FileNotWrittenError from None


def _put_aside(path: Path) -> Path:
    aside = path.with_name(f"{path.name}.before")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.before-{number}")
    try:
        return path.rename(aside)
    except OSError:
        raise FileNotWrittenError from None


def _write_new(path: Path, contents: bytes) -> None:
    try:
        # O_EXCL: nobody can put a link there beforehand that leads the passwords elsewhere.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
    except FileExistsError:
        raise FileThereError from None
    except OSError:
        raise FileNotWrittenError from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(contents)
            file.flush()
            os.fsync(file.fileno())
    except BaseException as problem:
        path.unlink(missing_ok=True)
        if isinstance(problem, OSError):
            raise FileNotWrittenError from None
        raise
