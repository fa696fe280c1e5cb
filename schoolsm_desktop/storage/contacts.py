"""Whom the school may have to ring."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.contacts import Contact
from schoolsm_desktop.domain.rules import ContactKind

from .base import Base, Word
from .repository import RevisedRepository, plain_map


class ContactRow(Base):
    """One number to ring."""

    __tablename__ = "contacts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    kind: Mapped[ContactKind] = mapped_column(Word(ContactKind))
    name: Mapped[str]
    organisation: Mapped[str]
    number: Mapped[str]
    out_of_hours: Mapped[str]
    email: Mapped[str]
    website: Mapped[str]
    address: Mapped[str]
    position: Mapped[int]
    note: Mapped[str]
    checked_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    revision: Mapped[int]


_CONTACTS = plain_map(ContactRow, Contact)


class Contacts(RevisedRepository[Contact]):
    """Every contact, ended ones included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _CONTACTS)
