"""Complaints, as the search finds them: for whoever has the key to one, and for nobody else (PRACTICE 3, 13)."""

from __future__ import annotations

from collections.abc import Iterable

from schoolsm_desktop.domain.cases import CaseSort
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import open_cases
from .findable import Entry, Found, FoundKind
from .session import Session


def complaints(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """By reference and who complains; also by what it is about."""
    for opened in open_cases(session, uow, CaseSort.COMPLAINT):
        one = opened.complaint.complaint
        title = tr("{reference}: {name}", reference=one.reference, name=one.name or tr("Nobody named"))
        detail = tr("Complaint of {day}", day=day_text(one.received_on))
        yield Entry(Found(FoundKind.COMPLAINT, one.id, title, detail, "incidents", "complaints"), one.what)
