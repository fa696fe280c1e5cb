"""The school year of the demonstration: training days, a day on which the boiler failed, and a line that was put off."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from schoolsm_desktop.domain.calendar import Closure, ClosureKind, Term, term_on
from schoolsm_desktop.services.school_days import SchoolDayService
from schoolsm_desktop.services.schools import SchoolService
from schoolsm_desktop.services.snoozes import SnoozeService
from schoolsm_desktop.services.this_pc import ThisPc
from schoolsm_desktop.services.today import TodayService

if TYPE_CHECKING:
    from .build import Performer

_CAN_WAIT = ("facts", "devices", "one-keyholder", "second-factor", "recovery")
"""What a coordinator would put off, by the first part of a line's key."""
_WEEK = timedelta(days=7)


def calendar(performer: Performer) -> None:
    """Enter the days without school as the office would, and put one line off as the coordinator would."""
    session = performer.session("coordinator")
    terms = SchoolService(session).terms()
    closures = [_closure(term, term.starts, "Training day", ClosureKind.TRAINING_DAY) for term in terms]
    cold = _weekday(performer.today - 3 * _WEEK)
    during = term_on(terms, cold)
    if during is not None:
        closures.append(_closure(during, cold, "Boiler failed", ClosureKind.CLOSED))
    SchoolDayService(session).change_closures(closures)
    today = TodayService(session, ThisPc(session.folder / "no-such-pc.json"))
    waits = [line for line in today.view().lines if not line.held and line.is_mine]
    waits.sort(key=lambda line: line.item.key.partition(":")[0] not in _CAN_WAIT)
    if waits:
        reason = "The supplier answers next week"
        SnoozeService(session, today).put_off(waits[0].item.key, performer.today + _WEEK, reason)


def _closure(term: Term, day: date, name: str, kind: ClosureKind) -> Closure:
    return Closure(uuid4(), term.school_id, name, day, day, kind)


def _weekday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))
