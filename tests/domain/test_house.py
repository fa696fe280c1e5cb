"""The weekly look, devices and channels: who looks, when the next look is due, what is in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.accounts import Account, AccountState, Known
from schoolsm_desktop.domain.due import everything_due
from schoolsm_desktop.domain.due_facts import DueFacts, DueItem, SignInFacts
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.house import (
    Channel,
    ChannelFor,
    Device,
    Look,
    LookResult,
    check_channel,
    check_device,
    check_look,
    is_in_order,
    last_looks,
    look_due,
    looker,
)
from schoolsm_desktop.domain.people import Person
from tests.domain.test_due import QUIET

SCHOOL, TODAY = uuid4(), date(2026, 11, 24)  # a Tuesday
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ANNA, JO = uuid4(), uuid4()


def account(name: str = "X page", **facts: object) -> Account:
    made = Account(uuid4(), SCHOOL, "x", name, state=AccountState.IN_USE)
    return replace(made, **facts)  # type: ignore[arg-type]


def look(of: Account, on: date, **facts: object) -> Look:
    made = Look(uuid4(), SCHOOL, of.id, ANNA, on, NOW)
    return replace(made, **facts)  # type: ignore[arg-type]


def test_the_next_look_is_due_a_week_after_the_last() -> None:
    assert look_due(look(account(), date(2026, 11, 18)), TODAY) == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 11, 23), date(2026, 11, 27)),
        (date(2026, 11, 27), date(2026, 11, 27)),
        (date(2026, 11, 28), date(2026, 12, 4)),
    ],
)
def test_nobody_is_late_on_the_first_morning(today: date, due: date) -> None:
    assert look_due(None, today) == due


def test_a_look_taken_back_does_not_count() -> None:
    page = account()
    kept, wrong = look(page, date(2026, 11, 10)), look(page, date(2026, 11, 20), withdrawn_at=NOW)
    assert last_looks([wrong, kept]) == {page.id: kept}


def test_who_is_named_looks_and_otherwise_who_looks_after_it() -> None:
    assert looker(account(owner_id=ANNA)) == ANNA
    assert looker(account(owner_id=ANNA, looker_id=JO)) == JO
    assert looker(account()) is None


def test_something_seen_is_said_and_no_look_lies_ahead() -> None:
    page = account()
    with pytest.raises(FieldError, match="what was there"):
        check_look(look(page, TODAY, result=LookResult.SOMETHING, note="  "), TODAY)
    with pytest.raises(FieldError, match="still to come"):
        check_look(look(page, TODAY + timedelta(days=1)), TODAY)
    assert check_look(look(page, TODAY, note=" odd "), TODAY).note == "odd"


@pytest.mark.clause("churchward:4-software-filters-monitoring")
@pytest.mark.parametrize(
    ("updated", "locked", "days", "fine"),
    [
        (Known.YES, Known.YES, 92, True),
        (Known.YES, Known.YES, 93, False),
        (Known.YES, Known.NO, 1, False),
        (Known.NOT_KNOWN, Known.YES, 1, False),
    ],
)
def test_a_device_is_in_order_when_it_was_seen_updated_and_locked_this_term(
    updated: Known, locked: Known, days: int, fine: bool
) -> None:
    device = Device(uuid4(), SCHOOL, "Laptop", None, True, updated, locked, TODAY - timedelta(days=days))
    assert is_in_order(device, TODAY) is fine
    assert not is_in_order(replace(device, checked_on=None), TODAY)


def test_a_channel_and_a_device_need_a_name() -> None:
    with pytest.raises(FieldError, match="name is needed"):
        check_channel(Channel(uuid4(), SCHOOL, " ", ChannelFor.PUPILS, allowed=False))
    with pytest.raises(FieldError, match="name is needed"):
        check_device(Device(uuid4(), SCHOOL, ""), TODAY)
    with pytest.raises(FieldError, match="still to come"):
        check_device(Device(uuid4(), SCHOOL, "Laptop", checked_on=TODAY + timedelta(days=1)), TODAY)


def lines(facts: DueFacts, key: str) -> list[DueItem]:
    return [item for item in everything_due(facts, TODAY, NOW) if item.key.startswith(key)]


def school(*accounts: Account, looks: tuple[Look, ...] = (), signs_in: tuple[UUID, ...] = ()) -> DueFacts:
    people = (Person(ANNA, SCHOOL, "Anna", "Whitfield"), Person(JO, SCHOOL, "Jo", "Marsh"))
    sign_ins = tuple(SignInFacts(person_id) for person_id in signs_in)
    asked = replace(QUIET.profile, rules=replace(QUIET.profile.rules, weekly_look=True))
    return replace(QUIET, people=people, accounts=accounts, looks=looks, sign_ins=sign_ins, profile=asked)


def test_whoever_looks_has_a_line_of_their_own() -> None:
    one, two = account("X page", owner_id=ANNA), account("Facebook page", owner_id=JO)
    (own,) = lines(school(one, two, signs_in=(ANNA, JO)), f"look:{ANNA}")
    assert (own.person_id, own.title, own.detail) == (ANNA, "Weekly look: 1 account", "X page")


@pytest.mark.clause("valence:use-3")
def test_what_nobody_who_signs_in_looks_at_is_the_coordinators() -> None:
    one, two = account("X page", owner_id=ANNA), account("Facebook page")
    (left,) = lines(school(one, two, signs_in=(ANNA,)), "looks-left")
    assert left.person_id is None
    assert left.title == "1 account waits for its weekly look"
    assert "Facebook page. Nobody who signs in here" in left.detail


def test_a_look_left_for_more_than_a_week_is_the_coordinators_as_well() -> None:
    one = account("X page", owner_id=ANNA)
    stale = look(one, TODAY - timedelta(days=15))
    facts = school(one, looks=(stale,), signs_in=(ANNA,))
    assert {item.key for item in lines(facts, "look")} == {f"look:{ANNA}", "looks-left"}
    fresh = replace(facts, looks=(look(one, TODAY - timedelta(days=14)),))
    assert [item.key for item in lines(fresh, "look")] == [f"look:{ANNA}"]


def test_no_weekly_look_where_your_policy_wants_none() -> None:
    facts = school(account(owner_id=ANNA), signs_in=(ANNA,))
    quiet = replace(facts.profile, rules=replace(facts.profile.rules, weekly_look=False))
    assert lines(replace(facts, profile=quiet), "look") == []


def test_devices_not_in_order_are_one_line() -> None:
    fine = Device(uuid4(), SCHOOL, "Fine", None, True, Known.YES, Known.YES, TODAY)
    ended = Device(uuid4(), SCHOOL, "Gone", ended_at=NOW)
    facts = replace(school(), devices=(fine, ended))
    assert lines(facts, "devices") == []
    never = Device(uuid4(), SCHOOL, "Tablet")
    (line,) = lines(replace(facts, devices=(fine, ended, never)), "devices")
    assert (line.title, line.due) == ("1 device is to be looked at", date(2026, 11, 27))
