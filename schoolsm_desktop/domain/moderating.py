"""What was done about comments, who is blocked, and what others were asked to take off the internet.

These are plain records of the school's own pages. What belongs to a sealed incident is an entry of its record instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Moderated(StrEnum):
    """What was done with a comment or a message."""

    HIDDEN = "hidden"
    DELETED = "deleted"
    REPORTED = "reported"
    ANSWERED = "answered"
    LEFT = "left"


class Standard(StrEnum):
    """Whose standard was broken (valence:tw-3)."""

    SITE = "site"
    SCHOOL = "school"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class ModerationAct:
    """One thing done about a comment. `printed` says that a screen print was kept before anything was hidden."""

    id: UUID
    school_id: UUID
    account_id: UUID
    at: datetime
    did: Moderated
    by: UUID
    author: str = ""
    what: str = ""
    standard: Standard = Standard.SCHOOL
    breach: str = ""
    printed: bool = False
    post_id: UUID | None = None
    block_id: UUID | None = None
    recorded_at: datetime | None = None
    print_note: str = ""
    """Where the screen print lies: a sheet's number, a folder."""
    not_printed: str = ""
    """Why there is none, where something was hidden or deleted all the same."""
    corrects_id: UUID | None = None
    """The entry that this one stands in place of; both are kept."""
    correction: str = ""
    """Why it was entered anew."""
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """Somebody who is kept out of one of our accounts (valence:fb-3, valence:tw-3)."""

    id: UUID
    school_id: UUID
    account_id: UUID
    name: str
    standard: Standard
    reason: str
    blocked_on: date
    by: UUID
    breach: str = ""
    warned_on: date | None = None
    warned_by: UUID | None = None
    not_warned: str = ""
    """Why there was no warning, where the policy asks for one."""
    review_on: date | None = None
    reviewed_on: date | None = None
    appeal: str = ""
    appealed_on: date | None = None
    appeal_answer: str = ""
    appeal_answered_on: date | None = None
    unblocked_on: date | None = None
    unblocked_by: UUID | None = None
    unblocked_why: str = ""
    revision: int = 1


class AskedOf(StrEnum):
    """Who was asked to take something down."""

    PLATFORM = "platform"
    PERSON = "person"
    PROVIDER = "provider"
    OTHER = "other"


class TakedownOutcome(StrEnum):
    """What came of it."""

    OPEN = "open"
    REMOVED = "removed"
    REFUSED = "refused"
    NO_ANSWER = "no-answer"
    WITHDRAWN = "withdrawn"


class TakedownCause(StrEnum):
    """Why something should go."""

    ABUSE = "abuse"
    NAME_OR_LOGO = "name-or-logo"
    PICTURE = "picture"
    IMPERSONATION = "impersonation"
    UNDER_AGE = "under-age"
    WRONG_POST = "wrong-post"
    OTHER = "other"


class NextStep(StrEnum):
    """What the school decides when nobody took it down (kew-woods:app1-refuse-decide)."""

    PLATFORM = "platform"
    LOCAL_AUTHORITY = "local-authority"
    LAWYER = "lawyer"
    HELPLINE = "helpline"
    POLICE = "police"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Takedown:
    """One request to remove something: a report to a platform, or a letter to a person."""

    id: UUID
    school_id: UUID
    asked_of: AskedOf
    cause: TakedownCause
    what: str
    asked_on: date
    by: UUID
    who: str = ""
    platform: str = ""
    address: str = ""
    account_id: UUID | None = None
    reference: str = ""
    due_on: date | None = None
    answer: str = ""
    answered_on: date | None = None
    outcome: TakedownOutcome = TakedownOutcome.OPEN
    letter_id: UUID | None = None
    reporter_id: UUID | None = None
    """The colleague who asked in their own name; None for the school."""
    reporter_by: UUID | None = None
    """Who decided on that, where your policy leaves it to whoever leads."""
    next_step: NextStep | None = None
    next_why: str = ""
    next_by: UUID | None = None
    next_on: date | None = None
    revision: int = 1
