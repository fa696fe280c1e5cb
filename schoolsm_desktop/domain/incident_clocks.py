"""Clocks of an incident: 72 hours of a data breach, one working day for the local authority's officer, who is told.

All run from when anybody in school first knew: nights, weekends and the change of the clocks included where hours run.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from .case_look import About, CaseLook, last_of, latest
from .cases import Entry, EntryKind
from .decision_words import Question
from .first_hour import first_clause, rests_on, title_within
from .forced_decisions import BREACH_HOURS, working_day_after
from .people import Duty
from .rules import Route
from .school_days import after_hours
from .telling import TELL
from .wording import list_text, ntr, tr

_DAY = 24 * 60


class ClockKind(StrEnum):
    """What runs."""

    DATA = "data"
    OFFICER = "officer"
    TELL = "tell"


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock. `stopped_at` is when it was answered; `duty` is whom it waits for."""

    kind: ClockKind
    key: str
    words: str
    began: datetime
    due: datetime
    stopped_at: datetime | None = None
    duty: Duty = Duty.HEADTEACHER
    clause: str = ""
    rests_on: str = ""

    @property
    def runs(self) -> bool:
        """Whether it waits for somebody."""
        return self.stopped_at is None

    def is_over(self, now: datetime) -> bool:
        """Whether it was not answered in time."""
        return (self.stopped_at or now) > self.due

    def left(self, now: datetime) -> str:
        """`2 days 3 hours left`, `over by 5 hours`, `in time`."""
        if self.stopped_at is not None:
            late = self.stopped_at - self.due
            return tr("late by {time}", time=_long(late)) if late > timedelta(0) else tr("in time")
        if now > self.due:
            return tr("over by {time}", time=_long(now - self.due))
        return tr("{time} left", time=_long(self.due - now))


def clocks(look: CaseLook) -> tuple[Clock, ...]:
    """Every clock of an incident, running or stopped, the one that is due first in front."""
    found = [*_data(look), *_officer(look), *_told(look)]
    return tuple(sorted(found, key=lambda x: (not x.runs, x.due)))


def told_duties(look: CaseLook, route: Route) -> tuple[Duty, ...]:
    """Whom a route names today: never somebody it is about; about the headteacher the chair alone (PRACTICE 2)."""
    return tuple(dict.fromkeys(_instead(look, duty) for duty in route.tell))


def told_entry(look: CaseLook, duty: Duty) -> Entry | None:
    """The first entry by which somebody with this duty knew: told, or they recorded it themselves."""
    holders = look.holders(duty)
    told = [e for e in look.case.entries if e.kind is EntryKind.TOLD and _names(e, duty, holders)]
    if told:
        return min(told, key=lambda x: (x.at, x.number))
    return last_of(e for e in look.case.entries[:1] if e.by in holders)


def _names(entry: Entry, duty: Duty, holders: frozenset[UUID]) -> bool:
    return entry.about in (duty.value, f"tell-{duty.value}") or entry.person_id in holders


def _instead(look: CaseLook, duty: Duty) -> Duty:
    if look.about is About.HEAD:
        return Duty.CHAIR
    holders = look.holders(duty)
    return Duty.HEADTEACHER if holders and holders <= look.incident.subject_ids else duty


def _data(look: CaseLook) -> list[Clock]:
    if not look.data_counts:
        return []
    decided = latest(look.case, EntryKind.DECISION, Question.REGULATOR.value)
    clause = first_clause(look.profile, ("kew-woods:8-7.2-a",))
    return [
        Clock(
            ClockKind.DATA,
            "data",
            tr("Report the data breach, or decide why not"),
            look.knew,
            after_hours(look.knew, BREACH_HOURS),
            decided.at if decided is not None else None,
            Duty.DPO if look.holders(Duty.DPO) else Duty.HEADTEACHER,
            clause,
            rests_on(look.profile, clause) if clause else tr("The law"),
        )
    ]


def _officer(look: CaseLook) -> list[Clock]:
    if not look.allegation_stands:
        return []
    asked = latest(look.case, EntryKind.DECISION, Question.OFFICER.value)
    return [
        Clock(
            ClockKind.OFFICER,
            "officer",
            tr("Ask the local authority’s officer for allegations"),
            look.knew,
            working_day_after(look),
            asked.at if asked is not None else None,
            Duty.CHAIR if look.about.value == "head" else Duty.DSL,
            "",
            tr("Usual practice"),
        )
    ]


def _told(look: CaseLook) -> list[Clock]:
    """One for everybody who was named to be told when it was reported, and for whom the policy names besides since."""
    actions = [e for e in look.case.entries if e.kind is EntryKind.ACTION and e.about == TELL]
    named = {e.person_id for e in actions}
    found: dict[Duty, Clock] = {}
    for route in look.profile.rules.routes:
        if route.kind is not look.incident.kind or not look.reaches(route.from_severity):
            continue
        for duty in told_duties(look, route):
            if named & (look.holders(duty) or {None}):
                continue
            clock = _route_clock(look, route, duty)
            if duty not in found or clock.due < found[duty].due:
                found[duty] = clock
    return [*(_action_clock(look, one) for one in actions), *found.values()]


def _action_clock(look: CaseLook, action: Entry) -> Clock:
    told = last_of(e for e in look.case.entries if e.of == action.number and e.kind in (EntryKind.TOLD, EntryKind.DONE))
    asked = [duty for r in look.profile.rules.routes if r.kind is look.incident.kind for duty in r.tell]
    duty = next((one for one in asked if action.person_id in look.holders(one)), Duty.HEADTEACHER)
    return Clock(
        ClockKind.TELL,
        f"tell-{action.number}",
        tr("Tell {who}", who=action.who),
        look.knew,
        action.due or look.knew,
        told.at if told is not None else None,
        duty,
        action.clause,
        rests_on(look.profile, action.clause),
    )


def _route_clock(look: CaseLook, route: Route, duty: Duty) -> Clock:
    told = told_entry(look, duty)
    return Clock(
        ClockKind.TELL,
        f"tell-{duty.value}",
        tr("Tell the {duty}", duty=title_within(look.profile, duty)),
        look.knew,
        look.knew + timedelta(minutes=route.within_minutes),
        told.at if told is not None else None,
        duty,
        route.clause,
        rests_on(look.profile, route.clause),
    )


def _long(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    if minutes < 1:
        return tr("less than a minute")
    days, rest = divmod(minutes, _DAY)
    hours, rest = divmod(rest, 60)
    parts = []
    if days:
        parts.append(ntr("{count} day", "{count} days", days))
    if hours:
        parts.append(ntr("{count} hour", "{count} hours", hours))
    if rest and not days:
        parts.append(ntr("{count} minute", "{count} minutes", rest))
    return list_text(parts)
