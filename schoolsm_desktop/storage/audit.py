"""The signed log: only ever added to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Connection, Integer, Select, bindparam, func, select
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.audit import AuditEntry, Did

from .base import Base, Word, table_of


class AuditRow(Base):
    """One entry. It points at nothing: the log stands by itself whatever happens to the records."""

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    person_id: Mapped[UUID]
    did: Mapped[Did] = mapped_column(Word(Did))
    subject_kind: Mapped[str]
    subject_id: Mapped[UUID | None] = mapped_column(index=True)
    details_json: Mapped[str]
    row_digest: Mapped[bytes]
    previous: Mapped[bytes]
    digest: Mapped[bytes]
    signature: Mapped[bytes]


class Signed(Protocol):
    """What the keys room makes of an entry, as far as it is kept here."""

    @property
    def digest(self) -> bytes:
        """The hash of this entry and of the one before it."""

    @property
    def signature(self) -> bytes:
        """The signature of the person who acted."""


_TABLE = table_of(AuditRow)
_COLUMNS = (
    _TABLE.c.number,
    _TABLE.c.at,
    _TABLE.c.person_id,
    _TABLE.c.did,
    _TABLE.c.subject_kind,
    _TABLE.c.subject_id,
    _TABLE.c.details_json,
    _TABLE.c.row_digest,
    _TABLE.c.previous,
    _TABLE.c.digest,
    _TABLE.c.signature,
)
_NEWEST = select(*_COLUMNS).order_by(_TABLE.c.number.desc()).limit(bindparam("most", type_=Integer))
_BEFORE = _NEWEST.where(_TABLE.c.number < bindparam("before"))
_FIXING = (
    select(*_COLUMNS)
    .where((_TABLE.c.subject_id == bindparam("subject")) & (func.length(_TABLE.c.row_digest) > 0))
    .order_by(_TABLE.c.number)
)
_OF_DEED = select(*_COLUMNS).where(_TABLE.c.did == bindparam("did")).order_by(_TABLE.c.number)
_INSERT = _TABLE.insert()


class AuditLog:
    """The entries in the order of their numbers. There is no way to change or remove one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._last: AuditEntry | None = None

    def append(self, entry: AuditEntry, signed: Signed) -> AuditEntry:
        """Keep the next entry with its digest and signature. Raises ValueError unless its number is the next one."""
        last = self.last()
        if entry.number != (last.number + 1 if last else 1):
            raise ValueError("the log counts its entries without a gap")
        kept = replace(
            entry,
            details=dict(entry.details),
            previous=last.digest if last else b"",
            digest=signed.digest,
            signature=signed.signature,
        )
        values = {column.name: getattr(kept, column.name) for column in _COLUMNS if column.name != "details_json"}
        values["details_json"] = json.dumps(kept.details, ensure_ascii=False, sort_keys=True)
        self._connection.execute(_INSERT, values)
        self._last = kept
        return kept

    def last(self) -> AuditEntry | None:
        """The newest entry, or None before the first."""
        if self._last is None:
            # Nobody else can append while this unit of work holds the write lock, so it is read once.
            found = self.newest(1)
            self._last = found[0] if found else None
        return self._last

    def all(self) -> tuple[AuditEntry, ...]:
        """The whole log, oldest first."""
        return self._entries(select(*_COLUMNS).order_by(_TABLE.c.number))

    def newest(self, most: int, before: int | None = None) -> tuple[AuditEntry, ...]:
        """At most `most` entries, newest first; those before number `before` where it is given."""
        if before is None:
            return self._entries(_NEWEST, {"most": most})
        return self._entries(_BEFORE, {"most": most, "before": before})

    def of_subject(self, subject_id: UUID) -> tuple[AuditEntry, ...]:
        """What was done to one record, oldest first."""
        return self._entries(select(*_COLUMNS).where(_TABLE.c.subject_id == subject_id).order_by(_TABLE.c.number))

    def fixing(self, subject_id: UUID) -> tuple[AuditEntry, ...]:
        """The entries about one subject that fixed a record, oldest first: without its many sign-ins and openings."""
        return self._entries(_FIXING, {"subject": subject_id})

    def of_deed(self, did: Did) -> tuple[AuditEntry, ...]:
        """Every entry of one sort of deed, oldest first."""
        return self._entries(_OF_DEED, {"did": did})

    def count(self) -> int:
        """How many entries there are."""
        return self._connection.execute(select(func.count()).select_from(_TABLE)).scalar_one()

    def _entries(self, query: Select[Any], values: Mapping[str, object] | None = None) -> tuple[AuditEntry, ...]:
        return tuple(
            AuditEntry(number, at, person, did, kind, subject, json.loads(details), row, previous, digest, signature)
            for number, at, person, did, kind, subject, details, row, previous, digest, signature in (
                self._connection.execute(query, values or {})
            )
        )
