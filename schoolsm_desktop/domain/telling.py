"""Who is told of an incident, and how fast: the lines of the policy, without the person it is about (D9, PRACTICE 1).

An allegation is told to those who read it and to nobody else, at once; until the local authority’s officer has advised,
nobody questions anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from .case_readers import (
    FirstReaders,
    Office,
    data_may_be_lost,
    is_allegation,
    managers_told,
    routes_for,
)
from .incident_kinds import IncidentKind
from .incidents import Incident, Mark
from .people import Duty
from .rules import Route

TELL = "tell"
"""`about` of an action that is done by telling somebody; a TOLD entry that names it in `of` says when it was done."""
AT_ONCE = 0
_BREACH_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Tell:
    """Somebody to be told: a person, or a duty that nobody holds. `duty` is None for a line manager."""

    person_id: UUID | None
    duty: Duty | None
    within_minutes: int
    clause: str = ""

    def due(self, known: datetime) -> datetime:
        """By when, counted from when the school knew."""
        return known + timedelta(minutes=self.within_minutes)


def to_tell(incident: Incident, readers: FirstReaders, office: Office) -> tuple[Tell, ...]:
    """Everybody to be told, the most pressing first, each once."""
    if readers.only_chair:
        return _each(Route(incident.kind, (Duty.CHAIR,), AT_ONCE), incident, office)
    wanted: list[Tell] = []
    closed = is_allegation(incident) or incident.kind is IncidentKind.LOW_LEVEL_CONCERN
    if is_allegation(incident) or Mark.CHILD_AT_RISK in incident.marks:
        wanted += _each(Route(incident.kind, (Duty.DSL,), AT_ONCE), incident, office)
        wanted += _each(Route(incident.kind, (Duty.HEADTEACHER,), AT_ONCE), incident, office)
    for route in routes_for(incident, office.routes):
        wanted += _each(route, incident, office)
        if route.line_manager:
            wanted += [
                Tell(one, None, route.within_minutes, route.clause) for one in sorted(managers_told(incident, office))
            ]
    if data_may_be_lost(incident) and not closed:
        wanted += _each(Route(incident.kind, (Duty.DPO,), _BREACH_MINUTES), incident, office)
    if closed:
        wanted = [tell for tell in wanted if tell.person_id in readers.people]
        wanted = wanted or [Tell(one, None, AT_ONCE) for one in sorted(readers.people)]
    return _once(wanted)


def _each(route: Route, incident: Incident, office: Office) -> tuple[Tell, ...]:
    """One for each duty of the line: whoever has held it longest. Who it is about is passed over."""
    told = []
    for duty in route.tell:
        holders = [held for held in _longest_first(office, duty) if held not in incident.subject_ids]
        if holders or not office.holding(duty):
            told.append(Tell(holders[0] if holders else None, duty, route.within_minutes, route.clause))
    return tuple(told)


def _longest_first(office: Office, duty: Duty) -> list[UUID]:
    held = sorted((d for d in office.duties if d.duty is duty and d.held_on(office.day)), key=lambda d: d.starts)
    return [each.person_id for each in held]


def _once(wanted: list[Tell]) -> tuple[Tell, ...]:
    first: dict[UUID | Duty | None, Tell] = {}
    for tell in sorted(wanted, key=lambda one: (one.within_minutes, not one.clause)):
        first.setdefault(tell.person_id or tell.duty, tell)
    return tuple(first.values())
