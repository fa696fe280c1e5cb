"""People, the duties they hold, and the school they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from .errors import FieldError, RuleError
from .wording import day_text, tr


class Contract(StrEnum):
    """How a person belongs to the school (kew-woods:3.1, kew-woods:3.2, mill-lane:2.1)."""

    EMPLOYEE = "employee"
    TEMPORARY = "temporary"
    AGENCY = "agency"
    CONTRACTOR = "contractor"
    SECONDEE = "secondee"
    TRAINEE = "trainee"
    VOLUNTEER = "volunteer"
    GOVERNOR = "governor"
    VISITOR = "visitor"


class Duty(StrEnum):
    """What a person answers for; the policy gives the school's own title for it."""

    HEADTEACHER = "headteacher"
    DEPUTY_HEADTEACHER = "deputy-headteacher"
    COORDINATOR = "coordinator"
    OFFICE_MANAGER = "office-manager"
    DSL = "dsl"
    DEPUTY_DSL = "deputy-dsl"
    DPO = "dpo"
    CHAIR = "chair"
    INCIDENT_LEAD = "incident-lead"
    CLASS_TEACHER = "class-teacher"
    POSTING_STAFF = "posting-staff"


class SchoolKind(StrEnum):
    """A trust office keeps accounts and access, and no pupils."""

    SCHOOL = "school"
    TRUST_OFFICE = "trust-office"


class Nation(StrEnum):
    """Where a school stands: bank holidays, names of the years and bodies to ring differ."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


CONTRACT_WORDS = {
    Contract.EMPLOYEE: "employee",
    Contract.TEMPORARY: "temporary",
    Contract.AGENCY: "agency",
    Contract.CONTRACTOR: "contractor",
    Contract.SECONDEE: "secondee",
    Contract.TRAINEE: "trainee",
    Contract.VOLUNTEER: "volunteer",
    Contract.GOVERNOR: "governor",
    Contract.VISITOR: "visitor",
}

DUTY_WORDS = {
    Duty.HEADTEACHER: "Headteacher",
    Duty.DEPUTY_HEADTEACHER: "Deputy headteacher",
    Duty.COORDINATOR: "Computing coordinator",
    Duty.OFFICE_MANAGER: "Office manager",
    Duty.DSL: "Designated safeguarding lead",
    Duty.DEPUTY_DSL: "Deputy safeguarding lead",
    Duty.DPO: "Data protection officer",
    Duty.CHAIR: "Chair of governors",
    Duty.INCIDENT_LEAD: "Incident lead",
    Duty.CLASS_TEACHER: "Class teacher",
    Duty.POSTING_STAFF: "Staff with posting access",
}

ENDS_ON_A_DAY = frozenset({Contract.AGENCY, Contract.TRAINEE, Contract.TEMPORARY, Contract.VISITOR})
"""Contracts whose access always ends on a day."""


def contract_words(contract: Contract) -> str:
    """The contract in the person's language, lower case."""
    return tr(CONTRACT_WORDS[contract])


@dataclass(frozen=True, slots=True)
class School:
    """One school of the store, or the trust's office."""

    id: UUID
    name: str
    short_name: str = ""
    kind: SchoolKind = SchoolKind.SCHOOL
    website: str = ""
    nation: Nation = Nation.ENGLAND
    address: str = ""
    telephone: str = ""
    email: str = ""
    crest_id: UUID | None = None
    """The paper that holds its crest; None for the drawn one."""
    revision: int = 1

    @property
    def crest_letter(self) -> str:
        """The letter on the drawn crest."""
        return (self.short_name or self.name or "S").strip()[:1].upper()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the school works with. Only name and job are needed to begin (PRACTICE 20)."""

    id: UUID
    school_id: UUID
    given_name: str
    family_name: str
    job_title: str = ""
    known_as: str = ""
    contract: Contract = Contract.EMPLOYEE
    email: str = ""
    starts: date | None = None
    ends: date | None = None
    manager_id: UUID | None = None
    agency: str = ""
    note: str = ""
    merged_into: UUID | None = None
    """The record that stands for this one since both were found to be one person."""
    revision: int = 1

    @property
    def name(self) -> str:
        """Known-as or given name, then family name."""
        return " ".join(part for part in (self.known_as or self.given_name, self.family_name) if part)

    @property
    def sort_name(self) -> str:
        """Family name first, for lists."""
        return ", ".join(part for part in (self.family_name, self.known_as or self.given_name) if part)

    @property
    def short_name(self) -> str:
        """`R. Okafor`."""
        first = (self.known_as or self.given_name)[:1]
        return f"{first}. {self.family_name}" if first and self.family_name else self.name

    def here_on(self, day: date) -> bool:
        """Whether the person belongs to the school on `day`; unknown dates count as here."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)

    def left_by(self, day: date) -> bool:
        """Whether the person's last day lies before `day`."""
        return self.ends is not None and self.ends < day


@dataclass(frozen=True, slots=True)
class DutyHeld:
    """A duty, held by a person from a day to a day."""

    id: UUID
    school_id: UUID
    person_id: UUID
    duty: Duty
    starts: date
    ends: date | None = None
    revision: int = 1

    def held_on(self, day: date) -> bool:
        """Whether the duty is held on `day`, its last day included."""
        return self.starts <= day and (self.ends is None or day <= self.ends)


def standing_duties(duties: Iterable[DutyHeld], last_days: Mapping[UUID, date], today: date) -> tuple[DutyHeld, ...]:
    """The duties as they count: none lasts longer than its holder, whatever was entered, once the last day has passed.

    `last_days` are those of the people who have one.
    """
    return tuple([_within(held, last_days.get(held.person_id), today) for held in duties])


def _within(held: DutyHeld, last: date | None, today: date) -> DutyHeld:
    if last is None or last >= today or (held.ends is not None and held.ends <= last):
        return held
    return replace(held, ends=last)


def duties_on(duties: Iterable[DutyHeld], person_id: UUID, day: date) -> frozenset[Duty]:
    """What `person_id` answers for on `day`."""
    return frozenset(d.duty for d in duties if d.person_id == person_id and d.held_on(day))


def holders_on(duties: Iterable[DutyHeld], duty: Duty, day: date) -> tuple[UUID, ...]:
    """Who holds `duty` on `day`, longest in it first."""
    held = sorted((d for d in duties if d.duty is duty and d.held_on(day)), key=lambda d: (d.starts, str(d.id)))
    return tuple(dict.fromkeys(d.person_id for d in held))


NATION_WORDS = {
    Nation.ENGLAND: "England",
    Nation.WALES: "Wales",
    Nation.SCOTLAND: "Scotland",
    Nation.NORTHERN_IRELAND: "Northern Ireland",
}


def check_school(school: School) -> School:
    """The school, tidied; raises FieldError beside the field that is wrong. Only a name is needed."""
    tidy = replace(
        school,
        name=school.name.strip(),
        short_name=school.short_name.strip(),
        website=school.website.strip(),
        address=school.address.strip(),
        telephone=school.telephone.strip(),
        email=school.email.strip(),
    )
    if not tidy.name:
        raise FieldError("name", tr("The school needs a name. Nothing was saved."))
    if tidy.email and ("@" not in tidy.email.strip(" @") or " " in tidy.email):
        raise FieldError("email", tr("That is not an e-mail address. Leave it empty if it is not known yet."))
    if tidy.telephone and not any(sign.isdigit() for sign in tidy.telephone):
        raise FieldError("telephone", tr("That is no telephone number: it has no digit. Nothing was saved."))
    return tidy


def check_person(person: Person) -> Person:
    """The person, tidied; raises FieldError beside the field that is wrong."""
    if not (person.given_name.strip() or person.family_name.strip()):
        raise FieldError("family_name", tr("A name is needed. Nothing was saved yet."))
    if person.starts and person.ends and person.ends < person.starts:
        raise FieldError(
            "ends",
            tr(
                "The last day, {end}, lies before the first, {start}. Nothing was saved yet.",
                end=day_text(person.ends),
                start=day_text(person.starts),
            ),
        )
    if person.email and ("@" not in person.email.strip(" @") or " " in person.email.strip()):
        raise FieldError("email", tr("That is not an e-mail address. Leave it empty if it is not known yet."))
    if person.manager_id == person.id:
        raise FieldError("manager_id", tr("Nobody is their own line manager. Choose somebody else or leave it empty."))
    return person


def check_duty_end(duties: Iterable[DutyHeld], ending: DutyHeld, last_day: date) -> None:
    """Refuse to leave the school without a headteacher or without a keyholder on the day after `last_day`.

    Raises RuleError. One person may hold several duties, and a duty may be shared (PRACTICE 25).
    """
    others = [d for d in duties if d.id != ending.id and (d.ends is None or d.ends > last_day)]
    if ending.duty is Duty.HEADTEACHER and not any(d.duty is Duty.HEADTEACHER for d in others):
        raise RuleError(
            tr(
                "Nobody else is headteacher after that day, so nobody could authorise access. Enter the new headteacher first."
            )
        )
    if last_day < ending.starts:
        raise FieldError("ends", tr("The duty began on {day}. It cannot end before that.", day=day_text(ending.starts)))


def lost_separations(duties: Iterable[DutyHeld], day: date) -> tuple[str, ...]:
    """Which separations of duty a small school has lost, as sentences (PRACTICE 25: said, not refused)."""
    held = list(duties)
    heads = set(holders_on(held, Duty.HEADTEACHER, day))
    coordinators = set(holders_on(held, Duty.COORDINATOR, day))
    lost = []
    if heads and coordinators and heads == coordinators:
        lost.append(
            tr(
                "The headteacher is also the computing coordinator: the same person authorises access and gives it. "
                "A deputy or governor signs the printed register instead."
            )
        )
    if not heads:
        lost.append(tr("Nobody is recorded as headteacher: access cannot be authorised."))
    if not coordinators:
        lost.append(tr("Nobody is recorded as computing coordinator: the headteacher gives and ends access."))
    return tuple(lost)
