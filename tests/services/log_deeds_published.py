"""The deeds of what is out and of taking it down, and what each leaves in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.posts import Post, PostKind, ReviewResult
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.removals import Removal, RemovalCause, RemovalHow, RemovalKind, RemovalTask
from schoolsm_desktop.services.posts import CorrectionDraft, PostDraft
from schoolsm_desktop.services.removals import TaskDone
from tests.services.publishing import check, post
from tests.services.roll import add_pupil
from tests.services.stage import Stage

_DRAFT = PostDraft(PostKind.PICTURE, "Another title", "website")


def _post(s: Stage, *pupils: Pupil, **more: object) -> Post:
    return post(s.office, "Sports day", *pupils, place="website", **more)


def _planned(s: Stage) -> Post:
    return _post(s, published_on=None, scheduled_for=date(2026, 12, 1))


def _removal(s: Stage) -> Removal:
    pupil = add_pupil(s.office, "Ada Lark")
    _post(s, pupil, copies=(("The Echo", "2026-11-03"),))
    return s.office.removals.begin(pupil.id, RemovalCause.ASKED)


def _task(s: Stage, kind: RemovalKind = RemovalKind.POST) -> RemovalTask:
    tasks = s.office.removals.view(_removal(s).id).tasks
    return next(t.task for t in tasks if t.task.kind is kind)


def _done(s: Stage) -> RemovalTask:
    return s.office.removals.done(_task(s).id, TaskDone(RemovalHow.REMOVED))


def _empty(s: Stage) -> Removal:
    return s.office.removals.begin(add_pupil(s.office, "Ada Lark").id, RemovalCause.ASKED)


def _search_again(s: Stage) -> int:
    removal = _empty(s)
    with s.office.session.reading() as uow:
        pupil = uow.pupils.get(removal.pupil_id)
    check(s.office, pupil)
    return s.office.removals.search_again(removal.id)


def _leavers(s: Stage) -> int:
    kept = _post(s, add_pupil(s.office, "Ben Holt", "6A", on_roll_to=date(2026, 7, 21)))
    return s.office.posts.decide_leavers({kept.id: ReviewResult.KEEP})


def _agree(s: Stage) -> Removal:
    s.office.people.give_duty(s.school.head.id, Duty.DSL, date(2026, 11, 20))
    return s.office.removals.agree(_empty(s).id)


def _put_right(s: Stage) -> object:
    wrong = s.office.posts.correct(_post(s).id, CorrectionDraft("Wrong"))
    return s.office.posts.put_right(wrong.id, CorrectionDraft("", wording="Right"))


PUBLISHED_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "posts.record": (Did.POST_RECORDED, _post),
    "posts.change": (Did.POST_CHANGED, lambda s: s.office.posts.change(_post(s).id, _DRAFT, 1)),
    "posts.from_check": (
        Did.POST_RECORDED,
        lambda s: s.office.posts.from_check(check(s.office, add_pupil(s.office, "Ada Lark")).id),
    ),
    "posts.came_out": (Did.POST_CHANGED, lambda s: s.office.posts.came_out(_planned(s).id)),
    "posts.drop": (Did.POST_CHANGED, lambda s: s.office.posts.drop(_planned(s).id)),
    "posts.give_copy": (Did.POST_CHANGED, lambda s: s.office.posts.give_copy(_post(s).id, "The Echo")),
    "posts.bring_in": (Did.POST_RECORDED, lambda s: s.office.posts.bring_in("a.example/1", "website")),
    "posts.mark": (
        Did.POST_CHANGED,
        lambda s: s.office.posts.mark(_post(s, pupil_ids=None).id, (add_pupil(s.office, "Ada Lark").id,)),
    ),
    "posts.review": (Did.POST_REVIEWED, lambda s: s.office.posts.review(_post(s).id, ReviewResult.KEEP)),
    "posts.decide_leavers": (Did.POST_REVIEWED, _leavers),
    "posts.taken_down": (Did.POST_TAKEN_DOWN, lambda s: s.office.posts.taken_down(_post(s).id, "Gone")),
    "posts.correct": (Did.POST_CORRECTED, lambda s: s.office.posts.correct(_post(s).id, CorrectionDraft("Wrong"))),
    "posts.put_right": (Did.POST_CORRECTED, _put_right),
    "removals.begin": (Did.REMOVAL_BEGUN, _removal),
    "removals.search_again": (Did.REMOVAL_LINE_ADDED, _search_again),
    "removals.done": (Did.REMOVAL_LINE_DONE, _done),
    "removals.reopen": (Did.REMOVAL_LINE_DONE, lambda s: s.office.removals.reopen(_done(s).id)),
    "removals.finish": (Did.REMOVAL_FINISHED, lambda s: s.office.removals.finish(_empty(s).id)),
    "removals.agree": (Did.REMOVAL_CHANGED, _agree),
    "removals.reply": (Did.LETTER_MADE, lambda s: s.office.removals.reply(_empty(s).id)),
    "removals.ask_for_copy": (
        Did.LETTER_MADE,
        lambda s: s.office.removals.ask_for_copy(_task(s, RemovalKind.COPY).id, "The Echo"),
    ),
}
