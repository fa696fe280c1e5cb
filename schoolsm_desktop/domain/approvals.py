"""The headteacher's leave for one deed that takes secrets out of the program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Approval:
    """Asked for by one person with a reason, decided by the headteacher, good for one use until `good_until`."""

    id: UUID
    school_id: UUID
    what: str
    asked_by: UUID
    asked_at: datetime
    reason: str
    decided_by: UUID | None = None
    decided_at: datetime | None = None
    allowed: bool | None = None
    good_until: datetime | None = None
    used_at: datetime | None = None
    under_cover: bool = False
    revision: int = 1
