"""Merging: every field is known before printing, nothing typed is taken for a field, what is missing has a line."""

from __future__ import annotations

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.letters import (
    BLANK,
    MOST_BODY,
    MOST_VALUE,
    MergeField,
    check_wording,
    merge,
    parted,
    plain,
    whole_text,
    wrong_fields,
)

SCHOOL = MergeField("school", "the school’s name", "Alder")
REASON = MergeField("reason", "the reason", "it is late")
CONDITIONS = MergeField("conditions", "the conditions", "none", empty="no more conditions")
FIELDS = (SCHOOL, REASON, CONDITIONS)


def test_fields_are_filled_in_and_what_has_words_for_nothing_says_them() -> None:
    merged = merge("{school}", "Because {reason}. {conditions}.", FIELDS, {"school": "Alder", "reason": "it rains"})
    assert (merged.title, merged.text) == ("Alder", "Because it rains. no more conditions.")
    assert merged.missing == ()


def test_what_nobody_gave_is_a_line_to_write_on_and_is_named_once() -> None:
    merged = merge("About {reason}", "{reason} and {reason} at {school}", FIELDS, {"school": "  \n "})
    assert merged.text == f"{BLANK} and {BLANK} at {BLANK}"
    assert merged.missing == ("the reason", "the school’s name")
    assert "{" not in merged.title + merged.text


def test_a_bracket_inside_a_value_stays_a_bracket() -> None:
    merged = merge("t", "{school} / {reason}", FIELDS, {"school": "{reason}", "reason": "<b>{school}</b> & {x}"})
    assert merged.text == "{reason} / <b>{school}</b> & {x}"


def test_a_misspelt_field_is_told_with_the_nearest_one() -> None:
    found = wrong_fields("Dear {shool}, {Reason} and {zzzz} {shool}", FIELDS)
    assert [(one.written, one.nearest) for one in found] == [
        ("{shool}", "{school}"),
        ("{Reason}", "{reason}"),
        ("{zzzz}", ""),
    ]
    assert "Did you mean “{school}”?" in found[0].sentence


@pytest.mark.parametrize("text", ["{school", "school}", "{}", "{ school }", "{{school}}", "{scho\nol"])
def test_a_bracket_that_is_no_field_is_refused(text: str) -> None:
    with pytest.raises(FieldError) as told:
        check_wording("Title", text, FIELDS)
    assert told.value.field == "body"
    assert "Nothing was saved yet." in told.value.sentence


def test_a_title_that_names_an_unknown_field_is_refused_beside_the_title() -> None:
    with pytest.raises(FieldError) as told:
        check_wording("For {shcool}", "Dear reader,", FIELDS)
    assert told.value.field == "title"


def test_a_paragraph_is_no_longer_than_the_paper_takes() -> None:
    assert check_wording("x", "\n\n".join(["word " * 1000] * 3), FIELDS)
    with pytest.raises(FieldError, match="Part it with an empty line"):
        check_wording("x", "word " * 1300, FIELDS)


@pytest.mark.parametrize(("title", "body"), [("", "x"), ("x", " \n"), ("x" * 121, "x"), ("x", "x" * (MOST_BODY + 1))])
def test_nothing_empty_and_nothing_endless_is_kept(title: str, body: str) -> None:
    with pytest.raises(FieldError):
        check_wording(title, body, FIELDS)


def test_a_name_of_a_megabyte_is_cut_with_a_mark() -> None:
    merged = merge("t", "Dear {school}", FIELDS, {"school": "A" * 1_000_000})
    assert len(merged.text) < MOST_VALUE + 20
    assert merged.text.endswith("…")


def test_signs_without_a_shape_do_not_reach_the_paper_and_letters_of_other_scripts_do() -> None:
    value = "Zoë\0 \u202eevil\u2066 نور\ud800 \x1b[31m"
    assert merge("t", "{school}", FIELDS, {"school": value}).text == "Zoë evil نور [31m"


def test_title_and_text_come_back_as_they_were_kept() -> None:
    merged = merge("A\ntitle", "One\n\nTwo", FIELDS, {})
    assert parted(whole_text(merged)) == ("A title", "One\n\nTwo")


@given(st.text(max_size=300), st.text(max_size=60))
def test_no_value_and_no_wording_breaks_a_letter(body: str, value: str) -> None:
    merged = merge("t", body, FIELDS, dict.fromkeys(("school", "reason", "conditions"), value))
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in merged.text.replace("\n", ""))
    if not wrong_fields(body, FIELDS) and not set(value) & set("{}"):
        assert "{" not in merged.text


@given(st.text(alphabet=string.printable + "\u202e\u2028\0\ud800é"))
def test_plain_text_is_plain_after_one_pass(text: str) -> None:
    assert plain(plain(text)) == plain(text)
