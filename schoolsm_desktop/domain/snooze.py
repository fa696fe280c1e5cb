"""Lines of Today put off to another day, by whom and why. A safeguarding duty cannot be put off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from .due_facts import DueItem
from .errors import FieldError, RuleError
from .people import Duty
from .wording import ntr, tr

MOST_DAYS = 30
SHORTEST_REASON = 3


@dataclass(frozen=True, slots=True)
class Snooze:
    """One line of Today (by its key) that comes back on `until`; `ended_at` where it was called back before."""

    id: UUID
    school_id: UUID
    key: str
    until: date
    reason: str
    by: UUID
    at: datetime
    ended_at: datetime | None = None
    revision: int = 1


class Held(StrEnum):
    """Why a line cannot be put off."""

    MUST_CHANGE = "must-change"
    STILL_INSIDE = "still-inside"
    SAFEGUARDING = "safeguarding"
    BREACH = "breach"
    WENT_BACK = "went-back"
    ALTERED = "altered"
    BY_LAW = "by-law"
    SEALED = "sealed"


HELD_WORDS = {
    Held.MUST_CHANGE: "A password that has to be changed cannot be put off: until it is, somebody knows it who should not.",
    Held.STILL_INSIDE: "This cannot be put off: somebody who has left can still get in.",
    Held.SAFEGUARDING: "A safeguarding duty cannot be put off.",
    Held.BREACH: "The 72 hours of a data breach run on, so this cannot be put off.",
    Held.WENT_BACK: "This cannot be put off: records that went back mean that something is missing.",
    Held.ALTERED: "This cannot be put off: somebody changed what the program asks and stops.",
    Held.BY_LAW: "The law set this day, and it has passed, so it cannot be put off.",
    Held.SEALED: "This is sealed, and what is put off is kept where others read it, so it cannot be put off.",
}
_BY_KEY: Mapping[str, Held] = {
    "password": Held.MUST_CHANGE,
    "left": Held.STILL_INSIDE,
    "sign-in-left": Held.STILL_INSIDE,
    "breach": Held.BREACH,
    "incident": Held.SAFEGUARDING,
    "safeguarding": Held.SAFEGUARDING,
    "allegation": Held.SAFEGUARDING,
    "went-back": Held.WENT_BACK,
    "settings-altered": Held.ALTERED,
    "complaint": Held.SEALED,
}
"""By the first part of a line's key."""
_SAFEGUARDING_DUTIES = frozenset({Duty.DSL, Duty.DEPUTY_DSL, Duty.INCIDENT_LEAD})


def held(item: DueItem, today: date) -> Held | None:
    """Why this line cannot be put off today; None where it can."""
    found = _BY_KEY.get(item.key.partition(":")[0])
    if found is not None:
        return found
    if item.duty in _SAFEGUARDING_DUTIES:
        return Held.SAFEGUARDING
    return Held.BY_LAW if item.by_law and item.due < today else None


def latest(today: date) -> date:
    """The last day to which something can be put off."""
    return today + timedelta(days=MOST_DAYS)


def check_put_off(item: DueItem, until: date, reason: str, today: date) -> None:
    """Raise FieldError or RuleError where this line cannot be put off to `until` with this reason."""
    why = held(item, today)
    if why is not None:
        raise RuleError(tr("{why} Nothing was changed.", why=tr(HELD_WORDS[why])))
    if until <= today:
        raise FieldError("until", tr("Choose a day after today. Nothing was changed."))
    if until > latest(today):
        raise FieldError(
            "until",
            ntr(
                "At most {count} day: then it is looked at again. Nothing was changed.",
                "At most {count} days: then it is looked at again. Nothing was changed.",
                MOST_DAYS,
            ),
        )
    if len(reason.strip()) < SHORTEST_REASON:
        raise FieldError("reason", tr("Say in a few words why it can wait. Nothing was changed."))


def standing(snoozes: Iterable[Snooze], items: Iterable[DueItem], today: date) -> dict[str, Snooze]:
    """Which lines are put off today, by key.

    A line that can no longer be put off is not, whatever was agreed before; nor is one beyond the longest time, however
    its record came to say so; nor is somebody's own line that another put off.
    """
    allowed = {item.key: item for item in items if held(item, today) is None}
    found: dict[str, Snooze] = {}
    for snooze in sorted(snoozes, key=lambda s: s.at):
        item = allowed.get(snooze.key)
        lasts = snooze.ended_at is None and today < snooze.until <= latest(today)
        if lasts and item is not None and item.person_id in (None, snooze.by):
            found[snooze.key] = snooze
    return found
