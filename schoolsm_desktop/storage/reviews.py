"""Termly reviews of posting access, and what was decided of each access."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.reviews import Review, ReviewLine, Verdict

from .base import Base, Word
from .repository import RevisedRepository, plain_map


class ReviewRow(Base):
    """A termly review of posting access."""

    __tablename__ = "reviews"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    term: Mapped[str]
    started_by: Mapped[UUID]
    started_at: Mapped[datetime]
    due_on: Mapped[date | None]
    signed_off_by: Mapped[UUID | None]
    signed_off_at: Mapped[datetime | None]
    under_cover: Mapped[bool]
    note: Mapped[str]
    cancelled_at: Mapped[datetime | None]
    revision: Mapped[int]


class ReviewLineRow(Base):
    """One access in a review."""

    __tablename__ = "review_lines"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("reviews.id", deferrable=True, initially="DEFERRED"), index=True)
    access_id: Mapped[UUID] = mapped_column(
        ForeignKey("accesses.id", deferrable=True, initially="DEFERRED"), index=True
    )
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", deferrable=True, initially="DEFERRED"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", deferrable=True, initially="DEFERRED"))
    kind: Mapped[AccessKind] = mapped_column(Word(AccessKind))
    level: Mapped[AccessLevel] = mapped_column(Word(AccessLevel))
    ends: Mapped[date | None]
    verdict: Mapped[Verdict | None] = mapped_column(Word(Verdict))
    note: Mapped[str]
    to_level: Mapped[AccessLevel | None] = mapped_column(Word(AccessLevel))
    to_ends: Mapped[date | None]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    carried_out_at: Mapped[datetime | None]
    revision: Mapped[int]


_REVIEWS = plain_map(ReviewRow, Review)
_LINES = plain_map(ReviewLineRow, ReviewLine)


class Reviews(RevisedRepository[Review]):
    """Every review, signed-off ones included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _REVIEWS)
        self.lines = ReviewLines(connection)


class ReviewLines(RevisedRepository[ReviewLine]):
    """What was decided of each access in each review."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _LINES)

    def of(self, review_id: UUID) -> tuple[ReviewLine, ...]:
        """The lines of one review, in no particular order."""
        return self._read(_LINES.table.c.review_id == review_id)
