"""The policies that come with the program, and policy files a school has changed, spoilt or made up."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolsm_desktop.domain.clauses import ClauseRef, Subject
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.policy import (
    CHANGE_DAYS,
    HOURS_UNTIL_CHANGE,
    AccessCondition,
    AccountAct,
    AccountRules,
    ChangeRule,
    Profile,
    ProfileKind,
    SharedPasswords,
    account_may_not,
    check_profile,
    clause,
    clause_words,
    clauses_for,
    conditions_for_access,
    duty_title,
    reveal_needs_reason,
    shared_passwords_allowed,
)
from schoolsm_desktop.domain.rules import Rules
from schoolsm_desktop.exchange.checked_toml import MOST_BYTES
from schoolsm_desktop.exchange.policy_file import (
    FaultyProfileError,
    read_profile,
    write_profile,
)
from schoolsm_desktop.paths import resource

SHIPPED = ("kew-woods", "churchward", "mill-lane", "valence", "bucklebury", "blank")
DATA = Path(__file__).parent.parent / "data"
RUN = 8
"""As many words in a row, shared with a policy's own text, would be a copied sentence."""


def lines(*rows: str) -> str:
    return "\n".join(rows) + "\n"


HEAD = ("format = 1", 'id = "ours"', 'name = "Our policy"')


def shipped_profile(profile_id: str) -> Profile:
    return read_profile(resource("policies", f"{profile_id}.toml").read_bytes())


def fault_of(untrusted: str | bytes) -> FaultyProfileError:
    with pytest.raises(FaultyProfileError) as refused:
        read_profile(untrusted)
    return refused.value


@pytest.mark.parametrize("profile_id", SHIPPED)
def test_every_policy_that_comes_with_the_program_is_whole(profile_id: str) -> None:
    profile = shipped_profile(profile_id)
    assert profile.id == profile_id
    assert check_profile(profile) is profile
    assert set(profile.titles) == set(Duty)
    assert profile.about


@pytest.mark.parametrize("profile_id", SHIPPED)
def test_every_clause_is_used_and_is_one_of_the_known_ids_of_that_policy(profile_id: str) -> None:
    known = set((DATA / "clause_ids.txt").read_text(encoding="utf-8").split())
    profile = shipped_profile(profile_id)
    named = {clause_id for ids in profile.rests_on.values() for clause_id in ids}
    assert {found.id for found in profile.clauses} == named
    assert named <= known
    assert all(name.startswith(f"{profile_id}:") for name in named)
    assert all(len(clauses_for(profile, subject)) == len(ids) for subject, ids in profile.rests_on.items())


def word_runs(text: str) -> set[str]:
    """The seals of all runs of RUN words, as the data file holds them for the five policies' own texts."""
    words = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    runs = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return {hashlib.sha256(run.encode()).hexdigest()[:10] for run in runs}


@pytest.mark.parametrize("profile_id", SHIPPED)
def test_no_sentence_of_a_policy_is_copied(profile_id: str) -> None:
    theirs = set((DATA / "policy_runs.txt").read_text(encoding="ascii").split())
    assert len(theirs) > 5000
    assert not word_runs(resource("policies", f"{profile_id}.toml").read_text(encoding="utf-8")) & theirs


@pytest.mark.parametrize("profile_id", SHIPPED)
def test_a_written_policy_is_read_back_as_it_was(profile_id: str) -> None:
    profile = shipped_profile(profile_id)
    assert read_profile(write_profile(profile)) == profile
    assert read_profile(write_profile(profile).replace("\n", "\r\n").encode("utf-8-sig")) == profile


def test_there_are_six_files_and_no_other() -> None:
    assert {path.stem for path in resource("policies").iterdir()} == set(SHIPPED)


@pytest.mark.clause("churchward:4-never-share", "churchward:4-change-regularly")
def test_churchward_shares_no_password_and_marketing_looks_after_the_accounts() -> None:
    profile = shipped_profile("churchward")
    assert not shared_passwords_allowed(profile)
    assert profile.change is ChangeRule.TERM
    assert profile.owner_required
    assert profile.deputy_owner_required
    assert reveal_needs_reason(profile)
    assert AccessCondition.TRAINING in profile.conditions
    assert duty_title(profile, Duty.HEADTEACHER) == "Principal"
    assert duty_title(profile, Duty.COORDINATOR) == "Marketing Department"
    assert duty_title(profile, Duty.INCIDENT_LEAD) == "Central Services"
    shared = clause(profile, Subject.SHARED_PASSWORDS)
    assert shared is not None
    assert shared.id == "churchward:4-never-share"


@pytest.mark.clause("valence:fb-5", "valence:tw-4")
def test_valence_gives_access_through_the_coordinator_and_keeps_it_with_those_named() -> None:
    profile = shipped_profile("valence")
    assert shared_passwords_allowed(profile)
    assert conditions_for_access(profile) == (AccessCondition.POLICY_READ, AccessCondition.UNDERTAKING)
    assert account_may_not(profile) == (AccountAct.LIKE, AccountAct.FOLLOW, AccountAct.COMMENT)
    assert duty_title(profile, Duty.DSL) == "Lead for Child Protection"
    assert [found.id for found in clauses_for(profile, Subject.SHARED_PASSWORDS)] == [
        "valence:use-11",
        "valence:roles-4",
    ]
    assert clause_words(profile, Subject.ACCESS) == "Your policy: Roles 1, “Roles and Responsibilities”"


def test_mill_lane_asks_for_reading_and_training_and_is_silent_about_passwords() -> None:
    profile = shipped_profile("mill-lane")
    assert conditions_for_access(profile) == (AccessCondition.POLICY_READ, AccessCondition.TRAINING)
    assert clause(profile, Subject.SHARED_PASSWORDS) is None
    assert clause(profile, Subject.LEAVING) is not None


def test_bucklebury_and_kew_woods_use_their_own_titles() -> None:
    assert duty_title(shipped_profile("bucklebury"), Duty.DSL) == "Designated Senior Person"
    assert duty_title(shipped_profile("kew-woods"), Duty.DSL) == "Safeguarding lead officer"


def test_the_blank_policy_is_usual_practice_without_clauses() -> None:
    blank = shipped_profile("blank")
    assert replace(blank, about="", rules=Rules()) == Profile("blank", "Our own policy", ProfileKind.BLANK)


def test_what_a_file_leaves_out_is_usual_practice() -> None:
    assert read_profile(lines(*HEAD)) == Profile("ours", "Our policy", ProfileKind.SCHOOL)


words = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=12)
phrases = st.lists(words, min_size=1, max_size=3).map(" ".join)


@settings(deadline=None, max_examples=60)
@given(
    name=phrases,
    titles=st.fixed_dictionaries(dict.fromkeys(Duty, phrases)),
    days=st.sampled_from(CHANGE_DAYS),
    hours=st.sampled_from(HOURS_UNTIL_CHANGE),
    shared=st.sampled_from(SharedPasswords),
    change=st.sampled_from(ChangeRule),
    switches=st.tuples(*(st.booleans() for _ in range(6))),
    conditions=st.frozensets(st.sampled_from(AccessCondition)),
    gists=st.lists(phrases, min_size=1, max_size=4),
)
def test_any_policy_survives_being_saved_and_loaded(
    name: str,
    titles: dict[Duty, str],
    days: int,
    hours: int,
    shared: SharedPasswords,
    change: ChangeRule,
    switches: tuple[bool, ...],
    conditions: frozenset[AccessCondition],
    gists: list[str],
) -> None:
    found = tuple(ClauseRef(f"ours:{at}", str(at), "", gist) for at, gist in enumerate(gists))
    profile = Profile(
        "ours",
        name,
        ProfileKind.TRUST,
        titles=titles,
        shared_passwords=shared,
        change=change,
        change_days=days,
        hours_until_change=hours,
        reveal_reason=switches[0],
        conditions=conditions,
        owner_required=switches[1],
        deputy_owner_required=switches[2],
        account_rules=AccountRules(*switches[3:]),
        clauses=found,
        rests_on={Subject.ACCESS: tuple(one.id for one in found)},
    )
    assert read_profile(write_profile(profile)) == profile


CLAUSE = ("[[clause]]", 'id = "ours:1"', 'label = "1"', 'gist = "Ask first."')
FAULTS = {
    "an unknown key at the top": (lines(*HEAD, 'colour = "red"'), 4, "colour"),
    "an unknown key in a table": (lines(*HEAD, "[passwords]", "# a note", "hours = 24"), 6, "hours"),
    "an unknown table": (lines(*HEAD, "", "[photographs]", "allowed = true"), 5, "photographs"),
    "an unknown duty": (lines(*HEAD, "[titles]", 'caretaker = "Caretaker"'), 5, "caretaker"),
    "an unknown condition": (lines(*HEAD, "[access]", "policy-read = true", "vaccinated = true"), 6, "vaccinated"),
    "an unknown subject": (lines(*HEAD, "[rests-on]", "weather = []"), 5, "weather"),
    "a number in quotation marks": (lines(*HEAD, "[passwords]", 'hours-until-change = "24"'), 5, "whole number"),
    "a number that is a switch": (lines(*HEAD, "[passwords]", "hours-until-change = true"), 5, "whole number"),
    "too few hours": (lines(*HEAD, "[passwords]", "hours-until-change = 0"), 5, "from 1 to 168"),
    "too many hours": (lines(*HEAD, "[passwords]", "", "hours-until-change = 169"), 6, "from 1 to 168"),
    "too few days": (lines(*HEAD, "[passwords]", "change-days = 29"), 5, "from 30 to 1095"),
    "a switch in quotation marks": (lines(*HEAD, "[access]", 'training = "true"'), 5, "true or false"),
    "a word that is not offered": (lines(*HEAD, "[passwords]", 'shared = "everybody"'), 5, "not-allowed"),
    "a title that is a list": (lines(*HEAD, "[titles]", 'dsl = ["A", "B"]'), 5, "quotation marks"),
    "an empty title": (lines(*HEAD, "[titles]", 'dsl = " "'), 5, "empty"),
    "a title without end": (lines(*HEAD, "[titles]", f'dsl = "{"x" * 81}"'), 5, "longer than 80"),
    "an empty name": (lines("format = 1", 'id = "ours"', 'name = ""'), 3, "empty"),
    "an id with a path in it": (lines("format = 1", 'id = "../ours"', 'name = "Ours"'), 2, "small letters"),
    "a name that turns the line round": (lines(*HEAD[:2], 'name = "Our \\u202e policy"'), 3, "cannot be printed"),
    "no name": (lines("format = 1", 'id = "ours"'), 1, "name"),
    "no format": (lines(*HEAD[1:]), 1, "format = 1"),
    "a newer format": (lines("", "format = 2", *HEAD[1:]), 2, "newer version"),
    "a table that is a value": (lines(*HEAD, "passwords = 3"), 4, "square brackets"),
    "a clause written as one table": (lines(*HEAD, "[clause]", 'id = "ours:1"'), 4, "[[clause]]"),
    "a clause that is not there": (lines(*HEAD, "[rests-on]", 'access = ["ours:2"]', *CLAUSE), 5, "ours:2"),
    "a clause named twice": (lines(*HEAD, "[rests-on]", 'access = ["ours:1", "ours:1"]', *CLAUSE), 5, "twice"),
    "clauses that are not texts": (lines(*HEAD, "[rests-on]", "access = [1]"), 5, "list of texts"),
    "the same clause again": (lines(*HEAD, *CLAUSE, "", *CLAUSE), 10, "second time"),
    "a clause without a gist": (lines(*HEAD, *CLAUSE, *CLAUSE[:3]), 8, "gist"),
    "a clause id of another shape": (lines(*HEAD, CLAUSE[0], 'id = "Clause 1"', *CLAUSE[2:]), 5, "colon"),
    "an unknown key in the second clause": (
        lines(*HEAD, *CLAUSE, "[[clause]]", 'id = "ours:2"', 'label = "2"', 'gist = "x"', 'text = "y"'),
        12,
        "text",
    ),
    "a quotation mark left open": (lines(*HEAD, 'about = "A policy'), 4, "quotation mark"),
    "one key twice": (lines(*HEAD, "format = 1"), 4, "not written"),
    "an end in the middle": (lines(*HEAD, "[passwords"), 4, "not written"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_refused_with_its_line_and_reason(name: str) -> None:
    text, line, reason = FAULTS[name]
    fault = fault_of(text)
    assert reason in fault.reason
    assert fault.line == line
    assert f"Line {line}" in fault.sentence
    assert fault.reason in fault.sentence
    assert "Nothing was changed" in fault.sentence


def test_a_key_inside_a_long_text_or_a_note_is_not_mistaken_for_the_key() -> None:
    text = lines(
        *HEAD,
        'about = """',
        "change-days = 5",
        '"""',
        "# change-days = 6",
        "[passwords]",
        "change-days = 7",
    )
    assert fault_of(text).line == 9


def test_a_key_written_with_dots_is_found_at_its_line() -> None:
    assert fault_of(lines(*HEAD, "", "passwords.change-days = 5")).line == 5


@pytest.mark.parametrize(
    ("raw", "line", "reason"),
    [
        (b"", 1, "format"),
        (b'format = 1\nname = "Caf\xe9"\n', 2, "UTF-8"),
        (b"PK\x03\x04\x14\x00\x06\x00", 1, "not written"),
        (b"x = " + b"[" * 50_000, 1, ""),
        (b"#" * (MOST_BYTES + 1), 1, "too large"),
        ("#" * (MOST_BYTES + 1), 1, "too large"),
    ],
)
def test_what_is_not_a_policy_file_at_all_is_refused(raw: str | bytes, line: int, reason: str) -> None:
    fault = fault_of(raw)
    assert fault.line == line
    assert reason in fault.reason


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=300))
def test_bytes_from_anywhere_are_refused_calmly(raw: bytes) -> None:
    with pytest.raises(FaultyProfileError):
        read_profile(raw)


@settings(deadline=None, max_examples=150)
@given(st.integers(min_value=0), st.sampled_from(["", '"', "[", "=", "\x00", "\n[x]\n", "true"]))
def test_a_damaged_policy_is_read_or_refused_and_never_breaks(at: int, put: str) -> None:
    text = resource("policies", "valence.toml").read_text(encoding="utf-8")
    place = at % len(text)
    damaged = text[:place] + put + text[place + 1 :]
    assert refused_line(damaged) in range(damaged.count("\n") + 2)


def refused_line(text: str) -> int:
    """The line at which the text is refused; 0 where it is read."""
    try:
        read_profile(text)
    except FaultyProfileError as fault:
        return fault.line
    return 0
