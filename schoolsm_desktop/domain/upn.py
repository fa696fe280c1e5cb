"""Unique pupil numbers: a check letter, the local authority, the school, the year, a serial number.

The rule is the government's own (Data Standards Catalogue, Unique Pupil Number 2.0): each of the twelve signs behind the
letter is multiplied by its place, 2 to 13, and the sum modulo 23 is the letter. A temporary number ends in a letter,
which counts as its place in the same alphabet.
"""

from __future__ import annotations

import re
from functools import cache

from .errors import FieldError
from .wording import tr

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_GAPS = re.compile(r"[\s\-./\u00a0\u200b]+")
_RANGES = (
    *(
        (1, 5),
        (201, 213),
        (301, 320),
        (330, 336),
        (340, 344),
        (350, 359),
        (370, 373),
        (380, 384),
        (390, 394),
        (420, 420),
    ),
    *((660, 681), (701, 708), (800, 803), (805, 808), (810, 813), (815, 816), (820, 823), (825, 826), (830, 831)),
    *((835, 841), (845, 846), (850, 852), (855, 857), (860, 861), (865, 896), (908, 909), (916, 916), (919, 919)),
    *((921, 921), (925, 926), (928, 929), (931, 931), (933, 933), (935, 938), (940, 943)),
)
_AUTHORITIES = frozenset(f"{number:03}" for first, last in _RANGES for number in range(first, last + 1))


@cache
def _weights() -> tuple[dict[str, int], dict[str, int], dict[str, int], dict[str, int]]:
    """What each three signs add to the sum, by where they stand: a whole roll is checked without a loop over digits."""
    first, second, third, last = (
        {f"{n:03}": n // 100 * at + n // 10 % 10 * (at + 1) + n % 10 * (at + 2) for n in range(1000)}
        for at in (2, 5, 8, 11)
    )
    for n in range(100):
        for value, letter in enumerate(LETTERS):
            last[f"{n:02}{letter}"] = n // 10 * 11 + n % 10 * 12 + value * 13
    return first, second, third, last


def is_upn(text: str) -> bool:
    """Whether this is a unique pupil number, temporary or not, with the right check letter."""
    first, second, third, last = _weights()
    try:
        total = first[text[1:4]] + second[text[4:7]] + third[text[7:10]] + last[text[10:]]
    except KeyError:
        return False
    return text[:1] == LETTERS[total % 23]


def tidy_upn(typed: str) -> str:
    """Capitals, without gaps."""
    return _GAPS.sub("", typed[:100]).upper()


def is_temporary(upn: str) -> bool:
    """Whether the number was given until the real one is known."""
    return upn[-1:].isalpha()


def authority_is_known(upn: str) -> bool:
    """Whether a local authority has, or had, the number in this UPN; authorities change, so an unknown one only warns."""
    return upn[1:4] in _AUTHORITIES


def checked_upn(typed: str) -> str:
    """The number tidied, "" for none. Raises FieldError where the check letter is wrong."""
    upn = tidy_upn(typed)
    if upn and not is_upn(upn):
        raise FieldError(
            "upn",
            tr(
                "This is no unique pupil number: the letter in front does not fit the digits. "
                "Look for a wrong or missing digit, or leave it empty; nothing was saved yet."
            ),
        )
    return upn
