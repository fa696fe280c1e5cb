"""Text from anywhere made fit to print: what cannot be set is named at the end, never left as an empty box."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass

from schoolsm_desktop.domain.wording import ntr, tr

from .fonts import OTHER_SCRIPT_WORD, Face, advances, clusters, script_of

LIMIT = 400  # letters of one field; a longer one is cut, and says so
_SPACES = re.compile(r"\s+")
_SHOWN_CODES = 12


@dataclass(frozen=True, slots=True)
class Missing:
    """A run of letters the type does not have: its number in the document, the letters, and the text they stood in."""

    number: int
    letters: str
    within: str


class Lettering:
    """Prepares every text of one document and remembers what could not be set."""

    def __init__(self) -> None:
        self._can_set = advances(Face.REGULAR)
        self._missing: dict[str, Missing] = {}
        self._done: dict[tuple[str, int], str] = {}

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What could not be set so far, in the order met."""
        return tuple(self._missing.values())

    def fit(self, text: str, limit: int = LIMIT) -> str:
        """`text` on one line: composed, without control or direction signs, cut at `limit` letters with a mark.

        Letters the type lacks become `[letters 1]`, and `missing` names them.
        """
        if len(text) <= limit and text.isascii() and text.isprintable():
            return text.strip()
        if len(text) > limit * 2:
            return self._fit(text[: limit * 2], limit, cut=True)
        if (text, limit) not in self._done:
            self._done[text, limit] = self._fit(text, limit, cut=False)
        return self._done[text, limit]

    def _fit(self, text: str, limit: int, *, cut: bool) -> str:
        composed = unicodedata.normalize("NFC", _plain(text))
        if cut or len(composed) > limit:
            composed = tr("{start} … (cut here)", start="".join(clusters(composed)[:limit]).rstrip())
        if all(map(self._sets, composed)):
            return composed
        return self._name_missing(composed)

    def _sets(self, letter: str) -> bool:
        return letter in self._can_set or script_of(letter) is not None

    def _name_missing(self, text: str) -> str:
        """Replace each run that cannot be set; a space between two such runs belongs to the run."""
        lost = self._lost(text)
        parts: list[tuple[bool, str]] = []
        for gone, letters in itertools.groupby(range(len(text)), lost.__contains__):
            parts.append((gone, "".join(text[at] for at in letters)))
        numbers = {run: self._number(run) for gone, run in parts if gone}
        shown = "".join(tr("[letters {number}]", number=numbers[run]) if gone else run for gone, run in parts)
        for run in numbers:
            known = self._missing[run]
            if not known.within:
                self._missing[run] = Missing(known.number, known.letters, shown)
        return shown

    def _lost(self, text: str) -> set[int]:
        """Where the letters stand that cannot be set. A word of another script is whole or not there at all."""
        lost = {at for at, letter in enumerate(text) if not self._sets(letter)}
        for word in OTHER_SCRIPT_WORD.finditer(text):
            if not lost.isdisjoint(range(*word.span())):
                lost.update(range(*word.span()))
        return lost | {at for at, letter in enumerate(text) if letter == " " and {at - 1, at + 1} <= lost}

    def _number(self, run: str) -> int:
        if run not in self._missing:
            self._missing[run] = Missing(len(self._missing) + 1, run, "")
        return self._missing[run].number


def _plain(text: str) -> str:
    """`text` without anything that has no shape of its own: controls, direction signs, joiners."""
    kept = []
    for letter in text:
        kind = unicodedata.category(letter)
        if kind in ("Zs", "Zl", "Zp") or letter in "\t\n\r\v\f":
            kept.append(letter if letter in " \u00a0" else " ")
        elif kind == "Cs":
            kept.append("\ufffd")
        elif kind not in ("Cc", "Cf"):
            kept.append(letter)
    return _SPACES.sub(" ", "".join(kept)).strip()


def describe(missing: Missing) -> str:
    """The letters by their Unicode numbers and names, so that a person can look them up and write them in by hand."""
    letters = [letter for letter in missing.letters if not letter.isspace()]
    shown = [_described(letter) for letter in letters[:_SHOWN_CODES]]
    more = len(letters) - _SHOWN_CODES
    if more > 0:
        shown.append(ntr("and {count} more letter", "and {count} more letters", more))
    return ", ".join(shown)


def _described(letter: str) -> str:
    number, name = f"{ord(letter):04X}", unicodedata.name(letter, "").lower()
    return f"U+{number}" if name.endswith(number.lower()) else f"U+{number} {name}".strip()
