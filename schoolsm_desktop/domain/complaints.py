"""Complaints: how one came in, its stages and clocks; sealed like incidents (PRACTICE 13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from .cases import CaseLevel, CaseState, Entry, Evidence
from .incidents import Who


class CameBy(StrEnum):
    """How a complaint came in."""

    COMMENT = "comment"
    LETTER = "letter"
    EMAIL = "email"
    TELEPHONE = "telephone"
    VISIT = "visit"
    OTHER = "other"


class Stage(StrEnum):
    """How far a complaint has gone (valence:complaints-2)."""

    INFORMAL = "informal"
    FORMAL = "formal"
    PANEL = "panel"


class ComplaintAbout(StrEnum):
    """What a complaint is about; one about personal data is acknowledged within 30 days."""

    ONLINE = "online"
    CONDUCT = "conduct"
    PERSONAL_DATA = "personal-data"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Complaint:
    """The facts of a complaint as they are known now; every change of them is an entry of its record."""

    id: UUID
    school_id: UUID
    reference: str
    level: CaseLevel
    recorded_at: datetime
    recorded_by: UUID
    what: str
    received_on: date
    came_by: CameBy = CameBy.OTHER
    about: ComplaintAbout = ComplaintAbout.OTHER
    who: Who = Who.PARENT
    name: str = ""
    contact: str = ""
    person_ids: tuple[UUID, ...] = ()
    """The colleagues it is about: they never read it."""
    account_id: UUID | None = None
    address: str = ""
    stage: Stage = Stage.INFORMAL
    appointment_at: datetime | None = None
    lead_id: UUID | None = None
    paper_on: date | None = None
    state: CaseState = CaseState.OPEN
    outcome: str = ""
    closed_at: datetime | None = None

    @property
    def subject_ids(self) -> frozenset[UUID]:
        """Who never reads it."""
        return frozenset(self.person_ids)


@dataclass(frozen=True, slots=True)
class ComplaintCase:
    """A complaint with its whole record, opened: entries in the order they were recorded."""

    complaint: Complaint
    entries: tuple[Entry, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    readers: frozenset[UUID] = frozenset()
