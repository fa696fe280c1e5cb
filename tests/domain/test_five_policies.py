"""Each policy is whole: every clause of its text, a first hour for every kind, somebody to tell, lists with its own clauses."""

from __future__ import annotations

from pathlib import Path

import pytest

from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.rules import (
    ContactKind,
)
from schoolsm_desktop.exchange.platform_file import shipped_platforms
from schoolsm_desktop.exchange.reference_file import shipped_references
from tests.domain.read_policies import (
    ALL,
    BLANK,
    SCHOOLS,
    profile_of,
)

CHILD_AT_RISK = frozenset(
    {
        IncidentKind.PUPIL_CONTACTS_STAFF,
        IncidentKind.STAFF_CONTACTS_PUPIL,
        IncidentKind.BLACKMAIL,
        IncidentKind.PUPIL_MISUSE,
    }
)
CLAUSE_IDS = Path(__file__).parent.parent / "data" / "clause_ids.txt"


@pytest.mark.parametrize("name", SCHOOLS)
def test_every_operative_clause_stands_in_its_policy_and_no_other_does(name: str) -> None:
    known = [clause for clause in CLAUSE_IDS.read_text(encoding="utf-8").split() if clause.startswith(f"{name}:")]
    clauses = profile_of(name).clauses
    assert sorted(clause.id for clause in clauses) == sorted(known)
    assert all(clause.gist and clause.kinds for clause in clauses)
    assert len({clause.gist for clause in clauses}) == len(clauses)


@pytest.mark.parametrize("name", ALL)
def test_whatever_a_policy_names_is_known(name: str) -> None:
    profile = profile_of(name)
    platforms = {platform.id for platform in shipped_platforms()}
    assert set(profile.rules.references) <= set(shipped_references())
    assert {account.platform for account in profile.rules.named_accounts} <= platforms


@pytest.mark.parametrize("name", ALL)
def test_the_first_hour_of_every_kind_is_there_and_the_safeguarding_lead_comes_first(name: str) -> None:
    rules, title = profile_of(name).rules, profile_of(name).titles[Duty.DSL].casefold()
    for kind in IncidentKind:
        steps = [step.words for step in rules.first_steps if step.kind is kind]
        assert len(steps) >= 3, kind
        assert all(len(words) < 200 for words in steps)
        if kind in CHILD_AT_RISK:
            assert any(title in words.casefold() for words in steps[:2]), kind
    about_staff = [s.words for s in rules.first_steps if s.kind is IncidentKind.STAFF_CONTACTS_PUPIL]
    assert any("chair" in words.casefold() and "local authority’s officer" in words for words in about_staff)
    assert any("Question nobody" in words for words in about_staff)


@pytest.mark.parametrize("name", ALL)
def test_somebody_is_told_of_every_kind_and_where_a_child_may_be_harmed_the_lead_is_the_first(name: str) -> None:
    rules = profile_of(name).rules
    assert {route.kind for route in rules.routes} == set(IncidentKind)
    for kind in (IncidentKind.PUPIL_CONTACTS_STAFF, IncidentKind.STAFF_CONTACTS_PUPIL, IncidentKind.BLACKMAIL):
        first = next(route for route in rules.routes if route.kind is kind)
        assert first.tell[0] is Duty.DSL, kind
        assert first.within_minutes <= 60, kind
    breach = next(route for route in rules.routes if route.kind is IncidentKind.DATA_BREACH)
    assert Duty.DPO in breach.tell
    assert all(route.within_minutes <= 24 * 60 for route in rules.routes)


@pytest.mark.parametrize("name", SCHOOLS)
def test_each_school_s_own_clauses_stand_behind_its_lists(name: str) -> None:
    rules = profile_of(name).rules
    for lines in (rules.first_steps, rules.breaches, rules.outcomes, rules.routes):
        assert len({line.clause for line in lines if line.clause}) >= 3
    assert [line for line in rules.post_questions if line.clause]
    assert {ContactKind.LADO, ContactKind.POLICE, ContactKind.CHAIR} <= set(rules.contacts)


def test_the_blank_policy_has_usual_practice_and_no_clause() -> None:
    rules = BLANK.rules
    lists = (rules.routes, rules.first_steps, rules.breaches, rules.outcomes, rules.post_questions, rules.training)
    assert not BLANK.clauses
    assert not rules.named_accounts
    assert not rules.references
    assert all(lines and not any(line.clause for line in lines) for lines in lists)
