"""Pupils, as the search finds them: as spoken, by the legal name, and by every name that was changed."""

from __future__ import annotations

from collections.abc import Iterable

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .findable import Entry, Found, FoundKind
from .session import Session


def pupils(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """The roll and those who have left, for who sees it; nothing of what was answered, nor of a hold."""
    if not session.allows(uow, Action.SEE_PUPILS):
        return
    today, left = session.today, tr("Has left")
    for pupil in uow.pupils.all():
        where = left if pupil.has_left(today) else ", ".join(pupil.classes)
        name, *others = pupil.all_names
        yield Entry(Found(FoundKind.PUPIL, pupil.id, name, where, "photos", "pupils"), *others)
