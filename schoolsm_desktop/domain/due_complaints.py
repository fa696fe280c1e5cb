"""Lines of Today about complaints: acknowledgements, appointments, answers. No title says whose."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from .due_facts import DueFacts, DueItem


def due_complaints(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What they ask of whom."""
    del facts, today, now
    return ()
