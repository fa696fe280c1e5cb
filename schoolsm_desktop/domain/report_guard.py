"""Names in what is written into a termly report: it names no pupil, parent or colleague, and so it warns of what could be one.

It warns and never stops: whoever writes knows whether “Grace” is a child or a virtue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from .caption_names import NameIndex, name_hits, tokens_of
from .everyday_names import Read
from .folding import folded
from .term_reports import ReportWords
from .wording import list_text, tr


class Whose(StrEnum):
    """Whose name it could be."""

    PUPIL = "pupil"
    PARENT = "parent"
    COLLEAGUE = "colleague"


WHOSE_WORDS = {
    Whose.PUPIL: "“{name}” (a pupil is called so)",
    Whose.PARENT: "“{name}” (a parent is called so)",
    Whose.COLLEAGUE: "“{name}” (a colleague is called so)",
}
FIELD_WORDS = {
    "opening": "In the opening words: {names}.",
    "asked": "In what the board is asked: {names}.",
    "plan": "In the action plan: {names}.",
    "confidential": "In the remark for Part 2: {names}.",
}


@dataclass(frozen=True, slots=True)
class NameGuard:
    """The names of everybody, folded once; a name of several kinds of people is said of the first of them."""

    indexes: tuple[tuple[Whose, NameIndex], ...]

    def look_through(self, words: ReportWords) -> tuple[str, ...]:
        """One sentence for each text in which a name could stand, with the words themselves; nothing where none does."""
        said = []
        for field, text in texts_of(words).items():
            found = self._found(text)
            if found:
                names = [tr(WHOSE_WORDS[whose], name=name) for name, whose in found.items()]
                said.append(tr(FIELD_WORDS[field], names=list_text(names)))
        return tuple(said)

    def _found(self, text: str) -> Mapping[str, Whose]:
        tokens, found, taken = tokens_of(text), dict[str, Whose](), set[int]()
        for whose, index in self.indexes:
            for hit in name_hits(text, tokens, index):
                place = set(range(hit.start, hit.end))
                is_name = hit.read in (Read.NAME, Read.ADULT) or (hit.read is Read.PERHAPS and hit.shown[:1].isupper())
                if is_name and hit.shown[:1].isupper() and not place & taken:
                    taken |= place
                    found.setdefault(" ".join(hit.shown.split()), whose)
        return found


def texts_of(words: ReportWords) -> dict[str, str]:
    """Everything that was written, by its field."""
    return {
        "opening": words.opening,
        "asked": words.asked,
        "plan": "\n".join(f"{action.what}\n{action.who}" for action in words.plan),
        "confidential": words.confidential,
    }


def adult_index(people: Iterable[tuple[UUID, Iterable[str], str]], own: Iterable[str] = ()) -> NameIndex:
    """The index of adults: an id, the given names, the family name."""
    given: dict[str, set[UUID]] = {}
    family: dict[str, set[UUID]] = {}
    for person_id, first_names, last_name in people:
        for kept, names in ((given, first_names), (family, (last_name,))):
            for name in names:
                if len(folded(name)) > 1:
                    kept.setdefault(folded(name), set()).add(person_id)
    most = max((name.count(" ") + 1 for names in (given, family) for name in names), default=1)
    return NameIndex(
        {name: frozenset(ids) for name, ids in given.items()},
        {name: frozenset(ids) for name, ids in family.items()},
        {},
        {},
        min(most, 4),
        tuple(folded(each) for each in own if each.strip()),
    )
