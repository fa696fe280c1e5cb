"""Lines of Today about requests that the headteacher decides, and permissions that end.

What is sealed exists for its readers only, and its line says nothing of what it is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from .due_facts import DueFacts, DueItem, Place
from .people import Duty
from .school_requests import KIND_WORDS, RequestKind, SchoolRequest, SchoolRequestState
from .wording import day_text, tr

DAYS_TO_DECIDE = 5
"""How long a request may wait before it is overdue; one that is wanted sooner is due on its first day."""
DAYS_FOR_LETTER = 3
ENDS_SOON = 30
"""Days before its end on which a permission is spoken of."""
_IN_WRITING = (RequestKind.NAME_AND_LOGO, RequestKind.CLOSED_AREA)
"""Kinds whose decision goes out as a letter, whoever asked (bucklebury:gen-7b asks for it in writing)."""


def due_school_requests(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What they ask of whom."""
    del now
    for request in facts.school_requests:
        if request.is_sealed and request.id not in facts.sealed_readable:
            continue
        if request.state is SchoolRequestState.ASKED:
            yield _to_decide(facts, request, today)
        elif request.state in (SchoolRequestState.ALLOWED, SchoolRequestState.REFUSED):
            yield from _letter(request)
        if request.state is SchoolRequestState.ALLOWED:
            yield from _ending(request, today)


def _name(request: SchoolRequest) -> str:
    if request.is_sealed:
        return tr("Confidential request")
    return tr("{kind}: {title}", kind=tr(KIND_WORDS[request.kind]), title=request.title)


def _asker(facts: DueFacts, request: SchoolRequest) -> str:
    if request.asker_id is None:
        return request.asker_name or "–"
    return next((p.short_name for p in facts.people if p.id == request.asker_id), "–")


def _is_heads_own(facts: DueFacts, request: SchoolRequest, today: date) -> bool:
    return any(
        d.duty is Duty.HEADTEACHER and d.person_id == request.asker_id and d.held_on(today) for d in facts.duties
    )


def _to_decide(facts: DueFacts, request: SchoolRequest, today: date) -> DueItem:
    due = request.asked_on + timedelta(days=DAYS_TO_DECIDE)
    if request.starts is not None:
        due = min(due, max(request.asked_on, request.starts))
    if _is_heads_own(facts, request, today):
        return DueItem(
            f"school-request-paper:{request.id}",
            due,
            _name(request),
            tr("Nobody decides on their own: a deputy or governor signs on paper, then it is entered."),
            Duty.DSL if request.is_sealed else Duty.OFFICE_MANAGER,
            Place.SCHOOL_REQUEST,
            tr("Open"),
            request.id,
            rank=3,
        )
    said = tr("Asked on {day}. Allow or refuse it.", day=day_text(request.asked_on))
    if not request.is_sealed:
        said = tr(
            "{name} asked on {day}. Allow or refuse it.", name=_asker(facts, request), day=day_text(request.asked_on)
        )
    return DueItem(
        f"school-request-decide:{request.id}",
        due,
        _name(request),
        said,
        Duty.HEADTEACHER,
        Place.SCHOOL_REQUEST,
        tr("Decide…"),
        request.id,
        rank=3,
    )


def _letter(request: SchoolRequest) -> Iterable[DueItem]:
    wanted = request.kind in _IN_WRITING or (request.asker_id is None and not request.is_sealed)
    if not wanted or request.decided_by is None or request.decided_on is None or request.letter_made_on is not None:
        return
    allowed = request.state is SchoolRequestState.ALLOWED
    yield DueItem(
        f"school-request-letter:{request.id}",
        request.decided_on + timedelta(days=DAYS_FOR_LETTER),
        _name(request),
        tr("It was allowed on {day}. Make the letter that says so.", day=day_text(request.decided_on))
        if allowed
        else tr("It was refused on {day}. Make the letter that says so.", day=day_text(request.decided_on)),
        Duty.OFFICE_MANAGER,
        Place.SCHOOL_REQUEST,
        tr("Open"),
        request.id,
        rank=6,
    )


def _ending(request: SchoolRequest, today: date) -> Iterable[DueItem]:
    ends, review_on = request.ends, request.review_on
    if ends is not None and ends < today:
        closed = request.kind is RequestKind.CLOSED_AREA
        yield DueItem(
            f"school-request-past:{request.id}",
            ends + timedelta(days=1),
            _name(request),
            tr("It was allowed until {day}. Close it, and end it here.", day=day_text(ends))
            if closed
            else tr("It was allowed until {day}. See that it is over, and end it here.", day=day_text(ends)),
            Duty.COORDINATOR if closed else Duty.HEADTEACHER if request.is_sealed else Duty.OFFICE_MANAGER,
            Place.SCHOOL_REQUEST,
            tr("Open"),
            request.id,
            rank=4,
        )
    elif ends is not None and ends <= today + timedelta(days=ENDS_SOON):
        yield DueItem(
            f"school-request-ends:{request.id}",
            ends,
            _name(request),
            tr("What was allowed ends on {day}. Let it end, or have it looked at again.", day=day_text(ends)),
            Duty.HEADTEACHER if request.is_sealed else Duty.OFFICE_MANAGER,
            Place.SCHOOL_REQUEST,
            tr("Open"),
            request.id,
            rank=7,
        )
    if review_on is not None and review_on <= today and not (ends is not None and ends < today):
        yield DueItem(
            f"school-request-review:{request.id}",
            review_on,
            _name(request),
            tr("Look again at what was allowed on {day}: does it still hold?", day=day_text(request.decided_on)),
            Duty.HEADTEACHER,
            Place.SCHOOL_REQUEST,
            tr("Look again…"),
            request.id,
            rank=5,
        )
