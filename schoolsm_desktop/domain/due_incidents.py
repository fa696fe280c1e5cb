"""Lines of Today about incidents: decisions, clocks, actions, a held answer. No title names an incident (PRACTICE 14).

Whoever looks has opened what is here, so each line is for a reader; none can be put off, for a line put off is kept in
plain.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from .case_look import CaseLook, Decider
from .cases import CaseState, Entry
from .closing_rules import open_actions
from .due_facts import DueFacts, DueItem, Place
from .forced_decisions import Forced, open_decisions
from .incident_clocks import Clock, ClockKind, clocks
from .people import Duty
from .telling import TELL
from .wording import ntr, tr

LAST_URGENT_RANK = 2
"""Decisions, clocks and who is to be told have this rank or a smaller one; actions and a held answer come after."""
KEY, BREACH = "incident", "breach"
"""What the keys of these lines begin with; a breach of data says why it cannot wait in its own words."""
_LEADS = (
    Duty.INCIDENT_LEAD,
    Duty.HEADTEACHER,
    Duty.DEPUTY_HEADTEACHER,
    Duty.DSL,
    Duty.DEPUTY_DSL,
    Duty.COORDINATOR,
    Duty.CHAIR,
)


def due_incidents(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What open incidents ask of those who read them."""
    del today
    for case in facts.incidents:
        if case.incident.state is CaseState.OPEN:
            look = CaseLook(facts.profile, case, tuple(facts.duties), facts.calendar, now)
            yield from _decisions(look)
            yield from _clocks(look)
            yield from (_action(look, one) for one in open_actions(case.entries) if one.about != TELL)
            if look.incident.hold_reply:
                title = tr("An answer waits to be released")
                yield _item(look, f"{KEY}:reply", _next_day(look), title, "", tr("Decide"), _lead(look), rank=3)


def _decisions(look: CaseLook) -> Iterable[DueItem]:
    waiting: dict[Decider, list[Forced]] = {}
    for one in open_decisions(look):
        waiting.setdefault(one.decider, []).append(one)
    for decider, asked in waiting.items():
        soon = _next_day(look) if decider is Decider.LEAD else _local(look.knew)
        by = min([soon, *(_last_day(one.due) for one in asked if one.due is not None)])
        duty = _lead(look) if decider is Decider.LEAD else _of_reader(look, asked[0].duties)
        said = ntr("{count} question is open", "{count} questions are open", len(asked))
        title = tr("An incident waits for a decision")
        yield _item(look, f"{KEY}:decide-{decider.value}", by, title, said, tr("Answer"), duty, rank=1)


def _clocks(look: CaseLook) -> Iterable[DueItem]:
    running = [one for one in clocks(look) if one.runs]
    data = next((one for one in running if one.kind is ClockKind.DATA), None)
    if data is not None:
        title = tr("A clock of 72 hours runs")
        yield _item(
            look, BREACH, _local(data.due), title, data.left(look.now), tr("Decide"), _clock_duty(look, data), 0
        )
    told = [one for one in running if one.kind is ClockKind.TELL]
    if told:
        title = tr("Somebody is to be told of an incident")
        first = told[0]
        yield _item(
            look, f"{KEY}:tell", _local(first.due), title, first.left(look.now), tr("Open"), _lead(look), rank=2
        )


def _action(look: CaseLook, action: Entry) -> DueItem:
    day = _local(action.due) if action.due is not None else _local(action.recorded_at)
    owner = action.person_id if action.person_id in look.case.readers else None
    title = tr("Something of an incident is yours to do") if owner else tr("Something of an incident is to be done")
    return _item(look, f"{KEY}:action-{action.number}", day, title, "", tr("Open"), _lead(look), 3, owner)


def _item(
    look: CaseLook,
    key: str,
    due: date,
    title: str,
    detail: str,
    button: str,
    duty: Duty,
    rank: int,
    person_id: UUID | None = None,
) -> DueItem:
    case_id = look.incident.id
    return DueItem(
        f"{key}:{case_id}", due, title, detail, duty, Place.INCIDENT, button, case_id, rank, person_id=person_id
    )


def _lead(look: CaseLook) -> Duty:
    """A duty of somebody who reads it: of who leads it, where that was said, else the first that leads incidents."""
    lead = look.incident.lead_id
    if lead in look.case.readers:
        held = [duty for duty in _LEADS if lead in look.holders(duty)]
        if held:
            return held[0]
    return _of_reader(look, _LEADS)


def _of_reader(look: CaseLook, duties: Iterable[Duty]) -> Duty:
    wanted = frozenset(duties)
    found = (duty for duty in _LEADS if duty in wanted and look.holders(duty) & look.case.readers)
    return next(found, Duty.HEADTEACHER)


def _clock_duty(look: CaseLook, clock: Clock) -> Duty:
    return clock.duty if look.holders(clock.duty) & look.case.readers else _lead(look)


def _next_day(look: CaseLook) -> date:
    return look.calendar.after_working_days(_local(look.knew), 1)


def _local(moment: datetime) -> date:
    return moment.astimezone().date()


def _last_day(moment: datetime) -> date:
    """The last day on which something is in time; midnight belongs to the day before."""
    return (moment - timedelta(seconds=1)).astimezone().date()
