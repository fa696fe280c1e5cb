"""What parents said since September: wording that was changed, a yes withdrawn, a condition, an objection."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.photo_answers import Adult, AnswerBy, Said
from schoolsm_desktop.domain.picture_places import Basis, Lasting, PlaceTerms
from schoolsm_desktop.services.answer_keeping import NewAnswer, keep_answers
from schoolsm_desktop.services.changes import Noun
from schoolsm_desktop.services.schools import home_school

if TYPE_CHECKING:
    from schoolsm_desktop.services.session import Work

    from .build import Performer

CLASS = "5A"
_WEBSITE_FIRST = "We may show your child on our website."
_WEBSITE = (
    "We may show your child on our website, without a name. You can change your mind at any time: tell the office."
)
_NEWSLETTER = "We may show your child in our newsletter. It also goes on the website, so that we ask for both."
_DISPLAY = "We show children’s work and pictures of it inside the school. If you would rather not, tell the office."
_PRESS = "A newspaper may show your child. It may keep the picture online, where we cannot take it down."


def answers(performer: Performer) -> None:
    """Enter them as the office would have."""
    session, today = performer.session("office"), performer.today
    summer = date(today.year if today.month >= 9 else today.year - 1, 8, 20)
    with session.work() as work:
        _terms(work, "website", 1, summer.replace(year=summer.year - 1), wording=_WEBSITE_FIRST)
        _terms(work, "website", 2, summer, wording=_WEBSITE)
        _terms(work, "newsletter", 1, summer, wording=_NEWSLETTER, needs=(("website", ""),))
        _terms(work, "display", 1, summer, Basis.LEGITIMATE_INTERESTS, wording=_DISPLAY, lasting=Lasting.ON_ROLL)
        _terms(work, "press", 1, summer, wording=_PRESS, second_person=True)
        keep_answers(work, _said(work, today))
        work.done()


def _terms(
    work: Work,
    place: str,
    version: int,
    from_day: date,
    basis: Basis = Basis.CONSENT,
    *,
    wording: str,
    lasting: Lasting = Lasting.SCHOOL_YEAR,
    needs: tuple[tuple[str, str], ...] = (),
    second_person: bool = False,
) -> None:
    at = datetime.combine(from_day, time(10, 30), work.session.clock.now().tzinfo)
    kept = work.uow.place_terms.add(
        PlaceTerms(
            uuid4(), home_school(work.uow).id, place, version, from_day, work.session.person_id, at, basis, wording,
            lasting, needs=needs, second_person=second_person,
        )
    )  # fmt: skip
    work.did(
        Did.PLACE_TERMS_CHANGED,
        Noun.PICTURE_RULES,
        subject_kind="place-terms",
        subject_id=kept.id,
        record=kept,
        version=str(version),
    )


def _said(work: Work, today: date) -> list[NewAnswer]:
    """One home withdraws, one sets a condition, one objects to displays."""
    pupils = {pupil.id: pupil for pupil in work.uow.pupils.all() if pupil.class_name == CLASS}
    adults = sorted(
        (adult for adult in work.uow.adults.of(list(pupils)) if adult.counts_for_yes),
        key=lambda adult: (pupils[adult.pupil_id].family, pupils[adult.pupil_id].given_name),
    )
    withdraws, sets_condition, objects = adults[3], adults[6], adults[9]
    return [
        _answer(withdraws, "website", Said.WITHDRAWN, today - timedelta(days=3), AnswerBy.MESSAGE),
        _answer(sets_condition, "website", Said.CONDITION, today - timedelta(days=8), words="Not her face, please"),
        _answer(sets_condition, "newsletter", Said.CONDITION, today - timedelta(days=8), words="Not her face, please"),
        _answer(objects, "display", Said.OBJECTED, today - timedelta(days=20), AnswerBy.PHONE),
    ]


def _answer(
    adult: Adult, place: str, said: Said, on: date, how: AnswerBy = AnswerBy.FORM, words: str = ""
) -> NewAnswer:
    return NewAnswer(adult.pupil_id, place, said, adult.id, on, how, words)
