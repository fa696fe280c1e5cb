"""Whom to ring: name, number, number out of hours, and when it was last checked (PRACTICE 29)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from .rules import ContactKind


@dataclass(frozen=True, slots=True)
class Contact:
    """An adviser, a service or an office. No parent and no pupil stands here."""

    id: UUID
    school_id: UUID
    kind: ContactKind
    name: str
    organisation: str = ""
    number: str = ""
    out_of_hours: str = ""
    email: str = ""
    website: str = ""
    note: str = ""
    checked_on: date | None = None
    ended_at: datetime | None = None
    revision: int = 1
