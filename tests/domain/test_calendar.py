"""Terms as a school types them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.calendar import Term, academic_year, check_terms, next_term, term_on, term_text, term_week
from schoolsm_desktop.domain.errors import FieldError

from .records import SCHOOL

AUTUMN = Term(
    uuid4(), SCHOOL, "Autumn term 2026", date(2026, 9, 3), date(2026, 12, 18), date(2026, 10, 26), date(2026, 10, 30)
)
SPRING = Term(uuid4(), SCHOOL, "Spring term 2027", date(2027, 1, 5), date(2027, 3, 26))


def test_terms_are_put_in_order() -> None:
    assert check_terms([SPRING, AUTUMN]) == (AUTUMN, SPRING)


@pytest.mark.parametrize(
    ("term", "field"),
    [
        (replace(SPRING, ends=date(2027, 1, 5)), "ends:Spring term 2027"),
        (replace(SPRING, ends=date(2027, 12, 24)), "ends:Spring term 2027"),
        (replace(SPRING, starts=date(2026, 12, 18)), "starts:Spring term 2027"),
        (
            replace(SPRING, half_term_starts=date(2027, 2, 20), half_term_ends=date(2027, 2, 15)),
            "half:Spring term 2027",
        ),
    ],
)
def test_an_impossible_term_is_named(term: Term, field: str) -> None:
    with pytest.raises(FieldError) as caught:
        check_terms([AUTUMN, term])
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 9, 3), "Autumn term 2026, week 1"),
        (date(2026, 9, 7), "Autumn term 2026, week 2"),
        (date(2026, 11, 20), "Autumn term 2026, week 12"),
        (date(2026, 10, 28), "Autumn term 2026, half-term holiday"),
        (date(2026, 12, 25), "Holiday. Spring term 2027 begins on 5 Jan 2027"),
        (date(2027, 4, 1), "No term dates entered"),
    ],
)
def test_the_top_bar_says_which_week_it_is(day: date, said: str) -> None:
    assert term_text([AUTUMN, SPRING], day) == said


def test_terms_are_found_by_day() -> None:
    assert term_on([AUTUMN, SPRING], date(2026, 12, 18)) == AUTUMN
    assert term_on([AUTUMN, SPRING], date(2026, 12, 19)) is None
    assert next_term([SPRING, AUTUMN], date(2026, 9, 3)) == SPRING
    assert term_week(AUTUMN, AUTUMN.starts) == 1


def test_the_academic_year_runs_from_september() -> None:
    assert academic_year(date(2026, 8, 31)) == "2025-26"
    assert academic_year(date(2026, 9, 1)) == "2026-27"
    assert academic_year(date(1999, 12, 1)) == "1999-00"
