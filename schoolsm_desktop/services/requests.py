"""Asking for posting access, deciding on it, and what conditions are still missing."""

from __future__ import annotations

from .session import Session


class RequestService:
    """Asking for posting access, deciding on it, and what conditions are still missing."""

    def __init__(self, session: Session) -> None:
        self._session = session
