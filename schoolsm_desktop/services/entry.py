"""Opening the records for somebody whose keys are open, and putting right what time has changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.storage.database import Database
from schoolsm_desktop.storage.folder import StoreLock, check_folder
from schoolsm_desktop.storage.upgrade import open_upgraded

from .changes import Noun
from .desk import DATABASE_FILE, Beside
from .office import Office
from .secrets import RECOVERY_TO_SEAL, reseal_for_register, seal_to_recovery
from .session import Session, Work
from .sign_ins import rewrap_own

if TYPE_CHECKING:
    from schoolsm_desktop.security.unlocked import UnlockedVault


def enter(
    folder: Path, beside: Beside, keys: UnlockedVault, school_key: bytes | None, *, own_passphrase_chosen: bool
) -> Office:
    """Lock the folder, open the database (upgraded, after a backup), put right what time has changed, log the sign-in."""
    session = _open(folder, beside, keys)
    session.school_key = school_key
    try:
        with session.work() as work:
            rewrap_own(work)
            put_right(work)
            if own_passphrase_chosen:
                work.did(Did.PASSPHRASE_CHANGED, Noun.SIGN_INS, subject_kind="person", subject_id=session.person_id)
            work.did(Did.SIGNED_IN, subject_kind="person", subject_id=session.person_id)
            work.done()
        if keys.needs_rewrap:
            keys.forget_past_keys()
    except BaseException:
        session.database.close()
        session.lock.release()
        raise
    return Office(session, beside.this_pc)


def recover(folder: Path, beside: Beside, keys: UnlockedVault, person_id: UUID, temporary_passphrase: str) -> None:
    """Reset one sign-in with the recovery sheet and seal to it what the register gives."""
    session = _open(folder, beside, keys)
    try:
        with session.work() as work:
            keys.reset(person_id, temporary_passphrase)
            for version in work.uow.secrets.versions():
                work.uow.secrets.remove_wraps(version.id, {person_id})
            work.uow.drafts.remove_all(person_id)
            put_right(work)
            work.did(Did.RECOVERY_USED, Noun.SIGN_INS, subject_kind="person", subject_id=person_id)
            work.done()
    finally:
        session.database.close()
        session.lock.release()


def put_right(work: Work) -> None:
    """Bring every account's wraps in line with the register: what ended by its date ends here too."""
    if work.session.keys.is_keyholder and work.uow.settings.get(RECOVERY_TO_SEAL) == "true":
        seal_to_recovery(work)
    for account in work.uow.accounts.all():
        reseal_for_register(work, account.id)


def _open(folder: Path, beside: Beside, keys: UnlockedVault) -> Session:
    check_folder(folder)
    lock = StoreLock(folder)
    lock.acquire()
    try:
        database = _open_database(folder, beside, keys)
    except BaseException:
        lock.release()
        raise
    return Session(keys, database, beside.clock, folder, lock, beside.is_demo)


def _open_database(folder: Path, beside: Beside, keys: UnlockedVault) -> Database:
    places = beside.this_pc.backup_places(folder)
    return open_upgraded(folder / DATABASE_FILE, keys.store_key, backups=places[0] if places else None)
