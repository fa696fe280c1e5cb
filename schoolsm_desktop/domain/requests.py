"""Asking for posting access: request, decision by the headteacher, and the giving that follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from .access import AccessKind, AccessLevel, AuthorisedOn


class RequestState(StrEnum):
    """Asked, decided one way or the other, and what became of it."""

    ASKED = "asked"
    AUTHORISED = "authorised"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class AccessRequest:
    """One person's access to one account, asked for; the decision and the access given stand in the same record."""

    id: UUID
    school_id: UUID
    person_id: UUID
    account_id: UUID
    kind: AccessKind
    level: AccessLevel
    starts: date
    asked_by: UUID
    asked_at: datetime
    reason: str = ""
    ends: date | None = None
    review_on: date | None = None
    state: RequestState = RequestState.ASKED
    decided_by: UUID | None = None
    decided_on: date | None = None
    recorded_by: UUID | None = None
    """Who entered the decision: the decider on screen, the office for one on paper."""
    recorded_at: datetime | None = None
    authorised_how: AuthorisedOn | None = None
    under_cover: bool = False
    paper_id: UUID | None = None
    decision_note: str = ""
    override_reason: str = ""
    """Why access may be given although a condition is missing; only with an authorisation."""
    access_id: UUID | None = None
    revision: int = 1
