"""The two printed codes: forgiving where people slip, exact where it counts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolsm_desktop.security import recovery
from schoolsm_desktop.security.errors import CodeMistypedError

_SECRETS = st.binary(min_size=20, max_size=20)
_KEYS = st.binary(min_size=16, max_size=16)
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(_SECRETS)
def test_a_recovery_code_comes_back_however_it_is_typed(secret: bytes) -> None:
    code = recovery.format_recovery_code(secret)
    assert re.fullmatch(rf"([{_ALPHABET}]{{5}}-){{7}}[{_ALPHABET}]{{5}}", code)
    sloppy = code.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    for typed in (code, sloppy, code.replace("-", ""), code.replace("1", "I").replace("V", "u"), f" {code}\n"):
        assert recovery.parse_recovery_code(typed) == secret


@given(_KEYS)
def test_a_set_up_code_comes_back_however_it_is_typed(key: bytes) -> None:
    code = recovery.format_school_key(key)
    assert len(recovery.groups(code)) == 7
    assert all(len(group) == 5 for group in recovery.groups(code))
    assert recovery.parse_school_key(code.lower().replace("-", " ").replace("0", "O")) == key


@given(_SECRETS, st.integers(0, 39), st.integers(1, 31))
def test_every_single_wrong_symbol_is_found_in_its_group(secret: bytes, position: int, step: int) -> None:
    symbols = recovery.format_recovery_code(secret).replace("-", "")
    wrong = _ALPHABET[(_ALPHABET.index(symbols[position]) + step) % 32]
    with pytest.raises(CodeMistypedError) as caught:
        recovery.parse_recovery_code(symbols[:position] + wrong + symbols[position + 1 :])
    assert caught.value.group == position // 5 + 1
    assert str(caught.value.group) in caught.value.sentence


@given(_SECRETS, st.integers(0, 7), st.integers(1, 7))
def test_two_groups_in_each_others_place_are_found(secret: bytes, one: int, step: int) -> None:
    other = (one + step) % 8
    groups = list(recovery.groups(recovery.format_recovery_code(secret)))
    groups[one], groups[other] = groups[other], groups[one]
    with pytest.raises(CodeMistypedError):
        recovery.parse_recovery_code("-".join(groups))


@given(_KEYS, st.integers(0, 34), st.integers(1, 31))
def test_every_single_wrong_symbol_of_a_set_up_code_is_found(key: bytes, position: int, step: int) -> None:
    symbols = recovery.format_school_key(key).replace("-", "")
    wrong = _ALPHABET[(_ALPHABET.index(symbols[position]) + step) % 32]
    with pytest.raises(CodeMistypedError):
        recovery.parse_school_key(symbols[:position] + wrong + symbols[position + 1 :])


@pytest.mark.parametrize("typed", ["", "ABCDE", "0" * 39, "0" * 41, "é" * 40, "!" * 40])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(CodeMistypedError):
        recovery.parse_recovery_code(typed)


def test_a_set_up_code_is_no_recovery_code() -> None:
    with pytest.raises(CodeMistypedError) as caught:
        recovery.parse_recovery_code(recovery.format_school_key(recovery.new_school_key()))
    assert caught.value.group is None
    assert "8" in caught.value.sentence


def test_a_set_up_code_whose_spare_bits_are_wrong_is_refused() -> None:
    key = recovery.new_school_key()
    whole = int.from_bytes(key, "big") << 12 | (recovery._school_key_check(key) ^ 1)
    with pytest.raises(CodeMistypedError):
        recovery.parse_school_key(recovery._printed(whole, 7))


def test_one_group_typed_back_is_enough_to_prove_the_sheet_was_printed() -> None:
    code = recovery.new_recovery_code()
    third = recovery.groups(code)[2]
    assert recovery.same_group(code, 3, f" {third.lower()} ")
    assert not recovery.same_group(code, 4, third)
    assert not recovery.same_group(code, 3, third[:-1])


def test_new_codes_are_never_the_same() -> None:
    assert len({recovery.new_recovery_code() for _ in range(200)}) == 200
    assert len({recovery.new_school_key() for _ in range(200)}) == 200
