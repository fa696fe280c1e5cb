"""Performs what happens to an access between request and end, through the program's own services."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from schoolsm_desktop.domain.account_check import CheckQuestion
from schoolsm_desktop.domain.accounts import Known
from schoolsm_desktop.domain.checklists import ChecklistKind, LineKind
from schoolsm_desktop.domain.logins import NewLogin
from schoolsm_desktop.services.account_care import AccountCareService
from schoolsm_desktop.services.account_checks import AccountCheckService
from schoolsm_desktop.services.checklists import ChecklistService
from schoolsm_desktop.services.conditions import ConditionService, Tick
from schoolsm_desktop.services.cover import CoverService
from schoolsm_desktop.services.leaving import LeavingService
from schoolsm_desktop.services.requests import Asking, RequestService
from schoolsm_desktop.services.reviews import ReviewService

from . import life_plan as plan
from .plan import Deed

if TYPE_CHECKING:
    from .build import Performer


def _ticked(by: Performer, deed: plan.Ticked) -> None:
    people = tuple(by.people[key] for key in deed.people)
    ConditionService(by.session(deed.by)).tick(Tick(people, deed.condition, deed.on, deed.about, deed.until))


def _cover_begun(by: Performer, deed: plan.CoverBegun) -> None:
    by.records[deed.key] = CoverService(by.session(deed.by)).begin_alone(deed.ends, deed.reason).id


def _cover_told(by: Performer, deed: plan.CoverTold) -> None:
    CoverService(by.session(deed.by)).told(by.records[deed.key])


def _requested(by: Performer, deed: plan.Requested) -> None:
    access = deed.access
    asking = Asking(
        by.people[access.person],
        by.accounts[access.account],
        access.kind,
        access.level,
        access.starts,
        access.ends,
        access.review_on,
        access.reason,
    )
    by.records[access.key] = RequestService(by.session(deed.by)).ask(asking).id


def _decided(by: Performer, deed: plan.Decided) -> None:
    service, request = RequestService(by.session(deed.by)), by.records[deed.access]
    if deed.allowed:
        service.authorise(request, deed.note, deed.override_reason)
    else:
        service.refuse(request, deed.note)


def _request_given(by: Performer, deed: plan.RequestGiven) -> None:
    by.accesses[deed.access] = RequestService(by.session(deed.by)).give(by.records[deed.access]).id


def _list_begun(by: Performer, deed: plan.ListBegun) -> None:
    service, person = LeavingService(by.session(deed.by)), by.people[deed.person]
    ends = None
    if deed.kind is ChecklistKind.CHANGES_JOB:
        ending = {str(by.accesses[key]) for key in deed.accesses}
        ends = [held.key for held in service.holdings(person) if held.key.partition(":")[2] in ending]
    by.records[deed.key] = service.prepare(person, deed.day, deed.kind, new_job=deed.new_job, ends=ends).id


def _closing_begun(by: Performer, deed: plan.ClosingBegun) -> None:
    service = AccountCareService(by.session(deed.by))
    by.records[deed.key] = service.begin_closing(by.accounts[deed.account], deed.day).id


def _lines_done(by: Performer, deed: plan.LinesDone) -> None:
    """What the records show is seen by the program itself; of that, a duty is ended here where all is worked off."""
    session = by.session(deed.by)
    service = ChecklistService(session)
    for view in service.view(by.records[deed.key]).lines:
        if not view.is_open or (deed.kinds and view.line.kind not in deed.kinds):
            continue
        if not view.by_records:
            service.tick(view.line.id, deed.proof)
        elif view.line.kind is LineKind.DUTY:
            LeavingService(session).carry_out(view.line.id)


def _list_signed(by: Performer, deed: plan.ListSigned) -> None:
    ChecklistService(by.session(deed.by)).finish(by.records[deed.key], deed.at.date())


def _review_begun(by: Performer, deed: plan.ReviewBegun) -> None:
    by.records[_REVIEW] = ReviewService(by.session(deed.by)).start().id


def _reviewed(by: Performer, deed: plan.Reviewed) -> None:
    session, review = by.session(deed.by), by.records[_REVIEW]
    service = ReviewService(session)
    said = {by.accesses[key]: decision for key, decision in deed.decisions.items()}
    if deed.rest is not None:
        with session.reading() as uow:
            lines = uow.reviews.lines.of(review)
        others = [x.access_id for x in lines if x.verdict is None and x.person_id != session.person_id]
        said |= {access: deed.rest for access in others if access not in said}
    for access, decision in said.items():
        service.decide(review, access, decision)


def _review_signed(by: Performer, deed: plan.ReviewSigned) -> None:
    service, review = ReviewService(by.session(deed.by)), by.records[_REVIEW]
    service.sign_off(review, service.signing_off(review).seen, deed.note)


def _account_checked(by: Performer, deed: plan.AccountChecked) -> None:
    service, account = AccountCheckService(by.session(deed.by)), by.accounts[deed.account]
    for question in CheckQuestion:
        service.answer(account, question, deed.noes.get(question, Known.YES))
    if deed.note:
        service.note(account, deed.note)


def _code_ticked(by: Performer, deed: plan.CodeTicked) -> None:
    AccountCareService(by.session(deed.by)).tick_code(by.accounts[deed.account], deed.position, deed.at.date())


def _login_handed_on(by: Performer, deed: plan.LoginHandedOn) -> None:
    session, account_id = by.session(deed.by), by.accounts[deed.account]
    with session.reading() as uow:
        account = uow.accounts.get(account_id)
    login = NewLogin(deed.user_name, account.handle, account.address, deed.at.date(), deed.reason, deed.password)
    AccountCareService(session).hand_to_login(account_id, login)


_REVIEW = "review"

PERFORM: Mapping[type[Deed], Callable[..., None]] = {
    plan.Ticked: _ticked,
    plan.CoverBegun: _cover_begun,
    plan.CoverTold: _cover_told,
    plan.Requested: _requested,
    plan.Decided: _decided,
    plan.RequestGiven: _request_given,
    plan.ListBegun: _list_begun,
    plan.ClosingBegun: _closing_begun,
    plan.LinesDone: _lines_done,
    plan.ListSigned: _list_signed,
    plan.ReviewBegun: _review_begun,
    plan.Reviewed: _reviewed,
    plan.ReviewSigned: _review_signed,
    plan.AccountChecked: _account_checked,
    plan.CodeTicked: _code_ticked,
    plan.LoginHandedOn: _login_handed_on,
}
Records = dict[str, UUID]
"""What the plan calls a list, a request, cover or the review, to its id."""
