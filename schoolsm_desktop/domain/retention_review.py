"""The review list: what stands over its time, what somebody ordered to keep, what something kept still needs.

Pure: the facts say what ended when; today is an argument. Nothing is destroyed by a computer's clock: the list proposes,
one person asks, another agrees.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from .retention import KeepOrder, RecordClass, RetentionPeriod
from .retention_rules import NEVER_SHORTER, over_on, rule_of
from .wording import day_text, list_text, tr


@dataclass(frozen=True, slots=True)
class Ended:
    """One record: what it is called, when what it is about ended (None: it has not), and from when it may go.

    `table` is where it stands; `until` is a day of its own before which it is kept whatever its class says, such as a
    child's 25th birthday. A `sealed` one exists for its readers alone and goes by its own way.
    """

    record_class: RecordClass
    id: UUID
    label: str
    ended_on: date | None
    table: str = ""
    until: date | None = None
    sealed: bool = False
    months: int | None = None
    """A period that was chosen for this record by itself, where it is sealed."""


class ReviewState(StrEnum):
    """Where a record that stands over its time stands."""

    MAY_GO = "may-go"
    KEPT = "kept"
    NEEDED = "needed"
    ASKED = "asked"


STATE_WORDS: Mapping[ReviewState, str] = {
    ReviewState.MAY_GO: "Over its time",
    ReviewState.KEPT: "Keep, do not destroy",
    ReviewState.NEEDED: "Still needed",
    ReviewState.ASKED: "A second person is asked",
}


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One record of the review list. `why` says what stands in the way, empty where nothing does."""

    record: Ended
    over_on: date
    state: ReviewState
    why: str = ""
    order: KeepOrder | None = None


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many records of a class there are, how many have ended, how many stand over their time."""

    record_class: RecordClass
    there: int
    ended: int
    over: int
    next_on: date | None = None
    """When the next one comes up."""


def order_for(orders: Iterable[KeepOrder], kind: RecordClass, record_id: UUID, today: date) -> KeepOrder | None:
    """The order by which a record is kept today: its own before one for its whole class."""
    found = [o for o in orders if stands(o, today) and o.record_class is kind and o.record_id in (None, record_id)]
    return min(found, key=lambda o: o.record_id is None, default=None)


def stands(order: KeepOrder, today: date) -> bool:
    """Whether an order holds today: nobody ended it, and its last day, where it has one, is not over."""
    return order.ended_on is None and (order.until is None or today <= order.until)


def kept_words(order: KeepOrder) -> str:
    """Why a record is kept, as a sentence beside it."""
    until = tr(" until {day}", day=day_text(order.until)) if order.until else ""
    whole = "" if order.record_id else tr(" (the whole class)")
    return tr("Keep, do not destroy{until}{whole}: {reason}", until=until, whole=whole, reason=order.reason)


def goes_from(record: Ended, periods: Iterable[RetentionPeriod]) -> date | None:
    """From which day on a record may go; None where it has not ended or its class is kept for good."""
    if record.ended_on is None or record.record_class in NEVER_SHORTER:
        return None
    months = record.months if record.months is not None else rule_of(record.record_class, periods).months
    day = over_on(record.ended_on, months)
    return day if day is None or record.until is None else max(day, record.until)


def over_time(records: Iterable[Ended], periods: Sequence[RetentionPeriod], today: date) -> tuple[Ended, ...]:
    """The records that stand over their time today."""
    found = []
    for record in records:
        day = goes_from(record, periods)
        if day is not None and day <= today:
            found.append(record)
    return tuple(found)


def may_go(
    over: Iterable[Ended], orders: Sequence[KeepOrder], needed: Mapping[UUID, Collection[str]], today: date
) -> tuple[Ended, ...]:
    """Those over their time that nobody ordered to keep and nothing kept needs."""
    return tuple(
        x
        for x in over
        if x.id not in needed and order_for(orders, x.record_class, x.id, today) is None and not x.sealed
    )


def review(
    over: Iterable[Ended],
    periods: Sequence[RetentionPeriod],
    orders: Sequence[KeepOrder],
    needed: Mapping[UUID, Collection[str]],
    asked: Collection[UUID],
    today: date,
) -> tuple[ReviewLine, ...]:
    """The review list, what may go first, then by class and day. `needed` says in words what still needs a record."""
    lines = []
    for record in over:
        day = goes_from(record, periods)
        if day is None:
            continue
        order = order_for(orders, record.record_class, record.id, today)
        if order is not None:
            lines.append(ReviewLine(record, day, ReviewState.KEPT, kept_words(order), order))
        elif record.id in asked:
            why = tr("Somebody asked to destroy it; another person decides.")
            lines.append(ReviewLine(record, day, ReviewState.ASKED, why))
        elif record.id in needed:
            lines.append(ReviewLine(record, day, ReviewState.NEEDED, needed_words(needed[record.id])))
        else:
            lines.append(ReviewLine(record, day, ReviewState.MAY_GO))
    order_of = (ReviewState.ASKED, ReviewState.MAY_GO, ReviewState.KEPT, ReviewState.NEEDED)
    ranks = {state: rank for rank, state in enumerate(order_of)}
    classes = {kind: rank for rank, kind in enumerate(RecordClass)}
    lines.sort(key=lambda x: (ranks[x.state], classes[x.record.record_class], x.over_on, x.record.label.casefold()))
    return tuple(lines)


def needed_words(what: Collection[str]) -> str:
    """Why a record cannot go yet: something that is kept still names it."""
    return tr("Something that is kept still needs it: {what}.", what=list_text(sorted(what)))


def counts(records: Iterable[Ended], periods: Sequence[RetentionPeriod], today: date) -> tuple[ClassCount, ...]:
    """One line a class that anything is kept of, in the order of the classes."""
    by_class: dict[RecordClass, list[Ended]] = {}
    for record in records:
        by_class.setdefault(record.record_class, []).append(record)
    found = []
    for kind in RecordClass:
        of = by_class.get(kind)
        if not of:
            continue
        days = [day for record in of if (day := goes_from(record, periods)) is not None]
        coming = [day for day in days if day > today]
        ended = len([record for record in of if record.ended_on is not None])
        over = len(days) - len(coming)
        found.append(ClassCount(kind, len(of), ended, over, min(coming, default=None)))
    return tuple(found)
