"""What can go wrong with the school's records on disk: one class each, with the sentence the user reads."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.wording import moment_text, tr


class StorageError(OfficeError):
    """Any refusal of this room."""

    key: ClassVar[str] = "storage"


# --- the database -----------------------------------------------------------------------------------------------


class DiskFullError(StorageError):
    """There was no room left to write; the unit of work was rolled back whole."""

    key = "disk-full"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The disk that holds the school's records is full. Nothing of this was saved and nothing was lost. "
                "Make room on the disk, then save again."
            )
        )


class StoreBusyError(StorageError):
    """Another piece of work holds the database for longer than anybody waits."""

    key = "store-busy"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The school's records are busy with other work. Nothing of this was saved and nothing was lost. "
                "Try again in a moment."
            )
        )


class StoreReadOnlyError(StorageError):
    """The database cannot be written to."""

    key = "store-read-only"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The school's records can be read but not written. Nothing of this was saved. "
                "Ask whoever looks after this PC to let your account write to the records folder."
            )
        )


class StoreUnreadableError(StorageError):
    """The operating system does not hand the file out: rights, or a disk that fails."""

    key = "store-unreadable"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The disk does not give the school's records out. Nothing was changed. Restart the PC and try again; "
                "if it happens again, ask whoever looks after this PC to check the disk, and keep your backups safe."
            )
        )


class StoreDamagedError(StorageError):
    """The database was damaged from outside: a page does not match its seal, or the file is cut short."""

    key = "store-damaged"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The file with the school's records is damaged. Nothing was changed by this. Do not go on working in it: "
                "close the program and bring the last backup back."
            )
        )


class WrongKeyError(StorageError):
    """The key does not open the database; a damaged first page looks the same (check the key file first)."""

    key = "wrong-key"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The file with the school's records does not open with these sign-ins: it belongs to another key file, "
                "or its beginning is damaged. Nothing was changed. Bring back the last backup, which holds both files."
            )
        )


class NotOurStoreError(StorageError):
    """The file is a database, and not one this program made."""

    key = "not-our-store"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "That file does not hold the school's records: another program made it. Nothing was changed. "
                "Ask whoever looks after this PC to start the program with --store and the folder in which the school "
                "was set up."
            )
        )


class StoreMissingError(StorageError):
    """There is no database where one is looked for."""

    key = "store-missing"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The file with the school's records is not in its folder. Nothing was changed. "
                "If the folder was moved, put it back where it was, or ask whoever looks after this PC to start the "
                "program with --store and its new place. If the file was deleted, bring the last backup back."
            )
        )


class StoreExistsError(StorageError):
    """Records would be written over other records."""

    key = "store-exists"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "That folder already holds a school's records. Nothing was changed. Open them, or choose another folder."
            )
        )


class NewerStoreError(StorageError):
    """A later version of the program made or upgraded the database."""

    key = "newer-store"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The school's records were last opened by a newer version of SchoolSM Desktop. Nothing was changed. "
                "Install that version on this PC too, then open them again."
            )
        )


class OlderStoreError(StorageError):
    """The database must be upgraded before it is worked in."""

    key = "older-store"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The school's records are those of an older version of SchoolSM Desktop and were not upgraded yet. "
                "Nothing was changed. Close the program and open it again."
            )
        )


class UpgradeFailedError(StorageError):
    """The upgrade stopped; the records are as they were before it."""

    key = "upgrade-failed"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The school's records could not be brought up to this version of SchoolSM Desktop. They are as they were "
                "before, and a backup was made. Go on with the version you had and report this."
            )
        )


class RekeyFailedError(StorageError):
    """The database still opens with the key it had."""

    key = "rekey-failed"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The school's records could not be locked with a new key. They are as they were and open as before. "
                "Make sure the disk has room for a second copy of them, then try again."
            )
        )


class RecordMissingError(StorageError):
    """No record has that id: it was never there, since records are not deleted."""

    key = "record-missing"

    def __init__(self) -> None:
        super().__init__(tr("That record is not in the school's records. Nothing was changed. Go back to the list."))


class UnstorableTextError(StorageError):
    """A text holds half a character, as a broken paste or file leaves it."""

    key = "unstorable-text"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "Something in what was entered is not a whole character, as a broken copy leaves it. Nothing of this was "
                "saved. Type that part again instead of pasting it."
            )
        )


# --- the folder -------------------------------------------------------------------------------------------------


class FolderError(StorageError):
    """The folder cannot hold the school's records."""

    key = "folder"


class NetworkFolderError(FolderError):
    """The live database cannot be kept safe on a network drive."""

    key = "folder-network"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "That folder is on a network drive, where the school's records could be damaged. Nothing was written there. "
                "Keep them in a folder on this PC's own disk; backups may go to the network drive."
            )
        )


class SyncedFolderError(FolderError):
    """The live database cannot be kept safe where a program copies files to and from a cloud. `service` names it."""

    key = "folder-synced"

    def __init__(self, service: str) -> None:
        super().__init__(
            tr(
                "{service} copies that folder to and from the internet, and would damage the school's records while they "
                "are open. Nothing was written there. Keep them in a folder that is not synced; backups may go there.",
                service=service,
            )
        )
        self.service = service


class ReadOnlyFolderError(FolderError):
    """Nothing can be written to the folder."""

    key = "folder-read-only"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "Your account cannot write to that folder. Nothing was changed. Choose a folder of your own, "
                "or ask whoever looks after this PC for the right to write there."
            )
        )


class FullFolderError(FolderError):
    """Too little room; `free_mb` and `needed_mb` are megabytes (10**6 bytes)."""

    key = "folder-full"

    def __init__(self, free_mb: int, needed_mb: int) -> None:
        super().__init__(
            tr(
                "Only {free} MB are free there and {needed} MB are needed. Nothing was written. "
                "Make room on that disk or choose a folder on another one.",
                free=free_mb,
                needed=needed_mb,
            )
        )
        self.free_mb = free_mb
        self.needed_mb = needed_mb


class NotAFolderError(FolderError):
    """There is a file, or nothing, where a folder is needed."""

    key = "folder-missing"

    def __init__(self) -> None:
        super().__init__(
            tr("There is no such folder. Nothing was changed. Choose a folder that exists, or make it first.")
        )


class StoreInUseError(StorageError):
    """Another program has the records open. The sentence names the PC and never the person; `who` does."""

    key = "store-in-use"

    def __init__(self, who: str, host: str, since: datetime | None) -> None:
        if since is None:
            sentence = tr(
                "The school's records are open in another window or on another PC. Nothing was changed. "
                "Close them there, then open them here."
            )
        else:
            sentence = tr(
                "The school's records are already open on {pc}, since {since}. Nothing was changed. "
                "Close them there, then open them here.",
                pc=host,
                since=moment_text(since),
            )
        super().__init__(sentence)
        self.who = who
        self.host = host
        self.since = since


# --- backups ----------------------------------------------------------------------------------------------------


class BackupError(StorageError):
    """No backup was made; earlier ones are untouched."""

    key = "backup"


class BackupPlaceMissingError(BackupError):
    """The place for backups is not there: a stick not plugged in, a drive not connected."""

    key = "backup-place-missing"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The place for backups is not there. The school's records are safe, but no backup was made. "
                "Plug the drive in or connect it, or choose another place in Settings."
            )
        )


class BackupInsideStoreError(BackupError):
    """A backup beside the records is lost together with them."""

    key = "backup-inside-store"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "That place lies inside the folder of the school's records, so a backup there would be lost together "
                "with them. Nothing was written. Choose another folder, best on another drive."
            )
        )


class BackupFailedError(BackupError):
    """The backup could not be written or did not pass its check; it was taken away again."""

    key = "backup-failed"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The backup could not be finished. The school's records are safe and earlier backups are untouched. "
                "Check that the drive has room and can be written to, then make the backup again."
            )
        )


class BackupDamagedError(BackupError):
    """A backup does not pass its check: it was changed, cut short or is not whole."""

    key = "backup-damaged"

    def __init__(self) -> None:
        super().__init__(
            tr("That backup is damaged or not complete. The school's records were not touched. Use an earlier backup.")
        )


class NotABackupError(BackupError):
    """The folder holds no backup that this program made."""

    key = "backup-not-ours"

    def __init__(self) -> None:
        super().__init__(
            tr("That folder is not a backup made by SchoolSM Desktop. Nothing was changed. Choose another.")
        )
