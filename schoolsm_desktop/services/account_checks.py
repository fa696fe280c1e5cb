"""The termly account check."""

from __future__ import annotations

from .session import Session


class AccountCheckService:
    """The termly account check."""

    def __init__(self, session: Session) -> None:
        self._session = session
