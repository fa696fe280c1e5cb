"""Lists that a school edits."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.lists import ListEntry, ListKind

from .base import Base, Word
from .repository import RevisedRepository, plain_map


class ListEntryRow(Base):
    """One entry of a list."""

    __tablename__ = "list_entries"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    list: Mapped[ListKind] = mapped_column(Word(ListKind))
    key: Mapped[str]
    name: Mapped[str]
    position: Mapped[int]
    note: Mapped[str]
    ended_at: Mapped[datetime | None]
    revision: Mapped[int]


_LIST_ENTRIES = plain_map(ListEntryRow, ListEntry)


class ListEntries(RevisedRepository[ListEntry]):
    """Every entry, ended ones included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _LIST_ENTRIES)
