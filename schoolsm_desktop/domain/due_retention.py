"""Records whose time is over, and what two people are asked to destroy."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from .due_facts import DueFacts, DueItem, Place
from .people import Duty
from .retention import Destruction, KeepOrder, RecordClass
from .retention_review import stands
from .wording import day_text, ntr, tr

DAYS_TO_AGREE = 14
"""How long a second person has before the line is overdue."""
ENDS_SOON = 30
"""Days before its end on which an order to keep something is spoken of."""
_SEALED = frozenset({RecordClass.INCIDENTS, RecordClass.ALLEGATIONS, RecordClass.COMPLAINTS})


def due_retention(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """A destruction that waits, orders that end, and once a term what stands over its time."""
    del now
    waiting = [one for one in facts.destructions if one.is_open]
    for one in waiting:
        yield _to_agree(one)
    if facts.to_destroy and not waiting:
        yield _to_look_at(facts, today)
    for order in facts.keep_orders:
        if order.record_id is not None and order.record_class in _SEALED:
            continue  # it would tell that the record is there
        if stands(order, today) and order.until is not None and order.until <= today + timedelta(days=ENDS_SOON):
            yield _ending(order, order.until)


def _to_agree(one: Destruction) -> DueItem:
    count = sum(int(count) for _kind, count in one.counts)
    return DueItem(
        f"destruction:{one.id}",
        one.asked_at.astimezone().date() + timedelta(days=DAYS_TO_AGREE),
        ntr(
            "Destroy {count} record: a second person decides", "Destroy {count} records: a second person decides", count
        ),
        tr("Somebody else than who asked looks through the list, and agrees or refuses."),
        Duty.HEADTEACHER,
        Place.DESTRUCTION,
        tr("Look at it"),
        one.id,
        rank=7,
    )


def _to_look_at(facts: DueFacts, today: date) -> DueItem:
    ends = sorted(term.ends for term in facts.terms if term.ends >= today)
    return DueItem(
        "to-destroy",
        ends[0] if ends else today + timedelta(days=ENDS_SOON),
        ntr("{count} record stands over its time", "{count} records stand over their time", facts.to_destroy),
        tr("Look at the list once a term: ask to destroy it, or order it to be kept, with the reason."),
        Duty.OFFICE_MANAGER,
        Place.DESTRUCTION,
        tr("Open the list"),
        rank=8,
    )


def _ending(order: KeepOrder, until: date) -> DueItem:
    return DueItem(
        f"keep-order:{order.id}",
        until,
        tr("An order to keep records ends on {day}", day=day_text(until)),
        tr("Order it anew where they are still wanted; afterwards they can be destroyed."),
        Duty.DPO,
        Place.DESTRUCTION,
        tr("Look at it"),
        rank=8,
    )
