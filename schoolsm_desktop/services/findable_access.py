"""Requests for posting access, lists that are worked off, and termly reviews, as the search finds them."""

from __future__ import annotations

from collections.abc import Iterable

from schoolsm_desktop.domain.checklists import Checklist, ChecklistKind
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.requests import STATE_WORDS
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .checklist_views import hidden_lists
from .findable import Entry, Found, FoundKind
from .session import Session

_LIST_WORDS = {
    ChecklistKind.LEAVES: "{name} leaves",
    ChecklistKind.CHANGES_JOB: "{name} changes job",
    ChecklistKind.CLOSES_ACCOUNT: "{name} is closed",
    ChecklistKind.HANDOVER: "{name} hands over",
}


def access_requests(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """Every request for who sees the register; their own for everybody else."""
    sees_all, me = session.allows(uow, Action.SEE_REGISTER), session.person_id
    names = {p.id: p.name for p in uow.people.all()}
    accounts = {a.id: a.name for a in uow.accounts.all()}
    for request in uow.requests.all():
        if sees_all or me in (request.person_id, request.asked_by):
            title = tr("{name} for {account}", name=names[request.person_id], account=accounts[request.account_id])
            detail = tr(STATE_WORDS[request.state])
            yield Entry(Found(FoundKind.ACCESS_REQUEST, request.id, title, detail, "access", "requests"))


def checklists(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """The lists of leavers, movers and closed accounts; a quiet one only for who may know of it (PRACTICE 14)."""
    if not session.allows(uow, Action.WORK_OFF_LISTS):
        return
    hidden = hidden_lists(session, uow)
    people = {p.id: p.name for p in uow.people.all()}
    accounts = {a.id: a.name for a in uow.accounts.all()}
    for checklist in uow.checklists.all():
        if checklist.id not in hidden and checklist.cancelled_at is None:
            name = people.get(checklist.person_id) if checklist.person_id else accounts.get(checklist.account_id)  # type: ignore[arg-type]  # a list has the one or the other
            yield _list_entry(checklist, name or "")


def _list_entry(checklist: Checklist, name: str) -> Entry:
    title = tr(_LIST_WORDS[checklist.kind], name=name)
    return Entry(Found(FoundKind.CHECKLIST, checklist.id, title, day_text(checklist.day), "access", "lists"))


def reviews(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """Each termly review by its term."""
    if session.allows(uow, Action.SEE_REGISTER):
        for review in uow.reviews.all():
            if review.cancelled_at is None:
                title = tr("Termly review: {term}", term=review.term)
                yield Entry(Found(FoundKind.REVIEW, review.id, title, day_text(review.due_on), "access", "review"))
