"""What somebody asks the school for, and what was decided."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.access import AuthorisedOn
from schoolsm_desktop.domain.school_requests import RequestKind, SchoolRequest, SchoolRequestState

from .base import Base, Pairs, Word
from .repository import RevisedRepository, plain_map


class SchoolRequestRow(Base):
    """One request with its decision, without what is sealed."""

    __tablename__ = "school_requests"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    kind: Mapped[RequestKind] = mapped_column(Word(RequestKind))
    asked_on: Mapped[date]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    title: Mapped[str]
    asker_id: Mapped[UUID | None]
    asker_name: Mapped[str]
    details: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id", deferrable=True, initially="DEFERRED"))
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    review_on: Mapped[date | None]
    state: Mapped[SchoolRequestState] = mapped_column(Word(SchoolRequestState))
    decided_by: Mapped[UUID | None]
    decided_on: Mapped[date | None]
    decision_recorded_by: Mapped[UUID | None]
    decided_how: Mapped[AuthorisedOn | None] = mapped_column(Word(AuthorisedOn))
    under_cover: Mapped[bool]
    conditions: Mapped[str]
    note: Mapped[str]
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("papers.id", deferrable=True, initially="DEFERRED"))
    letter_made_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    revision: Mapped[int]


_SCHOOL_REQUESTS = plain_map(SchoolRequestRow, SchoolRequest)


class SchoolRequests(RevisedRepository[SchoolRequest]):
    """Every request, decided ones included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _SCHOOL_REQUESTS)
