"""Training sessions."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.training import TrainingSession

from .base import Base
from .repository import RevisedRepository, plain_map


class TrainingSessionRow(Base):
    """One session that was held."""

    __tablename__ = "training_sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    topic: Mapped[str]
    title: Mapped[str]
    on: Mapped[date]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    led_by: Mapped[str]
    note: Mapped[str]
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("papers.id", deferrable=True, initially="DEFERRED"))
    withdrawn_at: Mapped[datetime | None]
    revision: Mapped[int]


_TRAINING_SESSIONS = plain_map(TrainingSessionRow, TrainingSession)


class TrainingSessions(RevisedRepository[TrainingSession]):
    """Every session, those entered by mistake included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _TRAINING_SESSIONS)
