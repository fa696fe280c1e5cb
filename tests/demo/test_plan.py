"""The plan of the invented school holds together on any day of any year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolsm_desktop.demo.history import plan_school
from schoolsm_desktop.demo.life_plan import Requested
from schoolsm_desktop.demo.plan import (
    AccessAuthorised,
    AccessEnded,
    AccessFound,
    AccessGiven,
    AccessPaused,
    AccessReviewed,
    AccountAdded,
    Calendar,
    DemoPlan,
    PlannedAccess,
    SecretKept,
    SecretTaken,
)
from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.calendar import Term, check_terms, term_on
from schoolsm_desktop.domain.people import ENDS_ON_A_DAY, Contract, Duty

DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2036, 12, 31))
TODAY = date(2026, 11, 21)
FIVE = ("kew", "churchward", "mill lane", "valence", "bucklebury")


def accesses(plan: DemoPlan) -> list[PlannedAccess]:
    found: list[PlannedAccess] = []
    for deed in plan.deeds:
        if isinstance(deed, AccessFound):
            found += deed.accesses
        elif isinstance(deed, AccessGiven | Requested):
            found.append(deed.access)
    return found


@settings(deadline=None, max_examples=80)
@given(DAYS)
def test_today_lies_inside_a_term_and_the_next_one_is_known(on: date) -> None:
    plan = plan_school(on)
    school = uuid4()
    terms = check_terms(
        Term(uuid4(), school, t.name, t.starts, t.ends, t.half_term_starts, t.half_term_ends) for t in plan.terms
    )
    now = term_on(terms, on)
    assert now is not None
    assert not (now.half_term_starts and now.half_term_ends and now.half_term_starts <= on <= now.half_term_ends)
    assert terms[-1].starts > on
    assert len({t.name for t in terms}) == 3


@settings(deadline=None, max_examples=80)
@given(DAYS)
def test_the_history_is_in_order_and_over_before_today(on: date) -> None:
    plan = plan_school(on)
    moments = [deed.at for deed in plan.deeds]
    assert moments == sorted(moments)
    assert plan.begun < moments[0]
    assert all(moment.tzinfo is not None and moment.date() < on for moment in moments)
    assert all(moment.weekday() < 5 for moment in moments)


@settings(deadline=None, max_examples=80)
@given(DAYS)
def test_nothing_happens_to_what_is_not_there_yet(on: date) -> None:
    plan = plan_school(on)
    people = {person.key for person in plan.people}
    accounts: set[str] = set()
    given: set[str] = set()
    for deed in plan.deeds:
        assert deed.by in people
        if isinstance(deed, AccountAdded):
            accounts.add(deed.account.key)
            assert {deed.account.owner, deed.account.deputy} <= people | {""}
        elif isinstance(deed, SecretKept | SecretTaken):
            assert deed.account in accounts
        elif isinstance(deed, AccessFound):
            assert {access.account for access in deed.accesses} <= accounts
            given.update(access.key for access in deed.accesses)
        elif isinstance(deed, AccessGiven):
            assert deed.access.account in accounts
            given.add(deed.access.key)
        elif isinstance(deed, AccessEnded | AccessPaused):
            assert deed.access in given
        elif isinstance(deed, AccessAuthorised | AccessReviewed):
            assert set(deed.accesses) <= given


@settings(deadline=None, max_examples=80)
@given(DAYS)
def test_nobody_opens_a_password_before_it_was_given(on: date) -> None:
    plan = plan_school(on)
    holders: set[tuple[str, str]] = set()
    kept: set[str] = set()
    for deed in plan.deeds:
        if isinstance(deed, AccessFound | AccessGiven):
            new = deed.accesses if isinstance(deed, AccessFound) else (deed.access,)
            holders |= {(a.person, a.account) for a in new if a.kind is AccessKind.KNOWS_PASSWORD}
        elif isinstance(deed, SecretKept):
            kept.add(deed.account)
        elif isinstance(deed, SecretTaken):
            assert deed.account in kept
            assert deed.by == "coordinator" or (deed.by, deed.account) in holders


@settings(deadline=None, max_examples=40)
@given(DAYS)
def test_access_of_those_who_stay_for_a_while_ends_with_them(on: date) -> None:
    plan = plan_school(on)
    for access in accesses(plan):
        person = plan.person(access.person)
        if person.contract in ENDS_ON_A_DAY:
            assert access.ends is not None
            assert person.ends is not None
            assert on < access.ends <= person.ends
        assert person.starts is None or person.starts <= access.starts


def test_the_same_day_gives_the_same_school() -> None:
    assert plan_school(TODAY) == plan_school(TODAY)
    assert plan_school(TODAY, seed=1).people != plan_school(TODAY).people


def test_it_is_about_thirty_people_with_the_duties_a_school_has() -> None:
    plan = plan_school(TODAY)
    held = {duty for person in plan.people for duty in person.duties}
    assert 28 <= len(plan.people) <= 36
    assert held >= set(Duty) - {Duty.INCIDENT_LEAD, Duty.POSTING_STAFF}
    assert len([p for p in plan.people if p.contract is Contract.GOVERNOR]) == 3
    assert len({p.key for p in plan.people}) == len(plan.people)
    assert len({(p.given_name, p.family_name) for p in plan.people}) == len(plan.people)


def test_every_kind_and_level_of_access_is_there() -> None:
    found = accesses(plan_school(TODAY))
    assert {access.kind for access in found} == set(AccessKind)
    assert {access.level for access in found} == set(AccessLevel)
    assert len({access.key for access in found}) == len(found)


def test_two_accounts_share_a_worn_out_password_in_the_end() -> None:
    last: dict[str, str] = {}
    for deed in plan_school(TODAY).deeds:
        if isinstance(deed, SecretKept):
            last[deed.account] = deed.values[SecretField.PASSWORD]
    assert last["x"] == last["blog"]
    assert len(set(last.values())) == len(last) - 1


@pytest.mark.parametrize("real", FIVE)
def test_the_school_is_none_of_the_five(real: str) -> None:
    plan = plan_school(TODAY)
    words = f"{plan.school_name} {plan.website} {[p.email for p in plan.people]}".lower()
    assert real not in words


def test_a_secret_is_not_in_the_text_of_a_deed() -> None:
    kept = next(deed for deed in plan_school(TODAY).deeds if isinstance(deed, SecretKept))
    assert kept.values[SecretField.PASSWORD] not in repr(kept)
    assert kept.values[SecretField.PASSWORD] not in repr(replace(kept, by="head"))


def test_a_weekend_is_moved_to_the_friday_before() -> None:
    calendar = Calendar(TODAY)
    assert TODAY.strftime("%a") == "Sat"
    assert calendar.day(0) == TODAY - timedelta(days=1)
    assert calendar.day(1) == TODAY - timedelta(days=1)
    assert calendar.day(2) == TODAY + timedelta(days=2)
