"""Lines of Today about the roll, holds, places for pictures and answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from .due_facts import DueFacts, DueItem, Place
from .due_roll import due_roll
from .people import Duty
from .wording import ntr, tr


def due_pictures(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What they ask of whom."""
    del now
    yield from _tell_elsewhere(facts, today)
    yield from due_roll(facts, today)


def _tell_elsewhere(facts: DueFacts, today: date) -> Iterable[DueItem]:
    """Answers entered here that the other system does not have (PRACTICE 7)."""
    if facts.to_tell_elsewhere:
        yield DueItem(
            "tell-elsewhere",
            today,
            ntr(
                "{count} photo answer is to be changed in the other system",
                "{count} photo answers are to be changed in the other system",
                facts.to_tell_elsewhere,
            ),
            tr("Entered here, and kept first in the other system. Print the list, or tick what is changed there."),
            Duty.OFFICE_MANAGER,
            Place.PICTURES,
            tr("Tick…"),
            rank=7,
        )
