"""An incident is taken in two minutes, goes to whom the policy and the children's good want, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from schoolsm_desktop.domain.cases import CaseLevel, CaseSort, Entry, EntryKind
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.incidents import Answer, CasePerson, IncidentCase, Part, Who
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.domain.telling import TELL
from schoolsm_desktop.services.case_files import open_case
from schoolsm_desktop.services.clock import SetClock
from schoolsm_desktop.services.incidents import Filed, Report
from schoolsm_desktop.storage.errors import RecordMissingError
from tests.services.school import NOW, InventedSchool

INCIDENT = CaseSort.INCIDENT
US = CasePerson(Part.REPORTED_BY, Who.STAFF, "Rosa Okafor")
WORDS = "Three comments about the playground"


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """The coordinator is signed in."""
    invented = InventedSchool(tmp_path)
    yield invented
    invented.sign_out()


def with_duty(school: InventedSchool, name: str, *duties: Duty, job: str = "Teacher", **more: Any) -> Person:
    """A colleague with a confirmed sign-in; the headteacher is signed in afterwards."""
    person = school.add_person(name, job, **more)
    for duty in duties:
        school.office.people.give_duty(person.id, duty, school.clock.today())
    school.make_sign_in(person)
    return person


def report(school: InventedSchool, *people: CasePerson, what: str = WORDS, **more: Any) -> Filed:
    """Reported by whoever is signed in."""
    return school.office.incidents.report(Report(what=what, people=(US, *people), **more))


def read(school: InventedSchool, filed: Filed) -> IncidentCase:
    """The record as whoever is signed in reads it."""
    session = school.office.session
    with session.reading() as uow:
        return open_case(session, uow, INCIDENT, filed.id).incident


def tells(entries: tuple[Entry, ...]) -> dict[str, int]:
    """Who is to be told, and within how many minutes of when the school knew."""
    began = next(e.at for e in entries if e.kind is EntryKind.REPORTED)
    actions = [e for e in entries if e.kind is EntryKind.ACTION and e.about == TELL]
    return {e.who: round((e.due - began).total_seconds() / 60) for e in actions if e.due}


@pytest.mark.clause("churchward:5-anyone-may-report", "kew-woods:app1-report")
def test_only_what_is_known_is_asked(school: InventedSchool) -> None:
    filed = report(school)
    assert filed.readable
    assert filed.reference == "2026-27/001"
    line = school.office.incidents.lines()[0]
    assert (line.id, line.kind) == (filed.id, "A colleague is abused online")
    nobody = CasePerson(Part.REPORTED_BY, Who.UNKNOWN)
    assert school.office.incidents.report(Report(what=WORDS, people=(nobody,))).readable
    for field, wrong in (("what", Report(what=" ", people=(US,))), ("told_by", Report(what=WORDS))):
        with pytest.raises(FieldError) as caught:
            school.office.incidents.report(wrong)
        assert caught.value.field == field
    assert len(school.office.incidents.lines()) == 2


@pytest.mark.clause("valence:private-1b")
def test_a_pupil_contacts_a_colleague_and_two_are_told_at_once(school: InventedSchool) -> None:
    dsl = with_duty(school, "Dee Lamb", Duty.DSL)
    office = with_duty(school, "Olive Penn", Duty.OFFICE_MANAGER)
    school.sign_in(with_duty(school, "Jo Marsh"))
    since = school.clock.now()
    filed = report(
        school, CasePerson(Part.SAID_TO_BE, Who.PUPIL, "A pupil"), kind=IncidentKind.PUPIL_CONTACTS_STAFF,
        allegation=Answer.NO, told=((dsl.id, since),),
    )  # fmt: skip
    assert not filed.readable
    assert "R. Okafor" in " ".join(filed.told)
    school.sign_in(office)
    assert school.office.incidents.lines() == ()
    school.sign_in(school.coordinator)
    record = read(school, filed)
    assert {who.split(" (")[0]: minutes for who, minutes in tells(record.entries).items()} == {
        "Dee Lamb": 15,
        "Rosa Okafor": 15,
    }
    (told,) = [e for e in record.entries if e.kind is EntryKind.TOLD]
    assert (told.person_id, told.at) == (dsl.id, since)
    waits = next(
        e.number for e in record.entries if e.person_id == school.coordinator.id and e.kind is EntryKind.ACTION
    )
    school.office.incidents.tell(filed.id, waits)
    with pytest.raises(RuleError):
        school.office.incidents.tell(filed.id, waits)
    assert {e.person_id for e in read(school, filed).entries if e.kind is EntryKind.TOLD} == {
        dsl.id,
        school.coordinator.id,
    }


@pytest.mark.clause("valence:teach-2")
def test_pupil_misuse_goes_to_the_coordinator_by_the_policy(school: InventedSchool) -> None:
    filed = report(school, CasePerson(Part.SAID_TO_BE, Who.PUPIL), kind=IncidentKind.PUPIL_MISUSE, allegation=Answer.NO)
    record = read(school, filed)
    action = next(e for e in record.entries if e.about == TELL and e.person_id == school.coordinator.id)
    assert (action.clause, tells(record.entries)[action.who]) == ("valence:teach-2", 240)


@pytest.mark.parametrize(
    ("policy", "kind", "minutes"),
    [
        pytest.param("kew-woods", "abuse-of-staff", 30, marks=pytest.mark.clause("kew-woods:7.1-first")),
        pytest.param(
            "churchward", "abuse-of-staff", 30, marks=pytest.mark.clause("churchward:5-offensive-content-received")
        ),
    ],
)
def test_the_line_manager_of_whom_it_happened_to_is_told_and_reads_it(
    tmp_path: Path, policy: str, kind: str, minutes: int
) -> None:
    school = InventedSchool(tmp_path, policy)
    manager = with_duty(school, "Mo Leaf", Duty.INCIDENT_LEAD)
    jo = school.add_person("Jo Marsh", manager_id=manager.id)
    filed = report(school, CasePerson(Part.AFFECTED, Who.STAFF, person_id=jo.id), kind=IncidentKind(kind))
    school.sign_in(manager)
    record = read(school, filed)
    assert any(who.startswith("Mo Leaf") and due == minutes for who, due in tells(record.entries).items())
    school.sign_out()


@pytest.mark.clause("churchward:5-direct-to-it-smt")
def test_what_breaks_the_policy_is_passed_on_within_the_half_hour_and_both_times_stand(tmp_path: Path) -> None:
    school = InventedSchool(tmp_path, "churchward")
    lead = with_duty(school, "Ida Lane", Duty.INCIDENT_LEAD)
    about = school.add_person("Sam Adeyemi")
    subject = CasePerson(Part.SAID_TO_BE, Who.STAFF, person_id=about.id)
    seen = school.clock.now() - timedelta(minutes=20)
    filed = report(
        school, subject, kind=IncidentKind.STAFF_BREACH, allegation=Answer.NO, seen_at=seen,
        told=((lead.id, seen + timedelta(minutes=12)),),
    )  # fmt: skip
    school.sign_in(lead)
    entries = read(school, filed).entries
    told = next(e for e in entries if e.kind is EntryKind.TOLD and e.person_id == lead.id)
    assert entries[0].at == seen
    assert told.at - entries[0].at == timedelta(minutes=12)
    school.sign_out()


@pytest.mark.clause("bucklebury:staff-4b", "bucklebury:staff-6a", "bucklebury:purpose-1", "bucklebury:purpose-2")
def test_bucklebury_tells_the_headteacher_of_a_request_and_of_abuse_and_the_safeguarding_lead_of_a_pupil(
    tmp_path: Path,
) -> None:
    school = InventedSchool(tmp_path, "bucklebury")
    dsl = with_duty(school, "Dee Lamb", Duty.DSL)
    school.sign_in(dsl)
    clauses = {}
    for kind in (IncidentKind.PUPIL_CONTACTS_STAFF, IncidentKind.PUPIL_MISUSE, IncidentKind.ABUSE_OF_STAFF):
        filed = report(school, kind=kind, allegation=Answer.NO)
        clauses[kind] = {
            (e.clause, e.person_id) for e in read(school, filed).entries if e.kind is EntryKind.ACTION and e.clause
        }
    assert ("bucklebury:staff-4b", school.head.id) in clauses[IncidentKind.PUPIL_CONTACTS_STAFF]
    assert ("bucklebury:staff-6a", dsl.id) in clauses[IncidentKind.PUPIL_MISUSE]
    assert ("bucklebury:purpose-2", school.head.id) in clauses[IncidentKind.ABUSE_OF_STAFF]
    school.sign_out()


def test_what_may_be_an_allegation_is_told_to_its_readers_and_to_nobody_else(school: InventedSchool) -> None:
    with_duty(school, "Dee Lamb", Duty.DSL)
    school.sign_in(school.coordinator)
    filed = report(
        school, CasePerson(Part.SAID_TO_BE, Who.STAFF, "Jo Marsh"), kind=IncidentKind.PUPIL_CONTACTS_STAFF,
        allegation=Answer.NOT_SURE,
    )  # fmt: skip
    assert not filed.readable
    assert filed.reference == ""
    school.sign_in(school.head)
    record = read(school, filed)
    assert record.incident.level is CaseLevel.NAMED
    assert {who.split(" (")[0] for who in tells(record.entries)} == {"Dee Lamb", "Anna Whitfield"}
    assert set(tells(record.entries).values()) == {0}


def test_a_paper_typed_in_later_keeps_its_own_days(school: InventedSchool) -> None:
    filed = report(school, paper_on=date(2026, 11, 12), happened_on=date(2026, 11, 11), happened_at="0840")
    record = read(school, filed)
    assert record.incident.happened_at == "08:40"
    assert record.incident.known_at is not None
    assert record.incident.known_at.astimezone().date() == date(2026, 11, 12)
    assert record.entries[0].from_paper
    assert record.entries[0].is_late


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("what", {"what": "x" * 20_001}),
        ("happened_on", {"happened_on": date(2026, 11, 21)}),
        ("happened_on", {"happened_on": date(202, 11, 20)}),
        ("paper_on", {"paper_on": date(2027, 1, 1)}),
        ("happened_at", {"happened_at": "25:70"}),
        ("seen_on", {"seen_at": NOW + timedelta(hours=3)}),
        ("seen_on", {"happened_on": date(2026, 11, 19), "happened_at": "10:00", "seen_at": NOW - timedelta(days=2)}),
        ("where", {"where": "w" * 401}),
        ("told", {"told": ((US.person_id, NOW + timedelta(hours=2)),)}),
        ("type", {"type_key": "gone-from-the-list"}),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_kept(
    school: InventedSchool, field: str, more: dict[str, Any]
) -> None:
    with pytest.raises(FieldError) as caught:
        report(school, **more)
    assert caught.value.field == field
    assert school.office.incidents.lines() == ()


def test_a_clock_set_back_is_named_and_the_day_of_the_paper_is_not_lost(school: InventedSchool) -> None:
    school.clock.set(NOW - timedelta(days=400))
    assert isinstance(school.clock, SetClock)
    with pytest.raises(FieldError, match="by the clock of this PC") as caught:
        report(school, happened_on=NOW.date())
    assert caught.value.field == "happened_on"
    school.clock.set(NOW)


def test_who_is_met_again_is_noticed_only_among_what_one_reads(school: InventedSchool) -> None:
    person = CasePerson(Part.SAID_TO_BE, Who.PARENT, "Mr Dale Osgood", handle="@dale.osgood")
    with_duty(school, "Dee Lamb", Duty.DSL)
    sealed = report(school, person, allegation=Answer.YES)
    school.sign_in(school.coordinator)
    first = report(school, person, kind=IncidentKind.PARENT_COMMENT)
    again = report(
        school, CasePerson(Part.SAID_TO_BE, Who.PUBLIC, handle="Dale_Osgood"), kind=IncidentKind.PARENT_COMMENT
    )
    assert [met.id for met in school.office.incidents.met_before(again.id)] == [str(first.id)]
    school.sign_in(school.head)
    assert {met.id for met in school.office.incidents.met_before(again.id)} == {str(first.id), str(sealed.id)}


def test_made_confidential_later_it_leaves_the_office_and_no_gap(school: InventedSchool) -> None:
    kept = [report(school, kind=IncidentKind.PARENT_COMMENT) for _ in range(2)]
    office = school.sign_in(school.head)
    with pytest.raises(FieldError):
        office.case_sharing.make_named(kept[0].id, [school.head.id], " ")
    with pytest.raises(RuleError):
        office.case_sharing.end(kept[0].id, [school.coordinator.id], "not hers")
    office.case_sharing.make_named(kept[0].id, [school.head.id], "an adult is concerned")
    assert "Only you read it" in office.case_sharing.view(kept[0].id).sentence
    school.sign_in(school.coordinator)
    assert [line.reference for line in school.office.incidents.lines()] == ["2026-27/002"]
    with pytest.raises(RecordMissingError):
        school.office.case_sharing.view(kept[0].id)
    assert report(school, kind=IncidentKind.PARENT_COMMENT).reference == "2026-27/001"
