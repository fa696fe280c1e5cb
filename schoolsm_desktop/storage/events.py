"""Events with pictures: the rule of the day, who holds the list, and the numbered lists that come back (PRACTICE 29)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.events import Event, EventBreach, EventKind, ListCopy, ListCopyKind
from schoolsm_desktop.domain.posts import PostState
from schoolsm_desktop.domain.rules import VisitorPictures

from .audit import AuditRow
from .base import Base, Pairs, Word, table_of
from .photo_answers import HoldRow, PhotoAnswerRow
from .picture_places import PlaceTermsRow
from .posts import PostRow
from .pupils import RollBatchRow, RollChangeRow
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
        """Those that were not cancelled and are not over on `day`, and those of a breach nobody has been told of."""
        table, breaches = self._map.table.c, table_of(EventBreachRow).c
        standing = table.cancelled_at.is_(None) & ((table.on >= day) | (table.until >= day))
        return self._read(standing | table.id.in_(select(breaches.event_id).where(breaches.told_head_on.is_(None))))

    def pictures_out(self) -> dict[UUID, int]:
        """How many pictures of each event are published, or soon will be."""
        posts = table_of(PostRow).c
        query = select(posts.event_id, func.count()).where(
            posts.event_id.is_not(None), posts.state.in_((PostState.LIVE, PostState.PLANNED))
        )
        rows = self._connection.execute(query.group_by(posts.event_id)).all()
        return {row[0]: row[1] for row in rows if row[0] is not None}


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

    def wanted_on(self, day: date) -> tuple[ListCopy, ...]:
        """Those that are out, and those of events that are not over on `day`."""
        table, events = self._map.table, table_of(EventRow)
        coming = select(events.c.id).where((events.c.on >= day) | (events.c.until >= day))
        is_out = table.c.back_on.is_(None) & table.c.shredded_on.is_(None) & table.c.lost_on.is_(None)
        return self._read(is_out | table.c.event_id.in_(coming))

    def touched_since(self, moment: datetime, today: date) -> frozenset[UUID]:
        """The pupils whose place on a list printed at `moment` may be another one today.

        An answer, a hold or something about the pupil was entered or ended since, a yes ran out, or the roll changed.
        """
        answers, holds = table_of(PhotoAnswerRow).c, table_of(HoldRow).c
        batches, changes, log = table_of(RollBatchRow).c, table_of(RollChangeRow).c, table_of(AuditRow).c
        ran_out = answers.until.is_not(None) & (answers.until >= moment.date()) & (answers.until < today)
        batch_ids = select(batches.id).where((batches.at > moment) | (batches.undone_at > moment))
        queries = (
            select(answers.pupil_id).where((answers.recorded_at > moment) | (answers.mistaken_at > moment) | ran_out),
            select(holds.pupil_id).where((holds.recorded_at > moment) | (holds.ended_at > moment)),
            select(changes.pupil_id).where(changes.batch_id.in_(batch_ids)),
            select(log.subject_id).where(log.at > moment, log.subject_kind == "pupil"),
        )
        return frozenset(
            found for query in queries for found in self._connection.execute(query).scalars() if found is not None
        )

    def terms_changed_since(self, moment: datetime) -> bool:
        """Whether what a place stands for was decided anew, so that every answer may count differently."""
        terms, rules = table_of(PlaceTermsRow).c, table_of(AuditRow).c
        changed = select(terms.id).where(terms.recorded_at > moment).limit(1)
        ruled = select(rules.number).where(rules.at > moment, rules.did == Did.PICTURE_RULES_CHANGED).limit(1)
        return any(self._connection.execute(query).first() is not None for query in (changed, ruled))

    def last_number(self) -> int:
        """The highest number that was given; 0 before the first."""
        return self._connection.execute(select(func.max(self._map.table.c.number))).scalar() or 0
