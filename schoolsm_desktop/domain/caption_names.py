"""The names of all pupils as a caption is held against them, folded once, so that a key press asks a dictionary."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

from .everyday_names import EVERYDAY, TITLES, Read, read_word
from .folding import folded
from .pupils import Pupil

WORD: Final = re.compile(r"[^\W_]+(?:['’‘ʼ`´\-‐‑–][^\W_]+)*")
_OWNED: Final = re.compile(r"['’‘ʼ`´][sS]$")
_APART: Final = re.compile(r"[\s\-‐‑–]+")
_ENDS_SENTENCE: Final = re.compile(r"[.!?:;\n•]\s*[“\"'(]*$")
_JOINS: Final = re.compile(r"[\s]+|\s*[,&+]\s*|\s+and\s+", re.IGNORECASE)


class Token(NamedTuple):
    """A word of a text: as it stands, folded, and where."""

    shown: str
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Folded names with whose they are; `given` and `family` by name, `families` the brothers and sisters of a pupil."""

    given: Mapping[str, frozenset[UUID]]
    family: Mapping[str, frozenset[UUID]]
    families: Mapping[UUID, frozenset[UUID]]
    classes: Mapping[str, str]
    most_words: int = 1
    own: tuple[str, ...] = ()
    """The school's own name, e-mail, telephone and postcode, which are no secret."""

    def whose(self, name: str) -> frozenset[UUID]:
        """The pupils with this folded name."""
        none: frozenset[UUID] = frozenset()
        return self.given.get(name, none) | self.family.get(name, none)

    def with_kin(self, pupils: Collection[UUID]) -> frozenset[UUID]:
        """These pupils with their brothers and sisters."""
        found = set(pupils)
        for pupil_id in pupils:
            found |= self.families.get(pupil_id, frozenset())
        return frozenset(found)


class NameHit(NamedTuple):
    """A pupil's name in a text, with how it reads; `whole` where given and family name of one pupil stand together."""

    shown: str
    name: str
    start: int
    end: int
    whose: frozenset[UUID]
    read: Read
    only_given: bool
    whole: bool = False


def name_index(pupils: Iterable[Pupil], day: date, own: Iterable[str] = ()) -> NameIndex:
    """The index of everybody on the roll on `day`."""
    given: dict[str, set[UUID]] = {}
    family: dict[str, set[UUID]] = {}
    kin: dict[UUID, set[UUID]] = {}
    classes: dict[str, str] = {}
    for pupil in pupils:
        if not pupil.on_roll(day):
            continue
        for name in {pupil.given_name, pupil.known_as}:
            _keep(given, name, pupil.id)
        former = [name.rpartition(" ")[2] for name, _until in pupil.former_names]
        for name in {pupil.family_name, pupil.known_family_name, *former}:
            _keep(family, name, pupil.id)
        for name in pupil.classes:
            classes.setdefault(folded(name), name)
        if pupil.family_id is not None:
            kin.setdefault(pupil.family_id, set()).add(pupil.id)
    most = max((name.count(" ") + 1 for names in (given, family) for name in names), default=1)
    families = {each: frozenset(together) for together in kin.values() for each in together}
    return NameIndex(
        {name: frozenset(ids) for name, ids in given.items()},
        {name: frozenset(ids) for name, ids in family.items()},
        families,
        classes,
        min(most, 4),
        tuple(folded(each) for each in own if each.strip()),
    )


def _keep(names: dict[str, set[UUID]], name: str, pupil_id: UUID) -> None:
    """A name whole, and its longer parts: “Mary Ann” is found as Mary too."""
    whole = folded(name)
    if not whole:
        return
    parts = [folded(part) for part in _APART.split(name)] if ("-" in name or " " in name or "–" in name) else []
    apart = " ".join(parts)
    for each in {whole, apart, *(part for part in parts if len(part) > 3)}:
        if each:
            names.setdefault(each, set()).add(pupil_id)


def tokens_of(text: str) -> list[Token]:
    """The words of a text; the ’s of “Amara’s” is no part of the name."""
    found = []
    for match in WORD.finditer(text):
        shown = _OWNED.sub("", match.group())
        found.append(Token(shown, folded(shown), match.start(), match.start() + len(shown)))
    return found


def name_hits(text: str, tokens: list[Token], index: NameIndex) -> list[NameHit]:
    """Every pupil's name in a text with how it reads there; names that stand together are one hit."""
    single = list(_single_hits(text, tokens, index))
    found: list[NameHit] = []
    for hit in single:
        before = found[-1] if found else None
        if before is not None and text[before.end : hit.start].isspace() and before.whose & hit.whose:
            shown = text[before.start : hit.end]
            both = before.whose & hit.whose
            name = f"{before.name} {hit.name}"
            found[-1] = NameHit(shown, name, before.start, hit.end, both, Read.NAME, only_given=False, whole=True)
        else:
            found.append(hit)
    return _beside_names(text, found)


def _single_hits(text: str, tokens: list[Token], index: NameIndex) -> Iterator[NameHit]:
    at = 0
    while at < len(tokens):
        for count in range(min(index.most_words, len(tokens) - at), 0, -1):
            name = " ".join(token.word for token in tokens[at : at + count])
            whose = index.whose(name)
            if whose:
                yield _hit(text, tokens, at, count, name, whose, index)
                break
        else:
            count = 1
        at += count


def _hit(
    text: str, tokens: list[Token], at: int, count: int, name: str, whose: frozenset[UUID], index: NameIndex
) -> NameHit:
    first, last = tokens[at], tokens[at + count - 1]
    before = tokens[at - 1].word if at else ""
    after = tokens[at + count].word if at + count < len(tokens) else ""
    if name in EVERYDAY:
        opens = at == 0 or _ENDS_SENTENCE.search(text[: first.start]) is not None
        read = read_word(name, first.shown, before, after, opens=opens)
    else:
        read = Read.ADULT if before in TITLES else Read.NAME
    only_given = name in index.given and name not in index.family
    return NameHit(text[first.start : last.end], name, first.start, last.end, whose, read, only_given)


def _beside_names(text: str, hits: list[NameHit]) -> list[NameHit]:
    """“Rose and Amara”: a word that could be a name is one beside a name."""
    found = []
    for at, hit in enumerate(hits):
        if hit.read is Read.PERHAPS and any(
            other.read is Read.NAME and _joined(text, hit, other)
            for other in (*hits[at - 1 : at], *hits[at + 1 : at + 2])
        ):
            found.append(hit._replace(read=Read.NAME))
        else:
            found.append(hit)
    return found


def _joined(text: str, one: NameHit, other: NameHit) -> bool:
    first, second = sorted((one, other), key=lambda hit: hit.start)
    return _JOINS.fullmatch(text[first.end : second.start]) is not None
