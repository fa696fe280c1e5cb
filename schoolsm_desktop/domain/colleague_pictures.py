"""Whether colleagues and visitors agree to be pictured, and where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from .photo_answers import Said


@dataclass(frozen=True, slots=True)
class ColleagueAnswer:
    """One answer: of somebody on the staff list by id, of a visitor by name. `place` empty is for every place."""

    id: UUID
    school_id: UUID
    said: Said
    on: date
    recorded_by: UUID
    recorded_at: datetime
    person_id: UUID | None = None
    visitor_name: str = ""
    place: str = ""
    until: date | None = None
    note: str = ""
    mistaken_at: datetime | None = None
    revision: int = 1
