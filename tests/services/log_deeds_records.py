"""What the deeds of the record of an incident leave in the log: that a sealed record was added to, and not a word more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.incident_kinds import Severity
from schoolsm_desktop.domain.incidents import CasePerson, Part, Who
from schoolsm_desktop.domain.record_changes import FactChange
from schoolsm_desktop.domain.record_entries import Adding, NewEntry
from tests.services.cases import filed
from tests.services.stage import Stage


def _case(s: Stage) -> UUID:
    return filed(s.office.session, {s.school.head.id})


RECORD_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "incident_records.add": (
        Did.CASE_ADDED_TO,
        lambda s: s.office.incident_records.add(_case(s), NewEntry(Adding.NOTE, "rang")),
    ),
    "incident_records.change": (
        Did.CASE_ADDED_TO,
        lambda s: s.office.incident_records.change(_case(s), FactChange(Severity.SERIOUS)),
    ),
    "incident_records.name_people": (
        Did.CASE_ADDED_TO,
        lambda s: s.office.incident_records.name_people(_case(s), (CasePerson(Part.WITNESS, Who.PUBLIC, "A"),), "", 0),
    ),
    "incident_records.lead": (
        Did.CASE_ADDED_TO,
        lambda s: s.office.incident_records.lead(_case(s), s.school.head.id, 0),
    ),
}
"""The deed and the entry it leaves."""
