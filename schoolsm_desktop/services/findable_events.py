"""Events, trips and photographer's days, as the search finds them: by name, place, class and who holds the list."""

from __future__ import annotations

from collections.abc import Iterable

from schoolsm_desktop.domain.events import EVENT_KIND_WORDS
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .findable import Entry, Found, FoundKind
from .session import Session


def events(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """Every event that was not cancelled, for whoever prepares them."""
    if session.allows(uow, Action.RUN_EVENTS):
        for event in uow.events.all():
            if event.cancelled_at is None:
                detail = tr("{kind}, {day}", kind=tr(EVENT_KIND_WORDS[event.kind]), day=day_text(event.on))
                found = Found(FoundKind.EVENT, event.id, event.name, detail, "photos", "events")
                yield Entry(found, event.where, event.holder_name, *event.class_names)
