"""Find anything by a few letters: one register of findable nouns, to which each noun adds itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import nsmallest
from operator import attrgetter

from schoolsm_desktop.domain.folding import folded
from schoolsm_desktop.domain.permissions import Action, allows

from .findable import Entry, Findable, Found, FoundKind
from .findable_access import access_requests, checklists, reviews
from .findable_accounts import accounts
from .findable_cases import incidents
from .findable_complaints import complaints
from .findable_events import events
from .findable_forms import form_rounds
from .findable_moderating import blocks, takedowns
from .findable_people import people
from .findable_policy import linked_policies, training, versions
from .findable_published import posts, removals
from .findable_pupils import pupils
from .findable_reports import term_reports
from .findable_school import channels, contacts, devices, terms
from .findable_sealed import declarations, letters, school_requests
from .findable_subjects import subject_requests
from .session import Session

__all__ = ("FINDABLE", "MOST", "Entry", "Finder", "Found", "FoundKind")

MOST = 20
FULL = 200
"""Hits of one kind by a word of their title, after which no worse ones are looked at: who types on narrows them."""
FINDABLE: tuple[Findable, ...] = (
    pupils,
    people,
    accounts,
    access_requests,
    checklists,
    reviews,
    school_requests,
    versions,
    linked_policies,
    training,
    declarations,
    letters,
    events,
    posts,
    removals,
    form_rounds,
    incidents,
    complaints,
    blocks,
    takedowns,
    term_reports,
    subject_requests,
    contacts,
    channels,
    devices,
    terms,
)
"""Every noun that can be found. Each function gives what the person signed in may see, and nothing else."""
_TITLE = attrgetter("title")
_ORDER = {kind: at for at, kind in enumerate(FoundKind)}
Place = tuple[Entry, Action | None]
"""A page, a part or an act of the window, and what somebody needs to be shown it."""


class Finder:
    """What can be found, folded once; `find` answers within a keystroke. Read anew when records change."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._entries: tuple[Entry, ...] = ()
        self._places: tuple[Place, ...] = ()

    def add_places(self, places: Iterable[Place]) -> None:
        """Let the window's own pages, parts and acts be found too, from the next reading on."""
        self._places = tuple(places)

    def read(self) -> None:
        """Read everything the person may see; in a worker, after sign-in and after changes."""
        session = self._session
        with session.reading() as uow:
            powers = session.duties(uow)
            places = [entry for entry, needs in self._places if needs is None or allows(powers, needs)]
            found = [entry for findable in FINDABLE for entry in findable(session, uow)]
        self._entries = (*places, *found)

    def find(self, text: str) -> tuple[Found, ...]:
        """At most twenty hits that hold every word of `text`, the best first and each kind together."""
        return best(self._entries, text)


def best(entries: Sequence[Entry], text: str) -> tuple[Found, ...]:
    """The hits among `entries`: those whose title begins with what was typed, then those with a word that does."""
    words = folded(text).split()
    if not words:
        return ()
    first, *others = sorted(words, key=len, reverse=True)  # the longest word leaves the fewest to look at again
    hits = [entry for entry in entries if first in entry.key]
    for word in others:
        hits = [entry for entry in hits if word in entry.key]
    start, starts = f" {' '.join(words)}", [f" {word}" for word in words]
    by_kind: dict[FoundKind, list[list[Entry]]] = {}
    for entry in hits:
        ranks = by_kind.get(entry.kind)
        if ranks is None:
            ranks = by_kind[entry.kind] = [[], [], [], []]
        if entry.title.startswith(start):
            ranks[0].append(entry)
        elif len(ranks[0]) < MOST and len(ranks[1]) < FULL:
            ranks[_rank(entry, starts)].append(entry)
    groups = {kind: _first(ranks) for kind, ranks in by_kind.items()}
    order = sorted(groups, key=lambda kind: (groups[kind][0], _ORDER[kind]))
    return _shared_out([groups[kind][1] for kind in order])


def _rank(entry: Entry, starts: list[str]) -> int:
    if all(word in entry.title for word in starts):
        return 1
    return 2 if all(word in entry.key for word in starts) else 3


def _first(ranks: list[list[Entry]]) -> tuple[int, list[Entry]]:
    """The best rank of a kind, and as many of its entries as could be shown, in order."""
    taken: list[Entry] = []
    for entries in ranks:
        taken += nsmallest(MOST - len(taken), entries, key=_TITLE)
    return next(at for at, entries in enumerate(ranks) if entries), taken


def _shared_out(groups: list[list[Entry]]) -> tuple[Found, ...]:
    """At most twenty, each kind together; a kind with many hits leaves room for the others."""
    taken = [0] * len(groups)
    while sum(taken) < MOST and any(taken[at] < len(group) for at, group in enumerate(groups)):
        for at, group in enumerate(groups):
            if taken[at] < len(group) and sum(taken) < MOST:
                taken[at] += 1
    return tuple(entry.found for at, group in enumerate(groups) for entry in group[: taken[at]])
