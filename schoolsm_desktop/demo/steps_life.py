"""What was done so far about the incidents of the demonstration: steps ticked, decisions taken, and what still waits."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from schoolsm_desktop.domain.cases import CaseState
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.next_steps import StepState
from schoolsm_desktop.domain.record_entries import Adding, NewEntry
from schoolsm_desktop.services.incident_records import IncidentRecordService
from schoolsm_desktop.services.incident_steps import Decision, IncidentStepService, Tick
from schoolsm_desktop.services.incidents import IncidentService

if TYPE_CHECKING:
    from .build import Performer


def incident_steps(performer: Performer) -> None:
    """The comments half worked off, the pupil's message decided on, the officer asked about what is sealed."""
    _comments(performer)
    _by_safeguarding(performer)


def _at(performer: Performer, days: int, hour: int, minute: int) -> datetime:
    return datetime.combine(performer.today - timedelta(days=days), time(hour, minute)).astimezone()


def _open_case(performer: Performer, who: str, kind: IncidentKind) -> UUID | None:
    lines = IncidentService(performer.session(who)).lines()
    found = (x.id for x in lines if x.incident.kind is kind and x.incident.state is CaseState.OPEN)
    return next(found, None)


def _comments(performer: Performer) -> None:
    case = _open_case(performer, "coordinator", IncidentKind.PARENT_COMMENT)
    if case is None:
        return
    session = performer.session("coordinator")
    steps = IncidentStepService(session)
    steps.decide(case, Decision("scope", "inside", at=_at(performer, 1, 9, 0)))
    view = steps.view(case)
    for key, words, who, hour in (
        ("no-reply", "Everybody with posting access was told", "", 9),
        ("support", "Talked with her; she has the first hour free tomorrow", "Bronwen Tallis", 12),
        ("contain", "The comments are hidden, and new ones wait to be looked at", "", 9),
    ):
        line = view.line(key)
        if line is not None and line.step.state is StepState.OPEN:
            steps.tick(case, Tick(key, words=words, who=who, at=_at(performer, 1, hour, 20)))
    due = _at(performer, -3, 16, 0)
    invite = NewEntry(
        Adding.ACTION, "Ask Mr Osgood in to talk", _at(performer, 1, 13, 0), person_id=performer.people["head"], due=due
    )
    IncidentRecordService(session).add(case, invite)


def _by_safeguarding(performer: Performer) -> None:
    steps = IncidentStepService(performer.session("dsl"))
    message = _open_case(performer, "dsl", IncidentKind.PUPIL_CONTACTS_STAFF)
    if message is not None:
        why = "One request without words, not answered. Talked about in the pupil’s class."
        steps.decide(message, Decision("safeguarding", "no-risk", why, at=_at(performer, 1, 8, 50)))
    sealed = _open_case(performer, "dsl", IncidentKind.STAFF_CONTACTS_PUPIL)
    if sealed is not None:
        asked = _at(performer, 3, 13, 5)
        steps.decide(sealed, Decision("lado", "yes", reference="Duty officer, by telephone, ref. 26-0417", at=asked))
        why = "Messages at night to two pupils, seen on a parent’s phone."
        filed = "Safeguarding file, entry of the same day"
        steps.decide(sealed, Decision("safeguarding", "risk", why, filed, at=_at(performer, 3, 13, 30)))
