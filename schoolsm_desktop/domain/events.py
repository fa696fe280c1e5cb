"""Events with pictures: the rule of the day, who holds the list, and the numbered lists that come back (PRACTICE 29)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from .errors import FieldError
from .rules import EventRule, VisitorPictures
from .wording import day_text, list_text, ntr, tr

MOST_NAME, MOST_WORDS = 120, 2000
FAR = timedelta(days=3 * 366)


class EventKind(StrEnum):
    """What takes place: it decides which papers are wanted."""

    EVENT = "event"
    TRIP = "trip"
    PHOTOGRAPHER = "photographer"


EVENT_KIND_WORDS = {
    EventKind.EVENT: "Event with visitors",
    EventKind.TRIP: "Trip",
    EventKind.PHOTOGRAPHER: "Photographer’s day",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One event, trip or photographer's day. `classes` are pairs of a class and nothing; empty for the whole school.

    `notice` is this event's own wording for the door, empty for the policy's. `seating` says who sits where.
    """

    id: UUID
    school_id: UUID
    name: str
    on: date
    recorded_by: UUID
    recorded_at: datetime
    kind: EventKind = EventKind.EVENT
    until: date | None = None
    where: str = ""
    visitors: VisitorPictures = VisitorPictures.OWN_CHILD
    may_record_staff: bool = False
    notice: str = ""
    classes: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    """Where the school's own pictures of it are to go."""
    holder_id: UUID | None = None
    holder_name: str = ""
    """Who holds the list where it is nobody of the staff list: a photographer, a coach's driver."""
    notice_printed_on: date | None = None
    seating: str = ""
    note: str = ""
    cancelled_at: datetime | None = None
    revision: int = 1

    @property
    def class_names(self) -> tuple[str, ...]:
        """The classes that take part."""
        return tuple(name for name, _ in self.classes)

    @property
    def place_keys(self) -> tuple[str, ...]:
        """Where our own pictures of it are to go."""
        return tuple(key for key, _ in self.places)

    @property
    def last_day(self) -> date:
        """The day it ends."""
        return self.until or self.on

    @property
    def rule(self) -> tuple[VisitorPictures, bool, str]:
        """The rule of the day: what visitors may, whether colleagues may be recorded, and the wording of its own."""
        return self.visitors, self.may_record_staff, self.notice

    @property
    def wants_notice(self) -> bool:
        """Whether a notice hangs at the door: where visitors come."""
        return self.kind is EventKind.EVENT

    @property
    def wants_list(self) -> bool:
        """Whether somebody should hold a do-not-photograph list: where anybody takes pictures."""
        return bool(self.places) or self.kind is EventKind.PHOTOGRAPHER or self.visitors is not VisitorPictures.NONE


class EventState(StrEnum):
    """Where an event stands on a day."""

    NOW = "now"
    COMING = "coming"
    OVER = "over"
    CANCELLED = "cancelled"


def state_of(event: Event, today: date) -> EventState:
    """Whether it is still to come."""
    if event.cancelled_at is not None:
        return EventState.CANCELLED
    if event.on > today:
        return EventState.COMING
    return EventState.NOW if event.last_day >= today else EventState.OVER


def in_order(events: Iterable[Event], today: date) -> list[Event]:
    """What is on now and comes next first, then what is over, the newest first; cancelled ones last."""
    order = list(EventState)

    def place(event: Event) -> tuple[int, int, str]:
        state = state_of(event, today)
        days = event.on.toordinal()
        forward = state in (EventState.NOW, EventState.COMING)
        return order.index(state), days if forward else -days, event.name.casefold()

    return sorted(events, key=place)


def check_event(event: Event) -> Event:
    """The event, tidied. Raises FieldError for a missing name and for days that cannot be."""
    tidy = replace(
        event,
        name=" ".join(event.name.split()),
        where=" ".join(event.where.split()),
        holder_name="" if event.holder_id else " ".join(event.holder_name.split()),
        notice=event.notice.strip(),
        seating=event.seating.strip(),
        note=event.note.strip(),
    )
    if not tidy.name:
        raise FieldError("name", tr("The event needs a name. Nothing was saved yet."))
    for field, most in (("name", MOST_NAME), ("where", MOST_NAME), ("holder_name", MOST_NAME)):
        _check_length(tidy, field, most)
    for field in ("notice", "seating", "note"):
        _check_length(tidy, field, MOST_WORDS)
    if tidy.until is not None and tidy.until < tidy.on:
        raise FieldError("until", tr("The last day lies before the first, {day}.", day=day_text(tidy.on)))
    if abs(tidy.on - tidy.recorded_at.date()) > FAR or (tidy.until or tidy.on) - tidy.on > FAR:
        raise FieldError("on", tr("Look at the year: {day}. Nothing was saved yet.", day=day_text(tidy.on)))
    return tidy


def _check_length(record: object, field: str, most: int) -> None:
    if len(getattr(record, field)) > most:
        raise FieldError(
            field, tr("This is longer than {longest} characters. Shorten it; nothing was saved yet.", longest=most)
        )


# The rule of the day

VISITOR_SENTENCES = {
    VisitorPictures.NONE: "Please take no pictures and make no films here today.",
    VisitorPictures.OWN_CHILD: "Please photograph and film your own child only.",
    VisitorPictures.NO_POSTING: (
        "You are welcome to take pictures. Please put nothing online in which another family’s child can be seen."
    ),
}


def is_own_rule(event: Event, rule: EventRule) -> bool:
    """Whether this event's rule differs from the policy's."""
    return event.rule[:2] != (rule.visitors, rule.may_record_staff) or bool(event.notice)


def notice_words(event: Event, rule: EventRule) -> str:
    """What the notice at the door says: this event's own words, the policy's, or plain ones for a rule that differs."""
    if event.notice:
        return event.notice
    if rule.notice.strip() and not is_own_rule(event, rule):
        return rule.notice.strip()
    said = [tr(VISITOR_SENTENCES[event.visitors])]
    if not event.may_record_staff and event.visitors is not VisitorPictures.NONE:
        said.append(tr("Please do not photograph or film our colleagues."))
    return " ".join(said)


# Breaches


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


def check_breach(breach: EventBreach, event: Event, today: date) -> EventBreach:
    """The breach, tidied. Raises FieldError for missing words and for a day on which nobody can have been told."""
    tidy = replace(breach, words=breach.words.strip(), what_was_done=breach.what_was_done.strip())
    if not tidy.words:
        raise FieldError("words", tr("Write down what happened. Nothing was saved yet."))
    for field in ("words", "what_was_done"):
        _check_length(tidy, field, MOST_WORDS)
    told = tidy.told_head_on
    if told is not None and told > today:
        raise FieldError("told_head_on", tr("This day is still to come. Nothing was saved yet."))
    if told is not None and told < event.on:
        raise FieldError("told_head_on", tr("The event was on {day}, later than this.", day=day_text(event.on)))
    return tidy


# Numbered lists


class ListCopyKind(StrEnum):
    """Which list it is."""

    DO_NOT_PHOTOGRAPH = "do-not-photograph"
    BY_CLASS = "by-class"
    CLASS_PHOTOGRAPH = "class-photograph"


LIST_KIND_WORDS = {
    ListCopyKind.DO_NOT_PHOTOGRAPH: "Do not photograph",
    ListCopyKind.BY_CLASS: "Permissions by class",
    ListCopyKind.CLASS_PHOTOGRAPH: "Class photograph",
}


class CopyState(StrEnum):
    """What became of a numbered list."""

    OUT = "out"
    BACK = "back"
    SHREDDED = "shredded"
    LOST = "lost"


COPY_STATE_WORDS = {
    CopyState.OUT: "Out",
    CopyState.BACK: "Back",
    CopyState.SHREDDED: "Shredded",
    CopyState.LOST: "Lost",
}


@dataclass(frozen=True, slots=True)
class ListCopy:
    """One printed, numbered list with children's names on it: who has it, shredded until when, back when.

    `pupils` are pairs of the id (hex) of a child it names and nothing: so that a change after printing is noticed, and
    that it is known whom a lost one named. `second_id` is the second person named on it.
    """

    id: UUID
    school_id: UUID
    number: int
    kind: ListCopyKind
    printed_at: datetime
    printed_by: UUID
    given_to: str
    shred_by: date
    event_id: UUID | None = None
    places: tuple[tuple[str, str], ...] = ()
    classes: tuple[tuple[str, str], ...] = ()
    pupils: tuple[tuple[str, str], ...] = ()
    pupil_count: int = 0
    """Of how many children it was made."""
    second_id: UUID | None = None
    back_on: date | None = None
    back_by: UUID | None = None
    shredded_on: date | None = None
    lost_on: date | None = None
    note: str = ""
    revision: int = 1

    @property
    def is_out(self) -> bool:
        """Whether it is still somewhere."""
        return self.state is CopyState.OUT

    @property
    def state(self) -> CopyState:
        """What became of it; back or shredded after all outweighs lost."""
        if self.shredded_on is not None:
            return CopyState.SHREDDED
        if self.back_on is not None:
            return CopyState.BACK
        return CopyState.OUT if self.lost_on is None else CopyState.LOST

    @property
    def class_names(self) -> tuple[str, ...]:
        """The classes it was made of; empty for the whole school."""
        return tuple(name for name, _ in self.classes)

    @property
    def place_keys(self) -> tuple[str, ...]:
        """The places it was made for."""
        return tuple(key for key, _ in self.places)

    @property
    def pupil_ids(self) -> frozenset[UUID]:
        """Whom it names."""
        return frozenset(UUID(pupil) for pupil, _ in self.pupils)


def shred_day(event: Event | None, days: int, today: date) -> date:
    """By when a list is shredded unless somebody says otherwise: so many days after the event, or from today."""
    after = max(event.last_day, today) if event is not None else today
    return after + timedelta(days=max(0, days))


def check_copy(copy: ListCopy, today: date) -> ListCopy:
    """The copy, tidied. Raises FieldError where nobody has it, or the day to shred it cannot be."""
    tidy = replace(copy, given_to=" ".join(copy.given_to.split()), note=copy.note.strip())
    if not tidy.given_to:
        raise FieldError("given_to", tr("Write down who has it. Nothing was printed yet."))
    _check_length(tidy, "given_to", MOST_NAME)
    if tidy.shred_by < today:
        raise FieldError("shred_by", tr("This day has passed. Nothing was printed yet."))
    if tidy.shred_by - today > FAR:
        raise FieldError("shred_by", tr("Look at the year: {day}.", day=day_text(tidy.shred_by)))
    return tidy


def whom_words(classes: Iterable[str]) -> str:
    """`the whole school`, `4B`, `4B and 5A`; many classes are counted."""
    names = list(classes)
    if not names:
        return tr("the whole school")
    if len(names) <= 3:
        return list_text(names)
    return ntr("{count} class", "{count} classes", len(names))


# What is still missing before an event


class Missing(StrEnum):
    """What an event still wants before its day."""

    HOLDER = "holder"
    LIST = "list"
    NOTICE = "notice"


MISSING_WORDS = {
    Missing.HOLDER: "nobody holds the list yet",
    Missing.LIST: "the list is not printed",
    Missing.NOTICE: "the notice for the door is not printed",
}


def missing_of(event: Event, copies: Iterable[ListCopy]) -> tuple[Missing, ...]:
    """What is not there yet, of what this event wants; `copies` are those of any event."""
    found = []
    if event.wants_list:
        if event.holder_id is None and not event.holder_name:
            found.append(Missing.HOLDER)
        printed = any(c.event_id == event.id and c.kind is not ListCopyKind.BY_CLASS for c in copies)
        if not printed:
            found.append(Missing.LIST)
    if event.wants_notice and event.notice_printed_on is None:
        found.append(Missing.NOTICE)
    return tuple(found)
