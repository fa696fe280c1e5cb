"""What follows if a person, a duty, a sign-in or an account goes: sentences, before anything is done."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.permissions import Action

from .session import Session


class WhatIfService:
    """What follows if a person, a duty or an account goes. It changes nothing; who sees the register may ask."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def person_leaves(self, person_id: UUID, day: date) -> tuple[str, ...]:
        """What follows when `day` is a person's last day."""
        return self._nothing_yet(person_id, day)

    def duty_ends(self, duty_id: UUID) -> tuple[str, ...]:
        """What follows when this duty ends today."""
        return self._nothing_yet(duty_id)

    def account_closes(self, account_id: UUID) -> tuple[str, ...]:
        """What follows when an account is closed."""
        return self._nothing_yet(account_id)

    def sign_in_ends(self, person_id: UUID) -> tuple[str, ...]:
        """What follows when a person's sign-in ends while they stay at the school."""
        return self._nothing_yet(person_id)

    def _nothing_yet(self, *_about: object) -> tuple[str, ...]:
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_REGISTER)
        return ()
