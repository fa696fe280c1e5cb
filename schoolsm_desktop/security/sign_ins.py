"""Making, confirming, renewing and ending sign-ins. Each function writes the key file once, or raises and writes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import msgspec

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.security.errors import (
    HeadStaysError,
    NoSuchSignInError,
    NothingToConfirmError,
    NotYourselfError,
    RecoveryNeededError,
    SignInEndedError,
    SignInExistsError,
    WeakPassphraseError,
    WrongPassphraseError,
)
from schoolsm_desktop.security.key_file import Claim, KeyFileContent, Lock, Record, Role, Slot, SlotState
from schoolsm_desktop.security.opened import OpenKeys, wrap_root
from schoolsm_desktop.security.passphrase import require_strong
from schoolsm_desktop.security.private_keys import (
    PrivateKeys,
    lock_keys,
    school_key_of,
    seal_bundle,
    stored_parameters,
    unlock_keys,
)
from schoolsm_desktop.security.records import certify, claim, holds_keys


def invite(open_keys: OpenKeys, person_id: UUID, name: str, passphrase: str) -> SlotState:
    """See `UnlockedVault.invite`."""
    open_keys.require_keyholder()
    slot = open_keys.content.slot(person_id)
    if slot is not None and slot.state is not SlotState.ENDED:
        raise SignInExistsError
    return _admit(open_keys, person_id, name, passphrase, roles=())


def check_reset(open_keys: OpenKeys, person_id: UUID, passphrase: str) -> None:
    """See `UnlockedVault.check_reset`."""
    open_keys.require_keyholder()
    slot = _live_slot(open_keys, person_id)
    if person_id == open_keys.person_id:
        raise NotYourselfError
    if Role.HEAD in _roles(open_keys, person_id) and not open_keys.is_recovery:
        raise RecoveryNeededError
    require_strong(passphrase, (slot.name,))


def reset(open_keys: OpenKeys, person_id: UUID, passphrase: str) -> SlotState:
    """See `UnlockedVault.reset`."""
    check_reset(open_keys, person_id, passphrase)
    name = _live_slot(open_keys, person_id).name
    return _admit(open_keys, person_id, name, passphrase, _roles(open_keys, person_id))


def confirm(open_keys: OpenKeys, person_id: UUID, *, keyholder: bool) -> None:
    """See `UnlockedVault.confirm`."""
    root = open_keys.require_root()
    slot = _live_slot(open_keys, person_id)
    if slot.state is not SlotState.UNCONFIRMED or slot.claim is None:
        raise NothingToConfirmError
    open_keys.directory.check_claim(person_id, slot.name, slot.claim)
    keys = (slot.claim.encryption_key, slot.claim.signing_key)
    record = _certified(open_keys, root, person_id, keys, (Role.KEYHOLDER,) if keyholder else ())
    slot = msgspec.structs.replace(slot, state=SlotState.TEMPORARY, claim=None)
    content = open_keys.content.with_slot(open_keys.with_store_keys(slot, record))
    open_keys.save(open_keys.restated(content, added=[record]))


def end(open_keys: OpenKeys, person_id: UUID) -> None:
    """See `UnlockedVault.end`."""
    open_keys.require_keyholder()
    slot = _live_slot(open_keys, person_id)
    if person_id == open_keys.person_id:
        raise NotYourselfError
    record = open_keys.directory.in_force.get(person_id)
    if record is not None and Role.HEAD in record.roles:
        raise HeadStaysError
    if record is not None and holds_keys(record):
        open_keys.require_root()
    ended = Slot(person_id=person_id, name=slot.name, state=SlotState.ENDED, lock=None)
    content = open_keys.content.with_slot(ended)
    if record is not None:
        content = open_keys.restated(content, removed=[record])
    open_keys.save(content, destroy_old=True)


def rename(open_keys: OpenKeys, person_id: UUID, name: str) -> None:
    """See `UnlockedVault.rename`."""
    open_keys.require_keyholder()
    slot = _live_slot(open_keys, person_id)
    waiting = slot.claim
    if waiting is not None:
        open_keys.directory.check_claim(person_id, slot.name, waiting)
        waiting = _claim(open_keys, person_id, name, (waiting.encryption_key, waiting.signing_key))
    open_keys.save(open_keys.content.with_slot(msgspec.structs.replace(slot, name=name, claim=waiting)))


def set_keyholder(open_keys: OpenKeys, person_id: UUID, keyholder: bool) -> None:
    """See `UnlockedVault.set_keyholder`."""
    root = open_keys.require_root()
    old = _certified_person(open_keys, person_id)
    if Role.HEAD in old.roles:
        raise HeadStaysError
    keys = (old.encryption_key, old.signing_key)
    new = _certified(open_keys, root, person_id, keys, (Role.KEYHOLDER,) if keyholder else ())
    open_keys.save(open_keys.restated(open_keys.content, added=[new], removed=[old]))


def hand_over(open_keys: OpenKeys, person_id: UUID) -> None:
    """See `UnlockedVault.hand_over`."""
    root = open_keys.require_root()
    old_of_new = _certified_person(open_keys, person_id)
    if Role.HEAD in old_of_new.roles:
        return
    old_of_old = next(r for r in open_keys.directory.in_force.values() if Role.HEAD in r.roles)
    serial = open_keys.next_record_serial()
    store_id = open_keys.store_id
    keys = (old_of_new.encryption_key, old_of_new.signing_key)
    new_head = certify(store_id, root, person_id, serial, keys, (Role.HEAD, Role.KEYHOLDER))
    keys = (old_of_old.encryption_key, old_of_old.signing_key)
    former = certify(store_id, root, old_of_old.person_id, serial + 1, keys, (Role.KEYHOLDER,))
    content = _with_root_wrap(open_keys, open_keys.content, new_head, instead_of=former.person_id)
    content = open_keys.restated(content, added=[new_head, former], removed=[old_of_new, old_of_old])
    open_keys.save(content, destroy_old=True)
    if not open_keys.is_recovery:
        open_keys.root_private = None


def change_passphrase(open_keys: OpenKeys, old: str, new: str) -> None:
    """See `UnlockedVault.change_passphrase`."""
    slot = open_keys.slot
    if open_keys.is_recovery:
        raise NotYourselfError
    check_passphrase(open_keys, old)
    require_strong(new, (slot.name,))
    if new == old:
        raise WeakPassphraseError((tr("It is the passphrase you have now."),))
    was_temporary = slot.state is SlotState.TEMPORARY
    renewed = was_temporary and open_keys.root_private is not None
    keys = open_keys.keys
    if renewed:
        keys = PrivateKeys.fresh(keys.root_key, (keys.encryption_key, *keys.past_encryption_keys))
    lock, kek = _locked(open_keys, open_keys.person_id, keys, new)
    slot = msgspec.structs.replace(slot, state=SlotState.ACTIVE, lock=lock)
    content = open_keys.content.with_slot(slot)
    if renewed:
        content = _renewed(open_keys, content, slot, keys)
    open_keys.save(content, destroy_old=renewed)
    open_keys.keys, open_keys.kek = keys, kek


def forget_past_keys(open_keys: OpenKeys) -> None:
    """See `UnlockedVault.forget_past_keys`."""
    slot, keys = open_keys.slot, open_keys.keys
    if not keys.past_encryption_keys:
        return
    present = PrivateKeys(keys.encryption_key, keys.signing_key, keys.root_key)
    bundle = seal_bundle(open_keys.store_id, open_keys.person_id, present, open_keys.kek)
    lock = msgspec.structs.replace(open_keys.lock, bundle=bundle)
    open_keys.save(open_keys.content.with_slot(msgspec.structs.replace(slot, lock=lock)), destroy_old=True)
    open_keys.keys = present


def _admit(open_keys: OpenKeys, person_id: UUID, name: str, passphrase: str, roles: Iterable[Role]) -> SlotState:
    """New keys for a person: certified where ROOT is at hand, else waiting for the headteacher."""
    require_strong(passphrase, (name,))
    keys = PrivateKeys.fresh(open_keys.keys.root_key)
    lock, _ = _locked(open_keys, person_id, keys, passphrase)
    public = (keys.public_encryption_key, keys.public_signing_key)
    former = open_keys.directory.in_force.get(person_id)
    removed = [] if former is None else [former]
    slot = Slot(person_id=person_id, name=name, state=SlotState.UNCONFIRMED, lock=lock)
    content = open_keys.content
    if open_keys.root_private is None:
        slot = msgspec.structs.replace(slot, claim=_claim(open_keys, person_id, name, public))
        content = content.with_slot(slot)
        if removed:
            content = open_keys.restated(content, removed=removed)
    else:
        record = _certified(open_keys, open_keys.root_private, person_id, public, tuple(roles))
        slot = open_keys.with_store_keys(msgspec.structs.replace(slot, state=SlotState.TEMPORARY), record)
        content = content.with_slot(slot)
        if Role.HEAD in record.roles:
            content = _with_root_wrap(open_keys, content, record, instead_of=person_id)
        content = open_keys.restated(content, added=[record], removed=removed)
    open_keys.save(content, destroy_old=former is not None)
    return slot.state


def _renewed(open_keys: OpenKeys, content: KeyFileContent, slot: Slot, keys: PrivateKeys) -> KeyFileContent:
    """The head's new keys in force: certified by ROOT, with ROOT and the database key sealed to them."""
    old = open_keys.record
    public = (keys.public_encryption_key, keys.public_signing_key)
    record = certify(
        open_keys.store_id,
        open_keys.root_private or b"",
        open_keys.person_id,
        open_keys.next_record_serial(),
        public,
        old.roles,
    )
    content = content.with_slot(open_keys.with_store_keys(slot, record))
    content = _with_root_wrap(open_keys, content, record, instead_of=record.person_id)
    return open_keys.restated(content, added=[record], removed=[old])


def _with_root_wrap(
    open_keys: OpenKeys, content: KeyFileContent, record: Record, *, instead_of: UUID
) -> KeyFileContent:
    """The content with ROOT sealed to this record, and no longer to `instead_of`."""
    kept = tuple(wrap for wrap in content.root_wraps if wrap.recipient_id != instead_of)
    wrap = wrap_root(open_keys.store_id, open_keys.root_private or b"", record)
    return msgspec.structs.replace(content, root_wraps=(*kept, wrap))


def _certified(
    open_keys: OpenKeys, root: bytes, person_id: UUID, keys: tuple[bytes, bytes], roles: tuple[Role, ...]
) -> Record:
    return certify(open_keys.store_id, root, person_id, open_keys.next_record_serial(), keys, roles)


def _claim(open_keys: OpenKeys, person_id: UUID, name: str, keys: tuple[bytes, bytes]) -> Claim:
    maker = (open_keys.person_id, open_keys.keys.signing_key)
    return claim(open_keys.store_id, maker, person_id, name, keys)


def _locked(open_keys: OpenKeys, person_id: UUID, keys: PrivateKeys, passphrase: str) -> tuple[Lock, bytes]:
    """The keys under a passphrase, at the cost the person signed in has themselves."""
    school_key = school_key_of(open_keys.store_id, open_keys.school_key)
    parameters = stored_parameters(open_keys.lock)
    return lock_keys(open_keys.store_id, person_id, keys, passphrase, school_key, parameters, open_keys.place.limits)


def check_passphrase(open_keys: OpenKeys, typed: str) -> None:
    """See `UnlockedVault.check_passphrase`."""
    back_off = open_keys.place.back_off
    back_off.check(open_keys.person_id)
    school_key = school_key_of(open_keys.store_id, open_keys.school_key)
    try:
        unlock_keys(open_keys.store_id, open_keys.person_id, open_keys.lock, typed, school_key, open_keys.place.limits)
    except WrongPassphraseError:
        back_off.failed(open_keys.person_id)
        raise
    back_off.succeeded(open_keys.person_id)


def _live_slot(open_keys: OpenKeys, person_id: UUID) -> Slot:
    """The slot of somebody whose sign-in has not ended; RECOVERY counts as nobody."""
    slot = open_keys.content.slot(person_id)
    if slot is None or person_id == open_keys.content.recovery.person_id:
        raise NoSuchSignInError
    if slot.state is SlotState.ENDED:
        raise SignInEndedError
    return slot


def _certified_person(open_keys: OpenKeys, person_id: UUID) -> Record:
    """The record in force of a person who is not RECOVERY; raises NoSuchSignInError, NotCertifiedError."""
    _live_slot(open_keys, person_id)
    return open_keys.directory.certified(person_id)


def _roles(open_keys: OpenKeys, person_id: UUID) -> tuple[Role, ...]:
    record = open_keys.directory.in_force.get(person_id)
    return () if record is None else record.roles
