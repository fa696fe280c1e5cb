"""What a person must have done before access is given: policy read and signed, training in date, undertaking signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from .policy import AccessCondition


class MetOn(StrEnum):
    """Whether something was agreed on screen or on a printed sheet that the office ticked off."""

    SCREEN = "screen"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class ConditionMet:
    """That a person has met one condition on a day: what was read, attended or signed.

    `about` names it: the policy and its day, the course, the undertaking. `until` is the last day it counts for; None
    where it does not run out. `withdrawn_at` marks a line entered by mistake; it stays in the records.
    """

    id: UUID
    school_id: UUID
    person_id: UUID
    condition: AccessCondition
    on: date
    recorded_by: UUID
    recorded_at: datetime
    about: str = ""
    until: date | None = None
    how: MetOn = MetOn.PAPER
    paper_id: UUID | None = None
    withdrawn_at: datetime | None = None
    revision: int = 1
