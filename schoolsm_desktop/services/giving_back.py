"""Passwords given back as a file, with the headteacher's leave."""

from __future__ import annotations

from .session import Session


class GivingBackService:
    """Passwords given back as a file, with the headteacher's leave."""

    def __init__(self, session: Session) -> None:
        self._session = session
