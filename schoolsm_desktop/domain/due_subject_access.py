"""Requests for everything about one person, and what each waits for; no line says whose it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from .due_facts import DueFacts, DueItem, Place
from .people import Duty, holders_on
from .subject_access import SubjectRequest, Waits
from .wording import day_text, tr

LOOK_WITHIN = timedelta(days=3)
"""How soon each of the two looks is asked for: the month is short."""


def due_subject_access(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """By when each is answered, by law; and the look that it waits for."""
    del now
    for request in facts.subject_requests:
        if request.is_open:
            yield _answer(request)
            yield from _look(facts, request, today)


def _answer(request: SubjectRequest) -> DueItem:
    steps = {
        Waits.IDENTITY: tr("Next: make sure who asks."),
        Waits.WORKING_COPY: tr("Next: the working copy."),
        Waits.HARM: tr("It waits for the designated safeguarding lead."),
        Waits.AGREEMENT: tr("It waits for the data protection officer."),
        Waits.RELEASE: tr("Both have looked: the copy can be made."),
        Waits.HANDING_OVER: tr("The copy is made: hand it over and close the request."),
        Waits.NOTHING: "",
    }
    return DueItem(
        f"subject-request:{request.id}",
        request.by,
        tr(
            "Request {number} for everything about one person: answer by {day}",
            number=request.number,
            day=day_text(request.by),
        ),
        steps[request.waits],
        Duty.OFFICE_MANAGER,
        Place.SUBJECT_REQUEST,
        tr("Open"),
        subject_id=request.id,
        rank=2,
        by_law=True,
    )


def _look(facts: DueFacts, request: SubjectRequest, today: date) -> Iterable[DueItem]:
    if request.waits is Waits.HARM and request.working_at is not None:
        since = request.working_at.astimezone().date()
        duty = Duty.DSL if _signs_in(facts, request, today, Duty.DSL, Duty.DEPUTY_DSL) else Duty.HEADTEACHER
        yield _item(
            f"subject-harm:{request.id}" if duty is Duty.DSL else f"subject-head:{request.id}",
            request,
            since,
            tr("Request {number} for everything about one person: look for serious harm", number=request.number),
            tr("Before a copy goes out, the lead looks whether something in it could do serious harm."),
            duty,
        )
    if request.waits is Waits.AGREEMENT and request.harm_at is not None:
        since = request.harm_at.astimezone().date()
        duty = Duty.DPO if _signs_in(facts, request, today, Duty.DPO) else Duty.HEADTEACHER
        detail = (
            tr("The release copy goes out when the data protection officer agrees.")
            if duty is Duty.DPO
            else tr("Ask the data protection officer, and enter the advice with its day.")
        )
        yield _item(
            f"subject-agree:{request.id}" if duty is Duty.DPO else f"subject-head:{request.id}",
            request,
            since,
            tr("Request {number} for everything about one person: agree to the copy", number=request.number),
            detail,
            duty,
        )


def _item(key: str, request: SubjectRequest, since: date, title: str, detail: str, duty: Duty) -> DueItem:
    due = min(since + LOOK_WITHIN, request.by)
    return DueItem(key, due, title, detail, duty, Place.SUBJECT_REQUEST, tr("Look"), subject_id=request.id, rank=3)


def _signs_in(facts: DueFacts, request: SubjectRequest, today: date, *duties: Duty) -> bool:
    """Whether somebody who is not whom it is about holds one of these duties and has a confirmed sign-in."""
    can = {s.person_id for s in facts.sign_ins if not s.ended and not s.unconfirmed}
    held = {p for duty in duties for p in holders_on(facts.duties, duty, today)}
    return bool((held & can) - {request.subject_id})
