"""Incidents as the rules look at them, for tests: Kew Woods' policy, four people, Friday 20 November 2026, nine o'clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from schoolsm_desktop.domain.case_look import CaseLook
from schoolsm_desktop.domain.cases import CaseLevel, Entry, EntryKind
from schoolsm_desktop.domain.decision_words import Question
from schoolsm_desktop.domain.forced_decisions import facts_after
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.incidents import CasePerson, Incident, IncidentCase, Part, Who
from schoolsm_desktop.domain.people import Duty, DutyHeld
from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.domain.school_days import SchoolCalendar

from .read_policies import KEW

FRIDAY = datetime(2026, 11, 20, 9, tzinfo=UTC)
SCHOOL = UUID(int=1)
HEAD, DSL, CHAIR, TEACHER = (UUID(int=n) for n in range(11, 15))
DUTIES = tuple(
    DutyHeld(uuid4(), SCHOOL, person, duty, date(2026, 9, 1))
    for person, duty in ((HEAD, Duty.HEADTEACHER), (DSL, Duty.DSL), (CHAIR, Duty.CHAIR))
)


def look(
    kind: IncidentKind = IncidentKind.ABUSE_OF_STAFF,
    *people: CasePerson,
    profile: Profile = KEW,
    now: datetime = FRIDAY,
    holidays: frozenset[date] = frozenset(),
    **facts: Any,
) -> CaseLook:
    """An incident reported on Friday at nine by a teacher, with one entry."""
    incident = Incident(
        uuid4(),
        SCHOOL,
        kind,
        "2026-27/001",
        CaseLevel.OFFICE,
        FRIDAY,
        TEACHER,
        "words about a colleague",
        people=people,
    )
    reported = Entry(1, EntryKind.REPORTED, FRIDAY, FRIDAY, TEACHER)
    case = IncidentCase(replace(incident, **facts), (reported,))
    return CaseLook(profile, case, DUTIES, SchoolCalendar(bank_holidays=holidays), now)


def said(who: Who, name: str = "", person_id: UUID | None = None) -> CasePerson:
    """Somebody it is said to be."""
    return CasePerson(Part.SAID_TO_BE, who, name, person_id)


def hurt(who: Who = Who.STAFF) -> CasePerson:
    """Somebody who is affected."""
    return CasePerson(Part.AFFECTED, who)


def added(seen: CaseLook, kind: EntryKind, **fields: Any) -> CaseLook:
    """The same an hour later, with one more entry."""
    at = fields.pop("at", FRIDAY + timedelta(hours=1))
    entry = Entry(len(seen.case.entries) + 1, kind, at, at, fields.pop("by", TEACHER), **fields)
    return replace(seen, case=replace(seen.case, entries=(*seen.case.entries, entry)))


def decided(seen: CaseLook, question: Question, answer: str, **fields: Any) -> CaseLook:
    """The same with a decision, and the facts as it leaves them."""
    after = added(seen, EntryKind.DECISION, about=question.value, answer=answer, **fields)
    return replace(after, case=replace(after.case, incident=facts_after(after.incident, question, answer)))
