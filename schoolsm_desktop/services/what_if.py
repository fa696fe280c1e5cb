"""What follows if a person, a duty or an account goes."""

from __future__ import annotations

from .session import Session


class WhatIfService:
    """What follows if a person, a duty or an account goes."""

    def __init__(self, session: Session) -> None:
        self._session = session
