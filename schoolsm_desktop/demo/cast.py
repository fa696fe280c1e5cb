"""The people of the invented school: a fixed cast the story needs, and colleagues drawn by the seeded simulator."""

from __future__ import annotations

import random
from datetime import date, timedelta

from schoolsm_desktop.domain.people import Contract, Duty

from .plan import Calendar, PlannedPerson

SCHOOL = "Fernhollow Primary School"
SHORT = "Fernhollow"
WEBSITE = "https://www.fernhollow.example"
_MAIL = "fernhollow.example"
ADDRESS = "Fernhollow Lane\nLittle Aldering\nLA4 0ZZ"
TELEPHONE = "01632 960 142"
"""A number kept free for stories."""
EMAIL = f"office@{_MAIL}"

_GIVEN = (
    "Aaliyah", "Agnieszka", "Beth", "Callum", "Chloé", "Daniel", "Efe", "Fatima", "Gwen", "Hamza", "Imogen", "Jamila",
    "Kieran", "Laura", "Mehmet", "Niamh", "Oluwaseun", "Poppy", "Rhiannon", "Samir", "Tegan", "Umar", "Vanessa", "Zoë",
)  # fmt: skip
_FAMILY = (
    "Ashworth", "Bellweather", "Chaudhry", "Devereux", "Eastlake", "Farrow", "Greenhalgh", "Hollis", "Ibekwe", "Jessop",
    "Kowalczyk", "Lockwood", "MacInnes", "Nkemelu", "Ó Briain", "Pemberton-Shah", "Quigley", "Rao", "Szymański",
    "Thistlewood", "Uddin", "Vasquez", "Winterbourne", "Yardley",
)  # fmt: skip
_JOBS = (
    "Teacher, Reception", "Teacher, Year 1", "Teacher, Year 2", "Teacher, Year 3", "Teacher, Year 5", "SENCO",
    "Teaching assistant, Reception", "Teaching assistant, Year 1", "Teaching assistant, Year 3",
    "Teaching assistant, Year 5", "Higher level teaching assistant", "Midday supervisor", "School cook",
    "Site manager", "School administrator", "Forest school leader",
)  # fmt: skip
_TEACHING = "Teacher"


def planned_people(on: date, rng: random.Random) -> tuple[PlannedPerson, ...]:
    """About thirty people: the cast first, then colleagues with drawn names, each family name once."""
    calendar = Calendar(on)
    cast = _cast(calendar)
    used = {person.family_name for person in cast}
    families = rng.sample([name for name in _FAMILY if name not in used], len(_JOBS))
    givens = rng.sample(_GIVEN, len(_JOBS))
    drawn = []
    for place, (job, given, family) in enumerate(zip(_JOBS, givens, families, strict=True)):
        duties = (Duty.CLASS_TEACHER,) if job.startswith(_TEACHING + ",") else ()
        starts = on - timedelta(days=rng.randrange(460, 4200))
        drawn.append(_person(f"colleague-{place}", given, family, job, starts=starts, duties=duties, manager="deputy"))
    return (*cast, *drawn)


def _person(
    key: str,
    given: str,
    family: str,
    job: str,
    *,
    contract: Contract = Contract.EMPLOYEE,
    starts: date | None = None,
    ends: date | None = None,
    duties: tuple[Duty, ...] = (),
    agency: str = "",
    manager: str = "",
) -> PlannedPerson:
    letters = "".join(c for c in family.lower() if c.isascii() and c.isalpha())
    email = f"{given[0].lower()}.{letters}@{_MAIL}" if contract is not Contract.AGENCY else ""
    return PlannedPerson(key, given, family, job, contract, starts, ends, duties, agency, email, manager)


def _cast(calendar: Calendar) -> tuple[PlannedPerson, ...]:
    long_ago, last_year, this_term = calendar.day(-2600), calendar.day(-800), calendar.day(-75)
    governor, teacher = Contract.GOVERNOR, (Duty.CLASS_TEACHER,)
    return (
        _person("head", "Miriam", "Castellan", "Headteacher", starts=long_ago, duties=(Duty.HEADTEACHER,)),
        _person(
            "coordinator",
            "Ravi",
            "Sondhi",
            "Computing coordinator, Year 6",
            starts=long_ago,
            duties=(Duty.COORDINATOR, Duty.CLASS_TEACHER),
            manager="head",
        ),
        _person(
            "office",
            "Petra",
            "Lindholm",
            "Office manager",
            starts=last_year,
            duties=(Duty.OFFICE_MANAGER,),
            manager="head",
        ),
        _person(
            "deputy",
            "Gareth",
            "Pennock",
            "Deputy headteacher",
            starts=long_ago,
            duties=(Duty.DEPUTY_HEADTEACHER, Duty.DEPUTY_DSL),
            manager="head",
        ),
        _person("dsl", "Grace", "Oduya", "Pastoral lead", starts=last_year, duties=(Duty.DSL,), manager="head"),
        _person("teacher", "Joel", "Marchbanks", "Teacher, Year 4", starts=last_year, duties=teacher, manager="deputy"),
        _person("newcomer", "Bronwen", "Tallis", "Teacher, Year 6", starts=this_term, duties=teacher, manager="deputy"),
        _person(
            "supply",
            "Sade",
            "Akindele",
            "Supply teacher, Year 2",
            contract=Contract.AGENCY,
            starts=calendar.day(-33),
            ends=calendar.day(13),
            agency="Brightwell Supply",
            manager="deputy",
        ),
        _person("former", "Ines", "Calloway", "Teacher, Year 2", starts=last_year, duties=teacher, manager="deputy"),
        _person("leaver", "Dylan", "Prowse", "Sports coach and media helper", starts=last_year, manager="deputy"),
        _person(
            "trainee",
            "Anneke",
            "de Wit",
            "Trainee teacher, Year 5",
            contract=Contract.TRAINEE,
            starts=this_term,
            ends=calendar.day(17),
            manager="deputy",
        ),
        _person(
            "dpo", "Marcus", "Feldgate", "Data protection adviser", contract=Contract.CONTRACTOR, duties=(Duty.DPO,)
        ),
        _person("chair", "Edith", "Wainford", "Chair of governors", contract=governor, duties=(Duty.CHAIR,)),
        _person("governor-1", "Tobias", "Carradine", "Parent governor", contract=governor),
        _person("governor-2", "Shabnam", "Mirza", "Co-opted governor", contract=governor),
        _person("volunteer", "Harold", "Inchbald", "Reading volunteer", contract=Contract.VOLUNTEER),
    )
