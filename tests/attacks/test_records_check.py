"""Somebody edits the database or the evidence with a tool and the records' key: the check says so, in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cases import CaseSort, EntryKind
from schoolsm_desktop.domain.errors import NotAllowedError
from schoolsm_desktop.domain.records_report import Looked, RecordsReport
from schoolsm_desktop.services.case_files import add_to_case, new_entry, open_case
from schoolsm_desktop.storage.evidence_folder import EvidenceFolder
from schoolsm_desktop.ui.common.background import CancelledError
from tests.services.cases import filed
from tests.services.school import InventedSchool

from .by_hand import edit

INCIDENT = CaseSort.INCIDENT


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    invented = InventedSchool(tmp_path)
    invented.add_account()
    yield invented
    invented.sign_out()


@pytest.fixture
def case(school: InventedSchool) -> UUID:
    """An incident that only the headteacher reads, with a file; the coordinator is signed in."""
    case = filed(school.office.session, {school.coordinator.id})
    staged = school.office.evidence.stage(b"what was seen on the page", "seen.txt")
    school.office.evidence.add(case, [staged])
    return case


def wrong(report: RecordsReport) -> set[Looked]:
    return {finding.looked for finding in report.findings if not finding.is_good}


def test_records_that_nobody_touched_read_clean_and_that_it_was_checked_is_kept(
    school: InventedSchool, case: UUID
) -> None:
    parts: list[float] = []
    report = school.office.records_check.run(lambda part, _words: parts.append(part))
    assert report.is_sound, report
    assert {finding.looked for finding in report.findings} == set(Looked)
    assert parts == sorted(parts)
    assert school.office.log.lines()[0].entry.did is Did.RECORDS_CHECKED


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("UPDATE accounts SET name = 'Another page'", Looked.ROWS),
        ("DELETE FROM accounts", Looked.ROWS),
        ("UPDATE audit SET did = 'signed-in' WHERE number = 5", Looked.LOG),
        ("DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)", Looked.LOG),
        ("DELETE FROM sealed_parts WHERE part = 'entry:000001'", Looked.SEALED),
        ("UPDATE sealed_parts SET blob = x'00' WHERE part = 'facts'", Looked.SEALED),
        ("UPDATE cases SET sealed_digest = x'00'", Looked.SEALED),
        ("UPDATE cases SET year = '2020-21'", Looked.ROWS),
        ("DELETE FROM evidence_files", Looked.ROWS),
        ("UPDATE evidence_files SET sealed_digest = x'00'", Looked.EVIDENCE),
    ],
)
def test_an_edit_with_the_records_key_is_noticed(school: InventedSchool, case: UUID, sql: str, named: Looked) -> None:
    school.office.session.remember_head()
    edit(school.office, sql)
    assert named in wrong(school.office.records_check.run())


def test_an_older_part_put_back_is_noticed(school: InventedSchool, case: UUID) -> None:
    session = school.office.session
    with session.reading() as uow:
        before = uow.sealed.parts(INCIDENT.value, case)["facts"]
    with session.work() as work:
        opened = open_case(session, work.uow, INCIDENT, case)
        add_to_case(work, opened, new_entry(work, EntryKind.NOTE, "rang"), facts=opened.facts)
        work.done()
    edit(school.office, "UPDATE sealed_parts SET blob = ? WHERE part = 'facts'", before)
    assert wrong(school.office.records_check.run()) == {Looked.SEALED}


def test_evidence_that_is_changed_or_missing_is_noticed(school: InventedSchool, case: UUID) -> None:
    session = school.office.session
    with session.reading() as uow:
        (kept,) = uow.evidence_files.all()
    path = EvidenceFolder(session.folder).file(kept.id)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    (said,) = [f for f in school.office.records_check.run().findings if not f.is_good]
    assert "was changed" in said.said
    path.unlink()
    (said,) = [f for f in school.office.records_check.run().findings if not f.is_good]
    assert "is missing" in said.said


def test_nothing_is_said_of_a_sealed_record_beyond_that_one_is_wrong(school: InventedSchool, case: UUID) -> None:
    edit(school.office, "UPDATE sealed_parts SET blob = x'00' WHERE part = 'facts'")
    report = school.sign_in(school.head).records_check.run()
    said = " ".join(f.said + f.todo for f in report.findings)
    assert wrong(report) == {Looked.SEALED}
    assert "incident" not in said


def test_it_can_be_cancelled_and_is_not_for_everybody(school: InventedSchool, case: UUID) -> None:
    def cancel(_part: float, _words: str) -> None:
        raise CancelledError("cancelled")

    with pytest.raises(CancelledError):
        school.office.records_check.run(cancel)
    assert school.office.log.lines()[0].entry.did is not Did.RECORDS_CHECKED
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    with pytest.raises(NotAllowedError):
        school.sign_in(jo).records_check.run()
