"""Where somebody outside school was met before, among what the person signed in can read and nothing else (PRACTICE 3)."""

from __future__ import annotations

from schoolsm_desktop.domain.cases import CaseSort
from schoolsm_desktop.domain.incidents import Incident
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.seen_before import Met, met_before
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import open_cases
from .session import Session

_WORDS = {"incident": "Incident", "moderation": "Moderation log", "block": "Blocked"}


def met_again(session: Session, uow: UnitOfWork, incident: Incident) -> tuple[Met, ...]:
    """Where the people outside whom it is about were met before, the latest first."""
    others = [one.incident.incident for one in open_cases(session, uow, CaseSort.INCIDENT)]
    acts = uow.moderation_acts.all() if session.allows(uow, Action.MODERATE) else ()
    blocks = uow.blocks.all() if session.allows(uow, Action.BLOCK_USERS) else ()
    return met_before(incident, others, acts, blocks)


def seen_again(session: Session, uow: UnitOfWork, incident: Incident) -> str:
    """The same in words; "" where nobody was."""
    met = met_again(session, uow, incident)
    return "; ".join(
        tr("{where} {what}, {day}", where=tr(_WORDS[one.kind]), what=one.reference, day=day_text(one.on)) for one in met
    )
