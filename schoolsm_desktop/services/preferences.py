"""How each person left the window: widths, order, filters, page. Kept in the records: a filter can hold a name."""

from __future__ import annotations

import json

from .session import Session

Setting = str | int | float | bool | None | list["Setting"] | dict[str, "Setting"]


class PreferenceService:
    """The preferences of the person signed in."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> dict[str, Setting]:
        """Every preference, by key; read once at sign-in."""
        with self._session.reading() as uow:
            return {key: json.loads(value) for key, value in uow.preferences.of(self._session.person_id).items()}

    def put(self, values: dict[str, Setting]) -> None:
        """Keep these; others stay as they are."""
        if not values:
            return
        with self._session.work() as work:
            for key, value in values.items():
                work.uow.preferences.put(self._session.person_id, key, json.dumps(value))
            work.done()
