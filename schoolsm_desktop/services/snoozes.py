"""Putting a line of Today off to another day, and calling it back: recorded, with the reason, by whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import NotAllowedError, RuleError
from schoolsm_desktop.domain.snooze import MOST_DAYS, Snooze, check_put_off
from schoolsm_desktop.domain.wording import tr

from .changes import Noun
from .schools import home_school
from .session import Session
from .today import PutOffLine, TodayLine, TodayService

__all__ = ("MOST_DAYS", "SnoozeService")


class SnoozeService:
    """The deeds of putting off. What is put off stands in `TodayService.view().put_off`."""

    def __init__(self, session: Session, today: TodayService) -> None:
        self._session = session
        self._today = today

    def put_off(self, key: str, until: date, reason: str) -> Snooze:
        """Put one line off to a day within thirty; it comes back by itself.

        Raises FieldError for a day or reason that cannot be, RuleError for a line that cannot be put off or is gone,
        NotAllowedError for another's line.
        """
        line = self._line(key)
        check_put_off(line.item, until, reason, self._session.today)
        if line.held:
            raise NotAllowedError(tr("{why} Nothing was changed.", why=line.held))
        with self._session.work() as work:
            snooze = Snooze(
                uuid4(),
                home_school(work.uow).id,
                key,
                until,
                reason.strip(),
                self._session.person_id,
                self._session.clock.now(),
            )
            kept = work.uow.snoozes.add(snooze)
            work.did(
                Did.SNOOZED,
                Noun.SNOOZES,
                subject_kind="snooze",
                subject_id=kept.id,
                record=kept,
                line=key.partition(":")[0],
                until=until.isoformat(),
            )
            work.done()
        return kept

    def call_back(self, key: str) -> None:
        """Let a line that was put off stand among the others again. Raises RuleError, NotAllowedError."""
        found = self._put_off_line(key)
        if not found.may_call_back:
            raise NotAllowedError(
                tr(
                    "Only whoever put it off, whoever it falls to, or the headteacher calls it back. Nothing was changed."
                )
            )
        with self._session.work() as work:
            for snooze in work.uow.snoozes.all():
                if snooze.key == key and snooze.ended_at is None and snooze.until > self._session.today:
                    kept = work.uow.snoozes.save(replace(snooze, ended_at=self._session.clock.now()))
                    work.did(
                        Did.SNOOZE_ENDED,
                        Noun.SNOOZES,
                        subject_kind="snooze",
                        subject_id=kept.id,
                        record=kept,
                        line=key.partition(":")[0],
                    )
            work.done()

    def _line(self, key: str) -> TodayLine:
        view = self._today.view()
        seen = [*view.lines, *(each.line for each in view.put_off)]
        found = next((line for line in seen if line.item.key == key), None)
        if found is None:
            raise RuleError(tr("This is done already, or no longer due. Nothing was changed."))
        return found

    def _put_off_line(self, key: str) -> PutOffLine:
        found = next((each for each in self._today.view().put_off if each.line.item.key == key), None)
        if found is None:
            raise RuleError(tr("This is not put off any more. Nothing was changed."))
        return found
