"""Giving and ending access: the register, the seals, who knows what, and what must follow."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from schoolsm_desktop.domain.access import AccessKind, AccessLevel, ChangeNeed
from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Contract, Person
from schoolsm_desktop.services.errors import NotOnRegisterError
from schoolsm_desktop.services.giving import GiveRequest

from .school import InventedSchool

PASSWORD = SecretField.PASSWORD


def readers(school: InventedSchool, account_id: object) -> frozenset[object]:
    """To whom the newest version is sealed, the recovery sheet left out."""
    with school.office.session.reading() as uow:
        version = uow.secrets.versions(account_id)[-1]  # type: ignore[arg-type]
        return uow.secrets.readers(version.id) - {school.office.session.keys.recovery_id}


@pytest.mark.clause("valence:roles-1", "valence:use-11")
def test_give_open_end_must_change_changed_cleared(school: InventedSchool) -> None:
    page, holder = school.add_account(), school.add_person("Jo Marsh")
    school.make_sign_in(holder)
    school.sign_in(school.coordinator)
    access = school.give(holder, page)
    assert readers(school, page.id) == {school.head.id, school.coordinator.id, holder.id}
    school.sign_in(holder).secrets.copy(page.id, PASSWORD)
    office = school.sign_in(school.coordinator)
    assert "within 24 hours" in " ".join(office.what_if.access_ends(access.id))
    due = office.access.end(access.id, "moved to another school")
    assert due is not None
    assert (due.need, due.people) == (ChangeNeed.MUST, (holder.id,))
    assert due.due - due.since == timedelta(hours=24)
    assert readers(school, page.id) == {school.head.id, school.coordinator.id}
    assert any(line.item.key == f"password:{page.id}" for line in office.today.view().lines)
    with pytest.raises(NotOnRegisterError):
        school.sign_in(holder).secrets.open(page.id, PASSWORD)
    office = school.sign_in(school.coordinator)
    office.secrets.change(page.id, {SecretField.NOTE: "only a note"}, confirmed=True)
    assert any(line.item.key == f"password:{page.id}" for line in office.today.view().lines)
    office.secrets.change(page.id, {PASSWORD: "something else again 9!"}, confirmed=True)
    assert not any(line.item.key == f"password:{page.id}" for line in office.today.view().lines)


def test_the_old_key_is_gone_once_access_has_ended(school: InventedSchool) -> None:
    page, holder = school.add_account(), school.add_person("Jo Marsh")
    school.make_sign_in(holder)
    school.sign_in(school.coordinator)
    access = school.give(holder, page)
    with school.office.session.reading() as uow:
        before = uow.secrets.versions(page.id)[-1]
    school.office.access.end(access.id)
    with school.office.session.reading() as uow:
        assert uow.secrets.readers(before.id) == frozenset()
        assert uow.secrets.sealed_fields(before.id) == {}
        assert uow.secrets.wraps_for(holder.id) == ()
        after = uow.secrets.versions(page.id)[-1]
    assert after.id != before.id
    assert after.password_since == before.password_since


def test_access_that_ends_by_its_date_is_unsealed_at_the_next_sign_in(school: InventedSchool) -> None:
    page = school.add_account()
    supply = school.add_person("Bilal Suzuki", "Supply teacher", contract=Contract.AGENCY)
    school.make_sign_in(supply)
    school.sign_in(school.coordinator)
    school.give(supply, page, ends=date(2026, 11, 27))
    school.sign_in(supply).secrets.open(page.id, PASSWORD)
    school.clock.set(datetime(2026, 11, 28, 8, tzinfo=UTC))
    with pytest.raises(NotOnRegisterError):
        school.sign_in(supply).secrets.open(page.id, PASSWORD)
    assert supply.id not in readers(school, page.id)
    office = school.sign_in(school.coordinator)
    line = next(x for x in office.today.view().lines if x.item.key == f"password:{page.id}")
    assert "Suzuki" not in line.item.title + line.item.detail
    assert readers(school, page.id) == {school.head.id, school.coordinator.id}


def test_a_person_whose_last_day_has_passed_loses_everything_at_once(school: InventedSchool) -> None:
    from dataclasses import replace

    page, leaver = school.add_account(), school.add_person("Dan Pryce")
    school.make_sign_in(leaver)
    school.sign_in(school.coordinator)
    school.give(leaver, page)
    school.sign_in(leaver).secrets.open(page.id, PASSWORD)
    office = school.sign_in(school.coordinator)
    office.people.change(replace(leaver, ends=date(2026, 11, 19)))
    office = school.sign_in(school.coordinator)
    assert leaver.id not in readers(school, page.id)
    keys = [line.item.key for line in office.today.view().lines]
    assert f"password:{page.id}" in keys
    assert f"sign-in-left:{leaver.id}" in keys


@pytest.mark.clause("kew-woods:3.2")
def test_an_agency_colleague_needs_a_last_day(school: InventedSchool) -> None:
    page = school.add_account()
    supply = school.add_person("Bilal Suzuki", "Supply teacher", contract=Contract.AGENCY)
    with pytest.raises(FieldError) as caught:
        school.give(supply, page)
    assert caught.value.field == "ends"
    with school.office.session.reading() as uow:
        assert uow.access.all() == ()


@pytest.mark.clause("churchward:4-never-share")
def test_churchward_shares_no_password_but_records_what_was_shared_before(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    made = InventedSchool(tmp_path_factory.mktemp("school"), "churchward")
    page = made.add_account(deputy_owner_id=made.head.id)
    holder = made.add_person("Jo Marsh")
    with pytest.raises(FieldError) as caught:
        made.give(holder, page)
    assert caught.value.field == "kind"
    made.give(holder, page, AccessKind.OWN_LOGIN)
    before = GiveRequest(holder.id, page.id, AccessKind.KNOWS_PASSWORD, AccessLevel.POSTS, made.clock.today())
    (kept,) = made.office.access.already_had([before])
    assert kept.already_had
    assert kept.authorised_by is None
    made.sign_out()


def test_access_from_before_is_one_list_which_the_headteacher_looks_through(school: InventedSchool) -> None:
    page = school.add_account()
    people = [school.add_person(f"Person {i}") for i in range(3)]
    requests = [
        GiveRequest(p.id, page.id, AccessKind.KNOWS_PASSWORD, AccessLevel.POSTS, school.clock.today()) for p in people
    ]
    school.office.access.already_had(requests)
    waiting = [x for x in school.office.today.view().lines if x.item.key == "already-had"]
    assert [x.item.due for x in waiting] == [date(2026, 12, 18)]
    with pytest.raises(NotAllowedError):
        school.office.access.authorise(
            [a.id for a, _, _ in school.office.access.waiting_from_before()], date(2026, 11, 20)
        )
    office = school.sign_in(school.head)
    office.access.authorise([a.id for a, _, _ in office.access.waiting_from_before()], date(2026, 11, 20))
    assert office.access.waiting_from_before() == ()


def test_one_bad_line_of_the_list_saves_none(school: InventedSchool) -> None:
    page = school.add_account()
    good = school.add_person("Good One")
    agency = school.add_person("No End", contract=Contract.AGENCY)
    requests = [
        GiveRequest(p.id, page.id, AccessKind.OWN_LOGIN, AccessLevel.POSTS, school.clock.today())
        for p in (good, agency)
    ]
    with pytest.raises(FieldError):
        school.office.access.already_had(requests)
    with school.office.session.reading() as uow:
        assert uow.access.all() == ()
        assert Did.ACCESS_RECORDED not in [entry.did for entry in uow.audit.all()]


def test_a_pause_takes_the_seal_and_resuming_gives_it_back(school: InventedSchool) -> None:
    page, holder = school.add_account(), school.add_person("Jo Marsh")
    school.make_sign_in(holder)
    school.sign_in(school.coordinator)
    access = school.give(holder, page)
    school.office.access.pause(access.id)
    assert holder.id not in readers(school, page.id)
    cell = school.office.access.cell(holder.id, page.id)
    assert cell.cell.live == ()
    school.office.access.resume(access.id)
    assert holder.id in readers(school, page.id)
    with pytest.raises(RuleError):
        school.office.access.resume(access.id)


def test_a_change_that_is_only_advised_can_be_waived_by_the_headteacher_with_a_reason(school: InventedSchool) -> None:
    page, holder = school.add_account(), school.add_person("Jo Marsh")
    school.make_sign_in(holder)
    school.sign_in(school.coordinator)
    access = school.give(holder, page)
    due = school.office.access.end(access.id)
    assert due is not None
    assert due.need is ChangeNeed.ADVISED
    with pytest.raises(NotAllowedError):
        school.office.access.waive(page.id, "never opened")
    office = school.sign_in(school.head)
    with pytest.raises(FieldError):
        office.access.waive(page.id, " ")
    office.access.waive(page.id, "never opened it")
    assert not [x for x in office.today.view().lines if x.item.key.startswith("password")]


def test_why_access_ended_is_read_by_the_headteacher_alone_unless_shown(school: InventedSchool) -> None:
    page, holder = school.add_account(), school.add_person("Jo Marsh")
    access = school.give(holder, page)
    school.office.access.end(access.id, "an investigation")
    facts = school.office.access.cell(holder.id, page.id)
    assert not facts.end_reasons_shown
    assert school.sign_in(school.head).access.cell(holder.id, page.id).end_reasons_shown


def test_a_poster_sees_their_own_row_and_their_own_accounts(school: InventedSchool) -> None:
    mine, theirs = school.add_account("Mine"), school.add_account("Theirs")
    poster, other = school.add_person("Jo Marsh"), school.add_person("Sam Adeyemi")
    school.make_sign_in(poster)
    school.sign_in(school.coordinator)
    school.give(poster, mine)
    school.give(other, theirs)
    office = school.sign_in(poster)
    assert [line.account.name for line in office.accounts.lines()] == ["Mine"]
    assert [row.person.id for row in office.access.matrix().rows] == [poster.id]
    with pytest.raises(NotAllowedError):
        office.access.cell(other.id, theirs.id)
    with pytest.raises(NotAllowedError):
        office.accounts.facts(theirs.id)
    with pytest.raises(NotAllowedError):
        office.people.lines()
    with pytest.raises(NotAllowedError):
        school.give(other, mine)


def test_ending_twice_changes_nothing_the_second_time(school: InventedSchool) -> None:
    page, holder = school.add_account(), school.add_person("Jo Marsh")
    access = school.give(holder, page)
    school.office.access.end(access.id)
    with pytest.raises(RuleError, match="ended already"):
        school.office.access.end(access.id)


def test_a_decision_already_taken_by_somebody_else_is_noticed(school: InventedSchool) -> None:
    from dataclasses import replace

    from schoolsm_desktop.domain.errors import ChangedMeanwhileError

    page, holder = school.add_account(), school.add_person("Jo Marsh")
    access = school.give(holder, page)
    school.office.access.change(replace(access, reason="class news"))
    with pytest.raises(ChangedMeanwhileError):
        school.office.access.change(replace(access, reason="something else"))


def test_the_headteacher_alone_makes_a_coordinator(school: InventedSchool) -> None:
    from schoolsm_desktop.domain.people import Duty

    person: Person = school.add_person("Jo Marsh")
    with pytest.raises(NotAllowedError):
        school.office.people.give_duty(person.id, Duty.COORDINATOR, school.clock.today())
    school.sign_in(school.head).people.give_duty(person.id, Duty.COORDINATOR, school.clock.today())
    assert person.id in {p.id for p in school.office.people.holders(Duty.COORDINATOR)}
