"""Another coordinator takes over: keys in the right order, duty, list; nobody is ever locked out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from schoolsm_desktop.domain.access import AccessKind
from schoolsm_desktop.domain.accounts import RecoveryFacts, SecretField
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.checklists import ChecklistKind, LineKind
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Duty, DutyHeld, Person
from schoolsm_desktop.services.errors import NotOnRegisterError
from schoolsm_desktop.services.sign_ins import SignInService

from .school import InventedSchool

PASSWORD = SecretField.PASSWORD


@pytest.fixture
def next_one(school: InventedSchool) -> Person:
    """Who takes over, with a sign-in; the headteacher is signed in, and there is a page whose password Rosa opened."""
    school.add_account("School X", recovery=RecoveryFacts(phone="Rosa’s own phone", second_administrator="Rosa Okafor"))
    person = school.add_person("Siân ap Gwŷn")
    school.make_sign_in(person)
    return person


def duties_of(school: InventedSchool, person: Person) -> list[DutyHeld]:
    with school.office.session.reading() as uow:
        return [d for d in uow.duties.all() if d.person_id == person.id and d.duty is Duty.COORDINATOR]


def keyholders(school: InventedSchool) -> set[str]:
    keys = school.office.session.keys
    return {known.name for known in keys.people() if known.person_id in keys.keyholders()}


@pytest.mark.clause("valence:roles-1")
def test_the_next_coordinator_gets_duty_and_keys_and_the_last_one_gives_them_up(
    school: InventedSchool, next_one: Person
) -> None:
    today = school.clock.today()
    begun = school.office.handover.begin(school.coordinator.id, next_one.id, today)
    assert [d.starts for d in duties_of(school, next_one)] == [today]
    held = duties_of(school, school.coordinator)[0]
    assert held.ends == max(today - timedelta(days=1), held.starts)
    assert keyholders(school) == {"Anna Whitfield", next_one.name}
    assert (begun.kind, begun.person_id, begun.successor_id) == (
        ChecklistKind.HANDOVER,
        school.coordinator.id,
        next_one.id,
    )
    assert school.office.log.check().sound


@pytest.mark.clause("valence:roles-4")
def test_the_new_one_opens_every_password_and_the_old_one_none_and_what_was_known_must_change(
    school: InventedSchool, next_one: Person
) -> None:
    page = school.office.accounts.lines()[0].account
    school.office.handover.begin(school.coordinator.id, next_one.id, school.clock.today())
    lines = {line.item.key for line in school.office.today.view().lines}
    assert any(str(page.id) in key and "password" in key for key in lines), "what Rosa knows must become another one"
    new = school.sign_in(next_one)
    assert new.secrets.open(page.id, PASSWORD)
    old = school.sign_in(school.coordinator)
    with pytest.raises(NotOnRegisterError):
        old.secrets.open(page.id, PASSWORD)


@pytest.mark.clause("churchward:2-mk-ownership")
def test_the_list_names_the_book_the_sheet_the_recovery_facts_the_passwords_and_the_sign_in(
    school: InventedSchool, next_one: Person
) -> None:
    begun = school.office.handover.begin(school.coordinator.id, next_one.id, school.clock.today())
    view = school.office.checklists.view(begun.id)
    assert [one.line.kind for one in view.lines] == [
        LineKind.HANDOVER_BOOK,
        LineKind.NEW_HOLDER,
        LineKind.RECOVERY_SHEET,
        LineKind.DUTY,
        LineKind.OWNED_ACCOUNT,
        LineKind.RECOVERY_PHONE,
        LineKind.SECOND_ADMINISTRATOR,
        LineKind.PASSWORD_KNOWN,
        LineKind.SIGN_IN,
    ]
    shown = {one.line.kind: one for one in view.lines}
    assert not shown[LineKind.DUTY].is_open, "the records show that it ended"
    assert shown[LineKind.PASSWORD_KNOWN].is_open
    with pytest.raises(RuleError, match="ticked by hand"):
        school.office.checklists.tick(shown[LineKind.PASSWORD_KNOWN].line.id, "said so")


def test_who_keeps_access_of_their_own_goes_on_knowing_that_password(school: InventedSchool, next_one: Person) -> None:
    page = school.office.accounts.lines()[0].account
    school.sign_in(school.coordinator)
    school.sign_in(school.head)
    school.give(school.coordinator, page, AccessKind.KNOWS_PASSWORD)
    begun = school.office.handover.begin(school.coordinator.id, next_one.id, school.clock.today())
    kinds = [one.line.kind for one in school.office.checklists.view(begun.id).lines]
    assert LineKind.PASSWORD_KNOWN not in kinds
    assert school.sign_in(school.coordinator).secrets.open(page.id, PASSWORD)


def test_without_a_confirmed_sign_in_nothing_is_handed_over_and_the_way_to_one_is_said(school: InventedSchool) -> None:
    person = school.add_person("Jo Marsh")
    school.sign_in(school.head)
    with pytest.raises(FieldError, match="Make a sign-in") as refused:
        school.office.handover.begin(school.coordinator.id, person.id, school.clock.today())
    assert refused.value.field == "new"
    assert keyholders(school) == {"Anna Whitfield", "Rosa Okafor"}
    assert duties_of(school, person) == []
    with school.office.session.reading() as uow:
        assert uow.checklists.all() == ()


def test_for_a_day_to_come_duties_are_dated_and_the_keys_wait(school: InventedSchool, next_one: Person) -> None:
    day = date(2027, 1, 5)
    begun = school.office.handover.begin(school.coordinator.id, next_one.id, day)
    assert [d.starts for d in duties_of(school, next_one)] == [day]
    assert [d.ends for d in duties_of(school, school.coordinator)] == [day - timedelta(days=1)]
    assert keyholders(school) == {"Anna Whitfield", "Rosa Okafor"}
    assert LineKind.NEW_SIGN_IN in [one.line.kind for one in school.office.checklists.view(begun.id).lines]


def test_a_crash_at_any_step_leaves_two_who_can_open_everything_and_it_is_gone_on_with(
    school: InventedSchool, next_one: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = SignInService.set_keyholder

    def cut_off(self: SignInService, person_id: object, keyholder: bool) -> None:
        if not keyholder:
            raise OSError("the power went")
        real(self, next_one.id, keyholder)

    monkeypatch.setattr(SignInService, "set_keyholder", cut_off)
    with pytest.raises(OSError, match="power"):
        school.office.handover.begin(school.coordinator.id, next_one.id, school.clock.today())
    assert keyholders(school) == {"Anna Whitfield", "Rosa Okafor", next_one.name}
    monkeypatch.setattr(SignInService, "set_keyholder", real)
    school.office.handover.begin(school.coordinator.id, next_one.id, school.clock.today())
    assert keyholders(school) == {"Anna Whitfield", next_one.name}
    assert len(duties_of(school, next_one)) == 1
    with school.office.session.reading() as uow:
        assert len(uow.checklists.all()) == 1
    assert school.office.log.check().sound


def test_records_change_whole_or_not_at_all(
    school: InventedSchool, next_one: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("schoolsm_desktop.services.handover.start_list", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        school.office.handover.begin(school.coordinator.id, next_one.id, school.clock.today())
    assert duties_of(school, next_one) == []
    assert [d.ends for d in duties_of(school, school.coordinator)] == [None]
    assert "Rosa Okafor" in keyholders(school)


def test_the_coordinator_begins_the_list_and_the_headteacher_does_the_rest(
    school: InventedSchool, next_one: Person
) -> None:
    school.sign_in(school.coordinator)
    today = school.clock.today()
    plan = school.office.handover.plan(school.coordinator.id, next_one.id, today)
    assert plan.only_list
    first = school.office.handover.begin(school.coordinator.id, next_one.id, today)
    assert duties_of(school, next_one) == []
    assert keyholders(school) == {"Anna Whitfield", "Rosa Okafor"}
    school.sign_in(school.head)
    assert school.office.handover.begin(school.coordinator.id, next_one.id, today).id == first.id
    assert keyholders(school) == {"Anna Whitfield", next_one.name}


def test_a_headteacher_who_was_coordinator_too_stays_a_keyholder(school: InventedSchool, next_one: Person) -> None:
    today = school.clock.today()
    school.office.people.give_duty(school.head.id, Duty.COORDINATOR, today)
    school.office.handover.begin(school.head.id, next_one.id, today)
    assert keyholders(school) == {"Anna Whitfield", "Rosa Okafor", next_one.name}


def test_what_follows_is_said_before(school: InventedSchool, next_one: Person) -> None:
    plan = school.office.handover.plan(school.coordinator.id, next_one.id, school.clock.today())
    words = " ".join(plan.steps)
    assert words.index("is a keyholder first") < words.index("is a keyholder no longer")
    assert plan.follows
    assert keyholders(school) == {"Anna Whitfield", "Rosa Okafor"}, "nothing was done yet"


def test_what_cannot_be_handed_over_is_refused(school: InventedSchool, next_one: Person) -> None:
    handover, today = school.office.handover, school.clock.today()
    with pytest.raises(RuleError, match="nothing to hand over"):
        handover.begin(next_one.id, school.head.id, today)
    with pytest.raises(FieldError, match="Choose somebody else"):
        handover.begin(school.coordinator.id, school.coordinator.id, today)
    with pytest.raises(RuleError, match="nothing to hand over"):
        handover.begin(school.coordinator.id, next_one.id, date(2020, 1, 1))
    with pytest.raises(NotAllowedError):
        school.sign_in(next_one).handover.begin(school.coordinator.id, next_one.id, today)
    with school.office.session.reading() as uow:
        assert Did.LIST_STARTED not in [entry.did for entry in uow.audit.all()]


def test_the_last_keyholder_goes_only_after_the_next_one_is(school: InventedSchool, next_one: Person) -> None:
    """The headteacher, who is coordinator too and the only keyholder left, hands over: there are two then, never none."""
    today = school.clock.today()
    school.office.people.give_duty(school.head.id, Duty.COORDINATOR, today)
    school.office.sign_ins.set_keyholder(school.coordinator.id, False)
    assert keyholders(school) == {"Anna Whitfield"}
    school.office.handover.begin(school.head.id, next_one.id, today)
    assert keyholders(school) == {"Anna Whitfield", next_one.name}
