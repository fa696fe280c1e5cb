"""The table of settings: nothing of the rules is left out of it, and every value has words."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import Any, get_args

import pytest

from schoolsm_desktop.domain.clauses import ClauseRef
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.incident_kinds import Concerned, IncidentKind, Severity
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.policy import Profile, check_profile
from schoolsm_desktop.domain.rule_guidance import applies, guidance, is_against_guidance
from schoolsm_desktop.domain.rule_limits import LENGTHS, MOST_LINES, NUMBERS
from schoolsm_desktop.domain.rule_lines import (
    LINE_KINDS,
    Line,
    field_choices,
    key_from,
    line_clause,
    line_from,
    line_values,
    line_words,
    new_line,
    time_words,
)
from schoolsm_desktop.domain.rule_settings import (
    BY_KEY,
    SETTINGS,
    Group,
    Shape,
    all_changes,
    changed_keys,
    choices,
    put,
    said,
    sentence_of,
    value_type,
)
from schoolsm_desktop.domain.rule_words import CHOICE_WORDS, GROUP_WORDS, SETTING_WORDS
from schoolsm_desktop.domain.rules import (
    Breach,
    FirstStep,
    MeansOurAccounts,
    Outcome,
    PostingPupils,
    PostQuestion,
    RecruitmentSearch,
    Route,
    Rules,
    TrainingNeed,
)

PLAIN = Profile("ours", "Our policy", clauses=(ClauseRef("ours:1", "1.1", "Purpose", "Ask first."),))
ROUTE = Route(IncidentKind.DATA_BREACH, (Duty.DPO,), 60, Severity.SERIOUS, "ours:1")


def test_every_rule_has_its_setting_and_every_setting_its_name() -> None:
    keys = set()
    for part in fields(Rules):
        value = getattr(Rules(), part.name)
        inside = [f"{part.name}.{each.name}" for each in fields(value)] if is_dataclass(value) else [part.name]
        keys.update(inside)
    assert keys <= set(BY_KEY)
    assert len(BY_KEY) == len(SETTINGS)
    assert set(SETTING_WORDS) == set(BY_KEY)
    assert set(GROUP_WORDS) == {group.value for group in Group}
    assert {f"D{number}" for number in range(1, 25)} == {one for s in SETTINGS for one in s.differs.split()}


@pytest.mark.parametrize("key", [s.key for s in SETTINGS if s.shape in {Shape.CHOICE, Shape.SEVERAL, Shape.TICK}])
def test_every_value_of_a_choice_has_words(key: str) -> None:
    kind: Any = value_type(key)
    words = {value for setting, value in CHOICE_WORDS if setting == key}
    if kind is bool:
        assert words == {"yes", "no"}
        return
    inside: type[StrEnum] = get_args(kind)[0] if get_args(kind) else kind
    assert words == {word.value for word in inside}
    assert {value for value, _said in choices(BY_KEY[key])} == words


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_a_setting_is_put_read_said_and_seen_as_a_change(setting: Any) -> None:
    before = setting.value(PLAIN)
    kind = value_type(setting.key)
    if setting.shape is Shape.LINES:
        wanted: object = (*before, new_line(setting.key))
    elif setting.shape is Shape.SEVERAL:
        wanted = tuple(get_args(kind)[0])[-2:]
    elif setting.shape is Shape.TEXTS:
        wanted = ("data-protection",)
    else:
        plain = {bool: not before, int: before + 1 if kind is int else 0, str: "Other words"}
        wanted = plain[kind] if kind in plain else next(word for word in kind if word is not before)
    after = put(PLAIN, setting.key, wanted)
    assert setting.value(after) == wanted
    assert said(setting, after)
    assert sentence_of(setting, after)
    assert changed_keys(PLAIN, after) == (setting.key,)
    seen = [change.key for change in all_changes(PLAIN, after)]
    assert seen == ([setting.key] if setting.matters(PLAIN) else [])
    assert put(after, setting.key, before) == PLAIN


def test_what_hangs_on_another_setting_matters_only_with_it() -> None:
    never = put(PLAIN, "posting_pupils", PostingPupils.NEVER)
    setting = BY_KEY["means_our_accounts"]
    assert not setting.matters(PLAIN)
    assert setting.matters(never)
    after = put(never, "means_our_accounts", MeansOurAccounts.MEANT)
    [change] = all_changes(never, after)
    assert (change.title, change.old.split(":")[0]) == (
        "Whether the school’s own accounts are meant",
        "Not decided yet",
    )


def test_of_a_list_a_change_says_what_went_and_what_came() -> None:
    first, second = (
        FirstStep(IncidentKind.BLACKMAIL, "Do not pay"),
        FirstStep(IncidentKind.BLACKMAIL, "Ring the police"),
    )
    before, after = put(PLAIN, "first_steps", (first,)), put(PLAIN, "first_steps", (second,))
    [change] = all_changes(before, after)
    assert change.old.endswith(": Do not pay")
    assert change.new.endswith(": Ring the police")
    both, turned = put(PLAIN, "first_steps", (first, second)), put(PLAIN, "first_steps", (second, first))
    assert all_changes(both, turned)[0].new == "the same lines, in another order"


def test_lines_are_said_in_the_schools_own_titles() -> None:
    profile = replace(PLAIN, titles={**PLAIN.titles, Duty.DPO: "Data lead"})
    said_of: dict[Line, str] = {
        ROUTE: "Personal data seen, changed or lost: Data lead, within 1 hour (where it is serious or worse)",
        Breach("a", "Posts rudely", Severity.GROSS, (Concerned.STAFF, Concerned.PUPIL)): (
            "Posts rudely (possible gross misconduct; a colleague and a pupil)"
        ),
        Outcome(Concerned.PARENT, "A letter"): "For a parent: A letter",
        PostQuestion("a", "Is it true?"): "Is it true?",
        TrainingNeed("a", "Online safety"): "Online safety: everybody, every 12 months",
        TrainingNeed("a", "Data", (Duty.DPO,), 0, for_access=True): (
            "Data: Data lead, and everybody with posting access, once"
        ),
    }
    assert {line: line_words(line, profile) for line in said_of} == said_of
    assert line_clause(ROUTE, profile) == "1.1, “Purpose”"
    assert line_clause(Outcome(Concerned.PARENT, "A letter"), profile) == ""


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "at once"),
        (1, "within 1 minute"),
        (90, "within 90 minutes"),
        (120, "within 2 hours"),
        (1440, "within 1 day"),
    ],
)
def test_times_are_said_as_people_say_them(minutes: int, words: str) -> None:
    assert time_words(minutes) == words


@pytest.mark.parametrize("key", LINE_KINDS)
def test_a_line_goes_through_plain_values_and_back(key: str) -> None:
    line = new_line(key)
    assert line_from(key, line_values(line)) == line
    for name in ("kind", "severity", "from_severity", "concerned", "tell"):
        assert field_choices(name, PLAIN)


def test_a_number_that_is_none_is_refused_beside_its_field() -> None:
    with pytest.raises(FieldError) as refused:
        line_from("routes", line_values(ROUTE) | {"within_minutes": "²"})
    assert refused.value.field == "within_minutes"


def test_a_new_key_is_made_of_the_words_and_never_taken_twice() -> None:
    assert key_from("Naïve remark, on a trip!", ()) == "naive-remark-on-a-trip"
    assert key_from("一二", ()) == "own"
    assert key_from("Rude", ("rude", "rude-2")) == "rude-3"


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("review_months", 0, "from 1 to 60"),
        ("pupils.former_age", NUMBERS["former_age"][-1] + 1, "from 0 to 25"),
        ("audiences", (), "at least one"),
        ("disclaimer", "x" * (LENGTHS["disclaimer"] + 1), "At most 400"),
        ("linked_policies", ("One", "One"), "twice"),
        ("linked_policies", (" ",), "word or two"),
        ("references", ("Data Act",), "not one the program can keep"),
        ("routes", (replace(ROUTE, tell=()),), "Line 1: Tick at least one"),
        ("routes", (ROUTE, replace(ROUTE, clause="other:1")), "Line 2: your policy has no such clause"),
        ("post_questions", (PostQuestion("a", "One?"), PostQuestion("a", "Two?")), "Two lines are the same"),
        ("breaches", (Breach("a", " "),), "Line 1: A word or two"),
        ("outcomes", (Outcome(Concerned.STAFF, "A talk"),) * (MOST_LINES + 1), "More than 120"),
    ],
)
def test_what_no_policy_may_hold_is_refused_by_its_setting(key: str, value: object, why: str) -> None:
    with pytest.raises(FieldError) as refused:
        check_profile(put(PLAIN, key, value))
    assert refused.value.field == key
    assert why in refused.value.sentence


def test_guidance_stands_beside_what_it_speaks_of_with_the_day_it_was_looked_up() -> None:
    forbids = put(PLAIN, "recruitment", RecruitmentSearch.FORBIDDEN)
    assert is_against_guidance("recruitment", forbids)
    assert not is_against_guidance("recruitment", PLAIN)
    assert applies("recruitment", forbids)
    assert not applies("recruitment", PLAIN)
    for key in ("change", "recruitment", "monitoring", "events.visitors", "references"):
        note = guidance(key)
        assert note is not None
        assert note.source
        assert "adviser" in note.text
        assert note.checked_on.year == 2026
    assert guidance("weekly_look") is None
