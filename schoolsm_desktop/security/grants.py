"""Handing a key to one person: HPKE to their certified key, signed by the giver, bound to what the key is for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from schoolsm_desktop.security.errors import GrantForgedError, NotForYouError, SealBrokenError
from schoolsm_desktop.security.key_file import Record
from schoolsm_desktop.security.private_keys import PrivateKeys
from schoolsm_desktop.security.records import Directory
from schoolsm_desktop.security.sealing import context, digest, open_from, seal_to
from schoolsm_desktop.security.signing import is_signed, public_encryption_key, sign, statement


@dataclass(frozen=True, slots=True)
class Subject:
    """What a key is for: the store, a purpose, and ids or words that name the one thing."""

    store_id: UUID
    purpose: str
    parts: tuple[bytes | str, ...]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A key on its way: from whom, to whom, the sealed bytes and the giver's signature."""

    recipient_id: UUID
    giver_id: UUID
    blob: bytes
    signature: bytes


def give(subject: Subject, key: bytes, recipient: Record, giver_id: UUID, giver: PrivateKeys) -> Sealed:
    """The key sealed to a certified recipient and signed."""
    info = _info(subject, recipient.person_id, recipient.encryption_key, giver_id)
    blob = seal_to(recipient.encryption_key, key, info)
    message = _statement(subject, recipient.person_id, giver_id, blob)
    return Sealed(recipient.person_id, giver_id, blob, sign(giver.signing_key, message))


def take(
    subject: Subject,
    sealed: Sealed,
    directory: Directory,
    me: tuple[UUID, PrivateKeys],
    may_give: Callable[[Record], bool],
) -> bytes:
    """The key of a grant to the person `me`, if its giver is certified, signed it, and `may_give`.

    The giver is judged by the record whose key signed, so what a former keyholder gave stays good until it is
    renewed. Raises NotForYouError, GrantForgedError, SealBrokenError.
    """
    if sealed.recipient_id != me[0]:
        raise NotForYouError
    message = _statement(subject, sealed.recipient_id, sealed.giver_id, sealed.blob)
    signers = [r for r in directory.ever(sealed.giver_id) if is_signed(r.signing_key, sealed.signature, message)]
    if not any(may_give(record) for record in signers):
        raise GrantForgedError
    for private_key in (me[1].encryption_key, *me[1].past_encryption_keys):
        info = _info(subject, sealed.recipient_id, public_encryption_key(private_key), sealed.giver_id)
        try:
            return open_from(private_key, sealed.blob, info)
        except SealBrokenError:
            continue
    raise SealBrokenError


def _info(subject: Subject, recipient_id: UUID, recipient_key: bytes, giver_id: UUID) -> bytes:
    return context(
        "1", subject.store_id.bytes, subject.purpose, *subject.parts, recipient_id.bytes, recipient_key, giver_id.bytes
    )


def _statement(subject: Subject, recipient_id: UUID, giver_id: UUID, blob: bytes) -> bytes:
    return statement(
        subject.store_id, subject.purpose, *subject.parts, recipient_id.bytes, giver_id.bytes, digest("grant", blob)
    )
