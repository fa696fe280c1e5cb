"""Undoing the newest batch of the roll, and the history of batches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_answers import Adult
from schoolsm_desktop.domain.pupils import Pupil, RollBatch, RollBatchKind, RollChange
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .ended_checks import end_checks
from .roll_state import adults_of, pupil_of
from .roll_views import BatchLine, batch_sentence, batch_title
from .session import Session, Work


def batch_lines(session: Session, uow: UnitOfWork) -> tuple[BatchLine, ...]:
    """Every batch, the newest first, each with why it cannot be undone."""
    names = {person.id: person.short_name for person in uow.people.all()}
    batches = _newest_first(uow.roll_batches.all())
    may = session.allows(uow, Action.IMPORT_PUPILS)
    newest = next((b.id for b in batches if b.undone_at is None), None)
    found = []
    for batch in batches:
        if batch.undone_at is not None:
            held = tr("It is undone.")
        elif not may:
            held = tr("Undoing it is not among your duties.")
        elif batch.id != newest:
            held = tr("A later one rests on it: undo that one first.")
        else:
            held = _built_on(uow, batch, uow.roll_changes.of_batch(batch.id))
        found.append(BatchLine(batch, batch_title(batch), names.get(batch.by, ""), batch_sentence(batch), held))
    return tuple(found)


def undo_batch(work: Work, batch_id: UUID) -> RollBatch:
    """Put the roll back as it stood before the newest batch. Raises RuleError, and nothing was changed."""
    uow = work.uow
    batch = uow.roll_batches.get(batch_id)
    if batch.undone_at is not None:
        raise RuleError(tr("It is undone already. Nothing was changed."))
    newest = next(b for b in _newest_first(uow.roll_batches.all()) if b.undone_at is None)
    if newest.id != batch.id:
        raise RuleError(tr("A later import or turn of the year rests on it: undo that one first. Nothing was changed."))
    changes = uow.roll_changes.of_batch(batch.id)
    held = _built_on(uow, batch, changes)
    if held:
        raise RuleError(tr("{why} Nothing was changed.", why=held))
    now = work.session.clock.now()
    added = frozenset(change.pupil_id for change in changes if not change.before)
    answered = uow.photo_answers.of_batch(batch.id)
    touched = [change for change in changes if change.before]
    _put_back(uow, touched)
    uow.photo_answers.take_back(batch.id, now)
    uow.photo_answers.remove_added(batch.id)
    uow.adults.remove_added(batch.id)
    uow.pupils.remove_added(batch.id)
    end_checks(work, (answered | {change.pupil_id for change in touched}) - added)
    kept = uow.roll_batches.save(replace(batch, undone_at=now, undone_by=work.session.person_id))
    work.did(
        Did.ROLL_UNDONE,
        Noun.PUPILS,
        Noun.PHOTO_ANSWERS,
        subject_kind="roll-batch",
        subject_id=batch.id,
        kind=batch.kind.value,
        removed=str(len(added)),
        put_back=str(len(touched)),
    )
    return kept


def _put_back(uow: UnitOfWork, changes: Iterable[RollChange]) -> None:
    pupils, adults = [], []
    known: dict[UUID, Adult] = {}
    for change in changes:
        before = pupil_of(change.before)
        if before is not None:
            pupils.append(replace(before, revision=before.revision + 1))
        for adult_id, capacity, name, revision in adults_of(change.before):
            known = known or {adult.id: adult for adult in uow.adults.all()}
            adults.append(replace(known[adult_id], capacity=capacity, name=name, revision=revision + 1))
    uow.pupils.save_many(pupils)
    uow.adults.save_many(adults)


def _built_on(uow: UnitOfWork, batch: RollBatch, changes: tuple[RollChange, ...]) -> str:
    """What rests on a batch, in a sentence; empty where nothing does."""
    pupils = {pupil.id: pupil for pupil in uow.pupils.all()}
    changed = sum(_is_changed(pupils.get(change.pupil_id), change) for change in changes)
    if changed:
        return ntr(
            "{count} pupil of it was changed since, so it can no longer be undone.",
            "{count} pupils of it were changed since, so it can no longer be undone.",
            changed,
        )
    later = uow.photo_answers.anybody_since(batch.at, batch.id)
    concerned = later if batch.kind is RollBatchKind.YEAR_TURN else later & _pupils_of(uow, batch, changes)
    if concerned:
        return ntr(
            "{count} pupil has a newer photo answer, so it can no longer be undone.",
            "{count} pupils have newer photo answers, so it can no longer be undone.",
            len(concerned),
        )
    return _spoken_of(uow, frozenset(change.pupil_id for change in changes if not change.before))


def _pupils_of(uow: UnitOfWork, batch: RollBatch, changes: tuple[RollChange, ...]) -> frozenset[UUID]:
    return uow.photo_answers.of_batch(batch.id) | {change.pupil_id for change in changes}


def _is_changed(pupil: Pupil | None, change: RollChange) -> bool:
    if pupil is None:
        return True
    if not change.before:
        return pupil.revision != 1
    before = pupil_of(change.before)
    return before is not None and pupil.revision != before.revision + 1


def _spoken_of(uow: UnitOfWork, added: frozenset[UUID]) -> str:
    """Whether other records speak of a pupil that would be removed."""
    if not added:
        return ""
    if any(hold.pupil_id in added for hold in uow.holds.all()):
        # In the same words as anything else: a hold is nobody's business here.
        return tr("Other records speak of pupils that it brought, so it can no longer be undone.")
    speaking = (
        {form.pupil_id for form in uow.photo_forms.all()}
        | {pupil for check in uow.photo_checks.all() for pupil in check.pupils}
        | {pupil for post in uow.posts.all() for pupil in post.pupil_ids}
        | {removal.pupil_id for removal in uow.removals.all()}
        | {pupil for copy in uow.list_copies.all() for pupil in copy.pupil_ids}
    )
    if speaking & added:
        return tr("Other records speak of pupils that it brought, so it can no longer be undone.")
    return ""


def _newest_first(batches: Iterable[RollBatch]) -> list[RollBatch]:
    # Two of one moment stand in the order in which they were kept.
    numbered = sorted(enumerate(batches), key=lambda pair: (pair[1].at, pair[0]), reverse=True)
    return [batch for _number, batch in numbered]
