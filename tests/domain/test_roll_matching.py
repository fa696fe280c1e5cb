"""Which pupil a row is: by UPN, else by name and birth date; what cannot be told is left to the person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.pupil_names import better_name, same_name
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.roll_matching import (
    Chosen,
    Doubt,
    Matching,
    RowIs,
    class_moves,
    is_part,
    match_rows,
    missing_groups,
)
from schoolsm_desktop.exchange.records import PupilRow

SCHOOL, TODAY, BORN = uuid4(), date(2026, 9, 7), date(2018, 5, 3)


def pupil(name: str, **more: object) -> Pupil:
    given, _, family = name.rpartition(" ")
    plain = Pupil(uuid4(), SCHOOL, given, family, birth_date=BORN, class_name="4B")
    return replace(plain, **more)  # type: ignore[arg-type]


def row(name: str, line: int = 2, **more: object) -> PupilRow:
    given, _, family = name.rpartition(" ")
    return PupilRow(line, given, family, birth_date=BORN)._replace(**more)  # type: ignore[arg-type]


def matched(rows: list[PupilRow], *pupils: Pupil) -> Matching:
    return match_rows(rows, pupils, SCHOOL, TODAY)


@pytest.mark.parametrize(
    ("here", "there", "better"),
    [
        ("?ukasz", "Łukasz", "Łukasz"),
        ("Łukasz", "?ukasz", "Łukasz"),
        ("De Souza", "DE SOUZA", "De Souza"),
        ("DE SOUZA", "de Souza", "de Souza"),
        ("Anais", "Anaïs", "Anaïs"),
        ("Anaïs", "Anais", "Anaïs"),
    ],
)
def test_the_better_spelling_wins_whichever_came_first(here: str, there: str, better: str) -> None:
    assert same_name(here, there)
    assert better_name(here, there) == better


@pytest.mark.parametrize(
    ("one", "other"), [("?ukasz", "Jukaszek"), ("Jo?", "Joan"), ("Ann?", "Anne-Marie"), ("Ann", "Anna")]
)
def test_a_lost_letter_is_one_letter(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_guessed_capitals_never_replace_mixed_case() -> None:
    here = pupil("D'Andre de Souza")
    (found,) = matched([row("D'andre De Souza", case_is_guessed=True)], here).rows
    assert found.kind is RowIs.SAME
    assert found.after is here


def test_a_lost_letter_needs_the_birth_date_and_the_rest() -> None:
    here = pupil("Łukasz Young")
    (same,) = matched([row("?ukasz Young")], here).rows
    assert same.pupil is here
    (other_day,) = matched([row("?ukasz Young", birth_date=date(2018, 5, 4))], here).rows
    assert other_day.kind is RowIs.NEW
    (other_family,) = matched([row("?ukasz Holt")], here).rows
    assert other_family.kind is RowIs.NEW


def test_twins_with_one_surname_and_birth_date_stay_two() -> None:
    ada, tom = pupil("Ada Young"), pupil("Tom Young")
    found = matched([row("Tom Young", 2), row("Ada Young", 3)], ada, tom)
    assert [match.pupil for match in found.rows] == [tom, ada]
    new = matched([row("Ida Young", 2), row("Eva Young", 3)], ada, tom)
    assert [match.kind for match in new.rows] == [RowIs.NEW, RowIs.NEW]


def test_twins_whom_a_lost_letter_makes_alike_are_asked_about() -> None:
    found = matched([row("Ann? Young")], pupil("Anna Young"), pupil("Anne Young"))
    assert found.rows[0].kind is RowIs.ASK
    assert Doubt.SEVERAL in found.rows[0].doubts
    assert not [p for p in found.missing if p is found.rows[0].pupil]


def test_a_later_valid_upn_fills_in_and_another_one_is_asked_about() -> None:
    here = pupil("Ada Bell")
    (filled,) = matched([row("Ada Bell", upn="A869303026000")], here).rows
    assert filled.changes == ("upn",)
    (other,) = matched([row("Ada Bell", upn="A869303026000")], replace(here, upn="P869303026001")).rows
    assert other.kind is RowIs.ASK
    assert other.doubts == (Doubt.OTHER_UPN,)


def test_a_upn_under_another_name_and_birth_date_is_asked_about() -> None:
    here = pupil("Ada Bell", upn="A869303026000")
    (found,) = matched([row("Kit Moore", upn="A869303026000", birth_date=date(2019, 1, 1))], here).rows
    assert found.kind is RowIs.ASK
    (renamed,) = matched([row("Ada Moore", upn="A869303026000")], here).rows
    assert renamed.kind is RowIs.CHANGED
    assert renamed.after.former_names == (("Ada Bell", "2026-09-07"),), "the old name stays findable"


def test_without_upn_and_birth_date_the_name_alone_is_told_as_doubtful() -> None:
    here = pupil("Ada Bell", birth_date=None)
    (found,) = matched([row("Ada Bell")], here).rows
    assert (found.pupil, found.doubts) == (here, (Doubt.NAME_ALONE,))
    assert found.after.birth_date == BORN
    bare = row("Ida Marsh", birth_date=None)
    assert matched([bare], here).rows[0].kind is RowIs.NEW


def test_who_left_and_came_back_is_the_same_pupil() -> None:
    (found,) = matched([row("Ada Bell")], pupil("Ada Bell", on_roll_to=date(2025, 7, 20))).rows
    assert found.kind is RowIs.CHANGED
    assert found.doubts == (Doubt.CAME_BACK,)
    assert found.after.on_roll(TODAY)


def test_a_known_as_name_is_found_and_never_takes_the_legal_ones_place() -> None:
    here = pupil("Zakariya King", known_as="Zak")
    (found,) = matched([row("Zak King")], here).rows
    assert found.after is here
    (legal,) = matched([row("Zakariya King", known_as="Zak")], pupil("Zak King")).rows
    assert (legal.after.given_name, legal.after.known_as, legal.after.former_names) == ("Zakariya", "Zak", ())


def test_one_child_twice_in_a_file_is_asked_about() -> None:
    found = matched([row("Ada Bell", 2), row("Ada Bell", 3)], pupil("Ada Bell"))
    assert [match.kind for match in found.rows] == [RowIs.SAME, RowIs.ASK]
    new = matched([row("Ada Bell", 2), row("Ada Bell", 3)])
    assert [match.kind for match in new.rows] == [RowIs.NEW, RowIs.ASK]


def test_what_the_person_says_of_a_row_holds() -> None:
    anna, anne = pupil("Anna Young"), pupil("Anne Young")
    rows = [row("Ann? Young")]
    said = match_rows(rows, [anna, anne], SCHOOL, TODAY, {2: Chosen(anne.id)}).rows[0]
    assert said.pupil is anne
    assert match_rows(rows, [anna, anne], SCHOOL, TODAY, {2: Chosen(None)}).rows[0].kind is RowIs.NEW


def test_58_missing_of_one_year_are_one_question_and_a_class_change_is_one_line() -> None:
    sixes = [pupil(f"Six{n} Young", year="6", class_name=f"6{'AB'[n % 2]}") for n in range(58)]
    fives = [pupil(f"Five{n} Young", year="5", class_name="5A") for n in range(60)]
    one = pupil("Ada Bell", year="2", class_name="2A")
    rows = [row(f"Five{n} Young", n + 2, year="6", class_name="6A") for n in range(60)]
    found = matched(rows, *sixes, *fives, one)
    assert not is_part([*rows, row("x y", 99, class_name="1A")], found, transfer=False)
    groups = missing_groups(found.missing)
    assert [(group.year, len(group.pupils)) for group in groups] == [("6", 58), ("", 1)]
    assert [(move.old, move.new, move.count) for move in class_moves(found)] == [("5A", "6A", 60)]


def test_one_class_or_a_transfer_file_asks_about_nobody_else() -> None:
    fours, fives = (
        [pupil(f"Four{n} Young") for n in range(9)],
        [pupil(f"Five{n} Young", class_name="5A") for n in range(3)],
    )
    rows = [row(f"Four{n} Young", n + 2, class_name="4B") for n in range(9)]
    assert is_part(rows, matched(rows, *fours, *fives), transfer=False)
    assert is_part(rows, matched(rows, *fours), transfer=True)
    assert not is_part(rows, matched(rows, *fours), transfer=False)
