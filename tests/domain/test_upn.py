"""Unique pupil numbers against the published rule, worked out here digit by digit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.upn import authority_is_known, checked_upn, is_temporary, is_upn, tidy_upn

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def by_the_rule(digits: str) -> str:
    """The check letter as the rule says it: place times digit, modulo 23; a last letter counts as its place."""
    values = [LETTERS.index(sign) if sign in LETTERS else int(sign) for sign in digits]
    return LETTERS[sum(place * value for place, value in enumerate(values, 2)) % 23]


def test_a_number_that_others_published() -> None:
    assert is_upn("B801200005001")
    assert not is_upn("A801200005001")


@settings(max_examples=60, deadline=None)
@given(st.from_regex(r"[0-9]{11}[0-9A-HJ-NP-RT-Z]", fullmatch=True), st.integers(0, 12), st.integers(1, 9))
def test_the_right_letter_is_the_only_one(digits: str, place: int, by: int) -> None:
    right = by_the_rule(digits) + digits
    assert [letter for letter in LETTERS if is_upn(letter + digits)] == [right[0]]
    assert is_temporary(right) is digits[-1].isalpha()
    if right[place].isdigit():
        changed = right[:place] + str((int(right[place]) + by) % 10) + right[place + 1 :]
        assert not is_upn(changed)  # one digit mistyped is always found


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=16))
def test_nothing_else_is_one(text: str) -> None:
    assert not is_upn(text) or (len(text) == 13 and text == by_the_rule(text[1:]) + text[1:])


@pytest.mark.parametrize(
    "text", ["", "A", "I801200005001", "B80120000500", "B8012000050011", "b801200005001", "B80120000500O"]
)
def test_wrong_shapes(text: str) -> None:
    assert not is_upn(text)


def test_an_authority_nobody_knows_and_numbers_as_people_type_them() -> None:
    assert authority_is_known("A869303026000")
    assert not authority_is_known("A999303026000")
    assert tidy_upn(" b801 2000-05001 ") == "B801200005001"
    assert checked_upn("b801200005001") == "B801200005001"
    assert checked_upn("  ") == ""
    with pytest.raises(FieldError, match="letter in front"):
        checked_upn("A801200005001")
