"""Cover: the deputy acts for an absent headteacher, for stated days, and it ends by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Cover:
    """`deputy_id` acts for `absent_id` from `starts` to `ends`, both included, unless ended before.

    `in_emergency`: the deputy began it alone; then the headteacher is told on return (`told_on`). Source: PRACTICE 25.
    """

    id: UUID
    school_id: UUID
    absent_id: UUID
    deputy_id: UUID
    starts: date
    ends: date
    started_by: UUID
    started_at: datetime
    reason: str = ""
    in_emergency: bool = False
    told_on: date | None = None
    ended_at: datetime | None = None
    revision: int = 1

    def stands_on(self, day: date) -> bool:
        """Whether it counts on `day`; one that was ended counts no more from that day on."""
        if self.ended_at is not None and self.ended_at.astimezone().date() <= day:
            return False
        return self.starts <= day <= self.ends


def acts_for_head(covers: Iterable[Cover], person_id: UUID, day: date) -> bool:
    """Whether `person_id` acts as headteacher on `day`."""
    return any(c.deputy_id == person_id and c.stands_on(day) for c in covers)
