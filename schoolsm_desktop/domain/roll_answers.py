"""What the photo answers in a row of a file come to beside those that are here (PRACTICE 5 and 7).

The same answer again is not another person's answer; a yes never takes the place of a refusal without being asked for;
who signed is never guessed to have parental responsibility.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from .folding import folded
from .photo_answers import Adult, AnswerBy, Capacity, PhotoAnswer, Said, latest_answers
from .picture_places import Master

_STOPS = frozenset({Said.NO, Said.WITHDRAWN, Said.OBJECTED, Said.CONDITION})
_PARENTS = frozenset({Capacity.MOTHER, Capacity.FATHER, Capacity.PARENT})


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """One answer of a row: the place, what was said, and the cell's own words of a condition."""

    place: str
    said: Said
    words: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed as the file says; nothing where it does not."""

    capacity: Capacity | None = None
    name: str = ""
    on: date | None = None

    @property
    def is_known(self) -> bool:
        """Whether the file says who signed."""
        return self.capacity not in (None, Capacity.NOT_KNOWN) or bool(self.name)


@dataclass(frozen=True, slots=True)
class Here:
    """What is known of one pupil before the file."""

    pupil_id: UUID
    school_id: UUID
    adults: tuple[Adult, ...] = ()
    answers: tuple[PhotoAnswer, ...] = ()
    held: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """How a file is taken: on which day, who is said to have answered where it does not say, which system leads."""

    today: date
    unsigned: Capacity = Capacity.NOT_KNOWN
    master: Master = Master.HERE


@dataclass(frozen=True, slots=True)
class Taken:
    """One answer that is recorded: who gave it, on which day."""

    place: str
    said: Said
    words: str
    adult_id: UUID
    on: date


@dataclass(frozen=True, slots=True)
class AnswerPlan:
    """What a row's answers come to.

    `asked` are the places where a yes would take the place of a refusal: it is left unless the person says yes for this
    child. `older` are places where what is here is newer.
    """

    taken: tuple[Taken, ...] = ()
    new_adults: tuple[Adult, ...] = ()
    named: tuple[tuple[Adult, Adult], ...] = ()
    """Adults of whom the file says who they are: before and after."""
    asked: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    same: int = 0


def plan_answers(
    answers: Sequence[FileAnswer], signer: Signer, here: Here, terms: Terms, agreed: Collection[str] = ()
) -> AnswerPlan:
    """What to record of a row. `agreed` are the places where the person agreed to a yes for this child."""
    people = _People(here, signer, terms, answers)
    latest = _latest(here)
    taken: list[Taken] = []
    asked: list[str] = []
    older: list[str] = []
    same = 0
    for one in answers:
        standing = latest.get(one.place, [])
        who = people.who(one, standing)
        if who is None or _said_before(one, signer, who, standing):
            same += 1
            continue
        stopped = here.held or any(a.said in _STOPS for a in standing)
        if one.said is Said.YES and stopped and one.place not in agreed:
            asked.append(one.place)
            continue
        on = min(signer.on or terms.today, terms.today)
        if one.said is Said.YES and stopped:
            on = terms.today
        elif _is_older(signer, who, standing, terms):
            older.append(one.place)
            continue
        people.uses(who)
        taken.append(Taken(one.place, one.said, one.words, who.id, on))
    new, named = people.result()
    return AnswerPlan(tuple(taken), new, named, tuple(asked), tuple(older), same)


def _latest(here: Here) -> dict[str, list[PhotoAnswer]]:
    """What each person whose say counts said last, by place."""
    if not here.answers:
        return {}
    ended = {adult.id for adult in here.adults if adult.say_ended_at is not None}
    by_place: dict[str, list[PhotoAnswer]] = {}
    for answer in here.answers:
        by_place.setdefault(answer.place, []).append(answer)
    return {place: [a for a in latest_answers(some) if a.adult_id not in ended] for place, some in by_place.items()}


def _said_before(one: FileAnswer, signer: Signer, who: Adult, standing: Iterable[PhotoAnswer]) -> bool:
    """Whether this person said the same already, and the file names no later day."""
    return any(
        a.adult_id == who.id
        and a.said is one.said
        and (one.said is not Said.CONDITION or a.condition == one.words)
        and (signer.on is None or signer.on <= a.on)
        for a in standing
    )


def _is_older(signer: Signer, who: Adult, standing: Iterable[PhotoAnswer], terms: Terms) -> bool:
    """Whether what the same person said here is newer than the file."""
    before = next((a for a in standing if a.adult_id == who.id), None)
    if before is None:
        return False
    if signer.on is not None:
        return signer.on < before.on
    if before.how is AnswerBy.IMPORTED:
        return False
    return terms.master is Master.HERE or before.told_on is None


class _People:
    """Who gave the answers of one row: somebody known, somebody known only now, or somebody new."""

    def __init__(self, here: Here, signer: Signer, terms: Terms, answers: Sequence[FileAnswer]) -> None:
        self._here, self._terms = here, terms
        self._alive = [adult for adult in here.adults if adult.say_ended_at is None]
        self._new: dict[UUID, Adult] = {}
        self._used: set[UUID] = set()
        self._named: tuple[tuple[Adult, Adult], ...] = ()
        self._signed = self._signer(signer, answers) if signer.is_known else None

    def who(self, one: FileAnswer, standing: Sequence[PhotoAnswer]) -> Adult | None:
        """Who gave this answer; None where it is only what stands here already."""
        if self._signed is not None:
            return self._signed
        same = [
            a for a in standing if a.said is one.said and (one.said is not Said.CONDITION or a.condition == one.words)
        ]
        vouched = self._terms.unsigned is not Capacity.NOT_KNOWN
        if same and not (vouched and one.said is Said.YES and not self._counts(same)):
            return None
        if not vouched and one.said is not Said.YES and len(self._alive) == 1:
            return self._alive[0]  # a no counts from anyone, and must not look like two who disagree
        return self._unsigned()

    def uses(self, adult: Adult) -> None:
        """An answer is recorded as this adult's."""
        self._used.add(adult.id)

    def result(self) -> tuple[tuple[Adult, ...], tuple[tuple[Adult, Adult], ...]]:
        """Adults to add, and adults whose name or capacity is known now."""
        return tuple(adult for key, adult in self._new.items() if key in self._used), self._named

    def _counts(self, answers: Iterable[PhotoAnswer]) -> bool:
        counting = {adult.id for adult in self._alive if adult.counts_for_yes}
        return any(a.adult_id in counting for a in answers)

    def _unsigned(self) -> Adult:
        capacity = self._terms.unsigned
        if capacity is not Capacity.NOT_KNOWN:
            parents = [adult for adult in self._alive if adult.capacity in _PARENTS and adult.counts_for_yes]
            if len(parents) == 1:
                return parents[0]
        found = next((a for a in (*self._alive, *self._new.values()) if a.capacity is capacity and not a.name), None)
        return found or self._add(capacity, "")

    def _signer(self, signer: Signer, answers: Sequence[FileAnswer]) -> Adult:
        capacity = signer.capacity or Capacity.NOT_KNOWN
        found = next((adult for adult in self._alive if _same_person(adult, capacity, signer.name)), None)
        if found is not None:
            better = _named(found, capacity, signer.name)
            if better is not found:
                self._named = ((found, better),)
            return better
        unknown = next((a for a in self._alive if a.capacity is Capacity.NOT_KNOWN and not a.name), None)
        if unknown is not None and self._is_it(unknown, answers):
            known = replace(unknown, capacity=capacity, name=signer.name)
            self._named = ((unknown, known),)
            return known
        return self._add(capacity, signer.name)

    def _is_it(self, unknown: Adult, answers: Sequence[FileAnswer]) -> bool:
        """Whether everything that somebody unknown said here stands in this row too: then it is who signed it."""
        here = {a.place: a.said for a in self._here.answers if a.adult_id == unknown.id and a.mistaken_at is None}
        there = {one.place: one.said for one in answers}
        return all(there.get(place) is said for place, said in here.items())

    def _add(self, capacity: Capacity, name: str) -> Adult:
        adult = Adult(uuid4(), self._here.school_id, self._here.pupil_id, capacity, name)
        self._new[adult.id] = adult
        return adult


def _same_person(adult: Adult, capacity: Capacity, name: str) -> bool:
    if adult.name and name:
        return folded(adult.name) == folded(name)
    if adult.capacity is Capacity.NOT_KNOWN or capacity is Capacity.NOT_KNOWN:
        return False
    if adult.capacity is capacity:
        return True
    return Capacity.PARENT in (adult.capacity, capacity) and {adult.capacity, capacity} <= _PARENTS


def _named(adult: Adult, capacity: Capacity, name: str) -> Adult:
    """The adult with what the file knows more of; a known capacity is not given up."""
    more = capacity if adult.capacity in (Capacity.NOT_KNOWN, Capacity.PARENT) and capacity in _PARENTS else None
    if (name and not adult.name) or (more is not None and more is not adult.capacity):
        return replace(adult, name=adult.name or name, capacity=more or adult.capacity)
    return adult


EVERY = "*"
"""A column that is about every place: `Not to be photographed`."""


def answers_of(
    row: Iterable[tuple[str, Said | None, str]], places: Mapping[str, str], every: Collection[str] = ()
) -> tuple[FileAnswer, ...]:
    """The answers of a row by place; columns without a place and empty cells say nothing.

    Where two columns are about one place the stricter one counts. `every` are the places that EVERY stands for.
    """
    found: dict[str, FileAnswer] = {}
    for heading, said, words in row:
        about = places.get(heading, "")
        if said is None or not about:
            continue
        for place in every if about == EVERY else (about,):
            before = found.get(place)
            if before is None or before.said is Said.YES:
                found[place] = FileAnswer(place, said, words if said is Said.CONDITION else "")
    return tuple(found.values())
