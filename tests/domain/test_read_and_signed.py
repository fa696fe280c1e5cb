"""Who is asked to read and sign since when, what Today says of it, and the plain numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.conditions import ConditionMet, ToRead, to_read
from schoolsm_desktop.domain.due import BackupFacts, DueFacts, DueItem, SignInFacts
from schoolsm_desktop.domain.due_training import due_training
from schoolsm_desktop.domain.editions import Edition
from schoolsm_desktop.domain.people import Contract, Duty, Person
from schoolsm_desktop.domain.policy import AccessCondition, Profile
from schoolsm_desktop.domain.read_and_signed import (
    Asked,
    Group,
    PersonStands,
    ReadState,
    Signed,
    asked,
    coverage,
    group_of,
    read_state,
)
from schoolsm_desktop.domain.rules import Audience, Rules, TrainingNeed
from schoolsm_desktop.domain.training import InDate, Trained
from schoolsm_desktop.services.policies import shipped_profile

from .records import SCHOOL, TODAY, access, account, at, person

READ, TRAINING, UNDERTAKING = AccessCondition.POLICY_READ, AccessCondition.TRAINING, AccessCondition.UNDERTAKING
ONLINE = TrainingNeed("online", "Online safety")
IN_FORCE = date(2026, 9, 1)
EDITION = replace(
    Edition(uuid4(), SCHOOL, "2026", "own", uuid4(), at(1, month=9)),
    in_force_from=IN_FORCE,
    head_signed_on=IN_FORCE,
    chair_signed_on=IN_FORCE,
)
JO = person("Jo Marsh")
PAT = person("Pat Lowe")
KIM = person("Kim Vale", contract=Contract.GOVERNOR)
QUIET = DueFacts(
    people=(JO, PAT, KIM),
    duties=(),
    accounts=(),
    platforms={},
    versions=(),
    accesses=(),
    password_due=(),
    sign_ins=(SignInFacts(JO.id), SignInFacts(PAT.id, ended=True)),
    terms=(),
    backup=BackupFacts(at(20)),
    keyholders=frozenset(),
    profile=Profile("own", "Our policy", rules=Rules(audiences=(Audience.EMPLOYEES,))),
)
WITH_VERSION = replace(QUIET, editions=(EDITION,))


def signs(who: Person, on: date, condition: AccessCondition = READ, **more: object) -> ConditionMet:
    return ConditionMet(uuid4(), SCHOOL, who.id, condition, on, who.id, at(1), **more)  # type: ignore[arg-type]


def lines(facts: DueFacts, today: date = TODAY) -> list[DueItem]:
    return list(due_training(facts, today, datetime(2026, 11, 20, 9, tzinfo=UTC)))


def keys(facts: DueFacts, today: date = TODAY) -> list[str]:
    return [item.key.split(":")[0] for item in lines(facts, today)]


# --- since when somebody is asked


def test_somebody_is_asked_from_the_newest_of_first_day_version_and_choice_and_has_two_weeks() -> None:
    wanted = to_read((EDITION,), SCHOOL, TODAY)
    assert asked(JO, wanted, None, None) == Asked(IN_FORCE, IN_FORCE + timedelta(14))
    newer = replace(JO, starts=date(2026, 10, 5))
    assert asked(newer, wanted, None, None) == Asked(date(2026, 10, 5), date(2026, 10, 19))
    chosen = at(2)
    assert asked(newer, ToRead(), chosen, None).since == date(2026, 11, 2)
    assert asked(JO, ToRead(), None, None) == Asked(None, None)


def test_who_was_here_from_the_first_has_a_term_to_catch_up() -> None:
    """PRACTICE 23: nobody is red on the first morning."""
    began = at(20)
    assert asked(JO, ToRead(), None, began) == Asked(TODAY, TODAY + timedelta(weeks=12))
    assert asked(replace(JO, starts=date(2020, 9, 1)), ToRead(), None, began).by == TODAY + timedelta(weeks=12)
    assert asked(replace(JO, starts=date(2026, 12, 1)), ToRead(), None, began).by == date(2026, 12, 15)
    assert keys(replace(QUIET, policy_begun=began)) == []
    assert "not-read" in keys(replace(QUIET, policy_begun=began), TODAY + timedelta(weeks=10))


@pytest.mark.clause("bucklebury:scope", "bucklebury:purpose-3", "kew-woods:3.1")
def test_whom_the_policy_binds_is_asked_and_nobody_else() -> None:
    for policy, state in (("bucklebury", Signed.NOT_YET), ("kew-woods", Signed.NOT_ASKED)):
        governor = read_state(shipped_profile(policy), (), KIM, TODAY, ToRead())
        assert governor.state is state
    here = read_state(QUIET.profile, (), JO, TODAY, ToRead())
    assert here.is_lacking
    for gone in (replace(JO, ends=TODAY - timedelta(1)), replace(JO, starts=TODAY + timedelta(1))):
        assert not read_state(QUIET.profile, (), gone, TODAY, ToRead()).is_lacking
    early = read_state(QUIET.profile, [signs(JO, date(2026, 8, 1))], JO, TODAY, to_read((EDITION,), SCHOOL, TODAY))
    assert (early.state, early.words) == (Signed.EARLIER, "An earlier version")


# --- Today


@pytest.mark.clause("churchward:2-staff-know", "valence:purpose-staff-guidance", "mill-lane:5.2-understand")
def test_not_read_is_one_line_for_all_and_one_of_their_own_for_who_has_a_sign_in() -> None:
    found = {item.key.split(":")[0]: item for item in lines(WITH_VERSION)}
    assert found["not-read"].title == "2 people have not read and signed the policy"
    assert found["not-read"].due == IN_FORCE + timedelta(14)
    own = [item for item in lines(WITH_VERSION) if item.person_id is not None]
    assert [(item.person_id, item.title) for item in own] == [(JO.id, "Read and sign the policy")]
    signed = replace(WITH_VERSION, conditions=(signs(JO, TODAY, edition_id=EDITION.id), signs(PAT, TODAY)))
    assert keys(signed) == []


@pytest.mark.clause("mill-lane:5.3-co-operate")
def test_what_is_two_weeks_overdue_goes_to_the_headteacher() -> None:
    due = IN_FORCE + timedelta(14)
    assert "not-read-head" not in keys(WITH_VERSION, due + timedelta(13))
    late = next(item for item in lines(WITH_VERSION, due + timedelta(14)) if item.key == "not-read-head")
    assert (late.duty, late.due) == (Duty.HEADTEACHER, due + timedelta(14))
    assert late.title == "2 people still have not read and signed the policy"


@pytest.mark.clause("mill-lane:5.1-access-new-staff")
def test_a_starter_has_a_line_on_the_first_day_and_stands_with_the_others_after_two_weeks() -> None:
    new = replace(JO, starts=TODAY)
    facts = replace(WITH_VERSION, people=(new,))
    assert keys(facts, TODAY - timedelta(1)) == []
    first = next(item for item in lines(facts) if item.key.startswith("starter"))
    assert (first.due, first.subject_id, first.title) == (TODAY, new.id, "J. Marsh is new: read and sign on day one")
    assert keys(facts) == ["read-policy", "starter"]
    assert keys(facts, TODAY + timedelta(15)) == ["read-policy", "not-read"]
    signed = replace(facts, conditions=(signs(new, TODAY, edition_id=EDITION.id),))
    assert keys(signed) == []


def test_leavers_drop_out() -> None:
    gone = tuple(replace(p, ends=TODAY - timedelta(1)) for p in (JO, PAT))
    assert keys(replace(WITH_VERSION, people=gone)) == []


@pytest.mark.clause("churchward:2-staff-train", "mill-lane:3.1-aim-2")
def test_training_that_runs_out_within_a_month_and_training_that_is_missing_are_one_line_a_course() -> None:
    trains = replace(
        QUIET, profile=replace(QUIET.profile, rules=Rules(training=(ONLINE,))), policy_begun=at(1, month=8)
    )
    soon = signs(JO, date(2025, 12, 1), TRAINING, topic="online", until=date(2026, 12, 1))
    read = (signs(JO, TODAY), signs(PAT, TODAY))
    found = {item.key: item for item in lines(replace(trains, conditions=(soon, *read)))}
    assert found["training-ends:online"].title == "“Online safety” runs out for 1 person"
    assert found["training-ends:online"].due == date(2026, 12, 1)
    assert found["training-missing:online"].title == "“Online safety”: 1 person is not in date"
    assert keys(replace(trains, conditions=read, policy_begun=at(20))) == [], "a term to catch up"
    ended = replace(soon, until=date(2026, 11, 1))
    late = next(x for x in lines(replace(trains, conditions=(ended, *read), policy_begun=at(20))) if "missing" in x.key)
    assert late.due == date(2026, 11, 1)


@pytest.mark.clause("valence:use-11")
def test_undertakings_that_run_out_are_one_line() -> None:
    valence = shipped_profile("valence")
    page = account()
    facts = replace(
        QUIET,
        people=(JO,),
        profile=replace(valence, rules=replace(valence.rules, training=())),
        accounts=(page,),
        accesses=(access(JO, page),),
        conditions=(signs(JO, TODAY), signs(JO, date(2025, 12, 1), UNDERTAKING, until=date(2026, 12, 1))),
    )
    (found,) = lines(facts)
    assert (found.key, found.title) == ("undertakings-end", "1 undertaking for posting access runs out")
    assert keys(replace(facts, accesses=())) == []


# --- the numbers


@pytest.mark.clause("mill-lane:5.2-risks", "churchward:2-cs-training")
def test_the_numbers_are_plain_and_by_kind_of_people() -> None:
    yes, no, not_asked = Signed.YES, Signed.NOT_YET, Signed.NOT_ASKED
    fresh, never, none = InDate(Trained.IN_DATE), InDate(Trained.NEVER), InDate(Trained.NOT_ASKED)

    def stands(contract: Contract, read: Signed, course: InDate) -> PersonStands:
        return PersonStands(person("A B", contract=contract), ReadState(read), (course,))

    found = coverage(
        [
            stands(Contract.EMPLOYEE, yes, fresh),
            stands(Contract.TRAINEE, no, never),
            stands(Contract.AGENCY, no, none),
            stands(Contract.GOVERNOR, not_asked, none),
        ]
    )
    assert [(c.group, c.read.words, [x.words for x in c.courses]) for c in found] == [
        (Group.STAFF, "1 of 2", ["1 of 2"]),
        (Group.AGENCY, "0 of 1", ["–"]),
    ]
    assert coverage([]) == ()
    assert {group_of(contract) for contract in Contract} == set(Group)


def test_whoever_stands_for_another_record_is_not_asked_twice() -> None:
    doubled = replace(PAT, merged_into=UUID(int=1))
    assert not read_state(QUIET.profile, (), doubled, TODAY, ToRead()).is_lacking
