"""Training held, who was there, and for how long it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class TrainingSession:
    """One session. Who attended stands in `ConditionMet` rows that name it; `topic` is that of a `TrainingNeed`."""

    id: UUID
    school_id: UUID
    topic: str
    title: str
    on: date
    recorded_by: UUID
    recorded_at: datetime
    led_by: str = ""
    note: str = ""
    paper_id: UUID | None = None
    withdrawn_at: datetime | None = None
    revision: int = 1
