"""Year groups by nation, what a lesson needs, and what Today says of classes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.calendar import Term
from schoolsm_desktop.domain.due_declarations import due_declarations
from schoolsm_desktop.domain.due_facts import BackupFacts, DueFacts, DueItem
from schoolsm_desktop.domain.lessons import (
    ClassTick,
    ClassTickKind,
    asks_lessons,
    networking_words,
    primary_groups,
    shown_groups,
    terms_of_year,
    year_groups,
)
from schoolsm_desktop.domain.people import Nation
from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.domain.rules import Rules
from schoolsm_desktop.services.policies import shipped_profile

NOW, SCHOOL, ME = datetime(2026, 11, 20, 9, tzinfo=UTC), uuid4(), uuid4()
AUTUMN = "Autumn term 2026"
TERMS = (
    Term(uuid4(), SCHOOL, AUTUMN, date(2026, 9, 3), date(2026, 12, 18), date(2026, 10, 26), date(2026, 10, 30)),
    Term(uuid4(), SCHOOL, "Spring term 2027", date(2027, 1, 5), date(2027, 3, 26)),
    Term(uuid4(), SCHOOL, "Summer term 2027", date(2027, 4, 12), date(2027, 7, 21)),
)
PUPILS, PARENTS = ClassTickKind.PUPIL_AGREEMENT, ClassTickKind.PARENT_AGREEMENT


def due_facts(profile: Profile) -> DueFacts:
    """Facts of a school in which nothing happened yet."""
    return DueFacts(
        people=(), duties=(), accounts=(), platforms={}, versions=(), accesses=(), password_due=(), sign_ins=(),
        terms=TERMS, backup=BackupFacts(), keyholders=frozenset(), profile=profile,
    )  # fmt: skip


def tick(kind: ClassTickKind, group: str, period: str, signed: int = 0, asked: int = 0) -> ClassTick:
    return ClassTick(uuid4(), SCHOOL, kind, group, period, date(2026, 11, 2), ME, NOW, signed, asked)


@pytest.mark.parametrize(
    ("nation", "first", "last_of_primary", "next_one", "last"),
    [
        (Nation.ENGLAND, "Reception", "Year 6", "Year 7", "Year 13"),
        (Nation.WALES, "Reception", "Year 6", "Year 7", "Year 13"),
        (Nation.SCOTLAND, "P1", "P7", "S1", "S6"),
        (Nation.NORTHERN_IRELAND, "P1", "P7", "Year 8", "Year 14"),
    ],
)
def test_year_groups_are_called_as_the_nation_calls_them(
    nation: Nation, first: str, last_of_primary: str, next_one: str, last: str
) -> None:
    groups, primary = year_groups(nation), primary_groups(nation)
    assert (groups[0], primary[-1], groups[len(primary)], groups[-1]) == (first, last_of_primary, next_one, last)
    assert len(set(groups)) == len(groups)


def test_a_choice_from_another_nation_falls_back_to_the_usual() -> None:
    assert shown_groups(("Year 9", "Year 7"), Nation.ENGLAND) == ("Year 7", "Year 9")
    assert shown_groups(("Year 9",), Nation.SCOTLAND) == primary_groups(Nation.SCOTLAND)


def test_the_terms_of_a_year_begin_in_autumn() -> None:
    assert terms_of_year(TERMS, date(2027, 7, 25)) == TERMS
    assert terms_of_year(TERMS, date(2027, 9, 1)) == ()


@pytest.mark.clause("mill-lane:1.3")
@pytest.mark.clause("valence:teach-5")
def test_each_policy_says_what_of_lessons() -> None:
    said = {name: networking_words(shipped_profile(name)) for name in ("mill-lane", "kew-woods", "valence")}
    assert said["mill-lane"] == "Your policy allows no social media with pupils in lessons (1.3)"
    assert said["kew-woods"] == "In lessons only in a closed area that the headteacher has approved (4.2)"
    assert "pupils never have access" in said["valence"]
    shown = {
        name for name in ("churchward", "kew-woods", "valence", "bucklebury") if asks_lessons(shipped_profile(name))
    }
    assert shown == {"churchward", "kew-woods", "valence", "bucklebury"}
    assert not asks_lessons(shipped_profile("mill-lane"))
    assert not asks_lessons(shipped_profile("blank")), "a register that nobody needs yet is hidden"


def lines(facts: DueFacts, today: date) -> list[DueItem]:
    return list(due_declarations(facts, today, NOW))


@pytest.mark.clause("valence:curric-nc-ks1-ks2")
def test_what_is_not_ticked_comes_up_at_the_end_of_the_term() -> None:
    asks = replace(
        due_facts(Profile("a", "Ours", rules=Rules(curriculum_ticks=True))), year_groups=("Year 1", "Year 2")
    )
    assert lines(asks, date(2026, 11, 20)) == []
    (line,) = lines(asks, date(2026, 11, 21))
    assert (line.title, line.due) == ("Taught this term: 2 year groups are not ticked", date(2026, 12, 18))
    ticks = tuple(tick(ClassTickKind.CURRICULUM, group, AUTUMN) for group in ("Year 1", "year 2"))
    assert lines(replace(asks, class_ticks=ticks), date(2026, 12, 10)) == []
    assert lines(replace(asks, profile=Profile("a", "Ours")), date(2026, 12, 10)) == []


@pytest.mark.clause("bucklebury:scope")
def test_agreements_come_up_after_the_autumn_half_term() -> None:
    asks = due_facts(Profile("a", "Ours", rules=Rules(pupil_agreements=True, parent_agreements=True)))
    assert lines(asks, date(2026, 10, 30)) == []
    found = lines(asks, date(2026, 10, 31))
    assert [x.title for x in found] == [
        "Pupils’ agreements: no class is entered yet this year",
        "Parents’ and carers’ agreements: no class is entered yet this year",
    ]
    ticks = (
        tick(PUPILS, "4B", "2026-27", 27, 27),
        tick(PARENTS, "4B", "2026-27", 20, 27),
        tick(PARENTS, "3A", "2025-26"),
    )
    (line,) = lines(replace(asks, class_ticks=ticks), date(2026, 11, 20))
    assert line.title == "Parents’ and carers’ agreements: 1 class is not complete"
    assert line.detail == "20 of 27 are back."
