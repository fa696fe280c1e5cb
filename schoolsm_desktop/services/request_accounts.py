"""The account that an allowed request leads to: made as proposed or chosen, and authorised by the same decision."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

from schoolsm_desktop.domain.accounts import Account, AccountClass, AccountState, check_account, check_move
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.school_requests import RequestKind, SchoolRequest, SchoolRequestState, demand_state
from schoolsm_desktop.domain.wording import tr

from .changes import Noun
from .request_keeping import demand_proved, keep_request, names_of, opened_request
from .session import Session, Work
from .signed_requests import ACCOUNT

BINDS = (RequestKind.CLOSED_AREA, RequestKind.NEW_ACCOUNT)
"""Kinds that lead to an account."""
BOUND_CLASSES = (AccountClass.CLOSED_AREA, AccountClass.LEARNER_PLATFORM)


class RequestAccountService:
    """Deeds that lead from a request to an account."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def make(self, request_id: UUID, platform_id: str, owner_id: UUID | None = None) -> Account:
        """Make the proposed account that an allowed request asked for, and bind it. Raises FieldError, RuleError."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.EDIT_ACCOUNTS)
            request = _to_bind(work, request_id)
            account = _account_for(request, platform_id, owner_id)
            kept = check_account(account, owner_required=session.profile(work.uow).owner_required)
            work.uow.accounts.add(kept)
            work.did(Did.ACCOUNT_ADDED, Noun.ACCOUNTS, subject_kind="account", subject_id=kept.id, record=kept)
            _bind(work, request, kept)
            work.done()
        return kept

    def bind(self, request_id: UUID, account_id: UUID) -> SchoolRequest:
        """Say which account in the records an allowed request is about. Raises FieldError for one of another kind."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.EDIT_ACCOUNTS)
            request, account = _to_bind(work, request_id), work.uow.accounts.get(account_id)
            if request.kind is RequestKind.CLOSED_AREA and account.account_class not in BOUND_CLASSES:
                raise FieldError(
                    "account_id", tr("This account is no closed area or learner platform. Choose another one.")
                )
            kept = _bind(work, request, account)
            work.done()
        return kept

    def authorise(self, request_id: UUID) -> Account:
        """The bound account is authorised by the decision on the request, by whom and on the day it was taken.

        Raises RuleError where the decision is not as somebody entitled signed it, or the account is no longer proposed.
        """
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.EDIT_ACCOUNTS)
            request = opened_request(work, request_id)
            demand_state(request, (SchoolRequestState.ALLOWED,), names_of(work))
            demand_proved(work, request)
            if request.account_id is None:
                raise RuleError(tr("No account is bound to this request yet. Make or choose it first."))
            before = work.uow.accounts.get(request.account_id)
            check_move(before, AccountState.AUTHORISED)
            authorised = replace(
                before,
                state=AccountState.AUTHORISED,
                authorised_by=request.decided_by,
                authorised_on=request.decided_on,
            )
            kept = work.uow.accounts.save(authorised)
            work.did(
                Did.ACCOUNT_MOVED,
                Noun.ACCOUNTS,
                subject_kind="account",
                subject_id=kept.id,
                record=kept,
                to=kept.state.value,
            )
            work.done()
        return kept


def _account_for(request: SchoolRequest, platform_id: str, owner_id: UUID | None) -> Account:
    answers = dict(request.details)
    closed = request.kind is RequestKind.CLOSED_AREA
    return Account(
        id=uuid4(),
        school_id=request.school_id,
        platform_id=platform_id,
        name=request.title,
        purpose=" ".join(answers.get("purpose", "").split()),
        audience=answers.get("class" if closed else "audience", ""),
        account_class=AccountClass.CLOSED_AREA if closed else AccountClass.OFFICIAL,
        state=AccountState.PROPOSED,
        owner_id=owner_id,
    )


def _to_bind(work: Work, request_id: UUID) -> SchoolRequest:
    request = opened_request(work, request_id)
    demand_state(request, (SchoolRequestState.ALLOWED,), names_of(work))
    if request.kind not in BINDS:
        raise RuleError(tr("No account comes of a request of this kind. Nothing was changed."))
    if request.account_id is not None:
        raise RuleError(tr("An account is bound to this request already. Nothing was changed."))
    demand_proved(work, request)
    return request


def _bind(work: Work, request: SchoolRequest, account: Account) -> SchoolRequest:
    return keep_request(work, replace(request, account_id=account.id), Did.SCHOOL_REQUEST_CHANGED, later=ACCOUNT)
