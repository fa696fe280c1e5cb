"""*It has happened*: for each type the question, five steps, whom to tell and whom to ring. For everybody with a sign-in."""

from __future__ import annotations

from schoolsm_desktop.domain.first_card import CardFacts, FirstCard, first_card
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.lists import ListKind
from schoolsm_desktop.domain.people import Duty, holders_on
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .lists import read_entries
from .session import Session

_KINDS = {kind.value: kind for kind in IncidentKind}


class FirstCardService:
    """Reads the cards; nothing on them is about anything that happened."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def cards(self) -> tuple[FirstCard, ...]:
        """The card of every type in use, in the school's own order."""
        with self._session.reading() as uow:
            return read_cards(self._session, uow)


def read_cards(session: Session, uow: UnitOfWork) -> tuple[FirstCard, ...]:
    """The cards of the types in use."""
    facts = card_facts(session, uow)
    types = [entry for entry in read_entries(uow, ListKind.INCIDENT_TYPES) if entry.ended_at is None]
    return tuple(first_card(facts, entry.key, entry.name, _KINDS.get(entry.key)) for entry in types)


def card_facts(session: Session, uow: UnitOfWork) -> CardFacts:
    """Policy, holders of duties and numbers, as they stand today."""
    duties = uow.duties.standing(session.today)
    names = {person.id: person.name for person in uow.people.all()}
    holders = {duty: tuple(names[p] for p in holders_on(duties, duty, session.today) if p in names) for duty in Duty}
    return CardFacts(session.profile(uow), holders, tuple(uow.contacts.all()))
