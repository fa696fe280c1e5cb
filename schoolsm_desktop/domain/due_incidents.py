"""Lines of Today about incidents: what waits, actions, clocks. No title names an incident (PRACTICE 14)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from .due_facts import DueFacts, DueItem


def due_incidents(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What they ask of whom."""
    del facts, today, now
    return ()
