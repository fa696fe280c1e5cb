"""Lists that a school edits: where pictures may go, types of incident. Old entries stay, marked as ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


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
