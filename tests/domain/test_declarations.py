"""What is asked of whom and until when an answer counts; what Today says of it, grouped and never whose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.declarations import (
    Answer,
    Declaration,
    DeclarationKind,
    asks_disclaimer,
    coverage,
    interval_words,
    kind_clause,
    kinds_asked,
    standing,
    who_is_asked,
)
from schoolsm_desktop.domain.due_declarations import due_declarations
from schoolsm_desktop.domain.due_facts import DueFacts, DueItem, SignInFacts
from schoolsm_desktop.domain.people import Contract, Person
from schoolsm_desktop.domain.periods import months_later
from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.domain.rules import NamingEmployer, Rules
from schoolsm_desktop.services.policies import shipped_profile

from .test_lessons import TERMS, due_facts

TODAY, NOW = date(2026, 11, 20), datetime(2026, 11, 20, 9, tzinfo=UTC)
SCHOOL, ME = uuid4(), uuid4()
RELATIVE, CONNECTION, FAMILY = DeclarationKind.RELATIVE, DeclarationKind.CONNECTION, DeclarationKind.FAMILY
ACCOUNT, PRIVACY = DeclarationKind.PRIVATE_ACCOUNT, DeclarationKind.PRIVACY_CHECK


def person(name: str, contract: Contract = Contract.EMPLOYEE, **more: object) -> Person:
    return Person(uuid4(), SCHOOL, name, "Marsh", "Teacher", contract=contract, **more)  # type: ignore[arg-type]


def declared(who: Person, kind: DeclarationKind, on: date, answer: Answer = Answer.YES, **more: object) -> Declaration:
    return Declaration(uuid4(), SCHOOL, who.id, kind, on, ME, NOW, answer, **more)  # type: ignore[arg-type]


def profile(**rules: object) -> Profile:
    return Profile("a", "Our policy", rules=Rules(**rules))  # type: ignore[arg-type]


@pytest.mark.clause("churchward:4-private-settings")
@pytest.mark.clause("mill-lane:6.1-xvi")
@pytest.mark.clause("bucklebury:staff-3")
def test_each_policy_asks_its_own() -> None:
    asked = {name: kinds_asked(shipped_profile(name).rules) for name in ("churchward", "mill-lane", "valence")}
    assert asked == {
        "churchward": (CONNECTION, ACCOUNT, PRIVACY),
        "mill-lane": (RELATIVE, FAMILY, ACCOUNT, PRIVACY),
        "valence": (PRIVACY,),
    }
    assert kinds_asked(shipped_profile("kew-woods").rules) == ()
    assert kinds_asked(shipped_profile("bucklebury").rules) == (PRIVACY,)
    often = [interval_words(shipped_profile(name).rules, PRIVACY) for name in ("valence", "mill-lane", "bucklebury")]
    assert often == ["Every 3 months", "Once a year", "Once a year"]


def test_each_question_names_the_clause_that_asks_it() -> None:
    found = {
        (name, kind): kind_clause(shipped_profile(name), kind)
        for name in ("churchward", "mill-lane", "valence")
        for kind in kinds_asked(shipped_profile(name).rules)
    }
    assert found["mill-lane", RELATIVE] == "6.1 XIII"
    assert found["mill-lane", FAMILY] == "6.1 XII"
    assert found["mill-lane", ACCOUNT] == "6.1 VII"
    assert found["valence", PRIVACY] == "Private 4"
    assert found["churchward", CONNECTION] == "1, “Scope”"
    assert kind_clause(profile(), RELATIVE) == ""


def test_the_wording_is_asked_where_the_policy_has_words_for_it() -> None:
    assert asks_disclaimer(Rules(naming_employer=NamingEmployer.WITH_DISCLAIMER))
    assert asks_disclaimer(Rules(naming_employer=NamingEmployer.NO, disclaimer="My own views."))
    assert not asks_disclaimer(Rules(naming_employer=NamingEmployer.NO))
    assert not asks_disclaimer(Rules(naming_employer=NamingEmployer.FREE, disclaimer="My own views."))


def test_only_who_is_here_and_bound_is_asked() -> None:
    here, left = person("A"), person("B", ends=date(2026, 11, 19))
    governor, double = person("C", Contract.GOVERNOR), person("D", merged_into=here.id)
    assert who_is_asked([here, left, governor, double], Rules(), TODAY) == (here,)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_months_end_on_a_day_that_is_there(day: date, months: int, then: date) -> None:
    assert months_later(day, months) == then


def test_an_answer_counts_to_its_last_day_and_no_further() -> None:
    jo, rules = person("Jo"), Rules(privacy_check_months=3)
    found = standing([declared(jo, PRIVACY, date(2026, 8, 20))], jo.id, PRIVACY, rules, TODAY)
    assert found.until == TODAY
    assert found.counts_on(TODAY)
    assert not found.counts_on(date(2026, 11, 21))
    assert found.words(date(2026, 11, 21)) == "Ran out on 20 Nov 2026"
    not_done = declared(jo, PRIVACY, TODAY, Answer.NO)
    taken_back = declared(jo, PRIVACY, TODAY, withdrawn_at=NOW)
    assert standing([not_done, taken_back], jo.id, PRIVACY, rules, TODAY).latest is None


def test_nobody_asked_is_not_a_hundred_per_cent_and_one_missing_is_less_than_that() -> None:
    people = [person(str(n)) for n in range(201)]
    said = [declared(p, RELATIVE, TODAY, Answer.NO) for p in people[:-1]]
    assert coverage(RELATIVE, people, said, Rules(), TODAY).per_cent == 99
    assert coverage(RELATIVE, [], said, Rules(), TODAY).per_cent == 0


# Today


def lines(facts: DueFacts, today: date = TODAY) -> list[DueItem]:
    return list(due_declarations(facts, today, NOW))


def facts(asks: Profile, people: Iterable[Person], said: Iterable[Declaration], *reads: UUID) -> DueFacts:
    return replace(
        due_facts(asks), people=tuple(people), declarations=tuple(said), sealed_readable=frozenset(reads), terms=TERMS
    )


@pytest.mark.clause("valence:private-4")
def test_the_privacy_check_comes_up_before_it_runs_out_as_one_line() -> None:
    asks, people = profile(privacy_check_months=3), [person(str(n)) for n in range(3)]
    said = [declared(p, PRIVACY, date(2026, 9, 1)) for p in people[:2]]
    (line,) = lines(facts(asks, people, said))
    assert line.title == "Privacy settings: 3 colleagues to ask"
    assert line.detail == "Every 3 months; 2 of 3 have answered."
    assert line.due == date(2026, 12, 2), "the day after the first answer runs out"
    assert lines(facts(asks, people, said[:1] + [declared(p, PRIVACY, TODAY) for p in people])) == []


def test_what_nobody_was_asked_yet_comes_up_in_the_last_weeks_of_the_term() -> None:
    asks = facts(profile(declare_relatives=True), [person("A")], [])
    assert lines(asks) == []
    (line,) = lines(asks, date(2026, 11, 21))
    assert line.due == date(2026, 12, 18)


def test_everybody_with_a_sign_in_has_one_line_of_their_own() -> None:
    asks = profile(privacy_check_months=3, declare_connections=True)
    jo, sam, pat = person("Jo"), person("Sam"), person("Pat")
    said = [declared(p, PRIVACY, date(2026, 9, 1)) for p in (jo, sam)]
    there = replace(facts(asks, [jo, sam, pat], said), sign_ins=(SignInFacts(jo.id), SignInFacts(pat.id, ended=True)))
    (own,) = [x for x in lines(there, date(2026, 11, 21)) if x.person_id is not None]
    assert (own.person_id, own.due) == (jo.id, date(2026, 12, 2))
    assert own.title == "Your answer: connections and privacy"


def test_what_is_looked_at_again_is_there_for_readers_only_and_names_nobody() -> None:
    jo, asks = person("Jo"), profile(declare_connections=True)
    said = declared(jo, CONNECTION, date(2026, 3, 1), sealed=True, ends_on=date(2026, 12, 1))
    again = [x for x in lines(facts(asks, [jo], [said], said.id)) if x.key.startswith("declared-again")]
    assert [(x.title, x.due) for x in again] == [
        ("Connections with pupils outside school: 1 declaration to look at again", date(2026, 12, 1))
    ]
    assert "Jo" not in again[0].title + again[0].detail
    assert not [x for x in lines(facts(asks, [jo], [said])) if x.key.startswith("declared-again")]


@pytest.mark.clause("churchward:1-disclaimer")
def test_a_wording_that_is_missing_is_one_line_until_it_stands_there() -> None:
    jo, asks = person("Jo"), profile(declare_private_account=True, naming_employer=NamingEmployer.WITH_DISCLAIMER)
    first = declared(jo, ACCOUNT, date(2026, 11, 2), disclaimer=Answer.NO)
    assert [x.key for x in lines(facts(asks, [jo], [first]))] == ["no-disclaimer"]
    second = declared(jo, ACCOUNT, date(2026, 11, 9), disclaimer=Answer.YES)
    assert lines(facts(asks, [jo], [first, second])) == []


def test_a_policy_that_asks_for_nothing_asks_for_nothing() -> None:
    assert lines(facts(profile(), [person("A")], []), date(2026, 12, 10)) == []
