"""The deeds about pupils, who answers for them, holds, and colleagues in pictures, for the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import uuid4

from schoolsm_desktop.domain.changed_names import Names
from schoolsm_desktop.domain.colleague_pictures import ColleagueAnswer
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_answers import Adult, Capacity, Hold, Said
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.services.changes import Noun
from schoolsm_desktop.services.colleague_pictures import NewColleagueAnswer
from schoolsm_desktop.services.pupils import NewPupil

from .deed import EVERYBODY, Deed
from .stage import Stage

NAMES = Names("Right", "Name")


def _pupil(s: Stage, **more: object) -> Pupil:
    """Somebody on the roll, put there without a trace: the trace of the deed is what is looked at."""
    pupil = replace(Pupil(uuid4(), s.school.head.school_id, "Ada", uuid4().hex[:6]), **more)  # type: ignore[arg-type]
    with s.office.session.work() as work:
        work.uow.pupils.add(pupil)
        work.nouns.add(Noun.PUPILS)
        work.done()
    return pupil


def _left(s: Stage) -> Pupil:
    return _pupil(s, on_roll_to=s.school.clock.today())


def _held(s: Stage) -> Pupil:
    pupil, clock = _pupil(s), s.school.clock
    with s.office.session.work() as work:
        work.uow.holds.add(Hold(uuid4(), pupil.school_id, pupil.id, clock.today(), s.me, clock.now()))
        work.done()
    return pupil


def _adult(s: Stage) -> Adult:
    pupil = _pupil(s)
    with s.office.session.work() as work:
        adult = work.uow.adults.add(Adult(uuid4(), pupil.school_id, pupil.id, Capacity.MOTHER))
        work.done()
    return adult


def _colleague_said(s: Stage) -> object:
    answer = NewColleagueAnswer(Said.NO, s.colleague.id)
    return s.office.colleague_pictures.record(answer)


def _answered(s: Stage) -> object:
    clock = s.school.clock
    with s.office.session.work() as work:
        answer = work.uow.colleague_answers.add(
            ColleagueAnswer(uuid4(), s.school.head.school_id, Said.NO, clock.today(), s.me, clock.now(), s.colleague.id)
        )
        work.done()
    return s.office.colleague_pictures.mistaken(answer.id)


A = Action
DEEDS: Mapping[str, Deed] = {
    "PupilService.lines": Deed(A.SEE_PUPILS, lambda s: s.office.pupils.lines()),
    "PupilService.classes": Deed(A.SEE_PUPILS, lambda s: s.office.pupils.classes()),
    "PupilService.pupil": Deed(A.SEE_PUPILS, lambda s: s.office.pupils.pupil(_pupil(s).id)),
    "PupilService.siblings": Deed(A.SEE_PUPILS, lambda s: s.office.pupils.siblings(_pupil(s).id)),
    "PupilService.rights": Deed(EVERYBODY, lambda s: s.office.pupils.rights()),
    "PupilService.dsl_reads": Deed(EVERYBODY, lambda s: s.office.pupils.dsl_reads()),
    "PupilService.to_decide": Deed(EVERYBODY, lambda s: s.office.pupils.to_decide()),
    "PupilService.add": Deed(A.EDIT_PUPILS, lambda s: s.office.pupils.add(NewPupil("", "Vale"))),
    "PupilService.change": Deed(A.EDIT_PUPILS, lambda s: s.office.pupils.change(replace(_pupil(s), year="5"))),
    "PupilService.leave": Deed(A.EDIT_PUPILS, lambda s: s.office.pupils.leave(_pupil(s).id, s.school.clock.today())),
    "PupilService.come_back": Deed(
        A.EDIT_PUPILS, lambda s: s.office.pupils.come_back(_left(s).id, s.school.clock.today())
    ),
    "PupilService.rename": Deed(A.EDIT_PUPILS, lambda s: s.office.pupils.rename(_pupil(s).id, NAMES)),
    "PupilService.correct_name": Deed(
        A.DECIDE_HOLDS, lambda s: s.office.pupils.correct_name(_pupil(s).id, NAMES, "asked")
    ),
    "PupilService.sealed_names": Deed(A.DECIDE_HOLDS, lambda s: s.office.pupils.sealed_names(_pupil(s).id)),
    "PupilService.link": Deed(A.EDIT_PUPILS, lambda s: s.office.pupils.link(_pupil(s).id, _pupil(s).id)),
    "PupilService.unlink": Deed(A.DECIDE_HOLDS, lambda s: s.office.pupils.unlink(_pupil(s).id)),
    "PupilService.add_adult": Deed(A.EDIT_PUPILS, lambda s: s.office.pupils.add_adult(_pupil(s).id, Capacity.MOTHER)),
    "PupilService.change_adult": Deed(
        A.EDIT_PUPILS, lambda s: s.office.pupils.change_adult(replace(_adult(s), name="Jo"))
    ),
    "PupilService.record_responsibility": Deed(
        A.EDIT_PUPILS, lambda s: s.office.pupils.record_responsibility(_adult(s).id)
    ),
    "PupilService.end_say": Deed(A.DECIDE_HOLDS, lambda s: s.office.pupils.end_say(_adult(s).id, "an order")),
    "PupilService.give_say_back": Deed(
        A.DECIDE_HOLDS, lambda s: s.office.pupils.give_say_back(_adult(s).id, "it ended")
    ),
    "PupilService.say_reasons": Deed(A.DECIDE_HOLDS, lambda s: s.office.pupils.say_reasons(_adult(s).id)),
    "PupilService.hold": Deed(A.PUT_ON_HOLD, lambda s: s.office.pupils.hold(_pupil(s).id, "a doubt")),
    "PupilService.end_hold": Deed(A.DECIDE_HOLDS, lambda s: s.office.pupils.end_hold(_held(s).id, "all clear")),
    "PupilService.hold_reasons": Deed(A.DECIDE_HOLDS, lambda s: s.office.pupils.hold_reasons(_held(s).id)),
    "ColleaguePictureService.view": Deed(A.SEE_PUPILS, lambda s: s.office.colleague_pictures.view()),
    "ColleaguePictureService.warnings": Deed(
        A.CHECK_PHOTOS, lambda s: s.office.colleague_pictures.warnings("Jo", "newsletter")
    ),
    "ColleaguePictureService.record": Deed(A.RECORD_ANSWERS, _colleague_said),
    "ColleaguePictureService.mistaken": Deed(A.RECORD_ANSWERS, _answered),
}
