"""Laws, guidance and services that policies name, and how each stands: dated facts, never advice (mill-lane:4.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .wording import day_text, tr


class ReferenceKind(StrEnum):
    """What a policy can point to."""

    LAW = "law"
    GUIDANCE = "guidance"
    SERVICE = "service"


class Standing(StrEnum):
    """How it stands today. `no-such-name`: it never existed under that name or year."""

    STANDS = "stands"
    IN_PART = "in-part"
    REPLACED = "replaced"
    REPEALED = "repealed"
    RENAMED = "renamed"
    NO_SUCH_NAME = "no-such-name"
    NO_YEAR = "no-year"


@dataclass(frozen=True, slots=True)
class Reference:
    """One law, guidance or service; `replaced_by` is the key of another, `platform` a platform's id, for a service."""

    key: str
    kind: ReferenceKind
    title: str
    checked_on: date
    standing: Standing = Standing.STANDS
    year: int = 0
    replaced_by: str = ""
    platform: str = ""
    words: tuple[str, ...] = ()
    """What policies call it, so that the clause that names it can be found."""
    note: str = ""


def instead_of(reference: Reference, known: Mapping[str, Reference]) -> Reference | None:
    """What stands in its place today, followed to the end; None where nothing is known to."""
    seen = {reference.key}
    found: Reference | None = None
    key = reference.replaced_by
    while key in known and key not in seen:
        seen.add(key)
        found = known[key]
        if found.standing in (Standing.STANDS, Standing.IN_PART):
            return found
        key = found.replaced_by
    return found


def checked_words(references: Iterable[Reference]) -> str:
    """When these facts were last looked up, by the oldest of them; empty where there are none."""
    days = [reference.checked_on for reference in references]
    if not days:
        return ""
    return tr("Last looked up on {day}. Check with your adviser.", day=day_text(min(days)))
