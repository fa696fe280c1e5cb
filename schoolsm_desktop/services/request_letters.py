"""The letter that a decision on a request leads to: its fields, a look at it beforehand, and making it once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.clauses import ClauseRef, clause_name
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.letters import Letter
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import clause
from schoolsm_desktop.domain.school_request_rules import subject_of
from schoolsm_desktop.domain.school_requests import RequestKind, SchoolRequest, SchoolRequestState
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .letters import LetterPreview, LetterService
from .school_request_views import asker_words, read_request
from .session import Session
from .signed_requests import LATER, LETTER, decision_stands

KEYS: Mapping[tuple[RequestKind, SchoolRequestState], str] = {
    (RequestKind.NAME_AND_LOGO, SchoolRequestState.ALLOWED): "name-and-logo-allowed",
    (RequestKind.NAME_AND_LOGO, SchoolRequestState.REFUSED): "name-and-logo-refused",
    (RequestKind.CLOSED_AREA, SchoolRequestState.ALLOWED): "closed-area-allowed",
    (RequestKind.CLOSED_AREA, SchoolRequestState.REFUSED): "closed-area-refused",
    (RequestKind.NEW_ACCOUNT, SchoolRequestState.ALLOWED): "new-account-allowed",
    (RequestKind.NEW_ACCOUNT, SchoolRequestState.REFUSED): "new-account-refused",
    (RequestKind.FRIEND_REQUEST, SchoolRequestState.ALLOWED): "friend-request-decided",
    (RequestKind.FRIEND_REQUEST, SchoolRequestState.REFUSED): "friend-request-decided",
    (RequestKind.CONNECTION, SchoolRequestState.ALLOWED): "connection-decided",
    (RequestKind.CONNECTION, SchoolRequestState.REFUSED): "connection-decided",
    (RequestKind.RECRUITMENT_SEARCH, SchoolRequestState.ALLOWED): "recruitment-notice",
}
"""Which letter follows from which decision; the one about a search is the notice to the candidates."""


class RequestLetterService:
    """Deeds and views of the letters that follow from requests."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def preview(self, request_id: UUID) -> LetterPreview:
        """The letter as it would be made now; nothing is kept. Raises NotAllowedError, RuleError where no letter follows."""
        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.RECORD_SCHOOL_REQUESTS)
            request = self._decided(uow, request_id)
            key, recipient, fields = self._contents(uow, request)
        return LetterService(session).preview(key, fields, recipient)

    def make(self, request_id: UUID) -> Letter:
        """Make the letter from the decision and keep it; the request says from then on that it was made.

        Raises RuleError where the decision is not as somebody entitled signed it, NotAllowedError.
        """
        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.RECORD_SCHOOL_REQUESTS)
            request = self._decided(uow, request_id)
            key, recipient, fields = self._contents(uow, request)
        letter = LetterService(session).make(
            key, "school-request", request.id, recipient, fields, sealed=request.is_sealed
        )
        with session.work() as work:
            stored = work.uow.school_requests.get(request.id)
            if stored.letter_made_on is None and stored.state is request.state:
                kept = work.uow.school_requests.save(replace(stored, letter_made_on=session.today))
                work.did(
                    Did.SCHOOL_REQUEST_CHANGED,
                    Noun.SCHOOL_REQUESTS,
                    subject_kind="school-request",
                    subject_id=kept.id,
                    record=kept,
                    **{LATER: LETTER},
                )
            work.done()
        return letter

    def _decided(self, uow: UnitOfWork, request_id: UUID) -> SchoolRequest:
        found = uow.school_requests.find(request_id)
        opened = read_request(self._session, uow, found) if found is not None else None
        if found is None or opened is None:
            raise RuleError(tr("There is no such request. No letter was made."))
        if (opened.kind, opened.state) not in KEYS or opened.decided_by is None:
            raise RuleError(tr("No letter follows from this request as it stands. Nothing was made."))
        if not decision_stands(self._session.keys, uow, found):
            raise RuleError(
                tr(
                    "This decision is not as somebody signed it here, so no letter was made. "
                    "Look at “Who did what” in Settings, and have it decided again."
                )
            )
        return opened

    def _contents(self, uow: UnitOfWork, request: SchoolRequest) -> tuple[str, str, dict[str, str]]:
        people = {p.id: p for p in uow.people.all()}
        profile, answers = self._session.profile(uow), dict(request.details)
        rests_on = clause(profile, subject_of(profile, request.kind))
        allowed = request.state is SchoolRequestState.ALLOWED
        search = request.kind is RequestKind.RECRUITMENT_SEARCH
        fields = {
            "item": _item(request),
            "use": _within(answers.get("use") or answers.get("purpose") or ""),
            "starts": day_text(request.starts or request.decided_on),
            "ends": day_text(request.ends) if request.ends else tr("further notice"),
            "conditions": _clean(request.conditions),
            "reason": _clean(request.note),
            "decision": tr("agreed") if allowed else tr("not agreed"),
            "clause": clause_label(rests_on) if rests_on else "",
        }
        recipient = tr("Candidate") if search else asker_words(request, people)
        return KEYS[request.kind, request.state], recipient, fields


def clause_label(rests_on: ClauseRef) -> str:
    """A clause as a letter names it."""
    return tr("{clause} of our policy", clause=clause_name(rests_on))


def _item(request: SchoolRequest) -> str:
    """What it is about, as it stands inside a sentence: in quotation marks where somebody gave it that name."""
    if request.kind is RequestKind.RECRUITMENT_SEARCH:
        return request.title
    return _within(request.title) if request.is_sealed else f"“{request.title}”"


def _clean(text: str) -> str:
    """Words as they stand inside a sentence: on one line, without a full stop of their own."""
    return " ".join(text.split()).rstrip(".;, ")


def _within(text: str) -> str:
    """As `_clean`, beginning small unless the first word is a name or in capitals."""
    tidy = _clean(text)
    return tidy[:1].lower() + tidy[1:] if tidy[1:2].islower() or tidy[1:2] == " " else tidy
