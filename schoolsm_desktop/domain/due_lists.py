"""Lists that are worked off, as lines of Today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from .due_facts import DueFacts, DueItem


def due_lists(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What is due."""
    return ()
