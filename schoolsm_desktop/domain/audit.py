"""Who did what, when, to what: the entries of the signed log, and the bytes that are signed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from .wording import tr


class Did(StrEnum):
    """What can be done that is worth a line in the log."""

    SCHOOL_SET_UP = "school-set-up"
    SIGNED_IN = "signed-in"
    SCHOOL_CHANGED = "school-changed"
    TERMS_CHANGED = "terms-changed"
    POLICY_CHOSEN = "policy-chosen"
    POLICY_CHANGED = "policy-changed"
    PERSON_ADDED = "person-added"
    PERSON_CHANGED = "person-changed"
    PEOPLE_IMPORTED = "people-imported"
    DUTY_GIVEN = "duty-given"
    DUTY_ENDED = "duty-ended"
    SIGN_IN_MADE = "sign-in-made"
    SIGN_IN_CONFIRMED = "sign-in-confirmed"
    SIGN_IN_RESET = "sign-in-reset"
    SIGN_IN_ENDED = "sign-in-ended"
    KEYHOLDER_SET = "keyholder-set"
    PASSPHRASE_CHANGED = "passphrase-changed"
    RECOVERY_USED = "recovery-used"
    ACCOUNT_ADDED = "account-added"
    ACCOUNT_CHANGED = "account-changed"
    ACCOUNT_MOVED = "account-moved"
    ACCOUNTS_IMPORTED = "accounts-imported"
    SECRET_CHANGED = "secret-changed"
    SECRET_CONFIRMED = "secret-confirmed"
    SECRET_RESET_RECORDED = "secret-reset-recorded"
    SECRET_OPENED = "secret-opened"
    SECRET_COPIED = "secret-copied"
    CODE_OPENED = "code-opened"
    ACCESS_GIVEN = "access-given"
    ACCESS_RECORDED = "access-recorded"
    ACCESS_CHANGED = "access-changed"
    ACCESS_PAUSED = "access-paused"
    ACCESS_RESUMED = "access-resumed"
    ACCESS_ENDED = "access-ended"
    CHANGE_WAIVED = "change-waived"
    ACCESS_ASKED = "access-asked"
    ACCESS_AUTHORISED = "access-authorised"
    ACCESS_REFUSED = "access-refused"
    REQUEST_WITHDRAWN = "request-withdrawn"
    REQUEST_GIVEN = "request-given"
    ACCESS_EXPIRED = "access-expired"
    CONDITION_MET = "condition-met"
    CONDITION_WITHDRAWN = "condition-withdrawn"
    COVER_STARTED = "cover-started"
    COVER_ENDED = "cover-ended"
    COVER_TOLD = "cover-told"
    LIST_STARTED = "list-started"
    LIST_LINE_DONE = "list-line-done"
    LIST_LINE_OPENED = "list-line-opened"
    LIST_LINE_ADDED = "list-line-added"
    LIST_CHANGED = "list-changed"
    LIST_FINISHED = "list-finished"
    LIST_CANCELLED = "list-cancelled"
    PERSON_RETURNED = "person-returned"
    PEOPLE_MERGED = "people-merged"
    REVIEW_STARTED = "review-started"
    REVIEW_DECIDED = "review-decided"
    REVIEW_SIGNED_OFF = "review-signed-off"
    REVIEW_CANCELLED = "review-cancelled"
    ACCOUNT_CHECKED = "account-checked"
    CODE_TICKED = "code-ticked"
    LOGIN_HANDED_ON = "login-handed-on"
    GIVING_BACK_ASKED = "giving-back-asked"
    GIVING_BACK_DECIDED = "giving-back-decided"
    SECRETS_GIVEN_BACK = "secrets-given-back"
    PAPER_KEPT = "paper-kept"
    PAPER_OPENED = "paper-opened"
    KEYS_RENEWED = "keys-renewed"
    PRINTED = "printed"
    SAVED_AS_FILE = "saved-as-file"
    BACKUP_MADE = "backup-made"
    SETTING_CHANGED = "setting-changed"
    IMPORT_FILE_DELETED = "import-file-deleted"
    EDITION_ADDED = "edition-added"
    EDITION_CHANGED = "edition-changed"
    POLICY_SIGNED = "policy-signed"
    EDITION_WITHDRAWN = "edition-withdrawn"
    LINKED_POLICY_CHANGED = "linked-policy-changed"
    TRAINING_HELD = "training-held"
    TRAINING_CHANGED = "training-changed"
    DECLARED = "declared"
    DECLARATION_WITHDRAWN = "declaration-withdrawn"
    SEALED_OPENED = "sealed-opened"
    SEALED_SHARED = "sealed-shared"
    SCHOOL_REQUEST_ASKED = "school-request-asked"
    SCHOOL_REQUEST_CHANGED = "school-request-changed"
    SCHOOL_REQUEST_DECIDED = "school-request-decided"
    SCHOOL_REQUEST_ENDED = "school-request-ended"
    LESSON_USE_RECORDED = "lesson-use-recorded"
    LESSON_USE_WITHDRAWN = "lesson-use-withdrawn"
    CLASS_TICKED = "class-ticked"
    CLASS_TICK_WITHDRAWN = "class-tick-withdrawn"
    CONTACT_CHANGED = "contact-changed"
    CHANNEL_CHANGED = "channel-changed"
    DEVICE_CHANGED = "device-changed"
    HOUSE_RULES_CHANGED = "house-rules-changed"
    ACCOUNT_LOOKED_AT = "account-looked-at"
    LOOK_WITHDRAWN = "look-withdrawn"
    LETTER_TEMPLATE_CHANGED = "letter-template-changed"
    LETTER_MADE = "letter-made"
    LETTER_CHANGED = "letter-changed"
    SNOOZED = "snoozed"
    SNOOZE_ENDED = "snooze-ended"
    CLOSURES_CHANGED = "closures-changed"
    LIST_ENTRY_CHANGED = "list-entry-changed"
    PLATFORM_CHANGED = "platform-changed"
    PUPIL_ADDED = "pupil-added"
    PUPIL_CHANGED = "pupil-changed"
    FAMILY_CHANGED = "family-changed"
    ROLL_IMPORTED = "roll-imported"
    ROLL_UNDONE = "roll-undone"
    YEAR_TURNED = "year-turned"
    ADULT_CHANGED = "adult-changed"
    SAY_ENDED = "say-ended"
    ANSWERS_RECORDED = "answers-recorded"
    ANSWER_MISTAKEN = "answer-mistaken"
    HOLD_SET = "hold-set"
    HOLD_ENDED = "hold-ended"
    TOLD_ELSEWHERE = "told-elsewhere"
    PLACE_TERMS_CHANGED = "place-terms-changed"
    PICTURE_RULES_CHANGED = "picture-rules-changed"
    FORMS_STARTED = "forms-started"
    FORMS_CHANGED = "forms-changed"
    FORMS_BACK = "forms-back"
    PAPERS_SORTED = "papers-sorted"
    PICTURE_NOT_OPENED = "picture-not-opened"
    PHOTO_CHECKED = "photo-checked"
    CHECK_CONFIRMED = "check-confirmed"
    CHECK_ENDED = "check-ended"
    CHECK_CHANGED = "check-changed"
    POST_RECORDED = "post-recorded"
    POST_CHANGED = "post-changed"
    POST_TAKEN_DOWN = "post-taken-down"
    POST_REVIEWED = "post-reviewed"
    POST_CORRECTED = "post-corrected"
    REMOVAL_BEGUN = "removal-begun"
    REMOVAL_LINE_ADDED = "removal-line-added"
    REMOVAL_LINE_DONE = "removal-line-done"
    REMOVAL_CHANGED = "removal-changed"
    REMOVAL_FINISHED = "removal-finished"
    EVENT_ADDED = "event-added"
    EVENT_CHANGED = "event-changed"
    EVENT_BREACH = "event-breach"
    LIST_HANDED_OUT = "list-handed-out"
    LIST_CAME_BACK = "list-came-back"
    COLLEAGUE_ANSWERED = "colleague-answered"
    CASE_FILED = "case-filed"
    CASE_ADDED_TO = "case-added-to"
    CASE_UNSHARED = "case-unshared"
    CASE_REMOVAL_ASKED = "case-removal-asked"
    CASE_REMOVED = "case-removed"
    EVIDENCE_KEPT = "evidence-kept"
    EVIDENCE_GIVEN_OUT = "evidence-given-out"
    EVIDENCE_SEALED_OFF = "evidence-sealed-off"
    EVIDENCE_REMOVED = "evidence-removed"
    CASE_PRINTED = "case-printed"
    MODERATED = "moderated"
    MODERATION_CHANGED = "moderation-changed"
    BLOCKED = "blocked"
    BLOCK_CHANGED = "block-changed"
    UNBLOCKED = "unblocked"
    TAKEDOWN_ASKED = "takedown-asked"
    TAKEDOWN_CHANGED = "takedown-changed"
    HEAD_REPLACED = "head-replaced"
    RECORDS_CHECKED = "records-checked"
    REPORT_BEGUN = "report-begun"
    REPORT_CHANGED = "report-changed"
    REPORT_FINISHED = "report-finished"
    REPORT_PRESENTED = "report-presented"
    REPORT_DROPPED = "report-dropped"
    RETENTION_CHANGED = "retention-changed"
    KEEP_ORDERED = "keep-ordered"
    KEEP_ENDED = "keep-ended"
    DESTRUCTION_ASKED = "destruction-asked"
    DESTRUCTION_ENDED = "destruction-ended"
    DESTROYED = "destroyed"
    SUBJECT_REQUEST_RECORDED = "subject-request-recorded"
    SUBJECT_REQUEST_CHANGED = "subject-request-changed"
    SUBJECT_COPY_MADE = "subject-copy-made"
    SUBJECT_REQUEST_CLOSED = "subject-request-closed"


DID_WORDS = {
    Did.SCHOOL_SET_UP: "set the school up",
    Did.SIGNED_IN: "signed in",
    Did.SCHOOL_CHANGED: "changed the school's details",
    Did.TERMS_CHANGED: "changed the term dates",
    Did.POLICY_CHOSEN: "chose the policy",
    Did.POLICY_CHANGED: "changed settings of the policy",
    Did.PERSON_ADDED: "added a person",
    Did.PERSON_CHANGED: "changed a person's record",
    Did.PEOPLE_IMPORTED: "brought in a staff list",
    Did.DUTY_GIVEN: "gave a duty",
    Did.DUTY_ENDED: "ended a duty",
    Did.SIGN_IN_MADE: "made a sign-in",
    Did.SIGN_IN_CONFIRMED: "confirmed a sign-in",
    Did.SIGN_IN_RESET: "reset a sign-in",
    Did.SIGN_IN_ENDED: "ended a sign-in",
    Did.KEYHOLDER_SET: "changed who is a keyholder",
    Did.PASSPHRASE_CHANGED: "changed their passphrase",
    Did.RECOVERY_USED: "used the recovery sheet",
    Did.ACCOUNT_ADDED: "added an account",
    Did.ACCOUNT_CHANGED: "changed an account's facts",
    Did.ACCOUNT_MOVED: "changed an account's state",
    Did.ACCOUNTS_IMPORTED: "brought in accounts from a file",
    Did.SECRET_CHANGED: "changed the secrets of an account",
    Did.SECRET_CONFIRMED: "confirmed a password change on the platform",
    Did.SECRET_RESET_RECORDED: "recorded a reset on the platform",
    Did.SECRET_OPENED: "opened a secret",
    Did.SECRET_COPIED: "copied a secret",
    Did.CODE_OPENED: "used a one-time code",
    Did.ACCESS_GIVEN: "gave access",
    Did.ACCESS_RECORDED: "recorded access that existed already",
    Did.ACCESS_CHANGED: "changed an access",
    Did.ACCESS_PAUSED: "paused an access",
    Did.ACCESS_RESUMED: "resumed an access",
    Did.ACCESS_ENDED: "ended an access",
    Did.CHANGE_WAIVED: "decided that a password change is not needed",
    Did.ACCESS_ASKED: "asked for access",
    Did.ACCESS_AUTHORISED: "authorised access",
    Did.ACCESS_REFUSED: "refused access",
    Did.REQUEST_WITHDRAWN: "withdrew a request for access",
    Did.REQUEST_GIVEN: "gave the access that was asked for",
    Did.ACCESS_EXPIRED: "signed in, and an access whose last day had passed ended",
    Did.CONDITION_MET: "ticked off a condition for access",
    Did.CONDITION_WITHDRAWN: "took back a tick entered by mistake",
    Did.COVER_STARTED: "began cover for the headteacher",
    Did.COVER_ENDED: "ended cover for the headteacher",
    Did.COVER_TOLD: "recorded that the headteacher was told of cover",
    Did.LIST_STARTED: "began a list to work off",
    Did.LIST_LINE_DONE: "worked off a line of a list",
    Did.LIST_LINE_OPENED: "opened a line of a list again",
    Did.LIST_LINE_ADDED: "added a line to a list",
    Did.LIST_CHANGED: "changed a list to work off",
    Did.LIST_FINISHED: "finished a list",
    Did.LIST_CANCELLED: "cancelled a list",
    Did.PERSON_RETURNED: "recorded that somebody came back",
    Did.PEOPLE_MERGED: "made two records of one person into one",
    Did.REVIEW_STARTED: "began the termly review",
    Did.REVIEW_DECIDED: "decided on an access in the review",
    Did.REVIEW_SIGNED_OFF: "signed off the termly review",
    Did.REVIEW_CANCELLED: "cancelled a review",
    Did.ACCOUNT_CHECKED: "checked an account",
    Did.CODE_TICKED: "ticked off a backup code",
    Did.LOGIN_HANDED_ON: "recorded that an account was handed to another login",
    Did.GIVING_BACK_ASKED: "asked to save passwords as a file",
    Did.GIVING_BACK_DECIDED: "decided whether passwords may be saved as a file",
    Did.SECRETS_GIVEN_BACK: "saved passwords as a file",
    Did.PAPER_KEPT: "kept a scan",
    Did.PAPER_OPENED: "looked at a scan",
    Did.KEYS_RENEWED: "sealed an account's secrets anew",
    Did.PRINTED: "printed a document",
    Did.SAVED_AS_FILE: "saved a document as a file",
    Did.BACKUP_MADE: "made a backup",
    Did.SETTING_CHANGED: "changed a setting",
    Did.IMPORT_FILE_DELETED: "deleted a file after bringing it in",
    Did.EDITION_ADDED: "added a version of the policy",
    Did.EDITION_CHANGED: "changed what is known of a version of the policy",
    Did.POLICY_SIGNED: "recorded a signature under the policy",
    Did.EDITION_WITHDRAWN: "took back a version of the policy entered by mistake",
    Did.LINKED_POLICY_CHANGED: "changed a policy that is read with this one",
    Did.TRAINING_HELD: "recorded training",
    Did.TRAINING_CHANGED: "changed or took back a training session",
    Did.DECLARED: "recorded a declaration",
    Did.DECLARATION_WITHDRAWN: "took back a declaration",
    Did.SEALED_OPENED: "looked at something sealed",
    Did.SEALED_SHARED: "let a colleague read something sealed",
    Did.SCHOOL_REQUEST_ASKED: "recorded a request",
    Did.SCHOOL_REQUEST_CHANGED: "changed a request",
    Did.SCHOOL_REQUEST_DECIDED: "decided on a request",
    Did.SCHOOL_REQUEST_ENDED: "ended or withdrew what a request allowed",
    Did.LESSON_USE_RECORDED: "recorded an account used in lessons",
    Did.LESSON_USE_WITHDRAWN: "took back a lesson use",
    Did.CLASS_TICKED: "ticked off a class",
    Did.CLASS_TICK_WITHDRAWN: "took back a tick of a class",
    Did.CONTACT_CHANGED: "changed whom to ring",
    Did.CHANNEL_CHANGED: "changed a way to write to parents or pupils",
    Did.DEVICE_CHANGED: "changed what is known of a device",
    Did.HOUSE_RULES_CHANGED: "changed the house rules",
    Did.ACCOUNT_LOOKED_AT: "looked an account through",
    Did.LOOK_WITHDRAWN: "took back a look at an account",
    Did.LETTER_TEMPLATE_CHANGED: "changed a letter’s template",
    Did.LETTER_MADE: "made a letter",
    Did.LETTER_CHANGED: "corrected a letter",
    Did.SNOOZED: "put a line of Today off",
    Did.SNOOZE_ENDED: "called a line of Today back",
    Did.CLOSURES_CHANGED: "changed the days without school",
    Did.LIST_ENTRY_CHANGED: "changed a list in the settings",
    Did.PLATFORM_CHANGED: "changed the list of platforms",
    Did.PUPIL_ADDED: "added a pupil",
    Did.PUPIL_CHANGED: "changed a pupil’s record",
    Did.FAMILY_CHANGED: "changed who are brothers and sisters",
    Did.ROLL_IMPORTED: "brought pupils in from a file",
    Did.ROLL_UNDONE: "undid many changes of the roll",
    Did.YEAR_TURNED: "turned the school year",
    Did.ADULT_CHANGED: "changed who answers for a pupil",
    Did.SAY_ENDED: "ended or gave back somebody’s say for a pupil",
    Did.ANSWERS_RECORDED: "recorded photo answers",
    Did.ANSWER_MISTAKEN: "took back a photo answer entered by mistake",
    Did.HOLD_SET: "put a pupil’s photo answers on hold",
    Did.HOLD_ENDED: "ended a hold of photo answers",
    Did.TOLD_ELSEWHERE: "ticked answers as changed in the other system",
    Did.PLACE_TERMS_CHANGED: "changed on what terms pictures go to a place",
    Did.PICTURE_RULES_CHANGED: "changed the rules for pictures",
    Did.FORMS_STARTED: "began photo forms",
    Did.FORMS_CHANGED: "changed photo forms",
    Did.FORMS_BACK: "recorded photo forms that came back",
    Did.PAPERS_SORTED: "sorted a scanned pile",
    Did.PICTURE_NOT_OPENED: "did not open a picture that may be illegal",
    Did.PHOTO_CHECKED: "saved a photo check",
    Did.CHECK_CONFIRMED: "confirmed a photo check as the second person",
    Did.CHECK_CHANGED: "corrected the words of a photo check",
    Did.CHECK_ENDED: "changed an answer, so that a photo check holds no longer",
    Did.POST_RECORDED: "recorded something published",
    Did.POST_CHANGED: "changed what is known of something published",
    Did.POST_TAKEN_DOWN: "recorded that something was taken down",
    Did.POST_REVIEWED: "looked at something published again",
    Did.POST_CORRECTED: "recorded a correction",
    Did.REMOVAL_BEGUN: "began to find every picture of a pupil",
    Did.REMOVAL_LINE_ADDED: "found a picture to take down",
    Did.REMOVAL_LINE_DONE: "worked off a picture to take down",
    Did.REMOVAL_CHANGED: "changed a search for a pupil’s pictures",
    Did.REMOVAL_FINISHED: "finished a search for a pupil’s pictures",
    Did.EVENT_ADDED: "added an event",
    Did.EVENT_CHANGED: "changed an event",
    Did.EVENT_BREACH: "recorded that an event’s rule was broken",
    Did.LIST_HANDED_OUT: "printed a numbered list of pupils",
    Did.LIST_CAME_BACK: "recorded what became of a numbered list",
    Did.COLLEAGUE_ANSWERED: "recorded a colleague’s or visitor’s photo answer",
    Did.CASE_FILED: "kept a sealed record",
    Did.CASE_ADDED_TO: "added to a sealed record",
    Did.CASE_UNSHARED: "ended a colleague’s reading of something sealed",
    Did.CASE_REMOVAL_ASKED: "asked for a sealed record to be removed",
    Did.CASE_REMOVED: "removed a sealed record properly",
    Did.EVIDENCE_KEPT: "kept a sealed file",
    Did.EVIDENCE_GIVEN_OUT: "gave out a copy of a sealed file",
    Did.EVIDENCE_SEALED_OFF: "sealed off a file that may be illegal",
    Did.EVIDENCE_REMOVED: "removed a sealed file properly",
    Did.CASE_PRINTED: "printed from a sealed record",
    Did.MODERATED: "recorded what was done about a comment",
    Did.MODERATION_CHANGED: "corrected what was done about a comment",
    Did.BLOCKED: "recorded that somebody was blocked",
    Did.BLOCK_CHANGED: "changed what is known of a block",
    Did.UNBLOCKED: "recorded that somebody was let back in",
    Did.TAKEDOWN_ASKED: "recorded a request to remove something",
    Did.TAKEDOWN_CHANGED: "changed a request to remove something",
    Did.HEAD_REPLACED: "replaced the headteacher’s authority",
    Did.RECORDS_CHECKED: "checked the records",
    Did.REPORT_BEGUN: "began a termly report",
    Did.REPORT_CHANGED: "wrote into a termly report",
    Did.REPORT_FINISHED: "made a termly report final",
    Did.REPORT_PRESENTED: "recorded how governors took a termly report",
    Did.REPORT_DROPPED: "dropped the draft of a termly report",
    Did.RETENTION_CHANGED: "changed how long records are kept",
    Did.KEEP_ORDERED: "ordered that something is not destroyed",
    Did.KEEP_ENDED: "ended an order to keep something",
    Did.DESTRUCTION_ASKED: "asked for records to be destroyed",
    Did.DESTRUCTION_ENDED: "left records that were to be destroyed",
    Did.DESTROYED: "destroyed records properly",
    Did.SUBJECT_REQUEST_RECORDED: "recorded a request for everything about one person",
    Did.SUBJECT_REQUEST_CHANGED: "worked on a request for everything about one person",
    Did.SUBJECT_COPY_MADE: "made a copy of everything about one person",
    Did.SUBJECT_REQUEST_CLOSED: "closed a request for everything about one person",
}


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the log. `details` holds short facts, never a secret; `row_digest` fixes the record it changed."""

    number: int
    at: datetime
    person_id: UUID
    did: Did
    subject_kind: str = ""
    subject_id: UUID | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    row_digest: bytes = b""
    previous: bytes = b""
    digest: bytes = b""
    signature: bytes = b""


def canonical(entry: AuditEntry) -> bytes:
    """The bytes that are hashed and signed: JSON with sorted keys, moments in UTC to the microsecond."""
    body = {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "person": str(entry.person_id),
        "did": entry.did.value,
        "subject_kind": entry.subject_kind,
        "subject": str(entry.subject_id) if entry.subject_id else "",
        "details": dict(entry.details),
        "row": entry.row_digest.hex(),
    }
    return json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def row_digest(record: object) -> bytes:
    """SHA-256 of a record's values, so that a row edited behind the program's back is noticed.

    A field that holds its default is left out: a later release may add fields without unsettling old digests.
    """
    text = json.dumps(_plain(record), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).digest()


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        kept = {f.name: getattr(value, f.name) for f in fields(value) if getattr(value, f.name) != f.default}
        return {name: _plain(part) for name, part in kept.items()}
    if isinstance(value, (frozenset, set)):
        return sorted(str(part) for part in value)
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if value is None or isinstance(value, (bool, int)):
        return value
    return value.hex() if isinstance(value, bytes) else str(value)


def did_words(did: Did) -> str:
    """The deed as the log shows it, after the person's name."""
    return tr(DID_WORDS[did])
