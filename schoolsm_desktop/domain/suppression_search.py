"""Which counts are held back, so that none that could point at somebody can be worked out from all that is printed.

Everything a report prints is put in at once: counts, and which of them add up to which. What a reader knows is every
number printed, every sum, and that “fewer than 5” is below five. A count is protected where a second set of numbers fits
all of that and gives it another value. Such a set is looked for and kept as the proof; where none is found the next count
is held back too. So the search may hold back more than it must, and never less.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .held import FEW, Cell, Held

SMALL = (1, FEW - 1)
"""What is not printed of incidents, complaints, blocks: nothing happened may be said."""
SMALL_OR_NONE = (0, FEW - 1)
"""What is not printed of answers: where all others answered yes, “0 said no” tells of each child of the year."""
_MOST_STEPS = 1500
_MOST_MOVED = 14


@dataclass(frozen=True, slots=True)
class Count:
    """One number. `small` is the range in which it is not printed; None for a number that is never held for itself.

    One that is not `printed` stands in no table, but could be worked out from those that do. One that `stands` is known
    to the reader and cannot be held back: it is on a paper that is out already, or is no secret (pupils of a year).
    """

    key: str
    value: int
    small: tuple[int, int] | None = SMALL
    printed: bool = True
    stands: bool = False
    as_held: Held = Held.FEWER
    """What is printed in its place where it is small."""

    @property
    def is_small(self) -> bool:
        """Whether it must not be known."""
        return self.small is not None and self.small[0] <= self.value <= self.small[1]


@dataclass(frozen=True, slots=True)
class Sum:
    """That some counts add up to another. `is_makeup`: they say how it is made up, so a small one is printed without them."""

    total: str
    parts: tuple[str, ...]
    is_makeup: bool = True


@dataclass(slots=True)
class _Search:
    counts: Mapping[str, Count]
    sums: Sequence[Sum]
    held: dict[str, Held]
    proved: set[str] = field(default_factory=set)
    of: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """The sums in which a count stands, with its sign: a total weighs against its parts."""
    totals: set[str] = field(default_factory=set)
    moved: dict[str, int] = field(default_factory=dict)
    off: dict[int, int] = field(default_factory=dict)
    steps: int = 0

    def __post_init__(self) -> None:
        for at, each in enumerate(self.sums):
            for key in each.parts:
                self.of.setdefault(key, []).append((at, 1))
            self.of.setdefault(each.total, []).append((at, -1))
            self.totals.add(each.total)

    def is_unknown(self, key: str) -> bool:
        """Whether the reader has to work it out."""
        count = self.counts[key]
        return key in self.held or not (count.printed or count.stands)

    def fits(self, key: str, value: int) -> bool:
        """Whether a reader must reckon with this value."""
        small = self.counts[key].small
        if self.held.get(key, Held.BACK) is not Held.BACK and small is not None:
            return small[0] <= value <= small[1]
        return value >= 0

    def asked(self) -> list[str]:
        """What needs a proof: everything held back, and small counts that stand nowhere."""
        return [
            key
            for key, each in self.counts.items()
            if key in self.held or (each.is_small and not each.printed and not each.stands)
        ]

    def prove(self, key: str) -> bool:
        """Look for other numbers that fit as well, with another one here."""
        if key in self.proved:
            return True
        for by in (1, -1, 2, -2):
            self.steps = _MOST_STEPS
            if self._try(key, by):
                self.proved |= self.moved.keys()
                self.moved.clear()
                self.off.clear()
                return True
        return False

    def _try(self, key: str, by: int) -> bool:
        """Move one count and whatever that puts out of balance; nothing stays moved where it does not come out."""
        self.steps -= 1
        if self.steps < 0 or not self.fits(key, self.counts[key].value + by):
            return False
        self._move(key, by)
        if self._balance():
            return True
        del self.moved[key]
        self._shift(key, -by)
        return False

    def _balance(self) -> bool:
        if not self.off:
            return True
        if len(self.moved) > _MOST_MOVED:
            return False
        at, by = next(iter(self.off.items()))
        each = self.sums[at]
        free = [key for key in (*each.parts, each.total) if key not in self.moved and self.is_unknown(key)]
        return any(
            self._try(key, by if key == each.total else -by) for key in sorted(free, key=lambda k: len(self.of[k]))
        )

    def _move(self, key: str, by: int) -> None:
        self.moved[key] = by
        self._shift(key, by)

    def _shift(self, key: str, by: int) -> None:
        for at, sign in self.of.get(key, ()):
            now = self.off.get(at, 0) + sign * by
            if now:
                self.off[at] = now
            else:
                del self.off[at]

    def near(self, key: str) -> Iterator[list[str]]:
        """The counts that could hide this one, the nearest sums first."""
        seen: set[int] = set()
        edge = {key}
        while True:
            new = sorted({at for each in edge for at, _sign in self.of.get(each, ())} - seen)
            if not new:
                return
            seen.update(new)
            members = {each for at in new for each in (self.sums[at].total, *self.sums[at].parts)}
            yield self._holdable(members)
            edge = {each for each in members if self.is_unknown(each)}

    def _holdable(self, keys: Iterable[str]) -> list[str]:
        """Those that may still be held back, the one that is missed least first: no total, no 0, and a small one."""
        free = [key for key in keys if self.counts[key].printed and not self.counts[key].stands]
        return sorted(
            (key for key in free if key not in self.held),
            key=lambda k: (k in self.totals, self.counts[k].value == 0, self.counts[k].value, k),
        )

    def hide(self, key: str) -> bool:
        """Hold back one more, so that `key` cannot be worked out; False where nothing is left to hold back."""
        for ring in self.near(key):
            for each in ring:
                self.held[each] = Held.BACK
                if self.prove(key):
                    return True
                del self.held[each]
            if ring:
                self.held[ring[0]] = Held.BACK
                return True
        return self._say_less(key)

    def _say_less(self, key: str) -> bool:
        """Take back the hint that something is below five, of a total first: then it says nothing any more."""
        sums = [self.sums[at] for at, _sign in self.of.get(key, ())]
        hinted = (*(each.total for each in sums), key, *(part for each in sums for part in each.parts))
        for each in hinted:
            if self.held.get(each, Held.BACK) is not Held.BACK:
                self.held[each] = Held.BACK
                return True
        return False


def hold_back(counts: Iterable[Count], sums: Iterable[Sum]) -> dict[str, Cell]:
    """What is printed for each count that is printed: its number, or that it is held back.

    A total below five is printed as that, and nothing of how it is made up. The result depends on these counts alone, so
    that the same term comes out alike in every report that prints the same of it.
    """
    known = {each.key: each for each in counts}
    relations = tuple(sums)
    search = _Search(known, relations, _primary(known, relations))
    stuck: set[str] = set()
    while True:
        lacking = next((key for key in search.asked() if key not in stuck and not search.prove(key)), None)
        if lacking is None:
            break
        if not search.hide(lacking):
            stuck.add(lacking)
    return {key: search.held.get(key, each.value) for key, each in known.items() if each.printed}


def _primary(counts: Mapping[str, Count], sums: Sequence[Sum]) -> dict[str, Held]:
    held = {key: each.as_held for key, each in counts.items() if each.is_small and (each.printed or each.stands)}
    for each in (each for each in sums if each.is_makeup and _is_few(counts[each.total])):
        held |= {part: Held.BACK for part in each.parts if counts[part].printed and not counts[part].stands}
    return held


def _is_few(count: Count) -> bool:
    return count.printed and not count.stands and count.small is not None and 0 < count.value < FEW


def is_worked_out(counts: Iterable[Count], sums: Iterable[Sum], printed: Mapping[str, Cell]) -> tuple[str, ...]:
    """The counts that must not be known and for which no second value was found, given what is printed; none is right."""
    known = {each.key: each for each in counts}
    held = {key: cell for key, cell in printed.items() if isinstance(cell, Held)}
    search = _Search(known, tuple(sums), held)
    return tuple(key for key in search.asked() if not search.prove(key))
