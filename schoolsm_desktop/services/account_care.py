"""Health, backup codes, recovery tried, other logins, closing, and pages that pretend to be the school's."""

from __future__ import annotations

from .session import Session


class AccountCareService:
    """Health, backup codes, recovery tried, other logins, closing, and pages that pretend to be the school's."""

    def __init__(self, session: Session) -> None:
        self._session = session
