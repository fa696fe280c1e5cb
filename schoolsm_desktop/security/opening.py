"""From a passphrase or the printed code to opened keys, each way to fail with its own error."""

from __future__ import annotations

from uuid import UUID

from schoolsm_desktop.security import key_file
from schoolsm_desktop.security.errors import (
    DamagedKeyFileError,
    NoSuchSignInError,
    RecoveryCodeUsedError,
    SetupCodeNeededError,
    SignInEndedError,
    SignInUnconfirmedError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
    WrongSetupCodeError,
)
from schoolsm_desktop.security.founding import recovery_mark, recovery_secret
from schoolsm_desktop.security.key_file import KeyFile, KeyFileContent, Lock, Slot, SlotState
from schoolsm_desktop.security.opened import OpenKeys, Place
from schoolsm_desktop.security.private_keys import NO_SCHOOL_KEY, SchoolKey, school_key_of, unlock_keys
from schoolsm_desktop.security.sealing import same


def school_key_fits(content: KeyFileContent, school_key: bytes) -> bool:
    """Whether the key file knows this school key."""
    return same(school_key_of(content.store_id, school_key).mark, content.school_key_mark or b"")


def open_person(place: Place, person_id: UUID, passphrase: str, school_key: bytes | None) -> OpenKeys:
    """See `Vault.unlock`."""
    file, raw = key_file.read(place.folder)
    slot = file.content.slot(person_id)
    if slot is None or person_id == file.content.recovery.person_id:
        raise NoSuchSignInError
    lock = _usable_lock(slot)
    mixed_in = _school_key_for(file.content, lock, school_key)
    return _opened(place, (file, raw), person_id, lock, passphrase, mixed_in)


def open_recovery(place: Place, code: str) -> OpenKeys:
    """See `Vault.unlock_with_recovery`."""
    file, raw = key_file.read(place.folder)
    state = file.content.recovery
    mark = recovery_mark(file.content.store_id, code)
    place.back_off.check(state.person_id)
    if mark in state.dead_marks:
        raise RecoveryCodeUsedError
    slot = file.content.slot(state.person_id)
    if slot is None or slot.lock is None:
        raise DamagedKeyFileError
    if not same(mark, state.mark):
        place.back_off.failed(state.person_id)
        raise WrongRecoveryCodeError
    secret = recovery_secret(code)
    try:
        open_keys = _opened(place, (file, raw), state.person_id, slot.lock, secret, NO_SCHOOL_KEY)
    except WrongPassphraseError:
        raise WrongRecoveryCodeError from None
    if not state.used:
        open_keys.save(open_keys.content)
    return open_keys


def _usable_lock(slot: Slot) -> Lock:
    if slot.state is SlotState.ENDED:
        raise SignInEndedError
    if slot.state is SlotState.UNCONFIRMED:
        raise SignInUnconfirmedError
    if slot.lock is None:
        raise DamagedKeyFileError
    return slot.lock


def _school_key_for(content: KeyFileContent, lock: Lock, school_key: bytes | None) -> SchoolKey:
    """The school key this lock needs. It is told from a wrong passphrase by its mark, before any derivation."""
    if lock.school_key_mark is None:
        return NO_SCHOOL_KEY
    if school_key is None:
        raise SetupCodeNeededError
    mixed_in = school_key_of(content.store_id, school_key)
    if not same(mixed_in.mark, lock.school_key_mark):
        raise WrongSetupCodeError
    return mixed_in


def _opened(
    place: Place,
    read: tuple[KeyFile, bytes],
    person_id: UUID,
    lock: Lock,
    secret: str,
    school_key: SchoolKey,
) -> OpenKeys:
    """The keys behind one lock; only a wrong secret counts as a wrong try."""
    file, raw = read
    place.back_off.check(person_id)
    try:
        keys, kek = unlock_keys(file.content.store_id, person_id, lock, secret, school_key, place.limits)
    except WrongPassphraseError:
        place.back_off.failed(person_id)
        raise
    open_keys = OpenKeys(place, file, raw, (person_id, keys), kek)
    place.back_off.succeeded(person_id)
    return open_keys
