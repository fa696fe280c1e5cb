"""Which incidents point at a plain record: known from the opened incidents alone, and to nobody without a key to them."""

from __future__ import annotations

from uuid import UUID

from schoolsm_desktop.domain.cases import CaseSort
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import open_cases
from .session import Session

Linked = dict[str, tuple[tuple[UUID, str], ...]]


def linked_incidents(session: Session, uow: UnitOfWork) -> Linked:
    """By link (`post:<id>`), the incidents that the person signed in can read and that point there, with reference."""
    found: Linked = {}
    for opened in open_cases(session, uow, CaseSort.INCIDENT):
        incident = opened.incident.incident
        for link in {entry.link for entry in opened.entries if entry.link}:
            found[link] = (*found.get(link, ()), (incident.id, incident.reference))
    return found
