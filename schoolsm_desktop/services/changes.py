"""Tells whoever listens which nouns a finished unit of work has changed."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Noun(StrEnum):
    """What a page can show and a deed can change."""

    ACCOUNTS = "accounts"
    SECRETS = "secrets"
    ACCESS = "access"
    REQUESTS = "requests"
    COVER = "cover"
    CONDITIONS = "conditions"
    CHECKLISTS = "checklists"
    REVIEWS = "reviews"
    CHECKS = "checks"
    APPROVALS = "approvals"
    PEOPLE = "people"
    SIGN_INS = "sign-ins"
    SCHOOL = "school"
    POLICY = "policy"
    EDITIONS = "editions"
    TRAINING = "training"
    DECLARATIONS = "declarations"
    SCHOOL_REQUESTS = "school-requests"
    LESSONS = "lessons"
    CONTACTS = "contacts"
    HOUSE = "house"
    LETTERS = "letters"
    LISTS = "lists"
    SNOOZES = "snoozes"
    PUPILS = "pupils"
    PHOTO_ANSWERS = "photo-answers"
    PICTURE_RULES = "picture-rules"
    PHOTO_FORMS = "photo-forms"
    PHOTO_CHECKS = "photo-checks"
    POSTS = "posts"
    REMOVALS = "removals"
    EVENTS = "events"
    COLLEAGUE_PICTURES = "colleague-pictures"
    INCIDENTS = "incidents"
    COMPLAINTS = "complaints"
    MODERATION = "moderation"
    BLOCKS = "blocks"
    TAKEDOWNS = "takedowns"
    REPORTS = "reports"
    RETENTION = "retention"
    SUBJECT_REQUESTS = "subject-requests"
    BACKUPS = "backups"
    LOG = "log"


Listener = Callable[[frozenset[Noun]], None]


class Changes:
    """The listeners of one session. They are called on the thread that did the work, after its commit."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Have `listener` told of every change from now on."""
        self._listeners.append(listener)

    def tell(self, nouns: frozenset[Noun]) -> None:
        """Tell every listener; nothing is told for an empty set."""
        if nouns:
            for listener in self._listeners:
                listener(nouns)
