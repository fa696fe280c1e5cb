"""What Today asks of complaints: those still open that the person signed in can read, and the school days they count in."""

from __future__ import annotations

from dataclasses import replace

from schoolsm_desktop.domain.cases import CaseSort, CaseState
from schoolsm_desktop.domain.due_facts import DueFacts
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import open_cases
from .school_days import calendar_of
from .schools import home_school
from .session import Session


def with_complaints(session: Session, uow: UnitOfWork, facts: DueFacts) -> DueFacts:
    """The facts with the open complaints. Without any, no calendar is made: bank holidays take a moment."""
    found = [x.complaint for x in open_cases(session, uow, CaseSort.COMPLAINT) if x.facts.state is CaseState.OPEN]
    if not found:
        return facts
    return replace(facts, complaints=tuple(found), calendar=calendar_of(uow, home_school(uow), session.today))
