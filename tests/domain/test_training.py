"""Courses by duty, how long they count, who stands how; and versions of the policy that a signature is for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.conditions import ConditionMet, ToRead, missing, readiness, signature, to_read
from schoolsm_desktop.domain.editions import Edition
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.people import Contract, Duty
from schoolsm_desktop.domain.policy import AccessCondition, Profile
from schoolsm_desktop.domain.rules import Rules, TrainingNeed, is_bound
from schoolsm_desktop.domain.training import (
    Trained,
    TrainingSession,
    check_session,
    counts_until,
    course_state,
    need_of,
    needs,
    undertaking_state,
)
from schoolsm_desktop.services.policies import shipped_profile

from .records import SCHOOL, TODAY

ME = UUID(int=7)
ONLINE = TrainingNeed("online", "Online safety", months=12)
POSTING = TrainingNeed("posting", "Posting for the school", (Duty.POSTING_STAFF,), months=24, for_access=True)
TRAINING, READ = AccessCondition.TRAINING, AccessCondition.POLICY_READ


def met(condition: AccessCondition, on: date, **more: object) -> ConditionMet:
    return ConditionMet(uuid4(), SCHOOL, ME, condition, on, uuid4(), datetime(2026, 11, 1, tzinfo=UTC), **more)  # type: ignore[arg-type]


def edition(label: str, begins: date | None, **more: object) -> Edition:
    fields: dict[str, object] = {
        "in_force_from": begins,
        "head_signed_on": begins,
        "chair_signed_on": begins,
    } | more
    made = Edition(uuid4(), SCHOOL, label, "own", uuid4(), datetime(2026, 1, 1, tzinfo=UTC))
    return replace(made, **fields)  # type: ignore[arg-type]


def own(*needed: TrainingNeed, conditions: frozenset[AccessCondition] = frozenset({READ})) -> Profile:
    return Profile("own", "Our policy", conditions=conditions, rules=Rules(training=needed))


# --- courses


@pytest.mark.clause("churchward:2-mk-training", "churchward:2-cs-cpd")
def test_a_course_is_asked_of_the_holders_of_its_duties_and_no_others() -> None:
    rules = shipped_profile("churchward").rules
    asked = {
        duty: {n.topic for n in rules.training if needs(n, rules, Contract.EMPLOYEE, {duty}, has_access=False)}
        for duty in (Duty.COORDINATOR, Duty.INCIDENT_LEAD, Duty.CLASS_TEACHER)
    }
    assert asked == {
        Duty.COORDINATOR: {"social-media", "running-accounts"},
        Duty.INCIDENT_LEAD: {"social-media", "technology"},
        Duty.CLASS_TEACHER: {"social-media"},
    }


def test_a_course_for_access_is_asked_of_whoever_posts_and_one_for_everybody_of_whom_the_policy_binds() -> None:
    rules = Rules(training=(ONLINE, POSTING))
    assert needs(POSTING, rules, Contract.GOVERNOR, (), has_access=True)
    assert not needs(POSTING, rules, Contract.EMPLOYEE, (), has_access=False)
    assert needs(ONLINE, rules, Contract.EMPLOYEE, (), has_access=False)
    assert not needs(ONLINE, rules, Contract.GOVERNOR, (), has_access=False)


@pytest.mark.clause("churchward:2-staff-train")
def test_a_course_counts_for_its_months_runs_out_and_is_then_missing() -> None:
    until = counts_until(ONLINE, date(2025, 12, 10))
    assert until == date(2026, 12, 10)
    done = met(TRAINING, date(2025, 12, 10), until=until, topic="online")
    states = {
        day: course_state(ONLINE, [done], day, asked=True).state
        for day in (date(2026, 11, 9), date(2026, 11, 10), date(2026, 12, 10), date(2026, 12, 11))
    }
    assert list(states.values()) == [Trained.IN_DATE, Trained.RUNS_OUT, Trained.RUNS_OUT, Trained.RAN_OUT]
    assert course_state(ONLINE, [done], date(2026, 12, 11), asked=True).words == "Ended 10 Dec 2026"
    assert course_state(ONLINE, [], TODAY, asked=True).is_lacking
    assert course_state(ONLINE, [], TODAY, asked=False).state is Trained.NOT_ASKED
    assert counts_until(replace(ONLINE, months=0), TODAY) is None
    assert counts_until(None, date(2024, 2, 29)) == date(2025, 2, 28)


def test_another_course_does_not_count_and_neither_does_one_taken_back() -> None:
    other = met(TRAINING, TODAY, topic="posting")
    wrong = met(TRAINING, TODAY, topic="online", withdrawn_at=datetime(2026, 11, 2, tzinfo=UTC))
    assert course_state(ONLINE, [other, wrong], TODAY, asked=True).state is Trained.NEVER
    general = met(TRAINING, TODAY)
    assert course_state(ONLINE, [general], TODAY, asked=True).state is Trained.NEVER
    assert course_state(POSTING, [general], TODAY, asked=True).state is Trained.IN_DATE, "as before there were courses"


def test_before_access_the_courses_for_access_are_looked_at_one_by_one() -> None:
    second = TrainingNeed("consent", "Photo answers", for_access=True)
    profile = own(ONLINE, POSTING, second, conditions=frozenset({TRAINING}))
    (found,) = missing(profile, [met(TRAINING, TODAY, topic="online")], ME, TODAY)
    assert found.sentence == "Training not in date: Posting for the school and Photo answers"
    (found,) = missing(profile, [met(TRAINING, TODAY, topic="posting")], ME, TODAY)
    assert found.sentence == "Training not in date: Photo answers"
    both = [met(TRAINING, TODAY, topic=t, until=date(2027, m, 1)) for t, m in (("posting", 5), ("consent", 3))]
    assert readiness(profile, both, ME, TODAY).until == date(2027, 3, 1)
    one = own(POSTING, conditions=frozenset({TRAINING}))
    ended = met(TRAINING, date(2024, 1, 1), topic="posting", until=date(2026, 1, 1))
    assert [m.sentence for m in missing(one, [ended], ME, TODAY)] == ["Training ended on 1 Jan 2026"]


@pytest.mark.clause("valence:use-11")
def test_the_undertaking_is_asked_of_those_with_access_and_runs_out_after_a_year() -> None:
    signed = met(AccessCondition.UNDERTAKING, date(2025, 12, 1), until=date(2026, 12, 1))
    assert undertaking_state([signed], TODAY, asked=True).state is Trained.RUNS_OUT
    assert undertaking_state([], TODAY, asked=True).state is Trained.NEVER
    assert undertaking_state([], TODAY, asked=False).words == "–"


def test_a_session_needs_a_name_and_a_day_that_has_come() -> None:
    held = TrainingSession(uuid4(), SCHOOL, "", "  Online safety ", TODAY, uuid4(), datetime(2026, 11, 1, tzinfo=UTC))
    assert check_session(held, TODAY).title == "Online safety"
    for wrong, field in ((replace(held, title=" "), "title"), (replace(held, on=TODAY + timedelta(1)), "on")):
        with pytest.raises(FieldError) as caught:
            check_session(wrong, TODAY)
        assert caught.value.field == field
    assert need_of(Rules(training=(ONLINE,)), "online") is ONLINE
    assert need_of(Rules(training=(ONLINE,)), "another") is None


# --- versions


def test_a_signature_is_for_the_version_that_everybody_has_to_read() -> None:
    old, new = edition("2025", date(2025, 9, 1)), edition("2026", date(2026, 9, 1))
    wanted = to_read((old, new), SCHOOL, TODAY)
    assert wanted.edition == new
    signed_old = met(READ, date(2026, 10, 1), edition_id=old.id)
    (found,) = missing(own(), [signed_old], ME, TODAY, wanted=wanted)
    assert found.sentence == "Policy read and signed on 1 Oct 2026, before the present version “2026”"
    assert missing(own(), [met(READ, date(2026, 10, 1), edition_id=new.id)], ME, TODAY, wanted=wanted) == ()


def test_a_small_correction_asks_nobody_to_read_again_and_a_version_still_to_come_counts_when_signed_early() -> None:
    new, small = edition("2026", date(2026, 9, 1)), edition("2026b", date(2026, 10, 1), read_again=False)
    coming = edition("2027", date(2027, 1, 1))
    wanted = to_read((new, small, coming), SCHOOL, TODAY)
    assert wanted.edition == new
    assert signature(own(), [met(READ, TODAY, edition_id=new.id)], TODAY, wanted=wanted) is not None
    assert signature(own(), [met(READ, TODAY, edition_id=coming.id)], TODAY, wanted=wanted) is not None
    assert signature(own(), [met(READ, TODAY, edition_id=small.id)], TODAY, wanted=wanted) is None
    later = to_read((new, coming), SCHOOL, date(2027, 1, 1))
    assert signature(own(), [met(READ, TODAY, edition_id=new.id)], date(2027, 1, 1), wanted=later) is None


def test_without_a_version_it_is_as_before_and_old_lines_count_for_the_version_of_their_day() -> None:
    assert to_read((), SCHOOL, TODAY) == ToRead()
    assert to_read((edition("draft", None),), SCHOOL, TODAY) == ToRead()
    assert to_read((edition("other", date(2026, 1, 1), school_id=uuid4()),), SCHOOL, TODAY) == ToRead()
    wanted = to_read((edition("2026", date(2026, 9, 1)),), SCHOOL, TODAY)
    assert missing(own(), [met(READ, date(2026, 9, 1))], ME, TODAY, wanted=wanted) == ()
    assert missing(own(), [met(READ, date(2026, 8, 31))], ME, TODAY, wanted=wanted) != ()


def test_a_version_of_another_policy_does_not_outlast_the_choice_of_this_one() -> None:
    chosen = datetime(2026, 11, 10, tzinfo=UTC)
    theirs = edition("2026", date(2026, 9, 1), profile_id="another")
    signed = met(READ, date(2026, 10, 1), edition_id=theirs.id)
    assert missing(own(), [signed], ME, TODAY, chosen, to_read((theirs,), SCHOOL, TODAY)) != ()
    ours = edition("2026", date(2026, 9, 1))
    signed = met(READ, date(2026, 10, 1), edition_id=ours.id)
    assert missing(own(), [signed], ME, TODAY, chosen, to_read((ours,), SCHOOL, TODAY)) == ()


# --- whom a policy binds


@pytest.mark.parametrize(
    ("policy", "bound"),
    [
        pytest.param(
            "kew-woods",
            {Contract.EMPLOYEE, Contract.AGENCY, Contract.CONTRACTOR, Contract.SECONDEE, Contract.TEMPORARY},
            marks=pytest.mark.clause("kew-woods:3.1", "kew-woods:3.2"),
        ),
        pytest.param(
            "mill-lane",
            {Contract.EMPLOYEE, Contract.AGENCY, Contract.CONTRACTOR, Contract.TRAINEE, Contract.VOLUNTEER},
            marks=pytest.mark.clause("mill-lane:2.1"),
        ),
        pytest.param(
            "bucklebury", {Contract.EMPLOYEE, Contract.GOVERNOR}, marks=pytest.mark.clause("bucklebury:scope")
        ),
    ],
)
def test_each_policy_binds_the_kinds_of_people_it_names(policy: str, bound: set[Contract]) -> None:
    rules = shipped_profile(policy).rules
    assert bound <= {contract for contract in Contract if is_bound(rules, contract)}
    outside = {"kew-woods": Contract.GOVERNOR, "mill-lane": Contract.GOVERNOR, "bucklebury": Contract.CONTRACTOR}
    assert not is_bound(rules, outside[policy])
