"""Pupils and answers put straight into a small school's records, for tests that begin after an import."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.accounts import Known
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.photo_answers import Adult, Capacity, Hold, PhotoAnswer, Said
from schoolsm_desktop.domain.picture_places import PictureRules
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.services.changes import Noun
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.schools import home_school

FACEBOOK = "platform:facebook"
SEPTEMBER = date(2026, 9, 9)
OCTOBER = date(2027, 10, 31)


def add_pupil(office: Office, name: str, class_name: str = "4B", **more: object) -> Pupil:
    """A pupil called `Given Family` on the roll."""
    given, _, family = name.rpartition(" ")
    session = office.session
    with session.work() as work:
        pupil = Pupil(uuid4(), home_school(work.uow).id, given, family, class_name=class_name)
        pupil = replace(pupil, year=class_name[:1], **more)  # type: ignore[arg-type]
        work.uow.pupils.add(pupil)
        work.did(Did.PUPIL_ADDED, Noun.PUPILS, subject_kind="pupil", subject_id=pupil.id)
        work.done()
    return pupil


def add_adult(
    office: Office, pupil: Pupil, capacity: Capacity = Capacity.MOTHER, known: Known = Known.NOT_KNOWN, name: str = ""
) -> Adult:
    """Somebody who answers for a pupil."""
    with office.session.work() as work:
        adult = work.uow.adults.add(Adult(uuid4(), pupil.school_id, pupil.id, capacity, name, known))
        work.did(Did.ADULT_CHANGED, Noun.PHOTO_ANSWERS, subject_kind="pupil", subject_id=pupil.id)
        work.done()
    return adult


def answer(
    office: Office, pupil: Pupil, said: Said, *places: str, by: Adult | None = None, on: date = SEPTEMBER
) -> tuple[PhotoAnswer, ...]:
    """An answer for each place; by the pupil where no adult is named. A yes lasts until the end of October 2027."""
    session = office.session
    until = OCTOBER if said is Said.YES else None
    with session.work() as work:
        found = tuple(
            work.uow.photo_answers.add(
                PhotoAnswer(
                    uuid4(), pupil.school_id, pupil.id, place, said, on, session.person_id, session.clock.now(),
                    adult_id=by.id if by else None, until=until,
                )
            )
            for place in places
        )  # fmt: skip
        work.did(Did.ANSWERS_RECORDED, Noun.PHOTO_ANSWERS, subject_kind="pupil", subject_id=pupil.id)
        work.done()
    return found


def hold(office: Office, pupil: Pupil) -> Hold:
    """The pupil on hold, without sealed words."""
    session = office.session
    with session.work() as work:
        held = Hold(uuid4(), pupil.school_id, pupil.id, session.today, session.person_id, session.clock.now())
        work.uow.holds.add(held)
        work.did(Did.HOLD_SET, Noun.PHOTO_ANSWERS, subject_kind="hold", subject_id=held.id, record=held)
        work.done()
    return held


def set_rules(office: Office, **more: object) -> PictureRules:
    """The school's rules for pictures, with these fields."""
    with office.session.work() as work:
        school_id: UUID = home_school(work.uow).id
        rules = replace(PictureRules(school_id, school_id), **more)  # type: ignore[arg-type]
        work.uow.picture_rules.add(rules)
        work.did(
            Did.PICTURE_RULES_CHANGED,
            Noun.PICTURE_RULES,
            subject_kind="picture-rules",
            subject_id=rules.id,
            record=rules,
        )
        work.done()
    return rules
