"""Bucklebury: what a pupil wrote is named by its clause, and ends with what is as grave as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from schoolsm_desktop.domain.closing_rules import Closing, Kept
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.incidents import Answer, CasePerson, Part, Who
from schoolsm_desktop.domain.record_changes import FactChange
from schoolsm_desktop.services.incident_steps import Decision
from tests.services.cases import filed
from tests.services.school import InventedSchool

PUPIL = CasePerson(Part.SAID_TO_BE, Who.PUPIL, "Tom Hale")
BREACH = "wrote-about-people"


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    invented = InventedSchool(tmp_path, "bucklebury")
    yield invented
    invented.sign_out()


@pytest.mark.clause("bucklebury:pupil-2", "bucklebury:breach-pupils")
def test_a_comment_on_staff_is_named_and_sanctioned_in_proportion(school: InventedSchool) -> None:
    office = school.office
    case = filed(
        office.session,
        {school.coordinator.id},
        people=(PUPIL,),
        kind=IncidentKind.PUPIL_MISUSE,
        allegation=Answer.NO,
        data=Answer.NO,
    )
    choices = office.incident_records.choices(case)
    offered = {key: words for key, words, _clause in choices.clauses}
    assert offered[BREACH] == "Wrote about staff or other pupils (Pupil 2)"
    office.incident_records.change(case, FactChange(clauses=(BREACH,), why="named", revision=choices.view.revision))
    assert "Wrote about staff or other pupils" in " ".join(
        value for _, value in office.incident_records.view(case).facts
    )
    steps = office.incident_steps.view(case)
    outcome = next(x for x in steps.outcomes if x.words == "A sanction as grave as what was done")
    office.incident_steps.decide(case, Decision("scope", "inside"))
    office.incident_steps.close(
        case,
        Closing((outcome.key,), words="A talk, and an apology", told="the home", support=Answer.YES, kept=Kept.USUAL),
    )
    view = office.incident_records.view(case)
    assert view.is_closed
    assert "A sanction as grave as what was done" in view.lines[-1].text
