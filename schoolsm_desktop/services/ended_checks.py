"""Photo checks of today: those that wait for a second person, and the end of one whose answers changed (PRACTICE 19)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, time
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.photo_checks import CheckOutcome, PhotoCheck
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .session import Session, Work


def day_began(session: Session) -> datetime:
    """Midnight of today by the school's own clock: checks from before it hold no longer."""
    return datetime.combine(session.today, time.min).astimezone()


def waiting_checks(session: Session, uow: UnitOfWork) -> tuple[PhotoCheck, ...]:
    """Those of today that wait for a second person."""
    return tuple(c for c in uow.photo_checks.running(day_began(session)) if c.outcome is CheckOutcome.WAITS)


def end_checks(work: Work, pupil_ids: Collection[UUID]) -> tuple[PhotoCheck, ...]:
    """End today's checks that one of these pupils can be seen in; to be called where an answer or a hold changes."""
    wanted = {pupil_id.hex for pupil_id in pupil_ids}
    now = work.session.clock.now()
    ended = []
    for check in work.uow.photo_checks.running(day_began(work.session)):
        if any(pupil in wanted for pupil, _verdict in check.verdicts):
            kept = work.uow.photo_checks.save(replace(check, ended_at=now))
            work.did(Did.CHECK_ENDED, Noun.PHOTO_CHECKS, subject_kind="photo-check", subject_id=kept.id, record=kept)
            ended.append(kept)
    return tuple(ended)
