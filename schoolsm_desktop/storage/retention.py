"""How long each class of record is kept and why, what is kept longer by order, and what two people destroyed."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.retention import Destruction, KeepOrder, RecordClass, RetentionPeriod

from .base import Base, Pairs, Word
from .repository import RevisedRepository, plain_map


class RetentionPeriodRow(Base):
    """How long the school keeps a class of record."""

    __tablename__ = "retention_periods"
    __table_args__ = (UniqueConstraint("school_id", "record_class"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    record_class: Mapped[RecordClass] = mapped_column(Word(RecordClass))
    months: Mapped[int | None]
    reason: Mapped[str]
    decided_by: Mapped[UUID]
    decided_at: Mapped[datetime]
    revision: Mapped[int]


_RETENTION_PERIODS = plain_map(RetentionPeriodRow, RetentionPeriod)


class RetentionPeriods(RevisedRepository[RetentionPeriod]):
    """Periods that differ from the usual ones."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _RETENTION_PERIODS)


class KeepOrderRow(Base):
    """One order not to destroy something."""

    __tablename__ = "keep_orders"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    record_class: Mapped[RecordClass] = mapped_column(Word(RecordClass))
    record_id: Mapped[UUID | None]
    reason: Mapped[str]
    since: Mapped[date]
    by: Mapped[UUID]
    until: Mapped[date | None]
    ended_on: Mapped[date | None]
    ended_by: Mapped[UUID | None]
    ended_why: Mapped[str]
    revision: Mapped[int]


_KEEP_ORDERS = plain_map(KeepOrderRow, KeepOrder)


class KeepOrders(RevisedRepository[KeepOrder]):
    """Every order not to destroy something."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _KEEP_ORDERS)


class DestructionRow(Base):
    """Records that two people destroyed, or are asked to."""

    __tablename__ = "destructions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    number: Mapped[int]
    records: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    asked_by: Mapped[UUID]
    asked_at: Mapped[datetime]
    reason: Mapped[str]
    agreed_by: Mapped[UUID | None]
    agreed_at: Mapped[datetime | None]
    second_name: Mapped[str]
    second_on: Mapped[date | None]
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("papers.id", deferrable=True, initially="DEFERRED"))
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str]
    done_at: Mapped[datetime | None]
    counts: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    revision: Mapped[int]


_DESTRUCTIONS = plain_map(DestructionRow, Destruction)


class Destructions(RevisedRepository[Destruction]):
    """Everything that was destroyed or is to be."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _DESTRUCTIONS)
