"""A photo check as it was saved: evidence of what stood at that minute, which nobody edits."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.photo_checks import CheckedWhat, CheckOutcome, PhotoCheck

from .base import Base, Pairs, Word
from .repository import RevisedRepository, plain_map


class PhotoCheckRow(Base):
    """One photo check as it was saved."""

    __tablename__ = "photo_checks"
    __table_args__ = (UniqueConstraint("school_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    number: Mapped[int]
    at: Mapped[datetime]
    by: Mapped[UUID]
    what: Mapped[CheckedWhat] = mapped_column(Word(CheckedWhat))
    outcome: Mapped[CheckOutcome] = mapped_column(Word(CheckOutcome))
    place: Mapped[str]
    place_name: Mapped[str]
    asked_by: Mapped[str]
    verdicts: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    unticked: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    others_in_it: Mapped[str]
    caption: Mapped[str]
    found: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    questions: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    picture: Mapped[bytes]
    picture_name: Mapped[str]
    safe_copy: Mapped[bytes]
    policy_version: Mapped[int]
    event_id: Mapped[UUID | None] = mapped_column(ForeignKey("events.id", deferrable=True, initially="DEFERRED"))
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id", deferrable=True, initially="DEFERRED"))
    second_by: Mapped[UUID | None]
    second_name: Mapped[str]
    second_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    revision: Mapped[int]


_PHOTO_CHECKS = plain_map(PhotoCheckRow, PhotoCheck)


class PhotoChecks(RevisedRepository[PhotoCheck]):
    """Every photo check that was saved."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _PHOTO_CHECKS)

    def running(self, since: datetime) -> tuple[PhotoCheck, ...]:
        """Those saved since a moment that hold, or wait for a second person, and have not ended."""
        columns = self._map.table.c
        return self._read(columns.at >= since, columns.ended_at.is_(None), columns.outcome != CheckOutcome.STOPPED)

    def of_picture(self, *digests: bytes) -> tuple[PhotoCheck, ...]:
        """Those of one picture, as the file itself or as its safe copy, the oldest first."""
        columns, known = self._map.table.c, [digest for digest in digests if digest]
        return self._read(columns.picture.in_(known) | columns.safe_copy.in_(known), order=(columns.number,))

    def next_number(self, school_id: UUID) -> int:
        """The number that the school's next check has."""
        columns = self._map.table.c
        last = select(func.max(columns.number)).where(columns.school_id == school_id)
        return (self._connection.execute(last).scalar() or 0) + 1
