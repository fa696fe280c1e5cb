"""What of the photo check may stay open behind a lock, if the school says so."""

from __future__ import annotations

from schoolsm_desktop.domain.open_check import OpenCheck, freeze
from schoolsm_desktop.domain.permissions import Action

from .picture_books import PictureBooks
from .session import Session


class OpenCheckService:
    """Freezes the photo answers for the process that follows a lock."""

    def __init__(self, session: Session, books: PictureBooks) -> None:
        self._session = session
        self._books = books

    def frozen(self) -> OpenCheck | None:
        """What may stay open; None where the school did not set minutes, or who locks checks no pictures."""
        with self._session.reading() as uow:
            minutes = next((rules.stay_open_minutes for rules in uow.picture_rules.all()), 0)
            may = self._session.allows(uow, Action.CHECK_PHOTOS)
        if minutes <= 0 or not may:
            return None
        return freeze(self._books.today(), self._session.clock.now(), minutes)
