"""Who acted for an absent headteacher, and when."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.cover import Cover

from .base import Base
from .repository import RevisedRepository, plain_map


class CoverRow(Base):
    """A deputy who acts for an absent headteacher."""

    __tablename__ = "covers"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    absent_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", deferrable=True, initially="DEFERRED"))
    deputy_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", deferrable=True, initially="DEFERRED"))
    starts: Mapped[date]
    ends: Mapped[date]
    started_by: Mapped[UUID]
    started_at: Mapped[datetime]
    reason: Mapped[str]
    in_emergency: Mapped[bool]
    told_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    revision: Mapped[int]


_COVERS = plain_map(CoverRow, Cover)


class Covers(RevisedRepository[Cover]):
    """Every cover, past ones included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _COVERS)
