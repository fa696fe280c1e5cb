"""What is removed is gone, however it was written; and what is no name is left alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolsm_desktop.domain.folding import folded
from schoolsm_desktop.domain.redaction import Hidden, Redactor, chosen_words, name_forms, removed_mark

MARK = removed_mark()
NAMES = (
    "Amara Bello-Håkansson",
    "Will Rose",
    "Zoë",
    "Łukasz Fisher",
    "Máire O’Keefe",
    "Bo",
    "Iryna Шевченко",
    "小明 陈",
)


def taken(text: str, *names: str, words: tuple[str, ...] = (), ways: bool = True) -> str:
    """`text` without these names."""
    return Redactor(Hidden(names or NAMES, words, ways)).text(text)


@pytest.mark.parametrize(
    "written",
    [
        "AMARA",
        "amara",
        "Amara Bello-Håkansson",
        "Bello-Håkansson, Amara",
        "BELLO HAKANSSON",
        "Bello\nHåkansson",
        "Ama-\nra",
        "A\u00admara",
        "amara_bello.hakansson",
        "amarabello2014",
        unicodedata.normalize("NFD", "Håkansson"),
        "\N{FULLWIDTH LATIN CAPITAL LETTER A}\N{FULLWIDTH LATIN SMALL LETTER M}ara",
        "zoe",
        "ZOË",
        "Zoe\u0308",
        "lukasz \N{LATIN SMALL LIGATURE FI}sher",
        "ŁUKASZ",
        "okeefe",
        "O'Keefe",
        "o-keefe",
        "Will Rose",
        "will rose",
        "Bo",
        "ШЕВЧЕНКО",
        "陈小明",
    ],
)
def test_a_name_goes_however_it_is_written(written: str) -> None:
    said = taken(f"On Monday {written} wrote it.")
    assert said == f"On Monday {MARK} wrote it."


def test_the_owner_of_something_goes_and_the_s_stays_a_word() -> None:
    assert taken("Amara’s mother rang, and so did Zoe's.") == f"{MARK}’s mother rang, and so did {MARK}'s."


def test_everyday_words_stay_and_are_named_so_that_somebody_decides() -> None:
    found = Redactor(Hidden(("Will Rose",))).redact("They will come. Will came. The sun rose; Rose left.")
    assert found.text == f"They will come. {MARK} came. The sun rose; {MARK} left."
    assert found.left == ("will", "rose")
    assert taken("They will come.", "Will Rose", words=("will",)) == f"They {MARK} come."


def test_words_that_only_hold_a_short_name_stay() -> None:
    assert taken("Bob sang about boats; prose and the zoo.", "Bo", "Zo") == "Bob sang about boats; prose and the zoo."


def test_names_that_stand_together_leave_one_mark_so_that_nobody_counts_them() -> None:
    assert taken("It was Amara B. and Amara Bello-Håkansson, Zoë who wrote.").count(MARK) == 2
    assert taken("Rung by A. Bello yesterday.", "Amara Bello") == f"Rung by {MARK} yesterday."


def test_ways_to_reach_somebody_go_and_references_and_days_stay() -> None:
    text = "a.b@mail.example or 01632 960 123, +44 1632 960123, @kid_x99; crime 4400 123 456, 2026-11-20 09:30, 2026-27/014"
    assert taken(text) == f"{MARK} or {MARK}; crime 4400 123 456, 2026-11-20 09:30, 2026-27/014"
    assert taken("ring 01632-960 123 or 0044 1632 960123", "01632 960123", ways=False) == f"ring {MARK} or {MARK}"
    assert "kid_x99" in taken("@kid_x99", "Amara", ways=False)


def test_chosen_words_are_read_one_a_line_or_with_commas() -> None:
    assert chosen_words("Year 4, the blue gate\nFootball club; ") == ("Year 4", "the blue gate", "Football club")
    words = chosen_words("Year 4")
    assert taken("year-4 or YEAR\n4, not Year 5", "Amara", words=words) == f"{MARK} or {MARK}, not Year 5"


def test_titles_are_no_names() -> None:
    assert "Mrs" not in name_forms("Mrs Bello")
    assert taken("Mrs Green came. Mrs Bello left.", "Mrs Bello") == f"Mrs Green came. {MARK} left."


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["Amara", "Håkansson", "Łukasz"]), st.text(max_size=60))
def test_nothing_of_a_name_is_left_between_any_two_texts(before: str, name: str, after: str) -> None:
    said = taken(f"{before} {name} {after}", name)
    assert folded(name) not in folded(said.replace(MARK, " "))
