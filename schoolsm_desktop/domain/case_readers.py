"""Who reads a case from the start, and who never does (PRACTICE 1 to 3, 10, 13).

A role is never enough: what comes out are the people named here, and a case sealed to named people is never handed on
by a change of duties.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from .cases import CaseLevel
from .incident_kinds import IncidentKind
from .incidents import Answer, Incident
from .people import Duty, DutyHeld, holders_on

OFFICE = frozenset(
    {
        Duty.HEADTEACHER,
        Duty.DEPUTY_HEADTEACHER,
        Duty.COORDINATOR,
        Duty.OFFICE_MANAGER,
        Duty.DSL,
        Duty.DEPUTY_DSL,
        Duty.INCIDENT_LEAD,
    }
)
"""Whose duty lets them read what is open to the office."""
_SAFEGUARDING = frozenset({Duty.DSL, Duty.DEPUTY_DSL})
_CHILD = frozenset({IncidentKind.PUPIL_CONTACTS_STAFF, IncidentKind.STAFF_CONTACTS_PUPIL, IncidentKind.BLACKMAIL})
_ADULT = frozenset({IncidentKind.STAFF_BREACH, IncidentKind.STAFF_CONTACTS_PUPIL})


@dataclass(frozen=True, slots=True)
class FirstReaders:
    """Who reads a new incident. `only_chair` says that it is about the headteacher: no words are taken without a chair."""

    level: CaseLevel
    people: frozenset[UUID]
    only_chair: bool = False


def first_readers(incident: Incident, duties: Iterable[DutyHeld], day: date) -> FirstReaders:
    """Whom an incident is sealed to when it is filed; never somebody it is said to be about.

    About the headteacher: the chair alone. About a safeguarding lead: the headteacher alone, never the role. An
    allegation, or not sure: the safeguarding leads and the headteacher. A low-level concern: the headteacher alone.
    """
    held = tuple(duties)
    subjects = incident.subject_ids

    def holding(*wanted: Duty) -> frozenset[UUID]:
        return frozenset(p for duty in wanted for p in holders_on(held, duty, day)) - subjects

    if subjects & frozenset(holders_on(held, Duty.HEADTEACHER, day)):
        return FirstReaders(CaseLevel.NAMED, holding(Duty.CHAIR), only_chair=True)
    about_lead = any(subjects & frozenset(holders_on(held, duty, day)) for duty in _SAFEGUARDING)
    if about_lead or incident.kind is IncidentKind.LOW_LEVEL_CONCERN:
        return FirstReaders(CaseLevel.NAMED, holding(Duty.HEADTEACHER))
    if incident.allegation in (Answer.YES, Answer.NOT_SURE) or incident.kind in _CHILD:
        return FirstReaders(CaseLevel.NAMED, holding(Duty.HEADTEACHER, *_SAFEGUARDING))
    if subjects or incident.kind in _ADULT:
        return FirstReaders(CaseLevel.NAMED, holding(Duty.HEADTEACHER, Duty.DEPUTY_HEADTEACHER, Duty.INCIDENT_LEAD))
    return FirstReaders(CaseLevel.OFFICE, holding(*OFFICE))


def office_readers(subjects: frozenset[UUID], duties: Iterable[DutyHeld], day: date) -> frozenset[UUID]:
    """Who reads a case of the office today."""
    held = tuple(duties)
    return frozenset(p for duty in OFFICE for p in holders_on(held, duty, day)) - subjects
