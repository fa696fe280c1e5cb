"""HPKE of RFC 9180 written from the RFC, for tests only: base mode, X25519, HKDF-SHA256, AES-GCM.

The library seals in one call and takes no separate AAD; this one is proved by the RFC's published vectors and then
opens what the library seals, and the reverse.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_KEM_ID = 0x0020
_KDF_ID = 0x0001
_KEY_BYTES = {0x0001: 16, 0x0002: 32}
_KEM_SUITE = b"KEM" + _KEM_ID.to_bytes(2, "big")


def _extract(salt: bytes, key: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), key, sha256)


def _expand(key: bytes, info: bytes, length: int) -> bytes:
    out, block, counter = b"", b"", 1
    while len(out) < length:
        block = hmac.digest(key, block + info + bytes([counter]), sha256)
        out += block
        counter += 1
    return out[:length]


def _labeled_extract(suite: bytes, salt: bytes, label: bytes, key: bytes) -> bytes:
    return _extract(salt, b"HPKE-v1" + suite + label + key)


def _labeled_expand(suite: bytes, key: bytes, label: bytes, info: bytes, length: int) -> bytes:
    return _expand(key, length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info, length)


def shared_secret(own: X25519PrivateKey, other: X25519PublicKey, enc: bytes, recipient: bytes) -> bytes:
    """The KEM's shared secret (section 4.1), the same from either side."""
    prk = _labeled_extract(_KEM_SUITE, b"", b"eae_prk", own.exchange(other))
    return _labeled_expand(_KEM_SUITE, prk, b"shared_secret", enc + recipient, 32)


@dataclass(frozen=True)
class Schedule:
    """Key, nonce and exporter secret of one context (section 5.1)."""

    key: bytes
    base_nonce: bytes
    exporter_secret: bytes
    suite: bytes

    def seal(self, sequence: int, plaintext: bytes, aad: bytes) -> bytes:
        """Message number `sequence` of this context."""
        return AESGCM(self.key).encrypt(self._nonce(sequence), plaintext, aad)

    def open(self, sequence: int, ciphertext: bytes, aad: bytes) -> bytes:
        """What `seal` sealed."""
        return AESGCM(self.key).decrypt(self._nonce(sequence), ciphertext, aad)

    def export(self, context: bytes, length: int) -> bytes:
        """A secret for something else (section 5.3)."""
        return _labeled_expand(self.suite, self.exporter_secret, b"sec", context, length)

    def _nonce(self, sequence: int) -> bytes:
        return (int.from_bytes(self.base_nonce, "big") ^ sequence).to_bytes(12, "big")


def schedule(secret: bytes, info: bytes, aead_id: int) -> Schedule:
    """The key schedule of base mode."""
    suite = b"HPKE" + b"".join(number.to_bytes(2, "big") for number in (_KEM_ID, _KDF_ID, aead_id))
    context = (
        b"\x00" + _labeled_extract(suite, b"", b"psk_id_hash", b"") + _labeled_extract(suite, b"", b"info_hash", info)
    )
    mixed = _labeled_extract(suite, secret, b"secret", b"")
    return Schedule(
        _labeled_expand(suite, mixed, b"key", context, _KEY_BYTES[aead_id]),
        _labeled_expand(suite, mixed, b"base_nonce", context, 12),
        _labeled_expand(suite, mixed, b"exp", context, 32),
        suite,
    )


def seal_once(recipient: bytes, info: bytes, plaintext: bytes, aead_id: int = 0x0002) -> bytes:
    """enc and ciphertext in one, with a fresh ephemeral key (section 6.1, empty AAD)."""
    ephemeral = X25519PrivateKey.generate()
    enc = ephemeral.public_key().public_bytes_raw()
    secret = shared_secret(ephemeral, X25519PublicKey.from_public_bytes(recipient), enc, recipient)
    return enc + schedule(secret, info, aead_id).seal(0, plaintext, b"")


def open_once(private_key: bytes, info: bytes, sealed: bytes, aead_id: int = 0x0002) -> bytes:
    """What `seal_once` or the library sealed."""
    own = X25519PrivateKey.from_private_bytes(private_key)
    enc, ciphertext = sealed[:32], sealed[32:]
    recipient = own.public_key().public_bytes_raw()
    secret = shared_secret(own, X25519PublicKey.from_public_bytes(enc), enc, recipient)
    return schedule(secret, info, aead_id).open(0, ciphertext, b"")
