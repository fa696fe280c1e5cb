"""What Today asks of incidents: those still open that the person signed in can read, and the days they count in."""

from __future__ import annotations

from dataclasses import replace

from schoolsm_desktop.domain.cases import CaseSort, CaseState
from schoolsm_desktop.domain.due_facts import DueFacts
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import open_cases
from .school_days import calendar_of
from .schools import home_school
from .session import Session


def with_incidents(session: Session, uow: UnitOfWork, facts: DueFacts) -> DueFacts:
    """The facts with the open incidents. Without any, no calendar is made: bank holidays take a moment."""
    found = [x.incident for x in open_cases(session, uow, CaseSort.INCIDENT) if x.facts.state is CaseState.OPEN]
    if not found:
        return facts
    return replace(facts, incidents=tuple(found), calendar=calendar_of(uow, home_school(uow), session.today))
