"""An incident is taken in two minutes, goes to whom the policy and the children's good want, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from schoolsm_desktop.domain.cases import CaseSort
from schoolsm_desktop.domain.incidents import CasePerson, Part, Who
from schoolsm_desktop.services.incidents import Report
from tests.services.school import InventedSchool

INCIDENT = CaseSort.INCIDENT
US = CasePerson(Part.REPORTED_BY, Who.STAFF, "Rosa Okafor")


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    invented = InventedSchool(tmp_path)
    yield invented
    invented.sign_out()


def test_only_what_is_known_is_asked(school: InventedSchool) -> None:
    filed = school.office.incidents.report(Report(what="Three comments about the playground", people=(US,)))
    assert filed.readable
    assert filed.reference == "2026-27/001"
    line = school.office.incidents.lines()[0]
    assert (line.id, line.kind) == (filed.id, "A colleague is abused online")
