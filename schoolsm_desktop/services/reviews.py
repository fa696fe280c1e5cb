"""The termly review of posting access."""

from __future__ import annotations

from .session import Session


class ReviewService:
    """The termly review of posting access."""

    def __init__(self, session: Session) -> None:
        self._session = session
