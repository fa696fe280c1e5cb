"""What parents and pupils say about pictures: recorded from forms, by telephone, on the day; withdrawn; put right."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_answers import AnswerBy, PhotoAnswer, Said
from schoolsm_desktop.domain.wording import tr

from .answer_keeping import NewAnswer, keep_answers
from .changes import Noun
from .session import Session, Work

__all__ = ["NewAnswer", "PhotoAnswerService", "Withdrawal", "keep_answers"]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Who takes a yes back and for which places; `adult_id` None: the pupil."""

    pupil_id: UUID
    places: tuple[str, ...]
    adult_id: UUID | None = None
    on: date | None = None
    how: AnswerBy = AnswerBy.MESSAGE


class PhotoAnswerService:
    """Deeds on photo answers. Nothing is ever changed into something else: what is new stands beside what was."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def record(self, entries: Sequence[NewAnswer]) -> tuple[PhotoAnswer, ...]:
        """Keep what was said, all of it or nothing. Raises FieldError, RuleError, NotAllowedError."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.RECORD_ANSWERS)
            kept = keep_answers(work, entries)
            if kept:
                work.done()
        return kept

    def withdraw(self, asked: Withdrawal) -> tuple[PhotoAnswer, ...]:
        """Record that somebody takes a yes back for places; it holds at once and never runs out. Raises as `record`."""
        if not asked.places:
            raise FieldError("places", tr("Choose the places it is withdrawn for. Nothing was saved yet."))
        return self.record(
            [
                NewAnswer(asked.pupil_id, place, Said.WITHDRAWN, asked.adult_id, asked.on, asked.how)
                for place in asked.places
            ]
        )

    def settle(self, answer_id: UUID, decided: Mapping[str, Said]) -> tuple[PhotoAnswer, ...]:
        """Turn a condition into yes or no per place, in the name and on the day of whoever wrote it; its words stay.

        Raises FieldError or RuleError.
        """
        with self._session.work() as work:
            self._session.demand(work.uow, Action.RECORD_ANSWERS)
            answer = _standing(work, answer_id)
            if answer.said is not Said.CONDITION:
                raise RuleError(tr("This answer has no condition. Nothing was changed."))
            if answer.place not in decided or not set(decided.values()) <= {Said.YES, Said.NO}:
                raise FieldError("decided", tr("Enter yes or no for each place. Nothing was saved yet."))
            kept = keep_answers(
                work,
                [
                    NewAnswer(
                        answer.pupil_id, place, said, answer.adult_id, answer.on, answer.how, answer.condition,
                        answer.form_id, paper_id=answer.paper_id,
                    )
                    for place, said in decided.items()
                ],
            )  # fmt: skip
            work.done()
        return kept

    def mistaken(self, answer_id: UUID) -> PhotoAnswer:
        """Mark one answer as entered by mistake; it stays, and counts no longer. Raises RuleError."""
        return self.all_mistaken((answer_id,))[0]

    def all_mistaken(self, answer_ids: Collection[UUID]) -> tuple[PhotoAnswer, ...]:
        """Mark several answers as entered by mistake, all or none: what undoing a row of the class grid does."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.RECORD_ANSWERS)
            found = [_standing(work, answer_id) for answer_id in answer_ids]
            kept = tuple(work.uow.photo_answers.save(self._taken_back(answer)) for answer in found)
            for pupil_id in {answer.pupil_id for answer in kept}:
                work.did(
                    Did.ANSWER_MISTAKEN,
                    Noun.PHOTO_ANSWERS,
                    subject_kind="pupil",
                    subject_id=pupil_id,
                    answers=str(len([answer for answer in kept if answer.pupil_id == pupil_id])),
                )
            if kept:
                work.done()
        return kept

    def _taken_back(self, answer: PhotoAnswer) -> PhotoAnswer:
        """What the other system was never told needs no telling; what it was told has to be put right there."""
        session = self._session
        knows = answer.told_on is not None or answer.how is AnswerBy.IMPORTED
        return replace(answer, mistaken_at=session.clock.now(), told_on=None if knows else session.today)


def _standing(work: Work, answer_id: UUID) -> PhotoAnswer:
    answer = work.uow.photo_answers.find(answer_id)
    if answer is None:
        raise RuleError(tr("There is no such answer. Nothing was changed."))
    if answer.mistaken_at is not None:
        raise RuleError(tr("This answer was marked as entered by mistake already. Nothing was changed."))
    return answer
