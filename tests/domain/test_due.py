"""What Today says, worked out from records by pure rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.access import ChangeNeed, PasswordDue
from schoolsm_desktop.domain.accounts import AccountState, Known, Moderation, RecoveryFacts, SecondFactor
from schoolsm_desktop.domain.calendar import Term
from schoolsm_desktop.domain.due import (
    BackupFacts,
    DueFacts,
    DueItem,
    Place,
    SignInFacts,
    Urgency,
    everything_due,
    urgency,
    when_text,
)
from schoolsm_desktop.domain.editions import Edition
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.policy import ChangeRule, Profile
from schoolsm_desktop.domain.rules import Rules

from .records import SCHOOL, TODAY, access, account, at, held, person, version

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TERMS = (
    Term(uuid4(), SCHOOL, "Autumn term 2026", date(2026, 9, 3), date(2026, 12, 18)),
    Term(uuid4(), SCHOOL, "Spring term 2027", date(2027, 1, 5), date(2027, 3, 26)),
)
HEAD = person("Anna Whitfield")
OWNER = person("Rosa Okafor")
GOOD = account(
    owner_id=OWNER.id,
    address="facebook.com/ours",
    purpose="News",
    moderation=Moderation.AFTER_POSTING,
    recovery=RecoveryFacts(
        mailbox_is_schools=Known.YES,
        phone_is_schools=Known.YES,
        second_administrator="A. Whitfield",
        second_factor=SecondFactor.APP,
        last_tried=TODAY,
    ),
)
ADOPTED = Edition(
    uuid4(),
    SCHOOL,
    "Autumn 2026",
    "blank",
    OWNER.id,
    NOW,
    in_force_from=date(2026, 9, 1),
    head_name="Anna Whitfield",
    head_signed_on=date(2026, 9, 1),
    chair_name="Edith Wainford",
    chair_signed_on=date(2026, 9, 8),
    review_on=date(2027, 9, 1),
    read_again=False,
)
QUIET = DueFacts(
    people=(HEAD, OWNER),
    duties=(held(HEAD, Duty.HEADTEACHER), held(OWNER, Duty.COORDINATOR)),
    accounts=(GOOD,),
    platforms={},
    versions=(version(GOOD, weak=False, used_twice=False),),
    accesses=(),
    password_due=(),
    sign_ins=(),
    terms=TERMS,
    backup=BackupFacts(NOW),
    keyholders=frozenset({HEAD.id, OWNER.id}),
    profile=Profile("blank", "Our policy", conditions=frozenset(), rules=Rules(weekly_look=False)),
    editions=(ADOPTED,),
)


def keys(facts: DueFacts) -> list[str]:
    return [item.key.split(":")[0] for item in everything_due(facts, TODAY, NOW)]


def only(facts: DueFacts) -> DueItem:
    items = everything_due(facts, TODAY, NOW)
    assert len(items) == 1, [item.key for item in items]
    return items[0]


def test_a_school_with_everything_in_order_has_an_empty_list() -> None:
    assert keys(QUIET) == []


@pytest.mark.clause("valence:use-11")
def test_a_password_that_must_be_changed_comes_first_and_names_nobody() -> None:
    due = PasswordDue(GOOD.id, ChangeNeed.MUST, at(18), at(19), (OWNER.id,))
    item = only(replace(QUIET, password_due=(due,)))
    assert item.title == "Facebook page: new password needed"
    assert "Okafor" not in item.title + item.detail
    assert "left" not in item.title + item.detail
    assert (urgency(item, TODAY), when_text(item, TODAY)) == (Urgency.OVERDUE, "Overdue 1 day")
    assert (item.place, item.duty, item.subject_id) == (Place.CHANGE_PASSWORD, Duty.COORDINATOR, GOOD.id)


def test_an_advised_change_is_the_headteachers_to_decide() -> None:
    due = PasswordDue(GOOD.id, ChangeNeed.ADVISED, at(18), at(19), (OWNER.id,))
    item = only(replace(QUIET, password_due=(due,)))
    assert (item.duty, item.button) == (Duty.HEADTEACHER, "Decide…")


@pytest.mark.clause("churchward:4-passwords-strong-secure")
def test_a_weak_or_twice_used_password_is_said_in_words() -> None:
    weak = only(replace(QUIET, versions=(version(GOOD, weak=True, used_twice=True),)))
    assert weak.title == "Facebook page: the password is weak and is used twice"


@pytest.mark.clause("churchward:4-change-regularly")
def test_the_policys_interval_brings_a_password_up_before_it_is_due() -> None:
    every_90 = replace(QUIET.profile, change=ChangeRule.DAYS, change_days=90)
    assert only(replace(QUIET, profile=every_90)).due == date(2026, 9, 2) + timedelta(days=90)
    each_term = replace(QUIET.profile, change=ChangeRule.TERM)
    last_term = version(GOOD, weak=False, password_changed_at=at(1, month=8))
    assert only(replace(QUIET, profile=each_term, versions=(last_term,))).due == date(2026, 9, 3)
    never = replace(QUIET.profile, change=ChangeRule.EVENT)
    assert keys(replace(QUIET, profile=never, versions=(last_term,))) == []


@pytest.mark.clause("churchward:2-mk-ownership")
def test_an_account_nobody_looks_after_is_due_today_also_when_the_person_has_left() -> None:
    orphan = replace(GOOD, owner_id=None)
    assert "owner" in keys(replace(QUIET, accounts=(orphan,)))
    gone = replace(OWNER, ends=date(2026, 11, 19))
    assert keys(replace(QUIET, people=(HEAD, gone))) == ["left", "owner"]


def test_recovery_that_goes_to_a_private_phone_and_a_missing_second_factor_are_due() -> None:
    weak = replace(GOOD, recovery=replace(GOOD.recovery, second_factor=SecondFactor.NONE, phone_is_schools=Known.NO))
    assert keys(replace(QUIET, accounts=(weak,))) == ["recovery", "second-factor"]
    closed = replace(weak, state=AccountState.CLOSED)
    assert keys(replace(QUIET, accounts=(closed,), versions=())) == []


def test_facts_not_known_yet_are_one_line_however_many_accounts() -> None:
    bare = [account(f"Page {i}", owner_id=OWNER.id) for i in range(3)]
    item = only(replace(QUIET, accounts=tuple(bare), versions=()))
    assert item.title == "3 accounts have facts not known yet"
    assert item.due == TERMS[0].ends


def test_access_that_ends_or_waits_for_its_review_is_seen_a_fortnight_before() -> None:
    ends = access(OWNER, GOOD, ends=TODAY + timedelta(days=14))
    review = access(OWNER, GOOD, review_on=TODAY + timedelta(days=3))
    later = access(OWNER, GOOD, review_on=TODAY + timedelta(days=15))
    assert keys(replace(QUIET, accesses=(ends, review, later))) == ["review", "ends"]


def test_access_from_before_waits_for_the_headteacher_with_a_term_to_catch_up() -> None:
    waiting = [
        access(OWNER, GOOD, already_had=True, authorised_by=None, catch_up_by=date(2026, 12, 18)) for _ in range(2)
    ]
    item = only(replace(QUIET, accesses=tuple(waiting)))
    assert item.title == "2 accesses from before are to be authorised"
    assert urgency(item, TODAY) is Urgency.LATER
    one = only(replace(QUIET, accesses=(waiting[0],)))
    assert one.title == "1 access from before is to be authorised"


def test_a_sign_in_waits_for_the_headteacher_and_a_leavers_sign_in_is_to_be_ended() -> None:
    gone = person("Dan Pryce", ends=date(2026, 11, 10))
    facts = replace(
        QUIET,
        people=(HEAD, OWNER, gone),
        sign_ins=(SignInFacts(OWNER.id, unconfirmed=True), SignInFacts(gone.id), SignInFacts(uuid4())),
    )
    assert keys(facts) == ["sign-in-left", "left", "confirm"]


def test_one_keyholder_is_too_few_and_no_headteacher_stops_everything() -> None:
    assert keys(replace(QUIET, keyholders=frozenset({HEAD.id}))) == ["one-keyholder"]
    assert keys(replace(QUIET, duties=())) == ["no-head"]


def test_a_recovery_sheet_that_is_not_in_the_safe_is_due_today() -> None:
    item = only(replace(QUIET, recovery_sheet_kept=False))
    assert (item.place, item.duty, item.due) == (Place.RECOVERY_SHEET, Duty.HEADTEACHER, TODAY)


def test_records_that_went_back_come_before_everything_of_the_day() -> None:
    facts = replace(QUIET, records_went_back=True, backup=BackupFacts(None))
    assert keys(facts) == ["went-back", "backup"]


def test_the_next_terms_are_asked_for_before_the_last_one_ends() -> None:
    assert keys(replace(QUIET, terms=TERMS[:1])) == ["terms"]
    assert keys(replace(QUIET, terms=())) == ["terms"]


@pytest.mark.parametrize(
    ("backup", "said"),
    [
        (BackupFacts(None), "None has been made yet."),
        (BackupFacts(NOW - timedelta(days=3)), "The last good one is of 17 Nov 2026."),
        (BackupFacts(NOW, place_missing=True), "The place for backups is not there. Is the stick or drive plugged in?"),
        (BackupFacts(None, place_chosen=False), "No place for backups has been chosen."),
    ],
)
def test_a_missing_backup_is_due_today(backup: BackupFacts, said: str) -> None:
    item = only(replace(QUIET, backup=backup))
    assert (item.detail, item.due) == (said, TODAY)


def test_the_most_urgent_comes_first() -> None:
    facts = replace(
        QUIET,
        accounts=(replace(GOOD, owner_id=None),),
        password_due=(PasswordDue(GOOD.id, ChangeNeed.MUST, at(18), at(19), (OWNER.id,)),),
        backup=BackupFacts(None),
        keyholders=frozenset({HEAD.id}),
    )
    assert keys(facts) == ["password", "backup", "owner", "one-keyholder", "facts"]
    assert [urgency(i, TODAY) for i in everything_due(facts, TODAY, NOW)] == [
        Urgency.OVERDUE,
        Urgency.TODAY,
        Urgency.TODAY,
        Urgency.LATER,
        Urgency.LATER,
    ]
