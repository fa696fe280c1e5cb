"""Lines of Today about events and numbered lists. They name no child, and nothing of why one stands on a list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from .due_facts import DueFacts, DueItem, Place
from .events import MISSING_WORDS, Event, ListCopy, missing_of, whom_words
from .people import Duty
from .policy import head_within
from .wording import day_text, list_text, tr

READY_BEFORE = timedelta(days=7)
"""How long before an event Today asks what it still wants."""


def due_events(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What they ask of whom."""
    del now
    for event in facts.events:
        if event.cancelled_at is None and event.on - READY_BEFORE <= today <= event.last_day:
            yield from _getting_ready(event, facts, today)
    yield from _breaches(facts, today)
    for copy in facts.list_copies:
        if copy.is_out:
            yield from _out(copy, facts, today)


def _getting_ready(event: Event, facts: DueFacts, today: date) -> Iterable[DueItem]:
    missing = missing_of(event, facts.list_copies)
    if missing:
        yield DueItem(
            f"event:{event.id}",
            max(today, event.on - timedelta(days=1)),
            tr(
                "{event}: {missing}", event=event.name, missing=list_text([tr(MISSING_WORDS[each]) for each in missing])
            ),
            tr("On {day}. Choose who holds the list, and print the event pack.", day=day_text(event.on)),
            Duty.OFFICE_MANAGER,
            Place.EVENT,
            tr("Get ready…"),
            event.id,
            rank=4,
        )


def _breaches(facts: DueFacts, today: date) -> Iterable[DueItem]:
    names = {event.id: event.name for event in facts.events}
    for breach in facts.event_breaches:
        if breach.told_head_on is None:
            head = head_within(facts.profile)
            name = names.get(breach.event_id, "")
            yield DueItem(
                f"event-breach:{breach.id}",
                min(today, breach.at.astimezone().date()),
                tr("Tell the {head}: the rule was broken at {event}", head=head, event=name)
                if name
                else tr("Tell the {head}: the rule of an event was broken", head=head),
                tr("Enter the day when it is done, and what was done then."),
                Duty.OFFICE_MANAGER,
                Place.EVENT,
                tr("Open"),
                breach.event_id,
                rank=2,
            )


def _out(copy: ListCopy, facts: DueFacts, today: date) -> Iterable[DueItem]:
    number = str(copy.number)
    if copy.id in facts.outdated_lists:
        yield DueItem(
            f"list-outdated:{copy.id}",
            today,
            tr("The list given to {name} is out of date", name=copy.given_to),
            tr("No. {number}, {whom}: an answer has changed since. Print it anew and bring this one back.",
               number=number, whom=whom_words(copy.class_names)),
            Duty.OFFICE_MANAGER,
            Place.EVENT,
            tr("Open"),
            copy.id,
            rank=1,
        )  # fmt: skip
    if copy.shred_by <= today:
        yield DueItem(
            f"list-back:{copy.id}",
            copy.shred_by,
            tr("List no. {number} comes back from {name}, or is shredded", number=number, name=copy.given_to),
            tr("{whom}. Tick it when it is done; if nobody finds it, say so.", whom=whom_words(copy.class_names)),
            Duty.OFFICE_MANAGER,
            Place.EVENT,
            tr("Open"),
            copy.id,
            rank=5,
        )
