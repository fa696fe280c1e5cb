"""Who may read a password, who knows it, and when it must become another one."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.access import (
    Access,
    AccessKind,
    ChangeNeed,
    Knowing,
    KnownBy,
    PasswordDue,
    Waiver,
    default_review_day,
    end_of,
    entitled,
    knowers,
    password_due,
)
from schoolsm_desktop.domain.accounts import (
    Account,
    AccountClass,
    AccountState,
    Platform,
    SecretField,
    SecretVersion,
    SignInKind,
)
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.giving import GiveRules, check_give
from schoolsm_desktop.domain.people import Contract, Person

from .records import TODAY, access, account, at, knows, person, version

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def due(
    where: Account,
    versions: list[SecretVersion],
    knowings: list[Knowing],
    accesses: list[Access],
    people: list[Person],
    keyholders: frozenset[object] = frozenset(),
    waivers: list[Waiver] | None = None,
) -> PasswordDue | None:
    readers = entitled(accesses, people, where.id, keyholders, TODAY)  # type: ignore[arg-type]
    return password_due(where, versions, knowings, accesses, people, readers, waivers or [], hours=24, now=NOW)


@pytest.mark.clause("valence:use-11")
def test_exactly_the_registers_holders_and_the_keyholders_may_read() -> None:
    holder, own_login, paused, ended, future, leaver, keyholder = (person(f"P{i} X") for i in range(7))
    leaver = replace(leaver, ends=date(2026, 11, 19))
    where, other = account(), account("Website")
    accesses = [
        access(holder, where),
        access(own_login, where, kind=AccessKind.OWN_LOGIN),
        access(paused, where, paused_at=at(5)),
        access(ended, where, ended_at=at(5)),
        access(future, where, starts=date(2026, 12, 1)),
        access(leaver, where),
        access(ended, other),
    ]
    people = [holder, own_login, paused, ended, future, leaver, keyholder]
    assert entitled(accesses, people, where.id, {keyholder.id}, TODAY) == {holder.id, keyholder.id}


def test_nothing_is_due_while_everybody_who_knows_it_may_know_it() -> None:
    who, where = person(), account()
    now = version(where)
    assert due(where, [now], [knows(who, now)], [access(who, where)], [who]) is None


@pytest.mark.clause("valence:roles-4", "churchward:4-change-regularly")
def test_a_password_must_be_changed_once_somebody_who_opened_it_has_lost_access() -> None:
    who, where = person(), account()
    now = version(where)
    found = due(where, [now], [knows(who, now)], [access(who, where, ended_at=at(19, 12))], [who])
    assert found == PasswordDue(where.id, ChangeNeed.MUST, at(19, 12), at(20, 12), (who.id,))


def test_a_leavers_last_day_is_the_moment_that_counts() -> None:
    who, where = person(ends=date(2026, 11, 17)), account()
    now = version(where)
    found = due(where, [now], [knows(who, now)], [access(who, where)], [who])
    assert found is not None
    assert found.since == datetime(2026, 11, 18, tzinfo=UTC)


def _take_the_zone() -> None:
    if sys.platform != "win32":
        time.tzset()


@pytest.mark.skipif(sys.platform == "win32", reason="a process there cannot be given another time zone")
def test_the_hour_after_a_last_day_counts_where_the_school_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """In summer it is past midnight at school while the day in UTC still goes on: nothing is late at once."""
    monkeypatch.setenv("TZ", "Europe/London")
    _take_the_zone()
    try:
        night, who, where = datetime(2027, 7, 9, 23, 30, tzinfo=UTC), person(), account()
        last, now = date(2027, 7, 9), version(where)
        gone = access(who, where, ends=last)
        readers = entitled([gone], [who], where.id, (), night.astimezone().date())
        found = password_due(where, [now], [knows(who, now)], [gone], [who], readers, [], hours=24, now=night)
        assert found is not None
        assert found.since == end_of(last)
    finally:
        monkeypatch.undo()
        _take_the_zone()


def test_only_another_password_clears_it_and_an_edited_note_does_not() -> None:
    who, where = person(), account()
    first = version(where, 1)
    ended = [access(who, where, ended_at=at(19))]
    noted = version(where, 2, since=1)
    assert due(where, [first, noted], [knows(who, first)], ended, [who]) is not None
    changed = version(where, 3, since=3, password_changed_at=at(20, 8))
    assert due(where, [first, noted, changed], [knows(who, first)], ended, [who]) is None


def test_a_reset_recorded_on_the_platform_clears_it() -> None:
    who, where = person(), account()
    first = version(where, 1)
    reset = version(where, 2, since=2, fields=frozenset({SecretField.NOTE}))
    assert due(where, [first, reset], [knows(who, first)], [access(who, where, ended_at=at(19))], [who]) is None


def test_who_could_have_opened_it_and_never_did_makes_a_change_advised_which_can_be_waived() -> None:
    who, where = person(), account()
    now = version(where)
    ended = [access(who, where, ended_at=at(19))]
    found = due(where, [now], [], ended, [who])
    assert found is not None
    assert found.need is ChangeNeed.ADVISED
    waiver = Waiver(uuid4(), now.id, who.id, uuid4(), at(20), "on leave since before it was set")
    assert due(where, [now], [], ended, [who], waivers=[waiver]) is None
    assert due(where, [now], [knows(who, now)], ended, [who], waivers=[waiver]) is not None


def test_access_that_ended_before_the_password_was_made_asks_for_nothing() -> None:
    who, where = person(), account()
    now = version(where, password_changed_at=at(15))
    assert due(where, [now], [], [access(who, where, ended_at=at(14))], [who]) is None


def test_a_pause_counts_as_the_end_while_it_lasts() -> None:
    who, where = person(), account()
    now = version(where)
    found = due(where, [now], [knows(who, now)], [access(who, where, paused_at=at(18))], [who])
    assert found is not None
    assert found.need is ChangeNeed.MUST


def test_an_own_login_never_asks_for_another_password() -> None:
    who, where = person(), account()
    now = version(where)
    gone = [access(who, where, kind=AccessKind.OWN_LOGIN, ended_at=at(19))]
    assert due(where, [now], [], gone, [who]) is None


def test_knowing_a_seed_is_not_knowing_the_password() -> None:
    who, where = person(), account()
    now = version(where)
    seed = replace(knows(who, now), field=SecretField.ONE_TIME_SEED)
    assert knowers(now, [now], [seed]) == {}
    assert list(knowers(now, [now], [knows(who, now, how=KnownBy.TOLD)])) == [who.id]


def test_a_closed_account_asks_for_nothing() -> None:
    who, where = person(), account(state=AccountState.CLOSED)
    now = version(where)
    assert due(where, [now], [knows(who, now)], [access(who, where, ended_at=at(19))], [who]) is None


def give(
    given: Access,
    who: Person,
    where: Account,
    platform: Platform | None = None,
    existing: tuple[Access, ...] = (),
    allowed: bool = True,
    others: bool = True,
) -> None:
    rules = GiveRules(allowed, "Your policy: 4 never share")
    check_give(given, who, where, platform, existing, rules, others_could_act=others, today=TODAY)


def test_a_plain_access_can_be_given() -> None:
    who, where = person(), account()
    give(access(who, where), who, where)


@pytest.mark.clause("churchward:4-never-share")
def test_a_policy_that_forbids_shared_passwords_stops_one_and_names_its_clause() -> None:
    who, where = person(), account()
    with pytest.raises(FieldError, match="4 never share") as caught:
        give(access(who, where), who, where, allowed=False)
    assert caught.value.field == "kind"
    give(access(who, where, kind=AccessKind.OWN_LOGIN), who, where, allowed=False)
    give(access(who, where, already_had=True, authorised_by=None), who, where, allowed=False)


@pytest.mark.clause("valence:roles-1")
def test_access_needs_the_headteachers_authorisation_with_its_day() -> None:
    who, where = person(), account()
    with pytest.raises(FieldError) as caught:
        give(access(who, where, authorised_by=None), who, where)
    assert caught.value.field == "authorised_by"
    with pytest.raises(FieldError):
        give(access(who, where, authorised_on=None), who, where)


def test_nobody_authorises_and_gives_to_themself_unless_the_school_has_nobody_else() -> None:
    who, where = person(), account()
    own = access(who, where, authorised_by=who.id, given_by=who.id)
    with pytest.raises(RuleError, match="themself"):
        give(own, who, where)
    give(own, who, where, others=False)


@pytest.mark.parametrize("contract", [Contract.AGENCY, Contract.TRAINEE])
def test_agency_and_trainee_access_always_ends_on_a_day(contract: Contract) -> None:
    who, where = person(contract=contract), account()
    with pytest.raises(FieldError) as caught:
        give(access(who, where), who, where)
    assert caught.value.field == "ends"
    give(access(who, where, ends=date(2026, 12, 18)), who, where)


@pytest.mark.parametrize(
    ("fields", "who_ends"),
    [
        ({"ends": date(2026, 8, 1)}, None),
        ({"ends": date(2026, 11, 19)}, None),
        ({"ends": date(2027, 1, 8)}, date(2026, 12, 18)),
    ],
)
def test_a_last_day_that_cannot_be_is_named(fields: dict[str, object], who_ends: date | None) -> None:
    who, where = person(ends=who_ends), account()
    with pytest.raises(FieldError) as caught:
        give(access(who, where, **fields), who, where)
    assert caught.value.field == "ends"


def test_nobody_who_has_left_is_given_access() -> None:
    who, where = person(ends=date(2026, 11, 19)), account()
    with pytest.raises(RuleError, match="no longer works here"):
        give(access(who, where), who, where)


@pytest.mark.parametrize(
    "where",
    [
        account(account_class=AccountClass.NOT_OURS),
        account(state=AccountState.CLOSED),
        account(state=AccountState.PROPOSED),
    ],
)
def test_no_access_to_an_account_that_is_not_ours_or_not_in_use(where: Account) -> None:
    who = person()
    with pytest.raises(RuleError):
        give(access(who, where), who, where)


def test_access_is_not_older_than_the_account() -> None:
    who, where = person(), account(opened_on=date(2026, 10, 1))
    with pytest.raises(FieldError) as caught:
        give(access(who, where), who, where)
    assert caught.value.field == "starts"


def test_a_platform_without_a_password_of_its_own_gives_none_out() -> None:
    who, where = person(), account()
    facebook = Platform("facebook", "Facebook page", sign_in=SignInKind.OWN_LOGINS)
    with pytest.raises(FieldError, match="no shared password"):
        give(access(who, where), who, where, platform=facebook)


def test_the_same_access_is_not_given_twice() -> None:
    who, where = person(), account()
    with pytest.raises(RuleError, match="already has"):
        give(access(who, where), who, where, existing=(access(who, where),))
    give(access(who, where), who, where, existing=(access(who, where, ended_at=at(1)),))


def test_a_review_day_is_proposed_at_the_end_of_a_term_not_too_near() -> None:
    ends = [date(2026, 12, 18), date(2027, 3, 26), date(2027, 7, 21)]
    assert default_review_day(date(2026, 11, 1), ends) == date(2026, 12, 18)
    assert default_review_day(TODAY, ends) == date(2026, 12, 18)
    assert default_review_day(date(2026, 12, 1), ends) == date(2027, 3, 26)
    assert default_review_day(TODAY, []) == TODAY + timedelta(days=182)
