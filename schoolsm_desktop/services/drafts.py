"""What was typed and not saved: sealed to the person's own key at a lock, given back after the next sign-in."""

from __future__ import annotations

import json
from collections.abc import Mapping

from .session import Session

DraftValue = str | bool | None


class DraftService:
    """Drafts of the person signed in. `place` names the form, `values` its fields."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, drafts: Mapping[str, Mapping[str, DraftValue]]) -> None:
        """Seal and keep what stands in open forms, one entry a place; places not named are left alone."""
        if not drafts:
            return
        with self._session.work() as work:
            for place, values in drafts.items():
                text = json.dumps(dict(values)).encode("ascii")  # half of a letter pair can be typed too
                blob = self._session.keys.seal_draft(place, text)
                work.uow.drafts.put(self._session.person_id, place, blob, self._session.clock.now())
            work.done()

    def all(self) -> dict[str, dict[str, DraftValue]]:
        """Everything kept for this person, by place."""
        with self._session.reading() as uow:
            blobs = uow.drafts.of(self._session.person_id)
        return {place: json.loads(self._session.keys.open_draft(place, blob)) for place, blob in blobs.items()}

    def forget(self, place: str) -> None:
        """The form was saved or given up."""
        with self._session.work() as work:
            work.uow.drafts.remove(self._session.person_id, place)
            work.done()
