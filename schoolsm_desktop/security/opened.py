"""The opened keys of one person and the key file they came from: proved when opened, proved again before each writing."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import msgspec

from schoolsm_desktop.domain.errors import ChangedMeanwhileError
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.security import key_file
from schoolsm_desktop.security.back_off import BackOff
from schoolsm_desktop.security.errors import (
    HeadNeededError,
    KeyFileForgedError,
    KeyholderNeededError,
    MustChangePassphraseError,
    RootReplacedError,
    SealBrokenError,
)
from schoolsm_desktop.security.kdf import KdfLimits
from schoolsm_desktop.security.key_file import KeyFileContent, Lock, Record, Role, RootWrap, Slot, SlotState
from schoolsm_desktop.security.private_keys import PrivateKeys
from schoolsm_desktop.security.records import (
    Directory,
    holds_keys,
    record_digest,
    sign_removals,
    sign_roster,
    sign_store_key,
    store_key_commit,
)
from schoolsm_desktop.security.sealing import context, open_from, open_sealed, same, seal, seal_to
from schoolsm_desktop.security.signing import public_signing_key

PERSON_WRAP = "person"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the key file is and what the program allows itself there."""

    folder: Path
    limits: KdfLimits
    back_off: BackOff


def subkey(store_id: UUID, store_key: bytes, purpose: str) -> bytes:
    """A key for one purpose, derived from the database key (which itself goes to the database alone)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), length=32, salt=None, info=context("1", store_id.bytes, purpose)).derive(store_key)


def seal_of(content: KeyFileContent, store_key: bytes) -> bytes:
    """The seal of a key file: it cannot be made without the database key."""
    key = subkey(content.store_id, store_key, "key-file-seal")
    return hmac.digest(key, key_file.canonical(content), sha256)


def wrap_store_key(store_id: UUID, store_key: bytes, record: Record) -> bytes:
    """The database key sealed to one person."""
    return seal_to(record.encryption_key, store_key, _to_person(store_id, "store-key", record))


def wrap_root(store_id: UUID, root_private: bytes, record: Record) -> RootWrap:
    """ROOT's private half sealed to one person."""
    blob = seal_to(record.encryption_key, root_private, _to_person(store_id, "root", record))
    return RootWrap(kind=PERSON_WRAP, recipient_id=record.person_id, blob=blob)


def seal_school_key(store_id: UUID, store_key: bytes, school_key: bytes) -> bytes:
    """The school key for everybody who has signed in, so that the sheet can be printed again."""
    key = subkey(store_id, store_key, "school-key")
    return seal(key, school_key, context("1", store_id.bytes, "school-key"))


class OpenKeys:
    """What `UnlockedVault` works on. Construction proves the whole file with the person's own keys.

    Raises RootReplacedError, RecordForgedError, KeyFileForgedError.
    """

    def __init__(
        self, place: Place, file: key_file.KeyFile, raw: bytes | None, me: tuple[UUID, PrivateKeys], kek: bytes
    ) -> None:
        self.place = place
        self.person_id, self.keys = me
        self.kek = kek
        self.content = file.content
        self._raw = raw
        if not same(self.keys.root_key, file.content.root_key):
            raise RootReplacedError
        self.directory = Directory(file.content, self.keys.root_key)
        self._prove_own_record()
        slot = self.slot
        self.store_key = self._opened_store_key(slot.store_key, file.content.store_key.commit)
        self.next_store_key: bytes | None = None
        if file.content.next_store_key is not None:
            self.next_store_key = self._opened_store_key(slot.next_store_key, file.content.next_store_key.commit)
        if not same(file.seal, seal_of(file.content, self.store_key)):
            raise KeyFileForgedError("seal")
        self.root_private = self._opened_root()

    # --- facts ---

    @property
    def store_id(self) -> UUID:
        """The store."""
        return self.content.store_id

    @property
    def record(self) -> Record:
        """The person's own certified record."""
        return self.directory.certified(self.person_id)

    @property
    def slot(self) -> Slot:
        """The person's own slot."""
        slot = self.content.slot(self.person_id)
        if slot is None:
            raise KeyFileForgedError("slots")
        return slot

    @property
    def lock(self) -> Lock:
        """What the person's own passphrase opens."""
        lock = self.slot.lock
        if lock is None:
            raise KeyFileForgedError("slots")
        return lock

    @property
    def is_recovery(self) -> bool:
        """Opened with the recovery code."""
        return Role.RECOVERY in self.record.roles

    @property
    def school_key(self) -> bytes | None:
        """The school key, or None where the school goes without."""
        sealed = self.content.school_key_sealed
        if sealed is None:
            return None
        key = subkey(self.store_id, self.store_key, "school-key")
        try:
            return open_sealed(key, sealed, context("1", self.store_id.bytes, "school-key"))
        except SealBrokenError:
            raise KeyFileForgedError("school-key") from None

    def require_ready(self) -> None:
        """Nothing for somebody whose passphrase is their own; raises MustChangePassphraseError."""
        if self.slot.state is SlotState.TEMPORARY:
            raise MustChangePassphraseError

    def require_keyholder(self) -> None:
        """Nothing for a keyholder; raises KeyholderNeededError or MustChangePassphraseError."""
        if not holds_keys(self.record):
            raise KeyholderNeededError
        self.require_ready()

    def require_root(self) -> bytes:
        """ROOT's private half, for the head and RECOVERY; raises HeadNeededError or MustChangePassphraseError."""
        if self.root_private is None:
            raise HeadNeededError
        self.require_ready()
        return self.root_private

    # --- writing ---

    def with_store_keys(self, slot: Slot, record: Record) -> Slot:
        """The slot with the database key (and the next one) sealed to its certified record."""
        following = self.next_store_key
        return msgspec.structs.replace(
            slot,
            store_key=wrap_store_key(self.store_id, self.store_key, record),
            next_store_key=None if following is None else wrap_store_key(self.store_id, following, record),
        )

    def restated(
        self, content: KeyFileContent, *, added: Iterable[Record] = (), removed: Iterable[Record] = ()
    ) -> KeyFileContent:
        """The content with records put in or out of force and everything that depends on who is a keyholder signed anew."""
        gone = tuple(record_digest(record) for record in removed)
        new = tuple(added)
        content = msgspec.structs.replace(content, records=(*content.records, *new))
        serial = self.directory.serial + 1
        if self.root_private is None:
            if new:
                raise HeadNeededError
            before = content.removals.digests if content.removals is not None else ()
            signer = (self.person_id, self.keys.signing_key)
            removals = sign_removals(self.store_id, signer, serial, content.roster, (*before, *gone))
            return self.stated_store_keys(msgspec.structs.replace(content, removals=removals))
        kept = [record_digest(record) for record in self.directory.in_force.values()]
        digests = (*(named for named in kept if named not in gone), *(record_digest(record) for record in new))
        roster = sign_roster(self.store_id, self.root_private, serial, digests)
        return self.stated_store_keys(msgspec.structs.replace(content, roster=roster, removals=None))

    def stated_store_keys(self, content: KeyFileContent) -> KeyFileContent:
        """The content with the statements about the database keys signed by the person signed in."""
        signer, key = (None, self.root_private)
        if key is None:
            signer, key = self.person_id, self.keys.signing_key
        following = None
        if self.next_store_key is not None:
            commit = store_key_commit(self.store_id, self.next_store_key)
            following = sign_store_key(self.store_id, commit, signer, key)
        present = sign_store_key(self.store_id, store_key_commit(self.store_id, self.store_key), signer, key)
        return msgspec.structs.replace(content, store_key=present, next_store_key=following)

    def next_record_serial(self) -> int:
        """The serial of the next record."""
        return max(record.serial for record in self.content.records) + 1

    def save(self, content: KeyFileContent, *, destroy_old: bool = False) -> None:
        """Proves the new content, writes it and works on it from now on.

        Raises ChangedMeanwhileError where the file is not the one read, KeyFileWriteError; nothing is changed then.
        """
        content = msgspec.structs.replace(content, revision=content.revision + 1)
        if self.is_recovery and content.recovery.mark == self.content.recovery.mark:
            used = msgspec.structs.replace(content.recovery, used=True)
            content = msgspec.structs.replace(content, recovery=used)
        directory = Directory(content, self.keys.root_key)
        raw = key_file.encode(content, seal_of(content, self.store_key))
        if self._raw is not None and key_file.read(self.place.folder)[1] != self._raw:
            raise ChangedMeanwhileError(
                tr("The key file was changed by somebody else. Nothing was changed; sign in again and repeat it.")
            )
        key_file.write(self.place.folder, raw, self._raw, destroy_old=destroy_old)
        self._raw, self.content, self.directory = raw, content, directory

    # --- proofs when opening ---

    def _prove_own_record(self) -> None:
        record = self.record
        own = (self.keys.public_encryption_key, self.keys.public_signing_key)
        if (record.encryption_key, record.signing_key) != own:
            raise KeyFileForgedError("own-record")

    def _opened_store_key(self, blob: bytes | None, commit: bytes) -> bytes:
        try:
            info = _to_person(self.store_id, "store-key", self.record)
            store_key = open_from(self.keys.encryption_key, blob or b"", info)
        except SealBrokenError:
            raise KeyFileForgedError("store-key") from None
        if not same(store_key_commit(self.store_id, store_key), commit):
            raise KeyFileForgedError("store-key")
        return store_key

    def _opened_root(self) -> bytes | None:
        if {Role.HEAD, Role.RECOVERY}.isdisjoint(self.record.roles):
            return None
        for wrap in self.content.root_wraps:
            if wrap.kind == PERSON_WRAP and wrap.recipient_id == self.person_id:
                return self._root_from(wrap)
        raise KeyFileForgedError("root-wrap")

    def _root_from(self, wrap: RootWrap) -> bytes:
        try:
            root = open_from(self.keys.encryption_key, wrap.blob, _to_person(self.store_id, "root", self.record))
        except SealBrokenError:
            raise KeyFileForgedError("root-wrap") from None
        if not same(public_signing_key(root), self.keys.root_key):
            raise KeyFileForgedError("root-wrap")
        return root


def _to_person(store_id: UUID, purpose: str, record: Record) -> bytes:
    return context("1", store_id.bytes, purpose, record.person_id.bytes, record.encryption_key)
