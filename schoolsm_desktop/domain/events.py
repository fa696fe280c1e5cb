"""Events with pictures: the rule of the day, who holds the list, and the numbered lists that come back (PRACTICE 29)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from .rules import VisitorPictures


@dataclass(frozen=True, slots=True)
class Event:
    """One event, trip or photographer's day. `classes` are pairs of a class and nothing; empty for the whole school."""

    id: UUID
    school_id: UUID
    name: str
    on: date
    recorded_by: UUID
    recorded_at: datetime
    until: date | None = None
    where: str = ""
    visitors: VisitorPictures = VisitorPictures.OWN_CHILD
    may_record_staff: bool = False
    classes: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    """Where the school's own pictures of it are to go."""
    holder_id: UUID | None = None
    holder_name: str = ""
    """Who holds the list where it is nobody of the staff list: a photographer, a coach's driver."""
    notice_printed_on: date | None = None
    note: str = ""
    cancelled_at: datetime | None = None
    revision: int = 1

    @property
    def class_names(self) -> tuple[str, ...]:
        """The classes that take part."""
        return tuple(name for name, _ in self.classes)


@dataclass(frozen=True, slots=True)
class EventBreach:
    """Somebody broke the event's rule: what, when, and when the headteacher was told (valence:events-3)."""

    id: UUID
    school_id: UUID
    event_id: UUID
    at: datetime
    words: str
    recorded_by: UUID
    told_head_on: date | None = None
    what_was_done: str = ""
    revision: int = 1


class ListCopyKind(StrEnum):
    """Which list it is."""

    DO_NOT_PHOTOGRAPH = "do-not-photograph"
    BY_CLASS = "by-class"
    CLASS_PHOTOGRAPH = "class-photograph"


@dataclass(frozen=True, slots=True)
class ListCopy:
    """One printed, numbered list with children's names on it: who has it, shredded until when, back when."""

    id: UUID
    school_id: UUID
    number: int
    kind: ListCopyKind
    printed_at: datetime
    printed_by: UUID
    given_to: str
    shred_by: date
    event_id: UUID | None = None
    place: str = ""
    classes: tuple[tuple[str, str], ...] = ()
    pupil_count: int = 0
    back_on: date | None = None
    back_by: UUID | None = None
    lost_on: date | None = None
    note: str = ""
    revision: int = 1

    @property
    def is_out(self) -> bool:
        """Whether it is still somewhere."""
        return self.back_on is None and self.lost_on is None
