"""Lists that are worked off, as lines of Today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from .checklists import CHECKLIST_WORDS, Checklist, ChecklistKind, ChecklistLine
from .due_facts import DueFacts, DueItem, Place
from .leaving import LeavingFacts, holdings, settled
from .people import Duty
from .wording import day_text, ntr, tr

AHEAD = timedelta(days=14)
"""How long before a prepared last day Today speaks of it."""


def due_lists(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What is still to be worked off, last days that come, lists to sign, and people who left without a list."""
    held = _leaving_facts(facts, today)
    lines: dict[UUID, list[ChecklistLine]] = defaultdict(list)
    for line in facts.checklist_lines:
        lines[line.checklist_id].append(line)
    for checklist in facts.checklists:
        if checklist.is_open and checklist.id not in facts.hidden_lists:
            yield from _of_list(checklist, lines[checklist.id], held, today)
    listed = {c.person_id for c in facts.checklists if c.kind is ChecklistKind.LEAVES and c.cancelled_at is None}
    for person in facts.people:
        unlisted = person.left_by(today) and person.merged_into is None and person.id not in listed
        if unlisted and person.ends is not None and holdings(held, person.id):
            yield DueItem(
                f"left:{person.id}",
                person.ends + timedelta(days=1),
                tr("{person} left on {day}: make the list", person=person.short_name, day=day_text(person.ends)),
                tr("Nobody has gone through what this person held and knew."),
                Duty.COORDINATOR,
                Place.CHECKLIST,
                tr("Make it…"),
                person.id,
                rank=1,
            )


def _of_list(
    checklist: Checklist, lines: Sequence[ChecklistLine], held: LeavingFacts, today: date
) -> Iterable[DueItem]:
    waiting = [x for x in lines if x.is_open and settled(x, checklist, held) is None]
    name = _name(checklist, held)
    if not waiting:
        yield _item(
            checklist,
            max(checklist.day, today),
            tr("{name}: every line is done, the list is to be signed", name=name),
            tr("Print it, go through it together, and enter the day it was signed."),
            tr("Sign…"),
        )
        return
    due = min((x.due_at.date() for x in waiting if x.due_at is not None), default=checklist.day)
    if due > today + AHEAD:
        return
    count = len(waiting)
    if checklist.day > today:
        detail = ntr("Prepared: {count} line to work off.", "Prepared: {count} lines to work off.", count)
    else:
        detail = ntr("{count} line is still to be worked off.", "{count} lines are still to be worked off.", count)
    yield _item(checklist, due, _title(checklist, name), detail, tr("Work off…"))


def _item(checklist: Checklist, due: date, title: str, detail: str, button: str) -> DueItem:
    return DueItem(
        f"list:{checklist.id}", due, title, detail, Duty.COORDINATOR, Place.CHECKLIST, button, checklist.id, rank=1
    )


def _title(checklist: Checklist, name: str) -> str:
    day = day_text(checklist.day)
    if checklist.quiet:
        return tr("{name}: a list to work off, {day}", name=name, day=day)
    if checklist.kind is ChecklistKind.LEAVES:
        return tr("{name} leaves: last day {day}", name=name, day=day)
    if checklist.kind is ChecklistKind.CHANGES_JOB:
        return tr("{name} changes job: from {day}", name=name, day=day)
    if checklist.kind is ChecklistKind.CLOSES_ACCOUNT:
        return tr("{name} closes: {day}", name=name, day=day)
    return tr("{name} hands over: {day}", name=name, day=day)


def _name(checklist: Checklist, held: LeavingFacts) -> str:
    person = held.people.get(checklist.person_id) if checklist.person_id else None
    account = held.accounts.get(checklist.account_id) if checklist.account_id else None
    if person is not None:
        return person.short_name
    return account.name if account is not None else tr(CHECKLIST_WORDS[checklist.kind])


def _leaving_facts(facts: DueFacts, today: date) -> LeavingFacts:
    return LeavingFacts(
        today=today,
        people={p.id: p for p in facts.people},
        duties=facts.duties,
        accounts={a.id: a for a in facts.accounts},
        accesses=facts.accesses,
        versions=facts.versions,
        knowings=facts.knowings,
        keyholders=facts.keyholders,
        signed_in=frozenset(s.person_id for s in facts.sign_ins if not s.ended),
        hours=facts.profile.hours_until_change,
    )
