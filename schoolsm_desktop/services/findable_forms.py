"""Rounds of photo forms, as the search finds them: by name and class."""

from __future__ import annotations

from collections.abc import Iterable

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .findable import Entry, Found, FoundKind
from .session import Session


def form_rounds(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """Every round, closed ones too, for whoever sends them out."""
    if session.allows(uow, Action.RUN_FORMS):
        for one in uow.form_rounds.all():
            detail = (
                tr("closed on {day}", day=day_text(one.closed_on))
                if one.closed_on
                else tr("begun on {day}", day=day_text(one.opened_on))
            )
            found = Found(FoundKind.FORM_ROUND, one.id, one.name, detail, "photos", "forms")
            yield Entry(found, tr("photo forms"), *(name for name, _ in one.classes))
