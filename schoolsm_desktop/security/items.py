"""Keys of one account's secrets and of sealed records, and how they are handed from one person to another.

One `version_id` has one item key for ever: taking access away makes a new key and therefore a new version id.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.security import sealing


@dataclass(frozen=True, slots=True)
class ItemWrap:
    """The key of one version of one account's secrets, sealed to one reader and signed by the giver.

    Storage keeps these fields as they are (`blob` and `signature` are opaque); the pair (version_id, recipient_id)
    is unique.
    """

    account_id: UUID
    version_id: UUID
    recipient_id: UUID
    giver_id: UUID
    blob: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class ContentWrap:
    """The content key of one sealed record (incident, declaration, request ...), sealed to one named reader."""

    kind: str
    record_id: UUID
    recipient_id: UUID
    giver_id: UUID
    blob: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, repr=False)
class ItemKey:
    """An opened item key. It seals and opens the fields of exactly this version of this account."""

    store_id: UUID
    account_id: UUID
    version_id: UUID
    key: bytes

    def seal_field(self, field: SecretField, text: str) -> bytes:
        """The field sealed, padded to 64 bytes, bound to store, account, version and field; any text, half letters too."""
        return sealing.seal(self.key, sealing.pad(text.encode("utf-8", "surrogatepass")), self._context(field))

    def open_field(self, field: SecretField, blob: bytes) -> str:
        """The text of a sealed field; raises SealBrokenError for any other place, key or altered byte."""
        return sealing.unpad(sealing.open_sealed(self.key, blob, self._context(field))).decode("utf-8", "surrogatepass")

    def _context(self, field: SecretField) -> bytes:
        return sealing.context(
            "1", self.store_id.bytes, "secret-field", self.account_id.bytes, self.version_id.bytes, field.value
        )


@dataclass(frozen=True, slots=True, repr=False)
class SealedItem:
    """A new item key and the wraps of everybody who may read it (the readers named, keyholders, RECOVERY)."""

    key: ItemKey
    wraps: tuple[ItemWrap, ...]


@dataclass(frozen=True, slots=True, repr=False)
class ContentKey:
    """An opened content key; `part` names what is sealed under it (text, title, a file's chunk)."""

    store_id: UUID
    kind: str
    record_id: UUID
    key: bytes

    def seal(self, part: str, plaintext: bytes) -> bytes:
        """The part sealed and padded to 64 bytes, bound to store, kind, record and part."""
        return sealing.seal(self.key, sealing.pad(plaintext), self._context(part))

    def open(self, part: str, blob: bytes) -> bytes:
        """What `seal` sealed; raises SealBrokenError."""
        return sealing.unpad(sealing.open_sealed(self.key, blob, self._context(part)))

    def _context(self, part: str) -> bytes:
        return sealing.context("1", self.store_id.bytes, "content", self.kind, self.record_id.bytes, part)


@dataclass(frozen=True, slots=True, repr=False)
class SealedContent:
    """A new content key and the wraps of exactly the readers named."""

    key: ContentKey
    wraps: tuple[ContentWrap, ...]
