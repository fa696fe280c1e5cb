"""Cover for an absent headteacher."""

from __future__ import annotations

from .session import Session


class CoverService:
    """Cover for an absent headteacher."""

    def __init__(self, session: Session) -> None:
        self._session = session
