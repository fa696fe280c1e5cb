"""A person's private keys, and the bundle in which a passphrase keeps them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from uuid import UUID

import msgspec

from schoolsm_desktop.security import signing
from schoolsm_desktop.security.errors import DamagedKeyFileError, SealBrokenError, WrongPassphraseError
from schoolsm_desktop.security.kdf import SALT_BYTES, DerivedKey, KdfLimits, KdfParameters, derive
from schoolsm_desktop.security.key_file import Lock, StoredKdf
from schoolsm_desktop.security.sealing import context, digest, open_sealed, same, seal


class _Bundle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is sealed under the passphrase."""

    encryption_key: bytes
    signing_key: bytes
    root_key: bytes
    past_encryption_keys: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, repr=False)
class PrivateKeys:
    """Raw private halves (X25519, Ed25519), the pinned root public key, and former X25519 keys still needed."""

    encryption_key: bytes
    signing_key: bytes
    root_key: bytes
    past_encryption_keys: tuple[bytes, ...] = ()

    @classmethod
    def fresh(cls, root_key: bytes, past_encryption_keys: tuple[bytes, ...] = ()) -> PrivateKeys:
        """New random keys with `root_key` (public) pinned."""
        return cls(signing.new_encryption_key(), signing.new_signing_key(), root_key, past_encryption_keys)

    @property
    def public_encryption_key(self) -> bytes:
        """The X25519 key others seal to."""
        return signing.public_encryption_key(self.encryption_key)

    @property
    def public_signing_key(self) -> bytes:
        """The Ed25519 key others prove signatures with."""
        return signing.public_signing_key(self.signing_key)


@dataclass(frozen=True, slots=True, repr=False)
class SchoolKey:
    """The school key as far as a passphrase needs it: its bytes and the mark by which the key file knows it."""

    key: bytes
    mark: bytes


NO_SCHOOL_KEY = SchoolKey(b"", b"")


def school_key_of(store_id: UUID, key: bytes | None) -> SchoolKey:
    """The school key with its mark: a digest of a 128-bit random value, which gives nothing away."""
    if key is None:
        return NO_SCHOOL_KEY
    return SchoolKey(key, digest("1", store_id.bytes, "school-key-mark", key)[:16])


def lock_keys(
    store_id: UUID,
    person_id: UUID,
    keys: PrivateKeys,
    passphrase: str,
    school_key: SchoolKey,
    parameters: KdfParameters,
    limits: KdfLimits,
) -> tuple[Lock, bytes]:
    """The bundle under a passphrase with a fresh salt, and its KEK; takes as long as the derivation."""
    salt = secrets.token_bytes(SALT_BYTES)
    mark = school_key.mark or None
    derived = _derived(store_id, person_id, passphrase, salt, parameters, school_key, limits)
    stored = StoredKdf(
        memory_kib=parameters.memory_kib, iterations=parameters.iterations, lanes=parameters.lanes, salt=salt
    )
    bundle = seal_bundle(store_id, person_id, keys, derived.kek)
    return Lock(kdf=stored, school_key_mark=mark, commit=derived.commit, bundle=bundle), derived.kek


def seal_bundle(store_id: UUID, person_id: UUID, keys: PrivateKeys, kek: bytes) -> bytes:
    """The private keys sealed under a KEK; used again when only the bundle changes."""
    plain = msgspec.json.encode(
        _Bundle(
            encryption_key=keys.encryption_key,
            signing_key=keys.signing_key,
            root_key=keys.root_key,
            past_encryption_keys=keys.past_encryption_keys,
        )
    )
    return seal(kek, plain, _bundle_context(store_id, person_id))


def unlock_keys(
    store_id: UUID, person_id: UUID, lock: Lock, passphrase: str, school_key: SchoolKey, limits: KdfLimits
) -> tuple[PrivateKeys, bytes]:
    """The private keys and the KEK.

    The commitment is compared in constant time before anything is decrypted. Raises KdfRefusedError,
    WrongPassphraseError, DamagedKeyFileError.
    """
    parameters = stored_parameters(lock)
    derived = _derived(store_id, person_id, passphrase, lock.kdf.salt, parameters, school_key, limits)
    if not same(derived.commit, lock.commit):
        raise WrongPassphraseError
    try:
        plain = open_sealed(derived.kek, lock.bundle, _bundle_context(store_id, person_id))
        bundle = msgspec.json.decode(plain, type=_Bundle)
    except (SealBrokenError, msgspec.MsgspecError):
        raise DamagedKeyFileError from None
    keys = PrivateKeys(bundle.encryption_key, bundle.signing_key, bundle.root_key, bundle.past_encryption_keys)
    return keys, derived.kek


def stored_parameters(lock: Lock) -> KdfParameters:
    """The cost stored with a lock; untrusted until the limits have been asked."""
    return KdfParameters(lock.kdf.memory_kib, lock.kdf.iterations, lock.kdf.lanes)


def _derived(
    store_id: UUID,
    person_id: UUID,
    passphrase: str,
    salt: bytes,
    parameters: KdfParameters,
    school_key: SchoolKey,
    limits: KdfLimits,
) -> DerivedKey:
    if len(salt) != SALT_BYTES:
        raise DamagedKeyFileError
    about = context("1", store_id.bytes, "passphrase", person_id.bytes, school_key.mark)
    return derive(passphrase, salt, parameters, school_key.key, about, limits)


def _bundle_context(store_id: UUID, person_id: UUID) -> bytes:
    return context("1", store_id.bytes, "bundle", person_id.bytes)
