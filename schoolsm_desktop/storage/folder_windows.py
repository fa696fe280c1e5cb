"""What only Windows knows of a folder: whether its drive is a network share, and who may write in it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path, PureWindowsPath

DRIVE_REMOTE = 4
"""What GetDriveTypeW answers for a mapped network drive (learn.microsoft.com, fileapi)."""


def is_unc(path: str) -> bool:
    r"""Whether a Windows path names a server (`\\server\share`, `\\?\UNC\server\share`)."""
    drive = PureWindowsPath(path).drive
    if drive.startswith(("\\\\?\\", "\\\\.\\")):
        return drive[4:].upper().startswith("UNC\\")
    return drive.startswith("\\\\")


def is_remote_drive(path: Path) -> bool:
    """Whether the drive of `path` is a network drive. False on other systems, which have no drives."""
    drive_type = 0
    if sys.platform == "win32":
        import ctypes

        drive_type = int(ctypes.windll.kernel32.GetDriveTypeW(path.drive + "\\"))
    return drive_type == DRIVE_REMOTE


USERS = "*S-1-5-32-545"
"""Everybody with an account on this PC, by its number: the group's name differs from language to language."""


def _run(command: Sequence[str]) -> int:
    return subprocess.run(command, capture_output=True, check=False).returncode  # noqa: S603 - Windows' own program


def let_everybody_write(folder: Path, run: Callable[[Sequence[str]], int] = _run) -> bool:
    """Let every account of this PC change what lies in `folder`, now and later; whether Windows did so.

    Below ProgramData another account may only read what the first one wrote, so that the second colleague could not
    open the records.
    """
    return run(["icacls.exe", str(folder), "/grant", f"{USERS}:(OI)(CI)M", "/T", "/Q"]) == 0
