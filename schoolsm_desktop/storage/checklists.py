"""Lists that are worked off, and their lines."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.checklists import Checklist, ChecklistKind, ChecklistLine, LineKind

from .base import Base, Word
from .repository import RevisedRepository, plain_map


class ChecklistRow(Base):
    """A list that is worked off."""

    __tablename__ = "checklists"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    kind: Mapped[ChecklistKind] = mapped_column(Word(ChecklistKind))
    day: Mapped[date]
    started_by: Mapped[UUID]
    started_at: Mapped[datetime]
    person_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("people.id", deferrable=True, initially="DEFERRED"), index=True
    )
    account_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("accounts.id", deferrable=True, initially="DEFERRED"), index=True
    )
    new_job: Mapped[str]
    successor_id: Mapped[UUID | None]
    quiet: Mapped[bool]
    finished_at: Mapped[datetime | None]
    finished_by: Mapped[UUID | None]
    signed_on: Mapped[date | None]
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("papers.id", deferrable=True, initially="DEFERRED"))
    cancelled_at: Mapped[datetime | None]
    revision: Mapped[int]


class ChecklistLineRow(Base):
    """One line of a list."""

    __tablename__ = "checklist_lines"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    checklist_id: Mapped[UUID] = mapped_column(
        ForeignKey("checklists.id", deferrable=True, initially="DEFERRED"), index=True
    )
    position: Mapped[int]
    kind: Mapped[LineKind] = mapped_column(Word(LineKind))
    about: Mapped[str]
    subject_id: Mapped[UUID | None]
    due_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    done_by: Mapped[UUID | None]
    proof: Mapped[str]
    not_needed: Mapped[str]
    revision: Mapped[int]


_LISTS = plain_map(ChecklistRow, Checklist)
_LINES = plain_map(ChecklistLineRow, ChecklistLine)


class Checklists(RevisedRepository[Checklist]):
    """Every list, finished ones included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _LISTS)
        self.lines = ChecklistLines(connection)

    def of_person(self, person_id: UUID) -> tuple[Checklist, ...]:
        """The lists about one person, oldest first."""
        table = _LISTS.table
        return self._read(table.c.person_id == person_id, order=(table.c.started_at, table.c.id))


class ChecklistLines(RevisedRepository[ChecklistLine]):
    """The lines of every list."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _LINES)

    def of(self, checklist_id: UUID) -> tuple[ChecklistLine, ...]:
        """The lines of one list, in their order."""
        table = _LINES.table
        return self._read(table.c.checklist_id == checklist_id, order=(table.c.position, table.c.id))
