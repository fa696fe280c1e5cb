"""Incidents as the search finds them: only those that the person signed in can read, and in memory only."""

from __future__ import annotations

from collections.abc import Iterable

from schoolsm_desktop.domain.cases import CaseSort
from schoolsm_desktop.domain.incident_kinds import INCIDENT_WORDS
from schoolsm_desktop.domain.lists import ListKind
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import open_cases
from .findable import Entry, Found, FoundKind
from .lists import read_entries
from .session import Session


def incidents(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """By reference, type, what happened and who; each leads to its record."""
    opened = open_cases(session, uow, CaseSort.INCIDENT)
    if not opened:
        return
    types = {entry.key: entry.name for entry in read_entries(uow, ListKind.INCIDENT_TYPES)}
    names = {p.id: p.name for p in uow.people.all()}
    for one in opened:
        facts = one.incident.incident
        said = types.get(facts.type_key, "") or tr(INCIDENT_WORDS[facts.kind])
        title = tr("{reference}: {what}", reference=facts.reference, what=said)
        who = [
            part for p in facts.people for part in (p.name, p.handle, names.get(p.person_id, "") if p.person_id else "")
        ]
        found = Found(FoundKind.INCIDENT, facts.id, title, day_text(facts.recorded_at.date()), "incidents", "incidents")
        yield Entry(found, facts.what[:400], facts.where, *who)
