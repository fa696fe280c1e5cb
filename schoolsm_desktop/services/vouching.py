"""What the signed log says of a record: whether a row is as somebody wrote it here, or was edited by other means.

The database's key is known to everybody with a sign-in, so that a row proves nothing by itself. The entry in the log
does: it holds the row's digest and is signed by the person who acted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from schoolsm_desktop.domain.audit import AuditEntry, Did, row_digest
from schoolsm_desktop.domain.checklists import Checklist, ChecklistLine
from schoolsm_desktop.domain.reviews import Review, ReviewLine
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .vouched_policy import altered_versions

KIND_OF: Mapping[Did, str] = {
    Did.SCHOOL_SET_UP: "school",
    Did.SCHOOL_CHANGED: "school",
    Did.PERSON_ADDED: "person",
    Did.PERSON_CHANGED: "person",
    Did.PERSON_RETURNED: "person",
    Did.PEOPLE_MERGED: "person",
    Did.DUTY_GIVEN: "duty",
    Did.DUTY_ENDED: "duty",
    Did.ACCOUNT_ADDED: "account",
    Did.ACCOUNT_CHANGED: "account",
    Did.ACCOUNT_MOVED: "account",
    Did.ACCESS_GIVEN: "access",
    Did.ACCESS_RECORDED: "access",
    Did.ACCESS_CHANGED: "access",
    Did.ACCESS_PAUSED: "access",
    Did.ACCESS_RESUMED: "access",
    Did.ACCESS_ENDED: "access",
    Did.ACCESS_EXPIRED: "access",
    Did.CHANGE_WAIVED: "waiver",
    Did.ACCESS_ASKED: "request",
    Did.ACCESS_AUTHORISED: "request",
    Did.ACCESS_REFUSED: "request",
    Did.REQUEST_WITHDRAWN: "request",
    Did.REQUEST_GIVEN: "request",
    Did.CONDITION_MET: "condition",
    Did.CONDITION_WITHDRAWN: "condition",
    Did.COVER_STARTED: "cover",
    Did.COVER_ENDED: "cover",
    Did.COVER_TOLD: "cover",
    Did.LIST_STARTED: "list",
    Did.LIST_LINE_DONE: "list",
    Did.LIST_LINE_OPENED: "list",
    Did.LIST_LINE_ADDED: "list",
    Did.LIST_CHANGED: "list",
    Did.LIST_FINISHED: "list",
    Did.LIST_CANCELLED: "list",
    Did.REVIEW_STARTED: "review",
    Did.REVIEW_DECIDED: "review",
    Did.REVIEW_SIGNED_OFF: "review",
    Did.REVIEW_CANCELLED: "review",
    Did.ACCOUNT_CHECKED: "check",
    Did.CODE_TICKED: "code",
    Did.LOGIN_HANDED_ON: "login",
    Did.GIVING_BACK_ASKED: "approval",
    Did.GIVING_BACK_DECIDED: "approval",
    Did.SECRETS_GIVEN_BACK: "approval",
    Did.PAPER_KEPT: "paper",
    Did.EDITION_ADDED: "edition",
    Did.EDITION_CHANGED: "edition",
    Did.POLICY_SIGNED: "edition",
    Did.EDITION_WITHDRAWN: "edition",
    Did.LINKED_POLICY_CHANGED: "linked-policy",
    Did.TRAINING_HELD: "training",
    Did.TRAINING_CHANGED: "training",
    Did.DECLARED: "declaration",
    Did.DECLARATION_WITHDRAWN: "declaration",
    Did.SCHOOL_REQUEST_ASKED: "school-request",
    Did.SCHOOL_REQUEST_CHANGED: "school-request",
    Did.SCHOOL_REQUEST_DECIDED: "school-request",
    Did.SCHOOL_REQUEST_ENDED: "school-request",
    Did.LESSON_USE_RECORDED: "lesson-use",
    Did.LESSON_USE_WITHDRAWN: "lesson-use",
    Did.CLASS_TICKED: "class-tick",
    Did.CLASS_TICK_WITHDRAWN: "class-tick",
    Did.CONTACT_CHANGED: "contact",
    Did.CHANNEL_CHANGED: "channel",
    Did.DEVICE_CHANGED: "device",
    Did.HOUSE_RULES_CHANGED: "house-rules",
    Did.ACCOUNT_LOOKED_AT: "look",
    Did.LOOK_WITHDRAWN: "look",
    Did.LETTER_TEMPLATE_CHANGED: "letter-template",
    Did.LETTER_MADE: "letter",
    Did.LETTER_CHANGED: "letter",
    Did.SNOOZED: "snooze",
    Did.SNOOZE_ENDED: "snooze",
    Did.LIST_ENTRY_CHANGED: "list-entry",
    Did.HOLD_SET: "hold",
    Did.HOLD_ENDED: "hold",
    Did.PLACE_TERMS_CHANGED: "place-terms",
    Did.PICTURE_RULES_CHANGED: "picture-rules",
    Did.FORMS_STARTED: "form-round",
    Did.FORMS_CHANGED: "form-round",
    Did.PHOTO_CHECKED: "photo-check",
    Did.CHECK_CONFIRMED: "photo-check",
    Did.CHECK_ENDED: "photo-check",
    Did.CHECK_CHANGED: "photo-check",
    Did.POST_RECORDED: "post",
    Did.POST_CHANGED: "post",
    Did.POST_TAKEN_DOWN: "post",
    Did.POST_REVIEWED: "post-review",
    Did.POST_CORRECTED: "post-correction",
    Did.REMOVAL_BEGUN: "removal",
    Did.REMOVAL_CHANGED: "removal",
    Did.REMOVAL_FINISHED: "removal",
    Did.REMOVAL_LINE_ADDED: "removal-task",
    Did.REMOVAL_LINE_DONE: "removal-task",
    Did.EVENT_ADDED: "event",
    Did.EVENT_CHANGED: "event",
    Did.EVENT_BREACH: "event-breach",
    Did.LIST_HANDED_OUT: "list-copy",
    Did.LIST_CAME_BACK: "list-copy",
    Did.COLLEAGUE_ANSWERED: "colleague-answer",
    Did.CASE_FILED: "case",
    Did.CASE_ADDED_TO: "case",
    Did.CASE_UNSHARED: "case",
    Did.CASE_PRINTED: "case",
    Did.EVIDENCE_KEPT: "evidence",
    Did.EVIDENCE_SEALED_OFF: "evidence",
    Did.EVIDENCE_REMOVED: "evidence",
    Did.MODERATED: "moderation",
    Did.MODERATION_CHANGED: "moderation",
    Did.BLOCKED: "block",
    Did.BLOCK_CHANGED: "block",
    Did.UNBLOCKED: "block",
    Did.TAKEDOWN_ASKED: "takedown",
    Did.TAKEDOWN_CHANGED: "takedown",
    Did.REPORT_BEGUN: "term-report",
    Did.REPORT_CHANGED: "term-report",
    Did.REPORT_FINISHED: "term-report",
    Did.REPORT_PRESENTED: "term-report",
    Did.REPORT_DROPPED: "term-report",
    Did.RETENTION_CHANGED: "retention-period",
    Did.KEEP_ORDERED: "keep-order",
    Did.KEEP_ENDED: "keep-order",
    Did.DESTRUCTION_ASKED: "destruction",
    Did.DESTRUCTION_ENDED: "destruction",
    Did.DESTROYED: "destruction",
    Did.SUBJECT_REQUEST_RECORDED: "subject-request",
    Did.SUBJECT_REQUEST_CHANGED: "subject-request",
    Did.SUBJECT_COPY_MADE: "subject-request",
    Did.SUBJECT_REQUEST_CLOSED: "subject-request",
}
"""Which kind of record each deed fixes by digest, where it is done with a record."""
KIND_WORDS: Mapping[str, str] = {
    "school": "the school’s details",
    "person": "a person’s record",
    "duty": "a duty",
    "account": "an account’s facts",
    "access": "an access",
    "waiver": "a decision that no new password is needed",
    "request": "a request for access",
    "condition": "a tick for policy and training",
    "cover": "cover for the headteacher",
    "list": "a list that is worked off",
    "review": "a termly review",
    "check": "an account check",
    "code": "a tick for a backup code",
    "login": "a former login",
    "approval": "a decision on saving passwords as a file",
    "paper": "a scan",
    "edition": "a version of the policy",
    "linked-policy": "a policy that is read with this one",
    "training": "a training session",
    "declaration": "a declaration",
    "school-request": "a request",
    "lesson-use": "a lesson use",
    "class-tick": "a tick of a class",
    "contact": "a number to ring",
    "channel": "a way to write to parents or pupils",
    "device": "a device",
    "house-rules": "the house rules",
    "look": "a look at an account",
    "letter-template": "a letter’s template",
    "letter": "a letter",
    "snooze": "a line of Today that was put off",
    "list-entry": "an entry of a list",
    "hold": "a hold of photo answers",
    "place-terms": "the terms of a place for pictures",
    "picture-rules": "the rules for pictures",
    "form-round": "photo forms",
    "photo-check": "a photo check",
    "post": "something published",
    "post-review": "a look at something published",
    "post-correction": "a correction",
    "removal": "a search for a pupil’s pictures",
    "removal-task": "a picture to take down",
    "event": "an event",
    "event-breach": "a breach of an event’s rule",
    "list-copy": "a numbered list",
    "colleague-answer": "a colleague’s photo answer",
    "case": "a sealed record",
    "evidence": "a sealed file",
    "moderation": "what was done about a comment",
    "block": "a block",
    "takedown": "a request to remove something",
    "term-report": "a termly report",
    "retention-period": "how long records are kept",
    "keep-order": "an order to keep something",
    "destruction": "a destruction",
    "subject-request": "a request for everything about one person",
    "policy": "the settings of your policy",
}
RECORD = "record"
"""The detail that names the record where the entry is about something else: a duty, by the person who holds it."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A list or a review with its lines: one digest fixes all of it, so that a line neither changes, comes nor goes unseen."""

    id: UUID
    head: Checklist | Review
    lines: tuple[ChecklistLine | ReviewLine, ...]


def whole_of(uow: UnitOfWork, record: object) -> object:
    """What the digest of a deed with `record` covers: the list or review that it belongs to, otherwise the record itself."""
    if isinstance(record, ChecklistLine):
        record = uow.checklists.get(record.checklist_id)
    if isinstance(record, ReviewLine):
        record = uow.reviews.get(record.review_id)
    if isinstance(record, Checklist):
        return Whole(record.id, record, tuple(sorted(uow.checklists.lines.of(record.id), key=_by_id)))
    if isinstance(record, Review):
        return Whole(record.id, record, tuple(sorted(uow.reviews.lines.of(record.id), key=_by_id)))
    return record


@dataclass(frozen=True, slots=True)
class AlteredRow:
    """A record that is not as the log says: changed, put in, or (`gone`) taken out by other means than this program."""

    kind: str
    id: UUID
    gone: bool = False

    @property
    def words(self) -> str:
        """What kind of record it is, for a sentence."""
        return tr(KIND_WORDS[self.kind])


def altered_rows(uow: UnitOfWork, entries: Sequence[AuditEntry]) -> tuple[AlteredRow, ...]:
    """Every record whose digest is not that of the last entry about it; `entries` are the whole log, oldest first.

    A version of the settings has no id of its own; it is named by its number (kind "policy").
    """
    last: dict[tuple[str, UUID], bytes] = {}
    for entry in entries:
        kind, record_id = KIND_OF.get(entry.did), record_of(entry)
        if kind is not None and record_id is not None:
            last[kind, record_id] = entry.row_digest
    there = {(kind, found.id): row_digest(found) for kind, records in _kept(uow) for found in records}
    altered = [AlteredRow(*key) for key, digest in there.items() if last.get(key) != digest]
    went = removed_properly(entries)
    gone = [AlteredRow(*key, gone=True) for key in last if key not in there and key not in went]
    settings = [
        AlteredRow("policy", UUID(int=number), gone=is_gone)
        for number, is_gone in altered_versions(uow.policies.versions(), entries).items()
    ]
    return tuple(sorted((*altered, *gone, *settings), key=lambda row: (row.kind, str(row.id))))


def removed_properly(entries: Sequence[AuditEntry]) -> frozenset[tuple[str, UUID]]:
    """Records that two people removed by the rules, by kind and id: one asked, another confirmed, both signed."""
    asked: dict[UUID, set[UUID]] = {}
    gone: set[tuple[str, UUID]] = set()
    for entry in entries:
        if entry.subject_id is None:
            continue
        if entry.did in (Did.CASE_REMOVAL_ASKED, Did.DESTRUCTION_ASKED):
            asked.setdefault(entry.subject_id, set()).add(entry.person_id)
        elif entry.did is Did.DESTROYED:
            gone |= _destroyed(entry, asked.get(entry.subject_id, set()))
        elif entry.did is Did.CASE_REMOVED:
            case = UUID(entry.details["case"]) if "case" in entry.details else entry.subject_id
            if asked.get(case, set()) - {entry.person_id}:
                gone.add((entry.subject_kind, entry.subject_id))
    return frozenset(gone)


def _destroyed(entry: AuditEntry, asked: set[UUID]) -> set[tuple[str, UUID]]:
    """What an entry says two people destroyed: who asked is another, or a slip on paper holds the second signature."""
    if not (asked - {entry.person_id} or (asked and entry.details.get("slip"))):
        return set()
    named = (word.partition(":") for word in entry.details.get("records", "").split())
    return {(kind, UUID(key)) for kind, _colon, key in named}


class _Kept(Protocol):
    @property
    def id(self) -> UUID: ...


def _kept(uow: UnitOfWork) -> tuple[tuple[str, Iterable[_Kept]], ...]:
    """Every record that a deed fixes, with what the log calls its kind."""
    return (
        ("school", uow.schools.all()),
        ("person", uow.people.all()),
        ("duty", uow.duties.all()),
        ("account", uow.accounts.all()),
        ("access", uow.access.all()),
        ("waiver", uow.knowings.waivers()),
        ("request", uow.requests.all()),
        ("condition", uow.conditions.all()),
        ("cover", uow.covers.all()),
        ("list", _whole_lists(uow)),
        ("review", _whole_reviews(uow)),
        ("check", uow.account_checks.all()),
        ("code", uow.code_uses.all()),
        ("login", uow.former_logins.all()),
        ("approval", uow.approvals.all()),
        ("paper", uow.papers.all()),
        ("edition", uow.editions.all()),
        ("linked-policy", uow.linked_policies.all()),
        ("training", uow.training.all()),
        ("declaration", uow.declarations.all()),
        ("school-request", uow.school_requests.all()),
        ("lesson-use", uow.lesson_uses.all()),
        ("class-tick", uow.class_ticks.all()),
        ("contact", uow.contacts.all()),
        ("channel", uow.channels.all()),
        ("device", uow.devices.all()),
        ("house-rules", uow.house_rules.all()),
        ("look", uow.looks.all()),
        ("letter-template", uow.letter_templates.all()),
        ("letter", uow.letters.all()),
        ("snooze", uow.snoozes.all()),
        ("list-entry", uow.lists.all()),
        ("hold", uow.holds.all()),
        ("place-terms", uow.place_terms.all()),
        ("picture-rules", uow.picture_rules.all()),
        ("form-round", uow.form_rounds.all()),
        ("photo-check", uow.photo_checks.all()),
        ("post", uow.posts.all()),
        ("post-review", uow.post_reviews.all()),
        ("post-correction", uow.post_corrections.all()),
        ("removal", uow.removals.all()),
        ("removal-task", uow.removal_tasks.all()),
        ("event", uow.events.all()),
        ("event-breach", uow.event_breaches.all()),
        ("list-copy", uow.list_copies.all()),
        ("colleague-answer", uow.colleague_answers.all()),
        ("case", uow.cases.all()),
        ("evidence", uow.evidence_files.all()),
        ("moderation", uow.moderation_acts.all()),
        ("block", uow.blocks.all()),
        ("takedown", uow.takedowns.all()),
        ("term-report", uow.term_reports.all()),
        ("retention-period", uow.retention_periods.all()),
        ("keep-order", uow.keep_orders.all()),
        ("destruction", uow.destructions.all()),
        ("subject-request", uow.subject_requests.all()),
    )


def _whole_lists(uow: UnitOfWork) -> list[Whole]:
    lines: dict[UUID, list[ChecklistLine]] = defaultdict(list)
    for line in uow.checklists.lines.all():
        lines[line.checklist_id].append(line)
    return [Whole(head.id, head, tuple(sorted(lines[head.id], key=_by_id))) for head in uow.checklists.all()]


def _whole_reviews(uow: UnitOfWork) -> list[Whole]:
    lines: dict[UUID, list[ReviewLine]] = defaultdict(list)
    for line in uow.reviews.lines.all():
        lines[line.review_id].append(line)
    return [Whole(head.id, head, tuple(sorted(lines[head.id], key=_by_id))) for head in uow.reviews.all()]


def _by_id(record: _Kept) -> UUID:
    return record.id


def record_of(entry: AuditEntry) -> UUID | None:
    """Which record an entry fixes; None where it fixes none."""
    if not entry.row_digest:
        return None
    named = entry.details.get(RECORD)
    return UUID(named) if named else entry.subject_id
