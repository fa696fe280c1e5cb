"""The photo check that may stay open behind a lock: names, classes, and may or may not; no reason, no answer, no key.

It goes from the process that is locked to the fresh one through a pipe and is never written down (PRACTICE 22).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .folding import folded
from .picture_book import PictureBook
from .pupils import sort_key

LONGEST = timedelta(hours=1)
FORM = 1


@dataclass(frozen=True, slots=True)
class OpenPupil:
    """A pupil on the roll: `may` has one sign a place, `1` where a picture may go."""

    name: str
    classes: str
    may: str


@dataclass(frozen=True, slots=True)
class OpenCheck:
    """The answers as they were at `at`, to be asked until `until`."""

    at: datetime
    until: datetime
    places: tuple[str, ...]
    pupils: tuple[OpenPupil, ...] = field(repr=False)

    def found(self, typed: str, most: int = 12) -> list[int]:
        """The pupils whose names begin so, by their number; nobody for fewer than two letters: it is no list to leaf through."""
        wanted = folded(typed).split()
        if len("".join(wanted)) < 2:
            return []
        hits = []
        for number, pupil in enumerate(self.pupils):
            parts = folded(pupil.name).split()
            if all(any(part.startswith(word) for part in parts) for word in wanted):
                hits.append(number)
                if len(hits) == most:
                    break
        return hits

    def stopping(self, ticked: Iterable[int], place: int) -> list[int]:
        """Those of the ticked who stop a picture for a place."""
        return [number for number in ticked if self.pupils[number].may[place] != "1"]

    def could_go(self, ticked: Sequence[int]) -> list[str]:
        """The places where a picture of all of them could go."""
        return [name for at, name in enumerate(self.places) if not self.stopping(ticked, at)]

    def text(self) -> bytes:
        """As it goes through the pipe."""
        return json.dumps(
            {
                "form": FORM,
                "at": self.at.isoformat(),
                "until": self.until.isoformat(),
                "places": self.places,
                "pupils": [(p.name, p.classes, p.may) for p in self.pupils],
            },
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode("utf-8", "surrogatepass")


def freeze(book: PictureBook, now: datetime, minutes: int) -> OpenCheck | None:
    """What may stay open for so many minutes; None where the school wants nothing to, or has nobody on the roll."""
    pupils = sorted((p for p in book.pupils.values() if p.on_roll(book.today)), key=sort_key)
    if minutes <= 0 or not pupils or not book.places:
        return None
    return OpenCheck(
        now,
        now + min(timedelta(minutes=minutes), LONGEST),
        tuple(place.name for place in book.places.values()),
        tuple(
            OpenPupil(
                pupil.name,
                ", ".join(pupil.classes),
                "".join("1" if book.strictest(pupil.id, key).may else "0" for key in book.places),
            )
            for pupil in pupils
        ),
    )


def thaw(text: bytes, now: datetime) -> OpenCheck | None:
    """What came through the pipe; None where it is not whole, or its time is over."""
    try:
        plain = json.loads(text.decode("utf-8", "surrogatepass"))
        if plain["form"] != FORM:
            return None
        at, until = datetime.fromisoformat(plain["at"]), datetime.fromisoformat(plain["until"])
        places = tuple(str(name) for name in plain["places"])
        pupils = tuple(OpenPupil(str(name), str(classes), str(may)) for name, classes, may in plain["pupils"])
    except (ValueError, KeyError, TypeError):
        return None
    whole = places and all(len(pupil.may) == len(places) for pupil in pupils)
    if not whole or not at <= now < until or until - at > LONGEST:
        return None
    return OpenCheck(at, until, places, pupils)
