"""A school with an office manager, a safeguarding lead and a roll, for tests about pupils."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.services.office import Office

from .school import NOW, InventedSchool

TODAY = NOW.date()
STAFF = (
    ("office", "Pat Lowe", Duty.OFFICE_MANAGER),
    ("lead", "Noor Haddad", Duty.DSL),
    ("teacher", "Sam Adeyemi", Duty.CLASS_TEACHER),
)


@dataclass
class PupilSchool:
    """The school and its people by what they do; `as_who` signs one of them in."""

    school: InventedSchool
    people: dict[str, Person]

    def as_who(self, who: str) -> Office:
        """The services for one of them."""
        person = self.people[who]
        if self.school.office.person_id != person.id:
            self.school.sign_in(person)
        return self.school.office

    def fresh(self, who: str) -> Office:
        """The services for one of them after a new sign-in: for another window."""
        return self.school.sign_in(self.people[who])


def make_pupil_school(base: Path, *, with_lead: bool = True, policy: str = "churchward") -> PupilSchool:
    """A school whose office and, unless said otherwise, safeguarding lead have sign-ins of their own."""
    school = InventedSchool(base, policy)
    people = {"coordinator": school.coordinator, "head": school.head}
    for key, name, duty in STAFF:
        people[key] = school.add_person(name)
        school.office.people.give_duty(people[key].id, duty, TODAY)
    made = PupilSchool(school, people)
    signed = [key for key, _, _ in STAFF if with_lead or key != "lead"]
    for key in signed:
        school.make_sign_in(people[key])
        made.as_who("coordinator")
    made.as_who("head")
    for person in signed:
        made.as_who(person)  # each has chosen a passphrase of their own
    made.as_who("office")
    return made
