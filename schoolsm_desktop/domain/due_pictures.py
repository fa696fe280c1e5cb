"""Lines of Today about the roll, holds, places for pictures and answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from .due_facts import DueFacts, DueItem


def due_pictures(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What they ask of whom."""
    del facts, today, now
    return ()
