"""A sealed incident does not exist for who may not read it: no key of theirs opens it, and nothing tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cases import CaseSort
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.incidents import Answer, CasePerson, Part, Who
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.security.errors import NotForYouError
from schoolsm_desktop.security.items import ContentWrap
from schoolsm_desktop.services.case_files import open_case, open_cases
from schoolsm_desktop.services.incidents import Filed, Report
from schoolsm_desktop.services.last_out import last_printed
from schoolsm_desktop.storage.errors import RecordMissingError
from tests.services.school import InventedSchool
from tests.services.test_incidents import US, with_duty

from .by_hand import edit

WORDS = "zygotic-lantern-quokka was written under the picture"
INCIDENT = CaseSort.INCIDENT


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    invented = InventedSchool(tmp_path)
    yield invented
    invented.sign_out()


def _about(school: InventedSchool, person: Person, **more: Answer | IncidentKind) -> Filed:
    subject = CasePerson(Part.SAID_TO_BE, Who.STAFF, person_id=person.id)
    return school.office.incidents.report(Report(what=WORDS, people=(US, subject), **more))  # type: ignore[arg-type]


def _cannot_open(school: InventedSchool, case: UUID) -> None:
    """Whoever is signed in has neither the record nor a key to it, however the wraps are turned."""
    session = school.office.session
    with session.reading() as uow:
        assert case not in {one.file.id for one in open_cases(session, uow, INCIDENT)}
        with pytest.raises(RecordMissingError):
            open_case(session, uow, INCIDENT, case)
        for wrap in uow.sealed.wraps(INCIDENT.value, case):
            with pytest.raises(NotForYouError):
                session.keys.open_content(ContentWrap(*wrap))
    with pytest.raises(RecordMissingError):
        school.office.case_sharing.view(case)


def _traces(school: InventedSchool) -> str:
    """Everything in which whoever is signed in could meet it: lines, counts, search, Today, log, its check, papers."""
    office = school.office
    office.finder.read()
    found = [office.finder.find(word) for word in ("zygotic", "incident", "lantern", "breaks the policy")]
    with office.session.reading() as uow:
        printed = last_printed(uow)
    today = office.today.view()
    log = [(line.who, line.did, line.about) for line in office.log.lines() if line.entry.did is not Did.SIGNED_IN]
    lines = [(x.item.key, x.item.title) for x in today.lines]
    return repr((office.incidents.lines(), found, lines, today.counts, log, office.log.check().altered, printed))


def test_an_allegation_about_the_headteacher_leaves_no_trace_for_the_headteacher(school: InventedSchool) -> None:
    """Sealed to the chair alone; what the headteacher meets is to the letter what it was before."""
    chair = with_duty(school, "Cleo Hart", Duty.CHAIR)
    with_duty(school, "Dee Lamb", Duty.DSL)
    before = _traces(school)
    school.sign_in(school.coordinator)
    filed = _about(school, school.head, allegation=Answer.YES)
    assert not filed.readable
    _cannot_open(school, filed.id)
    school.sign_in(school.head)
    _cannot_open(school, filed.id)
    assert _traces(school) == before
    assert school.office.incidents.report(Report(what="A wrong picture", people=(US,))).reference == "2026-27/001"
    school.sign_in(chair)
    assert [line.incident.what for line in school.office.incidents.lines()] == [WORDS]


def test_without_a_chair_no_word_about_the_headteacher_is_taken(school: InventedSchool) -> None:
    chair = school.add_person("Cleo Hart", "Chair of governors")
    school.office.people.give_duty(chair.id, Duty.CHAIR, school.clock.today())
    with pytest.raises(RuleError, match="Ring the chair"):
        _about(school, school.head, allegation=Answer.YES)
    seen = school.office.incidents.outlook(
        Report(what="", people=(US, CasePerson(Part.SAID_TO_BE, Who.STAFF, "the headteacher")))
    )
    assert seen.stopped
    assert [one.number for one in seen.ring][:2] == ["", ""]
    with school.office.session.reading() as uow:
        assert uow.cases.all() == ()
        assert not any(e.did is Did.CASE_FILED for e in uow.audit.all())


def test_about_a_safeguarding_lead_it_goes_to_the_headteacher_and_never_to_the_duty(school: InventedSchool) -> None:
    dsl, deputy = with_duty(school, "Dee Lamb", Duty.DSL), with_duty(school, "Pat Rowe", Duty.DEPUTY_DSL)
    school.sign_in(school.coordinator)
    filed = _about(school, dsl, allegation=Answer.NOT_SURE)
    for person in (dsl, deputy, school.coordinator):
        school.sign_in(person)
        _cannot_open(school, filed.id)
    school.sign_in(school.head)
    assert [line.id for line in school.office.incidents.lines()] == [filed.id]
    # Somebody who comes into the duty later is not given it either.
    later = with_duty(school, "Lee Ash", Duty.DSL)
    school.sign_in(later)
    _cannot_open(school, filed.id)


def test_neither_its_subject_nor_the_office_reads_it_and_the_subject_can_report_themselves(
    school: InventedSchool,
) -> None:
    lead = with_duty(school, "Ida Lane", Duty.INCIDENT_LEAD)
    school.sign_in(lead)
    filed = _about(school, lead, kind=IncidentKind.STAFF_BREACH, allegation=Answer.NO)
    _cannot_open(school, filed.id)
    school.sign_in(school.coordinator)
    _cannot_open(school, filed.id)
    office = school.sign_in(school.head)
    assert lead.name not in {name for _key, name, _duty in office.case_sharing.view(filed.id).choices}
    with pytest.raises(RuleError):
        office.case_sharing.add(filed.id, [lead.id], "they asked")


def test_the_database_with_the_key_of_the_records_holds_no_word_of_it(school: InventedSchool) -> None:
    with_duty(school, "Dee Lamb", Duty.DSL)
    filed = _about(school, school.add_person("Sam Adeyemi"), allegation=Answer.YES)
    opened = school.office.session.database.connection(foreign_keys=False)
    try:
        tables = [name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = b"".join(repr(row).encode() for name in tables for row in opened.execute(f"SELECT * FROM {name}"))  # noqa: S608
    finally:
        opened.close()
    for word in ("zygotic", "quokka"):
        assert word.encode() not in rows
    assert filed.id.hex.encode() in rows or filed.id.bytes in rows or str(filed.id).encode() in rows


def test_a_key_edited_into_the_database_opens_nothing(school: InventedSchool) -> None:
    """The office turns a reader's wrap into its own, and moves one of its own record over: neither opens."""
    mine = school.office.incidents.report(Report(what="ours", people=(US,)))
    dsl, sam = with_duty(school, "Dee Lamb", Duty.DSL), school.add_person("Sam Adeyemi")
    school.sign_in(dsl)
    filed = _about(school, sam, allegation=Answer.YES)
    school.sign_in(school.coordinator)
    me, case = school.coordinator.id, filed.id
    wraps = "UPDATE content_wraps SET recipient_id = ? WHERE record_id = ? AND recipient_id = ?"
    edit(school.office, wraps, me.hex, case.hex, dsl.id.hex)
    with school.office.session.reading() as uow:
        assert case not in {one.file.id for one in open_cases(school.office.session, uow, INCIDENT)}
    edit(school.office, "DELETE FROM content_wraps WHERE record_id = ? AND recipient_id = ?", case.hex, me.hex)
    moved = "UPDATE content_wraps SET record_id = ? WHERE record_id = ? AND recipient_id = ?"
    edit(school.office, moved, case.hex, mine.id.hex, me.hex)
    with school.office.session.reading() as uow:
        assert case not in {one.file.id for one in open_cases(school.office.session, uow, INCIDENT)}
