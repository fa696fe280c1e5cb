"""Versions of the accounts' secrets, their sealed fields, and the keys sealed to each reader. All blobs are opaque."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from sqlalchemy import Connection, Dialect, ForeignKey, Text, UniqueConstraint, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from schoolsm_desktop.domain.accounts import SecretField, SecretOrigin, SecretVersion

from .base import Base, Word, table_of
from .errors import RecordMissingError
from .repository import Repository, plain_map


class SecretFields(TypeDecorator[frozenset[SecretField]]):
    """A set of fields as words between commas."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: frozenset[SecretField] | None, dialect: Dialect) -> str | None:
        """The words, sorted."""
        return None if value is None else ",".join(sorted(field.value for field in value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[SecretField] | None:
        """The set again."""
        return None if value is None else frozenset(SecretField(word) for word in value.split(",") if word)


class SecretVersionRow(Base):
    """One version of an account's secrets, without them."""

    __tablename__ = "secret_versions"
    __table_args__ = (UniqueConstraint("account_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", deferrable=True, initially="DEFERRED"), index=True
    )
    number: Mapped[int]
    made_at: Mapped[datetime]
    made_by: Mapped[UUID]
    origin: Mapped[SecretOrigin] = mapped_column(Word(SecretOrigin))
    fields: Mapped[frozenset[SecretField]] = mapped_column(SecretFields)
    password_since: Mapped[int]
    password_changed_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    weak: Mapped[bool | None]
    used_twice: Mapped[bool | None]
    codes_since: Mapped[int] = mapped_column(server_default="1")
    codes_count: Mapped[int | None]


class SealedFieldRow(Base):
    """One field of one version, sealed under its item key."""

    __tablename__ = "sealed_fields"

    version_id: Mapped[UUID] = mapped_column(
        ForeignKey("secret_versions.id", deferrable=True, initially="DEFERRED"), primary_key=True
    )
    field: Mapped[SecretField] = mapped_column(Word(SecretField), primary_key=True)
    blob: Mapped[bytes]


class ItemWrapRow(Base):
    """The item key of one version, sealed to one reader and signed by the giver."""

    __tablename__ = "item_wraps"

    version_id: Mapped[UUID] = mapped_column(
        ForeignKey("secret_versions.id", deferrable=True, initially="DEFERRED"), primary_key=True
    )
    recipient_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", deferrable=True, initially="DEFERRED"))
    giver_id: Mapped[UUID]
    blob: Mapped[bytes]
    signature: Mapped[bytes]


class Wrap(Protocol):
    """What the keys room hands out, as far as it is kept here."""

    @property
    def account_id(self) -> UUID:
        """The account."""

    @property
    def version_id(self) -> UUID:
        """The version of its secrets."""

    @property
    def recipient_id(self) -> UUID:
        """Who can open it; the recovery sheet counts as somebody."""

    @property
    def giver_id(self) -> UUID:
        """Who sealed and signed it."""

    @property
    def blob(self) -> bytes:
        """The sealed item key."""

    @property
    def signature(self) -> bytes:
        """The giver's signature."""


class StoredWrap(NamedTuple):
    """A wrap as it was kept."""

    account_id: UUID
    version_id: UUID
    recipient_id: UUID
    giver_id: UUID
    blob: bytes
    signature: bytes


_VERSIONS = plain_map(SecretVersionRow, SecretVersion)
_FIELDS = table_of(SealedFieldRow)
_WRAPS = table_of(ItemWrapRow)
_WRAP_COLUMNS = tuple(_WRAPS.c[name] for name in StoredWrap._fields)


class Secrets(Repository[SecretVersion]):
    """Versions are kept for ever; what they sealed goes when the rule says so, its free pages overwritten."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _VERSIONS)

    def versions(self, account_id: UUID | None = None) -> tuple[SecretVersion, ...]:
        """Every version, or those of one account; oldest first."""
        table = _VERSIONS.table
        where = () if account_id is None else (table.c.account_id == account_id,)
        return self._read(*where, order=(table.c.account_id, table.c.number))

    def add_version(self, version: SecretVersion) -> SecretVersion:
        """Keep a new version. Its number is one more than the account's last, else the database refuses it."""
        return self.add(version)

    def save_version(self, version: SecretVersion) -> SecretVersion:
        """Keep what is said of a version later: confirmed, weak, used twice, its codes counted. Raises RecordMissingError."""
        table = _VERSIONS.table
        said = {
            "confirmed_at": version.confirmed_at,
            "weak": version.weak,
            "used_twice": version.used_twice,
            "password_changed_at": version.password_changed_at,
            "codes_count": version.codes_count,
        }
        if self._connection.execute(update(table).where(table.c.id == version.id).values(said)).rowcount != 1:
            raise RecordMissingError
        return version

    def put_fields(self, version_id: UUID, fields: Mapping[SecretField, bytes]) -> None:
        """Keep the sealed fields of a new version."""
        rows = [{"version_id": version_id, "field": field, "blob": blob} for field, blob in fields.items()]
        if rows:
            self._connection.execute(insert(_FIELDS), rows)

    def sealed_fields(self, version_id: UUID) -> dict[SecretField, bytes]:
        """The sealed fields of a version; empty once they were dropped."""
        query = select(_FIELDS.c.field, _FIELDS.c.blob).where(_FIELDS.c.version_id == version_id)
        return {row.field: row.blob for row in self._connection.execute(query)}

    def add_wraps(self, wraps: Iterable[Wrap]) -> None:
        """Keep item keys sealed to readers; a reader has at most one for a version."""
        rows: list[dict[str, Any]] = [{name: getattr(wrap, name) for name in StoredWrap._fields} for wrap in wraps]
        if rows:
            self._connection.execute(insert(_WRAPS), rows)

    def wrap(self, version_id: UUID, recipient_id: UUID) -> StoredWrap | None:
        """The item key of a version for one reader, or None."""
        query = select(*_WRAP_COLUMNS).where(_WRAPS.c.version_id == version_id, _WRAPS.c.recipient_id == recipient_id)
        found = self._connection.execute(query).first()
        return None if found is None else StoredWrap(*found)

    def wraps_for(self, recipient_id: UUID) -> tuple[StoredWrap, ...]:
        """Every item key sealed to one reader."""
        query = select(*_WRAP_COLUMNS).where(_WRAPS.c.recipient_id == recipient_id)
        return tuple(StoredWrap(*row) for row in self._connection.execute(query))

    def readers(self, version_id: UUID) -> frozenset[UUID]:
        """Everybody to whom the version's item key is sealed."""
        query = select(_WRAPS.c.recipient_id).where(_WRAPS.c.version_id == version_id)
        return frozenset(self._connection.execute(query).scalars())

    def remove_wraps(self, version_id: UUID, recipients: Collection[UUID]) -> None:
        """Take the version's item key from these readers."""
        if recipients:
            gone = _WRAPS.c.recipient_id.in_(list(recipients))
            self._connection.execute(delete(_WRAPS).where(_WRAPS.c.version_id == version_id, gone))

    def drop_sealed(self, version_id: UUID) -> None:
        """Delete what a version sealed, and every wrap of its key; the version itself stays, saying what it held."""
        self._connection.execute(delete(_FIELDS).where(_FIELDS.c.version_id == version_id))
        self._connection.execute(delete(_WRAPS).where(_WRAPS.c.version_id == version_id))
