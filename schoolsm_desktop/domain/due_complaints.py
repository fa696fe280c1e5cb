"""Lines of Today about complaints: acknowledgements, appointments, answers. No title says whose."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from .cases import CaseState
from .complaint_stages import ACKNOWLEDGED, Clock, appointment_due, clocks
from .complaints import ComplaintCase
from .due_facts import DueFacts, DueItem, Place
from .people import Duty
from .wording import day_text, tr

KEY = "complaint"
"""What the keys of these lines begin with; none of them can be put off, for what is put off is kept in plain."""


def due_complaints(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What they ask of whom: of who leads each, or else of the headteacher."""
    del today
    for case in facts.complaints:
        if case.complaint.state is CaseState.CLOSED:
            continue
        for clock in clocks(case, facts.calendar):
            if clock.runs:
                yield _waits(case, clock)
        at = appointment_due(case)
        if at is not None:
            yield _appointment(case, at, is_past=at <= now)


def _waits(case: ComplaintCase, clock: Clock) -> DueItem:
    if clock.key == ACKNOWLEDGED:
        title, button = tr("A complaint is to be acknowledged"), tr("Acknowledge")
    else:
        title, button = tr("A complaint waits for an answer"), tr("Answer")
    return _item(case, clock.key, clock.due, title, clock.rests_on, button, by_law=clock.by_law)


def _appointment(case: ComplaintCase, at: datetime, *, is_past: bool) -> DueItem:
    local = at.astimezone()
    said = tr("{day}, {time}", day=day_text(local.date()), time=f"{local:%H:%M}")
    if is_past:
        title, button = tr("Write down what an appointment about a complaint brought"), tr("Write it down")
    else:
        title, button = tr("An appointment about a complaint"), tr("Show")
    return _item(case, "appointment", local.date(), title, said, button)


def _item(
    case: ComplaintCase, key: str, due: date, title: str, detail: str, button: str, *, by_law: bool = False
) -> DueItem:
    complaint = case.complaint
    lead = complaint.lead_id if complaint.lead_id in case.readers else None
    return DueItem(
        f"{KEY}:{key}:{complaint.id}",
        due,
        title,
        detail,
        Duty.HEADTEACHER,
        Place.COMPLAINT,
        button,
        subject_id=complaint.id,
        rank=3,
        by_law=by_law,
        person_id=lead,
    )
