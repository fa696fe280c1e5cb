"""What a person must have done before access: found missing with its reason and clause, and until when it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.conditions import (
    ConditionMet,
    Followed,
    Readiness,
    check_met,
    followed_since,
    missing,
    readiness,
    usual_until,
)
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.policy import AccessCondition, ProfileKind
from schoolsm_desktop.services.policies import shipped_profile

TODAY = date(2026, 11, 20)
ME, SCHOOL = uuid4(), uuid4()
READ, TRAINING, UNDERTAKING = AccessCondition.POLICY_READ, AccessCondition.TRAINING, AccessCondition.UNDERTAKING
VALENCE, CHURCHWARD, MILL_LANE, KEW_WOODS, BUCKLEBURY = (
    shipped_profile(name) for name in ("valence", "churchward", "mill-lane", "kew-woods", "bucklebury")
)


def met(condition: AccessCondition, on: date = date(2026, 9, 3), **more: object) -> ConditionMet:
    at = datetime(2026, 11, 1, 9, tzinfo=UTC)
    return ConditionMet(uuid4(), SCHOOL, ME, condition, on, uuid4(), at, **more)  # type: ignore[arg-type]


def said(profile: object, *done: ConditionMet, since: datetime | None = None) -> list[tuple[str, str]]:
    return [(m.sentence, m.clause) for m in missing(profile, done, ME, TODAY, since)]  # type: ignore[arg-type]


@pytest.mark.clause("valence:purpose-staff-guidance", "valence:use-11")
def test_valence_asks_for_the_policy_and_the_yearly_undertaking() -> None:
    assert said(VALENCE) == [("Policy not read and signed", "Purpose"), ("No undertaking", "Use 11")]
    signed = met(UNDERTAKING, until=usual_until(UNDERTAKING, date(2026, 9, 3)))
    assert said(VALENCE, met(READ), signed) == []
    lapsed = met(UNDERTAKING, date(2025, 9, 3), until=usual_until(UNDERTAKING, date(2025, 9, 3)))
    assert said(VALENCE, met(READ), lapsed) == [("Undertaking ended on 3 Sep 2026", "Use 11")]


@pytest.mark.clause("churchward:2-staff-know", "churchward:2-staff-train", "churchward:2-mk-training")
def test_churchward_asks_for_the_policy_and_training() -> None:
    assert [m.condition for m in missing(CHURCHWARD, (), ME, TODAY)] == [READ, TRAINING]
    attended = met(TRAINING, until=date(2026, 11, 1))
    assert said(CHURCHWARD, met(READ), attended)[0][0] == "Training ended on 1 Nov 2026"
    assert said(CHURCHWARD, met(READ), replace(attended, until=TODAY)) == []


@pytest.mark.clause("mill-lane:5.1-access-new-staff", "mill-lane:5.2-risks", "kew-woods:3.1", "bucklebury:purpose-3")
def test_each_of_the_other_policies_asks_for_what_it_says_and_names_its_clause() -> None:
    asked = {
        p.id: [(m.condition, m.clause) for m in missing(p, (), ME, TODAY)] for p in (MILL_LANE, KEW_WOODS, BUCKLEBURY)
    }
    assert [c for c, _ in asked["mill-lane"]] == [READ, TRAINING]
    assert [c for c, _ in asked["kew-woods"]] == [READ]
    assert [c for c, _ in asked["bucklebury"]] == [READ]
    assert all(label for found in asked.values() for _, label in found)


def test_what_was_entered_by_mistake_does_not_count() -> None:
    wrong = met(READ, withdrawn_at=datetime(2026, 11, 2, tzinfo=UTC))
    assert said(KEW_WOODS, wrong)[0][0] == "Policy not read and signed"


def test_somebody_else_s_tick_and_one_still_to_come_do_not_count() -> None:
    assert said(KEW_WOODS, replace(met(READ), person_id=uuid4()))
    assert said(KEW_WOODS, met(READ, date(2026, 11, 21)))


def test_a_policy_read_before_the_present_one_was_chosen_is_not_this_one() -> None:
    chosen = datetime(2026, 10, 5, 12, tzinfo=UTC)
    (reason, _), *_ = said(KEW_WOODS, met(READ, date(2026, 9, 3)), since=chosen)
    assert reason == "Policy read and signed on 3 Sep 2026, before the present one was chosen"
    same_day = met(READ, date(2026, 10, 5))
    assert said(KEW_WOODS, replace(same_day, recorded_at=datetime(2026, 10, 5, 9, tzinfo=UTC)), since=chosen)
    assert not said(KEW_WOODS, replace(same_day, recorded_at=datetime(2026, 10, 5, 15, tzinfo=UTC)), since=chosen)
    assert not said(KEW_WOODS, met(READ, date(2026, 10, 6)), since=chosen)
    both = [met(READ, date(2026, 9, 3)), met(TRAINING, date(2026, 9, 3))]
    assert [m.condition for m in missing(MILL_LANE, both, ME, TODAY, chosen)] == [READ], "training stays training"


def test_a_policy_is_followed_since_it_was_chosen_without_a_break() -> None:
    def chosen(day: int, name: str, kind: ProfileKind = ProfileKind.SCHOOL) -> Followed:
        return Followed(name, kind, datetime(2026, 10, day, tzinfo=UTC))

    assert followed_since([]) is None
    assert followed_since([chosen(1, "a"), chosen(2, "a")]) is None, "the first one was followed before the records"
    assert followed_since([chosen(1, "blank", ProfileKind.BLANK), chosen(2, "a")]) is None
    assert followed_since([chosen(1, "a"), chosen(2, "b"), chosen(3, "b")]) == datetime(2026, 10, 2, tzinfo=UTC)
    assert followed_since([chosen(1, "a"), chosen(2, "b"), chosen(3, "a")]) == datetime(2026, 10, 3, tzinfo=UTC)


def test_readiness_says_until_when_it_holds() -> None:
    assert readiness(MILL_LANE, [met(READ), met(TRAINING)], ME, TODAY) == Readiness()
    ends = readiness(MILL_LANE, [met(READ), met(TRAINING, until=date(2027, 3, 1))], ME, TODAY)
    assert (ends.ok, ends.until, ends.words) == (True, date(2027, 3, 1), "In order until 1 Mar 2027")
    renewed = [met(READ), met(TRAINING, until=date(2026, 11, 1)), met(TRAINING, until=date(2027, 11, 1))]
    assert readiness(MILL_LANE, renewed, ME, TODAY).until == date(2027, 11, 1)
    none = readiness(MILL_LANE, [], ME, TODAY)
    assert (none.ok, none.until) == (False, None)
    assert none.words == "Policy not read and signed; No training recorded"


def test_a_tick_for_a_day_to_come_or_that_ends_before_it_begins_is_refused() -> None:
    for given, field in ((met(READ, date(2026, 11, 21)), "on"), (met(READ, TODAY, until=date(2026, 1, 1)), "until")):
        with pytest.raises(FieldError) as caught:
            check_met(given, TODAY)
        assert caught.value.field == field
    assert check_met(met(READ, TODAY, about="  Valence "), TODAY).about == "Valence"
