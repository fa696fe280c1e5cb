"""The two printed codes: the recovery code (160 bits) and the school key, on screen "set-up code for this PC" (128 bits).

Both are Crockford base32 in groups of five, four symbols and one check symbol each, so that the program can say
which group was mistyped. The check is plain arithmetic: every single wrong symbol and two groups in each other's
place are found. It guards against slips, not against people; the keys do that.
"""

from __future__ import annotations

import secrets
from hashlib import sha256

from schoolsm_desktop.security.errors import CodeMistypedError

RECOVERY_BYTES = 20
SCHOOL_KEY_BYTES = 16
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_SYMBOLS = 4
_WEIGHTS = (1, 3, 5, 7)
_RECOVERY_GROUPS = 8
_SCHOOL_KEY_GROUPS = 7
_SCHOOL_KEY_CHECK_BITS = 12


def new_recovery_code() -> str:
    """A fresh recovery code as it is printed: 8 groups of 5, from 160 random bits."""
    return format_recovery_code(secrets.token_bytes(RECOVERY_BYTES))


def format_recovery_code(secret: bytes) -> str:
    """The printed form of 20 bytes."""
    return _printed(int.from_bytes(secret, "big"), _RECOVERY_GROUPS)


def parse_recovery_code(typed: str) -> bytes:
    """The 20 bytes of a typed recovery code, however it is spaced or cased; raises CodeMistypedError."""
    return _typed(typed, _RECOVERY_GROUPS).to_bytes(RECOVERY_BYTES, "big")


def new_school_key() -> bytes:
    """A fresh school key: 16 random bytes."""
    return secrets.token_bytes(SCHOOL_KEY_BYTES)


def format_school_key(key: bytes) -> str:
    """The printed form of a school key, 7 groups of 5: the set-up code for this PC."""
    return _printed(int.from_bytes(key, "big") << _SCHOOL_KEY_CHECK_BITS | _school_key_check(key), _SCHOOL_KEY_GROUPS)


def parse_school_key(typed: str) -> bytes:
    """The 16 bytes of a typed set-up code; raises CodeMistypedError."""
    number = _typed(typed, _SCHOOL_KEY_GROUPS)
    key = (number >> _SCHOOL_KEY_CHECK_BITS).to_bytes(SCHOOL_KEY_BYTES, "big")
    if number & (1 << _SCHOOL_KEY_CHECK_BITS) - 1 != _school_key_check(key):
        raise CodeMistypedError(_SCHOOL_KEY_GROUPS, _SCHOOL_KEY_GROUPS)
    return key


def groups(code: str) -> tuple[str, ...]:
    """The groups of a printed code, for the sheet and for the question that asks one of them back."""
    return tuple(code.split("-"))


def same_group(code: str, number: int, typed: str) -> bool:
    """Whether `typed` is group `number` (from 1) of a printed code, read as forgivingly as the whole."""
    return _clean(typed) == groups(code)[number - 1]


def _clean(typed: str) -> str:
    """The symbols of what was typed, in capitals, with look-alike letters read as what they are in the alphabet."""
    return "".join(c for c in typed.upper().translate(_FORGIVEN) if c.isalnum())


def _check_symbol(values: list[int], group: int) -> str:
    """Odd weights make every single wrong symbol show; the group's number makes two swapped groups show."""
    total = sum(weight * value for weight, value in zip(_WEIGHTS, values, strict=True))
    return _ALPHABET[(total + 11 * group) % 32]


def _printed(number: int, count: int) -> str:
    values = [number >> 5 * place & 31 for place in reversed(range(count * _SYMBOLS))]
    parts = []
    for group in range(count):
        of_group = values[group * _SYMBOLS : (group + 1) * _SYMBOLS]
        parts.append("".join(_ALPHABET[value] for value in of_group) + _check_symbol(of_group, group))
    return "-".join(parts)


def _typed(typed: str, count: int) -> int:
    symbols = _clean(typed)
    if len(symbols) != count * (_SYMBOLS + 1):
        raise CodeMistypedError(None, count)
    number = 0
    for group in range(count):
        start = group * (_SYMBOLS + 1)
        values = [_ALPHABET.find(symbol) for symbol in symbols[start : start + _SYMBOLS]]
        if -1 in values or _check_symbol(values, group) != symbols[start + _SYMBOLS]:
            raise CodeMistypedError(group + 1, count)
        for value in values:
            number = number << 5 | value
    return number


def _school_key_check(key: bytes) -> int:
    """Twelve bits that fill the last groups and find what the check symbols let through."""
    return int.from_bytes(sha256(b"SchoolSM set-up code" + key).digest()[:2], "big") >> 16 - _SCHOOL_KEY_CHECK_BITS
