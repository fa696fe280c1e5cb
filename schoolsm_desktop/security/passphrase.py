"""Passphrases people keep in their heads, and passwords the platforms keep: judged (zxcvbn) and made (`secrets`)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

LEAST_GUESSES_LOG10 = 10.0


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a text is to guess.

    `guesses_log10` is zxcvbn's estimate for its first 72 characters; `weak` says that a passphrase of this strength
    is refused (below 10^10 guesses); `reasons` say why in plain words, never repeating any of the text.
    """

    guesses_log10: float
    weak: bool
    reasons: tuple[str, ...]


def judge(text: str, hints: Collection[str] = ()) -> Strength:
    """The strength of a passphrase; `hints` are words a guesser would try first (name, school, place)."""
    raise NotImplementedError


def require_strong(text: str, hints: Collection[str] = ()) -> None:
    """Nothing for a passphrase that may be used; raises WeakPassphraseError with its reasons."""
    raise NotImplementedError


def new_passphrase(words: int = 5) -> str:
    """Four to six words drawn with `secrets` from a list of 7,776, joined by spaces (12.9 bits a word)."""
    raise NotImplementedError


def new_password(length: int = 20, *, symbols: bool = True, look_alikes: bool = False) -> str:
    """A platform password of `length` (at least 8) characters with every kind of character in it at least once.

    `symbols` adds punctuation that platforms accept; `look_alikes` keeps characters that are easily misread.
    """
    raise NotImplementedError


def is_weak_password(text: str, hints: Collection[str] = ()) -> bool:
    """Whether a platform password is called weak: below 10^8 guesses, which a platform's own brake does not make up for."""
    raise NotImplementedError
