"""Which pupil each row of a file is, and what the row would change: nothing is changed here.

A row is a pupil by UPN, else by name and birth date. What cannot be told is left to the person who looks, never guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Protocol
from uuid import UUID, uuid4

from .folding import folded
from .pupil_names import better_name, is_damaged, same_name
from .pupils import Pupil


class Row(Protocol):
    """One row of a list of pupils, as the reader gives it."""

    @property
    def line(self) -> int: ...
    @property
    def given_name(self) -> str: ...
    @property
    def family_name(self) -> str: ...
    @property
    def known_as(self) -> str: ...
    @property
    def known_family_name(self) -> str: ...
    @property
    def upn(self) -> str: ...
    @property
    def birth_date(self) -> date | None: ...
    @property
    def year(self) -> str: ...
    @property
    def class_name(self) -> str: ...
    @property
    def second_class(self) -> str: ...
    @property
    def case_is_guessed(self) -> bool: ...


class RowIs(StrEnum):
    """What a row is to the roll."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ASK = "ask"
    """It cannot be told whom it means: it is left unless the person says."""


class Doubt(StrEnum):
    """Why a row is worth a look. The first three leave the row to the person."""

    OTHER_UPN = "other-upn"
    OTHER_CHILD = "other-child"
    SEVERAL = "several"
    TWICE = "twice"
    SAME_NAME = "same-name"
    LETTER_LOST = "letter-lost"
    NAME_ALONE = "name-alone"
    BIRTH_DATE = "birth-date"
    NAME_CHANGED = "name-changed"
    CAME_BACK = "came-back"


_LEFT_TO_THE_PERSON = frozenset({Doubt.OTHER_UPN, Doubt.OTHER_CHILD, Doubt.SEVERAL, Doubt.TWICE})
FACTS = (
    "given_name",
    "family_name",
    "known_as",
    "known_family_name",
    "upn",
    "birth_date",
    "year",
    "class_name",
    "second_class",
    "on_roll_to",
)
"""What a row can change, in the order in which it is told."""
PLACE_FACTS = frozenset({"year", "class_name", "second_class"})


@dataclass(frozen=True, slots=True)
class RowMatch:
    """One row beside the pupil it is. `after` is the pupil with what the row says; the same object where nothing changes.

    `pupil` is None for a new one. Where the row asks, `pupil` is whom it may mean and `after` what it would make of them.
    """

    line: int
    kind: RowIs
    after: Pupil
    pupil: Pupil | None = None
    changes: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def only_moves(self) -> bool:
        """Whether nothing but year and class changes: told in one line for the class."""
        return self.kind is RowIs.CHANGED and set(self.changes) <= PLACE_FACTS


@dataclass(frozen=True, slots=True)
class Matching:
    """Every row beside its pupil, and who is on the roll and in no row."""

    rows: tuple[RowMatch, ...]
    missing: tuple[Pupil, ...] = ()

    def count(self, kind: RowIs) -> int:
        """How many rows are of a kind."""
        return sum(row.kind is kind for row in self.rows)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the person said of a row that asks: it is `pupil_id`, or a new pupil where that is None."""

    pupil_id: UUID | None


def match_rows(
    rows: Sequence[Row],
    pupils: Iterable[Pupil],
    school_id: UUID,
    today: date,
    chosen: Mapping[int, Chosen] | None = None,
) -> Matching:
    """Each row beside its pupil. `chosen` are the person's answers by line, for rows that ask."""
    known = _Known(pupils)
    said = chosen or {}
    found: list[tuple[Row, Pupil | None, tuple[Doubt, ...]]] = []
    for row in rows:
        choice = said.get(row.line)
        if choice is None:
            pupil, doubts = known.find(row)
        else:
            pupil, doubts = (known.by_id.get(choice.pupil_id) if choice.pupil_id else None), ()
        found.append((row, pupil, doubts))
    return _told(found, known, school_id, today)


def _told(
    found: Iterable[tuple[Row, Pupil | None, tuple[Doubt, ...]]], known: _Known, school_id: UUID, today: date
) -> Matching:
    taken: set[UUID] = set()
    fresh: set[tuple[str, date | None, str]] = set()
    matches = []
    for row, pupil, doubts in found:
        twice = False
        if pupil is None:
            key = (folded(f"{row.given_name} {row.family_name}"), row.birth_date, row.upn)
            twice = key in fresh
            fresh.add(key)
        elif pupil.id in taken:
            twice = Doubt.SEVERAL not in doubts
        elif not _LEFT_TO_THE_PERSON & set(doubts):
            taken.add(pupil.id)
        matches.append(_match(row, pupil, (*doubts, Doubt.TWICE) if twice else doubts, school_id, today))
    spoken_of = taken | {m.pupil.id for m in matches if m.pupil is not None}
    missing = tuple(p for p in known.by_id.values() if p.id not in spoken_of and p.on_roll(today))
    return Matching(tuple(matches), missing)


def _match(row: Row, pupil: Pupil | None, doubts: tuple[Doubt, ...], school_id: UUID, today: date) -> RowMatch:
    asks = bool(_LEFT_TO_THE_PERSON & set(doubts))
    if pupil is None:
        return RowMatch(
            row.line, RowIs.ASK if asks else RowIs.NEW, new_pupil(row, school_id), None, (), _also(row, doubts)
        )
    after = merged(pupil, row, today)
    same = after is pupil
    changes = () if same else tuple(fact for fact in FACTS if getattr(after, fact) != getattr(pupil, fact))
    doubts = _also(row, _of_changes(pupil, after, changes, doubts))
    if not changes:
        after = pupil
    kind = RowIs.ASK if asks else RowIs.CHANGED if changes else RowIs.SAME
    return RowMatch(row.line, kind, after, pupil, changes, doubts)


def _also(row: Row, doubts: tuple[Doubt, ...]) -> tuple[Doubt, ...]:
    lost = is_damaged(row.given_name) or is_damaged(row.family_name)
    return (*doubts, Doubt.LETTER_LOST) if lost and Doubt.LETTER_LOST not in doubts else doubts


def _of_changes(pupil: Pupil, after: Pupil, changes: tuple[str, ...], doubts: tuple[Doubt, ...]) -> tuple[Doubt, ...]:
    found = list(doubts)
    if len(after.former_names) > len(pupil.former_names):
        found.append(Doubt.NAME_CHANGED)
    if "birth_date" in changes and pupil.birth_date is not None:
        found.append(Doubt.BIRTH_DATE)
    if "on_roll_to" in changes:
        found.append(Doubt.CAME_BACK)
    return tuple(found)


def new_pupil(row: Row, school_id: UUID) -> Pupil:
    """The pupil that a row speaks of, with a new id."""
    return Pupil(
        uuid4(),
        school_id,
        row.given_name,
        row.family_name,
        _unlike(row.known_as, row.given_name),
        _unlike(row.known_family_name, row.family_name),
        row.upn,
        row.birth_date,
        row.year,
        row.class_name,
        _unlike(row.second_class, row.class_name),
    )


def merged(pupil: Pupil, row: Row, today: date) -> Pupil:
    """The pupil with what the row says. What the row leaves empty stays; an old name stays findable."""
    if _says_the_same(pupil, row) and not pupil.has_left(today):
        return pupil
    guessed = row.case_is_guessed
    known_as = _name(pupil.known_as, row.known_as, "", guessed)
    known_family = _name(pupil.known_family_name, row.known_family_name, "", guessed)
    given = _name(pupil.given_name, row.given_name, pupil.known_as, guessed)
    family = _name(pupil.family_name, row.family_name, pupil.known_family_name, guessed)
    after = replace(
        pupil,
        given_name=given,
        family_name=family,
        known_as=_unlike(known_as, given),
        known_family_name=_unlike(known_family, family),
        upn=row.upn or pupil.upn,
        birth_date=row.birth_date or pupil.birth_date,
        year=row.year or pupil.year,
        class_name=row.class_name or pupil.class_name,
        second_class=_second(pupil, row),
    )
    if pupil.has_left(today):
        after = replace(after, on_roll_from=today, on_roll_to=None)
    if _is_other_name(pupil, after):
        legal = f"{pupil.given_name} {pupil.family_name}".strip()
        after = replace(after, former_names=(*pupil.former_names, (legal, today.isoformat())))
    return after


def _says_the_same(pupil: Pupil, row: Row) -> bool:
    """Whether a row has nothing but what the roll has, word for word, as most rows of a yearly list do."""
    return (
        row.given_name == pupil.given_name
        and row.family_name == pupil.family_name
        and row.upn == pupil.upn
        and row.birth_date == pupil.birth_date
        and row.class_name == pupil.class_name
        and row.year == pupil.year
        and not (row.known_as or row.known_family_name or row.second_class)
    )


def _name(here: str, there: str, known: str, guessed: bool) -> str:
    """A name after a row: a spelling is bettered, a known-as name does not take the legal one's place."""
    if here == there or not there or (known and same_name(known, there)):
        return here
    return better_name(here, there, case_is_guessed=guessed) if not here or same_name(here, there) else there


def _unlike(name: str, legal: str) -> str:
    return "" if name and folded(name) == folded(legal) else name


def _second(pupil: Pupil, row: Row) -> str:
    second = row.second_class or pupil.second_class
    return "" if second == (row.class_name or pupil.class_name) else second


def _is_other_name(pupil: Pupil, after: Pupil) -> bool:
    given = same_name(pupil.given_name, after.given_name) or same_name(pupil.given_name, after.known_as)
    family = same_name(pupil.family_name, after.family_name) or same_name(pupil.family_name, after.known_family_name)
    return not (given and family)


class _Known:
    """The roll by what a row can be found with; each name folded once."""

    def __init__(self, pupils: Iterable[Pupil]) -> None:
        self.by_id = {pupil.id: pupil for pupil in pupils}
        self.by_upn: dict[str, Pupil] = {}
        self.by_name: dict[str, list[Pupil]] = {}
        self.born: dict[date, list[Pupil]] = {}
        self.lossy: dict[date, list[Pupil]] = {}
        for pupil in self.by_id.values():
            if pupil.upn:
                self.by_upn[pupil.upn] = pupil
            for name in _names(pupil):
                self.by_name.setdefault(name, []).append(pupil)
            if pupil.birth_date is not None:
                self.born.setdefault(pupil.birth_date, []).append(pupil)
                if is_damaged(pupil.given_name) or is_damaged(pupil.family_name):
                    self.lossy.setdefault(pupil.birth_date, []).append(pupil)

    def find(self, row: Row) -> tuple[Pupil | None, tuple[Doubt, ...]]:
        """Whom a row means, with what is doubtful about it."""
        pupil = self.by_upn.get(row.upn) if row.upn else None
        if pupil is not None:
            return pupil, _of_upn(pupil, row)
        alike = self._alike(row)
        exact = [p for p in alike if row.birth_date is not None and p.birth_date == row.birth_date]
        if exact:
            return self._one_of(exact, row, ())
        open_ones = [p for p in alike if row.birth_date is None or p.birth_date is None]
        if open_ones:
            if row.upn and all(p.upn for p in open_ones):
                return None, (Doubt.SAME_NAME,)
            return self._one_of(open_ones, row, (Doubt.NAME_ALONE,))
        return None, ((Doubt.SAME_NAME,) if alike else ())

    def _alike(self, row: Row) -> list[Pupil]:
        names = {folded(f"{given} {family}") for given in _some(row.given_name, row.known_as)
                 for family in _some(row.family_name, row.known_family_name)}  # fmt: skip
        found = {p.id: p for name in names for p in self.by_name.get(name, ())}
        if row.birth_date is not None:
            lost = is_damaged(row.given_name) or is_damaged(row.family_name)
            near = (self.born if lost else self.lossy).get(row.birth_date, ())
            found.update({p.id: p for p in near if _spelt_alike(p, row)})
        return list(found.values())

    @staticmethod
    def _one_of(alike: Sequence[Pupil], row: Row, doubts: tuple[Doubt, ...]) -> tuple[Pupil | None, tuple[Doubt, ...]]:
        if len(alike) > 1:
            spelt = [p for p in alike if folded(p.given_name) == folded(row.given_name)]
            alike = spelt if len(spelt) == 1 else alike
        if len(alike) > 1:
            near = [p for p in alike if row.class_name and row.class_name in p.classes]
            alike = near if len(near) == 1 else alike
        if len(alike) > 1:
            return alike[0], (*doubts, Doubt.SEVERAL)
        pupil = alike[0]
        if row.upn and pupil.upn and row.upn != pupil.upn:
            return pupil, (*doubts, Doubt.OTHER_UPN)
        return pupil, doubts


def _of_upn(pupil: Pupil, row: Row) -> tuple[Doubt, ...]:
    """A UPN is believed unless the child under it is another one in name and in birth date."""
    born = pupil.birth_date is None or row.birth_date is None or pupil.birth_date == row.birth_date
    return () if born or _spelt_alike(pupil, row) else (Doubt.OTHER_CHILD,)


def _spelt_alike(pupil: Pupil, row: Row) -> bool:
    given = any(
        same_name(here, there)
        for here in _some(pupil.given_name, pupil.known_as)
        for there in _some(row.given_name, row.known_as)
    )
    return given and any(
        same_name(here, there)
        for here in _some(pupil.family_name, pupil.known_family_name)
        for there in _some(row.family_name, row.known_family_name)
    )


def _some(legal: str, known: str) -> tuple[str, ...]:
    return (legal, known) if known else (legal,)


def _names(pupil: Pupil) -> set[str]:
    found = {
        folded(f"{given} {family}")
        for given in _some(pupil.given_name, pupil.known_as)
        for family in _some(pupil.family_name, pupil.known_family_name)
    }
    return found | {folded(name) for name, _until in pupil.former_names}


# What is asked and told of many rows at once


@dataclass(frozen=True, slots=True)
class ClassMove:
    """Pupils of whom nothing but the class changes: one line for the class."""

    old: str
    new: str
    count: int


@dataclass(frozen=True, slots=True)
class MissingGroup:
    """Pupils of one year group that are on the roll and not in the file: one question. `year` is empty for the rest."""

    year: str
    pupils: tuple[Pupil, ...]

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes they stand in."""
        return tuple(sorted({name for pupil in self.pupils for name in pupil.classes}))


MANY = 5
"""From so many pupils of one year group on, that year is asked about by itself."""


def class_moves(matching: Matching) -> tuple[ClassMove, ...]:
    """The class changes, a line for each pair of classes."""
    counted: Counter[tuple[str, str]] = Counter(
        (row.pupil.class_name, row.after.class_name)
        for row in matching.rows
        if row.pupil is not None and row.only_moves and row.pupil.class_name != row.after.class_name
    )
    return tuple(ClassMove(old, new, count) for (old, new), count in sorted(counted.items()))


def is_part(rows: Sequence[Row], matching: Matching, *, transfer: bool) -> bool:
    """Whether a file speaks of a part of the roll alone, so that nothing is asked about who is not in it.

    A transfer file, one class out of several, or fewer than half of those on the roll.
    """
    if transfer or not rows:
        return True
    met = sum(row.pupil is not None for row in matching.rows)
    classes = {row.class_name for row in rows if row.class_name}
    other = {name for pupil in matching.missing for name in pupil.classes} - classes
    return met < len(matching.missing) or (len(classes) == 1 and bool(other))


def missing_groups(missing: Iterable[Pupil]) -> tuple[MissingGroup, ...]:
    """Whom to ask about, each year group of which many are missing by itself, the rest together."""
    by_year: dict[str, list[Pupil]] = {}
    for pupil in missing:
        by_year.setdefault(pupil.year, []).append(pupil)
    large = [MissingGroup(year, tuple(some)) for year, some in sorted(by_year.items()) if year and len(some) >= MANY]
    rest = tuple(p for year, some in sorted(by_year.items()) if not year or len(some) < MANY for p in some)
    return (*large, MissingGroup("", rest)) if rest else tuple(large)
