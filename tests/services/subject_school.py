"""A school with an office manager, a safeguarding lead and a pupil of whom much is held, for requests about one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.photo_answers import Adult, Capacity, Said
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.subject_access import AsWhat, SubjectSort
from schoolsm_desktop.services.subject_access import NewSubjectRequest

from .publishing import check, post
from .pupil_school import PupilSchool, make_pupil_school
from .roll import add_adult, add_pupil, answer

MOTHER = "Grace Bellweather"
FRIEND = "Zebedee Quillfeather"


@dataclass
class SubjectSchool:
    """The school, the pupil, and who asks."""

    of: PupilSchool
    pupil: Pupil
    mother: Adult

    def ask(self, **more: object) -> UUID:
        """The office records that the mother asks for the pupil's file."""
        fields: dict[str, object] = {
            "sort": SubjectSort.PUPIL,
            "subject_id": self.pupil.id,
            "asked_by": MOTHER,
            "as_what": AsWhat.PARENT,
            "received_on": date(2026, 11, 18),
        } | more
        return self.of.as_who("office").subject_access.record(NewSubjectRequest(**fields)).id  # type: ignore[arg-type]

    def gathered(self) -> UUID:
        """A request of which the office has made the working copy."""
        request = self.ask()
        office = self.of.as_who("office")
        office.subject_access.identity(request, date(2026, 11, 19), "Known to the office")
        office.subject_access.gather(request)
        return request

    def agreed(self) -> UUID:
        """A request that both have looked at: the lead on screen, the officer on paper."""
        request = self.gathered()
        self.of.as_who("lead").subject_access.look(request, (), "")
        head = self.of.as_who("head")
        head.subject_access.enter_advice(request, "Jo Bell", date(2026, 11, 20), "May go out")
        return request


def make_subject_school(base: Path, policy: str = "churchward") -> SubjectSchool:
    """The office is signed in."""
    of = make_pupil_school(base, policy=policy)
    office = of.as_who("office")
    pupil = add_pupil(office, "Amara Bellweather", birth_date=date(2017, 3, 4))
    friend = add_pupil(office, FRIEND)
    mother = add_adult(office, pupil, Capacity.MOTHER, name=MOTHER)
    father = add_adult(office, pupil, Capacity.FATHER, name="Tobias Crankshaw")
    answer(office, pupil, Said.YES, "website", by=mother)
    answer(office, pupil, Said.NO, "platform:facebook", by=father)
    post(office, f"Sports day with {FRIEND}", pupil, friend)
    check(office, pupil, friend, caption=f"Amara and {FRIEND} jump")
    return SubjectSchool(of, pupil, mother)


def make_officer(school: SubjectSchool) -> None:
    """Give the school a data protection officer with a sign-in of their own."""
    office = school.of.as_who("coordinator")
    person = school.of.school.add_person("Jo Bell", "Data protection officer")
    office.people.give_duty(person.id, Duty.DPO, school.of.school.clock.today())
    school.of.people["officer"] = person
    school.of.school.make_sign_in(person)
    for who in ("head", "officer", "office"):
        school.of.as_who(who)
