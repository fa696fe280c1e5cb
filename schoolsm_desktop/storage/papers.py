"""Scans that stand behind records; the bytes are read only when somebody looks."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.papers import Paper

from .base import Base, table_of
from .errors import RecordMissingError


class PaperRow(Base):
    """A scan that stands behind a record, with its bytes."""

    __tablename__ = "papers"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    name: Mapped[str]
    kind: Mapped[str]
    size: Mapped[int]
    digest: Mapped[bytes]
    added_by: Mapped[UUID]
    added_at: Mapped[datetime]
    content: Mapped[bytes]


_TABLE = table_of(PaperRow)
_COLUMNS = tuple(_TABLE.c[field.name] for field in fields(Paper))


class Papers:
    """Scans; only added to."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Paper, ...]:
        """Every scan without its bytes, oldest first."""
        return tuple(Paper(*row) for row in self._connection.execute(select(*_COLUMNS).order_by(_TABLE.c.added_at)))

    def get(self, paper_id: UUID) -> Paper:
        """One scan without its bytes. Raises RecordMissingError."""
        row = self._connection.execute(select(*_COLUMNS).where(_TABLE.c.id == paper_id)).first()
        if row is None:
            raise RecordMissingError
        return Paper(*row)

    def content(self, paper_id: UUID) -> bytes:
        """The bytes of one scan. Raises RecordMissingError."""
        found = self._connection.execute(select(_TABLE.c.content).where(_TABLE.c.id == paper_id)).scalar()
        if found is None:
            raise RecordMissingError
        return bytes(found)

    def add(self, paper: Paper, content: bytes) -> Paper:
        """Keep a scan with its bytes."""
        values: dict[str, Any] = {field.name: getattr(paper, field.name) for field in fields(Paper)}
        self._connection.execute(_TABLE.insert(), values | {"content": content})
        return paper
