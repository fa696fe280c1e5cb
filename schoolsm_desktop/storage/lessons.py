"""Accounts used in lessons, and ticks by class and term."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.lessons import ClassTick, ClassTickKind, LessonUse

from .base import Base, Word
from .repository import RevisedRepository, plain_map


class LessonUseRow(Base):
    """An account used with a class in a term."""

    __tablename__ = "lesson_uses"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", deferrable=True, initially="DEFERRED"), index=True
    )
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", deferrable=True, initially="DEFERRED"))
    group: Mapped[str]
    term: Mapped[str]
    on: Mapped[date]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    purpose: Mapped[str]
    withdrawn_at: Mapped[datetime | None]
    revision: Mapped[int]


class ClassTickRow(Base):
    """One tick of a class or year group."""

    __tablename__ = "class_ticks"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    kind: Mapped[ClassTickKind] = mapped_column(Word(ClassTickKind), index=True)
    group: Mapped[str]
    period: Mapped[str]
    on: Mapped[date]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    signed: Mapped[int]
    asked: Mapped[int]
    note: Mapped[str]
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("papers.id", deferrable=True, initially="DEFERRED"))
    withdrawn_at: Mapped[datetime | None]
    revision: Mapped[int]


_LESSON_USES = plain_map(LessonUseRow, LessonUse)
_CLASS_TICKS = plain_map(ClassTickRow, ClassTick)


class LessonUses(RevisedRepository[LessonUse]):
    """Every lesson use, those taken back included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _LESSON_USES)


class ClassTicks(RevisedRepository[ClassTick]):
    """Every tick, those taken back included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _CLASS_TICKS)
