"""The matrix and its cells from real records: policy and training, requests, reviews, the history, and who reads what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from schoolsm_desktop.domain.access import Access, AccessKind, AccessLevel
from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.errors import NotAllowedError
from schoolsm_desktop.domain.people import Contract, Duty, Person
from schoolsm_desktop.domain.policy import AccessCondition
from schoolsm_desktop.domain.requests import RequestState
from schoolsm_desktop.domain.reviews import Decision, Verdict
from schoolsm_desktop.services.conditions import Tick
from schoolsm_desktop.services.matrix import MatrixRow
from schoolsm_desktop.services.requests import Asking

from .school import InventedSchool

PASSWORD = SecretField.PASSWORD


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school whose coordinator is signed in."""
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()


def row_of(school: InventedSchool, person: Person) -> MatrixRow:
    """A person's row as whoever is signed in reads it."""
    return next(row for row in school.office.access.matrix().rows if row.person.id == person.id)


@pytest.mark.clause("valence:roles-1")
def test_a_row_says_whether_policy_and_training_are_in_date(school: InventedSchool) -> None:
    page, person, other = school.add_account("Website"), school.add_person("Jo Marsh"), school.add_person("Noor Haddad")
    today = school.clock.today()
    school.office.conditions.tick(Tick((person.id,), AccessCondition.UNDERTAKING, today, until=date(2026, 12, 1)))
    school.give(person, page)
    met = row_of(school, person).readiness
    assert met is not None
    assert met.ok
    school.clock.set(school.clock.now() + timedelta(days=30))
    met = row_of(school, person).readiness
    assert met is not None
    assert [(m.condition, m.ended_on) for m in met.missing] == [(AccessCondition.UNDERTAKING, date(2026, 12, 1))]
    assert all(row.person.id != other.id for row in school.office.access.matrix().rows), (
        "who holds nothing is not on it"
    )


def test_a_request_stands_in_its_cell_until_something_comes_of_it(school: InventedSchool) -> None:
    page, person = school.add_account("Website"), school.add_person("Jo Marsh")
    school.ready(person)
    asked = school.office.requests.ask(
        Asking(person.id, page.id, AccessKind.OWN_LOGIN, AccessLevel.POSTS, school.clock.today(), reason="Class news")
    )
    waiting = row_of(school, person).cells[0].waiting
    assert waiting is not None
    assert waiting.state is RequestState.ASKED
    school.sign_in(school.head).requests.authorise(asked.id)
    school.sign_in(school.coordinator).requests.give(asked.id)
    cell = row_of(school, person).cells[0]
    assert cell.waiting is None
    assert cell.live[0].request_id == asked.id
    whats = [line.what for line in school.office.access.history(person.id, page.id).lines]
    assert whats == ["Asked for", "Authorised", "Given"]


def test_the_last_day_of_a_contract_is_read_by_all_and_that_somebody_leaves_by_the_headteacher(
    school: InventedSchool,
) -> None:
    page = school.add_account("Website")
    ends = date(2026, 12, 18)
    supply = school.add_person("Sam Supply", "Supply teacher", contract=Contract.AGENCY, ends=ends)
    leaver = school.add_person("Jo Marsh", "Teacher", ends=ends)
    for person in (supply, leaver):
        school.give(person, page, AccessKind.OWN_LOGIN, ends=ends)
    assert row_of(school, supply).job == "Supply teacher, to 18 Dec"
    assert row_of(school, leaver).job == "Teacher"
    school.sign_in(school.head)
    assert row_of(school, leaver).job == "Teacher, to 18 Dec"
    school.clock.set(school.clock.now() + timedelta(days=60))
    assert row_of(school, leaver).job == "Left 18 Dec 2026"
    assert row_of(school, leaver).readiness is None
    school.sign_in(school.coordinator)
    assert row_of(school, leaver).job == "Teacher"


def test_a_review_that_was_signed_off_gives_its_day_and_verdict(school: InventedSchool) -> None:
    page, person = school.add_account("Website"), school.add_person("Jo Marsh")
    access = school.give(person, page, AccessKind.OWN_LOGIN)
    review = school.office.reviews.start()
    school.office.reviews.decide(review.id, access.id, Decision(Verdict.KEEP))
    assert row_of(school, person).reviewed_on is None, "not before it is signed off"
    office = school.sign_in(school.head)
    office.reviews.sign_off(review.id, office.reviews.signing_off(review.id).seen)
    assert row_of(school, person).reviewed_on == school.clock.today()
    assert office.access.cell(person.id, page.id).reviewed[access.id].verdict is Verdict.KEEP
    assert "Termly review: keep" in [line.what for line in office.access.history(person.id, page.id).lines]


@pytest.mark.clause("valence:use-11")
def test_the_history_tells_everything_in_order_to_those_who_may_see_it(school: InventedSchool) -> None:
    page, person = school.add_account("Website"), school.add_person("Jo Marsh")
    school.make_sign_in(person)
    school.sign_in(school.coordinator)
    access = school.give(person, page, reason="Class news")
    school.sign_in(person).secrets.open(page.id, PASSWORD)
    office = school.sign_in(school.coordinator)
    office.access.change(replace(_access(school, person), level=AccessLevel.REPLIES))
    office.access.pause(access.id)
    office.access.resume(access.id)
    office.access.end(access.id, "moved to another school")
    lines = office.access.history(person.id, page.id).lines
    assert [(line.who, line.what) for line in lines] == [
        ("R. Okafor", "Given"),
        ("J. Marsh", "Password: opened it"),
        ("R. Okafor", "Changed"),
        ("R. Okafor", "Paused"),
        ("R. Okafor", "Stands again"),
        ("R. Okafor", "Ended"),
    ]
    assert "Class news" in lines[0].more
    assert lines[-1].more == "", "only the headteacher reads why (PRACTICE 14)"
    assert school.sign_in(school.head).access.history(person.id, page.id).lines[-1].more == "moved to another school"


def test_whoever_may_not_see_why_reads_a_pause_and_an_end_alike(school: InventedSchool) -> None:
    page, person, deputy = school.add_account("Website"), school.add_person("Jo Marsh"), school.add_person("Dee Puty")
    paused = school.give(person, page, AccessKind.OWN_LOGIN)
    ended = school.give(person, page, AccessKind.TOOL_SEAT)
    school.office.access.pause(paused.id)
    school.office.access.end(ended.id, "suspended")
    school.make_sign_in(deputy)
    school.office.people.give_duty(deputy.id, Duty.DEPUTY_HEADTEACHER, school.clock.today())
    lines = school.sign_in(deputy).access.history(person.id, page.id).lines
    assert [line.what for line in lines] == ["Given", "Given", "Access stopped", "Access stopped"]
    assert not any("suspended" in line.more for line in lines)


def test_openings_are_for_the_person_and_for_who_may_see_who_did_what(school: InventedSchool) -> None:
    page, deputy = school.add_account("Website"), school.add_person("Dee Puty")
    school.office.secrets.open(page.id, PASSWORD)
    school.make_sign_in(deputy)
    school.office.people.give_duty(deputy.id, Duty.DEPUTY_HEADTEACHER, school.clock.today())
    assert school.sign_in(deputy).access.history(school.coordinator.id, page.id).lines == ()
    mine = school.sign_in(school.coordinator).access.history(school.coordinator.id, page.id).lines
    assert [line.what for line in mine] == ["Password: chose it", "Password: opened it"]


def test_nobody_reads_the_history_of_somebody_else_without_the_register(school: InventedSchool) -> None:
    page, person = school.add_account("Website"), school.add_person("Jo Marsh")
    school.make_sign_in(person)
    office = school.sign_in(person)
    assert office.access.history(person.id, page.id).lines == ()
    with pytest.raises(NotAllowedError):
        office.access.history(school.head.id, page.id)


def _access(school: InventedSchool, person: Person) -> Access:
    """The first access of a person, as it is kept."""
    with school.office.session.reading() as uow:
        return next(a for a in uow.access.all() if a.person_id == person.id)
