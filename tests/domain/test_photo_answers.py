"""Whose answer counts, and what they come to together (PRACTICE 4 to 7, 24)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.accounts import Known
from schoolsm_desktop.domain.photo_answers import (
    Adult,
    Capacity,
    PhotoAnswer,
    Said,
    Situation,
    Standing,
    Verdict,
    office_words,
    poster_words,
    standing_of,
)
from schoolsm_desktop.domain.picture_places import Basis, PicturePlace, PictureRules, PlaceTerms
from schoolsm_desktop.domain.pupils import Pupil

SCHOOL, TODAY, NOW = uuid4(), date(2026, 11, 20), datetime(2026, 11, 20, 9, tzinfo=UTC)
PUPIL = Pupil(uuid4(), SCHOOL, "Amara", "Bello", birth_date=date(2014, 3, 1))
RULES = PictureRules(SCHOOL, SCHOOL)
PLACE = PicturePlace("website", "Website")
MOTHER = Adult(uuid4(), SCHOOL, PUPIL.id, Capacity.MOTHER)
FATHER = Adult(uuid4(), SCHOOL, PUPIL.id, Capacity.FATHER)
GRAN = Adult(uuid4(), SCHOOL, PUPIL.id, Capacity.GRANDPARENT)


def said(
    what: Said, by: Adult | None, on: date = date(2026, 9, 9), until: date | None = date(2027, 10, 31)
) -> PhotoAnswer:
    return PhotoAnswer(
        uuid4(), SCHOOL, PUPIL.id, "website", what, on, SCHOOL, NOW, by.id if by else None,
        until if what is Said.YES else None,
    )  # fmt: skip


def verdict(*answers: PhotoAnswer, adults: tuple[Adult, ...] = (MOTHER, FATHER, GRAN), **now: object) -> Verdict:
    return standing(*answers, adults=adults, **now).verdict


def standing(*answers: PhotoAnswer, adults: tuple[Adult, ...] = (MOTHER, FATHER, GRAN), **now: object) -> Standing:
    situation = Situation(TODAY, RULES, **now)  # type: ignore[arg-type]
    return standing_of(PUPIL, PLACE, answers, {a.id: a for a in adults}, situation)


def test_no_answer_is_no_on_consent() -> None:
    assert verdict() is Verdict.NOT_ASKED
    assert verdict(form_is_out=True) is Verdict.ASKED
    assert not standing().may


@pytest.mark.parametrize("basis", [Basis.PUBLIC_TASK, Basis.LEGITIMATE_INTERESTS])
def test_told_and_not_objected_is_yes_on_another_basis(basis: Basis) -> None:
    place = replace(PLACE, terms=PlaceTerms(uuid4(), SCHOOL, "website", 1, TODAY, SCHOOL, NOW, basis))
    now = Situation(TODAY, RULES)
    assert standing_of(PUPIL, place, [], {}, now).verdict is Verdict.TOLD
    objected = standing_of(PUPIL, place, [said(Said.OBJECTED, GRAN)], {GRAN.id: GRAN}, now)
    assert objected.verdict is Verdict.OBJECTED
    assert not objected.may


def test_a_grandparents_yes_stops_until_responsibility_is_recorded() -> None:
    yes = said(Said.YES, GRAN)
    assert verdict(yes) is Verdict.CHECK_SIGNER
    assert verdict(yes, adults=(replace(GRAN, responsibility=Known.YES),)) is Verdict.YES
    assert verdict(said(Said.YES, MOTHER), adults=(replace(MOTHER, responsibility=Known.NO),)) is Verdict.CHECK_SIGNER


def test_a_no_counts_from_anyone_and_from_the_child_on_the_day() -> None:
    assert verdict(said(Said.NO, GRAN)) is Verdict.NO
    assert verdict(said(Said.YES, MOTHER), said(Said.NO, None, TODAY)) is Verdict.NO


def test_parents_who_differ_read_as_on_hold_and_the_new_yes_of_one_cancels_nothing() -> None:
    no, yes = said(Said.NO, FATHER), said(Said.YES, MOTHER, date(2026, 11, 1))
    found = standing(no, yes)
    assert found.verdict is Verdict.ON_HOLD
    assert found.answer is None, "who said what is for the safeguarding lead"
    assert verdict(no, said(Said.YES, FATHER, date(2026, 11, 2))) is Verdict.YES, "the same person changed it"


def test_a_say_that_ended_counts_neither_way() -> None:
    ended = replace(FATHER, say_ended_at=NOW)
    assert verdict(said(Said.NO, ended), said(Said.YES, MOTHER), adults=(MOTHER, ended)) is Verdict.YES


def test_a_hold_overrides_every_yes_and_reads_like_any_other_no_to_a_poster() -> None:
    held = standing(said(Said.YES, MOTHER), held=True)
    assert held.verdict is Verdict.ON_HOLD
    assert poster_words(held) == poster_words(standing(said(Said.NO, MOTHER))) == "Not this child here"
    assert office_words(held) == office_words(standing(said(Said.NO, FATHER), said(Said.YES, MOTHER)))


def test_a_yes_runs_out_and_a_no_never_does() -> None:
    assert verdict(said(Said.YES, MOTHER, until=date(2026, 11, 19))) is Verdict.EXPIRED
    assert verdict(said(Said.YES, MOTHER, until=TODAY)) is Verdict.YES
    assert verdict(said(Said.NO, MOTHER, date(2019, 9, 1))) is Verdict.NO


def test_a_condition_stops_until_it_is_turned_into_an_answer() -> None:
    assert verdict(said(Said.CONDITION, MOTHER)) is Verdict.CONDITION
    assert verdict(said(Said.CONDITION, MOTHER), said(Said.YES, MOTHER, TODAY)) is Verdict.YES


def test_the_pupils_own_yes_counts_from_the_age_the_school_sets() -> None:
    own = said(Said.YES, None)
    assert verdict(own) is Verdict.CHECK_SIGNER
    now = Situation(TODAY, replace(RULES, own_answer_age=12))
    assert standing_of(PUPIL, PLACE, [own], {}, now).verdict is Verdict.YES


def test_an_answer_entered_by_mistake_counts_for_nothing() -> None:
    assert verdict(replace(said(Said.NO, MOTHER), mistaken_at=NOW), said(Said.YES, MOTHER)) is Verdict.YES


def test_who_has_left_is_in_no_new_picture() -> None:
    left = replace(PUPIL, on_roll_to=date(2026, 7, 21))
    found = standing_of(left, PLACE, [said(Said.YES, MOTHER)], {MOTHER.id: MOTHER}, Situation(TODAY, RULES))
    assert found.verdict is Verdict.LEFT
