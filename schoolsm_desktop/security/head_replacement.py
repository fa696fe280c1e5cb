"""Putting somebody in an absent headteacher's place: the deputy's key and the chair's printed code, both together.

ROOT is sealed under the code and what comes out is sealed to the deputy, so that neither opens it alone and the old
headteacher's key is not needed. The code is 160 random bits on paper and stands nowhere else.
"""

from __future__ import annotations

from uuid import UUID

import msgspec

from schoolsm_desktop.security.errors import (
    KeyFileForgedError,
    NoChairCodeError,
    NoSuchSignInError,
    SealBrokenError,
    WrongChairCodeError,
)
from schoolsm_desktop.security.key_file import Record, Role, RootWrap, Slot, SlotState
from schoolsm_desktop.security.opened import PERSON_WRAP, OpenKeys, wrap_root
from schoolsm_desktop.security.records import certify
from schoolsm_desktop.security.recovery import parse_recovery_code
from schoolsm_desktop.security.sealing import context, digest, open_from, open_sealed, same, seal, seal_to
from schoolsm_desktop.security.signing import public_signing_key

_WRAP = "deputy-and-chair"


def set_chair_code(open_keys: OpenKeys, deputy_id: UUID, code: str) -> None:
    """See `UnlockedVault.set_chair_code`."""
    root = open_keys.require_root()
    deputy = open_keys.directory.certified(deputy_id)
    inner = seal(_code_key(open_keys.store_id, code), root, _about(open_keys.store_id, "root-under-code", deputy))
    outer = seal_to(deputy.encryption_key, inner, _about(open_keys.store_id, "root-by-two", deputy))
    wrap = RootWrap(kind=_kind(deputy), recipient_id=deputy_id, blob=outer)
    kept = tuple(old for old in open_keys.content.root_wraps if old.kind == PERSON_WRAP)
    open_keys.save(msgspec.structs.replace(open_keys.content, root_wraps=(*kept, wrap)), destroy_old=True)


def chair_code_is_for(open_keys: OpenKeys) -> UUID | None:
    """See `UnlockedVault.chair_code_is_for`."""
    in_force = open_keys.directory.in_force
    for wrap in open_keys.content.root_wraps:
        deputy = in_force.get(wrap.recipient_id)
        if deputy is not None and wrap.kind == _kind(deputy):
            return deputy.person_id
    return None


def replace_head(open_keys: OpenKeys, code: str, new_head_id: UUID) -> UUID:
    """See `UnlockedVault.replace_head`."""
    open_keys.require_ready()
    root = _root_by_two(open_keys, code)
    new = open_keys.directory.certified(new_head_id)
    if not {Role.HEAD, Role.RECOVERY}.isdisjoint(new.roles):
        raise NoSuchSignInError
    old = next(record for record in open_keys.directory.in_force.values() if Role.HEAD in record.roles)
    store_id, keys = open_keys.store_id, (new.encryption_key, new.signing_key)
    head = certify(store_id, root, new_head_id, open_keys.next_record_serial(), keys, (Role.HEAD, Role.KEYHOLDER))
    slot = open_keys.content.slot(old.person_id)
    ended = Slot(person_id=old.person_id, name=slot.name if slot is not None else "", state=SlotState.ENDED, lock=None)
    # The code is used up, and what was sealed to the old headteacher goes; RECOVERY keeps its own.
    kept = tuple(
        wrap for wrap in open_keys.content.root_wraps if wrap.kind == PERSON_WRAP and wrap.recipient_id != old.person_id
    )
    content = msgspec.structs.replace(
        open_keys.content.with_slot(ended), root_wraps=(*kept, wrap_root(store_id, root, head))
    )
    open_keys.root_private = root
    try:
        open_keys.save(open_keys.restated(content, added=[head], removed=[old, new]), destroy_old=True)
    except BaseException:
        open_keys.root_private = None
        raise
    if new_head_id != open_keys.person_id:
        open_keys.root_private = None
    return old.person_id


def _root_by_two(open_keys: OpenKeys, code: str) -> bytes:
    key = _code_key(open_keys.store_id, code)
    me = open_keys.record
    wrap = next(
        (x for x in open_keys.content.root_wraps if x.recipient_id == me.person_id and x.kind == _kind(me)), None
    )
    if wrap is None:
        raise NoChairCodeError
    open_keys.place.back_off.check(me.person_id)
    try:
        inner = open_from(open_keys.keys.encryption_key, wrap.blob, _about(open_keys.store_id, "root-by-two", me))
    except SealBrokenError:
        raise KeyFileForgedError("root-wrap") from None
    try:
        root = open_sealed(key, inner, _about(open_keys.store_id, "root-under-code", me))
    except SealBrokenError:
        open_keys.place.back_off.failed(me.person_id)
        raise WrongChairCodeError from None
    if not same(public_signing_key(root), open_keys.keys.root_key):
        raise KeyFileForgedError("root-wrap")
    open_keys.place.back_off.succeeded(me.person_id)
    return root


def _code_key(store_id: UUID, code: str) -> bytes:
    """The key that the code makes. Its 160 bits are random: nothing slow has to stand before them."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    info = context("1", store_id.bytes, "chair-code")
    return HKDF(SHA256(), length=32, salt=None, info=info).derive(parse_recovery_code(code))


def _kind(deputy: Record) -> str:
    """What marks a wrap to a deputy's present key, so that one to a key that was renewed is seen to be dead."""
    return f"{_WRAP}:{digest('deputy-key', deputy.encryption_key).hex()[:16]}"


def _about(store_id: UUID, purpose: str, deputy: Record) -> bytes:
    return context("1", store_id.bytes, purpose, deputy.person_id.bytes, deputy.encryption_key)
