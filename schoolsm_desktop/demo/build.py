"""Lives the planned school through the program's own services, with the clock set to each moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID

from schoolsm_desktop.domain.access import AccessKind
from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.policy import shared_passwords_allowed
from schoolsm_desktop.services.access import AccessService
from schoolsm_desktop.services.accounts import AccountService
from schoolsm_desktop.services.clock import SetClock
from schoolsm_desktop.services.giving import GiveRequest
from schoolsm_desktop.services.last_days import put_day_right
from schoolsm_desktop.services.people import PeopleService
from schoolsm_desktop.services.policies import PolicyService
from schoolsm_desktop.services.secrets import SecretService
from schoolsm_desktop.services.session import Session
from schoolsm_desktop.services.sign_ins import SignInService

from . import life_build, plan, reports_life
from .afterwards import AFTERWARDS
from .life_build import Records
from .plan import DemoPlan, PlannedAccess, PlannedPerson

Enter = Callable[[str, UUID], Session]
"""Signs in the person the plan calls so: a session on the same open records."""


class Performer:
    """Performs deeds in order. It remembers what id each key of the plan has got."""

    def __init__(self, whole: DemoPlan, clock: SetClock, founders: Mapping[str, Session], enter: Enter) -> None:
        self._plan = whole
        self._clock = clock
        self._sessions = dict(founders)
        self._enter = enter
        self.people: dict[str, UUID] = {key: session.person_id for key, session in founders.items()}
        self.accounts: dict[str, UUID] = {}
        self.accesses: dict[str, UUID] = {}
        self.records: Records = {}
        with self._sessions["head"].reading() as uow:
            self._school_id = uow.schools.all()[0].id
        self._shares = shared_passwords_allowed(PolicyService(self._sessions["head"]).current())

    def live(self) -> None:
        """Perform the whole plan."""
        for deed in self._plan.deeds:
            self._clock.set(deed.at)
            put_day_right(self.session(deed.by))
            _PERFORM[type(deed)](self, deed)
        for rest in AFTERWARDS:
            rest(self)

    @property
    def today(self) -> date:
        """The day the demonstration is made for."""
        return self._clock.today()

    def dawn(self) -> None:
        """Go on to the early morning of the day it is shown on: for what holds on its own day alone."""
        self._clock.set(datetime.combine(self._plan.on, time(6, 20)).astimezone())

    def session(self, key: str) -> Session:
        """The person the plan calls so, signed in."""
        if key not in self._sessions:
            self._sessions[key] = self._enter(key, self.people[key])
        return self._sessions[key]

    # --- people

    def _person(self, planned: PlannedPerson) -> Person:
        return Person(
            id=self.people.get(planned.key, self._school_id),
            school_id=self._school_id,
            given_name=planned.given_name,
            family_name=planned.family_name,
            job_title=planned.job_title,
            contract=planned.contract,
            email=planned.email,
            starts=planned.starts,
            ends=planned.ends,
            manager_id=self.people.get(planned.manager),
            agency=planned.agency,
        )

    def person_added(self, deed: plan.PersonAdded) -> None:
        """A founder gets the missing details; anybody else is entered with their duties."""
        service, planned = PeopleService(self.session(deed.by)), deed.person
        if planned.key not in self.people:
            self.people[planned.key] = service.add(self._person(planned), planned.duties).id
            return
        service.change(self._person(planned))
        held = {line.person.id: {d.duty for d in line.duties} for line in service.lines()}[self.people[planned.key]]
        for duty in planned.duties:
            if duty not in held:
                service.give_duty(self.people[planned.key], duty, self._clock.today())

    def sign_ins_made(self, deed: plan.SignInsMade) -> None:
        """Sign-ins with temporary passphrases; the confirmed ones are used at once, and get passphrases of their own.

        The key file is read when somebody signs in, so everybody else signs in anew after this.
        """
        service = SignInService(self.session(deed.by))
        for key in deed.people:
            service.make(self.people[key], temporary_passphrase(key))
        used = (deed.by, *deed.people) if deed.confirmed else (deed.by,)
        self._sessions = {key: self.session(key) for key in used}

    # --- accounts and secrets

    def account_added(self, deed: plan.AccountAdded) -> None:
        """The account with its people and, where it was authorised, the headteacher who did."""
        planned = deed.account
        facts = replace(
            planned.facts,
            school_id=self._school_id,
            owner_id=self.people.get(planned.owner),
            deputy_owner_id=self.people.get(planned.deputy),
            authorised_by=self.people["head"] if planned.facts.authorised_on else None,
        )
        self.accounts[planned.key] = AccountService(self.session(deed.by)).add(facts).id

    def account_moved(self, deed: plan.AccountMoved) -> None:
        """One step of an account's life."""
        AccountService(self.session(deed.by)).move(self.accounts[deed.account], deed.to)

    def secret_kept(self, deed: plan.SecretKept) -> None:
        """New values of secrets."""
        service = SecretService(self.session(deed.by))
        service.change(self.accounts[deed.account], deed.values, confirmed=deed.confirmed, generated=deed.generated)

    def secret_taken(self, deed: plan.SecretTaken) -> None:
        """A password shown or copied."""
        service = SecretService(self.session(deed.by))
        take = service.copy if deed.copied else service.open
        take(self.accounts[deed.account], SecretField.PASSWORD, deed.reason)

    def code_taken(self, deed: plan.CodeTaken) -> None:
        """A one-time code used."""
        SecretService(self.session(deed.by)).code_source(self.accounts[deed.account], deed.reason)

    # --- access

    def _request(self, access: PlannedAccess) -> GiveRequest:
        return GiveRequest(
            person_id=self.people[access.person],
            account_id=self.accounts[access.account],
            kind=access.kind,
            level=access.level,
            starts=access.starts,
            ends=access.ends,
            review_on=access.review_on,
            reason=access.reason,
        )

    def access_given(self, deed: plan.AccessGiven) -> None:
        """Given by one, authorised by another: the headteacher, or on the headteacher's own the chair.

        A policy that shares no password has none given: it is then one of those that were there before, and shows as
        the exception it is (churchward:4-never-share).
        """
        service, access = AccessService(self.session(deed.by)), deed.access
        request = replace(
            self._request(access), authorised_by=self.people[deed.authorised_by], authorised_on=deed.authorised_on
        )
        if access.kind is AccessKind.KNOWS_PASSWORD and not self._shares:
            kept = service.already_had([request])[0]
        else:
            kept = service.give(request)
        self.accesses[access.key] = kept.id

    def access_found(self, deed: plan.AccessFound) -> None:
        """What was there before, as one list."""
        requests = [self._request(access) for access in deed.accesses]
        kept = AccessService(self.session(deed.by)).already_had(requests, deed.catch_up_by)
        self.accesses.update(zip((access.key for access in deed.accesses), (k.id for k in kept), strict=True))

    def access_authorised(self, deed: plan.AccessAuthorised) -> None:
        """The headteacher's look through the list."""
        AccessService(self.session(deed.by)).authorise(
            [self.accesses[key] for key in deed.accesses], self._clock.today()
        )

    def access_reviewed(self, deed: plan.AccessReviewed) -> None:
        """Kept, with another review day."""
        session = self.session(deed.by)
        with session.reading() as uow:
            found = {access.id: access for access in uow.access.all()}
        for key in deed.accesses:
            AccessService(session).change(replace(found[self.accesses[key]], review_on=deed.review_on))

    def access_ended(self, deed: plan.AccessEnded) -> None:
        """Ended with its reason."""
        AccessService(self.session(deed.by)).end(
            self.accesses[deed.access], deed.reason, reason_shown=deed.reason_shown
        )

    def access_paused(self, deed: plan.AccessPaused) -> None:
        """Paused."""
        AccessService(self.session(deed.by)).pause(self.accesses[deed.access])


def temporary_passphrase(key: str) -> str:
    """What a new colleague of the invented school is handed on paper."""
    return f"slipped paper envelope {key} drawer"


_PERFORM: dict[type[plan.Deed], Callable[..., None]] = {
    plan.PersonAdded: Performer.person_added,
    plan.SignInsMade: Performer.sign_ins_made,
    plan.AccountAdded: Performer.account_added,
    plan.AccountMoved: Performer.account_moved,
    plan.SecretKept: Performer.secret_kept,
    plan.SecretTaken: Performer.secret_taken,
    plan.CodeTaken: Performer.code_taken,
    plan.AccessGiven: Performer.access_given,
    plan.AccessFound: Performer.access_found,
    plan.AccessAuthorised: Performer.access_authorised,
    plan.AccessReviewed: Performer.access_reviewed,
    plan.AccessEnded: Performer.access_ended,
    plan.AccessPaused: Performer.access_paused,
    **life_build.PERFORM,
    **reports_life.PERFORM,
}
