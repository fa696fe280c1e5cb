"""Lines of Today that were put off."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.snooze import Snooze

from .base import Base
from .repository import RevisedRepository, plain_map


class SnoozeRow(Base):
    """One line put off to a day."""

    __tablename__ = "snoozes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    key: Mapped[str]
    until: Mapped[date]
    reason: Mapped[str]
    by: Mapped[UUID]
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    revision: Mapped[int]


_SNOOZES = plain_map(SnoozeRow, Snooze)


class Snoozes(RevisedRepository[Snooze]):
    """Every putting off, ended ones included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _SNOOZES)
