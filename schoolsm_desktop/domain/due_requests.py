"""Requests, cover and conditions, as lines of Today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from .due_facts import DueFacts, DueItem


def due_requests(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What is due."""
    return ()
