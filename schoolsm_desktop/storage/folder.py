"""Where the school's records may lie, and the lock that lets one program at a time work in them."""

from __future__ import annotations

import contextlib
import errno
import getpass
import json
import os
import platform
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import filelock
import psutil

from .errors import (
    FullFolderError,
    NetworkFolderError,
    NotAFolderError,
    ReadOnlyFolderError,
    StoreInUseError,
    SyncedFolderError,
)
from .folder_windows import is_remote_drive, is_unc, let_everybody_write

NEEDED_MB = 200
"""Room for years of records, and for the second copy that an upgrade writes."""
LOCK_FILE = "store.lock"
LOCK_FACTS_FILE = "store.lock.json"

# fmt: off
NETWORK_FILE_SYSTEMS = frozenset(
    {
        "fuse.ceph", "fuse.davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.smbnetfs", "fuse.sshfs",
        "afpfs", "cifs", "ncpfs", "nfs", "nfs3", "nfs4", "smb", "smb2", "smb3", "smbfs",
        "afs", "beegfs", "ceph", "coda", "davfs", "glusterfs", "gpfs", "lustre", "prl_fs", "vboxsf", "webdav",
    }
)
# fmt: on
"""File systems on which SQLite's locks or its shared memory cannot be trusted."""

_ENVIRONMENT = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("OneDrive", re.compile(r"onedrive(\s*-\s*.+)?|onedrive-.+", re.IGNORECASE)),
    ("Dropbox", re.compile(r"dropbox(\s*\(.+\)|-.+)?", re.IGNORECASE)),
    ("Google Drive", re.compile(r"google ?drive(-.+|\s*\(.+\))?|my drive|drivefs", re.IGNORECASE)),
    ("iCloud", re.compile(r"icloud ?drive|com~apple~clouddocs|mobile documents", re.IGNORECASE)),
    ("Nextcloud", re.compile(r"nextcloud\d*|owncloud\d*", re.IGNORECASE)),
)
_MARKERS: tuple[tuple[str, str], ...] = (
    ("OneDrive", ".849C9593-D756-4E56-8D6E-42412F2A707B"),
    ("Dropbox", ".dropbox.cache"),
    ("Google Drive", ".tmp.driveupload"),
    ("Google Drive", ".tmp.drivedownload"),
    ("Nextcloud", ".nextcloudsync.log"),
    ("Nextcloud", ".owncloudsync.log"),
    ("Nextcloud", ".sync_*.db"),
    ("Nextcloud", "._sync_*.db"),
)
"""What those programs leave in the top folder that they copy."""


def check_folder(folder: Path, needed_mb: int = NEEDED_MB) -> None:
    """Raise the typed error that says why the records cannot lie in `folder`, and where they can.

    A folder that does not exist yet is judged by the nearest one above it that does. Refused are network drives,
    synced folders, what is no folder, what cannot be written to, and less than `needed_mb` megabytes of free room.
    """
    nearest = _nearest(folder)
    if is_on_network(folder):
        raise NetworkFolderError
    service = synced_by(folder)
    if service is not None:
        raise SyncedFolderError(service)
    check_writable(nearest, needed_mb)


def check_backup_folder(folder: Path, needed_mb: int = NEEDED_MB) -> None:
    """Raise why no backup can go to `folder`. Network drives and synced folders are welcome: nothing lives there."""
    check_writable(_nearest(folder), needed_mb)


def check_writable(folder: Path, needed_mb: int) -> None:
    """Raise ReadOnlyFolderError or FullFolderError unless a file can be made in the folder and there is room."""
    try:
        free = shutil.disk_usage(folder).free // 10**6
        if free < needed_mb:
            raise FullFolderError(free, needed_mb)
        with tempfile.TemporaryFile(dir=folder, prefix=".schoolsm-try-"):
            pass
    except OSError as failure:
        if failure.errno in (errno.ENOSPC, errno.EDQUOT):
            raise FullFolderError(0, needed_mb) from None
        raise ReadOnlyFolderError from None


def is_on_network(folder: Path) -> bool:
    """Whether the folder lies on a network drive: a server path, a mapped drive, a network file system."""
    if is_unc(str(folder)) or is_unc(str(folder.resolve())) or is_remote_drive(folder.resolve()):
        return True
    # On Windows the drive says it all, and listing the drives waits for lost ones.
    return os.name != "nt" and file_system_of(folder).lower() in NETWORK_FILE_SYSTEMS


def file_system_of(folder: Path) -> str:
    """The kind of file system `folder` lies on as the system names it, by its longest mount point; empty if unknown."""
    place = folder.resolve()
    found, depth = "", -1
    for partition in psutil.disk_partitions(all=True):
        mount = Path(partition.mountpoint)
        # Later mounts cover earlier ones on the same point, so an equal depth replaces.
        if place.is_relative_to(mount) and len(mount.parts) >= depth:
            found, depth = partition.fstype, len(mount.parts)
    return found


def synced_by(folder: Path) -> str | None:
    """The service that copies `folder` to a cloud, or None: by its settings, by names in the path, by its marks."""
    for place in dict.fromkeys((folder.absolute(), folder.resolve())):
        for name in _ENVIRONMENT:
            root = os.environ.get(name)
            if root and place.is_relative_to(Path(root)):
                return "OneDrive"
        for service, pattern in _PARTS:
            if any(pattern.fullmatch(part) for part in place.parts):
                return service
        for above in (place, *place.parents):
            service_marked = _marked(above)
            if service_marked is not None:
                return service_marked
    return None


def _marked(folder: Path) -> str | None:
    with contextlib.suppress(OSError):
        # A file of that name marks the synced folder; in the home folder it is a folder with Dropbox's settings.
        if (folder / ".dropbox").is_file():
            return "Dropbox"
        for service, mark in _MARKERS:
            if next(folder.glob(mark), None) is not None:
                return service
    return None


def _nearest(folder: Path) -> Path:
    """The folder itself or the nearest one above it that exists. Raises NotAFolderError if that is no folder."""
    for place in (folder.absolute(), *folder.absolute().parents):
        if place.is_dir():
            return place
        if place.exists():
            break
    raise NotAFolderError


@dataclass(frozen=True, slots=True)
class LockedBy:
    """Who has the records open: the account on the PC, the PC, the process, and since when. Any may be unknown."""

    who: str
    host: str
    pid: int
    since: datetime | None


class StoreLock:
    """The lock of one folder of records. The system lets go of it when the process ends, however it ends.

    It is also let go when this object is dropped: whoever works in the records keeps it.
    """

    def __init__(self, folder: Path) -> None:
        self._facts = folder / LOCK_FACTS_FILE
        self._lock = filelock.FileLock(folder / LOCK_FILE, fallback_to_soft=False, preserve_lock_file=True)

    @property
    def is_held(self) -> bool:
        """Whether this object holds the lock."""
        return self._lock.is_locked

    def acquire(self, who: str = "", now: datetime | None = None, wait: float = 0) -> LockedBy | None:
        """Take the lock and say whose facts were left behind, if the program was cut off last time; else None.

        Facts alone lock nothing: only the system's own lock does, and that is gone with its process. `who` is the
        account on the PC unless given. Waits `wait` seconds for another program to let go. Raises StoreInUseError with
        who and since, and the folder errors.
        """
        if not self._facts.parent.is_dir():
            raise NotAFolderError
        try:
            self._lock.acquire(timeout=wait)
        except filelock.Timeout:
            facts = self.locked_by()
            if facts is None:
                raise StoreInUseError("", "", None) from None
            raise StoreInUseError(facts.who, facts.host, facts.since) from None
        except NotImplementedError:
            raise NetworkFolderError from None  # a file system without locks is somebody else's disk
        except OSError:
            raise ReadOnlyFolderError from None
        left_behind = self.locked_by()
        try:
            self._write(LockedBy(who or _account(), platform.node(), os.getpid(), now or datetime.now(UTC)))
        except OSError:
            self._lock.release()
            raise ReadOnlyFolderError from None
        return left_behind

    def locked_by(self) -> LockedBy | None:
        """The facts beside the lock; None where there are none or they cannot be read."""
        try:
            facts = json.loads(self._facts.read_text(encoding="utf-8"))
            since = datetime.fromisoformat(facts["since"])
            return LockedBy(str(facts["who"]), str(facts["host"]), int(facts["pid"]), since)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def release(self) -> None:
        """Let go. Nothing happens if it is not held."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                self._facts.unlink(missing_ok=True)
            self._lock.release()

    def _write(self, facts: LockedBy) -> None:
        since = facts.since.isoformat() if facts.since else ""
        text = json.dumps({"who": facts.who, "host": facts.host, "pid": facts.pid, "since": since})
        fresh = self._facts.with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(self._facts)


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def sync_folder(folder: Path) -> None:
    """Make new names in a folder durable; Windows does that with the file and cannot open a folder."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def prepare_folder(folder: Path, *, everybody: bool) -> None:
    """Give a new folder of records the rights it needs: for one account nobody else may look in, for a shared Windows PC
    every account may write. Raises ReadOnlyFolderError where Windows refuses that."""
    if sys.platform == "win32":
        if everybody and not let_everybody_write(folder):
            raise ReadOnlyFolderError
    elif not everybody:
        folder.chmod(0o700)
