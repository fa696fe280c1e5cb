"""Another computing coordinator takes over."""

from __future__ import annotations

from .session import Session


class HandoverService:
    """Another computing coordinator takes over."""

    def __init__(self, session: Session) -> None:
        self._session = session
