"""A small school in which every deed has something to be done to."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.accounts import Account, AccountState, SecretField
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.services.access import GiveRequest
from schoolsm_desktop.services.office import Office
from tests.services.school import InventedSchool

PASSWORD = SecretField.PASSWORD
SEED = "GUJGZJN3BNMU7AZADGAQMHIHPHYV2JWM"
TEMPORARY = "temporary badger lemon skylight rivet"


class Stage:
    """A school with something to do each deed to; the headteacher is signed in, who may do all of them."""

    def __init__(self, school: InventedSchool) -> None:
        self.school = school
        self.page = school.add_account()
        self.proposed = school.office.accounts.add(
            Account(uuid4(), school.head.school_id, "x", "New", state=AccountState.PROPOSED)
        )
        self.jo, self.sam = school.add_person("Jo Marsh"), school.add_person("Sam Adeyemi")
        school.make_sign_in(self.jo)
        self.office: Office = school.sign_in(school.coordinator)
        self.waiting = school.add_person("Wen Waiting")
        self.office.sign_ins.make(self.waiting.id, TEMPORARY)
        self.office.secrets.change(
            self.page.id, {PASSWORD: "a former one 7!", SecretField.ONE_TIME_SEED: SEED}, confirmed=True
        )
        self.office.secrets.change(self.page.id, {PASSWORD: "a newer one 8?"}, confirmed=False)
        self.access = school.give(self.jo, self.page)
        self.paused = school.give(self.sam, self.page)
        self.office.access.pause(self.paused.id)
        (self.before,) = self.office.access.already_had([self.request(self.waiting, AccessKind.OWN_LOGIN)])
        self.duty = self.office.people.give_duty(self.sam.id, Duty.DSL, date(2026, 11, 20))
        self.office = school.sign_in(school.head)

    def request(self, person: Person, kind: AccessKind = AccessKind.KNOWS_PASSWORD) -> GiveRequest:
        """A request that can be granted."""
        on = date(2026, 11, 20)
        head = self.school.head.id
        return GiveRequest(
            person.id, self.page.id, kind, AccessLevel.POSTS, on, reason="news", authorised_by=head, authorised_on=on
        )
