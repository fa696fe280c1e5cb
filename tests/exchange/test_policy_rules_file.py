"""The rules in a policy file: whatever a school decides survives saving, and a fault is refused with its line."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolsm_desktop.domain import rule_limits
from schoolsm_desktop.domain.clauses import ClauseKind, ClauseRef, Subject
from schoolsm_desktop.domain.incident_kinds import Concerned, IncidentKind, Severity
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.domain.rules import Breach, Route, Rules, TrainingNeed
from schoolsm_desktop.exchange.policy_file import FaultyProfileError, read_profile, write_profile
from schoolsm_desktop.exchange.policy_rules_file import LISTS, NESTED

CLAUSES = (
    ClauseRef("ours:1", "1", "", "Ask first.", (ClauseKind.RECORD, ClauseKind.CHECK)),
    ClauseRef("ours:2", "2", "Second", "Tell somebody."),
)
parts = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=8)
phrases = st.lists(parts, min_size=1, max_size=3).map(" ".join)
keys = st.from_regex(r"[a-z0-9][a-z0-9.-]{0,20}", fullmatch=True)


def inside_of(name: str, hint: Any) -> st.SearchStrategy[Any]:
    """Values that one field may hold, by its declared type."""
    if hint is bool:
        return st.booleans()
    if hint is int:
        return st.sampled_from(rule_limits.NUMBERS[name])
    if name == "clause":
        return st.sampled_from(("", "ours:1", "ours:2"))
    if hint is str:
        text = keys if name in rule_limits.KEY_FIELDS else phrases
        return st.just("") | text if name in rule_limits.MAY_BE_EMPTY else text
    if get_origin(hint) is tuple:
        least = 1 if name in rule_limits.MUST_LIST else 0
        return st.lists(inside_of(name, get_args(hint)[0]), min_size=least, max_size=4, unique=True).map(tuple)
    if issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    return records(hint)


def records(kind: type) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    return st.builds(kind, **{part.name: inside_of(part.name, hints[part.name]) for part in fields(kind)})


def lists_of(kind: type) -> st.SearchStrategy[Any]:
    key = next((part.name for part in fields(kind) if part.name in rule_limits.KEY_FIELDS), "")
    unique = (lambda record: getattr(record, key)) if key else None
    return st.lists(records(kind), max_size=3, unique_by=unique).map(tuple)


def any_rules() -> st.SearchStrategy[Rules]:
    hints = get_type_hints(Rules)
    values = {name: lists_of(kind) for name, (_heading, kind) in LISTS.items()}
    values |= {name: inside_of(name, hint) for name, hint in hints.items() if name not in values}
    return st.builds(Rules, **values)


@settings(deadline=None, max_examples=60)
@given(any_rules())
def test_any_rules_survive_being_saved_and_loaded(rules: Rules) -> None:
    profile = Profile("ours", "Our policy", clauses=CLAUSES, rests_on={Subject.PUPILS: ("ours:1",)}, rules=rules)
    assert read_profile(write_profile(profile)) == profile


def test_every_field_that_is_a_record_is_a_table_of_the_file() -> None:
    hints = get_type_hints(Rules)
    listed = {name for name, hint in hints.items() if get_origin(hint) is tuple and is_dataclass(get_args(hint)[0])}
    assert listed == set(LISTS)
    assert {name for name, hint in hints.items() if is_dataclass(hint)} == set(NESTED)


HEAD = ("format = 1", 'id = "ours"', 'name = "Our policy"')
CLAUSE = ("[[clause]]", 'id = "ours:1"', 'label = "1"', 'gist = "Ask first."')


def lines(*rows: str) -> str:
    return "\n".join(rows) + "\n"


def test_a_file_says_each_kind_of_rule_in_its_own_words() -> None:
    profile = read_profile(
        lines(
            *HEAD,
            "[rules]",
            'audiences = ["employees", "governors"]',
            'recruitment = "forbidden"',
            "review-months = 24",
            "[rules.pupils]",
            "former-age = 21",
            "[rules.private-use]",
            'school-equipment = "not-allowed"',
            "[[route]]",
            'kind = "data-breach"',
            'tell = ["dpo", "headteacher"]',
            "within-minutes = 60",
            'from-severity = "serious"',
            'clause = "ours:1"',
            "[[breach]]",
            'key = "4.1-a"',
            'words = "An official post offends"',
            'severity = "gross"',
            'concerned = ["staff", "pupil"]',
            "[[training]]",
            'topic = "induction"',
            'title = "Social media at our school"',
            "months = 24",
            "for-access = true",
            *CLAUSE,
            'kinds = ["record", "check"]',
        )
    )
    rules = profile.rules
    assert [who.value for who in rules.audiences] == ["employees", "governors"]
    assert (rules.recruitment.value, rules.review_months, rules.pupils.former_age) == ("forbidden", 24, 21)
    assert rules.private_use.school_equipment.value == "not-allowed"
    assert rules.routes == (
        Route(IncidentKind.DATA_BREACH, (Duty.DPO, Duty.HEADTEACHER), 60, Severity.SERIOUS, "ours:1"),
    )
    assert rules.breaches == (
        Breach("4.1-a", "An official post offends", Severity.GROSS, (Concerned.STAFF, Concerned.PUPIL)),
    )
    assert rules.training == (TrainingNeed("induction", "Social media at our school", (), 24, True),)
    assert profile.clauses[0].kinds == (ClauseKind.RECORD, ClauseKind.CHECK)


ROUTE = ("[[route]]", 'kind = "data-breach"', 'tell = ["dpo"]', "within-minutes = 60")
BREACH = ("[[breach]]", 'key = "a"', 'words = "Rude words"')
FAULTS = {
    "an unknown rule": (lines(*HEAD, "[rules]", "weather = true"), 5, "weather"),
    "an unknown word": (lines(*HEAD, "[rules]", 'recruitment = "sometimes"'), 5, '"forbidden", "allowed"'),
    "an unknown audience": (lines(*HEAD, "[rules]", 'audiences = ["employees", "ghosts"]'), 5, "governors"),
    "an audience twice": (lines(*HEAD, "[rules]", 'audiences = ["pupils", "pupils"]'), 5, "twice"),
    "a policy for nobody": (lines(*HEAD, "[rules]", "audiences = []"), 5, "lists nothing"),
    "a list of numbers": (lines(*HEAD, "[rules]", "audiences = [1]"), 5, "square brackets"),
    "a switch in words": (lines(*HEAD, "[rules]", 'weekly-look = "yes"'), 5, "true or false"),
    "no review at all": (lines(*HEAD, "[rules]", "review-months = 0"), 5, "from 1 to 60"),
    "a disclaimer like a letter": (lines(*HEAD, "[rules]", f'disclaimer = "{"x" * 401}"'), 5, "longer than 400"),
    "an unknown table of rules": (lines(*HEAD, "[rules.teachers]", "age = 18"), 4, "teachers"),
    "an unknown rule on pupils": (lines(*HEAD, "[rules.pupils]", "age = 18"), 5, "age"),
    "an age nobody reaches at school": (lines(*HEAD, "[rules.pupils]", "former-age = 99"), 5, "from 0 to 25"),
    "a rule that is a table": (lines(*HEAD, "[rules]", "pupils = 18"), 5, "heading"),
    "an unknown kind of incident": (lines(*HEAD, ROUTE[0], 'kind = "storm"', *ROUTE[2:]), 5, "data-breach"),
    "a line without its kind": (lines(*HEAD, ROUTE[0], *ROUTE[2:]), 4, "kind"),
    "a line without its time": (lines(*HEAD, *ROUTE[:3]), 4, "within-minutes"),
    "a line that tells nobody": (lines(*HEAD, *ROUTE[:2], "tell = []", ROUTE[3]), 6, "lists nothing"),
    "an unknown duty is told": (lines(*HEAD, *ROUTE[:2], 'tell = ["caretaker"]', ROUTE[3]), 6, "headteacher"),
    "told after a month": (lines(*HEAD, *ROUTE[:3], "within-minutes = 43200"), 7, "from 0 to 10080"),
    "an unknown word in the second line": (lines(*HEAD, *ROUTE, *ROUTE, "hours = 1"), 12, "hours"),
    "a clause that is not in the file": (lines(*HEAD, *ROUTE, 'clause = "ours:2"', *CLAUSE), 8, "ours:2"),
    "a breach without words": (lines(*HEAD, *BREACH[:2]), 4, "words"),
    "a breach named twice": (lines(*HEAD, *BREACH, "", *BREACH), 9, "second time"),
    "a key with spaces": (lines(*HEAD, BREACH[0], 'key = "Rule A"', BREACH[2]), 5, "small letters"),
    "words that turn the line round": (lines(*HEAD, *BREACH[:2], 'words = "a \\u202e b"'), 6, "cannot be printed"),
    "a list written as one table": (lines(*HEAD, "[route]", 'kind = "data-breach"'), 4, "[[route]]"),
    "more lines than anybody reads": (lines(*HEAD, *ROUTE * 121), 484, "more than 120"),
    "an unknown kind of clause": (lines(*HEAD, *CLAUSE, 'kinds = ["wish"]'), 8, "record"),
    "a reference with spaces": (lines(*HEAD, "[rules]", 'references = ["Data Act"]'), 5, "small letters"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_the_rules_is_refused_with_its_line_and_reason(name: str) -> None:
    text, line, reason = FAULTS[name]
    with pytest.raises(FaultyProfileError) as refused:
        read_profile(text)
    assert reason in refused.value.reason
    assert refused.value.line == line
    assert "Nothing was changed" in refused.value.sentence
