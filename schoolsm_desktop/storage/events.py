"""Events with pictures: the rule of the day, who holds the list, and the numbered lists that come back (PRACTICE 29)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.events import Event, EventBreach, EventKind, ListCopy, ListCopyKind
from schoolsm_desktop.domain.rules import VisitorPictures

from .base import Base, Pairs, Word
from .repository import RevisedRepository, plain_map


class EventRow(Base):
    """One event."""

    __tablename__ = "events"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    name: Mapped[str]
    on: Mapped[date]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    kind: Mapped[EventKind] = mapped_column(Word(EventKind))
    until: Mapped[date | None]
    where: Mapped[str]
    visitors: Mapped[VisitorPictures] = mapped_column(Word(VisitorPictures))
    may_record_staff: Mapped[bool]
    notice: Mapped[str]
    classes: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    places: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    holder_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", deferrable=True, initially="DEFERRED"))
    holder_name: Mapped[str]
    notice_printed_on: Mapped[date | None]
    seating: Mapped[str]
    note: Mapped[str]
    cancelled_at: Mapped[datetime | None]
    revision: Mapped[int]


_EVENTS = plain_map(EventRow, Event)


class Events(RevisedRepository[Event]):
    """Every event, cancelled ones included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _EVENTS)

    def standing_on(self, day: date) -> tuple[Event, ...]:
        """Those that were not cancelled and are not over on `day`."""
        table = self._map.table
        return self._read(table.c.cancelled_at.is_(None), (table.c.on >= day) | (table.c.until >= day))


class EventBreachRow(Base):
    """A rule of an event that was broken."""

    __tablename__ = "event_breaches"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id", deferrable=True, initially="DEFERRED"), index=True)
    at: Mapped[datetime]
    words: Mapped[str]
    recorded_by: Mapped[UUID]
    told_head_on: Mapped[date | None]
    what_was_done: Mapped[str]
    revision: Mapped[int]


_EVENT_BREACHES = plain_map(EventBreachRow, EventBreach)


class EventBreaches(RevisedRepository[EventBreach]):
    """Every breach of an event’s rule."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _EVENT_BREACHES)

    def of_event(self, event_id: UUID) -> tuple[EventBreach, ...]:
        """Those of one event."""
        return self._read(self._map.table.c.event_id == event_id)

    def untold(self) -> tuple[EventBreach, ...]:
        """Those of which the headteacher has not been told."""
        return self._read(self._map.table.c.told_head_on.is_(None))


class ListCopyRow(Base):
    """One numbered list on paper."""

    __tablename__ = "list_copies"
    __table_args__ = (UniqueConstraint("school_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    number: Mapped[int]
    kind: Mapped[ListCopyKind] = mapped_column(Word(ListCopyKind))
    printed_at: Mapped[datetime]
    printed_by: Mapped[UUID]
    given_to: Mapped[str]
    shred_by: Mapped[date]
    event_id: Mapped[UUID | None] = mapped_column(ForeignKey("events.id", deferrable=True, initially="DEFERRED"))
    places: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    classes: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    pupils: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    pupil_count: Mapped[int]
    second_id: Mapped[UUID | None]
    back_on: Mapped[date | None]
    back_by: Mapped[UUID | None]
    shredded_on: Mapped[date | None]
    lost_on: Mapped[date | None]
    note: Mapped[str]
    revision: Mapped[int]


_LIST_COPIES = plain_map(ListCopyRow, ListCopy)


class ListCopies(RevisedRepository[ListCopy]):
    """Every numbered list, back or not."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _LIST_COPIES)

    def out(self) -> tuple[ListCopy, ...]:
        """Those that are still somewhere."""
        table = self._map.table
        return self._read(table.c.back_on.is_(None), table.c.shredded_on.is_(None), table.c.lost_on.is_(None))

    def of_event(self, event_id: UUID) -> tuple[ListCopy, ...]:
        """Those of one event."""
        return self._read(self._map.table.c.event_id == event_id)

    def last_number(self) -> int:
        """The highest number that was given; 0 before the first."""
        return self._connection.execute(select(func.max(self._map.table.c.number))).scalar() or 0
