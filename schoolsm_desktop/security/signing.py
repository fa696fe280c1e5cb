"""Ed25519 signatures (RFC 8032), always over a context that names what is signed, so that none serves for another."""

from __future__ import annotations

from uuid import UUID

from schoolsm_desktop.security.sealing import context

_FORMAT = "1"


def new_signing_key() -> bytes:
    """A fresh raw Ed25519 private key (32 bytes)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.generate().private_bytes_raw()


def new_encryption_key() -> bytes:
    """A fresh raw X25519 private key (32 bytes)."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.generate().private_bytes_raw()


def public_signing_key(private_key: bytes) -> bytes:
    """The public half of an Ed25519 key, raw."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def public_encryption_key(private_key: bytes) -> bytes:
    """The public half of an X25519 key, raw."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def statement(store_id: UUID, purpose: str, *parts: bytes | str) -> bytes:
    """What is signed: format, store and purpose, then the parts."""
    return context(_FORMAT, store_id.bytes, "signed", purpose, *parts)


def message_statement(store_id: UUID, message: bytes) -> bytes:
    """What `UnlockedVault.sign` signs for a message."""
    return statement(store_id, "message", message)


def sign(private_key: bytes, message: bytes) -> bytes:
    """The signature (64 bytes) of a statement."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(private_key).sign(message)


def is_signed(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the signature is of this key over this statement; never raises for a malformed one."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
