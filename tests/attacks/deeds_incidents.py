"""Reporting and sharing, for the table: everybody reports; who reads is changed by who leads, with the key."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from schoolsm_desktop.domain.permissions import Action
from tests.services.cases import filed
from tests.services.log_deeds_incidents import REPORT

from .deed import EVERYBODY, Deed
from .stage import Stage

LEAD = Action.LEAD_INCIDENTS


def _case(s: Stage) -> UUID:
    """An incident that whoever is signed in can read."""
    return filed(s.office.session, {s.me, s.school.coordinator.id})


DEEDS: Mapping[str, Deed] = {
    "IncidentService.lines": Deed(EVERYBODY, lambda s: s.office.incidents.lines()),
    "IncidentService.choices": Deed(EVERYBODY, lambda s: s.office.incidents.choices()),
    "IncidentService.outlook": Deed(EVERYBODY, lambda s: s.office.incidents.outlook(REPORT)),
    "IncidentService.report": Deed(EVERYBODY, lambda s: s.office.incidents.report(REPORT)),
    "IncidentService.met_before": Deed(EVERYBODY, lambda s: s.office.incidents.met_before(_case(s))),
    "IncidentService.tell": Deed(EVERYBODY, lambda s: s.office.incidents.tell(_case(s), 1)),
    "CaseSharingService.view": Deed(EVERYBODY, lambda s: s.office.case_sharing.view(_case(s))),
    "CaseSharingService.add": Deed(
        LEAD, lambda s: s.office.case_sharing.add(_case(s), [s.school.head.id], "for the table")
    ),
    "CaseSharingService.end": Deed(
        LEAD, lambda s: s.office.case_sharing.end(_case(s), [s.school.coordinator.id], "for the table")
    ),
    "CaseSharingService.make_named": Deed(
        LEAD, lambda s: s.office.case_sharing.make_named(_case(s), [s.me], "for the table")
    ),
}
