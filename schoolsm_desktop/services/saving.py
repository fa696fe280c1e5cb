"""A document as a file in a folder of the person's choice: whole or not at all, and in words what was in the way."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import ClassVar

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.security.atomic_file import write_atomically

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class NotSavedError(OfficeError):
    """The file was not written; nothing half-written is left, and an older file of that name is as it was."""

    key: ClassVar[str] = "not-saved"


def save_document(path: Path, data: bytes) -> None:
    """Write `data` to `path`, in place of an older file of that name. Raises NotSavedError; then nothing has changed."""
    try:
        write_atomically(path, data)
    except OSError as problem:
        raise NotSavedError(_sentence(path, problem)) from None


def _sentence(path: Path, problem: OSError) -> str:
    if problem.errno in _FULL:
        return tr("The disk is full. Nothing was saved. Free some room, or choose another place.")
    if problem.errno == errno.EROFS:
        return tr("That place can only be read, not written. Nothing was saved. Choose another folder.")
    if isinstance(problem, FileNotFoundError | NotADirectoryError):
        return tr("That folder is not there any more. Nothing was saved. Choose another folder.")
    if isinstance(problem, PermissionError):
        if path.exists():
            return tr(
                "“{name}” may not be replaced. If it is open in another program, close it there; or choose another name. "
                "Nothing was saved.",
                name=path.name,
            )
        return tr("You may not write into that folder. Nothing was saved. Choose another folder.")
    if problem.errno == errno.ENAMETOOLONG:
        return tr("That name is too long for this disk. Nothing was saved. Choose a shorter one.")
    return tr("The file could not be written there. Nothing was saved; choose another folder or free some room.")
