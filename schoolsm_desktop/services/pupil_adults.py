"""Deeds about who answers for a pupil: as what, with parental responsibility or not, and whose say the DSL ended."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

from schoolsm_desktop.domain.accounts import Known
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_answers import Adult, Capacity
from schoolsm_desktop.domain.pupils import MOST_NAME
from schoolsm_desktop.domain.wording import tr

from .changes import Noun
from .pupil_keeping import PupilDeeds, answers_moved, open_about, reason_given, seal_about
from .sealed_words import SAY_ENDED
from .session import Work


class AdultDeeds(PupilDeeds):
    """Who answers for a pupil."""

    def add_adult(
        self, pupil_id: UUID, capacity: Capacity, name: str = "", responsibility: Known = Known.NOT_KNOWN
    ) -> Adult:
        """Keep somebody who answers for a pupil; only as what is needed. Raises FieldError."""
        with self._session.work() as work:
            self._demand(work, Action.EDIT_PUPILS)
            pupil = work.uow.pupils.get(pupil_id)
            adult = Adult(uuid4(), pupil.school_id, pupil.id, capacity, _name(name), responsibility)
            work.uow.adults.add(adult)
            self._told(work, adult)
            work.done()
        return adult

    def change_adult(self, adult: Adult) -> Adult:
        """Change as what somebody answers, the name, or parental responsibility. Raises FieldError."""
        with self._session.work() as work:
            self._demand(work, Action.EDIT_PUPILS)
            before = work.uow.adults.get(adult.id)
            kept = work.uow.adults.save(
                replace(adult, name=_name(adult.name), pupil_id=before.pupil_id, say_ended_at=before.say_ended_at)
            )
            self._told(work, kept)
            if kept.counts_for_yes != before.counts_for_yes:
                answers_moved(work, (kept.pupil_id,))
            work.done()
        return kept

    def record_responsibility(self, adult_id: UUID) -> Adult:
        """One click: this person has parental responsibility, so that a yes that read “check who signed” counts."""
        with self._session.reading() as uow:
            adult = uow.adults.get(adult_id)
        return self.change_adult(replace(adult, responsibility=Known.YES))

    def end_say(self, adult_id: UUID, reason: str) -> Adult:
        """The DSL ends somebody's say: no answer of theirs counts from now on. The reason is sealed.

        Raises FieldError, RuleError where the say has ended already.
        """
        with self._session.work() as work:
            self._demand(work, Action.DECIDE_HOLDS)
            adult = work.uow.adults.get(adult_id)
            if adult.say_ended_at is not None:
                raise RuleError(tr("This person’s say has ended already. Nothing was changed."))
            said = reason_given(reason)
            kept = self._with_say(work, replace(adult, say_ended_at=self._session.clock.now()))
            seal_about(work, SAY_ENDED, adult.id, {"at": self._session.clock.now().isoformat(), "ended": said})
            work.done()
        return kept

    def give_say_back(self, adult_id: UUID, reason: str) -> Adult:
        """The DSL gives the say back: what this person answered last counts again. Raises FieldError, RuleError."""
        with self._session.work() as work:
            self._demand(work, Action.DECIDE_HOLDS)
            adult = work.uow.adults.get(adult_id)
            if adult.say_ended_at is None:
                raise RuleError(tr("This person’s answers count already. Nothing was changed."))
            said = reason_given(reason)
            kept = self._with_say(work, replace(adult, say_ended_at=None))
            seal_about(work, SAY_ENDED, adult.id, {"at": self._session.clock.now().isoformat(), "back": said})
            work.done()
        return kept

    def say_reasons(self, adult_id: UUID) -> tuple[str, ...]:
        """Why somebody's say was ended and given back, the newest first; that it was looked at is recorded."""
        with self._session.work() as work:
            self._demand(work, Action.DECIDE_HOLDS)
            adult = work.uow.adults.get(adult_id)
            found = open_about(self._session, work.uow, SAY_ENDED, adult.id)
            work.did(Did.SEALED_OPENED, subject_kind="pupil", subject_id=adult.pupil_id)
            work.done()
        found.sort(key=lambda parts: parts.get("at", ""), reverse=True)
        return tuple(
            tr("Ended: {reason}", reason=parts["ended"])
            if "ended" in parts
            else tr("Given back: {reason}", reason=parts.get("back", ""))
            for parts in found
        )

    def _with_say(self, work: Work, adult: Adult) -> Adult:
        kept = work.uow.adults.save(adult)
        work.did(Did.SAY_ENDED, Noun.PHOTO_ANSWERS, subject_kind="pupil", subject_id=kept.pupil_id)
        answers_moved(work, (kept.pupil_id,))
        return kept

    def _told(self, work: Work, adult: Adult) -> None:
        work.did(Did.ADULT_CHANGED, Noun.PHOTO_ANSWERS, subject_kind="pupil", subject_id=adult.pupil_id)


def _name(typed: str) -> str:
    name = " ".join("".join(sign if sign.isprintable() else " " for sign in typed[:1000]).split())
    if len(name) > MOST_NAME:
        raise FieldError(
            "name",
            tr("This is longer than {longest} characters. Shorten it; nothing was saved yet.", longest=MOST_NAME),
        )
    return name
