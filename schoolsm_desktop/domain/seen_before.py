"""Whether somebody outside school was met before: by the name or the handle, among what whoever asks can read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .folding import folded
from .incidents import Incident, Part, Who
from .moderating import Block, ModerationAct

_OUTSIDE = frozenset({Who.PARENT, Who.PUBLIC, Who.FORMER_PUPIL, Who.FORMER_STAFF, Who.UNKNOWN})
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Met:
    """One earlier meeting: where it stands (`incident`, `moderation`, `block`), its reference or account, and the day."""

    kind: str
    id: str
    reference: str
    on: date


def keys_of(incident: Incident) -> frozenset[str]:
    """What the people outside whom it is said to be about are known by; a first name alone says nothing."""
    found = set()
    for one in incident.of_part(Part.SAID_TO_BE):
        if one.who in _OUTSIDE and one.person_id is None and one.pupil_id is None:
            found |= {key(one.handle)} | ({key(one.name)} if len(one.name.split()) > 1 else set())
    return frozenset(each for each in found if len(each) >= _SHORTEST)


def key(name: str) -> str:
    """A name or handle for comparing: `@Dale.Osgood` and `dale.osgood` are one."""
    return folded(name).lstrip("@").replace(" ", "").replace(".", "").replace("_", "")


def met_before(
    incident: Incident, others: Iterable[Incident], acts: Iterable[ModerationAct], blocks: Iterable[Block]
) -> tuple[Met, ...]:
    """Where the same person outside was met, the latest first; `others` are what whoever asks can read, and nothing else."""
    wanted = keys_of(incident)
    if not wanted:
        return ()
    found = [
        Met("incident", str(each.id), each.reference, each.recorded_at.date())
        for each in others
        if each.id != incident.id and wanted & keys_of(each)
    ]
    found += [Met("moderation", str(a.id), a.author, a.at.date()) for a in acts if key(a.author) in wanted]
    found += [Met("block", str(b.id), b.name, b.blocked_on) for b in blocks if key(b.name) in wanted]
    return tuple(sorted(found, key=lambda met: met.on, reverse=True))
