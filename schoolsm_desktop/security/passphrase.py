"""Passphrases people keep in their heads, and passwords the platforms keep: judged (zxcvbn) and made (`secrets`)."""

from __future__ import annotations

import functools
import secrets
import string
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.security.errors import WeakPassphraseError

LEAST_GUESSES_LOG10 = 10.0
LEAST_PASSWORD_GUESSES_LOG10 = 8.0
_MOST_JUDGED = 72
_LEAST_HINT = 3
_WORDS_IN_LIST = 7776
_PLATFORM_SYMBOLS = "!#$%&*+-=?@_"
_LOOK_ALIKES = frozenset("0O1Il|")


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a text is to guess.

    `guesses_log10` is zxcvbn's estimate for its first 72 characters; `weak` says that a passphrase of this strength
    is refused (below 10^10 guesses, or a number only: never a PIN); `reasons` say why in plain words, never repeating any of the text.
    """

    guesses_log10: float
    weak: bool
    reasons: tuple[str, ...]


def judge(text: str, hints: Collection[str] = ()) -> Strength:
    """The strength of a passphrase; `hints` are words a guesser would try first (name, school, place)."""
    found = _zxcvbn(text, hints)
    guesses = found[0]
    weak = guesses < LEAST_GUESSES_LOG10 or text.strip().isdigit()
    return Strength(guesses, weak, _reasons(text, found[1]) if weak else ())


def require_strong(text: str, hints: Collection[str] = ()) -> None:
    """Nothing for a passphrase that may be used; raises WeakPassphraseError with its reasons."""
    strength = judge(text, hints)
    if strength.weak:
        raise WeakPassphraseError(strength.reasons)


def new_passphrase(words: int = 5) -> str:
    """Four to six words drawn with `secrets` from a list of 7,776, joined by spaces (12.9 bits a word)."""
    if not 4 <= words <= 6:
        message = "a passphrase has four to six words"
        raise ValueError(message)
    return " ".join(secrets.choice(_words()) for _ in range(words))


def new_password(length: int = 20, *, symbols: bool = True, look_alikes: bool = False) -> str:
    """A platform password of `length` (at least 8) characters with every kind of character in it at least once.

    `symbols` adds punctuation that platforms accept; `look_alikes` keeps characters that are easily misread.
    """
    kinds = [string.ascii_lowercase, string.ascii_uppercase, string.digits]
    if symbols:
        kinds.append(_PLATFORM_SYMBOLS)
    if not look_alikes:
        kinds = ["".join(c for c in kind if c not in _LOOK_ALIKES) for kind in kinds]
    if length < 8:
        message = "a password has at least eight characters"
        raise ValueError(message)
    alphabet = "".join(kinds)
    while True:  # drawing the whole again keeps every password that has all kinds equally likely
        password = "".join(secrets.choice(alphabet) for _ in range(length))
        if all(any(c in kind for c in password) for kind in kinds):
            return password


def is_weak_password(text: str, hints: Collection[str] = ()) -> bool:
    """Whether a platform password is called weak: below 10^8 guesses, which a platform's own brake does not make up."""
    return _zxcvbn(text, hints)[0] < LEAST_PASSWORD_GUESSES_LOG10


def _zxcvbn(text: str, hints: Collection[str]) -> tuple[float, list[Mapping[str, Any]]]:
    """zxcvbn's estimate and the patterns it found; it refuses more than 72 characters, so the rest only helps."""
    from zxcvbn import zxcvbn

    judged = unicodedata.normalize("NFKC", text)[:_MOST_JUDGED]
    if not judged:
        return 0.0, []
    words = [word for hint in hints for word in {hint, *hint.split()} if len(word) >= _LEAST_HINT]
    found = zxcvbn(judged, user_inputs=words)
    sequence: list[Mapping[str, Any]] = list(found["sequence"])
    return float(found["guesses_log10"]), sequence


def _reasons(text: str, sequence: list[Mapping[str, Any]]) -> tuple[str, ...]:
    """Why it is weak, each reason once, the shortest way to do better last."""
    said = dict.fromkeys(reason for match in sequence if (reason := _reason(match)))
    if text.strip().isdigit():
        said[tr("It is a number; a passphrase needs words.")] = None
    if len(text) < 12:
        said[tr("It is short.")] = None
    said[tr("Four or more words that have nothing to do with each other are hard to guess and easy to type.")] = None
    return tuple(said)


def _reason(match: Mapping[str, Any]) -> str:
    pattern = match["pattern"]
    if pattern == "dictionary":
        return _dictionary_reason(match)
    return {
        "spatial": tr("It follows keys that lie beside each other."),
        "repeat": tr("It repeats the same characters."),
        "sequence": tr("It counts up or down, like abc or 6543."),
        "regex": tr("It contains a year."),
        "date": tr("It contains a date."),
    }.get(pattern, "")


def _dictionary_reason(match: Mapping[str, Any]) -> str:
    if match["dictionary_name"] == "user_inputs":
        return tr("It contains a name or word that belongs to you or the school.")
    if match.get("l33t") or match.get("reversed"):
        return tr("Figures in place of letters and words written backwards are tried first.")
    if match["dictionary_name"] == "passwords":
        return tr("It contains a password that many people use.")
    if match["dictionary_name"] in ("male_names", "female_names", "surnames"):
        return tr("It contains a common name.")
    return tr("It contains a common word.")


@functools.cache
def _words() -> tuple[str, ...]:
    """The long list of the Electronic Frontier Foundation, as xkcdpass keeps it; only its words are used."""
    text = resources.files("xkcdpass").joinpath("static/eff-long").read_text(encoding="utf-8")
    words = tuple(dict.fromkeys(text.split()))
    if len(words) != _WORDS_IN_LIST:
        message = "the word list is not the one this program was built with"
        raise RuntimeError(message)
    return words
