"""What Today says of the policy: no version, a signature missing, reviews, linked policies, the website."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.clauses import ClauseRef, Subject
from schoolsm_desktop.domain.due import DueFacts, DueItem, Place, everything_due
from schoolsm_desktop.domain.editions import LinkedPolicy
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.rules import Rules

from .records import SCHOOL, TODAY
from .test_due import ADOPTED, NOW, QUIET


def lines(facts: DueFacts, today: date = TODAY) -> dict[str, DueItem]:
    return {
        item.key.partition(":")[0]: item for item in everything_due(facts, today, NOW) if item.place is Place.POLICY
    }


def with_rules(facts: DueFacts, **rules: object) -> DueFacts:
    changed = replace(facts.profile.rules, **rules)  # type: ignore[arg-type]
    return replace(facts, profile=replace(facts.profile, rules=changed))


@pytest.mark.clause("kew-woods:signature", "mill-lane:signature", "mill-lane:5.1-implement")
def test_missing_signatures_are_asked_of_whoever_can_bring_them() -> None:
    waiting = replace(ADOPTED, id=uuid4(), head_signed_on=None, chair_signed_on=None, in_force_from=None)
    found = lines(replace(QUIET, editions=(waiting,)))
    assert {key: item.duty for key, item in found.items()} == {
        "policy-sign": Duty.HEADTEACHER,
        "policy-adopt": Duty.OFFICE_MANAGER,
    }
    assert found["policy-sign"].due == TODAY + timedelta(days=7)
    assert found["policy-sign"].subject_id == waiting.id
    assert set(lines(replace(QUIET, editions=(replace(waiting, head_signed_on=TODAY),)))) == {"policy-adopt"}


def test_a_version_of_last_year_typed_in_today_is_not_overdue_at_once() -> None:
    late = replace(ADOPTED, in_force_from=date(2025, 9, 1), chair_signed_on=None, review_on=None)
    assert lines(replace(QUIET, editions=(late,)))["policy-adopt"].due == TODAY + timedelta(days=7)


def test_without_any_version_one_is_asked_for_and_nobody_is_red() -> None:
    found = lines(replace(QUIET, editions=(replace(ADOPTED, withdrawn_at=NOW),)))
    assert set(found) == {"policy-none"}
    assert found["policy-none"].due > TODAY


@pytest.mark.clause("valence:signed-approved-review-march-2017", "bucklebury:header", "churchward:2-cs-documents")
def test_the_review_is_announced_the_policys_days_before_and_stays_until_it_is_done() -> None:
    facts = with_rules(QUIET, review_lead_days=30)
    review = date(2027, 9, 1)
    assert "policy-review" not in lines(facts, review - timedelta(days=31))
    assert lines(facts, review - timedelta(days=30))["policy-review"].due == review
    assert "policy-review" in lines(facts, review + timedelta(days=90))
    newer = replace(
        ADOPTED, id=uuid4(), label="2027", in_force_from=date(2027, 9, 5), review_on=date(2028, 9, 5), made_at=NOW
    )
    after = replace(facts, editions=(ADOPTED, newer))
    assert "policy-review" not in lines(after, date(2027, 9, 6))


def test_a_version_that_is_not_in_force_yet_is_announced() -> None:
    coming = replace(ADOPTED, id=uuid4(), label="2027", in_force_from=date(2027, 1, 5))
    item = lines(replace(QUIET, editions=(ADOPTED, coming)))["policy-coming"]
    assert (item.due, item.title) == (date(2027, 1, 5), "The policy’s version “2027” comes into force")


@pytest.mark.clause("kew-woods:1.2", "mill-lane:1.5", "churchward:intro-refresh-knowledge")
def test_a_linked_policy_that_is_overdue_or_missing_is_said() -> None:
    use = LinkedPolicy(uuid4(), SCHOOL, "Acceptable use", review_on=date(2026, 10, 1))
    facts = with_rules(replace(QUIET, linked_policies=(use,)), linked_policies=("Acceptable use", "Internet", "E-mail"))
    found = lines(facts)
    assert found["linked-review"].due == date(2026, 10, 1)
    assert found["linked-review"].title == "“Acceptable use” is to be looked at again"
    assert found["linked-missing"].title == "2 policies that yours is read with are not in the list"
    ended = replace(facts, linked_policies=(replace(use, ended_at=NOW),))
    assert "linked-review" not in lines(ended)


@pytest.mark.clause("valence:web-1")
def test_the_address_on_the_website_is_checked_each_year_where_the_policy_speaks_of_it() -> None:
    assert "policy-published" not in lines(QUIET)
    clause = ClauseRef("valence:web-1", "Web 1", "Website", "Policies stand on the website.")
    asked = replace(QUIET.profile, clauses=(clause,), rests_on={Subject.PUBLISHED: (clause.id,)})
    without = lines(replace(QUIET, profile=asked))["policy-published"]
    assert without.title == "Where does the policy stand on the website?"
    assert without.detail == "Your policy: Web 1, “Website”"
    there = replace(ADOPTED, published_at="https://a.example/policy", published_checked_on=date(2025, 11, 20))
    assert lines(replace(QUIET, editions=(there,)))["policy-published"].due == TODAY
    fresh = replace(there, published_checked_on=TODAY)
    assert "policy-published" not in lines(replace(QUIET, editions=(fresh,)))
    never = replace(there, published_checked_on=None)
    assert lines(replace(QUIET, editions=(never,)))["policy-published"].due == date(2026, 9, 15)


def test_the_rules_of_a_blank_policy_ask_for_nothing_more() -> None:
    assert lines(replace(QUIET, profile=replace(QUIET.profile, rules=Rules()))) == {}
