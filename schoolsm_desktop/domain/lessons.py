"""Accounts used in lessons, and what is ticked by class and term: curriculum coverage and signed agreements.

Nothing finer than one tick per year group or class and term is kept (PRACTICE "Leave out").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True, slots=True)
class LessonUse:
    """That somebody with access uses an account with a class in a term, as the teacher responsible (valence:teach-6)."""

    id: UUID
    school_id: UUID
    account_id: UUID
    person_id: UUID
    group: str
    term: str
    on: date
    recorded_by: UUID
    recorded_at: datetime
    purpose: str = ""
    withdrawn_at: datetime | None = None
    revision: int = 1


class ClassTickKind(StrEnum):
    """What is ticked by class or year group."""

    CURRICULUM = "curriculum"
    PUPIL_AGREEMENT = "pupil-agreement"
    PARENT_AGREEMENT = "parent-agreement"


@dataclass(frozen=True, slots=True)
class ClassTick:
    """One tick: the subject taught to a year group in a term, or a class whose agreements are back.

    `period` is the term's name for CURRICULUM, the academic year (`2026-27`) for agreements. `signed` of `asked` is how
    many agreements are back; both 0 for CURRICULUM.
    """

    id: UUID
    school_id: UUID
    kind: ClassTickKind
    group: str
    period: str
    on: date
    recorded_by: UUID
    recorded_at: datetime
    signed: int = 0
    asked: int = 0
    note: str = ""
    paper_id: UUID | None = None
    withdrawn_at: datetime | None = None
    revision: int = 1
