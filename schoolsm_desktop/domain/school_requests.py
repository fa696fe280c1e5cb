"""What somebody asks the school for and the headteacher decides: name and logo, a closed area, a new account, and more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from .access import AuthorisedOn


class RequestKind(StrEnum):
    """The six kinds; which of them a school uses, its policy says."""

    NAME_AND_LOGO = "name-and-logo"
    CLOSED_AREA = "closed-area"
    NEW_ACCOUNT = "new-account"
    FRIEND_REQUEST = "friend-request"
    CONNECTION = "connection"
    RECRUITMENT_SEARCH = "recruitment-search"


SEALED_REQUESTS = frozenset({RequestKind.FRIEND_REQUEST, RequestKind.CONNECTION, RequestKind.RECRUITMENT_SEARCH})
"""Kinds whose words are sealed to named people (PRACTICE 13): their `title` and `details` stay empty."""


class SchoolRequestState(StrEnum):
    """Asked, decided, and what became of it."""

    ASKED = "asked"
    ALLOWED = "allowed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class SchoolRequest:
    """One request with its decision. `details` are the facts of its kind by stable keys (see the kind's questions).

    `asker_id` is a colleague on the staff list, `asker_name` somebody else. A decision has its day, its conditions and a
    note; a permission ends on `ends` and is looked at again on `review_on`.
    """

    id: UUID
    school_id: UUID
    kind: RequestKind
    asked_on: date
    recorded_by: UUID
    recorded_at: datetime
    title: str = ""
    asker_id: UUID | None = None
    asker_name: str = ""
    details: tuple[tuple[str, str], ...] = ()
    account_id: UUID | None = None
    starts: date | None = None
    ends: date | None = None
    review_on: date | None = None
    state: SchoolRequestState = SchoolRequestState.ASKED
    decided_by: UUID | None = None
    decided_on: date | None = None
    decision_recorded_by: UUID | None = None
    decided_how: AuthorisedOn | None = None
    under_cover: bool = False
    conditions: str = ""
    note: str = ""
    paper_id: UUID | None = None
    letter_made_on: date | None = None
    ended_on: date | None = None
    revision: int = 1

    @property
    def is_sealed(self) -> bool:
        """Whether its words are sealed to named people."""
        return self.kind in SEALED_REQUESTS
