"""How a thing is done on each platform: dated cards."""

from __future__ import annotations

from .session import Session


class CardService:
    """How a thing is done on each platform: dated cards."""

    def __init__(self, session: Session) -> None:
        self._session = session
