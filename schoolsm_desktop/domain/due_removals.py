"""Lines of Today about pictures to take down. None names a pupil, and none says why (PRACTICE 4, 14)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from .due_facts import DueFacts, DueItem, Place
from .people import Duty, duties_on
from .permissions import Action, allows
from .removals import Removal, RemovalCause, RemovalHow, RemovalKind, RemovalTask
from .wording import list_text, ntr, tr

_SHOWN = 3


def due_removals(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What they ask of whom."""
    del now
    waiting = [task for task in facts.removal_tasks if task.how is RemovalHow.OPEN]
    by_removal: dict[UUID, list[RemovalTask]] = {}
    for task in waiting:
        by_removal.setdefault(task.removal_id, []).append(task)
    for removal in facts.removals:
        if removal.finished_at is None:
            yield from _of_removal(removal, by_removal.get(removal.id, ()), facts, today)
    yield from _own(waiting, facts, today)


def _of_removal(removal: Removal, tasks: Sequence[RemovalTask], facts: DueFacts, today: date) -> Iterable[DueItem]:
    due = removal.due_on or today
    if tasks:
        days = [task.due_on for task in tasks if task.due_on is not None]
        yield _take_down(f"removal:{removal.id}", min(days, default=due), tasks, removal.id)
    waits = removal.cause in (RemovalCause.ANSWER, RemovalCause.ASKED) and removal.letter_id is None
    held = removal.pupil_id in facts.reads_on_hold or any(hold.pupil_id == removal.pupil_id for hold in facts.held)
    if waits and held and removal.lead_agreed_at is None:
        yield DueItem(
            f"removal-agree:{removal.id}",
            due,
            tr("Read a reply to a parent before it goes"),
            tr("It is about pictures that were taken down."),
            Duty.DSL,
            Place.REMOVAL,
            tr("Open"),
            subject_id=removal.id,
        )
    elif waits and not tasks:
        yield DueItem(
            f"removal-reply:{removal.id}",
            due,
            tr("Reply to a parent: pictures taken down"),
            tr("Everything is done. The letter goes on paper, to this person alone."),
            Duty.OFFICE_MANAGER,
            Place.REMOVAL,
            tr("Open"),
            subject_id=removal.id,
        )


def _own(waiting: Iterable[RemovalTask], facts: DueFacts, today: date) -> Iterable[DueItem]:
    """A line for whoever posts on an account and does not see the whole list."""
    accounts = {post.id: post.account_id for post in facts.posts if post.account_id is not None}
    kinds = (RemovalKind.POST, RemovalKind.PLANNED)
    found: dict[UUID, list[RemovalTask]] = {}
    for task in waiting:
        account_id = accounts.get(task.record_id) if task.record_id is not None else None
        if account_id is not None and task.kind in kinds:
            for person_id in _posters(account_id, facts, today):
                found.setdefault(person_id, []).append(task)
    for person_id, tasks in found.items():
        days = [task.due_on for task in tasks if task.due_on is not None]
        item = _take_down(f"removal-own:{person_id}", min(days, default=today), tasks, None)
        yield DueItem(
            item.key, item.due, item.title, item.detail, Duty.POSTING_STAFF, Place.REMOVAL, item.button, person_id=person_id
        )  # fmt: skip


def _posters(account_id: UUID, facts: DueFacts, today: date) -> set[UUID]:
    here = {s.person_id for s in facts.sign_ins if not s.ended and not s.unconfirmed}
    on = {a.person_id for a in facts.accesses if a.account_id == account_id and a.live_on(today)}
    on |= {a.owner_id for a in facts.accounts if a.id == account_id and a.owner_id is not None}
    found = set()
    for person_id in on & here:
        duties = duties_on(facts.duties, person_id, today)
        if allows(duties, Action.TAKE_DOWN) and not allows(duties, Action.SEE_PUPILS):
            found.add(person_id)
    return found


def _take_down(key: str, due: date, tasks: Sequence[RemovalTask], subject_id: UUID | None) -> DueItem:
    words = [task.words for task in tasks[:_SHOWN]]
    if len(tasks) > _SHOWN:
        words.append(ntr("{count} more", "{count} more", len(tasks) - _SHOWN))
    return DueItem(
        key,
        due,
        ntr("Take pictures down: {count} place", "Take pictures down: {count} places", len(tasks)),
        list_text(words),
        Duty.OFFICE_MANAGER,
        Place.REMOVAL,
        tr("Take down…"),
        subject_id=subject_id,
        rank=3,
    )
