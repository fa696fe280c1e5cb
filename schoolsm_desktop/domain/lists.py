"""Lists that a school edits: where pictures may go, types of incident, platforms. Old entries stay, marked as ended.

A list begins with what the program brings: those entries have keys and ids that never change, and no row until somebody
changes them. Each account in use is a place for pictures by itself and is not entered here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid5

from .accounts import Platform
from .errors import FieldError, RuleError
from .folding import folded
from .incident_kinds import INCIDENT_WORDS
from .letters import plain
from .wording import tr

MOST_NAME = 80
MOST_NOTE = 400


class ListKind(StrEnum):
    """Which list."""

    PICTURE_PLACES = "picture-places"
    INCIDENT_TYPES = "incident-types"


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One entry. `key` is stable and other records name it; `name` is what the school calls it."""

    id: UUID
    school_id: UUID
    list: ListKind
    key: str
    name: str
    position: int
    note: str = ""
    ended_at: datetime | None = None
    revision: int = 1


LIST_WORDS: Mapping[ListKind, str] = {
    ListKind.PICTURE_PLACES: "Where pictures may go",
    ListKind.INCIDENT_TYPES: "Types of incident",
}
PLACE_WORDS: Mapping[str, str] = {
    "website": "The school’s website",
    "newsletter": "Newsletter",
    "prospectus": "Prospectus and brochures",
    "press": "Press",
    "display": "Displays inside school",
    "class-photograph": "Class photograph",
    "outside-photographer": "Outside photographer",
    "video": "Video",
    "closed-platform": "Closed learning platform",
    "archive": "The school’s archive",
}
PLACE_NOTES: Mapping[str, str] = {
    "newsletter": "A newsletter that goes on the website needs a yes for both.",
    "press": "Names, and what else is printed, are asked for each time.",
    "outside-photographer": "Copies that parents can order are asked for by the photographer.",
    "closed-platform": "Only pupils, homes and colleagues with a login see it.",
}


def shipped_entries(kind: ListKind, school_id: UUID) -> tuple[ListEntry, ...]:
    """What a list begins with."""
    if kind is ListKind.PICTURE_PLACES:
        named = [(key, tr(PLACE_WORDS[key]), tr(PLACE_NOTES[key]) if key in PLACE_NOTES else "") for key in PLACE_WORDS]
    else:
        named = [(incident.value, tr(INCIDENT_WORDS[incident]), "") for incident in INCIDENT_WORDS]
    return tuple(
        ListEntry(uuid5(school_id, f"{kind.value}:{key}"), school_id, kind, key, name, place * 10, note)
        for place, (key, name, note) in enumerate(named, 1)
    )


def entries_of(kind: ListKind, school_id: UUID, kept: Iterable[ListEntry]) -> list[ListEntry]:
    """A list as the school has it, those in use first in their order: what was kept stands for what was brought."""
    found = {entry.key: entry for entry in shipped_entries(kind, school_id)}
    found.update({entry.key: entry for entry in kept if entry.list is kind and entry.school_id == school_id})
    return sorted(found.values(), key=lambda e: (e.ended_at is not None, e.position, e.name.casefold()))


def check_entry(entry: ListEntry, others: Iterable[ListEntry]) -> ListEntry:
    """The entry, tidied. Raises FieldError for an empty or endless name and for one that stands there already."""
    name = _name(entry.name)
    twin = next((x for x in others if x.id != entry.id and folded(x.name) == folded(name)), None)
    if twin is not None:
        raise FieldError("name", _twin_words(twin.name, is_gone=twin.ended_at is not None))
    return replace(entry, name=name, note=_note(entry.note))


def new_key(name: str, taken: Iterable[str]) -> str:
    """A key made of a name, different from those that are taken."""
    base = re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")[:32].strip("-") or "own"
    known, number, key = set(taken), 1, base
    while key in known:
        number += 1
        key = f"{base}-{number}"
    return key


def check_platform(platform: Platform, others: Iterable[Platform]) -> Platform:
    """The platform, tidied. Raises FieldError for a name that is empty, endless or another platform's."""
    name = _name(platform.name)
    for other in others:
        if other.id != platform.id and folded(name) in {folded(known) for known in (other.name, *other.aliases)}:
            raise FieldError("name", _twin_words(other.name, is_gone=other.closed_on is not None))
    aliases = tuple(dict.fromkeys(alias for alias in platform.aliases if folded(alias) != folded(name)))
    return replace(platform, name=name, aliases=aliases, note=_note(platform.note))


def renamed(platform: Platform, name: str) -> Platform:
    """The platform under a new name; the old one stays findable."""
    old = () if folded(name) == folded(platform.name) else (platform.name,)
    return replace(platform, name=name, aliases=tuple(dict.fromkeys((*platform.aliases, *old))))


def check_gone(on: date, today: date) -> date:
    """The day on which a platform closed. Raises FieldError for one that lies years ahead or before the first of them."""
    if not date(1995, 1, 1) <= on <= date(today.year + 2, 12, 31):
        raise FieldError("closed_on", tr("No platform closed on that day. Look at the year; nothing was saved yet."))
    return on


def moved(entries: list[ListEntry], entry_id: UUID, steps: int) -> list[ListEntry]:
    """The entries in use in their new order, `steps` places further down for one of them. Raises RuleError."""
    order = [entry for entry in entries if entry.ended_at is None]
    at = next((place for place, entry in enumerate(order) if entry.id == entry_id), None)
    if at is None:
        raise RuleError(tr("This entry is no longer in use, so it has no place in the order. Nothing was changed."))
    order.insert(max(0, at + steps), order.pop(at))
    return [replace(entry, position=place * 10) for place, entry in enumerate(order, 1)]


def _name(typed: str) -> str:
    name = " ".join(plain(typed[:1000]).split())
    if not name:
        raise FieldError("name", tr("A name is needed. Nothing was saved yet."))
    if len(name) > MOST_NAME:
        raise FieldError(
            "name",
            tr("This is longer than {longest} characters. Shorten it; nothing was saved yet.", longest=MOST_NAME),
        )
    return name


def _note(typed: str) -> str:
    note = " ".join(plain(typed[:10_000]).split())
    if len(note) > MOST_NOTE:
        raise FieldError(
            "note",
            tr("This is longer than {longest} characters. Shorten it; nothing was saved yet.", longest=MOST_NOTE),
        )
    return note


def _twin_words(name: str, *, is_gone: bool) -> str:
    if is_gone:
        return tr("“{name}” stands in the list already, as no longer used. Use that one again instead.", name=name)
    return tr("“{name}” stands in the list already.", name=name)
