"""Kew Woods, appendix 1, from a comment to its outcome: a colleague, an adult from outside, and nobody knows who.

Each is led by the services; the parent's is gone through in the real window as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from schoolsm_desktop.domain.cases import CaseState
from schoolsm_desktop.domain.closing_rules import Closing, Finding, Kept
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.incidents import Answer, CasePerson, Mark, Part, Who
from schoolsm_desktop.domain.next_steps import StepState
from schoolsm_desktop.services.incident_step_views import StepsView
from schoolsm_desktop.services.incident_steps import Decision, IncidentStepService, Tick
from schoolsm_desktop.services.incidents import Report
from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, InventedSchool

TEACHER = CasePerson(Part.AFFECTED, Who.STAFF, "Jo Marsh")
TOLD_US = CasePerson(Part.REPORTED_BY, Who.STAFF, "Rosa Okafor")


@pytest.fixture
def kew(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school under that policy; the coordinator is signed in."""
    school = InventedSchool(tmp_path, "kew-woods")
    yield school
    school.sign_out()


def reported(school: InventedSchool, who: CasePerson | None, marks: tuple[Mark, ...] = ()) -> UUID:
    """A comment about a teacher, taken as it is told; the answer is held."""
    people = (TOLD_US, TEACHER, who) if who is not None else (TOLD_US, TEACHER)
    report = Report(
        what="Three comments under the fair photo call a teacher a liar.",
        people=people,
        kind=IncidentKind.ABUSE_OF_STAFF,
        allegation=Answer.NO,
        marks=marks,
        hold_reply=True,
    )
    return school.office.incidents.report(report).id


def settle(steps: IncidentStepService, made: UUID) -> None:
    """What every one of them asks: nobody answers, the evidence, the support, within the policy."""
    for line in steps.view(made).lines:
        if line.step.key.startswith("tell-") and line.step.state is StepState.OPEN:
            steps.tick(made, Tick(line.step.key, words="in person"))
    steps.tick(made, Tick("support", words="An hour with her; somebody calls every evening", who="Jo Marsh"))
    steps.tick(made, Tick("no-reply", words="Everybody was asked to answer nothing"))
    steps.tick(made, Tick("evidence", words="3 screen prints with address and time"))
    steps.decide(made, Decision("scope", "inside"))
    steps.release_reply(made, reason="It would feed it", at_all=False)


def step(view: StepsView, key: str) -> tuple[str, StepState]:
    """The clause of a step and how it stands."""
    found = view.line(key)
    assert found is not None, key
    return found.step.clause, found.step.state


@pytest.mark.clause(
    "kew-woods:app1-intro", "kew-woods:app1-no-reply", "kew-woods:app1-evidence", "kew-woods:app1-pupil-colleague"
)
def test_a_colleague_did_it_the_schools_own_procedure(kew: InventedSchool) -> None:
    colleague = kew.add_person("Sam Adeyemi")
    made = reported(kew, CasePerson(Part.SAID_TO_BE, Who.STAFF, "Sam Adeyemi", person_id=colleague.id))
    kew.sign_in(kew.head)
    steps = kew.office.incident_steps
    view = steps.view(made)
    assert [line.step.key for line in view.lines[:2]] == ["decide-allegation", "support"]
    assert step(view, "own-procedure") == ("kew-woods:app1-pupil-colleague", StepState.OPEN)
    settle(steps, made)
    steps.tick(made, Tick("hr-advice", words="Mediation first", who="HR"))
    steps.tick(made, Tick("own-procedure", words="Mediation between the two", who="Both of them"))
    view = steps.view(made)
    assert view.missing == ()
    discipline = next(one for one in view.outcomes if one.clause == "kew-woods:8-7.1")
    closing = Closing(
        (discipline.key,),
        Finding.SUBSTANTIATED,
        discipline_on=kew.clock.today(),
        discipline_reference="HR 2026/12",
        told="both of them, by the headteacher",
        support=Answer.YES,
        kept=view.retention,
    )
    steps.close(made, closing)
    assert "HR 2026/12" in steps.view(made).closed
    assert "Substantiated" in steps.view(made).closed


@pytest.mark.clause("kew-woods:app1-pupil-colleague")
def test_a_pupil_did_it_the_schools_own_mediation(kew: InventedSchool) -> None:
    made = reported(kew, CasePerson(Part.SAID_TO_BE, Who.PUPIL, "a pupil of Year 6"))
    kew.sign_in(kew.head)
    steps = kew.office.incident_steps
    assert step(steps.view(made), "own-mediation") == ("kew-woods:app1-pupil-colleague", StepState.OPEN)
    settle(steps, made)
    steps.tick(made, Tick("own-mediation", words="A talk with the pupil and the teacher", who="the pupil"))
    view = steps.view(made)
    outcome = next(one for one in view.outcomes if one.clause == "kew-woods:app1-pupil-colleague")
    steps.close(made, Closing((outcome.key,), told="the parents", support=Answer.YES, kept=Kept.USUAL))
    assert not steps.view(made).is_open


@pytest.mark.clause(
    "kew-woods:app1-adult-meeting",
    "kew-woods:app1-remove-request",
    "kew-woods:app1-refuse-decide",
    "kew-woods:app1-police",
)
def test_a_parent_did_it_and_refuses_to_take_it_down(kew: InventedSchool) -> None:
    made = reported(kew, CasePerson(Part.SAID_TO_BE, Who.PARENT, "Dan Price"), (Mark.THREAT,))
    kew.sign_in(kew.head)
    steps = kew.office.incident_steps
    settle(steps, made)
    kew.clock.set(kew.clock.now() + timedelta(hours=3))
    assert step(steps.view(made), "meeting") == ("kew-woods:app1-adult-meeting", StepState.OPEN)
    steps.tick(made, Tick("meeting", words="With the deputy; told how a complaint is made", who="Dan Price"))
    steps.tick(made, Tick("ask-removal", words="Asked to take the three down by Friday", who="Dan Price"))
    steps.decide(made, Decision("removed", "no"))
    assert step(steps.view(made), "decide-refused") == ("kew-woods:app1-refuse-decide", StepState.OPEN)
    with pytest.raises(RuleError, match="It was refused") as refused:
        steps.close(made, Closing(("none-needed",), told="him", support=Answer.YES, kept=Kept.USUAL))
    assert "tell the police?" in refused.value.sentence
    steps.decide(
        made, Decision("refused", "site", "The council advises the same; lawyers would cost more than it harms")
    )
    steps.decide(made, Decision("police", "yes", "He wrote that he waits at the gate", "CRN 1182/26"))
    steps.decide(made, Decision("legality", "illegal", "A threat; the police look at it"))
    view = steps.view(made)
    assert view.missing == ()
    outcome = next(one for one in view.outcomes if one.clause == "kew-woods:app1-adult-meeting")
    steps.close(made, Closing((outcome.key,), told="Jo Marsh and the chair", support=Answer.YES, kept=view.retention))
    assert not steps.view(made).is_open


@pytest.mark.clause("kew-woods:app1-refuse-decide")
def test_nobody_knows_who_it_goes_to_the_platform_with_its_reference(kew: InventedSchool) -> None:
    made = reported(kew, None)
    kew.sign_in(kew.head)
    steps = kew.office.incident_steps
    settle(steps, made)
    assert step(steps.view(made), "platform-report") == ("kew-woods:app1-refuse-decide", StepState.OPEN)
    assert steps.view(made).line("meeting") is None
    steps.tick(made, Tick("platform-report", words="Reported as harassment", reference="FB 4471-22"))
    view = steps.view(made)
    outcome = next(one for one in view.outcomes if one.clause == "kew-woods:app1-refuse-decide")
    steps.close(made, Closing((outcome.key,), told="Jo Marsh", support=Answer.YES, kept=view.retention))
    lines = [x for x in kew.office.incidents.lines() if x.id == made]
    assert lines[0].incident.state is CaseState.CLOSED


@pytest.mark.clause("kew-woods:app1-adult-meeting", "kew-woods:app1-police")
def test_a_parents_comment_in_the_window(seat: Seat, kew: InventedSchool) -> None:
    reported(kew, CasePerson(Part.SAID_TO_BE, Who.PARENT, "Dan Price"), (Mark.THREAT,))
    kew.sign_out()
    kew.clock.set(datetime(2026, 11, 23, 9, tzinfo=UTC))
    seat.start(kew)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Today")
    seat.sees("An incident waits for a decision", "An answer waits to be released")
    seat.does_not_see("Dan Price")
    seat.click_row("An answer waits to be released", "Do it")
    seat.sees("What the policy says to do next", "Adult, known, not an employee", "Do not reply yet")
    seat.press("Decide…")
    seat.sees("Your policy: nobody answers.")
    seat.type_into("Why nobody answers", "It would feed it")
    seat.press("Save")
    seat.sees("Nobody answers: decided 23 Nov 2026")
    seat.press("Answer now A threat, hate, sexual content, a child at risk or a crime: tell the police?")
    seat.choose("Answer", "Yes, the police are told")
    seat.type_into("Reason", "He wrote that he waits at the gate")
    seat.type_into("Crime number, or who took it down and when", "CRN 1182/26")
    seat.lock_now()
    seat.come_back()
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    assert seat.value_in("Crime number, or who took it down and when") == "CRN 1182/26"
    seat.press("Save")
    seat.sees("The decision stands in the record.", "Yes, the police are told, 23 Nov 2026")
    seat.press("Done… A senior colleague asks the person in to talk, and explains how a complaint is made.")
    seat.type_into("With whom, or whom", "Dan Price")
    seat.press("Save")
    seat.sees("It stands in the record.")
