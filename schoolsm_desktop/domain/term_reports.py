"""The termly report to governors as a record: a draft that the headteacher writes into, and then a final one that stays.

What it says lies sealed beside it: the words written into it, its figures, and both parts as they were printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class ReportPart(StrEnum):
    """Whom a part is for (PRACTICE 17): Part 1 may be published, Part 2 is for the board alone."""

    PUBLIC = "public"
    CONFIDENTIAL = "confidential"


class ReportState(StrEnum):
    """How far a report is."""

    DRAFT = "draft"
    FINAL = "final"
    PRESENTED = "presented"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class TermReport:
    """One report on one term. Once `finished_at` stands, only how the board took it may still be added.

    The digests are SHA-256 of the two PDFs as they were kept; `log_seal` is the seal number of the log that stands on
    their pages. A final report is never changed: a later one of the same term names it in `replaces_id`, with the reason.
    """

    id: UUID
    school_id: UUID
    term: str
    starts: date
    ends: date
    begun_by: UUID
    begun_at: datetime
    finished_by: UUID | None = None
    finished_at: datetime | None = None
    public_digest: bytes = b""
    confidential_digest: bytes = b""
    log_seal: str = ""
    presented_on: date | None = None
    signed_head: str = ""
    signed_chair: str = ""
    signed_on: date | None = None
    minute: str = ""
    paper_id: UUID | None = None
    replaces_id: UUID | None = None
    why_anew: str = ""
    dropped_at: datetime | None = None
    revision: int = 1

    @property
    def state(self) -> ReportState:
        """How far it is."""
        if self.dropped_at is not None:
            return ReportState.DROPPED
        if self.presented_on is not None:
            return ReportState.PRESENTED
        return ReportState.DRAFT if self.finished_at is None else ReportState.FINAL


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """One line of the action plan: what is to be done, by whom as a duty, until when. It names no person."""

    what: str
    who: str = ""
    until: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReportWords:
    """What the headteacher writes into a report; sealed. Each field is empty until it is written."""

    opening: str = ""
    asked: str = ""
    """What the board is asked to decide or to note."""
    plan: tuple[PlannedAction, ...] = field(default=())
    confidential: str = ""
    """A remark for Part 2 alone."""
