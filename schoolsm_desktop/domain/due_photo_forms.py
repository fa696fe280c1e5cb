"""Lines of Today about photo forms that are out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from .due_facts import DueFacts, DueItem


def due_photo_forms(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What they ask of whom."""
    del facts, today, now
    return ()
