"""Photo checks, take-downs, comments, blocks and complaints of a term counted: the records are arguments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from .cases import CaseState
from .complaint_stages import clocks
from .complaints import ComplaintCase, Stage
from .figures import (
    BlockFigures,
    ComplaintFigures,
    ModerationFigures,
    PhotoFigures,
    RemovalFigures,
    TakedownFigures,
    Tally,
)
from .figures_incidents import end_of
from .figures_windows import Window
from .moderating import Block, Moderated, ModerationAct, Takedown, TakedownOutcome
from .photo_checks import CheckOutcome, PhotoCheck
from .posts import Post, PostKind, PostState
from .removals import Removal, RemovalHow, RemovalTask
from .school_days import SchoolCalendar

_WITH_PICTURE = frozenset({PostKind.PICTURE, PostKind.VIDEO, PostKind.PRINTED, PostKind.DISPLAY})
_WENT_OUT = frozenset({PostState.LIVE, PostState.TAKEN_DOWN})


def photo_figures(checks: Iterable[PhotoCheck], posts: Iterable[Post], window: Window) -> PhotoFigures:
    """Checks saved in the term, and what went out in it; what was online before the program was there is not counted."""
    own = [check for check in checks if window.holds_moment(check.at)]
    stopped = len([check for check in own if check.outcome is CheckOutcome.STOPPED])
    waiting = len([check for check in own if check.outcome is CheckOutcome.WAITS and check.second_at is None])
    out = [p for p in posts if p.state in _WENT_OUT and not p.found_already and window.holds(p.published_on)]
    return PhotoFigures(
        passed=len(own) - stopped - waiting,
        stopped=stopped,
        waiting=waiting,
        posts=len(out),
        posts_with_picture=len([post for post in out if post.kind in _WITH_PICTURE]),
    )


def removal_figures(removals: Iterable[Removal], tasks: Iterable[RemovalTask], window: Window) -> RemovalFigures:
    """Searches begun in the term, whatever began them: a hold counts as any other (PRACTICE 4)."""
    own = [each for each in removals if window.holds_moment(each.begun_at)]
    until = end_of(window.counted_on)
    still = [each for each in own if each.finished_at is None or each.finished_at >= until]
    due: dict[UUID, date] = {each.id: each.due_on for each in still if each.due_on is not None}
    for task in tasks:
        if task.how is RemovalHow.OPEN and task.due_on is not None:
            due[task.removal_id] = min(due.get(task.removal_id, task.due_on), task.due_on)
    late = [each for each in still if each.id in due and due[each.id] < window.counted_on]
    return RemovalFigures(len(own) - len(still), len(still), len(late))


def moderation_figures(acts: Iterable[ModerationAct], window: Window) -> ModerationFigures:
    """What was done about comments; an entry made anew counts once."""
    every = list(acts)
    replaced = {act.corrects_id for act in every}
    done = Counter(act.did for act in every if act.id not in replaced and window.holds_moment(act.at))
    return ModerationFigures(tuple(Tally(did.value, done[did]) for did in Moderated))


def block_figures(blocks: Iterable[Block], window: Window) -> BlockFigures:
    """Blocks made and lifted in the term, and those that stand."""
    every, day = list(blocks), window.counted_on
    stand = [b for b in every if b.blocked_on <= day and (b.unblocked_on is None or b.unblocked_on > day)]
    return BlockFigures(
        made=len([b for b in every if window.holds(b.blocked_on)]),
        lifted=len([b for b in every if window.holds(b.unblocked_on)]),
        standing=len(stand),
        review_overdue=len([b for b in stand if b.review_on is not None and b.review_on < day]),
        appeals=len([b for b in every if window.holds(b.appealed_on)]),
    )


def takedown_figures(takedowns: Iterable[Takedown], window: Window) -> TakedownFigures:
    """What others were asked in the term, and what came of it by the day counted."""
    own = [each for each in takedowns if window.holds(each.asked_on)]
    stands = [(each, _came_of_it(each, window.counted_on)) for each in own]
    outcomes = Counter(outcome for _each, outcome in stands)
    waits = [each for each, outcome in stands if outcome is TakedownOutcome.OPEN]
    late = [each for each in waits if each.due_on is not None and each.due_on < window.counted_on]
    return TakedownFigures(tuple(Tally(each.value, outcomes[each]) for each in TakedownOutcome), len(late))


def _came_of_it(takedown: Takedown, day: date) -> TakedownOutcome:
    later = takedown.answered_on is not None and takedown.answered_on > day
    return TakedownOutcome.OPEN if later else takedown.outcome


def complaint_figures(cases: Iterable[ComplaintCase], calendar: SchoolCalendar, window: Window) -> ComplaintFigures:
    """Complaints received in the term, of those that were opened for whoever makes the report."""
    own = [case for case in cases if window.holds(case.complaint.received_on)]
    until = end_of(window.counted_on)
    closed = [
        case
        for case in own
        if case.complaint.state is CaseState.CLOSED
        and case.complaint.closed_at is not None
        and case.complaint.closed_at < until
    ]
    stages = Counter(case.complaint.stage for case in own)
    answers = Counter(_answer(case, calendar, window.counted_on) for case in own)
    return ComplaintFigures(
        stages=tuple(Tally(stage.value, stages[stage]) for stage in Stage),
        still_open=len(own) - len(closed),
        closed=len(closed),
        in_time=answers["in_time"],
        late=answers["late"],
        running=answers["running"],
    )


def _answer(case: ComplaintCase, calendar: SchoolCalendar, day: date) -> str:
    """Whether the present stage was answered in time: every complaint is in one of the three."""
    clock = clocks(case, calendar)[-1]
    done = clock.done_on if clock.done_on is not None and clock.done_on <= day else None
    if done is not None:
        return "in_time" if done <= clock.due else "late"
    return "late" if clock.due < day else "running"
