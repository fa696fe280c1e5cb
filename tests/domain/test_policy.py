"""The rules of a policy, read by the functions the program asks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest

from schoolsm_desktop.domain.clauses import ClauseRef, Subject
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.people import DUTY_WORDS, Duty
from schoolsm_desktop.domain.policy import (
    CHANGE_DAYS,
    HOURS_UNTIL_CHANGE,
    AccessCondition,
    AccountAct,
    AccountRules,
    ChangeRule,
    ChangeState,
    Profile,
    SharedPasswords,
    account_may_not,
    account_rule_words,
    change_by,
    change_due,
    change_words,
    check_profile,
    clause,
    clause_by_id,
    clause_words,
    clauses_for,
    condition_clause,
    conditions_for_access,
    duty_title,
    regular_change_note,
    reveal_needs_reason,
    shared_passwords_allowed,
)
from schoolsm_desktop.domain.rule_settings import put


@dataclass(frozen=True)
class Days:
    """A term as the interval looks at it."""

    starts: date
    ends: date


AUTUMN = Days(date(2026, 9, 3), date(2026, 12, 18))
SPRING = Days(date(2027, 1, 5), date(2027, 3, 26))
PLAIN = Profile("ours", "Our policy")


def test_what_most_schools_do_is_the_beginning() -> None:
    assert shared_passwords_allowed(PLAIN)
    assert PLAIN.change is ChangeRule.DAYS
    assert PLAIN.change_days == 365
    assert PLAIN.hours_until_change == 24
    assert not reveal_needs_reason(PLAIN)
    assert {duty_title(PLAIN, duty) for duty in Duty} == set(DUTY_WORDS.values())
    assert check_profile(PLAIN) is PLAIN


@pytest.mark.clause("churchward:4-never-share")
def test_passwords_are_not_shared_where_the_policy_says_so() -> None:
    assert not shared_passwords_allowed(replace(PLAIN, shared_passwords=SharedPasswords.NOT_ALLOWED))


def test_the_schools_own_title_is_used_and_a_missing_one_falls_back() -> None:
    trust = replace(PLAIN, titles={Duty.HEADTEACHER: "Principal"})
    assert duty_title(trust, Duty.HEADTEACHER) == "Principal"
    assert duty_title(trust, Duty.DSL) == "Designated safeguarding lead"


def test_an_emptied_title_goes_back_to_the_usual_word() -> None:
    renamed = put(put(PLAIN, "titles.headteacher", "Principal"), "titles.chair", "Chair of the board")
    assert duty_title(renamed, Duty.HEADTEACHER) == "Principal"
    back = put(renamed, "titles.headteacher", "  ")
    assert duty_title(back, Duty.HEADTEACHER) == "Headteacher"
    assert duty_title(back, Duty.CHAIR) == "Chair of the board"


def test_hours_until_a_change_count_from_the_moment() -> None:
    since = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
    assert change_by(replace(PLAIN, hours_until_change=48), since) == datetime(2026, 11, 22, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("today", "state", "over"),
    [
        (date(2026, 12, 1), ChangeState.IN_TIME, 0),
        (date(2026, 12, 2), ChangeState.DUE, 0),
        (date(2026, 12, 20), ChangeState.DUE, 18),
    ],
)
def test_every_ninety_days(today: date, state: ChangeState, over: int) -> None:
    profile = replace(PLAIN, change=ChangeRule.DAYS, change_days=90)
    due = change_due(profile, date(2026, 9, 3), (), today)
    assert due.state is state
    assert due.due_on == date(2026, 12, 2)
    assert due.days_over(today) == over


@pytest.mark.clause("churchward:4-change-regularly")
def test_each_term_is_due_on_the_first_day_of_the_next() -> None:
    profile = replace(PLAIN, change=ChangeRule.TERM)
    terms = (SPRING, AUTUMN)
    assert change_due(profile, date(2026, 10, 1), terms, date(2027, 1, 4)).state is ChangeState.IN_TIME
    fallen = change_due(profile, date(2026, 10, 1), terms, date(2027, 1, 5))
    assert (fallen.state, fallen.due_on) == (ChangeState.DUE, SPRING.starts)
    on_the_first_day = change_due(profile, AUTUMN.starts, terms, date(2026, 12, 1))
    assert (on_the_first_day.state, on_the_first_day.due_on) == (ChangeState.IN_TIME, SPRING.starts)
    over_summer = change_due(profile, date(2026, 7, 1), terms, date(2026, 9, 3))
    assert (over_summer.state, over_summer.due_on) == (ChangeState.DUE, AUTUMN.starts)


def test_no_day_is_named_where_no_later_term_is_known() -> None:
    due = change_due(replace(PLAIN, change=ChangeRule.TERM), date(2027, 2, 1), (AUTUMN, SPRING), date(2027, 8, 1))
    assert (due.state, due.due_on, due.days_over(date(2027, 8, 1))) == (ChangeState.IN_TIME, None, 0)


def test_an_unknown_day_of_change_is_said_and_not_counted_as_overdue() -> None:
    assert change_due(PLAIN, None, (), date(2026, 11, 21)).state is ChangeState.NOT_KNOWN


def test_events_only_never_falls_due_by_date() -> None:
    profile = replace(PLAIN, change=ChangeRule.EVENT)
    assert change_due(profile, date(1999, 1, 1), (AUTUMN,), date(2026, 11, 21)).state is ChangeState.NOT_ASKED
    assert change_due(profile, None, (), date(2026, 11, 21)).state is ChangeState.NOT_ASKED


def test_each_change_rule_has_its_own_sentence() -> None:
    rules = (
        replace(PLAIN, change=ChangeRule.EVENT),
        replace(PLAIN, change=ChangeRule.TERM),
        PLAIN,
        replace(PLAIN, change_days=90),
    )
    sentences = [change_words(profile) for profile in rules]
    assert len(set(sentences)) == len(rules)
    assert "Once a year" in sentences[2]
    assert "90 days" in sentences[3]


def test_conditions_come_in_the_order_a_person_does_them() -> None:
    both = replace(PLAIN, conditions=frozenset({AccessCondition.UNDERTAKING, AccessCondition.POLICY_READ}))
    assert conditions_for_access(both) == (AccessCondition.POLICY_READ, AccessCondition.UNDERTAKING)
    assert conditions_for_access(replace(PLAIN, conditions=frozenset())) == ()


@pytest.mark.clause("valence:fb-5", "valence:tw-4")
def test_what_our_accounts_do_not_do_on_pages_of_individuals() -> None:
    assert account_may_not(PLAIN) == (AccountAct.LIKE, AccountAct.FOLLOW, AccountAct.COMMENT)
    assert "follow individuals" in account_rule_words(PLAIN)
    following = replace(PLAIN, account_rules=AccountRules(may_follow_individuals=True))
    assert account_may_not(following) == (AccountAct.LIKE, AccountAct.COMMENT)
    assert "follow" not in account_rule_words(following)
    free = replace(PLAIN, account_rules=AccountRules(True, True, True))
    assert account_may_not(free) == ()
    assert "may like" in account_rule_words(free)


FIRST = ClauseRef("ours:1", "1", "Access", "The coordinator gives access.")
SECOND = ClauseRef("ours:2.4", "2.4", "", "Everybody signs first.")
SAYING = replace(
    PLAIN,
    clauses=(FIRST, SECOND),
    rests_on={
        Subject.ACCESS: ("ours:2.4", "ours:1"),
        Subject.UNDERTAKING: ("ours:1",),
        Subject.TRAINING: ("ours:9",),
    },
)


def test_a_clause_is_found_by_what_it_speaks_about() -> None:
    assert clause(SAYING, Subject.ACCESS) == SECOND
    assert clauses_for(SAYING, Subject.ACCESS) == (SECOND, FIRST)
    assert condition_clause(SAYING, AccessCondition.UNDERTAKING) == FIRST
    assert clause_by_id(SAYING, "ours:1") == FIRST
    assert clause_by_id(SAYING, "ours:3") is None


def test_silence_and_clauses_that_are_not_there_are_none() -> None:
    assert clause(SAYING, Subject.OWNER) is None
    assert clause(SAYING, Subject.TRAINING) is None
    assert condition_clause(SAYING, AccessCondition.POLICY_READ) is None


def test_the_words_beside_a_setting_name_label_and_heading_or_the_silence() -> None:
    assert clause_words(SAYING, Subject.ACCESS) == "Your policy: 2.4 and 1"
    assert clause_words(SAYING, Subject.UNDERTAKING) == "Your policy: 1, “Access”"
    assert clause_words(SAYING, Subject.OWNER).startswith("Your policy does not say")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "  "}, "name"),
        ({"hours_until_change": HOURS_UNTIL_CHANGE[0] - 1}, "hours_until_change"),
        ({"hours_until_change": HOURS_UNTIL_CHANGE[-1] + 1}, "hours_until_change"),
        ({"change_days": CHANGE_DAYS[0] - 1}, "change_days"),
        ({"change_days": CHANGE_DAYS[-1] + 1}, "change_days"),
        ({"titles": {**DUTY_WORDS, Duty.CHAIR: " "}}, "titles.chair"),
    ],
)
def test_a_setting_out_of_range_is_refused_beside_its_field(change: dict[str, object], field: str) -> None:
    with pytest.raises(FieldError) as refused:
        check_profile(replace(PLAIN, **change))  # type: ignore[arg-type]  # wrong values are the point here
    assert refused.value.field == field


def test_guidance_beside_the_interval_says_where_it_is_from_and_when_it_was_checked() -> None:
    note = regular_change_note()
    assert "Check with your adviser" in note.text
    assert "Cyber Security" in note.source
    assert note.checked_on.year == 2026
