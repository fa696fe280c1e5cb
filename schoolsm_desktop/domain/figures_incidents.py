"""Incidents of a term counted: which count at all, in which group, how they stand, how long until somebody did something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from statistics import median

from .case_look import About, CaseLook
from .case_readers import is_allegation
from .cases import CaseState, Entry, EntryKind
from .closing_rules import NONE_NEEDED, OUTSIDE
from .figures import FirstAction, IncidentFigures, Tally
from .figures_windows import Window
from .incident_clocks import clocks
from .incident_kinds import IncidentKind
from .incidents import Answer


class IncidentGroup(StrEnum):
    """The four groups in which a small school's incidents are printed."""

    TOWARDS_US = "towards-us"
    PUPILS = "pupils"
    PICTURES_AND_DATA = "pictures-and-data"
    ACCOUNTS = "accounts"


class Outcome(StrEnum):
    """How an incident stands, so that every one is counted once."""

    FOLLOWED = "followed"
    NOTHING = "nothing"
    OUTSIDE = "outside"
    OPEN = "open"


GROUP_OF: Mapping[IncidentKind, IncidentGroup] = {
    IncidentKind.ABUSE_OF_STAFF: IncidentGroup.TOWARDS_US,
    IncidentKind.PARENT_COMMENT: IncidentGroup.TOWARDS_US,
    IncidentKind.PUBLIC_COMPLAINT: IncidentGroup.TOWARDS_US,
    IncidentKind.IMPERSONATION: IncidentGroup.TOWARDS_US,
    IncidentKind.NAME_OR_LOGO: IncidentGroup.TOWARDS_US,
    IncidentKind.PUPIL_CONTACTS_STAFF: IncidentGroup.PUPILS,
    IncidentKind.PUPIL_MISUSE: IncidentGroup.PUPILS,
    IncidentKind.PUPIL_UNDER_AGE: IncidentGroup.PUPILS,
    IncidentKind.BLACKMAIL: IncidentGroup.PUPILS,
    IncidentKind.PHOTO_WITHOUT_PERMISSION: IncidentGroup.PICTURES_AND_DATA,
    IncidentKind.VISITOR_RECORDING: IncidentGroup.PICTURES_AND_DATA,
    IncidentKind.DATA_BREACH: IncidentGroup.PICTURES_AND_DATA,
    IncidentKind.LOST_DEVICE: IncidentGroup.PICTURES_AND_DATA,
    IncidentKind.ACCOUNT_COMPROMISED: IncidentGroup.ACCOUNTS,
    IncidentKind.WRONG_POST: IncidentGroup.ACCOUNTS,
    IncidentKind.STAFF_BREACH: IncidentGroup.ACCOUNTS,
}
"""Kinds that are in none of the groups are never counted."""
GROUP_WORDS = {
    IncidentGroup.TOWARDS_US: "Said or done to the school or its staff",
    IncidentGroup.PUPILS: "Pupils online",
    IncidentGroup.PICTURES_AND_DATA: "Pictures and personal data",
    IncidentGroup.ACCOUNTS: "Our accounts and how they are used",
}
OUTCOME_WORDS = {
    Outcome.FOLLOWED: "Closed, with what your policy names",
    Outcome.NOTHING: "Closed, nothing further needed",
    Outcome.OUTSIDE: "Closed, outside your policy",
    Outcome.OPEN: "Open when the term was counted",
}
_NO_ACTION = frozenset(
    {
        EntryKind.REPORTED,
        EntryKind.EVIDENCE,
        EntryKind.ACTION,
        EntryKind.NOTE,
        EntryKind.CORRECTION,
        EntryKind.CHANGED,
        EntryKind.LINK,
        EntryKind.SHARED,
        EntryKind.GIVEN_OUT,
        EntryKind.GATE,
        EntryKind.REOPENED,
    }
)
"""Entries that say something and do nothing about what happened; an action planned is not one done."""


def is_counted(look: CaseLook) -> bool:
    """Whether an incident is in any figure.

    Never an allegation about an adult, whatever became of it, never a low-level concern, nothing about the headteacher or
    a safeguarding lead (PRACTICE 17).
    """
    incident = look.incident
    if incident.kind not in GROUP_OF or look.about is not About.OTHERS:
        return False
    asked = incident.allegation in (Answer.YES, Answer.NOT_SURE)
    return not (asked or is_allegation(incident) or look.allegation_stands)


def incident_figures(looks: Iterable[CaseLook], window: Window) -> IncidentFigures:
    """The figures of those that school first knew of in the term, as they stood when it was counted."""
    counted = [look for look in looks if is_counted(look)]
    until = end_of(window.counted_on)
    own = [look for look in counted if window.holds_moment(look.knew)]
    stands = {look.incident.id: outcome_on(look, until) for look in own}
    kinds = Counter(look.incident.kind for look in own)
    groups = Counter(GROUP_OF[look.incident.kind] for look in own)
    outcomes = Counter(stands.values())
    older = [look for look in counted if _day(look.knew) < window.starts and outcome_on(look, until) is Outcome.OPEN]
    still = [look for look in own if stands[look.incident.id] is Outcome.OPEN]
    actions = [action for look in (*still, *older) for action in actions_open(look.case.entries, until)]
    return IncidentFigures(
        kinds=tuple(Tally(kind.value, kinds[kind]) for kind in IncidentKind if kinds[kind]),
        groups=tuple(Tally(group.value, groups[group]) for group in IncidentGroup),
        outcomes=tuple(Tally(each.value, outcomes[each]) for each in Outcome),
        overdue=len([look for look in still if is_overdue(look, until)]),
        open_from_before=len(older),
        first_action=first_action(own, until),
        actions_open=len(actions),
        actions_overdue=len([each for each in actions if _over(each, until)]),
    )


def end_of(day: date) -> datetime:
    """Midnight after a day, by the clock of the school."""
    return datetime.combine(day + timedelta(days=1), time()).astimezone()


def outcome_on(look: CaseLook, until: datetime) -> Outcome:
    """How it stood then; one closed later was still open."""
    incident = look.incident
    closed = incident.state is CaseState.CLOSED and incident.closed_at is not None and incident.closed_at < until
    if not closed:
        return Outcome.OPEN
    if OUTSIDE in incident.outcomes:
        return Outcome.OUTSIDE
    return Outcome.NOTHING if set(incident.outcomes) <= {NONE_NEEDED} else Outcome.FOLLOWED


def is_overdue(look: CaseLook, until: datetime) -> bool:
    """Whether a clock had run out unanswered by then, or an action was over its day."""
    late = any(clock.due < until and (clock.stopped_at is None or clock.stopped_at >= until) for clock in clocks(look))
    return late or any(_over(action, until) for action in actions_open(look.case.entries, until))


def actions_open(entries: Sequence[Entry], until: datetime) -> tuple[Entry, ...]:
    """Actions that were set and not done by then."""
    known = [entry for entry in entries if entry.at < until]
    done = {entry.of for entry in known if entry.kind in (EntryKind.DONE, EntryKind.TOLD)}
    return tuple(entry for entry in known if entry.kind is EntryKind.ACTION and entry.number not in done)


def first_action(looks: Iterable[CaseLook], until: datetime) -> FirstAction | None:
    """From when school knew to the first thing done, over those where something was; None where there is none."""
    taken = [(look, acted) for look in looks if (acted := _acted_at(look, until)) is not None]
    if not taken:
        return None
    hours = [max(0.0, (acted - look.knew) / timedelta(hours=1)) for look, acted in taken]
    days = [_school_days(look, acted) for look, acted in taken]
    return FirstAction(len(taken), round(median(hours), 1), round(max(hours), 1), round(median(days)), max(days))


def _acted_at(look: CaseLook, until: datetime) -> datetime | None:
    return min((e.at for e in look.case.entries if e.kind not in _NO_ACTION and e.at < until), default=None)


def _school_days(look: CaseLook, acted: datetime) -> int:
    """School days that had begun since the day on which school knew; the same day is none."""
    knew, done = _day(look.knew), _day(acted)
    return look.calendar.school_days_between(knew + timedelta(days=1), done) if done > knew else 0


def _over(action: Entry, until: datetime) -> bool:
    return action.due is not None and action.due < until


def _day(moment: datetime) -> date:
    return moment.astimezone().date()
