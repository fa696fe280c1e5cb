"""Deeds about holds: the office puts a pupil on hold, only the safeguarding lead reads why and ends it.

A hold is accepted whatever stands already, so that trying one tells nothing of another; why is sealed (PRACTICE 4).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.people import Duty, holders_on
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_answers import Hold, Verdict
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .picture_books import read_book
from .pupil_keeping import PupilDeeds, answers_moved, find_pictures, open_about, reason_given, seal_about
from .pupil_views import HoldLine
from .sealed_words import HOLD, entitled_readers, open_words, seal_words
from .session import Session


@dataclass(frozen=True, slots=True)
class HoldKept:
    """A hold that was kept; without `sealed` no words lie with it, and the safeguarding lead is told on paper."""

    hold: Hold
    sealed: bool


@dataclass(frozen=True, slots=True)
class HoldReason:
    """Why a pupil is on hold, opened for the safeguarding lead."""

    since: date
    by: str
    reason: str
    ended: str = ""


class HoldDeeds(PupilDeeds):
    """Photo answers on hold."""

    def hold(self, pupil_id: UUID, reason: str) -> HoldKept:
        """Put a pupil on hold: nothing of the pupil goes anywhere from now on, and what is out is looked for.

        Where no safeguarding lead has a sign-in the words are not kept. Raises FieldError for a reason that is missing.
        """
        session = self._session
        with session.work() as work:
            self._demand(work, Action.PUT_ON_HOLD)
            pupil = work.uow.pupils.get(pupil_id)
            held = Hold(uuid4(), pupil.school_id, pupil.id, session.today, session.person_id, session.clock.now())
            sealed = bool(entitled_readers(session, work.uow, HOLD, held.id))
            said = reason_given(reason) if sealed else ""
            work.uow.holds.add(held)
            if sealed:
                seal_words(work, HOLD, held.id, {"reason": said})
            work.did(Did.HOLD_SET, Noun.PHOTO_ANSWERS, subject_kind="hold", subject_id=held.id, record=held)
            answers_moved(work, (pupil.id,))
            find_pictures(work, pupil.id)
            work.done()
        return HoldKept(held, sealed)

    def end_hold(self, pupil_id: UUID, reason: str) -> None:
        """The DSL ends every hold of a pupil; what the answers come to holds again. The reason is sealed.

        Raises FieldError, RuleError where none stands.
        """
        session = self._session
        with session.work() as work:
            self._demand(work, Action.DECIDE_HOLDS)
            standing = work.uow.holds.of(pupil_id)
            if not standing:
                raise RuleError(
                    tr(
                        "No hold was set for this pupil, so that none can be ended. Where it still reads “on hold”, "
                        "the adults answered differently: end the say of one of them, or ask them again."
                    )
                )
            said = reason_given(reason)
            for hold in standing:
                ended = replace(hold, ended_at=session.clock.now(), ended_by=session.person_id)
                kept = work.uow.holds.save(ended)
                work.did(Did.HOLD_ENDED, Noun.PHOTO_ANSWERS, subject_kind="hold", subject_id=kept.id, record=kept)
                seal_about(work, HOLD, kept.id, {"ended": said})
            answers_moved(work, (pupil_id,))
            work.done()

    def hold_reasons(self, pupil_id: UUID) -> tuple[HoldReason, ...]:
        """Why a pupil is and was on hold, the newest first; that it was looked at is recorded."""
        session = self._session
        with session.work() as work:
            self._demand(work, Action.DECIDE_HOLDS)
            holds = work.uow.holds.of(pupil_id, ended=True)
            names = {p.id: p.name for p in work.uow.people.all()}
            found = []
            for hold in sorted(holds, key=lambda h: h.recorded_at, reverse=True):
                words = open_words(session, work.uow, HOLD, hold.id) or {}
                ends = [p["ended"] for p in open_about(session, work.uow, HOLD, hold.id) if "ended" in p]
                by = names.get(hold.recorded_by, "")
                found.append(HoldReason(hold.since, by, words.get("reason", ""), ends[0] if ends else ""))
                work.did(Did.SEALED_OPENED, subject_kind="hold", subject_id=hold.id)
            work.done()
        return tuple(found)


def hold_lines(session: Session, uow: UnitOfWork, pupil_id: UUID) -> tuple[HoldLine, ...]:
    """The holds of a pupil that stand, for the safeguarding lead."""
    names = {p.id: p.name for p in uow.people.all()}
    leads = dsls_on(session, uow)
    return tuple(
        HoldLine(
            hold.id,
            hold.since,
            names.get(hold.recorded_by, ""),
            hold.recorded_by in leads or any(e.did is Did.SEALED_OPENED for e in uow.audit.of_subject(hold.id)),
        )
        for hold in uow.holds.of(pupil_id)
    )


def holds_to_look_at(session: Session, uow: UnitOfWork) -> tuple[Hold, ...]:
    """Holds that stand and that no safeguarding lead has set or looked at."""
    standing = uow.holds.standing()
    if not standing:
        return ()
    leads = dsls_on(session, uow)
    looked_at = {entry.subject_id for entry in uow.audit.of_deed(Did.SEALED_OPENED)}
    return tuple(h for h in standing if h.recorded_by not in leads and h.id not in looked_at)


def pupils_to_decide(session: Session, uow: UnitOfWork) -> frozenset[UUID]:
    """Pupils on hold that wait for the person signed in, where that is a safeguarding lead: not looked at, or disputed.

    Parents who answered differently read as on hold without one; a hold, or a say that ends, decides it.
    """
    if not session.allows(uow, Action.DECIDE_HOLDS):
        return frozenset()
    held = frozenset(hold.pupil_id for hold in uow.holds.standing())
    waiting = {hold.pupil_id for hold in holds_to_look_at(session, uow)}
    perhaps = uow.photo_answers.perhaps_disputed() - held
    if perhaps:
        book = read_book(session, uow, perhaps)
        here = [p for p in perhaps if not book.pupils[p].has_left(session.today)]
        waiting |= {p for p in here if any(book.standing(p, k).verdict is Verdict.ON_HOLD for k in book.places)}
    return frozenset(waiting)


def dsls_on(session: Session, uow: UnitOfWork) -> frozenset[UUID]:
    """The safeguarding lead and deputies of today."""
    duties = uow.duties.standing(session.today)
    return frozenset(p for duty in (Duty.DSL, Duty.DEPUTY_DSL) for p in holders_on(duties, duty, session.today))
