"""What only Windows knows of a folder: whether its drive letter stands for a network share."""

from __future__ import annotations

import sys
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

        drive_type = ctypes.windll.kernel32.GetDriveTypeW(path.drive + "\\")
    return drive_type == DRIVE_REMOTE
