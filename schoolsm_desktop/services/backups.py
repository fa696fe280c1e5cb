"""Backups: where they go, when the last good one was made, and making one now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.due import BackupFacts
from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.storage.backup import BackupMade, mark_of, newest_backup, take_backup
from schoolsm_desktop.storage.errors import BackupInsideStoreError
from schoolsm_desktop.storage.folder import check_backup_folder

from .changes import Noun
from .session import Session
from .this_pc import ThisPc

ROOM_MB = 20
"""What a place needs at least when it is chosen; each backup then asks for what it really takes."""


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
        return _places(self._session, self._this_pc)

    def choose_places(self, folders: tuple[Path, ...]) -> None:
        """Keep backups there from now on. Raises what the folder check says."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.MAKE_BACKUP)
            for folder in folders:
                check_backup_folder(folder, ROOM_MB)
                if folder.resolve().is_relative_to(self._session.folder.resolve()):
                    raise BackupInsideStoreError
            self._this_pc.choose_backup_places(self._session.folder, folders)
            work.did(Did.SETTING_CHANGED, Noun.BACKUPS, subject_kind="backup", setting="backup-places")
            work.done()

    def make(self) -> tuple[BackupMade, ...]:
        """Make and verify a backup in every place that is there; in a worker. Raises as `make_backups` does."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.MAKE_BACKUP)
        made = make_backups(self._session, self._this_pc)
        with self._session.work() as work:
            work.did(Did.BACKUP_MADE, Noun.BACKUPS, subject_kind="backup", places=str(len(made)))
            work.done()
        return made


def make_backups(session: Session, this_pc: ThisPc) -> tuple[BackupMade, ...]:
    """A verified backup in every chosen place that is there; also taken by itself when the program closes.

    Every place is tried, whatever happens at another one. Raises what went wrong first, once all were tried.
    """
    made, failures = [], []
    for folder in this_pc.backup_places(session.folder):
        if _can_be_reached(folder):
            try:
                made.append(take_backup(session.database, session.folder, folder, session.clock.now()))
            except OfficeError as failure:
                failures.append(failure)
    if failures:
        raise failures[0]
    return tuple(made)


def backup_facts(session: Session, this_pc: ThisPc) -> BackupFacts:
    """What Today says of backups: the newest good one in any place, and whether a place is missing."""
    places = _places(session, this_pc)
    good = [place.last_good for place in places if place.last_good is not None]
    return BackupFacts(
        last_good=max(good, default=None),
        place_chosen=bool(places),
        place_missing=any(not place.is_there for place in places),
    )


def _places(session: Session, this_pc: ThisPc) -> tuple[BackupPlace, ...]:
    folders = this_pc.backup_places(session.folder)
    # Another school may keep its backups in the same place: those are not ours.
    mark = mark_of(session.database) if folders else None
    return tuple(BackupPlace(f, _can_be_reached(f), newest_backup(f, mark)) for f in folders)


def _can_be_reached(folder: Path) -> bool:
    """A place that was chosen and not used yet is made by the first backup, where its disk is there."""
    return folder.is_dir() or folder.parent.is_dir()
