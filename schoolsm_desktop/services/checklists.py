"""Lists that are worked off: read, ticked, proved, finished and signed."""

from __future__ import annotations

from .session import Session


class ChecklistService:
    """Lists that are worked off: read, ticked, proved, finished and signed."""

    def __init__(self, session: Session) -> None:
        self._session = session
