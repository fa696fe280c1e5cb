"""Whom an incident is sealed to when it is filed: each branch, in a school of eight as in a large one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.case_readers import FirstReaders, data_may_be_lost, first_readers, is_allegation
from schoolsm_desktop.domain.cases import CaseLevel
from schoolsm_desktop.domain.incident_kinds import IncidentKind, Severity
from schoolsm_desktop.domain.incidents import Answer, CasePerson, Incident, Mark, Part, Who
from schoolsm_desktop.domain.intake import Colleagues, known_again, time_typed
from schoolsm_desktop.domain.people import Duty, DutyHeld, Person
from schoolsm_desktop.domain.rules import Route
from schoolsm_desktop.domain.telling import to_tell

DAY = date(2026, 11, 20)
SCHOOL = uuid4()
HEAD, DEPUTY, COORDINATOR, OFFICE, DSL, DPO, CHAIR, LEAD, TEACHER, MANAGER = (uuid4() for _ in range(10))
HELD = {
    Duty.HEADTEACHER: HEAD,
    Duty.DEPUTY_HEADTEACHER: DEPUTY,
    Duty.COORDINATOR: COORDINATOR,
    Duty.OFFICE_MANAGER: OFFICE,
    Duty.DSL: DSL,
    Duty.DPO: DPO,
    Duty.CHAIR: CHAIR,
    Duty.INCIDENT_LEAD: LEAD,
}
EVERYBODY = frozenset(HELD.values())
THE_OFFICE = EVERYBODY - {DPO, CHAIR}


def held(people: dict[Duty, UUID]) -> tuple[DutyHeld, ...]:
    return tuple(DutyHeld(uuid4(), SCHOOL, person, duty, date(2020, 9, 1)) for duty, person in people.items())


def incident(about: UUID | None = None, **more: object) -> Incident:
    people = (CasePerson(Part.SAID_TO_BE, Who.STAFF, person_id=about),) if about else ()
    fields = {"kind": IncidentKind.PARENT_COMMENT, "people": people} | more
    now = datetime(2026, 11, 20, 9, tzinfo=UTC)
    bare = Incident(uuid4(), SCHOOL, IncidentKind.PARENT_COMMENT, "", CaseLevel.OFFICE, now, TEACHER, "words")
    return replace(bare, **fields)  # type: ignore[arg-type]


NAMED, OPEN = CaseLevel.NAMED, CaseLevel.OFFICE
CONTACT, BREACH = IncidentKind.PUPIL_CONTACTS_STAFF, IncidentKind.STAFF_BREACH


@pytest.mark.parametrize(
    ("what", "level", "people"),
    [
        (incident(), OPEN, THE_OFFICE),
        (incident(kind=IncidentKind.DATA_BREACH), OPEN, THE_OFFICE | {DPO}),
        (incident(kind=IncidentKind.WRONG_POST), OPEN, THE_OFFICE | {DPO}),
        (incident(kind=IncidentKind.WRONG_POST, data=Answer.NO), OPEN, THE_OFFICE),
        (incident(allegation=Answer.NOT_SURE), NAMED, {HEAD, DSL}),
        (incident(TEACHER, allegation=Answer.YES, kind=IncidentKind.DATA_BREACH), NAMED, {HEAD, DSL}),
        (incident(kind=CONTACT), NAMED, {HEAD, DSL}),
        (incident(kind=IncidentKind.LOW_LEVEL_CONCERN), NAMED, {HEAD}),
        (incident(TEACHER), NAMED, {HEAD, DEPUTY, LEAD}),
        (incident(DEPUTY, kind=BREACH), NAMED, {HEAD, LEAD}),
        (incident(LEAD, kind=BREACH), NAMED, {HEAD, DEPUTY}),
        (incident(DSL, allegation=Answer.YES), NAMED, {HEAD}),
        (incident(HEAD), NAMED, {CHAIR}),
        (incident(HEAD, kind=IncidentKind.LOW_LEVEL_CONCERN), NAMED, {CHAIR}),
    ],
)
def test_who_reads_it_first(what: Incident, level: CaseLevel, people: frozenset[UUID]) -> None:
    assert first_readers(what, held(HELD), DAY) == FirstReaders(level, frozenset(people), HEAD in what.subject_ids)


def test_those_whom_the_policy_has_told_read_it_but_no_allegation() -> None:
    routes = (
        Route(CONTACT, (Duty.DSL, Duty.COORDINATOR), 15, clause="valence:private-1b"),
        Route(IncidentKind.ABUSE_OF_STAFF, (Duty.HEADTEACHER,), 30, line_manager=True),
    )
    managers = {TEACHER: MANAGER}
    told = first_readers(incident(kind=CONTACT, allegation=Answer.NO), held(HELD), DAY, routes=routes)
    assert told.people == {HEAD, DSL, COORDINATOR}
    unsure = first_readers(incident(kind=CONTACT, allegation=Answer.NOT_SURE), held(HELD), DAY, routes=routes)
    assert unsure.people == {HEAD, DSL}
    struck = (CasePerson(Part.AFFECTED, Who.STAFF, person_id=TEACHER),)
    abused = incident(kind=IncidentKind.ABUSE_OF_STAFF, people=struck)
    assert MANAGER in first_readers(abused, held(HELD), DAY, routes=routes, managers=managers).people
    # Not where the manager is who it is about.
    about = replace(abused, people=(*struck, CasePerson(Part.SAID_TO_BE, Who.STAFF, person_id=MANAGER)))
    assert MANAGER not in first_readers(about, held(HELD), DAY, routes=routes, managers=managers).people


def test_in_a_school_of_eight_somebody_is_left_who_reads_it() -> None:
    """The head holds four duties; without a sign-in the deputy stands in, then the chair, and never who it is about."""
    small = held({Duty.HEADTEACHER: HEAD, Duty.DSL: HEAD, Duty.DEPUTY_HEADTEACHER: DEPUTY, Duty.CHAIR: CHAIR})
    about = incident(TEACHER, allegation=Answer.YES)
    assert first_readers(about, small, DAY, can_read={HEAD, DEPUTY, CHAIR}).people == {HEAD}
    assert DEPUTY in first_readers(about, small, DAY, can_read={DEPUTY, CHAIR}).people
    on_deputy = incident(DEPUTY, allegation=Answer.YES)
    left = first_readers(on_deputy, small, DAY, can_read={DEPUTY, CHAIR}).people
    assert CHAIR in left
    assert DEPUTY not in left
    # The head is the safeguarding lead too: it is about the head, and goes to the chair alone.
    assert first_readers(incident(HEAD), small, DAY, can_read={HEAD, DEPUTY}).people == {CHAIR}


def test_an_unanswered_first_question_counts_where_an_adult_and_a_child_are_named() -> None:
    child = CasePerson(Part.AFFECTED, Who.PUPIL)
    adult = CasePerson(Part.SAID_TO_BE, Who.GOVERNOR, "Mr Pike")
    assert is_allegation(incident(people=(adult, child)))
    assert not is_allegation(incident(people=(adult, child), allegation=Answer.NO))
    assert not is_allegation(incident(people=(child,)))
    assert data_may_be_lost(incident(kind=IncidentKind.LOST_DEVICE))


def test_a_child_at_risk_and_what_is_grave_take_the_faster_road() -> None:
    routes = (
        Route(IncidentKind.PARENT_COMMENT, (Duty.COORDINATOR,), 60),
        Route(IncidentKind.PARENT_COMMENT, (Duty.HEADTEACHER,), 30, Severity.SERIOUS),
    )
    from schoolsm_desktop.domain.case_readers import Office

    office = Office(held(HELD), DAY, routes)

    def told(what: Incident) -> dict[UUID | None, int]:
        readers = first_readers(what, office.duties, DAY, routes=routes)
        return {tell.person_id: tell.within_minutes for tell in to_tell(what, readers, office)}

    assert told(incident()) == {COORDINATOR: 60}
    assert told(incident(is_urgent=True)) == {COORDINATOR: 60, HEAD: 30}
    assert told(incident(marks=(Mark.CHILD_AT_RISK,)))[DSL] == 0
    assert told(incident(HEAD)) == {CHAIR: 0}


def test_a_colleague_whose_name_was_typed_is_known_again() -> None:
    anna, jo = Person(HEAD, SCHOOL, "Anna", "Whitfield"), Person(TEACHER, SCHOOL, "Jo", "Marsh", known_as="Josie")
    staff = Colleagues((anna, jo, Person(uuid4(), SCHOOL, "Ann", "Lee"), Person(uuid4(), SCHOOL, "Bo", "Lee")), HEAD)
    for typed, found in {
        "Mrs Whitfield": HEAD,
        "the headteacher": HEAD,
        "josie marsh": TEACHER,
        "J. Marsh": TEACHER,
        "Miss Lee": None,
        "Whit": None,
    }.items():
        (one,) = known_again((CasePerson(Part.SAID_TO_BE, Who.STAFF, typed),), staff)
        assert one.person_id == found, typed
    assert [str(time_typed(each)) for each in ("8:10", "0810", "8.10pm", "24:00", "8")] == [
        "08:10:00",
        "08:10:00",
        "20:10:00",
        "None",
        "08:00:00",
    ]
