"""What is due, as a file for a calendar program: neutral titles, no name of a person or an account, no word of an incident."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.due import Place
from schoolsm_desktop.domain.errors import NotAllowedError, RuleError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.exchange.calendar_out import DueEvent, calendar_file
from schoolsm_desktop.exchange.private_file import write_private

from .changes import Noun
from .session import Session
from .today import TodayLine, TodayService
from .today_places import SEALED

ENDING = ".ics"
PLACE_WORDS: Mapping[Place, str] = {
    Place.ACCOUNT: "See to an account",
    Place.CHANGE_PASSWORD: "Change a password",
    Place.ACCESS: "Review posting access",
    Place.SIGN_INS: "See to sign-ins",
    Place.PEOPLE: "See to the staff list",
    Place.TERMS: "Enter term dates",
    Place.BACKUP: "Make a backup",
    Place.RECOVERY_SHEET: "Print the recovery sheet",
    Place.LOG: "Look at who did what",
    Place.REQUEST: "See to a request",
    Place.COVER: "See to cover",
    Place.CHECKLIST: "Work off a list",
    Place.REVIEW: "Termly review",
    Place.ACCOUNT_CHECK: "Termly account check",
    Place.APPROVAL: "Decide something that was asked",
    Place.POLICY: "See to the policy",
    Place.POLICY_HEALTH: "Look through the policy",
    Place.TRAINING: "Reading, signing and training",
    Place.DECLARATION: "See to the records",
    Place.SCHOOL_REQUEST: "See to a request",
    Place.LESSONS: "Tick off lessons",
    Place.CONTACT: "Check telephone numbers",
    Place.HOUSE: "See to the house rules",
    Place.LOOK: "Look at the accounts",
    Place.PICTURES: "See to photo permissions",
    Place.HOLD: "See to photo permissions",
    Place.ROLL: "See to the roll",
    Place.PHOTO_FORMS: "See to photo forms",
    Place.PHOTO_CHECK: "Look at a photo check",
    Place.POST: "Look at what was published",
    Place.REMOVAL: "See to photo permissions",
    Place.EVENT: "See to an event",
    Place.PICTURE_PLACE: "See to photo permissions",
    Place.MODERATION: "Look at the accounts",
    Place.BLOCK: "See to the records",
    Place.TAKEDOWN: "See to the records",
    Place.RECORDS_CHECK: "Check the records",
    Place.TERM_REPORT: "See to the termly report",
    Place.DESTRUCTION: "See to what is kept and destroyed",
    Place.SUBJECT_REQUEST: "See to a request for everything about one person",
}
"""A calendar is seen by colleagues, on a telephone, by whoever shares it: what is due is said by its kind alone."""


class Whose(StrEnum):
    """Whose duties go into the file."""

    MINE = "mine"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class CalendarOffer:
    """How many days would stand in the file, and whether the whole school's may be saved."""

    mine: int
    school: int
    may_save_school: bool


class DueCalendarService:
    """Save Today as a calendar file."""

    def __init__(self, session: Session, today: TodayService) -> None:
        self._session = session
        self._today = today

    def offer(self) -> CalendarOffer:
        """What could be saved by the person signed in."""
        lines = _outside(self._today.view().lines)
        with self._session.reading() as uow:
            sees_all = self._session.allows(uow, Action.SEE_REGISTER)
        today = self._session.today
        return CalendarOffer(len(_events(_mine(lines), today)), len(_events(lines, today)) if sees_all else 0, sees_all)

    def save(self, path: Path, whose: Whose, *, replace: bool = False) -> int:
        """Write the file and record it; how many events it holds.

        Raises RuleError where nothing is due, NotAllowedError, FileThereError, FileNotWrittenError.
        """
        path = path if path.suffix.lower() == ENDING else path.with_name(f"{path.name}{ENDING}")
        lines = _outside(self._today.view().lines)
        with self._session.work() as work:
            if whose is Whose.SCHOOL and not self._session.allows(work.uow, Action.SEE_REGISTER):
                raise NotAllowedError(tr("You may save your own lines alone. Nothing was written."))
            events = _events(lines if whose is Whose.SCHOOL else _mine(lines), self._session.today)
            if not events:
                raise RuleError(tr("Nothing is due, so there is nothing to save. No file was written."))
            made = calendar_file(events, self._session.clock.now(), tr("School office: what is due"))
            work.did(
                Did.SAVED_AS_FILE, Noun.LOG, subject_kind="due-calendar", count=str(len(events)), whose=whose.value
            )
            write_private(path, made, replace=replace)
            work.done()
        return len(events)


def _outside(lines: Iterable[TodayLine]) -> list[TodayLine]:
    """The lines that may stand in a calendar: of incidents and complaints not even the day leaves the program."""
    return [line for line in lines if line.item.place not in SEALED]


def _mine(lines: Iterable[TodayLine]) -> list[TodayLine]:
    return [line for line in lines if line.is_mine]


def _events(lines: Iterable[TodayLine], today: date) -> list[DueEvent]:
    """One event a day and kind: five passwords due on Tuesday are one line of Tuesday. What is overdue stands on today."""
    counted: Counter[tuple[date, Place]] = Counter((line.item.due, line.item.place) for line in lines)
    return [
        DueEvent(
            _uid(day, place),
            max(day, today),
            tr(PLACE_WORDS[place]),
            ntr("{count} line in SchoolSM Desktop.", "{count} lines in SchoolSM Desktop.", count),
        )
        for (day, place), count in sorted(counted.items())
    ]


def _uid(day: date, place: Place) -> str:
    digest = hashlib.sha256(f"{place.value}:{day.isoformat()}".encode()).hexdigest()[:32]
    return f"{digest}@schoolsm-desktop"
