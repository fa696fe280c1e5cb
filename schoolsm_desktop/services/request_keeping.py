"""Opening and keeping requests inside a unit of work; their words sealed where the kind is."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.school_requests import SchoolRequest
from schoolsm_desktop.domain.wording import tr

from .changes import Noun
from .school_request_views import read_request, sealed_parts, without_words
from .sealed_words import SCHOOL_REQUEST, seal_words, sealed_digest
from .session import Work
from .signed_requests import LATER, SEALED, decision_stands


def opened_request(work: Work, request_id: UUID) -> SchoolRequest:
    """A request with its words; one that is sealed to others is not there. Raises RuleError."""
    found = work.uow.school_requests.find(request_id)
    opened = read_request(work.session, work.uow, found) if found is not None else None
    if opened is None:
        raise RuleError(tr("There is no such request. Nothing was changed."))
    return opened


def keep_request(work: Work, request: SchoolRequest, did: Did, *, new: bool = False, later: str = "") -> SchoolRequest:
    """Save a request, its words sealed where its kind is; gives it back with them. `later` names what came afterwards."""
    plain = without_words(request) if request.is_sealed else request
    if new:
        work.uow.school_requests.add(plain)
        kept = plain
    else:
        kept = work.uow.school_requests.save(plain)
    details = {LATER: later} if later else {}
    if request.is_sealed:
        seal_words(work, SCHOOL_REQUEST, request.id, sealed_parts(request))
        details[SEALED] = sealed_digest(work.uow, SCHOOL_REQUEST, request.id)
    work.did(
        did,
        Noun.SCHOOL_REQUESTS,
        subject_kind="school-request",
        subject_id=kept.id,
        record=kept,
        **details,
    )
    return replace(request, revision=kept.revision)


def demand_proved(work: Work, request: SchoolRequest) -> None:
    """Ask that the decision is as somebody entitled signed it. Raises RuleError."""
    stored = work.uow.school_requests.get(request.id)
    if not decision_stands(work.session.keys, work.uow, stored):
        raise RuleError(
            tr(
                "This decision is not as somebody signed it here, so nothing follows from it. "
                "Look at “Who did what” in Settings, and have it decided again."
            )
        )


def enters(request: SchoolRequest) -> Action:
    """What somebody needs who enters a paper or changes it for another: of a sealed one, to read it by their duty."""
    return Action.SEE_DECLARATIONS if request.is_sealed else Action.RECORD_SCHOOL_REQUESTS


def names_of(work: Work) -> dict[UUID, str]:
    """Everybody as a sentence names them."""
    return {p.id: p.short_name for p in work.uow.people.all()}
