"""Incidents: who reported what, to whom it is sealed, and the views of those who may read it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from schoolsm_desktop.domain.cases import CaseSort, CaseState
from schoolsm_desktop.domain.incident_kinds import INCIDENT_WORDS
from schoolsm_desktop.domain.incidents import Incident
from schoolsm_desktop.domain.wording import day_text, tr

from .case_files import open_cases
from .session import Session


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """One line of the list."""

    id: UUID
    reference: str
    kind: str
    when: str
    state: str
    incident: Incident


class IncidentService:
    """Deeds and views of incidents; whoever has no key to one is told nothing of it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lines(self) -> tuple[IncidentLine, ...]:
        """Every incident that the person signed in can read, the newest first."""
        with self._session.reading() as uow:
            opened = open_cases(self._session, uow, CaseSort.INCIDENT)
        return tuple(_line(one.incident.incident) for one in opened)


def _line(incident: Incident) -> IncidentLine:
    return IncidentLine(
        incident.id,
        incident.reference,
        tr(INCIDENT_WORDS[incident.kind]),
        day_text(incident.recorded_at.date()),
        tr("Closed") if incident.state is CaseState.CLOSED else tr("Open"),
        incident,
    )
