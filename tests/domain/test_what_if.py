"""What the program says before somebody or something goes: numbers and names, counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain import what_if
from schoolsm_desktop.domain.access import Access, AccessKind, AccessLevel
from schoolsm_desktop.domain.accounts import Account, AccountState
from schoolsm_desktop.domain.checklists import Checklist, ChecklistKind
from schoolsm_desktop.domain.cover import Cover
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.domain.requests import AccessRequest, RequestState
from schoolsm_desktop.domain.reviews import Review
from schoolsm_desktop.domain.what_follows import MOST_NAMES, WhatIfFacts

from .records import SCHOOL, TODAY, access, account, at, held, person

ANNA, ROSA, JO, DAVID = (person(n) for n in ("Anna Whitfield", "Rosa Okafor", "Jo Marsh", "David Penhale"))
FACEBOOK, WEBSITE, X = (
    account("Facebook", state=AccountState.IN_USE, owner_id=JO.id),
    account("Website", state=AccountState.IN_USE, owner_id=ROSA.id),
    account("X page", state=AccountState.IN_USE, owner_id=ROSA.id),
)
HEAD, COORDINATOR = held(ANNA, Duty.HEADTEACHER), held(ROSA, Duty.COORDINATOR)
ADMINISTERS = {"level": AccessLevel.ADMINISTERS, "kind": AccessKind.OWN_LOGIN}


def facts(*accesses: Access, **more: object) -> WhatIfFacts:
    """A school of four; Jo knows the passwords of Facebook and Website."""
    fields: dict[str, object] = {
        "day": TODAY,
        "people": {p.id: p for p in (ANNA, ROSA, JO, DAVID)},
        "duties": (HEAD, COORDINATOR),
        "accounts": {a.id: a for a in (FACEBOOK, WEBSITE, X)},
        "accesses": accesses,
        "knowers": {FACEBOOK.id: frozenset({JO.id, ROSA.id}), WEBSITE.id: frozenset({JO.id}), X.id: frozenset()},
        "keyholders": frozenset({ANNA.id, ROSA.id}),
        "with_sign_in": frozenset({ANNA.id, ROSA.id}),
        "hours": 24,
        "titles": {Duty.COORDINATOR: "Lead for Computing"},
    } | more
    return WhatIfFacts(**fields)  # type: ignore[arg-type]


def request(who: Person, where: Account, by: Person) -> AccessRequest:
    """An access that was asked for."""
    kind, level = AccessKind.OWN_LOGIN, AccessLevel.POSTS
    return AccessRequest(uuid4(), SCHOOL, who.id, where.id, kind, level, TODAY, by.id, at(19))


def test_a_leaver_loses_access_and_what_they_know_must_become_new() -> None:
    said = what_if.person_leaves(facts(access(JO, FACEBOOK), access(JO, X), access(ROSA, X)), JO.id)
    assert said == (
        "J. Marsh’s access to 2 accounts ends: Facebook and X page.",
        "J. Marsh knows 2 passwords, which must become new ones within 24 hours: Facebook and Website.",
        "J. Marsh could have opened 1 password, for which a new one is advised: X page.",
        "Nobody then has access to 1 account: Facebook.",
        "Nobody looks after 1 account any more: Facebook.",
    )


def test_nothing_is_said_of_somebody_who_holds_nothing() -> None:
    assert what_if.person_leaves(facts(access(JO, FACEBOOK)), DAVID.id) == ()


def test_a_login_of_their_own_must_be_taken_away_on_the_platform() -> None:
    said = what_if.person_leaves(facts(access(DAVID, X, kind=AccessKind.OWN_LOGIN), access(ROSA, X)), DAVID.id)
    assert said[1] == "On 1 of them a login or seat of their own must be taken away on the platform: X page."


def test_accounts_are_named_that_then_have_one_administrator_or_none() -> None:
    both = (access(DAVID, X, **ADMINISTERS), access(JO, X, **ADMINISTERS))
    alone = (access(DAVID, WEBSITE, **ADMINISTERS), access(ROSA, WEBSITE))
    said = what_if.person_leaves(facts(*both, *alone), DAVID.id)
    assert "1 account then has one administrator only: X page." in said
    assert "1 account then has no administrator: Website." in said
    assert not any("Nobody then has access" in sentence for sentence in said)


def test_an_account_with_one_administrator_before_is_not_blamed_on_who_goes() -> None:
    stands = (access(JO, X, **ADMINISTERS), access(DAVID, X))
    assert not any("administrator" in sentence for sentence in what_if.person_leaves(facts(*stands), DAVID.id))


@pytest.mark.parametrize(
    "gone",
    [
        {"ended_at": at(1)},
        {"ends": date(2026, 11, 1)},
    ],
)
def test_access_that_is_over_counts_no_more(gone: dict[str, object]) -> None:
    said = what_if.person_leaves(facts(access(DAVID, X, **gone)), DAVID.id)
    assert said == ()


def test_what_stands_on_the_last_day_counts_and_not_what_ends_before() -> None:
    later = facts(access(DAVID, X, ends=date(2026, 12, 1)), access(ROSA, X), day=date(2026, 12, 18))
    assert what_if.person_leaves(later, DAVID.id) == ()
    sooner = replace(later, day=date(2026, 11, 30))
    assert "access to 1 account ends" in what_if.person_leaves(sooner, DAVID.id)[0]


def test_a_duty_that_nobody_holds_then_is_named_by_the_schools_title_with_what_nobody_could_do() -> None:
    said = what_if.duty_ends(facts(), HEAD.id)
    assert "Nobody then holds 1 duty: Headteacher." in said
    assert "Nobody is recorded as headteacher: access cannot be authorised." in said
    assert any(sentence.startswith("Nobody could then: authorise an account, ") for sentence in said)
    assert "A. Whitfield stays a keyholder and can open every password until that is taken away too." in said
    coordinator = what_if.duty_ends(facts(), COORDINATOR.id)
    assert "Nobody then holds 1 duty: Lead for Computing." in coordinator
    assert not any("Nobody could then" in sentence for sentence in coordinator), "the headteacher can do it all"


def test_a_shared_duty_is_lost_to_nobody() -> None:
    shared = facts(duties=(HEAD, COORDINATOR, held(DAVID, Duty.COORDINATOR)))
    said = what_if.duty_ends(shared, COORDINATOR.id)
    assert not any("Nobody" in sentence for sentence in said)
    assert any(sentence.startswith("R. Okafor can no longer: ") for sentence in said)


def test_two_duties_that_come_into_one_hand_are_said() -> None:
    both = facts(duties=(HEAD, COORDINATOR, held(ANNA, Duty.COORDINATOR)))
    said = what_if.person_leaves(both, ROSA.id)
    assert any("The headteacher is also the computing coordinator" in sentence for sentence in said)


def test_a_duty_that_only_somebody_without_a_sign_in_holds_does_nothing_here() -> None:
    two = facts(duties=(HEAD, COORDINATOR, held(DAVID, Duty.HEADTEACHER)))
    said = what_if.sign_in_ends(two, ANNA.id)
    assert any("Nobody could then: authorise an account" in sentence for sentence in said)


def test_a_duty_that_is_not_held_any_more_changes_nothing() -> None:
    assert what_if.duty_ends(facts(), UUID(int=99)) == ()


def test_the_last_keyholder_is_told_apart_from_one_of_two() -> None:
    one_of_two = what_if.keyholder_goes(facts(knowers={}), ANNA.id)
    assert one_of_two == ("A. Whitfield is a keyholder. 1 keyholder is left: R. Okafor.",)
    last = what_if.person_leaves(facts(keyholders=frozenset({ANNA.id})), ANNA.id)
    assert any("the last keyholder" in sentence and "recovery sheet" in sentence for sentence in last)
    assert what_if.keyholder_goes(facts(), JO.id) == ()


def test_a_keyholder_less_knows_only_what_the_register_does_not_give_them() -> None:
    knows = {FACEBOOK.id: frozenset({ROSA.id}), X.id: frozenset({ROSA.id})}
    said = what_if.keyholder_goes(facts(access(ROSA, X), knowers=knows), ROSA.id)
    assert said[0] == "R. Okafor knows 1 password, which must become a new one within 24 hours: Facebook."


def test_an_ended_sign_in_leaves_the_register_as_it_is_and_says_so() -> None:
    said = what_if.sign_in_ends(facts(access(JO, FACEBOOK), with_sign_in=frozenset({ANNA.id, JO.id})), JO.id)
    assert len(said) == 1
    assert said[0].startswith("The register still gives J. Marsh 1 password")


def test_a_closed_account_says_who_loses_it_whose_only_one_it_is_and_what_falls_away() -> None:
    stands = (access(JO, FACEBOOK), access(ROSA, FACEBOOK), access(ROSA, X))
    said = what_if.account_closes(facts(*stands, requests=(request(DAVID, FACEBOOK, ROSA),)), FACEBOOK.id)
    assert said == (
        "2 people lose access to it: J. Marsh and R. Okafor.",
        "It is the only account of 1 person: J. Marsh.",
        "1 request for access to it falls away.",
        "2 people know its password: close it on the platform too, or they can still get in.",
    )
    assert what_if.account_closes(facts(), X.id) == ()


def test_requests_lists_reviews_and_cover_lose_whoever_began_them() -> None:
    refused = replace(request(DAVID, X, JO), state=RequestState.REFUSED)
    begun = Checklist(uuid4(), SCHOOL, ChecklistKind.LEAVES, TODAY, DAVID.id, at(19), person_id=JO.id)
    done = replace(begun, id=uuid4(), finished_at=at(19))
    unfinished = facts(
        requests=(request(DAVID, X, DAVID), request(JO, X, DAVID), refused),
        lists=(begun, done),
        reviews=(Review(uuid4(), SCHOOL, "Autumn", DAVID.id, at(19)),),
        covers=(Cover(uuid4(), SCHOOL, ANNA.id, DAVID.id, TODAY, TODAY, ANNA.id, at(19)),),
    )
    assert what_if.person_leaves(unfinished, DAVID.id) == (
        "1 request for access for them falls away.",
        "1 request that they made for somebody else loses whoever asked.",
        "1 list that they began is not worked off yet: somebody else must go on with it.",
        "The termly review that they began is still open: somebody else must go on with it.",
        "Cover for the headteacher ends with it.",
    )


def test_one_access_that_ends_says_who_needs_the_new_password() -> None:
    mine, hers = access(JO, FACEBOOK), access(ROSA, FACEBOOK)
    assert what_if.access_ends(facts(mine, hers), mine.id) == (
        "J. Marsh can no longer open the password of Facebook here.",
        "J. Marsh knows it, so it must be changed on the platform within 24 hours.",
        "1 other person will need the new one.",
    )
    assert what_if.access_ends(facts(mine, hers), hers.id) == (
        "R. Okafor is a keyholder and can still open the password of Facebook.",
    )


@pytest.mark.parametrize(
    ("kind", "begins"),
    [(AccessKind.OWN_LOGIN, "Remove D. Penhale’s own login"), (AccessKind.LESSON_USE, "Take the seat or lesson use")],
)
def test_what_the_program_cannot_take_away_is_said(kind: AccessKind, begins: str) -> None:
    one = access(DAVID, X, kind=kind)
    said = what_if.access_ends(facts(one), one.id)
    assert said[0].startswith(begins)
    assert said[1] == "Nobody then has access to 1 account: X page."


def test_many_names_become_a_number() -> None:
    many = [account(f"Blog {number}", state=AccountState.IN_USE) for number in range(MOST_NAMES + 3)]
    given = [access(JO, each, kind=AccessKind.OWN_LOGIN) for each in many]
    said = what_if.person_leaves(facts(*given, accounts={a.id: a for a in many}, knowers={}), JO.id)
    assert said[0].endswith("Blog 0, Blog 1, Blog 2, Blog 3, Blog 4, Blog 5 and 3 more.")
