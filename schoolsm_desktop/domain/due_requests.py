"""Requests, cover and conditions, as lines of Today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from .conditions import missing, to_read
from .cover import Cover
from .due_facts import DueFacts, DueItem, Place
from .people import Duty
from .policy import head_within
from .requests import AccessRequest, RequestState
from .wording import day_text, ntr, tr

DAYS_TO_DECIDE = 3
"""How long a request may wait before it is overdue; one that is wanted sooner is due on its first day."""
ENDS_SOON = 3
"""Days before its end on which cover is spoken of."""


def due_requests(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What is due: to decide, to give, to be told of, and what people with access have not done yet."""
    for request in facts.requests:
        if request.state is RequestState.ASKED:
            yield _to_decide(facts, request, today)
        elif request.state is RequestState.AUTHORISED:
            yield _to_give(facts, request)
    for cover in facts.covers:
        yield from _cover(facts, cover, today)
    yield from _conditions(facts, today)


def _words(facts: DueFacts, request: AccessRequest) -> dict[str, str]:
    people = {p.id: p.short_name for p in facts.people}
    accounts = {a.id: a.name for a in facts.accounts}
    return {"person": people.get(request.person_id, "–"), "account": accounts.get(request.account_id, "–")}


def _to_decide(facts: DueFacts, request: AccessRequest, today: date) -> DueItem:
    asked = request.asked_at.astimezone().date()
    own = any(
        d.duty is Duty.HEADTEACHER and d.person_id == request.person_id and d.held_on(today) for d in facts.duties
    )
    due = min(asked + timedelta(days=DAYS_TO_DECIDE), max(asked, request.starts))
    if own:
        return DueItem(
            f"request-paper:{request.id}",
            due,
            tr("{person} asks for access to {account}", **_words(facts, request)),
            tr("Nobody decides on their own: a deputy or governor signs the slip, then it is entered."),
            Duty.OFFICE_MANAGER,
            Place.REQUEST,
            tr("Open"),
            request.id,
            rank=3,
        )
    return DueItem(
        f"request-decide:{request.id}",
        due,
        tr("{person} asks for access to {account}", **_words(facts, request)),
        tr("Asked on {day}. Authorise or refuse it.", day=day_text(asked)),
        Duty.HEADTEACHER,
        Place.REQUEST,
        tr("Decide…"),
        request.id,
        rank=3,
    )


def _to_give(facts: DueFacts, request: AccessRequest) -> DueItem:
    decided = request.decided_on or request.starts
    return DueItem(
        f"request-give:{request.id}",
        max(decided, request.starts),
        tr("{person}: access to {account} is to be given", **_words(facts, request)),
        tr("Authorised on {day}. Give it, then it stands in the register.", day=day_text(decided)),
        Duty.COORDINATOR,
        Place.REQUEST,
        tr("Give…"),
        request.id,
        rank=3,
    )


def _cover(facts: DueFacts, cover: Cover, today: date) -> Iterable[DueItem]:
    head = head_within(facts.profile)
    deputy = next((p.short_name for p in facts.people if p.id == cover.deputy_id), "–")
    if cover.waits_to_be_told:
        yield DueItem(
            f"cover-told:{cover.id}",
            today if cover.over_by(today) else cover.last_day,
            tr("{deputy} began cover for the {head} alone", deputy=deputy, head=head),
            tr(
                "From {day}. On return the {head} says here that they were told.", day=day_text(cover.starts), head=head
            ),
            Duty.HEADTEACHER,
            Place.COVER,
            tr("I was told…"),
            cover.id,
            rank=2,
        )
    if cover.stands_on(today) and cover.last_day <= today + timedelta(days=ENDS_SOON):
        yield DueItem(
            f"cover-ends:{cover.id}",
            cover.last_day,
            tr("Cover by {deputy} ends", deputy=deputy),
            tr(
                "It ends by itself after {day}. If the {head} is still away, begin it again.",
                day=day_text(cover.last_day),
                head=head,
            ),
            Duty.DEPUTY_HEADTEACHER,
            Place.COVER,
            tr("Open"),
            cover.id,
            rank=6,
        )


def _conditions(facts: DueFacts, today: date) -> Iterable[DueItem]:
    """Those who have access and of whom something is asked that they have not done; a term to catch up counts (PRACTICE 23)."""
    by_person: dict[UUID, date] = {}
    people = {p.id: p for p in facts.people}
    for access in facts.accesses:
        person = people.get(access.person_id)
        if person is None or not access.live_on(today) or person.left_by(today) or access.override_reason:
            continue
        due = access.catch_up_by or today
        by_person[person.id] = min(due, by_person.get(person.id, due))
    lacking = []
    for p in by_person:
        wanted = to_read(facts.editions, people[p].school_id, today)
        if missing(facts.profile, facts.conditions, p, today, facts.policy_since, wanted):
            lacking.append(p)
    if lacking:
        yield DueItem(
            "conditions",
            min(by_person[p] for p in lacking),
            ntr(
                "{count} person with access: policy or training is missing",
                "{count} people with access: policy or training is missing",
                len(lacking),
            ),
            tr("Your policy asks for it. Tick off who has read and signed, and been trained."),
            Duty.OFFICE_MANAGER,
            Place.PEOPLE,
            tr("Tick off…"),
            rank=7,
        )
