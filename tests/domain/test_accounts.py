"""Accounts: what is needed to begin, how they live, what is not known yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.accounts import (
    AccountClass,
    AccountState,
    Known,
    Moderation,
    Platform,
    RecoveryFacts,
    SecondFactor,
    account_key,
    check_account,
    check_move,
    host_of,
    missing_facts,
    platform_for,
)
from schoolsm_desktop.domain.errors import FieldError, RuleError

from .records import TODAY, account


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"platform_id": ""}, "platform_id"),
        ({"name": "  "}, "name"),
        ({"address": "not an address"}, "address"),
        ({"address": "javascript:alert(1).x"}, "address"),
        ({"opened_on": date(2026, 9, 2), "closed_on": date(2026, 9, 1)}, "closed_on"),
    ],
)
def test_a_wrong_field_is_named(fields: dict[str, object], wrong: str) -> None:
    with pytest.raises(FieldError) as caught:
        check_account(replace(account(), **fields))  # type: ignore[arg-type]
    assert caught.value.field == wrong


@pytest.mark.clause("churchward:2-mk-ownership")
def test_a_policy_can_ask_that_somebody_looks_after_every_account() -> None:
    check_account(account())
    with pytest.raises(FieldError) as caught:
        check_account(account(), owner_required=True)
    assert caught.value.field == "owner_id"
    check_account(account(owner_id=uuid4()), owner_required=True)
    check_account(account(account_class=AccountClass.NOT_OURS), owner_required=True)


def test_the_deputy_is_somebody_else() -> None:
    one = uuid4()
    with pytest.raises(FieldError) as caught:
        check_account(account(owner_id=one, deputy_owner_id=one))
    assert caught.value.field == "deputy_owner_id"


@pytest.mark.clause("churchward:intro-authorised-purposes")
def test_without_the_headteachers_authorisation_an_account_cannot_be_in_use() -> None:
    proposed = account(state=AccountState.PROPOSED)
    with pytest.raises(RuleError):
        check_move(proposed, AccountState.IN_USE)
    with pytest.raises(RuleError, match="not authorised"):
        check_move(account(state=AccountState.AUTHORISED), AccountState.IN_USE)
    check_move(account(state=AccountState.AUTHORISED, authorised_on=TODAY), AccountState.IN_USE)


def test_a_closed_account_begins_again_as_proposed() -> None:
    check_move(account(state=AccountState.CLOSED), AccountState.PROPOSED)
    with pytest.raises(RuleError):
        check_move(account(state=AccountState.CLOSED), AccountState.IN_USE)


PLATFORMS = (
    Platform("facebook", "Facebook", domains=("facebook.com",)),
    Platform("google", "Google", domains=("google.com",)),
    Platform("youtube", "YouTube", domains=("youtube.com", "accounts.google.com")),
)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://www.facebook.com/ourschool", "facebook"),
        ("facebook.com/ourschool", "facebook"),
        ("m.facebook.com", "facebook"),
        ("https://accounts.google.com/signin", "youtube"),
        ("https://docs.google.com", "google"),
        ("https://notfacebook.com", None),
        ("", None),
        ("http://[", None),
    ],
)
def test_the_platform_is_guessed_from_the_address(address: str, found: str | None) -> None:
    platform = platform_for(address, PLATFORMS)
    assert (platform.id if platform else None) == found


def test_two_spellings_of_one_place_are_one_account() -> None:
    one = account_key("https://www.facebook.com/login?next=1", "Office@School.example ")
    assert one == account_key("facebook.com", "office@school.example")
    assert host_of("https://user:word@cms.school.example:8080/x") == "cms.school.example"


def test_what_is_not_known_waits_for_the_termly_check() -> None:
    bare = account()
    assert "Nobody looks after it" in missing_facts(bare)
    full = replace(
        bare,
        owner_id=uuid4(),
        address="facebook.com/ours",
        purpose="News for families",
        moderation=Moderation.AFTER_POSTING,
        recovery=RecoveryFacts(
            mailbox_is_schools=Known.YES,
            phone_is_schools=Known.YES,
            second_administrator="A. Whitfield",
            second_factor=SecondFactor.APP,
            last_tried=TODAY,
        ),
    )
    assert missing_facts(full) == ()
    assert missing_facts(replace(bare, account_class=AccountClass.NOT_OURS)) == ()
