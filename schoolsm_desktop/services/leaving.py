"""Somebody leaves, changes job, comes back, or stands twice in the records."""

from __future__ import annotations

from .session import Session


class LeavingService:
    """Somebody leaves, changes job, comes back, or stands twice in the records."""

    def __init__(self, session: Session) -> None:
        self._session = session
