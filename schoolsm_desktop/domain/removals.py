"""Find every picture of a pupil: what a withdrawal, a hold or leaving the school sets going, line by line until done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class RemovalCause(StrEnum):
    """What began it. A hold reads like any other to whoever takes down (PRACTICE 4)."""

    ANSWER = "answer"
    HOLD = "hold"
    LEFT = "left"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Removal:
    """One search for a pupil's pictures. `places` are pairs of a place key and nothing; empty for everywhere.

    `adult_id` is who withdrew: the reply goes to that person alone (PRACTICE 18).
    """

    id: UUID
    school_id: UUID
    pupil_id: UUID
    cause: RemovalCause
    begun_at: datetime
    by: UUID
    places: tuple[tuple[str, str], ...] = ()
    adult_id: UUID | None = None
    due_on: date | None = None
    letter_id: UUID | None = None
    lead_agreed_at: datetime | None = None
    """When the safeguarding lead agreed to the reply, where the pupil is on hold."""
    finished_at: datetime | None = None
    revision: int = 1


class RemovalKind(StrEnum):
    """What a line of a removal is about."""

    POST = "post"
    CHECK = "check"
    PLANNED = "planned"
    COPY = "copy"
    ORIGINAL = "original"
    ELSEWHERE = "elsewhere"


class RemovalHow(StrEnum):
    """How a line was done."""

    OPEN = "open"
    REMOVED = "removed"
    BLURRED = "blurred"
    ASKED = "asked"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class RemovalTask:
    """One line: where the picture is, until when, what was done. `record_id` is the post or the check it is about."""

    id: UUID
    school_id: UUID
    removal_id: UUID
    kind: RemovalKind
    words: str
    record_id: UUID | None = None
    due_on: date | None = None
    how: RemovalHow = RemovalHow.OPEN
    done_on: date | None = None
    done_by: UUID | None = None
    note: str = ""
    revision: int = 1
