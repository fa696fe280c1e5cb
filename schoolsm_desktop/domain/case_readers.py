"""Who reads a case from the start, and who never does (PRACTICE 1 to 3, 10, 13).

A role is never enough: what comes out are the people named here, and a case sealed to named people is never handed on
by a change of duties.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from .cases import CaseLevel
from .incident_kinds import IncidentKind, Severity
from .incidents import Answer, Incident, Part, Who
from .people import Duty, DutyHeld, holders_on
from .rules import Route

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
BREACH_HIDES = frozenset(
    {
        IncidentKind.DATA_BREACH,
        IncidentKind.PHOTO_WITHOUT_PERMISSION,
        IncidentKind.WRONG_POST,
        IncidentKind.ACCOUNT_COMPROMISED,
        IncidentKind.LOST_DEVICE,
    }
)
"""Types in which personal data may have been seen, changed or lost: each is asked about it (PRACTICE 12)."""
SAFEGUARDING = frozenset({Duty.DSL, Duty.DEPUTY_DSL})
_CHILD = frozenset({IncidentKind.PUPIL_CONTACTS_STAFF, IncidentKind.STAFF_CONTACTS_PUPIL, IncidentKind.BLACKMAIL})
_ADULT = frozenset({IncidentKind.STAFF_BREACH, IncidentKind.STAFF_CONTACTS_PUPIL})
_WORST = tuple(Severity)


@dataclass(frozen=True, slots=True)
class FirstReaders:
    """Who reads a new incident. `only_chair` says that it is about the headteacher: no words are taken without a chair."""

    level: CaseLevel
    people: frozenset[UUID]
    only_chair: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """What decides who reads and who is told, as it stands on `day`.

    `can_read` are those with a confirmed sign-in, None where that plays no part; `managers` are line managers by person.
    """

    duties: tuple[DutyHeld, ...]
    day: date
    routes: tuple[Route, ...] = ()
    managers: Mapping[UUID, UUID] | None = None
    can_read: frozenset[UUID] | None = None

    def holding(self, *duties: Duty) -> frozenset[UUID]:
        """Everybody who holds one of these duties."""
        return frozenset(p for duty in duties for p in holders_on(self.duties, duty, self.day))


def first_readers(
    incident: Incident,
    duties: Iterable[DutyHeld],
    day: date,
    *,
    routes: Iterable[Route] = (),
    managers: Mapping[UUID, UUID] | None = None,
    can_read: Collection[UUID] | None = None,
) -> FirstReaders:
    """Whom an incident is sealed to when it is filed; never somebody it is said to be about.

    About the headteacher: the chair alone. About a safeguarding lead: the headteacher alone, never the role. An
    allegation, or not sure: the safeguarding leads and the headteacher. A low-level concern: the headteacher alone.
    Beside these, where it is no allegation, those whom the policy has told of such a thing (`routes`). Where none of
    them has a sign-in (`can_read`), the deputy reads it, else the chair: a small school has one person for many duties.
    """
    office = Office(tuple(duties), day, tuple(routes), managers, frozenset(can_read) if can_read is not None else None)
    subjects = incident.subject_ids
    if subjects & office.holding(Duty.HEADTEACHER):
        return FirstReaders(CaseLevel.NAMED, office.holding(Duty.CHAIR) - subjects, only_chair=True)
    level, people = _by_what_it_is(incident, office)
    people -= subjects
    if office.can_read is not None and not people & office.can_read:
        people |= _in_their_place(subjects, office)
    return FirstReaders(level, people)


def is_allegation(incident: Incident) -> bool:
    """Whether an adult may have harmed a child or put one at risk: yes, not sure, or not asked where it looks like it."""
    if incident.allegation is not Answer.NOT_ASKED:
        return incident.allegation in (Answer.YES, Answer.NOT_SURE)
    adult = any(one.who in (Who.STAFF, Who.GOVERNOR) or one.person_id for one in incident.of_part(Part.SAID_TO_BE))
    child = any(one.who is Who.PUPIL or one.pupil_id for one in incident.of_part(Part.AFFECTED))
    return incident.kind is IncidentKind.STAFF_CONTACTS_PUPIL or (adult and child)


def data_may_be_lost(incident: Incident) -> bool:
    """Whether it counts as a breach of personal data: where one may hide in it, unanswered counts as yes (PRACTICE 12)."""
    if incident.data is Answer.NOT_ASKED:
        return incident.kind in BREACH_HIDES
    return incident.data is not Answer.NO


def routes_for(incident: Incident, routes: Iterable[Route]) -> tuple[Route, ...]:
    """The lines of the policy that are for this. What is urgent or marked takes the road of what is serious."""
    grave = incident.is_urgent or bool(incident.marks)
    severity = incident.severity or (Severity.SERIOUS if grave else Severity.MINOR)
    reached = _WORST[: _WORST.index(severity) + 1]
    return tuple(route for route in routes if route.kind is incident.kind and route.from_severity in reached)


def managers_told(incident: Incident, office: Office) -> frozenset[UUID]:
    """The line managers of the colleagues who had to see it: of whom it harmed, else of who reported it."""
    struck = {one.person_id for one in incident.of_part(Part.AFFECTED) if one.person_id}
    told_us = {one.person_id for one in incident.of_part(Part.REPORTED_BY) if one.person_id}
    managers = office.managers or {}
    return frozenset(managers[each] for each in struck or told_us if each in managers) - incident.subject_ids


def office_readers(subjects: frozenset[UUID], duties: Iterable[DutyHeld], day: date) -> frozenset[UUID]:
    """Who reads a case of the office today."""
    held = tuple(duties)
    return frozenset(p for duty in OFFICE for p in holders_on(held, duty, day)) - subjects


def _by_what_it_is(incident: Incident, office: Office) -> tuple[CaseLevel, frozenset[UUID]]:
    subjects = incident.subject_ids
    if subjects & office.holding(*SAFEGUARDING) or incident.kind is IncidentKind.LOW_LEVEL_CONCERN:
        return CaseLevel.NAMED, office.holding(Duty.HEADTEACHER)
    if is_allegation(incident):
        return CaseLevel.NAMED, office.holding(Duty.HEADTEACHER, *SAFEGUARDING)
    told = _told_too(incident, office)
    if incident.kind in _CHILD:
        return CaseLevel.NAMED, office.holding(Duty.HEADTEACHER, *SAFEGUARDING) | told
    if subjects or incident.kind in _ADULT:
        return CaseLevel.NAMED, office.holding(Duty.HEADTEACHER, Duty.DEPUTY_HEADTEACHER, Duty.INCIDENT_LEAD) | told
    return CaseLevel.OFFICE, office.holding(*OFFICE) | told


def _told_too(incident: Incident, office: Office) -> frozenset[UUID]:
    routes = routes_for(incident, office.routes)
    told = office.holding(*(duty for route in routes for duty in route.tell))
    if any(route.line_manager for route in routes):
        told |= managers_told(incident, office)
    return told | (office.holding(Duty.DPO) if data_may_be_lost(incident) else frozenset())


def _in_their_place(subjects: frozenset[UUID], office: Office) -> frozenset[UUID]:
    for duty in (Duty.DEPUTY_HEADTEACHER, Duty.CHAIR):
        found = (office.holding(duty) - subjects) & (office.can_read or frozenset())
        if found:
            return found
    return frozenset()
