"""Everything a photo check is answered from, read once: it answers in the time of a key press, whatever the roll's length."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from .photo_answers import Adult, Hold, PhotoAnswer, Situation, Standing, Verdict, standing_of
from .picture_places import PicturePlace, PictureRules
from .pupils import Pupil

_NONE: Mapping[str, list[PhotoAnswer]] = {}
_ORDER = {verdict: at for at, verdict in enumerate(Verdict)}


def _rank(standing: Standing) -> int:
    return _ORDER[standing.verdict]


@dataclass(frozen=True)
class PictureBook:
    """The roll with its answers on one day. Verdicts are worked out when they are asked for, and once."""

    today: date
    rules: PictureRules
    pupils: Mapping[UUID, Pupil]
    places: Mapping[str, PicturePlace]
    answers: Sequence[PhotoAnswer]
    adults: Mapping[UUID, Adult]
    held: frozenset[UUID] = frozenset()
    """Pupils on hold."""
    forms_out: frozenset[UUID] = frozenset()
    """Pupils whose photo form is out and not back."""
    # Not handed on by `replace`: another day, other places or rules come to other verdicts.
    _known: dict[tuple[UUID, str], Standing] = field(default_factory=dict, init=False, repr=False, compare=False)
    _ways: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def by_pupil(self) -> Mapping[UUID, Mapping[str, list[PhotoAnswer]]]:
        """The answers of each pupil by place."""
        found: dict[UUID, dict[str, list[PhotoAnswer]]] = {}
        for answer in self.answers:
            found.setdefault(answer.pupil_id, {}).setdefault(answer.place, []).append(answer)
        return found

    @cached_property
    def adults_of(self) -> Mapping[UUID, tuple[Adult, ...]]:
        """Who answers for each pupil."""
        found: dict[UUID, list[Adult]] = {}
        for adult in self.adults.values():
            found.setdefault(adult.pupil_id, []).append(adult)
        return {pupil_id: tuple(adults) for pupil_id, adults in found.items()}

    def standing(self, pupil_id: UUID, place: str) -> Standing:
        """What one pupil's answers come to for one place alone. Raises KeyError for a pupil or place that is not here."""
        known = self._known.get((pupil_id, place))
        if known is None:
            pupil = self.pupils[pupil_id]
            answers = self.by_pupil.get(pupil_id, _NONE).get(place, [])
            now = Situation(self.today, self.rules, pupil_id in self.held, pupil_id in self.forms_out)
            known = standing_of(pupil, self.places[place], answers, self.adults, now)
            self._known[pupil_id, place] = known
        return known

    def whole_way(self, place: str) -> tuple[str, ...]:
        """A place with every other place a picture also goes to from there (PRACTICE 27), itself first."""
        found: dict[str, None] = {}
        waiting = [place]
        while waiting:
            key = waiting.pop(0)
            if key in self.places and key not in found:
                found[key] = None
                waiting += self.places[key].needs
        return tuple(found)

    def strictest(self, pupil_id: UUID, place: str) -> Standing:
        """What stands for a place and everywhere a picture goes to from there."""
        way = self._ways.get(place)
        if way is None:
            way = self._ways[place] = self.whole_way(place)
        if len(way) == 1:
            return self.standing(pupil_id, place)
        return min((self.standing(pupil_id, key) for key in way), key=_rank)

    def stopping(self, pupils: Iterable[UUID], place: str) -> dict[UUID, Standing]:
        """Those of `pupils` who stop a picture for a place, with why."""
        found = ((pupil_id, self.strictest(pupil_id, place)) for pupil_id in pupils)
        return {pupil_id: standing for pupil_id, standing in found if not standing.may}

    def could_go(self, pupils: Sequence[UUID]) -> tuple[PicturePlace, ...]:
        """The places where a picture of all these pupils could go."""
        return tuple(place for key, place in self.places.items() if all(self.strictest(one, key).may for one in pupils))


def held_pupils(holds: Iterable[Hold]) -> frozenset[UUID]:
    """Who is on hold."""
    return frozenset(hold.pupil_id for hold in holds if hold.ended_at is None)
