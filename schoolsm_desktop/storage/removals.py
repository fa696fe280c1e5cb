"""Find every picture of a pupil: what a withdrawal, a hold or leaving the school sets going, line by line until done."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.removals import Removal, RemovalCause, RemovalHow, RemovalKind, RemovalTask

from .base import Base, Pairs, Word
from .repository import RevisedRepository, plain_map


class RemovalRow(Base):
    """One search for a pupil’s pictures."""

    __tablename__ = "removals"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    pupil_id: Mapped[UUID] = mapped_column(ForeignKey("pupils.id", deferrable=True, initially="DEFERRED"), index=True)
    cause: Mapped[RemovalCause] = mapped_column(Word(RemovalCause))
    begun_at: Mapped[datetime]
    by: Mapped[UUID]
    places: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    adult_id: Mapped[UUID | None] = mapped_column(ForeignKey("adults.id", deferrable=True, initially="DEFERRED"))
    due_on: Mapped[date | None]
    letter_id: Mapped[UUID | None] = mapped_column(ForeignKey("letters.id", deferrable=True, initially="DEFERRED"))
    lead_agreed_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    revision: Mapped[int]


_REMOVALS = plain_map(RemovalRow, Removal)


class Removals(RevisedRepository[Removal]):
    """Every search, finished ones included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _REMOVALS)


class RemovalTaskRow(Base):
    """One line of such a search."""

    __tablename__ = "removal_tasks"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    removal_id: Mapped[UUID] = mapped_column(
        ForeignKey("removals.id", deferrable=True, initially="DEFERRED"), index=True
    )
    kind: Mapped[RemovalKind] = mapped_column(Word(RemovalKind))
    words: Mapped[str]
    record_id: Mapped[UUID | None]
    due_on: Mapped[date | None]
    how: Mapped[RemovalHow] = mapped_column(Word(RemovalHow))
    done_on: Mapped[date | None]
    done_by: Mapped[UUID | None]
    note: Mapped[str]
    revision: Mapped[int]


_REMOVAL_TASKS = plain_map(RemovalTaskRow, RemovalTask)


class RemovalTasks(RevisedRepository[RemovalTask]):
    """The lines of every search."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _REMOVAL_TASKS)
