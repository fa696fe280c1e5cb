"""What colleagues declared; sealed words lie apart."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.declarations import Answer, Declaration, DeclarationKind

from .base import Base, Word
from .repository import RevisedRepository, plain_map


class DeclarationRow(Base):
    """One declaration, without what is sealed."""

    __tablename__ = "declarations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", deferrable=True, initially="DEFERRED"), index=True)
    kind: Mapped[DeclarationKind] = mapped_column(Word(DeclarationKind))
    on: Mapped[date]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    answer: Mapped[Answer] = mapped_column(Word(Answer))
    disclaimer: Mapped[Answer] = mapped_column(Word(Answer))
    sealed: Mapped[bool]
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("papers.id", deferrable=True, initially="DEFERRED"))
    ends_on: Mapped[date | None]
    withdrawn_at: Mapped[datetime | None]
    revision: Mapped[int]


_DECLARATIONS = plain_map(DeclarationRow, Declaration)


class Declarations(RevisedRepository[Declaration]):
    """Every declaration, those taken back included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _DECLARATIONS)
