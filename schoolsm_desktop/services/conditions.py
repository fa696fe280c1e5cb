"""Who has met what is asked before access is given."""

from __future__ import annotations

from .session import Session


class ConditionService:
    """Who has met what is asked before access is given."""

    def __init__(self, session: Session) -> None:
        self._session = session
