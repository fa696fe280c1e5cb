"""Who can decrypt, by key material alone: every private key tried on every wrap, without signatures, rules or checks."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.security.errors import SealBrokenError
from schoolsm_desktop.security.grants import Subject, _info
from schoolsm_desktop.security.items import ItemKey
from schoolsm_desktop.security.private_keys import PrivateKeys
from schoolsm_desktop.security.sealing import open_from
from schoolsm_desktop.security.signing import public_encryption_key
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.storage.secrets import _WRAP_COLUMNS, StoredWrap


@dataclass
class Sealed:
    """What stands in the records of one account's newest version."""

    version: UUID
    made_by: UUID
    fields: dict[SecretField, bytes]
    wraps: list[StoredWrap]
    older: list[StoredWrap]


def read_sealed(office: Office) -> dict[UUID, Sealed]:
    """The newest version of each account, with every wrap that stands in the records, also of older versions."""
    with office.session.reading() as uow:
        wraps: dict[UUID, list[StoredWrap]] = defaultdict(list)
        for row in uow.connection.execute(select(*_WRAP_COLUMNS)):
            wraps[row.version_id].append(StoredWrap(*row))
        versions = uow.secrets.versions()
        newest = {v.account_id: v for v in sorted(versions, key=lambda v: v.number)}
        older = [v for v in versions if v != newest[v.account_id]]
        return {
            account: Sealed(
                v.id,
                v.made_by,
                uow.secrets.sealed_fields(v.id),
                wraps[v.id],
                [w for old in older if old.account_id == account for w in wraps[old.id]],
            )
            for account, v in newest.items()
        }


def bundle_of(folder: Path, person: UUID) -> str:
    """A person's sealed private keys as they stand in the key file: another text, other keys or another passphrase."""
    slots = json.loads((folder / "store.keys").read_text(encoding="utf-8"))["content"]["slots"]
    return json.dumps([slot["lock"] for slot in slots if slot["person_id"] == str(person)])


@dataclass
class Trial:
    """Tries keys, and remembers what a key gave: the same bytes always give the same."""

    store: UUID
    opened: dict[tuple[bytes, bytes], bytes | None] = field(default_factory=dict)
    read: dict[tuple[bytes, bytes], str | None] = field(default_factory=dict)

    def item_keys(self, keys: PrivateKeys, wraps: list[StoredWrap]) -> set[bytes]:
        """Every item key that these private keys get out of the wraps, whoever they are addressed to."""
        private = (keys.encryption_key, *keys.past_encryption_keys)
        found = {self._unwrap(key, wrap) for key in private for wrap in wraps}
        return {key for key in found if key is not None}

    def texts(self, item_key: bytes, account: UUID, sealed: Sealed) -> set[str]:
        """What an item key reads of the account's newest version."""
        found = {self._field(item_key, account, sealed.version, f, blob) for f, blob in sealed.fields.items()}
        return {text for text in found if text is not None}

    def _unwrap(self, private: bytes, wrap: StoredWrap) -> bytes | None:
        known = (private, wrap.blob)
        if known not in self.opened:
            subject = Subject(self.store, "item-key", (wrap.account_id.bytes, wrap.version_id.bytes))
            info = _info(subject, wrap.recipient_id, public_encryption_key(private), wrap.giver_id)
            try:
                self.opened[known] = open_from(private, wrap.blob, info)
            except SealBrokenError:
                self.opened[known] = None
        return self.opened[known]

    def _field(self, key: bytes, account: UUID, version: UUID, secret: SecretField, blob: bytes) -> str | None:
        known = (key, blob)
        if known not in self.read:
            try:
                self.read[known] = ItemKey(self.store, account, version, key).open_field(secret, blob)
            except SealBrokenError:
                self.read[known] = None
        return self.read[known]
