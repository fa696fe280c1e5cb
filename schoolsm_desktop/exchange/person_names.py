"""Names of people as lists write them, parted and put into mixed case with care."""

from __future__ import annotations

import re
from functools import lru_cache


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TITLES = _words(
    "mr mrs miss ms mx dr prof professor rev revd reverend sir dame lady lord fr father sr sister br canon madam"
    " messrs master cllr councillor"
)
_PARTICLES = _words(
    "de da do dos das del della di du la le van von der den ter ten te op af av zu zum bin ibn bint al el ap ab"
    " san st saint abu ould"
)
_LOWER_PARTICLES = _PARTICLES - {"st", "saint", "san", "al", "el", "la", "le", "abu", "ab"}
_SUFFIXES = _words("jr snr sr jnr obe mbe cbe phd ba bsc ma qtlts qts npqh jp hons bed pgce")
_MC = re.compile(r"\bMc(\w)")
_MAC = re.compile(
    r"\bMac(donald|leod|kenzie|gregor|pherson|farlane|arthur|kay|lean|intyre|millan|aulay|dougall|innes|neil|neill|"
    r"kinnon|duff|laren|nab|rae|tavish|iver|allister|beth|cormack|lennan|naughton|queen|quarrie)\b"
)


def part_full_name(untrusted: str) -> tuple[str, str]:
    """(given, family) of one cell: `SURNAME, Forename`, `Mrs Ada de Souza`, `O'NEILL Tom`.

    The family name is the last word with the particles before it, or the words in capitals where only some are.
    A single word is a family name.
    """
    text = " ".join(untrusted.replace("\u00a0", " ").split())
    text = re.sub(r"\s*\([^)]*\)", "", text)
    if "," in text:
        family, _, given = text.partition(",")
        given = re.sub(rf",?\s*\b({'|'.join(_SUFFIXES)})\b\.?.*$", "", given, flags=re.IGNORECASE)
        if given.strip():
            return mixed_case(_without_titles(given)), mixed_case(_without_titles(family))
        text = family
    words = _without_titles(text).split()
    while len(words) > 2 and words[-1].strip(".").lower() in _SUFFIXES:
        words.pop()
    if len(words) < 2:
        return "", mixed_case(" ".join(words))
    start = _family_start(words)
    if start == 0:
        capitals = sum(1 for word in words if _capitals(word) or word.lower() in _PARTICLES)
        return mixed_case(" ".join(words[capitals:])), mixed_case(" ".join(words[:capitals]))
    return mixed_case(" ".join(words[:start])), mixed_case(" ".join(words[start:]))


def _family_start(words: list[str]) -> int:
    """Index of the family name's first word; 0 when it stands first, in capitals."""
    loud = [_capitals(word) for word in words]
    if loud[0] and not all(loud) and not loud[-1]:
        return 0
    if loud[-1] and not all(loud):
        start = len(words) - 1
        while start > 1 and (loud[start - 1] or words[start - 1].lower() in _PARTICLES):
            start -= 1
        return start
    start = len(words) - 1
    while start > 1 and words[start - 1].lower().strip(".") in _PARTICLES:
        start -= 1
    return start


def _capitals(word: str) -> bool:
    letters = re.sub(r"^(Mc|Mac|O['’]|D['’])", "", word)
    letters = re.sub(r"[^\w]", "", letters)
    return len(letters) > 1 and letters.isupper()


def _without_titles(text: str) -> str:
    words = text.split()
    while len(words) > 1 and words[0].strip(".").lower() in _TITLES:
        words.pop(0)
    return " ".join(words)


@lru_cache(maxsize=16_384)
def given_without_title(text: str) -> str:
    """A given name cell, its title left out."""
    return mixed_case(_without_titles(" ".join(text.split())))


@lru_cache(maxsize=16_384)
def mixed_case(name: str) -> str:
    """`HÅKANSSON` becomes `Håkansson`, `O'NEILL` `O'Neill`, `DE SOUZA` `de Souza`; mixed case stays as it is."""
    text = " ".join(name.replace("\u00a0", " ").split()).strip(" ,;")
    letters = text.removeprefix("Mac").removeprefix("Mc")
    if not (letters.isupper() or text.islower()) or len(re.sub(r"\W", "", text)) < 2:
        return text
    words = [_word(word, lower_particles=len(text.split()) > 1) for word in text.split()]
    return " ".join(words)


def _word(word: str, *, lower_particles: bool) -> str:
    if lower_particles and word.lower() in _LOWER_PARTICLES:
        return word.lower()
    parts = re.split(r"([-'’.])", word.lower())
    told = "".join(part[:1].upper() + part[1:] for part in parts)
    told = re.sub(r"(?<=\w)(['’])S\b", r"\1s", told)
    told = _MC.sub(lambda found: f"Mc{found[1].upper()}", told)
    return _MAC.sub(lambda found: f"Mac{found[1].capitalize()}", told)
