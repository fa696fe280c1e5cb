"""What the log calls the rows of each table, and what a person reads for them."""

from __future__ import annotations

from collections.abc import Mapping

from schoolsm_desktop.domain.retention import RecordClass
from schoolsm_desktop.domain.wording import tr

from .changes import Noun
from .vouching import KIND_WORDS

KIND_OF_TABLE: Mapping[str, str] = {
    "people": "person",
    "duties": "duty",
    "accounts": "account",
    "accesses": "access",
    "waivers": "waiver",
    "access_requests": "request",
    "conditions_met": "condition",
    "covers": "cover",
    "checklists": "list",
    "reviews": "review",
    "account_checks": "check",
    "code_uses": "code",
    "former_logins": "login",
    "approvals": "approval",
    "papers": "paper",
    "training_sessions": "training",
    "declarations": "declaration",
    "school_requests": "school-request",
    "lesson_uses": "lesson-use",
    "class_ticks": "class-tick",
    "devices": "device",
    "looks": "look",
    "letters": "letter",
    "snoozes": "snooze",
    "holds": "hold",
    "form_rounds": "form-round",
    "photo_checks": "photo-check",
    "posts": "post",
    "post_reviews": "post-review",
    "post_corrections": "post-correction",
    "removals": "removal",
    "removal_tasks": "removal-task",
    "events": "event",
    "event_breaches": "event-breach",
    "list_copies": "list-copy",
    "colleague_answers": "colleague-answer",
    "moderation_acts": "moderation",
    "blocks": "block",
    "takedowns": "takedown",
    "term_reports": "term-report",
    "keep_orders": "keep-order",
    "subject_requests": "subject-request",
    "editions": "edition",
    "schools": "school",
}
"""The kind of record by which the log fixes the rows of a table."""
OTHER_WORDS: Mapping[str, str] = {
    "pupils": "a pupil",
    "adults": "a parent",
    "photo_answers": "a photo answer",
    "photo_forms": "a photo form",
    "roll_changes": "a change of the roll",
    "review_lines": "a termly review",
    "checklist_lines": "a list that is worked off",
    "knowings": "who knows a password",
    "secret_versions": "a password",
    "policy_versions": "the settings of your policy",
    "roll_batches": "an import of the roll",
    "place_terms": "the terms of a place for pictures",
}
NOUNS: Mapping[RecordClass, frozenset[Noun]] = {
    RecordClass.PUPILS: frozenset({Noun.PUPILS, Noun.PHOTO_ANSWERS, Noun.PHOTO_FORMS}),
    RecordClass.PHOTO_CHECKS: frozenset({Noun.PHOTO_CHECKS}),
    RecordClass.PUBLISHED: frozenset({Noun.POSTS}),
    RecordClass.REMOVALS: frozenset({Noun.REMOVALS}),
    RecordClass.EVENTS: frozenset({Noun.EVENTS}),
    RecordClass.PHOTO_FORMS: frozenset({Noun.PHOTO_FORMS}),
    RecordClass.ACCOUNTS: frozenset({Noun.ACCOUNTS, Noun.SECRETS, Noun.CHECKS}),
    RecordClass.STAFF: frozenset({Noun.PEOPLE, Noun.CONDITIONS}),
    RecordClass.ACCESS: frozenset({Noun.ACCESS, Noun.REQUESTS}),
    RecordClass.REVIEWS: frozenset({Noun.REVIEWS, Noun.CHECKLISTS, Noun.HOUSE}),
    RecordClass.DECLARATIONS: frozenset({Noun.DECLARATIONS}),
    RecordClass.SCHOOL_REQUESTS: frozenset({Noun.SCHOOL_REQUESTS}),
    RecordClass.TRAINING: frozenset({Noun.TRAINING}),
    RecordClass.LETTERS: frozenset({Noun.LETTERS}),
    RecordClass.MODERATION: frozenset({Noun.MODERATION}),
    RecordClass.BLOCKS: frozenset({Noun.BLOCKS}),
    RecordClass.TAKEDOWNS: frozenset({Noun.TAKEDOWNS}),
    RecordClass.SUBJECT_REQUESTS: frozenset({Noun.SUBJECT_REQUESTS}),
    RecordClass.TERM_REPORTS: frozenset({Noun.REPORTS}),
    RecordClass.LESSONS: frozenset({Noun.LESSONS}),
    RecordClass.DESK: frozenset({Noun.SNOOZES}),
}
"""What pages read anew once records of a class went."""


def table_words(table: str) -> str:
    """What the rows of a table are, for a sentence."""
    kind = KIND_OF_TABLE.get(table)
    if kind is not None:
        return tr(KIND_WORDS[kind])
    return tr(OTHER_WORDS[table]) if table in OTHER_WORDS else tr("another record")
