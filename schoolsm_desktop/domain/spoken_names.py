"""Names said on the telephone and typed one after the other: “amara, callum, efe”."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from .folding import folded
from .pupils import Pupil

_BETWEEN: Final = re.compile(r"\s*(?:[,;/\n]|\band\b|&|\+)\s*", re.IGNORECASE)
MOST_MEANT = 6


@dataclass(frozen=True, slots=True)
class Heard:
    """One name as it was typed, with the pupils it can mean: one is clear, several are asked about, none is said."""

    typed: str
    meant: tuple[Pupil, ...]
    more: bool = False
    """Whether it means more than are named here."""

    @property
    def is_clear(self) -> bool:
        """Whether it means one pupil alone."""
        return len(self.meant) == 1


class SpokenRoll:
    """The roll by given name, so that a name said is found at once whatever the roll's length."""

    def __init__(self, pupils: Iterable[Pupil]) -> None:
        self._by_given: dict[str, list[Pupil]] = {}
        for pupil in pupils:
            for given in {folded(pupil.called), folded(pupil.given_name)} - {""}:
                self._by_given.setdefault(given, []).append(pupil)

    def heard(self, typed: str, classes: Collection[str] = ()) -> tuple[Heard, ...]:
        """Each name that was typed, with whom it means; `classes` narrows them, and so does a class typed with a name.

        A name means whoever is called so in full before those whose name only begins so.
        """
        parts = [part.strip() for part in _BETWEEN.split(typed)]
        return tuple(self._one(part, classes) for part in parts if part)

    def _one(self, part: str, classes: Collection[str]) -> Heard:
        words = folded(part).split()
        found = self._called(words, classes, whole=True) or self._called(words, classes, whole=False)
        return Heard(part, tuple(found[:MOST_MEANT]), len(found) > MOST_MEANT)

    def _called(self, words: list[str], classes: Collection[str], *, whole: bool) -> list[Pupil]:
        """Whose given name are the first words, each word after it being the family name or the class, or beginning one."""
        wanted = set(classes)
        for count in range(len(words), 0, -1):
            given, rest = " ".join(words[:count]), words[count:]
            named: Iterable[Pupil] = self._by_given.get(given, []) if whole else self._beginning(given)
            found: dict[UUID, Pupil] = {}
            for pupil in named:
                if (not wanted or not wanted.isdisjoint(pupil.classes)) and _has(pupil, rest):
                    found[pupil.id] = pupil
                    if len(found) > MOST_MEANT:
                        break
            if found:
                return list(found.values())
        return []

    def _beginning(self, given: str) -> Iterator[Pupil]:
        return (pupil for name, pupils in self._by_given.items() if name.startswith(given) for pupil in pupils)


def _has(pupil: Pupil, words: list[str]) -> bool:
    if not words:
        return True
    others = [
        part
        for name in (pupil.family, pupil.family_name, *pupil.classes)
        for part in (folded(name), *folded(name).split())
    ]
    return all(any(other.startswith(word) for other in others) for word in words)
