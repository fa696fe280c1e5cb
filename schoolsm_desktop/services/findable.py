"""What can be found: one entry a thing, with the words it is found by and where it leads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from schoolsm_desktop.domain.folding import folded

if TYPE_CHECKING:
    from schoolsm_desktop.storage.unit_of_work import UnitOfWork

    from .session import Session


class FoundKind(StrEnum):
    """What was found, in the order in which kinds that are found equally well follow one another."""

    ACTION = "action"
    PAGE = "page"
    PUPIL = "pupil"
    PERSON = "person"
    ACCOUNT = "account"
    ACCESS_REQUEST = "access-request"
    CHECKLIST = "checklist"
    REVIEW = "review"
    SCHOOL_REQUEST = "school-request"
    VERSION = "version"
    LINKED_POLICY = "linked-policy"
    TRAINING = "training"
    DECLARATION = "declaration"
    LETTER = "letter"
    EVENT = "event"
    POST = "post"
    REMOVAL = "removal"
    FORM_ROUND = "form-round"
    INCIDENT = "incident"
    COMPLAINT = "complaint"
    BLOCK = "block"
    TAKEDOWN = "takedown"
    TERM_REPORT = "term-report"
    SUBJECT_REQUEST = "subject-request"
    CONTACT = "contact"
    CHANNEL = "channel"
    DEVICE = "device"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Found:
    """One line under the search field: the page and the part or act it leads to, and the record there, if there is one."""

    kind: FoundKind
    id: UUID | None
    title: str
    detail: str
    page: str
    act: str = ""


class Entry:
    """A thing that can be found, its words folded once: `title` weighs more than what else it is known by."""

    __slots__ = ("found", "key", "kind", "title")

    def __init__(self, found: Found, *also: str) -> None:
        self.found = found
        self.kind = found.kind
        self.title = f" {folded(found.title)}"
        self.key = f"{self.title} {folded(' '.join((found.detail, *also)))}"


Findable = Callable[["Session", "UnitOfWork"], Iterable[Entry]]
"""The entries of one noun for the person signed in: what may be seen, and nothing else."""
