"""The register read once: what lists, Today, the matrix and the printed pages are all worked out from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.access import Access, Knowing, PasswordDue, Waiver, entitled, password_due
from schoolsm_desktop.domain.accounts import Account, Platform, SecretVersion
from schoolsm_desktop.domain.people import DutyHeld, Person
from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.domain.same_person import as_one, waived_as_one
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .session import Session


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """People, accounts, accesses and who knows what, as they stand at one moment."""

    today: date
    profile: Profile
    people: Mapping[UUID, Person]
    duties: Sequence[DutyHeld]
    accounts: Mapping[UUID, Account]
    platforms: Mapping[str, Platform]
    versions: Sequence[SecretVersion]
    accesses: Sequence[Access]
    knowings: Sequence[Knowing]
    keyholders: frozenset[UUID]
    due: Mapping[UUID, PasswordDue]

    def readers(self, account_id: UUID) -> frozenset[UUID]:
        """Who may read the account's secrets today."""
        return entitled(self.accesses, self.people.values(), account_id, self.keyholders, self.today)


def read_register(session: Session, uow: UnitOfWork) -> RegisterFacts:
    """Read it with one statement a table; the rules are applied in memory."""
    people = {p.id: p for p in uow.people.all()}
    accounts = {a.id: a for a in uow.accounts.all()}
    versions = uow.secrets.versions()
    accesses = uow.access.all()
    knowings = as_one(uow.knowings.all(), people)
    waivers: Sequence[Waiver] = waived_as_one(uow.knowings.waivers(), people)
    profile = session.profile(uow)
    keyholders = session.keys.keyholders()
    now, today = session.clock.now(), session.today
    due = {}
    for account in accounts.values():
        readers = entitled(accesses, people.values(), account.id, keyholders, today)
        found = password_due(
            account,
            versions,
            knowings,
            accesses,
            tuple(people.values()),
            readers,
            waivers,
            hours=profile.hours_until_change,
            now=now,
        )
        if found is not None:
            due[account.id] = found
    return RegisterFacts(
        today=today,
        profile=profile,
        people=people,
        duties=uow.duties.standing(today),
        accounts=accounts,
        platforms={p.id: p for p in uow.platforms.all()},
        versions=versions,
        accesses=accesses,
        knowings=knowings,
        keyholders=keyholders,
        due=due,
    )
