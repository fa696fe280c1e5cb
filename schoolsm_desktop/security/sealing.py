"""Sealing: AES-256-GCM under a key, HPKE (RFC 9180, X25519, HKDF-SHA256, AES-256-GCM) to a person.

Every blob begins with one version byte. What it belongs to is never in the blob: it is the context, given again
when opening, so that a blob moved elsewhere does not open.
"""

from __future__ import annotations

import functools
import hmac
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING

from schoolsm_desktop.security.errors import SealBrokenError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import Suite

KEY_BYTES = 32
PAD_TO = 64
_VERSION = b"\x01"
_NONCE_BYTES = 12


def context(*parts: bytes | str) -> bytes:
    """The parts joined so that no two lists of parts give the same bytes: each has its length (4 bytes) before it."""
    joined = bytearray()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        joined += len(raw).to_bytes(4, "big") + raw
    return bytes(joined)


def new_key() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def same(left: bytes, right: bytes) -> bool:
    """Whether two secrets are equal, in a time that tells nothing about where they differ."""
    return hmac.compare_digest(left, right)


def digest(*parts: bytes | str) -> bytes:
    """SHA-256 (32 bytes) of the context of the parts."""
    return sha256(context(*parts)).digest()


def seal(key: bytes, plaintext: bytes, aad: bytes) -> bytes:
    """`plaintext` sealed under a 32-byte key and bound to `aad`; the only place where a nonce is made (96 random bits)."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(_checked(key)).encrypt(nonce, plaintext, _VERSION + aad)


def open_sealed(key: bytes, blob: bytes, aad: bytes) -> bytes:
    """What `seal` sealed; raises SealBrokenError for any other key, context or altered byte."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(blob) < 1 + _NONCE_BYTES + 16 or blob[:1] != _VERSION:
        raise SealBrokenError
    nonce = blob[1 : 1 + _NONCE_BYTES]
    try:
        return AESGCM(_checked(key)).decrypt(nonce, blob[1 + _NONCE_BYTES :], _VERSION + aad)
    except InvalidTag:
        raise SealBrokenError from None


def seal_to(public_key: bytes, plaintext: bytes, info: bytes) -> bytes:
    """`plaintext` sealed to the holder of a raw X25519 public key (32 bytes) and bound to `info`."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    recipient = X25519PublicKey.from_public_bytes(public_key)
    return _VERSION + _suite().encrypt(plaintext, recipient, info=_VERSION + info)


def open_from(private_key: bytes, blob: bytes, info: bytes) -> bytes:
    """What `seal_to` sealed, with the raw X25519 private key; raises SealBrokenError."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    if blob[:1] != _VERSION:
        raise SealBrokenError
    try:
        return _suite().decrypt(blob[1:], X25519PrivateKey.from_private_bytes(private_key), info=_VERSION + info)
    except (InvalidTag, ValueError):
        raise SealBrokenError from None


def pad(plaintext: bytes) -> bytes:
    """Filled up to the next multiple of 64 bytes, so that the size of a sealed field tells little."""
    from cryptography.hazmat.primitives.padding import PKCS7

    padder = PKCS7(PAD_TO * 8).padder()
    return padder.update(plaintext) + padder.finalize()


def unpad(padded: bytes) -> bytes:
    """What `pad` filled up; raises SealBrokenError."""
    from cryptography.hazmat.primitives.padding import PKCS7

    unpadder = PKCS7(PAD_TO * 8).unpadder()
    try:
        return unpadder.update(padded) + unpadder.finalize()
    except ValueError:
        raise SealBrokenError from None


def _checked(key: bytes) -> bytes:
    """The key, if it is a whole one: a short key must never quietly choose a weaker cipher."""
    if len(key) != KEY_BYTES:
        raise SealBrokenError
    return key


@functools.cache
def _suite() -> Suite:
    """The one HPKE suite of this program; another would be another version byte."""
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
