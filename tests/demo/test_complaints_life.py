"""The demonstration has a complaint in each state, and nobody but its readers sees one."""

from __future__ import annotations

from schoolsm_desktop.demo.demonstration import Demonstration
from schoolsm_desktop.domain.complaints import Stage
from tests.services.demo_fixture import sign_in


def test_the_complaints_of_the_school_wait_for_something_or_are_over(demo: Demonstration) -> None:
    office = sign_in(demo, "head")
    lines = office.complaints.lines()
    views = [office.complaints.view(line.id) for line in lines]
    assert [line.is_closed for line in lines] == [False, False, True]
    assert {view.complaint.stage for view in views} == {Stage.INFORMAL, Stage.FORMAL}
    assert any(line.late for view in views for line in view.record)
    office.close(with_backup=False)
    office = sign_in(demo, "coordinator")
    assert len(office.complaints.lines()) == 2
    assert [x for x in office.today.view().lines if x.item.key.startswith("complaint:")]
    office.close(with_backup=False)
