"""The deeds about pupils, who answers, holds and colleagues in pictures, and what each leaves in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.changed_names import Names
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.photo_answers import Adult, Capacity, Said
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.services.colleague_pictures import NewColleagueAnswer
from schoolsm_desktop.services.pupils import NewPupil
from tests.services.roll import add_adult, add_pupil
from tests.services.school import NOW
from tests.services.stage import Stage

TODAY = NOW.date()
NAMES = Names("Right", "Name")


def _lead(s: Stage) -> Stage:
    """The headteacher is the safeguarding lead too, as in a small school (PRACTICE 25)."""
    s.office.people.give_duty(s.school.head.id, Duty.DSL, TODAY)
    return s


def _pupil(s: Stage, name: str = "Ada Vale") -> Pupil:
    return add_pupil(s.office, name)


def _adult(s: Stage) -> Adult:
    return add_adult(s.office, _pupil(s), Capacity.GRANDPARENT)


def _held(s: Stage) -> Pupil:
    pupil = _pupil(_lead(s))
    s.office.pupils.hold(pupil.id, "a doubt")
    return pupil


def _linked(s: Stage) -> Pupil:
    pupil = _pupil(s)
    s.office.pupils.link(pupil.id, _pupil(s, "Ben Vale").id)
    return pupil


def _silenced(s: Stage) -> Adult:
    return _lead(s).office.pupils.end_say(_adult(s).id, "an order")


def _left(s: Stage) -> Pupil:
    return s.office.pupils.leave(_pupil(s).id, TODAY)


PUPIL_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "pupils.add": (Did.PUPIL_ADDED, lambda s: s.office.pupils.add(NewPupil("Ada", "Vale"))),
    "pupils.change": (Did.PUPIL_CHANGED, lambda s: s.office.pupils.change(replace(_pupil(s), year="5"))),
    "pupils.leave": (Did.PUPIL_CHANGED, _left),
    "pupils.come_back": (Did.PUPIL_CHANGED, lambda s: s.office.pupils.come_back(_left(s).id, TODAY)),
    "pupils.rename": (Did.PUPIL_CHANGED, lambda s: s.office.pupils.rename(_pupil(s).id, NAMES)),
    "pupils.correct_name": (
        Did.PUPIL_CHANGED,
        lambda s: _lead(s).office.pupils.correct_name(_pupil(s).id, NAMES, "asked"),
    ),
    "pupils.sealed_names": (Did.SEALED_OPENED, lambda s: _lead(s).office.pupils.sealed_names(_pupil(s).id)),
    "pupils.link": (Did.FAMILY_CHANGED, _linked),
    "pupils.unlink": (Did.FAMILY_CHANGED, lambda s: _lead(s).office.pupils.unlink(_linked(s).id)),
    "pupils.add_adult": (
        Did.ADULT_CHANGED,
        lambda s: s.office.pupils.add_adult(_pupil(s).id, Capacity.MOTHER),
    ),
    "pupils.change_adult": (
        Did.ADULT_CHANGED,
        lambda s: s.office.pupils.change_adult(replace(_adult(s), name="Jo")),
    ),
    "pupils.record_responsibility": (
        Did.ADULT_CHANGED,
        lambda s: s.office.pupils.record_responsibility(_adult(s).id),
    ),
    "pupils.end_say": (Did.SAY_ENDED, _silenced),
    "pupils.give_say_back": (Did.SAY_ENDED, lambda s: s.office.pupils.give_say_back(_silenced(s).id, "it ended")),
    "pupils.say_reasons": (Did.SEALED_OPENED, lambda s: s.office.pupils.say_reasons(_silenced(s).id)),
    "pupils.hold": (Did.HOLD_SET, _held),
    "pupils.end_hold": (Did.HOLD_ENDED, lambda s: s.office.pupils.end_hold(_held(s).id, "all clear")),
    "pupils.hold_reasons": (Did.SEALED_OPENED, lambda s: s.office.pupils.hold_reasons(_held(s).id)),
    "colleague_pictures.record": (
        Did.COLLEAGUE_ANSWERED,
        lambda s: s.office.colleague_pictures.record(NewColleagueAnswer(Said.NO, s.jo.id)),
    ),
    "colleague_pictures.mistaken": (
        Did.COLLEAGUE_ANSWERED,
        lambda s: s.office.colleague_pictures.mistaken(
            s.office.colleague_pictures.record(NewColleagueAnswer(Said.NO, s.jo.id)).id
        ),
    ),
}
