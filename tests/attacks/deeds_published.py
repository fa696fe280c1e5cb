"""The deeds of what is out and of taking it down, for the table."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_checks import CheckedWhat, CheckOutcome, PhotoCheck
from schoolsm_desktop.domain.posts import Post, PostCorrection, PostKind, PostState, ReviewResult
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.removals import Removal, RemovalCause, RemovalHow, RemovalKind, RemovalTask
from schoolsm_desktop.services.posts import CorrectionDraft, PostDraft
from schoolsm_desktop.services.removals import TaskDone

from .deed import Deed
from .stage import Stage


def _pupil(s: Stage) -> UUID:
    pupil = Pupil(uuid4(), s.school.head.school_id, "Ada", "Lark", class_name="4B")
    with s.office.session.work() as work:
        work.uow.pupils.add(pupil)
        work.done()
    return pupil.id


def _post(s: Stage, state: PostState = PostState.LIVE) -> UUID:
    now = s.school.clock.now()
    school_id, head = s.school.head.school_id, s.school.head.id
    post = Post(uuid4(), school_id, PostKind.PICTURE, "Sports day", "website", head, now, state, s.elsewhere.id)
    with s.office.session.work() as work:
        work.uow.posts.add(post)
        work.done()
    return post.id


def _check(s: Stage) -> UUID:
    now = s.school.clock.now()
    with s.office.session.work() as work:
        number = len(work.uow.photo_checks.all()) + 900
        check = PhotoCheck(
            uuid4(), s.school.head.school_id, number, now, s.school.head.id, CheckedWhat.PICTURE,
            CheckOutcome.MAY_POST, "website", "Website",
        )  # fmt: skip
        work.uow.photo_checks.add(check)
        work.done()
    return check.id


def _correction(s: Stage) -> UUID:
    correction = PostCorrection(
        uuid4(), s.school.head.school_id, _post(s), "Wrong", s.school.clock.today(), s.school.head.id
    )
    with s.office.session.work() as work:
        work.uow.post_corrections.add(correction)
        work.done()
    return correction.id


def _removal(s: Stage) -> UUID:
    removal = Removal(
        uuid4(), s.school.head.school_id, _pupil(s), RemovalCause.ASKED, s.school.clock.now(), s.school.head.id
    )
    with s.office.session.work() as work:
        work.uow.removals.add(removal)
        work.done()
    return removal.id


def _task(s: Stage, kind: RemovalKind = RemovalKind.POST, how: RemovalHow = RemovalHow.OPEN) -> UUID:
    task = RemovalTask(uuid4(), s.school.head.school_id, _removal(s), kind, "Sports day", _post(s), how=how)
    with s.office.session.work() as work:
        work.uow.removal_tasks.add(task)
        work.done()
    return task.id


_DRAFT = PostDraft(PostKind.PICTURE, "Sports day", "website")
A = Action
DEEDS: Mapping[str, Deed] = {
    "PrintingService.published_list": Deed(A.PRINT_PUPIL_LISTS, lambda s: s.office.printing.published_list()),
    "PrintingService.removal_sheet": Deed(A.PRINT_PUPIL_LISTS, lambda s: s.office.printing.removal_sheet(_removal(s))),
    "PostService.lines": Deed(A.RECORD_POSTS, lambda s: s.office.posts.lines()),
    "PostService.view": Deed(A.RECORD_POSTS, lambda s: s.office.posts.view(_post(s))),
    "PostService.rights": Deed(A.RECORD_POSTS, lambda s: s.office.posts.rights()),
    "PostService.leavers": Deed(A.SEE_PUPILS, lambda s: s.office.posts.leavers()),
    "PostService.record": Deed(A.RECORD_POSTS, lambda s: s.office.posts.record(_DRAFT)),
    "PostService.change": Deed(A.RECORD_POSTS, lambda s: s.office.posts.change(_post(s), _DRAFT, 1)),
    "PostService.from_check": Deed(A.RECORD_POSTS, lambda s: s.office.posts.from_check(_check(s))),
    "PostService.came_out": Deed(A.RECORD_POSTS, lambda s: s.office.posts.came_out(_post(s, PostState.PLANNED))),
    "PostService.drop": Deed(A.RECORD_POSTS, lambda s: s.office.posts.drop(_post(s, PostState.PLANNED))),
    "PostService.give_copy": Deed(A.RECORD_POSTS, lambda s: s.office.posts.give_copy(_post(s), "The Echo")),
    "PostService.bring_in": Deed(A.RECORD_POSTS, lambda s: s.office.posts.bring_in("a.example/1", "website")),
    "PostService.mark": Deed(A.SEE_PUPILS, lambda s: s.office.posts.mark(_post(s), (_pupil(s),))),
    "PostService.review": Deed(A.RECORD_POSTS, lambda s: s.office.posts.review(_post(s), ReviewResult.KEEP)),
    "PostService.decide_leavers": Deed(A.SEE_PUPILS, lambda s: s.office.posts.decide_leavers({})),
    "PostService.taken_down": Deed(A.RECORD_POSTS, lambda s: s.office.posts.taken_down(_post(s), "Gone")),
    "PostService.correct": Deed(A.RECORD_POSTS, lambda s: s.office.posts.correct(_post(s), CorrectionDraft("Wrong"))),
    "PostService.put_right": Deed(
        A.RECORD_POSTS, lambda s: s.office.posts.put_right(_correction(s), CorrectionDraft("", wording="Right"))
    ),
    "RemovalService.find": Deed(A.SEE_PUPILS, lambda s: s.office.removals.find(_pupil(s))),
    "RemovalService.who_may_ask": Deed(A.SEE_PUPILS, lambda s: s.office.removals.who_may_ask(_pupil(s))),
    "RemovalService.lines": Deed(A.TAKE_DOWN, lambda s: s.office.removals.lines()),
    "RemovalService.view": Deed(A.TAKE_DOWN, lambda s: s.office.removals.view(_removal(s))),
    "RemovalService.begin": Deed(A.SEE_PUPILS, lambda s: s.office.removals.begin(_pupil(s), RemovalCause.ASKED)),
    "RemovalService.search_again": Deed(A.SEE_PUPILS, lambda s: s.office.removals.search_again(_removal(s))),
    "RemovalService.done": Deed(A.TAKE_DOWN, lambda s: s.office.removals.done(_task(s), TaskDone(RemovalHow.REMOVED))),
    "RemovalService.reopen": Deed(A.TAKE_DOWN, lambda s: s.office.removals.reopen(_task(s, how=RemovalHow.KEPT))),
    "RemovalService.finish": Deed(A.SEE_PUPILS, lambda s: s.office.removals.finish(_removal(s))),
    "RemovalService.agree": Deed(A.DECIDE_HOLDS, lambda s: s.office.removals.agree(_removal(s))),
    "RemovalService.reply": Deed(A.SEE_PUPILS, lambda s: s.office.removals.reply(_removal(s))),
    "RemovalService.ask_for_copy": Deed(
        A.SEE_PUPILS, lambda s: s.office.removals.ask_for_copy(_task(s, RemovalKind.COPY), "The Echo")
    ),
}
