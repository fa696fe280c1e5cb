"""The two codes that outlive people: a new recovery code, and a new database key in two phases."""

from __future__ import annotations

import msgspec

from schoolsm_desktop.security.errors import DamagedKeyFileError, RecoveryCodeUsedError
from schoolsm_desktop.security.founding import recovery_mark, recovery_secret
from schoolsm_desktop.security.key_file import KeyFileContent, Record, RootWrap, SlotState
from schoolsm_desktop.security.opened import OpenKeys, seal_school_key, wrap_root, wrap_store_key
from schoolsm_desktop.security.private_keys import NO_SCHOOL_KEY, PrivateKeys, lock_keys, stored_parameters
from schoolsm_desktop.security.records import certify
from schoolsm_desktop.security.sealing import new_key


def new_recovery_code(open_keys: OpenKeys, code: str) -> None:
    """See `UnlockedVault.new_recovery_code`."""
    root = open_keys.require_root()
    state = open_keys.content.recovery
    mark = recovery_mark(open_keys.store_id, code)
    if mark == state.mark or mark in state.dead_marks:
        raise RecoveryCodeUsedError
    slot = open_keys.content.slot(state.person_id)
    if slot is None:
        raise DamagedKeyFileError
    past = (open_keys.keys.encryption_key, *open_keys.keys.past_encryption_keys) if open_keys.is_recovery else ()
    keys = PrivateKeys.fresh(open_keys.keys.root_key, past)
    lock, kek = lock_keys(
        open_keys.store_id,
        state.person_id,
        keys,
        recovery_secret(code),
        NO_SCHOOL_KEY,
        stored_parameters(open_keys.lock),
        open_keys.place.limits,
    )
    old = open_keys.directory.certified(state.person_id)
    public = (keys.public_encryption_key, keys.public_signing_key)
    record = certify(open_keys.store_id, root, state.person_id, open_keys.next_record_serial(), public, old.roles)
    slot = open_keys.with_store_keys(msgspec.structs.replace(slot, lock=lock), record)
    content = msgspec.structs.replace(
        open_keys.content.with_slot(slot),
        recovery=msgspec.structs.replace(state, mark=mark, dead_marks=(*state.dead_marks, state.mark), used=False),
        root_wraps=_root_wraps(open_keys, record, root),
    )
    was_recovery = open_keys.is_recovery
    open_keys.save(open_keys.restated(content, added=[record], removed=[old]), destroy_old=True)
    if was_recovery:
        open_keys.keys, open_keys.kek = keys, kek


def begin_rekey(open_keys: OpenKeys) -> bytes:
    """See `UnlockedVault.begin_rekey`."""
    open_keys.require_keyholder()
    if open_keys.next_store_key is not None:
        return open_keys.next_store_key
    following = new_key()
    open_keys.next_store_key = following
    try:
        content = open_keys.content
        in_force = open_keys.directory.in_force
        slots = tuple(
            msgspec.structs.replace(
                slot, next_store_key=wrap_store_key(open_keys.store_id, following, in_force[slot.person_id])
            )
            if slot.state in (SlotState.ACTIVE, SlotState.TEMPORARY)
            else slot
            for slot in content.slots
        )
        open_keys.save(open_keys.stated_store_keys(msgspec.structs.replace(content, slots=slots)))
    except BaseException:
        open_keys.next_store_key = None
        raise
    return following


def finish_rekey(open_keys: OpenKeys) -> None:
    """See `UnlockedVault.finish_rekey`."""
    open_keys.require_keyholder()
    following = open_keys.next_store_key
    if following is None:
        return
    _settle(open_keys, following)


def cancel_rekey(open_keys: OpenKeys) -> None:
    """See `UnlockedVault.cancel_rekey`."""
    open_keys.require_keyholder()
    if open_keys.next_store_key is not None:
        _settle(open_keys, open_keys.store_key)


def _settle(open_keys: OpenKeys, chosen: bytes) -> None:
    """One database key again: the chosen one."""
    before = (open_keys.store_key, open_keys.next_store_key)
    school_key = open_keys.school_key
    take_next = chosen != open_keys.store_key
    open_keys.store_key, open_keys.next_store_key = chosen, None
    try:
        content = _with_one_key(open_keys.content, take_next=take_next)
        if school_key is not None:
            sealed = seal_school_key(open_keys.store_id, chosen, school_key)
            content = msgspec.structs.replace(content, school_key_sealed=sealed)
        open_keys.save(open_keys.stated_store_keys(content), destroy_old=True)
    except BaseException:
        open_keys.store_key, open_keys.next_store_key = before
        raise


def _with_one_key(content: KeyFileContent, *, take_next: bool) -> KeyFileContent:
    slots = tuple(
        msgspec.structs.replace(
            slot, store_key=slot.next_store_key if take_next else slot.store_key, next_store_key=None
        )
        for slot in content.slots
    )
    return msgspec.structs.replace(content, slots=slots)


def _root_wraps(open_keys: OpenKeys, recovery: Record, root: bytes) -> tuple[RootWrap, ...]:
    kept = tuple(wrap for wrap in open_keys.content.root_wraps if wrap.recipient_id != recovery.person_id)
    return (*kept, wrap_root(open_keys.store_id, root, recovery))
