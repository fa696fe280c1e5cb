"""Lines broken where a reader would break them, and every ink dark enough for a photocopier."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolsm_desktop.reports import styles
from schoolsm_desktop.reports.fonts import width_of
from schoolsm_desktop.reports.styles import CELL, CELL_BOLD, clipped, lines_of


def test_words_go_on_the_next_line_whole() -> None:
    lines = lines_of("Year 4 residential and class news for families", CELL, 80)
    assert " ".join(lines) == "Year 4 residential and class news for families"
    assert len(lines) > 1
    assert all(width_of(line, CELL.face, CELL.size) <= 80 for line in lines)


def test_an_address_is_broken_after_its_marks() -> None:
    lines = lines_of("https://www.facebook.com/harbourlane/posts", CELL, 90)
    assert "".join(lines) == "https://www.facebook.com/harbourlane/posts"
    assert all(line.endswith(("/", ".", "posts")) for line in lines)
    assert lines[0].startswith("https://")


def test_a_word_without_marks_is_broken_only_where_it_must() -> None:
    lines = lines_of("x" * 100, CELL, 50)
    assert "".join(lines) == "x" * 100
    assert all(width_of(line, CELL.face, CELL.size) <= 50 for line in lines)


def test_an_accent_stays_with_its_letter_where_a_word_is_broken() -> None:
    lines = lines_of("ọ\u0301" * 60, CELL, 50)
    assert "".join(lines) == "ọ\u0301" * 60
    assert not any(line.startswith("\u0301") for line in lines)


def test_an_empty_text_is_one_empty_line() -> None:
    assert lines_of("", CELL, 50) == ("",)


def test_a_column_narrower_than_a_letter_still_ends() -> None:
    assert "".join(lines_of("wide", CELL, 1)) == "wide"


def test_what_is_left_out_is_marked_and_still_fits() -> None:
    lines = lines_of("one two three four five six seven eight nine ten", CELL, 60)
    shown = clipped(lines, 2, CELL, 60)
    assert len(shown) == 2
    assert shown[-1].endswith("…")
    assert width_of(shown[-1], CELL.face, CELL.size) <= 60
    assert clipped(lines, len(lines), CELL, 60) == lines


@given(st.lists(st.text("abcWẹ\u0301/.@-", min_size=1, max_size=40), max_size=8), st.integers(20, 200))
def test_breaking_loses_and_adds_no_letter(words: list[str], width: int) -> None:
    text = " ".join(words)
    lines = lines_of(text, CELL_BOLD, float(width))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width_of(line, CELL_BOLD.face, CELL_BOLD.size) <= width + 0.01 for line in lines)


@pytest.mark.parametrize("name", ["INK", "QUIET", "GOOD", "STOP", "WARN"])
def test_every_ink_is_read_black_on_white(name: str) -> None:
    ink = getattr(styles, name)
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (ink.red, ink.green, ink.blue)]
    light = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    assert 1.05 / (light + 0.05) >= 4.5
