"""Records whose words are sealed to named people: the sealed parts and the wraps of their content keys. Blobs are opaque."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple, Protocol
from uuid import UUID

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, table_of


class SealedPartRow(Base):
    """One part of a record, sealed under the record's content key."""

    __tablename__ = "sealed_parts"

    kind: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[UUID] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    blob: Mapped[bytes]


class ContentWrapRow(Base):
    """The content key of one record, sealed to one reader and signed by the giver."""

    __tablename__ = "content_wraps"

    kind: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[UUID] = mapped_column(primary_key=True)
    recipient_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)
    giver_id: Mapped[UUID]
    blob: Mapped[bytes]
    signature: Mapped[bytes]


class Wrap(Protocol):
    """What the keys room hands out, as far as it is kept here."""

    @property
    def kind(self) -> str:
        """The kind of record."""

    @property
    def record_id(self) -> UUID:
        """The record."""

    @property
    def recipient_id(self) -> UUID:
        """Who can open it."""

    @property
    def giver_id(self) -> UUID:
        """Who sealed and signed it."""

    @property
    def blob(self) -> bytes:
        """The sealed content key."""

    @property
    def signature(self) -> bytes:
        """The giver's signature."""


class StoredContentWrap(NamedTuple):
    """A wrap as it was kept."""

    kind: str
    record_id: UUID
    recipient_id: UUID
    giver_id: UUID
    blob: bytes
    signature: bytes


_PARTS = table_of(SealedPartRow)
_WRAPS = table_of(ContentWrapRow)
_WRAP_COLUMNS = tuple(_WRAPS.c[name] for name in StoredContentWrap._fields)
_FEW = 500
"""Up to how many records are asked for by name; of more, all that the person can open are read."""


class SealedRecords:
    """Sealed parts and wraps by the kind and id of their record."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def parts(self, kind: str, record_id: UUID) -> dict[str, bytes]:
        """The sealed parts of one record by name."""
        query = select(_PARTS.c.part, _PARTS.c.blob).where(_PARTS.c.kind == kind, _PARTS.c.record_id == record_id)
        return {row.part: bytes(row.blob) for row in self._connection.execute(query)}

    def every(self, kind: str) -> dict[UUID, dict[str, bytes]]:
        """The sealed parts of every record of a kind, in one statement."""
        query = select(_PARTS.c.record_id, _PARTS.c.part, _PARTS.c.blob).where(_PARTS.c.kind == kind)
        found: dict[UUID, dict[str, bytes]] = {}
        for row in self._connection.execute(query):
            found.setdefault(row.record_id, {})[row.part] = bytes(row.blob)
        return found

    def put_parts(self, kind: str, record_id: UUID, parts: Mapping[str, bytes]) -> None:
        """Keep exactly these parts, in place of all that were sealed before."""
        self._connection.execute(delete(_PARTS).where(_PARTS.c.kind == kind, _PARTS.c.record_id == record_id))
        for part, blob in parts.items():
            self._connection.execute(insert(_PARTS).values(kind=kind, record_id=record_id, part=part, blob=blob))

    def add_parts(self, kind: str, record_id: UUID, parts: Mapping[str, bytes]) -> None:
        """Keep these parts beside those that are there; one of the same name is put in place of the old one."""
        for part, blob in parts.items():
            statement = insert(_PARTS).values(kind=kind, record_id=record_id, part=part, blob=blob)
            self._connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["kind", "record_id", "part"], set_={"blob": statement.excluded.blob}
                )
            )

    def wraps(self, kind: str, record_id: UUID) -> tuple[StoredContentWrap, ...]:
        """Every wrap of one record."""
        query = select(*_WRAP_COLUMNS).where(_WRAPS.c.kind == kind, _WRAPS.c.record_id == record_id)
        return tuple(StoredContentWrap(*row) for row in self._connection.execute(query))

    def wraps_to(self, recipient_id: UUID) -> tuple[StoredContentWrap, ...]:
        """Every wrap that one person can open."""
        query = select(*_WRAP_COLUMNS).where(_WRAPS.c.recipient_id == recipient_id)
        return tuple(StoredContentWrap(*row) for row in self._connection.execute(query))

    def readers(self) -> dict[tuple[str, UUID], frozenset[UUID]]:
        """Who can open each record."""
        found: dict[tuple[str, UUID], set[UUID]] = {}
        for row in self._connection.execute(select(_WRAPS.c.kind, _WRAPS.c.record_id, _WRAPS.c.recipient_id)):
            found.setdefault((row.kind, row.record_id), set()).add(row.recipient_id)
        return {key: frozenset(readers) for key, readers in found.items()}

    def readable(self, kind: str, recipient_id: UUID) -> dict[UUID, frozenset[UUID]]:
        """Who can open each record of a kind that this person can open; one statement, however many there are."""
        mine = select(_WRAPS.c.record_id).where(_WRAPS.c.kind == kind, _WRAPS.c.recipient_id == recipient_id)
        query = select(_WRAPS.c.record_id, _WRAPS.c.recipient_id).where(
            _WRAPS.c.kind == kind, _WRAPS.c.record_id.in_(mine)
        )
        found: dict[UUID, set[UUID]] = {}
        for record_id, reader_id in self._connection.execute(query):
            found.setdefault(record_id, set()).add(reader_id)
        return {record_id: frozenset(readers) for record_id, readers in found.items()}

    def sealed_to(
        self, kind: str, recipient_id: UUID, record_ids: Collection[UUID]
    ) -> dict[UUID, tuple[StoredContentWrap, dict[str, bytes]]]:
        """This person's wrap of each of these records with all its sealed parts; one statement, however many there are."""
        beside = (_PARTS.c.kind == _WRAPS.c.kind) & (_PARTS.c.record_id == _WRAPS.c.record_id)
        query = (
            select(
                _WRAPS.c.record_id, _WRAPS.c.giver_id, _WRAPS.c.blob, _WRAPS.c.signature, _PARTS.c.part, _PARTS.c.blob
            )
            .select_from(_WRAPS.outerjoin(_PARTS, beside))
            .where(_WRAPS.c.kind == kind, _WRAPS.c.recipient_id == recipient_id)
        )
        if len(record_ids) <= _FEW:
            query = query.where(_WRAPS.c.record_id.in_(list(record_ids)))
        wanted = frozenset(record_ids)
        found: dict[UUID, tuple[StoredContentWrap, dict[str, bytes]]] = {}
        for record_id, giver_id, wrap, signature, part, blob in self._connection.execute(query):
            if record_id not in wanted:
                continue
            if record_id not in found:
                found[record_id] = StoredContentWrap(kind, record_id, recipient_id, giver_id, wrap, signature), {}
            if part is not None:
                found[record_id][1][part] = bytes(blob)
        return found

    def put_wraps(self, wraps: Iterable[Wrap]) -> None:
        """Keep wraps, each in place of an older one to the same reader."""
        for wrap in wraps:
            values = {name: getattr(wrap, name) for name in StoredContentWrap._fields}
            statement = insert(_WRAPS).values(**values)
            changed = {name: statement.excluded[name] for name in ("giver_id", "blob", "signature")}
            self._connection.execute(
                statement.on_conflict_do_update(index_elements=["kind", "record_id", "recipient_id"], set_=changed)
            )

    def drop_wraps(
        self, recipient_ids: Collection[UUID], kind: str | None = None, record_id: UUID | None = None
    ) -> None:
        """Take wraps away from people: all of theirs, or those of one record."""
        statement = delete(_WRAPS).where(_WRAPS.c.recipient_id.in_(list(recipient_ids)))
        if kind is not None:
            statement = statement.where(_WRAPS.c.kind == kind, _WRAPS.c.record_id == record_id)
        self._connection.execute(statement)
