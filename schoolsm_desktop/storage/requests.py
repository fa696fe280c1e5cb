"""Requests for posting access."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.access import AccessKind, AccessLevel, AuthorisedOn
from schoolsm_desktop.domain.requests import AccessRequest, RequestState

from .base import Base, Word
from .repository import RevisedRepository, plain_map


class RequestRow(Base):
    """Access that somebody asked for, and what was decided."""

    __tablename__ = "access_requests"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", deferrable=True, initially="DEFERRED"), index=True)
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", deferrable=True, initially="DEFERRED"), index=True
    )
    kind: Mapped[AccessKind] = mapped_column(Word(AccessKind))
    level: Mapped[AccessLevel] = mapped_column(Word(AccessLevel))
    starts: Mapped[date]
    asked_by: Mapped[UUID]
    asked_at: Mapped[datetime]
    reason: Mapped[str]
    ends: Mapped[date | None]
    review_on: Mapped[date | None]
    state: Mapped[RequestState] = mapped_column(Word(RequestState))
    decided_by: Mapped[UUID | None]
    decided_on: Mapped[date | None]
    recorded_by: Mapped[UUID | None]
    recorded_at: Mapped[datetime | None]
    authorised_how: Mapped[AuthorisedOn | None] = mapped_column(Word(AuthorisedOn))
    under_cover: Mapped[bool]
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("papers.id", deferrable=True, initially="DEFERRED"))
    decision_note: Mapped[str]
    override_reason: Mapped[str]
    access_id: Mapped[UUID | None] = mapped_column(ForeignKey("accesses.id", deferrable=True, initially="DEFERRED"))
    revision: Mapped[int]


_REQUESTS = plain_map(RequestRow, AccessRequest)


class Requests(RevisedRepository[AccessRequest]):
    """Every request, decided ones included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _REQUESTS)
