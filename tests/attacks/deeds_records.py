"""The deeds of the record of an incident, for the table: who tries has a key, so that only the action is tried."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from schoolsm_desktop.domain.incident_kinds import Severity
from schoolsm_desktop.domain.incidents import CasePerson, Part, Who
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.record_changes import FactChange
from schoolsm_desktop.domain.record_entries import Adding, NewEntry
from tests.services.cases import filed

from .deed import EVERYBODY, Deed
from .stage import Stage

LEAD = Action.LEAD_INCIDENTS


def _case(s: Stage) -> UUID:
    return filed(s.office.session, {s.me})


RECORD_DEEDS: Mapping[str, Deed] = {
    "IncidentRecordService.view": Deed(EVERYBODY, lambda s: s.office.incident_records.view(_case(s))),
    "IncidentRecordService.choices": Deed(EVERYBODY, lambda s: s.office.incident_records.choices(_case(s))),
    "IncidentRecordService.shelf": Deed(EVERYBODY, lambda s: s.office.incident_records.shelf()),
    "IncidentRecordService.add": Deed(
        LEAD, lambda s: s.office.incident_records.add(_case(s), NewEntry(Adding.NOTE, "rang"))
    ),
    "IncidentRecordService.change": Deed(
        LEAD, lambda s: s.office.incident_records.change(_case(s), FactChange(Severity.SERIOUS))
    ),
    "IncidentRecordService.name_people": Deed(
        LEAD,
        lambda s: s.office.incident_records.name_people(_case(s), (CasePerson(Part.WITNESS, Who.PUBLIC, "A"),), "", 0),
    ),
    "IncidentRecordService.lead": Deed(LEAD, lambda s: s.office.incident_records.lead(_case(s), s.me, 0)),
}
