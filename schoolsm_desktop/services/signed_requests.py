"""Whether what a request allows was decided by somebody who may: a row alone gives no permission, letter or account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from schoolsm_desktop.domain.access import AuthorisedOn
from schoolsm_desktop.domain.audit import AuditEntry, Did, row_digest
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.school_requests import SchoolRequest, SchoolRequestState
from schoolsm_desktop.security.unlocked import UnlockedVault
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .sealed_words import SCHOOL_REQUEST, sealed_digest
from .signed import deeds_of, is_signed, signed_as_head, signed_by_duty

LATER = "later"
"""The detail of a deed that names the one field which it filled after the decision."""
LETTER, ACCOUNT = "letter", "account"
SEALED = "sealed"
"""The detail that fixes what lies sealed beside the row, as it lies there."""


def decision_stands(keys: UnlockedVault, uow: UnitOfWork, request: SchoolRequest) -> bool:
    """Whether the decision is as somebody signed it who might: on screen the headteacher or who acts for them.

    A letter that was made and an account that was bound come later and change nothing of it: the way back from them
    leads to the decision.
    """
    if request.state not in (SchoolRequestState.ALLOWED, SchoolRequestState.REFUSED) or request.decided_by is None:
        return False
    stood, deeds = request, deeds_of(uow, request.id)
    if request.is_sealed and not _as_sealed(uow, request.id, deeds):
        return False
    for deed in reversed(deeds):
        if deed.row_digest != row_digest(stood) or not is_signed(keys, deed):
            return False
        if deed.did is Did.SCHOOL_REQUEST_DECIDED:
            return _might_decide(keys, uow, stood, deed)
        earlier = _before(stood, deed)
        if earlier is None:
            return False
        stood = earlier
    return False


def _as_sealed(uow: UnitOfWork, request_id: UUID, deeds: Sequence[AuditEntry]) -> bool:
    """Whether the words are those that were sealed in the newest deed which sealed them."""
    sealed = [deed for deed in deeds if SEALED in deed.details]
    return bool(sealed) and sealed[-1].details[SEALED] == sealed_digest(uow, SCHOOL_REQUEST, request_id)


def _before(request: SchoolRequest, deed: AuditEntry) -> SchoolRequest | None:
    if deed.did is not Did.SCHOOL_REQUEST_CHANGED:
        return None
    revision = request.revision - 1
    if deed.details.get(LATER) == LETTER:
        return replace(request, letter_made_on=None, revision=revision)
    if deed.details.get(LATER) == ACCOUNT:
        return replace(request, account_id=None, revision=revision)
    return None


def _might_decide(keys: UnlockedVault, uow: UnitOfWork, request: SchoolRequest, deed: AuditEntry) -> bool:
    if deed.person_id == request.asker_id and request.decided_how is AuthorisedOn.SCREEN:
        return False
    if request.decided_how is AuthorisedOn.SCREEN:
        return deed.person_id == request.decided_by and signed_as_head(keys, uow, deed)
    enters = Action.SEE_DECLARATIONS if request.is_sealed else Action.RECORD_SCHOOL_REQUESTS
    return signed_by_duty(keys, uow, deed, enters)
