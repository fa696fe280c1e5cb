"""Sealed records that grow entry by entry: incidents and complaints have the same kind of record.

A case exists for the people it is shared with and for nobody else (PRACTICE 3). In the database it is a row without a
word and sealed parts; what happened, who, and every entry are read only with a key to that case. Entries are only added:
a correction stands beside what it corrects.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

LATE_AFTER = timedelta(hours=24)
"""An entry that is typed in later than this after it happened reads as entered late."""


class CaseSort(StrEnum):
    """What a case is; also the kind under which its parts are sealed."""

    INCIDENT = "incident"
    COMPLAINT = "complaint"


class CaseLevel(StrEnum):
    """Who reads a case: everybody whose duty it is in the office, or only people named one by one."""

    OFFICE = "office"
    NAMED = "named"


class CaseState(StrEnum):
    """Open until it was closed; a case that was opened again is open."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What stands of a case in plain: nothing that says what it is about.

    `number` counts the cases of the office in a school year ("2026-27"); a case for named people has none, and a random
    reference inside. `sealed_digest` is SHA-256 over all sealed parts, so that a part put back or taken out is noticed.
    """

    id: UUID
    school_id: UUID
    sort: CaseSort
    year: str = ""
    number: int | None = None
    sealed_digest: bytes = b""
    revision: int = 1


class EntryKind(StrEnum):
    """What an entry of the record tells."""

    REPORTED = "reported"
    EVIDENCE = "evidence"
    MODERATION = "moderation"
    TOLD = "told"
    MEETING = "meeting"
    PLATFORM_REPORT = "platform-report"
    ASKED_TO_REMOVE = "asked-to-remove"
    AGENCY = "agency"
    SUPPORT = "support"
    ACTION = "action"
    DONE = "done"
    DECISION = "decision"
    ADVICE = "advice"
    REPLY = "reply"
    STEP = "step"
    NOTE = "note"
    CORRECTION = "correction"
    CHANGED = "changed"
    LETTER = "letter"
    LINK = "link"
    SHARED = "shared"
    GIVEN_OUT = "given-out"
    GATE = "gate"
    STAGE = "stage"
    ANSWER = "answer"
    CLOSED = "closed"
    REOPENED = "reopened"


ENTRY_WORDS = {
    EntryKind.REPORTED: "Reported",
    EntryKind.EVIDENCE: "Evidence",
    EntryKind.MODERATION: "Moderation",
    EntryKind.TOLD: "Told",
    EntryKind.MEETING: "Meeting",
    EntryKind.PLATFORM_REPORT: "Report to the platform",
    EntryKind.ASKED_TO_REMOVE: "Asked to remove",
    EntryKind.AGENCY: "Agency",
    EntryKind.SUPPORT: "Support",
    EntryKind.ACTION: "Action",
    EntryKind.DONE: "Action done",
    EntryKind.DECISION: "Decision",
    EntryKind.ADVICE: "Advice",
    EntryKind.REPLY: "Reply",
    EntryKind.STEP: "Step",
    EntryKind.NOTE: "Note",
    EntryKind.CORRECTION: "Correction",
    EntryKind.CHANGED: "Changed",
    EntryKind.LETTER: "Letter",
    EntryKind.LINK: "Link",
    EntryKind.SHARED: "Who may read it",
    EntryKind.GIVEN_OUT: "Given out",
    EntryKind.GATE: "Not opened",
    EntryKind.STAGE: "Stage",
    EntryKind.ANSWER: "Answer",
    EntryKind.CLOSED: "Closed",
    EntryKind.REOPENED: "Opened again",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `at` is when it happened, `recorded_at` when it was typed in; `number` is its place in the record from 1.

    What the other fields hold depends on the kind: `about` is the key of a decision's question, of a step or of a stage,
    or the kind of contact an agency is; `answer` a decision's or an agency's answer; `who` whom it concerns in words,
    `person_id` the same as a colleague (told, or the owner of an action); `due` by when; `of` the number of the entry
    that it corrects, finishes or answers; `link` what it points at, as `post:<id>`, `account:<id>`, `incident:<id>`,
    `complaint:<id>`, `person:<id>`, `block:<id>`, `takedown:<id>`, `moderation:<id>`. Privileged advice is legal advice
    and kept apart: it is on no print unless it is asked for by itself.
    """

    number: int
    kind: EntryKind
    at: datetime
    recorded_at: datetime
    by: UUID
    words: str = ""
    about: str = ""
    answer: str = ""
    reason: str = ""
    reference: str = ""
    who: str = ""
    person_id: UUID | None = None
    due: datetime | None = None
    clause: str = ""
    of: int | None = None
    evidence_id: UUID | None = None
    link: str = ""
    privileged: bool = False
    from_paper: bool = False

    @property
    def is_late(self) -> bool:
        """Whether it was typed in long after it happened."""
        return self.recorded_at - self.at > LATE_AFTER


class EvidenceState(StrEnum):
    """Kept; sealed off because it may be illegal (nobody views it, new backups leave it out); removed by two people."""

    KEPT = "kept"
    SEALED_OFF = "sealed-off"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """What stands of a piece of evidence in plain: its sealed file in the folder `evidence`, by size and SHA-256."""

    id: UUID
    school_id: UUID
    case_id: UUID
    sealed_size: int
    sealed_digest: bytes
    state: EvidenceState = EvidenceState.KEPT
    revision: int = 1


class Source(StrEnum):
    """Where evidence comes from; private accounts are never looked into (PRACTICE 16)."""

    OUR_PAGE = "our-page"
    PUBLIC = "public"
    SENT_TO_US = "sent-to-us"
    SCHOOL_DEVICE = "school-device"
    NOT_KNOWN = "not-known"


@dataclass(frozen=True, slots=True, repr=False)
class Evidence:
    """One piece of evidence as it lies in its case. `key` opens its sealed file; `digest` is SHA-256 of what came in."""

    id: UUID
    name: str
    media: str
    size: int
    digest: bytes
    key: bytes
    added_at: datetime
    by: UUID
    source: Source = Source.NOT_KNOWN
    address: str = ""
    seen_at: datetime | None = None
    captured_at: datetime | None = None
    captured_by: str = ""
    note: str = ""
