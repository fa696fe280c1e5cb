"""The health of accounts: each concern as a rule, and what is left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.access import AccessKind, AccessLevel, ChangeNeed, Knowing, KnownBy, PasswordDue
from schoolsm_desktop.domain.account_check import AccountCheck
from schoolsm_desktop.domain.account_health import UNUSED_AFTER, Concern, HealthFacts, Weight, health, last_use
from schoolsm_desktop.domain.accounts import (
    Account,
    AccountClass,
    AccountState,
    CodeUse,
    Known,
    Platform,
    RecoveryFacts,
    SecondFactor,
    SecretField,
)
from schoolsm_desktop.domain.backup_codes import codes_in, codes_left
from schoolsm_desktop.domain.policy import ChangeRule, Profile, ProfileKind

from .records import SCHOOL, TODAY, access, account, at, person, version

ROSA, ANNA = person("Rosa Okafor"), person("Anna Whitfield")
SOUND = RecoveryFacts(
    mailbox_is_schools=Known.YES,
    phone_is_schools=Known.YES,
    second_administrator="A. Whitfield",
    second_factor=SecondFactor.APP,
    last_tried=TODAY - timedelta(days=100),
)
GOOD = account("News", owner_id=ROSA.id, recovery=SOUND, last_used_on=TODAY)
PROFILE = Profile("test", ProfileKind.SCHOOL, change=ChangeRule.DAYS, change_days=90)
WELL = HealthFacts(
    today=TODAY,
    profile=PROFILE,
    accounts=(GOOD,),
    people={p.id: p for p in (ROSA, ANNA)},
    platforms={"facebook": Platform("facebook", "Facebook")},
    versions=(version(GOOD, weak=False, used_twice=False),),
    accesses=(access(ROSA, GOOD),),
    knowings=(),
    due={},
)


def concerns(facts: HealthFacts) -> list[Concern]:
    """What is found, in its order."""
    return [finding.concern for finding in health(facts)]


def with_account(**more: object) -> HealthFacts:
    """The same school with another account."""
    return replace(WELL, accounts=(replace(GOOD, **more),))  # type: ignore[arg-type]


def with_recovery(**more: object) -> HealthFacts:
    """The same account with other recovery facts."""
    return with_account(recovery=replace(SOUND, **more))  # type: ignore[arg-type]


def test_an_account_in_order_has_no_finding() -> None:
    assert concerns(WELL) == []


@pytest.mark.parametrize(
    ("facts", "concern"),
    [
        (with_account(owner_id=None), Concern.NOBODY_LOOKS_AFTER),
        (replace(WELL, people={ROSA.id: replace(ROSA, ends=TODAY - timedelta(days=1))}), Concern.NOBODY_LOOKS_AFTER),
        (replace(WELL, accesses=()), Concern.NOBODY_HAS_ACCESS),
        (replace(WELL, versions=(version(GOOD, weak=True),)), Concern.WEAK),
        (replace(WELL, versions=(version(GOOD, used_twice=True),)), Concern.USED_TWICE),
        (replace(WELL, versions=(version(GOOD, password_changed_at=at(1, month=6)),)), Concern.TOO_OLD),
        (with_recovery(second_factor=SecondFactor.NONE), Concern.NO_SECOND_FACTOR),
        (with_recovery(second_administrator=""), Concern.ONE_ADMINISTRATOR),
        (with_recovery(phone_is_schools=Known.NO), Concern.PRIVATE_RECOVERY),
        (with_recovery(mailbox_is_schools=Known.NO), Concern.PRIVATE_RECOVERY),
        (with_recovery(last_tried=TODAY - timedelta(days=366)), Concern.RECOVERY_NOT_TRIED),
        (with_recovery(last_tried=None), Concern.RECOVERY_NOT_TRIED),
        (with_account(last_used_on=TODAY - timedelta(days=46)), Concern.NOT_USED),
        (with_account(last_used_on=None), Concern.NOT_USED),
        (
            replace(WELL, platforms={"facebook": Platform("facebook", "Facebook", closed_on=date(2026, 1, 1))}),
            Concern.PLATFORM_CLOSED,
        ),
        (
            replace(WELL, due={GOOD.id: PasswordDue(GOOD.id, ChangeNeed.MUST, at(18), at(19), (ANNA.id,))}),
            Concern.MUST_CHANGE,
        ),
    ],
)
def test_each_concern_is_found(facts: HealthFacts, concern: Concern) -> None:
    assert concern in concerns(facts)


@pytest.mark.parametrize(
    "facts",
    [
        with_recovery(last_tried=TODAY - timedelta(days=365)),
        with_account(last_used_on=TODAY - UNUSED_AFTER),
        with_account(state=AccountState.SUSPENDED, last_used_on=None),
        replace(with_account(state=AccountState.PROPOSED), accesses=()),
        replace(WELL, versions=(version(GOOD, password_changed_at=at(1, month=9)),)),
        replace(WELL, platforms={"facebook": Platform("facebook", "Facebook", closed_on=TODAY + timedelta(days=1))}),
    ],
)
def test_on_the_last_good_day_nothing_is_found(facts: HealthFacts) -> None:
    assert concerns(facts) == []


@pytest.mark.parametrize(
    "more",
    [
        {"state": AccountState.CLOSED},
        {"account_class": AccountClass.PRETENDS},
        {"account_class": AccountClass.NOT_OURS},
    ],
)
def test_what_is_closed_or_not_ours_is_left_alone(more: dict[str, object]) -> None:
    assert concerns(replace(with_account(owner_id=None, recovery=RecoveryFacts(), **more), accesses=())) == []


def test_two_administrators_on_the_register_are_enough_and_one_is_named() -> None:
    alone = with_recovery(second_administrator="")
    one = access(ROSA, GOOD, kind=AccessKind.OWN_LOGIN, level=AccessLevel.ADMINISTERS)
    other = access(ANNA, GOOD, kind=AccessKind.OWN_LOGIN, level=AccessLevel.ADMINISTERS)
    (found,) = health(replace(alone, accesses=(one,)))
    assert (found.weight, found.said) == (Weight.SHOULD, "R. Okafor alone, as the register says")
    assert concerns(replace(alone, accesses=(one, other))) == []


def test_somebody_no_longer_here_reads_as_nobody_and_never_why() -> None:
    gone = replace(WELL, people={ROSA.id: replace(ROSA, ends=TODAY - timedelta(days=1)), ANNA.id: ANNA})
    said = " ".join(f"{f.words} {f.said} {f.to_do}" for f in health(gone))
    assert "Nobody looks after it" in said
    assert "Okafor" not in said
    assert "left" not in said


def test_must_comes_before_should_and_should_before_not_known() -> None:
    ill = replace(
        with_recovery(last_tried=None, second_factor=SecondFactor.NONE),
        due={GOOD.id: PasswordDue(GOOD.id, ChangeNeed.MUST, at(18), at(19), (ANNA.id,))},
    )
    assert [f.weight for f in health(ill)] == [Weight.MUST, Weight.SHOULD, Weight.NOT_KNOWN]


def test_the_last_use_is_the_latest_of_what_was_seen_opened_or_checked() -> None:
    held = version(GOOD)

    def opened(day: int, how: KnownBy) -> Knowing:
        return Knowing(uuid4(), GOOD.id, held.id, ROSA.id, at(day), how)

    bare = replace(GOOD, last_used_on=None)
    assert last_use(bare, (held,), (), ()) is None
    assert last_use(bare, (held,), (opened(3, KnownBy.TOLD),), ()) is None  # told is no use
    knowings = (opened(3, KnownBy.OPENED), opened(5, KnownBy.COPIED))
    assert last_use(bare, (held,), knowings, ()) == date(2026, 11, 5)
    check = AccountCheck(uuid4(), SCHOOL, GOOD.id, "Autumn term 2026", ROSA.id, at(9))
    assert last_use(bare, (held,), knowings, (check,)) == date(2026, 11, 9)
    assert last_use(replace(bare, last_used_on=TODAY), (held,), knowings, (check,)) == TODAY


def _with_codes(left: int, of: Account = GOOD) -> HealthFacts:
    fields = frozenset({SecretField.PASSWORD, SecretField.BACKUP_CODES})
    held = version(of, weak=False, used_twice=False, fields=fields, codes_since=1, codes_count=5)
    used = [CodeUse(uuid4(), of.id, 1, place, TODAY, ROSA.id) for place in range(1, 6 - left)]
    stale = [CodeUse(uuid4(), of.id, 0, place, TODAY, ROSA.id) for place in range(1, 6)]
    return replace(WELL, versions=(held,), code_uses=(*used, *stale))


@pytest.mark.parametrize(("left", "found"), [(3, []), (2, [Weight.SHOULD]), (1, [Weight.SHOULD]), (0, [Weight.MUST])])
def test_fewer_than_three_codes_are_few_and_ticks_of_an_earlier_list_do_not_count(
    left: int, found: list[Weight]
) -> None:
    assert [f.weight for f in health(_with_codes(left))] == found


def test_codes_are_counted_line_by_line() -> None:
    assert codes_in(" 1111-2222 \r\n\n3333 4444\n") == ("1111-2222", "3333 4444")
    assert codes_left(version(GOOD), ()) is None
    left = codes_left(_with_codes(2).versions[0], _with_codes(2).code_uses)
    assert left is not None
    assert left.words == "2 of 5 left"
