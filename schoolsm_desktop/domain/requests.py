"""Asking for posting access: request, decision by the headteacher, and the giving that follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from .access import Access, AccessKind, AccessLevel, AuthorisedOn
from .errors import FieldError, RuleError
from .wording import day_text, tr


class RequestState(StrEnum):
    """Asked, decided one way or the other, and what became of it."""

    ASKED = "asked"
    AUTHORISED = "authorised"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    GIVEN = "given"


STATE_WORDS = {
    RequestState.ASKED: "To be decided",
    RequestState.AUTHORISED: "To be given",
    RequestState.REFUSED: "Refused",
    RequestState.WITHDRAWN: "Withdrawn",
    RequestState.GIVEN: "Given",
}
WAITING = frozenset({RequestState.ASKED, RequestState.AUTHORISED})
"""The states in which somebody still has to do something."""


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

    @property
    def waits(self) -> bool:
        """Whether somebody still has to decide or to give."""
        return self.state in WAITING


@dataclass(frozen=True, slots=True)
class Decision:
    """What the headteacher, or who stands in, decided: by whom, on which day, how, and with what note."""

    allowed: bool
    by: UUID
    on: date
    how: AuthorisedOn
    under_cover: bool = False
    note: str = ""
    override_reason: str = ""
    paper_id: UUID | None = None


class DecidedAlreadyError(RuleError):
    """Somebody decided, withdrew or gave in the meantime; the sentence says what stands now."""

    key = "decided-already"


def as_access(request: AccessRequest) -> Access:
    """The access that a request asks for, for the rules that hold for both."""
    return Access(
        id=request.id,
        school_id=request.school_id,
        person_id=request.person_id,
        account_id=request.account_id,
        kind=request.kind,
        level=request.level,
        starts=request.starts,
        reason=request.reason,
        ends=request.ends,
        review_on=request.review_on,
    )


def same_asked(request: AccessRequest, others: Iterable[AccessRequest]) -> AccessRequest | None:
    """A request for the same that still waits."""
    asked = (request.person_id, request.account_id, request.kind)
    return next(
        (o for o in others if o.waits and o.id != request.id and (o.person_id, o.account_id, o.kind) == asked), None
    )


def check_asked_once(request: AccessRequest, others: Iterable[AccessRequest]) -> None:
    """Refuse a second request for the same while the first one waits."""
    other = same_asked(request, others)
    if other is not None:
        raise RuleError(
            tr(
                "This was asked for already, on {day}. It stands in the list of requests. Nothing was added.",
                day=day_text(other.asked_at.astimezone().date()),
            )
        )


def stands_now(request: AccessRequest, names: Mapping[UUID, str]) -> str:
    """What has become of a request, in one sentence for somebody who meant to do something else with it."""
    by = names.get(request.decided_by, "–") if request.decided_by else "–"
    day = day_text(request.decided_on)
    if request.state is RequestState.AUTHORISED:
        return tr("{name} authorised it on {day}.", name=by, day=day)
    if request.state is RequestState.REFUSED:
        return tr("{name} refused it on {day}.", name=by, day=day)
    if request.state is RequestState.GIVEN:
        return tr("{name} authorised it on {day}, and it was given.", name=by, day=day)
    if request.state is RequestState.WITHDRAWN:
        return tr("It was withdrawn.")
    return tr("It still waits for the headteacher.")


def demand_state(request: AccessRequest, wanted: Iterable[RequestState], names: Mapping[UUID, str]) -> None:
    """Raise DecidedAlreadyError where the request is no longer in one of these states."""
    if request.state not in wanted:
        raise DecidedAlreadyError(
            tr(
                "Something else was done with this request meanwhile: {what} Nothing of yours was saved; what you typed stays here.",
                what=stands_now(request, names),
            )
        )


def decide(request: AccessRequest, decision: Decision, recorded_by: UUID, now: datetime) -> AccessRequest:
    """The request with its decision. Raises FieldError for a refusal without a note or a day still to come.

    Nobody decides on their own access, in whatever place they stand (DOMAIN "Request").
    """
    if decision.by == request.person_id:
        raise FieldError("by", tr("Nobody decides on their own access. Somebody else has to sign for it."))
    if decision.on > now.astimezone().date():
        raise FieldError("on", tr("That day is still to come. Enter the day on the paper."))
    if not decision.allowed and not decision.note.strip():
        raise FieldError("note", tr("Write why, in a few words: whoever asked reads it."))
    return replace(
        request,
        state=RequestState.AUTHORISED if decision.allowed else RequestState.REFUSED,
        decided_by=decision.by,
        decided_on=decision.on,
        recorded_by=recorded_by,
        recorded_at=now,
        authorised_how=decision.how,
        under_cover=decision.under_cover,
        paper_id=decision.paper_id,
        decision_note=decision.note.strip(),
        override_reason=decision.override_reason.strip() if decision.allowed else "",
    )
