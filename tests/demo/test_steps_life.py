"""The incidents of the demonstration are half worked off: something is done, something waits, and a clock runs."""

from __future__ import annotations

from schoolsm_desktop.demo.demonstration import Demonstration
from schoolsm_desktop.domain.cases import CaseState
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.next_steps import StepState
from schoolsm_desktop.services.incident_step_views import StepsView
from schoolsm_desktop.services.office import Office
from tests.services.demo_fixture import sign_in


def steps(office: Office, kind: IncidentKind) -> StepsView:
    """The steps of the open incident of a kind."""
    lines = office.incidents.lines()
    found = next(x for x in lines if x.incident.kind is kind and x.incident.state is CaseState.OPEN)
    return office.incident_steps.view(found.id)


def test_something_is_done_and_something_waits(demo: Demonstration) -> None:
    office = sign_in(demo, "head")
    comments = steps(office, IncidentKind.PARENT_COMMENT)
    states = {line.step.state for line in comments.lines}
    assert {StepState.DONE, StepState.OPEN} <= states
    assert comments.reply_held
    assert comments.missing
    sealed = steps(office, IncidentKind.STAFF_CONTACTS_PUPIL)
    waiting = {one.forced.question.value for one in sealed.questions if one.forced.is_open}
    assert {"lado-advised", "police", "childrens-care"} <= waiting
    assert any(line.step.state is StepState.WAITS or line.step.key == "question-nobody" for line in sealed.lines)
    message = steps(office, IncidentKind.PUPIL_CONTACTS_STAFF)
    decided = message.question("safeguarding")
    assert decided is not None
    assert decided.forced.answer == "no-risk"
    keys = {x.item.key.partition(":")[0] for x in office.today.view().lines}
    assert {"incident", "breach"} <= keys
    office.close(with_backup=False)
