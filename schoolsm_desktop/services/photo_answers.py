"""What parents and pupils say about pictures: recorded from forms, by telephone, on the day; withdrawn; put right."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_answers import AnswerBy, Capacity, PhotoAnswer, Said
from schoolsm_desktop.domain.picture_places import Master
from schoolsm_desktop.domain.removals import Removal, RemovalCause
from schoolsm_desktop.domain.wording import list_text, tr

from .answer_keeping import NewAnswer, keep_answers, signer
from .answer_views import (
    AnswerRights,
    ClassGrid,
    ClassLine,
    ConditionLine,
    GridRow,
    PupilSaid,
    TellLine,
    asked_about,
    class_grid,
    class_lines,
    condition_lines,
    grid_places,
    grid_row,
    never_asked,
    on_the_roll,
    pupil_said,
    tell_lines,
)
from .changes import Noun
from .ended_checks import end_checks
from .photo_forms import mark_back
from .picture_books import PictureBooks
from .removals import begin_removal
from .session import Session, Work

__all__ = ["FormRow", "NewAnswer", "PhotoAnswerService", "Withdrawal", "Withdrawn", "keep_answers"]


REFUSED = frozenset({Said.NO, Said.OBJECTED, Said.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class FormRow:
    """What stands on one pupil's form. `by`: the adult's id, as what somebody new signs, or None for the pupil.

    `condition` are the words of every place where one is set.
    """

    pupil_id: UUID
    said: Mapping[str, Said]
    by: UUID | Capacity | None = None
    on: date | None = None
    how: AnswerBy = AnswerBy.FORM
    condition: str = field(default="", repr=False)
    form_id: UUID | None = None
    signer_name: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Who takes a yes back and for which places; `by` as in `FormRow`."""

    pupil_id: UUID
    places: tuple[str, ...]
    by: UUID | Capacity | None = None
    on: date | None = None
    how: AnswerBy = AnswerBy.MESSAGE
    name: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A withdrawal that was recorded, with the search for pictures that it began, if it was asked for."""

    answers: tuple[PhotoAnswer, ...]
    removal: Removal | None = None


class PhotoAnswerService:
    """Deeds on photo answers. Nothing is ever changed into something else: what is new stands beside what was."""

    def __init__(self, session: Session, books: PictureBooks) -> None:
        self._session = session
        self._books = books

    # --- what is there

    def classes(self) -> tuple[ClassLine, ...]:
        """How far each class is: answered, form out, not asked. Raises NotAllowedError."""
        self._demand_sight()
        return class_lines(self._books.today())

    def grid(self, class_name: str) -> ClassGrid:
        """A class to type answers into, or those without one. Raises NotAllowedError."""
        forms = self._open_forms()
        return class_grid(self._books.today(), class_name, forms)

    def row(self, pupil_id: UUID) -> GridRow:
        """One pupil of a grid as it stands now. Raises LookupError for one that is not there."""
        forms, book = self._open_forms(), self._books.today()
        places = grid_places(book.places.values())
        return grid_row(book, book.pupils[pupil_id], places, forms.get(pupil_id), asked_about(book))

    def pupil(self, pupil_id: UUID) -> PupilSaid:
        """What stands for one pupil at each place. Raises LookupError, NotAllowedError."""
        self._demand_sight()
        return pupil_said(self._books.today(), pupil_id)

    def names(self) -> tuple[tuple[str, str, str], ...]:
        """Everybody on the roll to choose from: id, name, class."""
        self._demand_sight()
        book = self._books.today()
        return tuple((str(p.id), p.name, list_text(p.classes)) for p in on_the_roll(book))

    def conditions(self) -> tuple[ConditionLine, ...]:
        """Conditions that wait to be turned into yes or no. Raises NotAllowedError."""
        self._demand_sight()
        return condition_lines(self._books.today())

    def to_tell(self) -> tuple[TellLine, ...]:
        """What is still to be changed in the other system; nothing where this program is the master."""
        self._demand_sight()
        book = self._books.today()
        if book.rules.master is not Master.ELSEWHERE:
            return ()
        with self._session.reading() as uow:
            return tell_lines(book, uow.photo_answers.to_tell())

    def rights(self) -> AnswerRights:
        """What the person signed in may do, and what is still to be told elsewhere."""
        book = self._books.today()
        rules = book.rules
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_PUPILS)
            elsewhere = rules.master is Master.ELSEWHERE and self._session.allows(uow, Action.RECORD_ANSWERS)
            return AnswerRights(
                self._session.allows(uow, Action.RECORD_ANSWERS),
                self._session.allows(uow, Action.PRINT_PUPIL_LISTS),
                rules.master,
                rules.master_name,
                uow.photo_answers.count_to_tell() if elsewhere else 0,
                never_asked(book),
            )

    def _demand_sight(self) -> None:
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_PUPILS)

    def _open_forms(self) -> dict[UUID, UUID]:
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_PUPILS)
            return uow.photo_forms.of_open_rounds()

    # --- deeds

    def record(self, entries: Sequence[NewAnswer]) -> tuple[PhotoAnswer, ...]:
        """Keep what was said, all of it or nothing. Raises FieldError, RuleError, NotAllowedError."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.RECORD_ANSWERS)
            kept = keep_answers(work, entries)
            if kept:
                work.done()
        return kept

    def record_forms(self, rows: Sequence[FormRow], *, find: bool = False) -> tuple[PhotoAnswer, ...]:
        """Keep what stands on forms, a row a pupil, all or nothing; who signed is entered where nobody like it is.

        With `find` every picture is looked for, in the same deed, at the places that were refused.

        Raises FieldError, RuleError, NotAllowedError.
        """
        with self._session.work() as work:
            self._session.demand(work.uow, Action.RECORD_ANSWERS)
            entries = []
            for row in rows:
                by = signer(work, row.pupil_id, row.by, row.signer_name)
                for place, said in row.said.items():
                    words = row.condition if said is Said.CONDITION else ""
                    entries.append(NewAnswer(row.pupil_id, place, said, by, row.on, row.how, words, row.form_id))
            kept = keep_answers(work, entries)
            _forms_are_back(work, kept)
            if find:
                _find_pictures(work, kept)
            if kept:
                work.done()
        return kept

    def withdraw(self, asked: Withdrawal, *, find: bool = False) -> Withdrawn:
        """Record that somebody takes a yes back for places; it holds at once and never runs out.

        With `find` every picture of the pupil there is looked for in the same deed. Raises as `record`.
        """
        if not asked.places:
            raise FieldError("places", tr("Choose the places it is withdrawn for. Nothing was saved yet."))
        with self._session.work() as work:
            self._session.demand(work.uow, Action.RECORD_ANSWERS)
            by = signer(work, asked.pupil_id, asked.by, asked.name)
            entries = [
                NewAnswer(asked.pupil_id, place, Said.WITHDRAWN, by, asked.on, asked.how) for place in asked.places
            ]
            kept = keep_answers(work, entries)
            removal = begin_removal(work, asked.pupil_id, RemovalCause.ANSWER, asked.places, by) if find else None
            work.done()
        return Withdrawn(kept, removal)

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
            end_checks(work, {answer.pupil_id for answer in kept})
            if kept:
                work.done()
        return kept

    def told(self, keys: Collection[str]) -> int:
        """Tick what was changed in the other system, by the keys of its lines; how many answers that were."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.RECORD_ANSWERS)
            wanted = set(keys)
            found = [a for a in work.uow.photo_answers.to_tell() if f"{a.pupil_id}/{a.place}" in wanted]
            for answer in found:
                work.uow.photo_answers.save(replace(answer, told_on=session.today))
            if found:
                work.did(Did.TOLD_ELSEWHERE, Noun.PHOTO_ANSWERS, answers=str(len(found)))
                work.done()
        return len(found)

    def _taken_back(self, answer: PhotoAnswer) -> PhotoAnswer:
        """What the other system was never told needs no telling; what it was told has to be put right there."""
        session = self._session
        knows = answer.told_on is not None or answer.how is AnswerBy.IMPORTED
        return replace(answer, mistaken_at=session.clock.now(), told_on=None if knows else session.today)


def _find_pictures(work: Work, kept: Sequence[PhotoAnswer]) -> None:
    refused = [answer for answer in kept if answer.said in REFUSED]
    for pupil_id, by in dict.fromkeys((answer.pupil_id, answer.adult_id) for answer in refused):
        places = [a.place for a in refused if (a.pupil_id, a.adult_id) == (pupil_id, by)]
        begin_removal(work, pupil_id, RemovalCause.ANSWER, places, by)


def _forms_are_back(work: Work, kept: Sequence[PhotoAnswer]) -> None:
    """A form that was typed in has come back."""
    forms = work.uow.photo_forms.some({answer.form_id for answer in kept if answer.form_id is not None})
    if any(form.back_on is None for form in forms):
        mark_back(work, forms, work.session.today)


def _standing(work: Work, answer_id: UUID) -> PhotoAnswer:
    answer = work.uow.photo_answers.find(answer_id)
    if answer is None:
        raise RuleError(tr("There is no such answer. Nothing was changed."))
    if answer.mistaken_at is not None:
        raise RuleError(tr("This answer was marked as entered by mistake already. Nothing was changed."))
    return answer
