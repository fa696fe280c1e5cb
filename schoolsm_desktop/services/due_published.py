"""What Today asks of the pictures that are out: a few short queries, never the whole roll or every post."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from schoolsm_desktop.domain.due_facts import DueFacts
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.posts import SOON
from schoolsm_desktop.domain.removals import Removal
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .removal_views import reads_on_hold
from .session import Session


def with_published(session: Session, uow: UnitOfWork, facts: DueFacts) -> DueFacts:
    """The facts with posts that ask for somebody, open corrections, searches under way, and leavers who can be seen."""
    today = session.today
    removals, tasks = uow.removals.unfinished(), uow.removal_tasks.open()
    waiting = {post.id: post for post in uow.posts.to_look_at(today + SOON)}
    about = {task.record_id for task in tasks if task.record_id is not None} - set(waiting)
    others = uow.posts.of(about) if about else ()
    out = uow.posts.pupils_out()
    left = {pupil.id for pupil in uow.pupils.of(out) if pupil.has_left(today)} if out else set()
    return replace(
        facts,
        posts=(*waiting.values(), *others),
        post_corrections=uow.post_corrections.open(),
        removals=removals,
        reads_on_hold=_on_hold(session, uow, removals),
        removal_tasks=tasks,
        leavers_shown=frozenset(left),
    )


def _on_hold(session: Session, uow: UnitOfWork, removals: Iterable[Removal]) -> frozenset[UUID]:
    """For the safeguarding lead: whose parents answered differently; holds that were set are known already."""
    if not session.allows(uow, Action.DECIDE_HOLDS):
        return frozenset()
    wanted = {r.pupil_id for r in removals if r.letter_id is None and r.lead_agreed_at is None}
    wanted = wanted & uow.photo_answers.perhaps_disputed() if wanted else wanted
    return frozenset(pupil_id for pupil_id in wanted if reads_on_hold(session, uow, pupil_id))
