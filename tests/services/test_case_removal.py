"""A malicious or false allegation is removed whole by two people; the log knows that it went properly."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from schoolsm_desktop.domain.cases import CaseSort, CaseState
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.retention import RecordClass
from schoolsm_desktop.services.case_removal import ASK, CONFIRM, KEEP
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.storage.errors import RecordMissingError
from schoolsm_desktop.storage.evidence_folder import EvidenceFolder
from tests.attacks.by_hand import edit
from tests.services.cases import complained, filed
from tests.services.school import NOW, InventedSchool
from tests.storage.test_independent_reader import plain_pages


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    invented = InventedSchool(tmp_path)
    yield invented
    invented.sign_out()


def closed(school: InventedSchool, *outcomes: str, state: CaseState = CaseState.CLOSED) -> UUID:
    """An allegation that headteacher and coordinator read, with a file; the coordinator is signed in."""
    readers = {school.head.id, school.coordinator.id}
    case = filed(school.office.session, readers, outcomes=outcomes, state=state)
    school.office.evidence.add(case, [school.office.evidence.stage(b"a planted letter", "letter.txt")])
    return case


def in_the_clear(office: Office) -> bytes:
    """Every page of the database, free ones too; copied by the system, so that no lock is dropped here."""
    database = office.session.database
    database.checkpoint()
    raw = subprocess.run(["cat", str(database.path)], capture_output=True, check=True).stdout
    return b"".join(plain_pages(raw, database.key))


def test_one_asks_and_another_confirms_and_nothing_is_left(school: InventedSchool) -> None:
    case = closed(school, "finding:malicious")
    session = school.office.session
    with session.reading() as uow:
        (file,) = uow.evidence_files.all()
        blobs = list(uow.sealed.parts(CaseSort.INCIDENT.value, case).values())
    short = [blob[:400] for blob in blobs]
    assert all(blob in in_the_clear(school.office) for blob in short), "pages are read in the clear"
    school.office.case_removal.ask(case)
    with pytest.raises(RuleError, match="another person"):
        school.office.case_removal.confirm(case)
    office = school.sign_in(school.head)
    office.case_removal.confirm(case)
    assert not EvidenceFolder(office.session.folder).has(file.id)
    with office.session.reading() as uow:
        assert uow.cases.all() == ()
        assert uow.evidence_files.all() == ()
        assert not uow.sealed.every(CaseSort.INCIDENT.value)
    with pytest.raises(RecordMissingError):
        office.case_removal.ask(case)
    assert office.records_check.run().is_sound
    left = in_the_clear(office)
    assert not any(blob in left for blob in short)


def test_only_what_was_closed_as_malicious_or_false_goes(school: InventedSchool) -> None:
    for case in (closed(school, "finding:unfounded"), closed(school, "finding:malicious", state=CaseState.OPEN)):
        with pytest.raises(RuleError, match="malicious or false"):
            school.office.case_removal.ask(case)
    case = closed(school, "finding:false")
    with pytest.raises(RuleError, match="Nobody has asked"):
        school.office.case_removal.confirm(case)
    school.office.case_removal.ask(case)
    office = school.sign_in(school.head)
    office.case_removal.keep(case, "an appeal is under way")
    with pytest.raises(RuleError, match="Nobody has asked"):
        office.case_removal.confirm(case)


def test_a_case_taken_out_by_hand_is_noticed(school: InventedSchool) -> None:
    case = closed(school, "finding:malicious")
    school.office.case_removal.ask(case)
    for table in ("evidence_files", "cases", "sealed_parts"):
        edit(school.office, f"DELETE FROM {table}")  # noqa: S608
    assert not school.office.records_check.run().is_sound


@pytest.mark.clause("mill-lane:8.4")
def test_a_closed_record_over_its_time_goes_the_same_way_unless_somebody_keeps_it(school: InventedSchool) -> None:
    readers = {school.head.id, school.coordinator.id}
    session = school.office.session
    young = filed(session, readers, state=CaseState.CLOSED, closed_at=NOW - timedelta(days=365))
    old = filed(session, readers, state=CaseState.CLOSED, closed_at=NOW - timedelta(days=365 * 8))
    with pytest.raises(RuleError, match="over its time"):
        school.office.case_removal.ask(young)
    school.office.case_removal.ask(old)
    head = school.sign_in(school.head)
    order = head.retention.keep(RecordClass.INCIDENTS, old, "A claim was announced")
    with pytest.raises(RuleError, match="keep, do not destroy"):
        head.case_removal.confirm(old)
    head.retention.end_keep(order.id, "It is settled")
    head.case_removal.confirm(old)
    with head.session.reading() as uow:
        assert [case.id for case in uow.cases.all()] == [young]
    assert head.records_check.run().is_sound


@pytest.mark.clause("mill-lane:8.4")
def test_a_closed_complaint_over_its_time_goes_by_two_people_too(school: InventedSchool) -> None:
    readers = {school.head.id, school.coordinator.id}
    session = school.office.session
    young = complained(session, readers, state=CaseState.CLOSED, closed_at=NOW - timedelta(days=365))
    old = complained(session, readers, state=CaseState.CLOSED, closed_at=NOW - timedelta(days=365 * 7))
    with pytest.raises(RuleError, match="over its time"):
        school.office.case_removal.ask(young)
    assert school.office.complaints.view(old).removal == (ASK,)
    school.office.case_removal.ask(old)
    assert not school.office.case_removal.view(old).is_incident
    with pytest.raises(RuleError, match="another person"):
        school.office.case_removal.confirm(old)
    head = school.sign_in(school.head)
    assert set(head.complaints.view(old).removal) == {CONFIRM, KEEP}
    head.case_removal.confirm(old)
    with head.session.reading() as uow:
        assert [case.id for case in uow.cases.all()] == [young]
        assert uow.sealed.parts(CaseSort.COMPLAINT.value, old) == {}
    assert head.records_check.run().is_sound
