"""Records of the invented school that stand over their time: some to look at, one kept by order, one asked for, one gone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from schoolsm_desktop.domain.retention import RecordClass
from schoolsm_desktop.services.destruction import DestructionService
from schoolsm_desktop.services.picture_books import PictureBooks
from schoolsm_desktop.services.pupils import NewPupil, PupilService
from schoolsm_desktop.services.retention import RetentionService

if TYPE_CHECKING:
    from .build import Performer

_LEFT: Final = (
    ("Torin", "Ashgrove", 1180),
    ("Mabel", "Finchdean", 815),
    ("Idris", "Penhallow", 815),
    ("Oona", "Larkspur", 452),
)
"""Pupils of earlier years, with how many days ago they left."""


def retention(performer: Performer) -> None:
    """The headteacher agreed to the first, keeps the second, and is asked about the third."""
    gone, kept, asked, *_waiting = _leavers(performer)
    office, head = performer.session("office"), performer.session("head")
    pupils = RecordClass.PUPILS
    first = DestructionService(office).ask([(pupils, gone)])
    DestructionService(head).agree(first.id)
    RetentionService(head).keep(pupils, kept, "The family’s solicitor has written about a picture of 2023")
    RetentionService(head).set_period(RecordClass.SCHOOL_REQUESTS, 72, "Our adviser: as long as a claim can be brought")
    DestructionService(office).ask([(pupils, asked)], "Left two years ago; nothing of theirs is up any more.")


def _leavers(performer: Performer) -> list[UUID]:
    session = performer.session("office")
    service, found = PupilService(session, PictureBooks(session)), []
    for given, family, ago in _LEFT:
        last = performer.today - timedelta(days=ago)
        pupil = service.add(NewPupil(given, family, year="6", on_roll_from=last - timedelta(days=1200)))
        found.append(service.leave(pupil.id, last).id)
    return found
