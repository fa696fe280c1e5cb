"""Lines of Today put off to another day, by whom and why. A safeguarding duty cannot be put off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Snooze:
    """One line of Today (by its key) that comes back on `until`; `ended_at` where it was called back before."""

    id: UUID
    school_id: UUID
    key: str
    until: date
    reason: str
    by: UUID
    at: datetime
    ended_at: datetime | None = None
    revision: int = 1
