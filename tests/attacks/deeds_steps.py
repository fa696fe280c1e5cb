"""The deeds of the guided record, for the table: the key alone is not enough to decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from schoolsm_desktop.domain.cases import CaseState
from schoolsm_desktop.domain.incidents import Answer
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.services.incident_steps import Decision, Tick
from tests.services.cases import filed
from tests.services.log_deeds_steps import CLOSING

from .deed import EVERYBODY, Deed
from .stage import Stage

LEAD = Action.LEAD_INCIDENTS


def _case(s: Stage, **facts: Any) -> UUID:
    """An incident that whoever is signed in can read."""
    return filed(s.office.session, {s.me}, **{"allegation": Answer.NO} | facts)


DEEDS: Mapping[str, Deed] = {
    "IncidentStepService.view": Deed(EVERYBODY, lambda s: s.office.incident_steps.view(_case(s))),
    "IncidentStepService.decide": Deed(
        LEAD, lambda s: s.office.incident_steps.decide(_case(s), Decision("scope", "inside"))
    ),
    "IncidentStepService.tick": Deed(LEAD, lambda s: s.office.incident_steps.tick(_case(s), Tick("contain"))),
    "IncidentStepService.hold_reply": Deed(LEAD, lambda s: s.office.incident_steps.hold_reply(_case(s))),
    "IncidentStepService.release_reply": Deed(
        LEAD, lambda s: s.office.incident_steps.release_reply(_case(s, hold_reply=True), reason="no", at_all=False)
    ),
    "IncidentStepService.close": Deed(LEAD, lambda s: s.office.incident_steps.close(_case(s), CLOSING)),
    "IncidentStepService.reopen": Deed(
        LEAD, lambda s: s.office.incident_steps.reopen(_case(s, state=CaseState.CLOSED), "it goes on")
    ),
}
