"""What the lines of an untidy list of term dates are taken for, and what they make."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.calendar import Closure, ClosureKind, check_closures
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.term_lines import LineKind, Proposal, TermLine, kind_of, proposal, understood

from .records import SCHOOL


def lines(*rows: tuple[str, date | None, date | None]) -> tuple[TermLine, ...]:
    """Lines as a file gives them, with what each is taken for."""
    read = [TermLine(at, name, LineKind.LEFT_OUT, first, last) for at, (name, first, last) in enumerate(rows, start=1)]
    return understood(read)


def made(*rows: tuple[str, date | None, date | None]) -> Proposal:
    """What they make."""
    return proposal(lines(*rows), SCHOOL)


AUTUMN = ("Autumn term", date(2026, 9, 3), date(2026, 12, 18))
HALF = ("October half-term", date(2026, 10, 24), date(2026, 11, 1))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Autumn term", LineKind.TERM),
        ("Spring Term 2027", LineKind.TERM),
        ("Term 3", LineKind.TERM),
        ("Autumn term starts", LineKind.TERM_STARTS),
        ("First day of Summer term", LineKind.TERM_STARTS),
        ("Term ends", LineKind.TERM_ENDS),
        ("Last day of term", LineKind.TERM_ENDS),
        ("Half term", LineKind.HALF_TERM),
        ("October half-term holiday", LineKind.HALF_TERM),
        ("Mid-term break", LineKind.HALF_TERM),
        ("INSET day", LineKind.TRAINING_DAY),
        ("Staff training day", LineKind.TRAINING_DAY),
        ("In-service day", LineKind.TRAINING_DAY),
        ("School closed for polling", LineKind.CLOSED),
        ("Occasional day", LineKind.CLOSED),
        ("Christmas holiday", LineKind.LEFT_OUT),
        ("Easter holidays", LineKind.LEFT_OUT),
        ("Early May bank holiday", LineKind.LEFT_OUT),
        ("Parents’ evening", LineKind.LEFT_OUT),
        ("", LineKind.LEFT_OUT),
    ],
)
def test_a_line_is_taken_for_what_its_name_says(name: str, kind: LineKind) -> None:
    assert kind_of(name)[0] is kind


def test_a_line_left_out_says_why() -> None:
    said = [
        line.doubts[0]
        for line in lines(
            ("Christmas holiday", date(2026, 12, 21), date(2027, 1, 1)), ("Fete", date(2027, 6, 5), date(2027, 6, 5))
        )
    ]
    assert said == [
        "A holiday between terms: it follows from the terms.",
        "Nothing that closes the school, as far as can be seen.",
    ]


def test_a_half_term_goes_into_its_term_from_monday_to_friday() -> None:
    (autumn,) = made(HALF, AUTUMN).terms
    assert (autumn.name, autumn.half_term_starts, autumn.half_term_ends) == (
        "Autumn term 2026",
        date(2026, 10, 26),
        date(2026, 10, 30),
    )


def test_a_half_term_in_no_term_and_a_second_one_are_doubts_and_never_lost_silently() -> None:
    outside = made(AUTUMN, ("Half term", date(2027, 2, 15), date(2027, 2, 19)))
    assert outside.doubts[2] == ("It lies in none of the terms here, so it is not taken.",)
    twice = made(AUTUMN, HALF, ("Half term", date(2026, 11, 9), date(2026, 11, 13)))
    assert "has a half-term holiday already" in twice.doubts[3][0]


def test_first_and_last_days_make_a_term() -> None:
    found = made(
        ("Autumn term starts", date(2026, 9, 3), date(2026, 9, 3)),
        ("Term ends", date(2026, 12, 18), date(2026, 12, 18)),
        ("Spring term begins", date(2027, 1, 5), date(2027, 1, 5)),
        ("Spring term ends", date(2027, 3, 26), date(2027, 3, 26)),
    )
    assert [(t.name, t.starts, t.ends) for t in found.terms] == [
        ("Autumn term 2026", date(2026, 9, 3), date(2026, 12, 18)),
        ("Spring term 2027", date(2027, 1, 5), date(2027, 3, 26)),
    ]
    assert found.stops == {}


def test_a_first_day_without_a_last_one_stops() -> None:
    found = made(
        ("Autumn term starts", date(2026, 9, 3), date(2026, 9, 3)),
        ("Spring term starts", date(2027, 1, 5), date(2027, 1, 5)),
        ("Spring term ends", date(2027, 3, 26), date(2027, 3, 26)),
    )
    assert set(found.stops) == {1}
    assert "No last day" in found.stops[1]
    assert set(made(("Term ends", date(2026, 12, 18), date(2026, 12, 18))).stops) == {1}


def test_two_halves_of_a_term_are_one_term_with_a_holiday_between() -> None:
    found = made(
        ("Autumn Term 1", date(2026, 9, 2), date(2026, 10, 23)),
        ("Autumn Term 2", date(2026, 11, 2), date(2026, 12, 18)),
    )
    (autumn,) = found.terms
    assert (autumn.name, autumn.starts, autumn.ends) == ("Autumn term 2026", date(2026, 9, 2), date(2026, 12, 18))
    assert (autumn.half_term_starts, autumn.half_term_ends) == (date(2026, 10, 26), date(2026, 10, 30))


def test_six_terms_stay_six() -> None:
    found = made(
        ("Term 1", date(2026, 9, 2), date(2026, 10, 23)),
        ("Term 2", date(2026, 11, 2), date(2026, 12, 18)),
        ("Term 3", date(2027, 1, 5), date(2027, 2, 12)),
    )
    assert [t.name for t in found.terms] == ["Term 1 2026", "Term 2 2026", "Term 3 2027"]


def test_an_impossible_day_stops_until_it_is_typed_or_the_line_left_out() -> None:
    read = lines(AUTUMN, ("Spring term", None, None))
    assert set(proposal(read, SCHOOL).stops) == {2}
    typed = (read[0], replace(read[1], starts=date(2027, 1, 5), ends=date(2027, 3, 26)))
    assert [t.name for t in proposal(typed, SCHOOL).terms] == ["Autumn term 2026", "Spring term 2027"]
    left = (read[0], replace(read[1], kind=LineKind.LEFT_OUT))
    assert proposal(left, SCHOOL).stops == {}
    assert len(proposal(left, SCHOOL).terms) == 1


@pytest.mark.parametrize(
    ("name", "first", "last", "said"),
    [
        ("Autumn term", date(2026, 12, 18), date(2026, 9, 3), "ends before it begins"),
        ("Autumn term", date(2026, 9, 3), date(2027, 7, 18), "half a year"),
        ("INSET day", date(2026, 9, 3), date(2027, 1, 5), "longer than two months"),
    ],
)
def test_days_that_cannot_be_stop_with_a_reason(name: str, first: date, last: date, said: str) -> None:
    assert said in made((name, first, last)).stops[1]


def test_terms_that_lie_over_each_other_stop_at_the_later_one() -> None:
    found = made(("Spring term", date(2026, 12, 10), date(2027, 3, 26)), AUTUMN)
    assert found.stops == {
        1: "It begins on 10 Dec 2026, before Autumn term has ended. Correct one of the two, or leave one out."
    }


def test_closures_are_checked_and_put_in_order() -> None:
    snow = Closure(uuid4(), SCHOOL, "Snow", date(2027, 1, 7), date(2027, 1, 8))
    inset = Closure(uuid4(), SCHOOL, "Training", date(2027, 1, 5), date(2027, 1, 5), ClosureKind.TRAINING_DAY)
    assert check_closures([snow, inset]) == (inset, snow)
    for wrong, field in (
        (replace(snow, name=" "), "name"),
        (replace(snow, ends=date(2027, 1, 6)), "ends"),
        (replace(snow, ends=date(2027, 5, 6)), "ends"),
    ):
        with pytest.raises(FieldError) as caught:
            check_closures([inset, wrong])
        assert caught.value.field == field
