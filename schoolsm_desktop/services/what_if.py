"""What follows if a person, a duty, a sign-in or an account goes: sentences, before anything is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain import what_if
from schoolsm_desktop.domain.access import current_version, knowers
from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import duty_title
from schoolsm_desktop.domain.what_follows import WhatIfFacts
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .register import RegisterFacts, read_register
from .session import Session


class WhatIfService:
    """What follows if something goes. It changes nothing; who sees the register may ask."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def person_leaves(self, person_id: UUID, day: date) -> tuple[str, ...]:
        """What follows when `day` is a person's last day."""
        return self._ask(lambda facts: what_if.person_leaves(facts, person_id), day)

    def duty_ends(self, duty_id: UUID) -> tuple[str, ...]:
        """What follows when this duty ends; nothing for one that is not held today."""
        return self._ask(lambda facts: what_if.duty_ends(facts, duty_id))

    def account_closes(self, account_id: UUID) -> tuple[str, ...]:
        """What follows when an account is closed."""
        return self._ask(lambda facts: what_if.account_closes(facts, account_id))

    def sign_in_ends(self, person_id: UUID) -> tuple[str, ...]:
        """What follows when a person's sign-in ends while they stay at the school."""
        return self._ask(lambda facts: what_if.sign_in_ends(facts, person_id))

    def keyholder_goes(self, person_id: UUID) -> tuple[str, ...]:
        """What follows when a person is a keyholder no longer."""
        return self._ask(lambda facts: what_if.keyholder_goes(facts, person_id))

    def access_ends(self, access_id: UUID) -> tuple[str, ...]:
        """What follows when one access ends or is paused."""
        return self._ask(lambda facts: what_if.access_ends(facts, access_id))

    def _ask(self, rule: Callable[[WhatIfFacts], tuple[str, ...]], day: date | None = None) -> tuple[str, ...]:
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_REGISTER)
            facts = facts_on(self._session, uow, day)
        return rule(facts)


def facts_on(session: Session, uow: UnitOfWork, day: date | None) -> WhatIfFacts:
    """How things stand on `day`, or today; a day that has passed counts as today."""
    register = read_register(session, uow)
    return WhatIfFacts(
        day=max(day or register.today, register.today),
        people=register.people,
        duties=register.duties,
        accounts=register.accounts,
        accesses=register.accesses,
        knowers=_knowers(register),
        keyholders=register.keyholders,
        with_sign_in=session.with_sign_in(),
        hours=register.profile.hours_until_change,
        titles={duty: duty_title(register.profile, duty) for duty in Duty},
        requests=uow.requests.all(),
        lists=uow.checklists.all(),
        reviews=uow.reviews.all(),
        covers=uow.covers.all(),
    )


def _knowers(register: RegisterFacts) -> dict[UUID, frozenset[UUID]]:
    found = {}
    for account in register.accounts.values():
        version = current_version(register.versions, account.id)
        if version is not None and SecretField.PASSWORD in version.fields:
            found[account.id] = frozenset(knowers(version, register.versions, register.knowings))
    return found
