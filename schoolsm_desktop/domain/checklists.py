"""Lists that are worked off line by line, with who, when and proof: a leaver, a changed job, an account closed, a handover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class ChecklistKind(StrEnum):
    """What a list is for."""

    LEAVES = "leaves"
    CHANGES_JOB = "changes-job"
    CLOSES_ACCOUNT = "closes-account"
    HANDOVER = "handover"


class LineKind(StrEnum):
    """What a line of a list is about; the words and the step come from it."""

    PLATFORM_ROLE = "platform-role"
    TOOL_SEAT = "tool-seat"
    PASSWORD_KNOWN = "password-known"
    LESSON_USE = "lesson-use"
    SIGNED_OUT = "signed-out"
    LAST_ADMINISTRATOR = "last-administrator"
    RECOVERY_MAILBOX = "recovery-mailbox"
    RECOVERY_PHONE = "recovery-phone"
    SECOND_ADMINISTRATOR = "second-administrator"
    OWNED_ACCOUNT = "owned-account"
    DUTY = "duty"
    SIGN_IN = "sign-in"
    PRINTED_LISTS = "printed-lists"
    PICTURES = "pictures"
    FORMER_PUPILS = "former-pupils"
    OTHER = "other"
    # closing an account
    SAVE_A_COPY = "save-a-copy"
    TELL_FOLLOWERS = "tell-followers"
    REMOVE_LINKS = "remove-links"
    CONNECTED_APPS = "connected-apps"
    END_ACCESSES = "end-accesses"
    CLOSE_ON_PLATFORM = "close-on-platform"
    CHECK_IT_IS_GONE = "check-it-is-gone"
    FORGET_SECRETS = "forget-secrets"
    # handing over as computing coordinator
    HANDOVER_BOOK = "handover-book"
    NEW_HOLDER = "new-holder"
    NEW_SIGN_IN = "new-sign-in"
    RECOVERY_SHEET = "recovery-sheet"


@dataclass(frozen=True, slots=True)
class Checklist:
    """One list. `person_id` for a person's, `account_id` for an account's; `day` is the last day, or the day it takes effect.

    `quiet`: others read neither that somebody leaves nor why (PRACTICE 14). `paper_id` is the signed print.
    """

    id: UUID
    school_id: UUID
    kind: ChecklistKind
    day: date
    started_by: UUID
    started_at: datetime
    person_id: UUID | None = None
    account_id: UUID | None = None
    new_job: str = ""
    successor_id: UUID | None = None
    quiet: bool = False
    finished_at: datetime | None = None
    finished_by: UUID | None = None
    signed_on: date | None = None
    paper_id: UUID | None = None
    cancelled_at: datetime | None = None
    revision: int = 1

    @property
    def is_open(self) -> bool:
        """Whether it is still to be worked off."""
        return self.finished_at is None and self.cancelled_at is None


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One line. `subject_id` is the access, account, duty or person it is about; `about` is its name as it stood then.

    Done with `done_at`, `done_by` and `proof`, or not needed with a reason (`not_needed`).
    """

    id: UUID
    checklist_id: UUID
    position: int
    kind: LineKind
    about: str = ""
    subject_id: UUID | None = None
    due_at: datetime | None = None
    done_at: datetime | None = None
    done_by: UUID | None = None
    proof: str = ""
    not_needed: str = ""
    revision: int = 1

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.done_at is None
