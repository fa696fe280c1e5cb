"""A small school in which every deed has something to be done to."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.accounts import Account, AccountState, SecretField
from schoolsm_desktop.domain.checklists import Checklist, LineKind
from schoolsm_desktop.domain.cover import Cover
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.domain.policy import AccessCondition
from schoolsm_desktop.domain.requests import AccessRequest
from schoolsm_desktop.services.conditions import Tick
from schoolsm_desktop.services.giving import GiveRequest
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.requests import Asking
from tests.services.school import InventedSchool, KeptRecords

PASSWORD = SecretField.PASSWORD
SEED = "GUJGZJN3BNMU7AZADGAQMHIHPHYV2JWM"
TEMPORARY = "temporary badger lemon skylight rivet"


_KEPT: dict[str, tuple[KeptRecords, dict[str, Any]]] = {}


def stage_in(school: InventedSchool) -> Stage:
    """The stage, built once in each process and put back from memory: each of some hundred deeds begins with it."""
    if school.policy not in _KEPT:
        built = Stage(school)
        things = {name: thing for name, thing in vars(built).items() if name not in ("school", "office")}
        _KEPT[school.policy] = school.keep(), things
        school.office = school.sign_in_again(school.head)
        built.office = school.office
        return built
    records, things = _KEPT[school.policy]
    school.put_back(records)
    stage = object.__new__(Stage)
    vars(stage).update(things, school=school)
    school.office = stage.office = school.sign_in_again(school.head)
    return stage


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
        school.ready(self.waiting)
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

    def tick(self) -> Tick:
        """A condition that can be ticked off."""
        return Tick((self.sam.id,), AccessCondition.TRAINING, date(2026, 11, 20))

    def asked(self) -> AccessRequest:
        """Access that somebody asked for and that waits."""
        asking = Asking(self.waiting.id, self.page.id, AccessKind.KNOWS_PASSWORD, AccessLevel.POSTS, date(2026, 11, 20))
        return self.office.requests.ask(asking)

    def list(self, *, quiet: bool = False) -> Checklist:
        """The list of a colleague who looks after an account, holds a duty and leaves in three days."""
        self.office.account_care.new_owner([self.page.id], self.sam.id)
        return self.office.leaving.prepare(self.sam.id, date(2026, 11, 23), quiet=quiet)

    def line(self, kind: LineKind) -> UUID:
        """The line of a kind on that list."""
        lines = self.office.checklists.view(self.list().id).lines
        return next(row.line.id for row in lines if row.line.kind is kind)

    def with_deputy(self) -> None:
        """A deputy headteacher with a sign-in; the headteacher is signed in afterwards."""
        self.deputy = self.school.add_person("Dee Putty", "Deputy head")
        self.office.people.give_duty(self.deputy.id, Duty.DEPUTY_HEADTEACHER, date(2026, 11, 20))
        self.school.make_sign_in(self.deputy)
        self.office = self.school.office

    def cover(self) -> Cover:
        """Cover that the headteacher arranged for today and tomorrow."""
        self.with_deputy()
        return self.office.cover.begin(self.deputy.id, date(2026, 11, 20), date(2026, 11, 21))

    def cover_alone(self) -> Cover:
        """Cover that a deputy began; the headteacher is signed in again."""
        self.with_deputy()
        cover = self.school.sign_in(self.deputy).cover.begin_alone(date(2026, 11, 21), "taken ill")
        self.office = self.school.sign_in(self.school.head)
        return cover
