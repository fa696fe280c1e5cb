"""Opening the records for somebody whose keys are open, and putting right what time has changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.security.chain import ChainHead
from schoolsm_desktop.security.vault import SlotState
from schoolsm_desktop.storage.database import Database
from schoolsm_desktop.storage.folder import StoreLock, check_folder
from schoolsm_desktop.storage.rekey import which_key
from schoolsm_desktop.storage.upgrade import open_upgraded

from .case_files import share_with_office
from .changes import Noun
from .desk import DATABASE_FILE, Beside
from .last_days import end_what_passed
from .office import Office
from .rekeying import renew_if_noted, settle_rekey
from .sealed_words import share_sealed
from .secrets import RECOVERY_TO_SEAL, reseal_for_register, seal_to_recovery
from .session import Session, Work
from .sign_ins import forget_dead_wraps, rewrap_own

if TYPE_CHECKING:
    from schoolsm_desktop.security.unlocked import UnlockedVault


def enter(
    folder: Path, beside: Beside, keys: UnlockedVault, school_key: bytes | None, *, own_passphrase_chosen: bool
) -> Office:
    """Lock the folder, open the database (upgraded, after a backup), put right what time has changed, log the sign-in."""
    lock = _take(folder)
    try:
        session = _open(folder, beside, keys, lock)
    except BaseException:
        lock.release()
        raise
    session.school_key = school_key
    try:
        arrive(session, own_passphrase_chosen=own_passphrase_chosen)
        renew_if_noted(session)
    except BaseException:
        session.database.close()
        session.lock.release()
        raise
    return Office(session, beside.this_pc)


def arrive(session: Session, *, own_passphrase_chosen: bool = False) -> None:
    """What every sign-in does in records that are open: put right what time has changed, and log it."""
    with session.work() as work:
        rewrap_own(work)
        put_right(work)
        share_sealed(work)
        share_with_office(work)
        if own_passphrase_chosen:
            work.did(Did.PASSPHRASE_CHANGED, Noun.SIGN_INS, subject_kind="person", subject_id=session.person_id)
        work.did(Did.SIGNED_IN, subject_kind="person", subject_id=session.person_id)
        work.done()
    if session.keys.needs_rewrap:
        session.keys.forget_past_keys()


@contextmanager
def hold(folder: Path) -> Iterator[StoreLock]:
    """Hold the lock of the records for a deed before anybody is signed in. Raises StoreInUseError."""
    lock = _take(folder)
    try:
        yield lock
    finally:
        lock.release()


def recover(
    folder: Path, beside: Beside, keys: UnlockedVault, lock: StoreLock, person_id: UUID, temporary_passphrase: str
) -> None:
    """Reset one sign-in with the recovery sheet and seal to it what the register gives."""
    session = _open(folder, beside, keys, lock)
    try:
        keys.check_reset(person_id, temporary_passphrase)  # or what is sealed to them would go for nothing
        with session.work() as work:
            forget_dead_wraps(work, person_id)
            work.did(Did.RECOVERY_USED, Noun.SIGN_INS, subject_kind="person", subject_id=person_id)
            work.done()
        keys.reset(person_id, temporary_passphrase)
        with session.work() as work:
            put_right(work)
            work.done()
    finally:
        session.remember_head()
        session.database.close()


def put_right(work: Work) -> None:
    """End what its date has ended, and bring every account's wraps in line with the register."""
    end_what_passed(work)
    work.session.righted_on = work.session.today
    if work.session.keys.is_keyholder and work.uow.settings.get(RECOVERY_TO_SEAL) == "true":
        seal_to_recovery(work)
    for account in work.uow.accounts.all():
        reseal_for_register(work, account.id)
    if work.session.keys.is_keyholder:
        _rename_sign_ins(work)


def _rename_sign_ins(work: Work) -> None:
    """Let the sign-in window show people under the names they have now; only a keyholder may write that."""
    names = {person.id: person.name for person in work.uow.people.all()}
    for known in work.session.keys.people():
        name = names.get(known.person_id, known.name)
        if name != known.name and known.state is not SlotState.ENDED:
            work.session.keys.rename(known.person_id, name)


def _take(folder: Path) -> StoreLock:
    check_folder(folder)
    lock = StoreLock(folder)
    lock.acquire()
    return lock


def _open(folder: Path, beside: Beside, keys: UnlockedVault, lock: StoreLock) -> Session:
    database = _open_database(folder, beside, keys)
    session = Session(keys, database, beside.clock, folder, lock, beside.heads, beside.is_demo)
    try:
        session.went_back = _went_back(session, beside)
    except BaseException:
        database.close()
        raise
    return session


def _open_database(folder: Path, beside: Beside, keys: UnlockedVault) -> Database:
    """Open under the present key, or under the one that a change of the key that was cut off was going to."""
    places = beside.this_pc.backup_places(folder)
    path = folder / DATABASE_FILE
    key = which_key(path, [key for key in (keys.store_key, keys.next_store_key) if key is not None])
    database = open_upgraded(path, key, backups=places[0] if places else None)
    settle_rekey(keys, key)
    return database


def _went_back(session: Session, beside: Beside) -> bool:
    """Whether the log ends before, or otherwise than, what this PC has seen: the records were put back or replaced."""
    seen: ChainHead | None = beside.heads.last(session.keys.store_id)
    if seen is None or seen.number == 0:
        return False
    with session.reading() as uow:
        there = uow.audit.newest(1, before=seen.number + 1)
    return not there or there[0].number != seen.number or there[0].digest != seen.digest
