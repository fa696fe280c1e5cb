"""Requests for everything about one person, as the search finds them: for whoever reads one, and for nobody else."""

from __future__ import annotations

from collections.abc import Iterable

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .findable import Entry, Found, FoundKind
from .sealed_words import SUBJECT_REQUEST, readable
from .session import Session
from .subject_views import opened_words, subject_name


def subject_requests(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """By number and whose it is; also by who asked."""
    if not session.allows(uow, Action.SEE_SUBJECT_REQUESTS):
        return
    mine = readable(session, uow, SUBJECT_REQUEST)
    for request in uow.subject_requests.all():
        if request.id in mine:
            _, words = opened_words(session, uow, request.id)
            title = tr("Request {number}: {name}", number=request.number, name=subject_name(uow, request, words))
            detail = tr("Everything about one person, answer by {day}", day=day_text(request.by))
            yield Entry(
                Found(FoundKind.SUBJECT_REQUEST, request.id, title, detail, "reports", "subjects"), words.asked_by
            )
