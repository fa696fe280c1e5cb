"""Scans that stand behind records."""

from __future__ import annotations

from .session import Session


class PaperService:
    """Scans that stand behind records."""

    def __init__(self, session: Session) -> None:
        self._session = session
