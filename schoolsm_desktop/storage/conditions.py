"""Who has read and signed, been trained, and undertaken what is asked before access is given."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.conditions import ConditionMet, MetOn
from schoolsm_desktop.domain.policy import AccessCondition

from .base import Base, Word
from .repository import RevisedRepository, plain_map


class ConditionMetRow(Base):
    """One condition for access, met by a person on a day."""

    __tablename__ = "conditions_met"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", deferrable=True, initially="DEFERRED"), index=True)
    condition: Mapped[AccessCondition] = mapped_column(Word(AccessCondition))
    on: Mapped[date]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    about: Mapped[str]
    until: Mapped[date | None]
    how: Mapped[MetOn] = mapped_column(Word(MetOn))
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("papers.id", deferrable=True, initially="DEFERRED"))
    withdrawn_at: Mapped[datetime | None]
    edition_id: Mapped[UUID | None]
    session_id: Mapped[UUID | None]
    topic: Mapped[str] = mapped_column(server_default=text("''"))
    revision: Mapped[int]


_MET = plain_map(ConditionMetRow, ConditionMet)


class ConditionsMet(RevisedRepository[ConditionMet]):
    """Everything that was ever ticked off, what was entered by mistake included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _MET)

    def of_person(self, person_id: UUID) -> tuple[ConditionMet, ...]:
        """What one person has met, in order of its day."""
        table = _MET.table
        return self._read(table.c.person_id == person_id, order=(table.c.on, table.c.id))
