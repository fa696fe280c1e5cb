"""Whether two spellings are one pupil's name, and which of them is the better one."""

from __future__ import annotations

import unicodedata

from .folding import folded

_LOST = frozenset("?\N{REPLACEMENT CHARACTER}")


def is_damaged(name: str) -> bool:
    """Whether a letter was lost in some encoding on the way."""
    return not _LOST.isdisjoint(name)


def same_name(one: str, other: str) -> bool:
    """One name in two spellings; a lost letter stands for any one letter."""
    if one == other or folded(one) == folded(other):
        return True
    if not (is_damaged(one) or is_damaged(other)):
        return False
    left, right = _letters(one), _letters(other)
    return len(left) == len(right) and all(
        a in _LOST or b in _LOST or folded(a) == folded(b) for a, b in zip(left, right, strict=True)
    )


def better_name(here: str, there: str, *, case_is_guessed: bool = False) -> str:
    """Of two spellings of one name the better: nothing lost, not all in capitals, with its accents; else the one there.

    Where the capitals of `there` are guessed it must be better to be taken.
    """
    if not here or not there:
        return here or there
    if case_is_guessed:
        return there if _worth(there) > _worth(here) else here
    return there if _worth(there) >= _worth(here) else here


def _worth(name: str) -> tuple[bool, bool, int]:
    letters = [sign for sign in name if sign.isalpha()]
    shouted = len(letters) > 1 and not any(sign.islower() for sign in letters)
    whispered = bool(letters) and not any(sign.isupper() for sign in letters)
    return (
        not is_damaged(name),
        not (shouted or whispered),
        sum(not sign.isascii() for sign in letters),
    )


def _letters(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())
