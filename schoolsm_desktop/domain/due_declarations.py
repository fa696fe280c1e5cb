"""Lines of Today about declarations, agreements, lessons and what is taught."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from .due_facts import DueFacts, DueItem


def due_declarations(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What they ask of whom."""
    del facts, today, now
    return ()
