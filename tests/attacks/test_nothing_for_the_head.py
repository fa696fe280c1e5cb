"""What the chair keeps of the headteacher shows in no check of the records that the headteacher runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from schoolsm_desktop.domain.cases import CaseSort
from schoolsm_desktop.domain.incidents import Answer, CasePerson, Part, Who
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.records_report import Looked
from schoolsm_desktop.services.incidents import Report
from tests.services.school import InventedSchool
from tests.services.test_incidents import US, with_duty


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    invented = InventedSchool(tmp_path)
    yield invented
    invented.sign_out()


def _found(school: InventedSchool) -> list[tuple[str, bool]]:
    """What a check says to whoever is signed in, and the count above the list. How long the log is differs with each deed."""
    check = school.office.records_check
    said = [(found.said, found.is_good) for found in check.run().findings if found.looked is not Looked.LOG]
    return [*said, (repr(check.broken(CaseSort.INCIDENT)), True)]


def test_a_check_of_the_records_says_the_same_whether_or_not_the_chair_has_evidence(school: InventedSchool) -> None:
    chair = with_duty(school, "Cleo Hart", Duty.CHAIR)
    school.sign_in(chair)
    school.sign_in(school.head)
    without = _found(school)
    school.sign_in(chair)
    subject = CasePerson(Part.SAID_TO_BE, Who.STAFF, person_id=school.head.id)
    report = Report(what="late messages", people=(US, subject), allegation=Answer.YES)
    filed = school.office.incidents.report(report)
    school.office.evidence.add(filed.id, [school.office.evidence.stage(b"a letter", "letter.txt")])
    assert all(good for _words, good in _found(school))
    school.sign_in(school.head)
    assert _found(school) == without
