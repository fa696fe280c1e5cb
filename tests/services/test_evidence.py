"""Evidence is sealed when it comes in, kept whole or not at all, and is part of a case only with the case's own deed."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.cases import EntryKind, EvidenceState
from schoolsm_desktop.domain.errors import NotAllowedError, OfficeError, RuleError
from schoolsm_desktop.exchange.errors import FileEmptyError, FileMissingError
from schoolsm_desktop.exchange.evidence_file import FileIsFolderError, FileVanishedError
from schoolsm_desktop.services.evidence import any_case
from schoolsm_desktop.services.evidence_taking import staged_from, staged_text
from schoolsm_desktop.storage import evidence_folder
from schoolsm_desktop.storage.errors import DiskFullError, RecordMissingError
from schoolsm_desktop.storage.evidence_folder import EvidenceFolder
from tests.services.cases import filed
from tests.services.school import InventedSchool


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    invented = InventedSchool(tmp_path)
    yield invented
    invented.sign_out()


def lying(school: InventedSchool) -> list[Path]:
    """What lies in the folder of evidence, halves included."""
    return sorted(EvidenceFolder(school.office.session.folder).path.glob("*"))


def test_a_file_is_staged_kept_through_a_draft_and_claimed_by_a_case(school: InventedSchool, tmp_path: Path) -> None:
    evidence, session = school.office.evidence, school.office.session
    case = filed(session, {school.coordinator.id})
    content = os.urandom(3_000_000)
    taken = tmp_path / "film of a child.mp4"
    taken.write_bytes(content)
    staged = evidence.stage(taken)
    assert staged.digest == hashlib.sha256(content).digest()
    assert "film" not in "".join(path.name for path in lying(school))
    (back,) = staged_from(staged_text([staged]))
    assert back == staged
    evidence.add(case, [back])
    with session.reading() as uow:
        opened = any_case(session, uow, case)
        (row,) = uow.evidence_files.all()
    assert opened.entries[-1].kind is EntryKind.EVIDENCE
    assert (row.id, row.case_id, row.state) == (opened.evidence[0].id, case, EvidenceState.KEPT)
    with pytest.raises(RuleError):
        evidence.add(case, [back])
    evidence.give_up([back])
    assert len(lying(school)) == 1, "what a case has is not given up"
