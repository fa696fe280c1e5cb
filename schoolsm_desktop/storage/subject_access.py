"""Somebody asks for everything the school holds about them: the request and its two copies (PRACTICE 18)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.subject_access import SubjectOutcome, SubjectRequest, SubjectSort

from .base import Base, Word
from .repository import RevisedRepository, plain_map


class SubjectRequestRow(Base):
    """Somebody asked for everything about one person."""

    __tablename__ = "subject_requests"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    number: Mapped[int]
    sort: Mapped[SubjectSort] = mapped_column(Word(SubjectSort))
    received_on: Mapped[date]
    due_on: Mapped[date]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    subject_id: Mapped[UUID | None]
    identity_on: Mapped[date | None]
    extended_to: Mapped[date | None]
    working_at: Mapped[datetime | None]
    working_by: Mapped[UUID | None]
    harm_by: Mapped[UUID | None]
    harm_at: Mapped[datetime | None]
    agreed_by: Mapped[UUID | None]
    agreed_at: Mapped[datetime | None]
    released_on: Mapped[date | None]
    outcome: Mapped[SubjectOutcome] = mapped_column(Word(SubjectOutcome))
    closed_on: Mapped[date | None]
    revision: Mapped[int]


_SUBJECT_REQUESTS = plain_map(SubjectRequestRow, SubjectRequest)


class SubjectRequests(RevisedRepository[SubjectRequest]):
    """Every request for everything about one person."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _SUBJECT_REQUESTS)
