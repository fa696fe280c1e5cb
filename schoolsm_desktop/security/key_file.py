"""The key file on disk: what stands in it, and reading and writing it whole or not at all.

`store.keys` is small JSON. Three things guard it: a checksum (accidents), a seal made with the database key (anybody
without a sign-in), and signatures of ROOT or of a keyholder over what matters (insiders); the first is checked here,
the others by whoever has the keys. A file counts only in exactly the bytes this program would write, so that no
altered byte passes as harmless. Needs neither the cryptography library nor the database.
"""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import msgspec

from schoolsm_desktop.security.atomic_file import write_atomically
from schoolsm_desktop.security.errors import (
    DamagedKeyFileError,
    KeyFileReadError,
    KeyFileWriteError,
    NewerKeyFileError,
    NoKeyFileError,
)

KEY_FILE = "store.keys"
PREVIOUS = "store.keys.previous"
DAMAGED = "store.keys.damaged"
FORMAT = 1
_MOST_BYTES = 8 * 1024 * 1024


class SlotState(StrEnum):
    """Where a sign-in stands."""

    ACTIVE = "active"
    TEMPORARY = "temporary"
    UNCONFIRMED = "unconfirmed"
    ENDED = "ended"


class Role(StrEnum):
    """What a certified record makes its person, apart from a sign-in."""

    HEAD = "head"
    KEYHOLDER = "keyholder"
    RECOVERY = "recovery"


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the file; a field nobody knows is an altered file."""


class StoredKdf(_Strict, frozen=True):
    """The cost and salt of one passphrase (KiB, passes, lanes)."""

    memory_kib: int
    iterations: int
    lanes: int
    salt: bytes


class Record(_Strict, frozen=True):
    """A person's public keys and roles, certified by ROOT. Kept for ever: old signatures are proved with it."""

    person_id: UUID
    serial: int
    encryption_key: bytes
    signing_key: bytes
    roles: tuple[Role, ...]
    signature: bytes


class Claim(_Strict, frozen=True):
    """The public keys of a sign-in that waits for the headteacher, signed by the keyholder who made it."""

    encryption_key: bytes
    signing_key: bytes
    maker_id: UUID
    signature: bytes


class Lock(_Strict, frozen=True):
    """What a passphrase (and the school key, where `school_key_mark` names one) opens."""

    kdf: StoredKdf
    school_key_mark: bytes | None
    commit: bytes
    bundle: bytes


class Slot(_Strict, frozen=True):
    """One sign-in. `lock` and the store key are gone once it has ended; the store key comes with certification."""

    person_id: UUID
    name: str
    state: SlotState
    lock: Lock | None
    claim: Claim | None = None
    store_key: bytes | None = None
    next_store_key: bytes | None = None


class Roster(_Strict, frozen=True):
    """The records in force, by digest, as ROOT signed them; `serial` goes up with each change."""

    serial: int
    digests: tuple[bytes, ...]
    signature: bytes


class Removals(_Strict, frozen=True):
    """Records a keyholder took out since ROOT last signed. A keyholder can only take away, never add."""

    serial: int
    digests: tuple[bytes, ...]
    signer_id: UUID
    signature: bytes


class StoreKeyStatement(_Strict, frozen=True):
    """Which database key is the school's: its commitment, signed by ROOT (no signer) or by a keyholder."""

    commit: bytes
    signer_id: UUID | None
    signature: bytes


class RootWrap(_Strict, frozen=True):
    """ROOT's private half sealed to somebody. `kind` says whether to a person, or to a deputy with the chair's code."""

    kind: str
    recipient_id: UUID
    blob: bytes


class RecoveryState(_Strict, frozen=True):
    """Marks by which a typed recovery code is known as the present one or as a dead one, before any derivation."""

    person_id: UUID
    mark: bytes
    dead_marks: tuple[bytes, ...]
    used: bool


class KeyFileContent(_Strict, frozen=True):
    """All of the key file that is sealed and checked."""

    store_id: UUID
    revision: int
    root_key: bytes
    school_key_mark: bytes | None
    school_key_sealed: bytes | None
    slots: tuple[Slot, ...]
    records: tuple[Record, ...]
    roster: Roster
    removals: Removals | None
    store_key: StoreKeyStatement
    next_store_key: StoreKeyStatement | None
    root_wraps: tuple[RootWrap, ...]
    recovery: RecoveryState

    def slot(self, person_id: UUID) -> Slot | None:
        """The slot of a person, or None."""
        return next((slot for slot in self.slots if slot.person_id == person_id), None)

    def with_slot(self, slot: Slot) -> KeyFileContent:
        """The same with this person's slot replaced or added."""
        if self.slot(slot.person_id) is None:
            return msgspec.structs.replace(self, slots=(*self.slots, slot))
        slots = tuple(slot if old.person_id == slot.person_id else old for old in self.slots)
        return msgspec.structs.replace(self, slots=slots)


class _Header(msgspec.Struct, frozen=True):
    """Read first and by itself, so that a later format is told from a damaged one."""

    format: int


class KeyFile(_Strict, frozen=True):
    """The whole file. `seal` is proved by whoever opens the store key; `checksum` on every reading."""

    format: int
    content: KeyFileContent
    seal: bytes
    checksum: bytes


def canonical(content: KeyFileContent) -> bytes:
    """The bytes of the content that seal and checksum are made over."""
    return msgspec.json.encode(content)


def encode(content: KeyFileContent, seal: bytes) -> bytes:
    """The file as it stands on disk."""
    checksum = _checksum(content, seal)
    file = KeyFile(format=FORMAT, content=content, seal=seal, checksum=checksum)
    return msgspec.json.format(msgspec.json.encode(file), indent=1) + b"\n"


def decode(untrusted_bytes: bytes) -> KeyFile:
    """The file read from disk; raises DamagedKeyFileError or NewerKeyFileError."""
    if len(untrusted_bytes) > _MOST_BYTES:
        raise DamagedKeyFileError
    try:
        if msgspec.json.decode(untrusted_bytes, type=_Header).format > FORMAT:
            raise NewerKeyFileError
        file = msgspec.json.decode(untrusted_bytes, type=KeyFile)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise DamagedKeyFileError from None
    if encode(file.content, file.seal) != untrusted_bytes:  # the checksum is among these bytes
        raise DamagedKeyFileError
    return file


def read(folder: Path) -> tuple[KeyFile, bytes]:
    """The key file of a folder and its bytes; raises NoKeyFileError, KeyFileReadError and what `decode` raises."""
    path = folder / KEY_FILE
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise NoKeyFileError from None
    except OSError:
        raise KeyFileReadError from None
    try:
        return decode(raw), raw
    except DamagedKeyFileError:
        raise DamagedKeyFileError(previous_kept=_is_whole(folder / PREVIOUS)) from None


def write(folder: Path, new: bytes, old: bytes | None, *, destroy_old: bool = False) -> None:
    """Replaces the key file; the old bytes become the previous file first.

    With `destroy_old` the previous file gets the new bytes: it must not keep keys that are being destroyed.
    Raises KeyFileWriteError; the key file is then the old one.
    """
    try:
        if old is not None:
            write_atomically(folder / PREVIOUS, new if destroy_old else old)
        write_atomically(folder / KEY_FILE, new)
    except OSError:
        raise KeyFileWriteError from None


def put_back_previous(folder: Path) -> None:
    """Puts the previous key file in the place of a damaged one, which is kept as `store.keys.damaged`.

    Raises NoKeyFileError where there is no previous one, DamagedKeyFileError where it is damaged too, KeyFileWriteError.
    """
    try:
        raw = (folder / PREVIOUS).read_bytes()
    except OSError:
        raise NoKeyFileError from None
    decode(raw)
    try:
        damaged = folder / KEY_FILE
        if damaged.exists():
            write_atomically(folder / DAMAGED, damaged.read_bytes())
        write_atomically(damaged, raw)
    except OSError:
        raise KeyFileWriteError from None


def _checksum(content: KeyFileContent, seal: bytes) -> bytes:
    return sha256(len(seal).to_bytes(4, "big") + seal + canonical(content)).digest()


def _is_whole(path: Path) -> bool:
    """Whether this file would be read."""
    try:
        decode(path.read_bytes())
    except (OSError, DamagedKeyFileError, NewerKeyFileError):
        return False
    return True
