"""Small files written so that a crash leaves the old one or the new one, never half of either."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> None:
    """Replaces `path` by `data`: temporary file beside it, fsync, replace, fsync of the folder.

    Raises OSError; the old file is then untouched. One writer at a time (the store's lock sees to that).
    """
    temporary = path.with_name(path.name + ".tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        _remove_quietly(temporary)
        raise
    _sync_folder(path.parent)


def _remove_quietly(path: Path) -> None:
    """The first fault is the one to tell, so a second one while tidying up is let go."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def _sync_folder(folder: Path) -> None:
    """Makes the new name itself durable; Windows does that with the file and cannot open a folder."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
