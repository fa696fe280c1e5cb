"""Lines of Today about devices and the weekly look at each account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from .accounts import Account
from .due_facts import DueFacts, DueItem, Place
from .house import DEVICE_EVERY, Device, is_in_order, is_looked_at, last_looks, look_due, looker
from .people import Duty
from .wording import list_text, ntr, tr

LEFT_AFTER = timedelta(days=7)
"""How long a look is somebody's own line before the office hears that it was left."""


def due_house(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What they ask of whom."""
    del now
    if facts.profile.rules.weekly_look:
        yield from _looks(facts, today)
    yield from _devices(facts.devices, today)


def _looks(facts: DueFacts, today: date) -> Iterable[DueItem]:
    looks = last_looks(facts.looks)
    here = {p.id for p in facts.people if p.here_on(today)}
    signs_in = {s.person_id for s in facts.sign_ins if not s.ended and not s.unconfirmed} & here
    own: dict[UUID, list[tuple[date, Account]]] = {}
    left: list[tuple[date, Account]] = []
    for account in (a for a in facts.accounts if is_looked_at(a)):
        due = look_due(looks.get(account.id), today)
        who = looker(account)
        if who in signs_in and who is not None:
            own.setdefault(who, []).append((due, account))
        if who not in signs_in or due + LEFT_AFTER < today:
            left.append((due, account))
    for person_id, waiting in own.items():
        yield _own(person_id, waiting)
    if left:
        yield _left(left, today)


def _own(person_id: UUID, waiting: Sequence[tuple[date, Account]]) -> DueItem:
    first = min(due for due, _ in waiting)
    names = [account.name for due, account in waiting if due == first]
    return DueItem(
        f"look:{person_id}",
        first,
        ntr("Weekly look: {count} account", "Weekly look: {count} accounts", len(names)),
        list_text(names),
        Duty.POSTING_STAFF,
        Place.LOOK,
        tr("Look…"),
        rank=6,
        person_id=person_id,
    )


def _left(waiting: Sequence[tuple[date, Account]], today: date) -> DueItem:
    first = min(due for due, _ in waiting)
    names = [account.name for _, account in waiting]
    late = first < today
    return DueItem(
        "looks-left",
        first,
        ntr("{count} account waits for its weekly look", "{count} accounts wait for their weekly look", len(names)),
        tr("{names}. Nobody who signs in here looks at them.", names=list_text(names))
        if not late
        else tr("{names}. Nobody has looked for more than a week.", names=list_text(names)),
        Duty.COORDINATOR,
        Place.LOOK,
        tr("Look…"),
        rank=6,
    )


def _devices(devices: Sequence[Device], today: date) -> Iterable[DueItem]:
    waiting = [d for d in devices if d.ended_at is None and not is_in_order(d, today)]
    if not waiting:
        return
    friday = today + timedelta(days=(4 - today.weekday()) % 7)
    due = min((d.checked_on + DEVICE_EVERY if d.checked_on else friday) for d in waiting)
    yield DueItem(
        "devices",
        due,
        ntr("{count} device is to be looked at", "{count} devices are to be looked at", len(waiting)),
        tr(
            "{names}: up to date and locked, once a term.",
            names=list_text([d.name for d in waiting][:6]),
        ),
        Duty.COORDINATOR,
        Place.HOUSE,
        tr("Open"),
        rank=7,
    )
