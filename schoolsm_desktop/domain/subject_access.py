"""Somebody asks for everything the school holds about them: the request and its two copies (PRACTICE 18).

Who asked, what the safeguarding lead found and what the data protection officer advised lie sealed beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class SubjectSort(StrEnum):
    """Of whom everything is asked for."""

    PUPIL = "pupil"
    COLLEAGUE = "colleague"
    OUTSIDE = "outside"


class SubjectOutcome(StrEnum):
    """What came of a request."""

    OPEN = "open"
    GIVEN = "given"
    NOTHING_HELD = "nothing-held"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class SubjectRequest:
    """One request, as far as it stands in plain: no name of whoever asked, and no word of what was found."""

    id: UUID
    school_id: UUID
    number: int
    sort: SubjectSort
    received_on: date
    due_on: date
    recorded_by: UUID
    recorded_at: datetime
    subject_id: UUID | None = None
    """The pupil or colleague; None for somebody outside, whose name lies sealed."""
    identity_on: date | None = None
    extended_to: date | None = None
    working_at: datetime | None = None
    """When the working copy was last made."""
    harm_by: UUID | None = None
    harm_at: datetime | None = None
    """Who looked for serious harm, and when."""
    agreed_by: UUID | None = None
    agreed_at: datetime | None = None
    """Who agreed that the release copy goes out, as data protection officer."""
    released_on: date | None = None
    outcome: SubjectOutcome = SubjectOutcome.OPEN
    closed_on: date | None = None
    revision: int = 1


@dataclass(frozen=True, slots=True)
class SubjectWords:
    """What is sealed beside a request."""

    subject: str = ""
    """The name of somebody outside."""
    asked_by: str = ""
    as_what: str = ""
    """Themselves, a parent, a solicitor."""
    identity: str = ""
    """How it was made sure who asks; never the number of a paper."""
    extended_why: str = ""
    harm: str = ""
    advice: str = ""
    withheld: tuple[str, ...] = ()
    """The keys of lines that are taken out of the release copy."""
    closing: str = ""
