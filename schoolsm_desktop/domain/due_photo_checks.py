"""Lines of Today about photo checks that wait for a second person, and the word that the headteacher must say once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from .due_facts import DueFacts, DueItem, Place
from .people import Duty, holders_on
from .photo_checks import PhotoCheck, local_day
from .wording import tr

_SECOND = (Duty.OFFICE_MANAGER, Duty.COORDINATOR, Duty.DEPUTY_HEADTEACHER, Duty.HEADTEACHER)


def due_photo_checks(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What they ask of whom: a check waits on its own day alone."""
    del now
    for check in facts.waiting_checks:
        if local_day(check.at) == today:
            yield DueItem(
                f"photo-check-second:{check.id}",
                today,
                tr("Photo check {number} waits for a second person", number=check.number),
                tr("For {place}. It holds until midnight.", place=check.place_name),
                _second(facts, check, today),
                Place.PHOTO_CHECK,
                tr("Look…"),
                check.id,
                rank=3,
            )


def _second(facts: DueFacts, check: PhotoCheck, today: date) -> Duty:
    """The first duty that somebody else than who made the check holds."""
    for duty in _SECOND:
        if any(person_id != check.by for person_id in holders_on(facts.duties, duty, today)):
            return duty
    return Duty.HEADTEACHER
