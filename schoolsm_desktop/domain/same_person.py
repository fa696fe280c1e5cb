"""Two records that were one person: what was written under the doubled one is read as the kept one's, and never rewritten."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from .access import Knowing, Waiver
from .people import Person


def as_one(knowings: Iterable[Knowing], people: Mapping[UUID, Person]) -> tuple[Knowing, ...]:
    """Who came to know what."""
    doubled = _doubled(people)
    return tuple(replace(k, person_id=doubled[k.person_id]) if k.person_id in doubled else k for k in knowings)


def waived_as_one(waivers: Iterable[Waiver], people: Mapping[UUID, Person]) -> tuple[Waiver, ...]:
    """Decisions that a change which is only advised is not needed."""
    doubled = _doubled(people)
    return tuple(replace(w, person_id=doubled[w.person_id]) if w.person_id in doubled else w for w in waivers)


def in_every_record(ids: Collection[UUID], find: Callable[[UUID], Person | None]) -> frozenset[UUID]:
    """These people, and the records that stand for them now where theirs was a doubled one."""
    found = set(ids)
    waiting = list(ids)
    while waiting:
        person = find(waiting.pop())
        if person is not None and person.merged_into is not None and person.merged_into not in found:
            found.add(person.merged_into)
            waiting.append(person.merged_into)
    return frozenset(found)


def _doubled(people: Mapping[UUID, Person]) -> dict[UUID, UUID]:
    return {p.id: _kept(p.id, people) for p in people.values() if p.merged_into is not None}


def _kept(person_id: UUID, people: Mapping[UUID, Person]) -> UUID:
    """The record that stands for this one, also where that one was merged later."""
    seen = set()
    while person_id not in seen and person_id in people and (into := people[person_id].merged_into) is not None:
        seen.add(person_id)
        person_id = into
    return person_id
