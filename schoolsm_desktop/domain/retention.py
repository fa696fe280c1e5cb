"""How long each class of record is kept and why, what is kept longer by order, and what two people destroyed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class RecordClass(StrEnum):
    """A class of record that is kept and destroyed by one rule."""

    PUPILS = "pupils"
    PHOTO_CHECKS = "photo-checks"
    PUBLISHED = "published"
    REMOVALS = "removals"
    EVENTS = "events"
    PHOTO_FORMS = "photo-forms"
    ACCOUNTS = "accounts"
    STAFF = "staff"
    ACCESS = "access"
    REVIEWS = "reviews"
    DECLARATIONS = "declarations"
    SCHOOL_REQUESTS = "school-requests"
    TRAINING = "training"
    LETTERS = "letters"
    INCIDENTS = "incidents"
    ALLEGATIONS = "allegations"
    COMPLAINTS = "complaints"
    MODERATION = "moderation"
    BLOCKS = "blocks"
    TAKEDOWNS = "takedowns"
    SUBJECT_REQUESTS = "subject-requests"
    TERM_REPORTS = "term-reports"
    LESSONS = "lessons"
    POLICIES = "policies"
    DESK = "desk"
    DESTRUCTIONS = "destructions"
    LOG = "log"


SEALED_CLASSES = frozenset({RecordClass.INCIDENTS, RecordClass.ALLEGATIONS, RecordClass.COMPLAINTS})
"""Classes whose records exist for their readers alone."""


@dataclass(frozen=True, slots=True)
class RetentionPeriod:
    """For how many months the school keeps a class after what ends it, where it differs from the usual; None: for good."""

    id: UUID
    school_id: UUID
    record_class: RecordClass
    months: int | None
    reason: str
    decided_by: UUID
    decided_at: datetime
    revision: int = 1


@dataclass(frozen=True, slots=True)
class KeepOrder:
    """“Keep, do not destroy”: one record, or with no `record_id` a whole class, until somebody ends it with a reason."""

    id: UUID
    school_id: UUID
    record_class: RecordClass
    record_id: UUID | None
    reason: str
    since: date
    by: UUID
    until: date | None = None
    ended_on: date | None = None
    ended_by: UUID | None = None
    ended_why: str = ""
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Destruction:
    """Records that one person asked to destroy and another agreed to; afterwards only what the certificate says.

    `records` are pairs of class and id, emptied once it is done; `counts` are pairs of class and number. Where a school
    has no second person with a sign-in, a governor or a deputy signs the printed slip: `second_name` and `second_on`.
    """

    id: UUID
    school_id: UUID
    number: int
    records: tuple[tuple[str, str], ...]
    asked_by: UUID
    asked_at: datetime
    reason: str = ""
    agreed_by: UUID | None = None
    agreed_at: datetime | None = None
    second_name: str = ""
    second_on: date | None = None
    paper_id: UUID | None = None
    ended_at: datetime | None = None
    ended_why: str = ""
    """Why it was not done, where somebody refused it or took it back."""
    done_at: datetime | None = None
    counts: tuple[tuple[str, str], ...] = ()
    revision: int = 1

    @property
    def is_open(self) -> bool:
        """Whether it still waits."""
        return self.ended_at is None and self.done_at is None
