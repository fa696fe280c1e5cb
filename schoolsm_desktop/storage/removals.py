"""Find every picture of a pupil: what a withdrawal, a hold or leaving the school sets going, line by line until done."""

from __future__ import annotations

from collections.abc import Collection
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

    def unfinished(self) -> tuple[Removal, ...]:
        """The searches that are not finished."""
        return self._read(self._map.table.c.finished_at.is_(None))

    def of_pupils(self, pupil_ids: Collection[UUID]) -> tuple[Removal, ...]:
        """Every search for these pupils, the latest first."""
        table = self._map.table
        return self._read(table.c.pupil_id.in_(list(pupil_ids)), order=(table.c.begun_at.desc(),))


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

    def of(self, removal_ids: Collection[UUID]) -> tuple[RemovalTask, ...]:
        """The lines of these searches."""
        return self._read(self._map.table.c.removal_id.in_(list(removal_ids)))

    def open(self) -> tuple[RemovalTask, ...]:
        """Every line that is still to be done."""
        return self._read(self._map.table.c.how == RemovalHow.OPEN)

    def open_about(self, record_id: UUID) -> tuple[RemovalTask, ...]:
        """The lines about one record that are still to be done."""
        table = self._map.table
        return self._read(table.c.record_id == record_id, table.c.how == RemovalHow.OPEN)
