"""Backups: where they go, when the last good one was made, and making one now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.due import BackupFacts
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.storage.backup import BackupMade, newest_backup, take_backup

from .changes import Noun
from .session import Session
from .this_pc import ThisPc


@dataclass(frozen=True, slots=True)
class BackupPlace:
    """A folder for backups, whether it is there now, and the last good backup in it."""

    folder: Path
    is_there: bool
    last_good: datetime | None


class BackupService:
    """Deeds and views of backups."""

    def __init__(self, session: Session, this_pc: ThisPc) -> None:
        self._session = session
        self._this_pc = this_pc

    def places(self) -> tuple[BackupPlace, ...]:
        """The places chosen on this PC, first and second."""
        return tuple(_place(folder) for folder in self._this_pc.backup_places(self._session.folder))

    def choose_places(self, folders: tuple[Path, ...]) -> None:
        """Keep backups there from now on. Raises what the folder check says."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.MAKE_BACKUP)
            self._this_pc.choose_backup_places(self._session.folder, folders)
            work.did(Did.SETTING_CHANGED, Noun.BACKUPS, subject_kind="backup", setting="backup-places")
            work.done()

    def make(self) -> tuple[BackupMade, ...]:
        """Make and verify a backup in every place that is there; in a worker. Raises if none could be made."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.MAKE_BACKUP)
            work.did(Did.BACKUP_MADE, Noun.BACKUPS, subject_kind="backup")
            work.done()
        return make_backups(self._session, self._this_pc)


def make_backups(session: Session, this_pc: ThisPc) -> tuple[BackupMade, ...]:
    """A verified backup in every chosen place that is there; also taken by itself when the program closes."""
    folders = [f for f in this_pc.backup_places(session.folder) if _can_be_reached(f)]
    return tuple(take_backup(session.database, session.folder, folder, session.clock.now()) for folder in folders)


def backup_facts(session: Session, this_pc: ThisPc) -> BackupFacts:
    """What Today says of backups: the newest good one in any place, and whether a place is missing."""
    places = [_place(folder) for folder in this_pc.backup_places(session.folder)]
    good = [place.last_good for place in places if place.last_good is not None]
    return BackupFacts(
        last_good=max(good, default=None),
        place_chosen=bool(places),
        place_missing=any(not place.is_there for place in places),
    )


def _place(folder: Path) -> BackupPlace:
    return BackupPlace(folder, _can_be_reached(folder), newest_backup(folder))


def _can_be_reached(folder: Path) -> bool:
    """A place that was chosen and not used yet is made by the first backup, where its disk is there."""
    return folder.is_dir() or folder.parent.is_dir()
