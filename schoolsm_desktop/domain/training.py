"""Training held, who was there, and for how long it counts; who needs which course, and how each person stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from .conditions import ConditionMet, is_of_course
from .errors import FieldError
from .months import months_after
from .people import Contract, Duty
from .policy import AccessCondition
from .rules import Rules, TrainingNeed, is_bound
from .wording import day_text, tr

RUNS_OUT_SOON = timedelta(days=30)
"""How long before its last day a course is said to run out."""


@dataclass(frozen=True, slots=True)
class TrainingSession:
    """One session. Who attended stands in `ConditionMet` rows that name it; `topic` is that of a `TrainingNeed`."""

    id: UUID
    school_id: UUID
    topic: str
    title: str
    on: date
    recorded_by: UUID
    recorded_at: datetime
    led_by: str = ""
    note: str = ""
    paper_id: UUID | None = None
    withdrawn_at: datetime | None = None
    revision: int = 1


class Trained(StrEnum):
    """How somebody stands with one course."""

    NOT_ASKED = "not-asked"
    NEVER = "never"
    RAN_OUT = "ran-out"
    RUNS_OUT = "runs-out"
    IN_DATE = "in-date"


@dataclass(frozen=True, slots=True)
class InDate:
    """How one person stands with a course or the undertaking: the day it was last done, and its last day (None: for good)."""

    state: Trained
    on: date | None = None
    until: date | None = None

    @property
    def is_lacking(self) -> bool:
        """Whether it is asked and not in date."""
        return self.state in (Trained.NEVER, Trained.RAN_OUT)

    @property
    def words(self) -> str:
        """The state in a few words."""
        if self.state is Trained.NEVER:
            return tr("Never")
        if self.state is Trained.RAN_OUT:
            return tr("Ended {day}", day=day_text(self.until))
        if self.state is Trained.NOT_ASKED and self.on is None:
            return "–"
        return tr("Until {day}", day=day_text(self.until)) if self.until else tr("In date")


def needs(need: TrainingNeed, rules: Rules, contract: Contract, duties: Collection[Duty], has_access: bool) -> bool:
    """Whether the policy asks this course of somebody: by their duties, for everybody it binds, or for their access."""
    if need.for_access and has_access:
        return True
    if need.duties:
        return not set(need.duties).isdisjoint(duties)
    return is_bound(rules, contract)


def course_state(need: TrainingNeed, met: Iterable[ConditionMet], today: date, *, asked: bool) -> InDate:
    """How one person stands with a course; `met` is that person's."""
    attended = [m for m in met if m.condition is AccessCondition.TRAINING and is_of_course(m, need)]
    return in_date(attended, today, asked=asked)


def undertaking_state(met: Iterable[ConditionMet], today: date, *, asked: bool) -> InDate:
    """How one person stands with the undertaking on access; `met` is that person's."""
    return in_date([m for m in met if m.condition is AccessCondition.UNDERTAKING], today, asked=asked)


def in_date(done: Iterable[ConditionMet], today: date, *, asked: bool) -> InDate:
    """How it stands by what was done, the lines taken back left out."""
    counted = [m for m in done if m.withdrawn_at is None and m.on <= today]
    if not counted:
        return InDate(Trained.NEVER if asked else Trained.NOT_ASKED)
    last = max(counted, key=lambda m: (m.until is None, m.until or m.on, m.on))
    if not asked:
        return InDate(Trained.NOT_ASKED, last.on, last.until)
    if last.until is None or last.until > today + RUNS_OUT_SOON:
        return InDate(Trained.IN_DATE, last.on, last.until)
    return InDate(Trained.RAN_OUT if last.until < today else Trained.RUNS_OUT, last.on, last.until)


def need_of(rules: Rules, topic: str) -> TrainingNeed | None:
    """The course of the policy with that topic; None for training in general or a topic of another policy."""
    return next((n for n in rules.training if n.topic == topic), None)


def counts_until(need: TrainingNeed | None, on: date) -> date | None:
    """The last day on which a course attended on `on` counts; None where it does not run out; a year where nothing is said."""
    months = need.months if need is not None else 12
    return months_after(on, months) if months else None


def check_session(session: TrainingSession, today: date) -> TrainingSession:
    """The session, tidied; raises FieldError for a day to come, or for one without a name."""
    if session.on > today:
        raise FieldError("on", tr("That day is still to come. Enter the training when it has been held."))
    kept = replace(session, title=session.title.strip(), led_by=session.led_by.strip(), note=session.note.strip())
    if not kept.title:
        raise FieldError("title", tr("Say what the training was about. Nothing was saved yet."))
    return kept
