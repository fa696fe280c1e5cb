"""What reporting and sharing leave in the log: a sealed record was kept, shared or added to, and no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cases import CaseLevel, CaseSort, EntryKind
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.incidents import CasePerson, Part, Who
from schoolsm_desktop.services.case_files import open_case
from schoolsm_desktop.services.incidents import Report
from tests.services.cases import filed
from tests.services.stage import Stage

REPORT = Report(
    what="A parent wrote three comments",
    people=(CasePerson(Part.REPORTED_BY, Who.PARENT, "Mr Cole"),),
    kind=IncidentKind.PARENT_COMMENT,
)


def _case(s: Stage, *others: UUID, level: CaseLevel = CaseLevel.NAMED) -> UUID:
    return filed(s.office.session, {s.office.person_id, *others}, level=level)


def _tell(s: Stage) -> None:
    case, session = s.office.incidents.report(REPORT).id, s.office.session
    with session.reading() as uow:
        entries = open_case(session, uow, CaseSort.INCIDENT, case).entries
    told = {entry.of for entry in entries if entry.kind is EntryKind.TOLD}
    waits = next(e.number for e in entries if e.kind is EntryKind.ACTION and e.number not in told)
    s.office.incidents.tell(case, waits)


INCIDENT_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "incidents.report": (Did.CASE_FILED, lambda s: s.office.incidents.report(REPORT)),
    "incidents.tell": (Did.CASE_ADDED_TO, _tell),
    "case_sharing.add": (
        Did.SEALED_SHARED,
        lambda s: s.office.case_sharing.add(_case(s), [s.school.coordinator.id], "she helps"),
    ),
    "case_sharing.end": (
        Did.CASE_UNSHARED,
        lambda s: s.office.case_sharing.end(_case(s, s.jo.id), [s.jo.id], "no longer needed"),
    ),
    "case_sharing.make_named": (
        Did.CASE_UNSHARED,
        lambda s: s.office.case_sharing.make_named(
            _case(s, s.jo.id, level=CaseLevel.OFFICE), [s.office.person_id], "an adult is concerned"
        ),
    ),
}
