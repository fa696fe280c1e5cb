"""Lists that are worked off line by line, with who, when and proof: a leaver, a changed job, an account closed, a handover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from .errors import FieldError, RuleError
from .wording import ntr, tr


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


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line before its list is begun; see ChecklistLine."""

    kind: LineKind
    about: str = ""
    subject_id: UUID | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """That the records themselves show a line as done: when, by whom as far as that is known, and what shows it."""

    at: datetime | None
    by: UUID | None
    proof: str


CHECKLIST_WORDS = {
    ChecklistKind.LEAVES: "Leaves",
    ChecklistKind.CHANGES_JOB: "Changed job",
    ChecklistKind.CLOSES_ACCOUNT: "Account closes",
    ChecklistKind.HANDOVER: "Handover",
}

LINE_WORDS = {
    LineKind.PLATFORM_ROLE: "Own login: {about}",
    LineKind.TOOL_SEAT: "Seat in a tool: {about}",
    LineKind.PASSWORD_KNOWN: "Password: {about}",
    LineKind.LESSON_USE: "Use in lessons: {about}",
    LineKind.SIGNED_OUT: "Signed out everywhere: {about}",
    LineKind.LAST_ADMINISTRATOR: "Another administrator: {about}",
    LineKind.RECOVERY_MAILBOX: "Recovery mailbox: {about}",
    LineKind.RECOVERY_PHONE: "Recovery phone: {about}",
    LineKind.SECOND_ADMINISTRATOR: "Second administrator: {about}",
    LineKind.OWNED_ACCOUNT: "Who looks after it: {about}",
    LineKind.DUTY: "Duty: {about}",
    LineKind.SIGN_IN: "Sign-in to this program",
    LineKind.PRINTED_LISTS: "Printed lists",
    LineKind.PICTURES: "Pictures on devices",
    LineKind.FORMER_PUPILS: "Former pupils",
    LineKind.OTHER: "{about}",
    LineKind.SAVE_A_COPY: "A copy of what was posted",
    LineKind.TELL_FOLLOWERS: "Tell the followers",
    LineKind.REMOVE_LINKS: "Links to it",
    LineKind.CONNECTED_APPS: "Connected apps",
    LineKind.END_ACCESSES: "Everybody’s access",
    LineKind.CLOSE_ON_PLATFORM: "Close it on the platform",
    LineKind.CHECK_IT_IS_GONE: "See that it is gone",
    LineKind.FORGET_SECRETS: "Its passwords",
    LineKind.HANDOVER_BOOK: "Handover book",
    LineKind.NEW_HOLDER: "New holder: {about}",
    LineKind.NEW_SIGN_IN: "Sign-in for the new holder",
    LineKind.RECOVERY_SHEET: "Recovery sheet",
}
"""What a line is about, in a few words."""

STEP_WORDS = {
    LineKind.PLATFORM_ROLE: "Take the person out of the account on the platform, in the business account too.",
    LineKind.TOOL_SEAT: "Take the seat away in the tool.",
    LineKind.PASSWORD_KNOWN: "Change the password on the platform: the person knows it.",
    LineKind.LESSON_USE: "Lessons no longer use this account under this name.",
    LineKind.SIGNED_OUT: "Sign out all devices on the platform, then look at connected apps and scheduled posts.",
    LineKind.LAST_ADMINISTRATOR: "See that somebody else who stays is an administrator, before this person is taken out.",
    LineKind.RECOVERY_MAILBOX: "Put a mailbox of the school in the recovery settings, and try it.",
    LineKind.RECOVERY_PHONE: "Put a phone of the school in the recovery settings, and try it.",
    LineKind.SECOND_ADMINISTRATOR: "Name another second administrator on the platform and in the account’s facts.",
    LineKind.OWNED_ACCOUNT: "Choose who looks after the account from now on.",
    LineKind.DUTY: "End the duty here. Give it to somebody else where it must be held.",
    LineKind.SIGN_IN: "End the sign-in: its keys are destroyed and every password is sealed anew.",
    LineKind.PRINTED_LISTS: "Printed registers, permission lists and passwords on paper are back or shredded.",
    LineKind.PICTURES: "Pictures of pupils are off every phone, camera, stick and cloud that is not the school’s.",
    LineKind.FORMER_PUPILS: "The person has read and signed: no contact with pupils of this school on private accounts.",
    LineKind.OTHER: "Write down how it was done.",
    LineKind.SAVE_A_COPY: "Ask the platform for a copy of everything and keep it where the school keeps its files.",
    LineKind.TELL_FOLLOWERS: "A last post says where to find the school from now on.",
    LineKind.REMOVE_LINKS: "Take it off the website, letters, signatures and other accounts.",
    LineKind.CONNECTED_APPS: "Take away tools that post there, and scheduled posts.",
    LineKind.END_ACCESSES: "Take everybody out there. Ticking this line ends every access in the register.",
    LineKind.CLOSE_ON_PLATFORM: "Close it there and note how long it can be brought back. Ticking this line closes it here too.",
    LineKind.CHECK_IT_IS_GONE: "Open its address as a stranger would, after the platform’s time has passed.",
    LineKind.FORGET_SECRETS: "Once it is gone: ticking this line destroys its passwords and codes here.",
    LineKind.HANDOVER_BOOK: "Print the handover book and go through it together.",
    LineKind.NEW_HOLDER: "The new holder has read the book and asked about what is missing in it.",
    LineKind.NEW_SIGN_IN: "Make the sign-in; the headteacher confirms it and chooses keyholders.",
    LineKind.RECOVERY_SHEET: "Print a new recovery sheet and shred the old one, if the person could have read it.",
}
"""What to do about it."""


def line_words(line: ChecklistLine | NewLine) -> str:
    """What the line is about."""
    return tr(LINE_WORDS[line.kind], about=line.about) if line.about else tr(LINE_WORDS[line.kind], about="–")


def check_open(checklist: Checklist) -> None:
    """Refuse to change a list that is finished or was cancelled. Raises RuleError."""
    if not checklist.is_open:
        raise RuleError(tr("This list is closed: what stands in it stays as it was signed. Nothing was changed."))


def check_finish(checklist: Checklist, open_lines: int, signed_on: date, today: date) -> None:
    """Refuse to finish a list before every line is done or not needed. Raises FieldError or RuleError."""
    check_open(checklist)
    if open_lines:
        raise RuleError(
            ntr(
                "{count} line is still open, so the list cannot be finished. Do it, or say why it is not needed.",
                "{count} lines are still open, so the list cannot be finished. Do them, or say why they are not needed.",
                open_lines,
            )
        )
    if signed_on > today:
        raise FieldError("signed_on", tr("That day has not come yet. Enter the day on which the list was signed."))
