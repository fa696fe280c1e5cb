"""Whoever an incident is about gets it by no later change: not by a merged record, a duty, a decision, nor by its number."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from schoolsm_desktop.domain.cases import CaseLevel, CaseSort, EvidenceState
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.incidents import Answer, CasePerson, Part, Who
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.services.case_files import open_cases
from schoolsm_desktop.services.incident_steps import Decision
from schoolsm_desktop.services.incidents import Report
from schoolsm_desktop.storage.errors import RecordMissingError
from tests.services.cases import filed, with_evidence
from tests.services.school import InventedSchool
from tests.services.test_incidents import US, with_duty

from .by_hand import edit


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    invented = InventedSchool(tmp_path)
    yield invented
    invented.sign_out()


def _mine(school: InventedSchool) -> set[UUID]:
    with school.office.session.reading() as uow:
        return {one.file.id for one in open_cases(school.office.session, uow, CaseSort.INCIDENT)}


def _open_to_the_office(school: InventedSchool) -> UUID:
    made = school.office.incidents.report(Report(what="A rude comment", people=(US,)))
    assert made.reference == "2026-27/001"
    return made.id


def _name(school: InventedSchool, case: UUID, person: Person) -> None:
    about = (CasePerson(Part.SAID_TO_BE, Who.STAFF, person_id=person.id),)
    school.office.incident_records.name_people(case, about, "", 0)


def _next_number(school: InventedSchool) -> str:
    return school.office.incidents.report(Report(what="Another comment", people=(US,))).reference


def test_a_doubled_record_put_together_with_its_own_does_not_hand_it_over(school: InventedSchool) -> None:
    lead, twin = with_duty(school, "Ida Lane", Duty.INCIDENT_LEAD), school.add_person("I Lane")
    office = school.sign_in(school.head)
    # One that whoever it is about reads already, one that could be shared, one that their duty would give them.
    read = filed(office.session, {school.head.id, lead.id}, about=twin.id)
    named = filed(office.session, {school.head.id}, about=twin.id)
    school.sign_in(lead)
    assert _mine(school) == {read}
    office = school.sign_in(school.head)
    filed(office.session, {school.head.id}, about=twin.id, level=CaseLevel.OFFICE)
    office.people.merge(lead.id, twin.id)
    assert str(lead.id) not in {one for one, _name, _duty in office.case_sharing.view(named).choices}
    with pytest.raises(RuleError):
        office.case_sharing.add(named, [lead.id], "they asked")
    school.sign_in(lead)
    assert _mine(school) == set()
    with pytest.raises(RecordMissingError):
        school.office.incident_records.view(read)


def test_a_duty_in_the_office_given_later_does_not_hand_it_to_whom_it_is_about(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    case = filed(school.office.session, {school.coordinator.id}, about=jo.id, level=CaseLevel.OFFICE)
    school.office.people.give_duty(jo.id, Duty.OFFICE_MANAGER, school.clock.today())
    school.make_sign_in(jo)
    for person in (school.coordinator, jo):  # whoever reads it hands it on
        school.sign_in(person)
    assert _mine(school) == set()
    school.sign_in(school.head)
    assert _mine(school) == {case}


@pytest.mark.parametrize("how", ["named", "decided"])
def test_what_turns_out_to_be_about_the_headteacher_leaves_no_gap_in_their_numbering(
    school: InventedSchool, how: str
) -> None:
    chair = with_duty(school, "Cleo Hart", Duty.CHAIR)
    dsl = with_duty(school, "Dee Lamb", Duty.DSL)
    school.sign_in(school.coordinator)
    case = _open_to_the_office(school)
    if how == "named":
        _name(school, case, school.head)
    else:
        school.sign_in(school.head)
        school.office.incident_steps.decide(case, Decision("allegation", "not-sure"))
        school.sign_in(school.coordinator)
    assert case not in _mine(school)
    assert _next_number(school) == "2026-27/001"
    school.sign_in(chair if how == "named" else dsl)
    (line,) = [line for line in school.office.incidents.lines() if line.id == case]
    assert not line.reference.startswith("2026")
    said = [entry.text for entry in school.office.incident_records.view(case).lines]
    assert how == "named" or any("It was 2026-27/001, open to the office." in text for text in said)


def test_a_colleague_named_in_what_the_office_reads_takes_it_from_the_office(school: InventedSchool) -> None:
    """Named people read it from then on; somebody who comes into the office later does not."""
    clerk = with_duty(school, "Pia Lindqvist", Duty.OFFICE_MANAGER)
    jo = school.add_person("Jo Marsh")
    school.sign_in(school.coordinator)
    case = _open_to_the_office(school)
    school.sign_in(school.head)
    _name(school, case, jo)
    assert case in _mine(school)
    for person in (clerk, with_duty(school, "Dee Lamb", Duty.DEPUTY_DSL), school.coordinator):
        school.sign_in(person)
        assert case not in _mine(school)
    school.sign_in(school.head)
    view = school.office.incident_records.view(case)
    assert view.incident.level is CaseLevel.NAMED
    assert view.incident.allegation is Answer.NOT_ASKED


def test_a_file_that_was_sealed_off_stays_shut_where_its_row_is_edited_back(school: InventedSchool) -> None:
    """The row says it in plain; the sealed record says it too, and nobody rewrites that with the key of the records."""
    dsl = with_duty(school, "Dee Lamb", Duty.DSL)
    office = school.sign_in(dsl)
    case, evidence = with_evidence(office.session, {dsl.id})
    assert office.evidence.content(case, evidence) == b"as it was seen"
    office.evidence.seal_off(case, evidence)
    edit(office, "UPDATE evidence_files SET state = ? WHERE id = ?", EvidenceState.KEPT.value, evidence.hex)
    with pytest.raises(RuleError):
        office.evidence.content(case, evidence)
    with pytest.raises(RuleError):
        office.evidence.export(case, evidence, school.base, "a newspaper", "money")
