"""What somebody asks the school for and the headteacher decides: name and logo, a closed area, a new account, and more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from .access import AuthorisedOn
from .errors import FieldError, RuleError
from .folding import folded
from .requests import DecidedAlreadyError
from .wording import day_text, tr


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


KIND_WORDS = {
    RequestKind.NAME_AND_LOGO: "Name and logo",
    RequestKind.CLOSED_AREA: "Closed area or blog",
    RequestKind.NEW_ACCOUNT: "New account",
    RequestKind.FRIEND_REQUEST: "Friend request with a parent",
    RequestKind.CONNECTION: "Contact with a pupil outside school",
    RequestKind.RECRUITMENT_SEARCH: "Search about applicants",
}


class SchoolRequestState(StrEnum):
    """Asked, decided, and what became of it."""

    ASKED = "asked"
    ALLOWED = "allowed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


STATE_WORDS = {
    SchoolRequestState.ASKED: "To be decided",
    SchoolRequestState.ALLOWED: "Allowed",
    SchoolRequestState.REFUSED: "Refused",
    SchoolRequestState.WITHDRAWN: "Withdrawn",
    SchoolRequestState.ENDED: "Ended",
}


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

    @property
    def waits(self) -> bool:
        """Whether it is still to be decided."""
        return self.state is SchoolRequestState.ASKED

    @property
    def refused_by_policy(self) -> bool:
        """Whether nobody refused it but the policy, which never allows it."""
        return self.state is SchoolRequestState.REFUSED and self.decided_by is None

    def stands_on(self, day: date) -> bool:
        """Whether what it allows may be done on `day`."""
        if self.state is not SchoolRequestState.ALLOWED:
            return False
        return (self.starts or day) <= day <= (self.ends or day)


@dataclass(frozen=True, slots=True)
class SchoolDecision:
    """What the headteacher, or who stands in, decided: by whom, on which day, how, on what conditions, until when."""

    allowed: bool
    by: UUID
    on: date
    how: AuthorisedOn
    under_cover: bool = False
    conditions: str = ""
    note: str = ""
    starts: date | None = None
    ends: date | None = None
    review_on: date | None = None
    paper_id: UUID | None = None


def months_later(day: date, months: int) -> date:
    """The last day of a permission for so many months that begins on `day`."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last) - timedelta(days=1)
        except ValueError:
            continue
    raise AssertionError  # every month has a 28th


def check_days(starts: date | None, ends: date | None, review_on: date | None) -> None:
    """Raise FieldError where the last day or the review lies before the first day."""
    if starts and ends and ends < starts:
        raise FieldError("ends", tr("The last day lies before the first, {day}.", day=day_text(starts)))
    if starts and review_on and review_on < starts:
        raise FieldError("review_on", tr("The review lies before the first day, {day}.", day=day_text(starts)))


def decide(
    request: SchoolRequest, decision: SchoolDecision, recorded_by: UUID, now: datetime, answers: Mapping[str, str]
) -> SchoolRequest:
    """The request with its decision; `answers` are what was said about it, opened where it is sealed.

    Nobody decides on their own. A refusal has a reason, and a closed area that is allowed has a measure that keeps it
    safe and somebody who reads it (kew-woods:4.2). Raises FieldError.
    """
    if decision.by == request.asker_id:
        raise FieldError("by", tr("Nobody decides on what they asked for themself. Somebody else has to sign for it."))
    if decision.on > now.astimezone().date():
        raise FieldError("on", tr("That day is still to come. Enter the day on the paper."))
    if not decision.allowed and not decision.note.strip():
        raise FieldError("note", tr("Write why, in a few words: whoever asked reads it."))
    if decision.allowed:
        check_days(decision.starts, decision.ends, decision.review_on)
        _demand_safe(request.kind, answers)
    return replace(
        request,
        state=SchoolRequestState.ALLOWED if decision.allowed else SchoolRequestState.REFUSED,
        starts=decision.starts if decision.allowed else request.starts,
        ends=decision.ends if decision.allowed else request.ends,
        review_on=decision.review_on if decision.allowed else None,
        decided_by=decision.by,
        decided_on=decision.on,
        decision_recorded_by=recorded_by,
        decided_how=decision.how,
        under_cover=decision.under_cover,
        conditions=decision.conditions.strip() if decision.allowed else "",
        note=decision.note.strip(),
        paper_id=decision.paper_id,
    )


def _demand_safe(kind: RequestKind, answers: Mapping[str, str]) -> None:
    if kind is not RequestKind.CLOSED_AREA:
        return
    if not answers.get("measures", "").split():
        raise RuleError(
            tr(
                "Nothing is ticked that keeps this area safe, so it cannot be allowed. Change the request and tick what "
                "was arranged; nothing was saved."
            )
        )
    if not answers.get("moderator", "").strip():
        raise RuleError(
            tr(
                "Nobody is named who looks after this area and reads it, so it cannot be allowed. "
                "Change the request first; nothing was saved."
            )
        )


def began_before_agreed(request: SchoolRequest) -> bool:
    """Whether something began before the headteacher had agreed (kew-woods:4.2 asks for it beforehand)."""
    return bool(request.starts and request.decided_on and request.starts < request.decided_on)


def stands_now(request: SchoolRequest, names: Mapping[UUID, str]) -> str:
    """What has become of a request, in one sentence for somebody who meant to do something else with it."""
    by = names.get(request.decided_by, "–") if request.decided_by else "–"
    day = day_text(request.decided_on)
    said = {
        SchoolRequestState.ASKED: tr("It still waits for the headteacher."),
        SchoolRequestState.ALLOWED: tr("{name} allowed it on {day}.", name=by, day=day),
        SchoolRequestState.REFUSED: tr("{name} refused it on {day}.", name=by, day=day),
        SchoolRequestState.WITHDRAWN: tr("It was withdrawn."),
        SchoolRequestState.ENDED: tr("It ended on {day}.", day=day_text(request.ended_on)),
    }
    return tr("Your policy refused it.") if request.refused_by_policy else said[request.state]


def demand_state(
    request: SchoolRequest, wanted: Iterable[SchoolRequestState], names: Mapping[UUID, str], seen: int | None = None
) -> None:
    """Raise DecidedAlreadyError where the request is no longer in one of these states, or was changed since it was read.

    `seen` is the revision that whoever acts had on the screen.
    """
    if request.state not in wanted:
        raise DecidedAlreadyError(
            tr(
                "Something else was done with this request meanwhile: {what} Nothing of yours was saved; what you typed stays here.",
                what=stands_now(request, names),
            )
        )
    if seen is not None and seen != request.revision:
        raise DecidedAlreadyError(
            tr(
                "This request was changed since you opened it. Nothing of yours was saved; what you typed stays here. "
                "Look at the request again."
            )
        )


def refused_before(request: SchoolRequest, others: Iterable[SchoolRequest]) -> SchoolRequest | None:
    """The newest refused request of the same kind by whoever asks again, for the same thing where that can be read."""

    def same(other: SchoolRequest) -> bool:
        if other.id == request.id or other.kind is not request.kind:
            return False
        if other.state is not SchoolRequestState.REFUSED or folded(other.title) != folded(request.title):
            return False
        return (other.asker_id, folded(other.asker_name)) == (request.asker_id, folded(request.asker_name))

    found = [o for o in others if same(o) and o.recorded_at <= request.recorded_at]
    return max(found, key=lambda o: o.recorded_at, default=None)
