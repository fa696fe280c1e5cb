"""The termly review: every pair of person and account is looked at, decided, and signed off by the headteacher."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from .access import AccessKind, AccessLevel


class Verdict(StrEnum):
    """What the reviewer says of one access."""

    KEEP = "keep"
    CHANGE = "change"
    END = "end"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Review:
    """One termly review; `term` is the term's name as it stood, `signed_off_at` makes it final."""

    id: UUID
    school_id: UUID
    term: str
    started_by: UUID
    started_at: datetime
    due_on: date | None = None
    signed_off_by: UUID | None = None
    signed_off_at: datetime | None = None
    under_cover: bool = False
    note: str = ""
    cancelled_at: datetime | None = None
    revision: int = 1

    @property
    def is_open(self) -> bool:
        """Whether it is still being worked through."""
        return self.signed_off_at is None and self.cancelled_at is None


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One access in a review, as it stood when the review began, with what was decided of it.

    `to_level` and `to_ends` belong to CHANGE. `carried_out_at` is set when signing off did what was decided.
    """

    id: UUID
    review_id: UUID
    access_id: UUID
    person_id: UUID
    account_id: UUID
    kind: AccessKind
    level: AccessLevel
    ends: date | None = None
    verdict: Verdict | None = None
    note: str = ""
    to_level: AccessLevel | None = None
    to_ends: date | None = None
    decided_by: UUID | None = None
    decided_at: datetime | None = None
    carried_out_at: datetime | None = None
    revision: int = 1
