"""One person who stood twice: everything goes to the record that is kept, the keys follow, and the log keeps both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.accounts import Account, SecretField
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.checklists import LineKind
from schoolsm_desktop.domain.errors import NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.domain.policy import AccessCondition
from schoolsm_desktop.services.requests import Asking
from tests.services.school import InventedSchool

TODAY = date(2026, 11, 20)
PASSWORD = SecretField.PASSWORD


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school whose coordinator is signed in."""
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()


def twice(school: InventedSchool) -> tuple[Person, Person]:
    """The record with the sign-in, and the other one; the coordinator is signed in."""
    kept, doubled = school.add_person("Jo Marsh", "Teacher"), school.add_person("Jo Marsh", "Class 4")
    school.make_sign_in(kept)
    school.sign_in(school.coordinator)
    return kept, doubled


def readers(school: InventedSchool, account: Account) -> set[UUID]:
    """For whom the present password is sealed."""
    with school.office.session.reading() as uow:
        version = max(uow.secrets.versions(account.id), key=lambda v: v.number)
        return set(uow.secrets.readers(version.id))


def test_everything_goes_over_and_the_keys_follow(school: InventedSchool) -> None:
    kept, doubled = twice(school)
    page = school.add_account(owner_id=doubled.id)
    access = school.give(doubled, page)
    duty = school.office.people.give_duty(doubled.id, Duty.CLASS_TEACHER, TODAY)
    listed = school.office.leaving.prepare(doubled.id, date(2026, 12, 18))
    assert kept.id not in readers(school, page)
    said = school.office.people.merge_follows(kept.id, doubled.id)
    assert any("1 access" in sentence for sentence in said)
    school.office.people.merge(kept.id, doubled.id)
    with school.office.session.reading() as uow:
        assert uow.access.get(access.id).person_id == kept.id
        assert uow.duties.get(duty.id).person_id == kept.id
        assert uow.accounts.get(page.id).owner_id == kept.id
        assert {m.person_id for m in uow.conditions.all() if m.condition is AccessCondition.POLICY_READ} == {kept.id}
        assert uow.people.get(doubled.id).merged_into == kept.id
    assert school.office.checklists.view(listed.id).head.checklist.person_id == kept.id
    assert kept.id in readers(school, page)
    assert school.sign_in(kept).secrets.open(page.id, PASSWORD)
    assert school.sign_in(school.head).log.check().sound


@pytest.mark.clause("valence:use-11")
def test_what_the_doubled_record_knew_counts_as_known_by_the_kept_one(school: InventedSchool) -> None:
    kept, doubled = twice(school)
    page = school.add_account()
    school.office.access.end(school.give(doubled, page).id)
    school.office.people.merge(kept.id, doubled.id)
    assert [x.person.id for x in school.office.secrets.who_knows(page.id) if not x.entitled] == [kept.id]
    begun = school.office.leaving.prepare(kept.id, TODAY)
    rows = school.office.checklists.view(begun.id).lines
    assert [x.is_open for x in rows if x.line.kind is LineKind.PASSWORD_KNOWN] == [True]
    with school.office.session.reading() as uow:
        assert {k.person_id for k in uow.knowings.of_account(page.id)} == {school.coordinator.id, doubled.id}


def test_the_doubled_record_is_offered_nowhere_and_old_lines_still_name_it(school: InventedSchool) -> None:
    kept, doubled = twice(school)
    school.office.people.merge(kept.id, doubled.id)
    people = school.office.people
    assert doubled.id not in {p.id for p in people.choices()}
    assert doubled.id not in {x.person.id for x in people.lines()}
    assert people.alike(kept) == ()
    school.office.finder.read()
    assert str(kept.id) in repr(school.office.finder.find("Marsh"))
    assert not [hit for hit in school.office.finder.find("Marsh") if str(doubled.id) in repr(hit)]
    added = [x for x in school.office.log.lines() if x.entry.subject_id == doubled.id]
    assert {x.about for x in added} == {"Jo Marsh"}
    with pytest.raises(RuleError):
        people.merge(kept.id, doubled.id)


def test_a_sign_in_or_the_same_access_twice_is_ended_first(school: InventedSchool) -> None:
    kept, doubled = twice(school)
    page = school.add_account()
    with pytest.raises(RuleError, match="has a sign-in"):
        school.office.people.merge(doubled.id, kept.id)
    school.give(kept, page, AccessKind.OWN_LOGIN)
    mine = school.give(doubled, page, AccessKind.OWN_LOGIN)
    with pytest.raises(RuleError, match="the same access"):
        school.office.people.merge(kept.id, doubled.id)
    school.office.access.end(mine.id)
    assert school.office.people.merge(kept.id, doubled.id).id == kept.id


def test_duties_that_open_passwords_are_the_headteachers_to_move(school: InventedSchool) -> None:
    kept, doubled = twice(school)
    office = school.sign_in(school.head)
    office.people.give_duty(doubled.id, Duty.COORDINATOR, TODAY)
    office = school.sign_in(school.coordinator)
    with pytest.raises(NotAllowedError):
        office.people.merge(kept.id, doubled.id)
    office = school.sign_in(school.head)
    office.people.merge(kept.id, doubled.id)
    assert kept.id in {p.id for p in office.people.holders(Duty.COORDINATOR)}


@pytest.mark.parametrize("how", ["on screen", "forged"])
def test_what_the_headteacher_authorised_is_given_after_the_merge(school: InventedSchool, how: str) -> None:
    """The coordinator signs for the merge, the headteacher for the decision; nobody else's word moves a request."""
    kept, doubled = twice(school)
    page = school.add_account()
    request = school.office.requests.ask(
        Asking(doubled.id, page.id, AccessKind.KNOWS_PASSWORD, AccessLevel.POSTS, TODAY)
    )
    school.sign_in(school.head).requests.authorise(request.id)
    office = school.sign_in(school.coordinator)
    school.ready(kept)
    if how == "forged":
        with office.session.work() as work:
            moved = work.uow.requests.save(replace(work.uow.requests.get(request.id), person_id=kept.id))
            work.did(Did.ACCESS_AUTHORISED, subject_kind="request", subject_id=moved.id, record=moved)
            work.done()
        with pytest.raises(RuleError, match="not as somebody signed it"):
            office.requests.give(request.id)
        return
    office.people.merge(kept.id, doubled.id)
    access = office.requests.give(request.id)
    assert (access.person_id, access.authorised_by) == (kept.id, school.head.id)
    assert kept.id in readers(school, page)


def test_more_than_the_person_is_not_changed_with_a_merge(school: InventedSchool) -> None:
    """Somebody merges, and makes the request a higher one in the same breath."""
    kept, doubled = twice(school)
    page = school.add_account()
    request = school.office.requests.ask(Asking(doubled.id, page.id, AccessKind.OWN_LOGIN, AccessLevel.LOOKS, TODAY))
    school.sign_in(school.head).requests.authorise(request.id)
    office = school.sign_in(school.coordinator)
    office.people.merge(kept.id, doubled.id)
    with office.session.work() as work:
        raised = work.uow.requests.save(replace(work.uow.requests.get(request.id), level=AccessLevel.ADMINISTERS))
        work.did(Did.ACCESS_AUTHORISED, subject_kind="request", subject_id=raised.id, record=raised)
        work.done()
    with pytest.raises(RuleError, match="not as somebody signed it"):
        office.requests.give(request.id)
