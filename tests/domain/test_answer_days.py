"""How long a yes lasts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.answer_days import lasts_until, year_number
from schoolsm_desktop.domain.photo_answers import Said
from schoolsm_desktop.domain.picture_places import Lasting, PictureRules, PlaceTerms
from schoolsm_desktop.domain.pupils import Pupil

SCHOOL = uuid4()
RULES = PictureRules(SCHOOL, SCHOOL)
SEPTEMBER = date(2026, 9, 9)


def _terms(lasting: Lasting, years: int = 1) -> PlaceTerms:
    moment = datetime(2026, 9, 1, tzinfo=UTC)
    return PlaceTerms(uuid4(), SCHOOL, "website", 1, date(2026, 9, 1), uuid4(), moment, lasting=lasting, years=years)


def _pupil(year: str = "4", starts: date | None = None) -> Pupil:
    return Pupil(uuid4(), SCHOOL, "Ada", "Bell", year=year, on_roll_from=starts)


@pytest.mark.parametrize("said", [said for said in Said if said is not Said.YES])
def test_what_is_no_yes_never_runs_out(said: Said) -> None:
    assert lasts_until(said, _pupil(), SEPTEMBER, _terms(Lasting.YEARS), RULES, date(2026, 12, 1)) is None


@pytest.mark.parametrize(
    ("on", "ends"),
    [
        (date(2026, 9, 1), date(2027, 10, 31)),
        (date(2027, 8, 31), date(2027, 10, 31)),
        (date(2027, 1, 15), date(2027, 10, 31)),
        (date(2027, 9, 1), date(2028, 10, 31)),
    ],
)
def test_a_school_year_ends_after_the_next_round(on: date, ends: date) -> None:
    assert lasts_until(Said.YES, _pupil(), on, None, RULES) == ends


@pytest.mark.parametrize(
    ("month", "day", "ends"),
    [(7, 31, date(2027, 7, 31)), (8, 31, date(2027, 8, 31)), (1, 31, date(2028, 1, 31)), (2, 29, date(2028, 2, 29))],
)
def test_the_day_is_the_school_s(month: int, day: int, ends: date) -> None:
    rules = PictureRules(SCHOOL, SCHOOL, answers_end_month=month, answers_end_day=day)
    assert lasts_until(Said.YES, _pupil(), SEPTEMBER, None, rules) == ends


def test_a_day_that_a_year_has_not_is_its_month_s_last() -> None:
    rules = PictureRules(SCHOOL, SCHOOL, answers_end_month=2, answers_end_day=29)
    assert lasts_until(Said.YES, _pupil(), date(2025, 9, 9), None, rules) == date(2027, 2, 28)
    leap = lasts_until(Said.YES, _pupil(), date(2028, 2, 29), _terms(Lasting.YEARS, 1), RULES)
    assert leap == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("year", "ends"),
    [("N", 2028), ("R", 2027), ("Reception", 2027), ("1", 2028), ("2", 2027), ("3", 2030), ("Year 6", 2027),
     ("7", 2029), ("11", 2027), ("12", 2028), ("", 2027), ("14", 2027)],
)  # fmt: skip
def test_a_key_stage_ends_with_its_last_year(year: str, ends: int) -> None:
    assert lasts_until(Said.YES, _pupil(year), SEPTEMBER, _terms(Lasting.KEY_STAGE), RULES) == date(ends, 10, 31)


def test_years_run_from_the_day_and_the_roll_has_no_day() -> None:
    assert lasts_until(Said.YES, _pupil(), SEPTEMBER, _terms(Lasting.YEARS, 3), RULES) == date(2029, 9, 9)
    assert lasts_until(Said.YES, _pupil(), SEPTEMBER, _terms(Lasting.ON_ROLL), RULES) is None


def test_the_round_s_day_goes_before_the_terms() -> None:
    asked = lasts_until(Said.YES, _pupil(), SEPTEMBER, _terms(Lasting.ON_ROLL), RULES, date(2027, 12, 1))
    assert asked == date(2027, 12, 1)


def test_a_child_who_starts_later_is_counted_from_the_first_day() -> None:
    early = _pupil("R", starts=date(2027, 9, 6))
    assert lasts_until(Said.YES, early, date(2027, 6, 20), None, RULES) == date(2028, 10, 31)


def test_a_year_is_read_however_it_is_written() -> None:
    assert [year_number(text) for text in ("R", "Rec", "FS2", "N1", "4", "Y10", "", "Robins")] == [
        0, 0, 2, 1, 4, 10, None, 0,
    ]  # fmt: skip
