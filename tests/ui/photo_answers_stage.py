"""A small school with a roll behind the window, for tests of photo answers, places and rules."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.photo_answers import Adult, Capacity
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.services.office import Office
from tests.services.roll import add_adult, add_pupil


@dataclass(frozen=True, slots=True)
class SmallRoll:
    """Five pupils of two classes; Ada and Tom are brother and sister, and Ada has one adult entered."""

    ada: Pupil
    ben: Pupil
    eva: Pupil
    kit: Pupil
    tom: Pupil
    mother: Adult


def small_roll(office: Office) -> SmallRoll:
    """Put the roll into a school's records."""
    ada, ben, eva, kit = (add_pupil(office, name) for name in ("Ada Bell", "Ben Dent", "Eva Holt", "Kit Moore"))
    tom = add_pupil(office, "Tom Bell", "RB")
    mother = add_adult(office, ada, Capacity.MOTHER)
    office.pupils.link(ada.id, tom.id)
    return SmallRoll(ada, ben, eva, kit, tom, mother)
