"""The staff list, as the search finds it."""

from __future__ import annotations

from collections.abc import Iterable

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .findable import Entry, Found, FoundKind
from .session import Session


def people(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """Everybody on the staff list, for who may see it; of two records of one person the one that stands."""
    if not session.allows(uow, Action.SEE_PEOPLE):
        return
    for person in uow.people.all():
        if person.merged_into is None:
            yield Entry(
                Found(FoundKind.PERSON, person.id, person.name, person.job_title, "people", "staff"),
                person.given_name,
                person.email,
            )
