"""Deciding, ticking, holding, closing and opening again: by whose duty it is, once, and nothing half-kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from schoolsm_desktop.domain.cases import CaseLevel, CaseSort, CaseState, Entry, EntryKind
from schoolsm_desktop.domain.closing_rules import NONE_NEEDED, Closing, Kept
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.incident_kinds import IncidentKind, Severity
from schoolsm_desktop.domain.incidents import Answer, CasePerson, Incident, Mark, Part, Who
from schoolsm_desktop.domain.next_steps import NOT_NEEDED
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.services.case_files import open_case
from schoolsm_desktop.services.incident_steps import Decision, Tick
from schoolsm_desktop.storage.errors import RecordMissingError
from tests.services.cases import filed
from tests.services.school import InventedSchool

CLOSING = Closing((NONE_NEEDED,), told="the parent, by telephone", support=Answer.YES, kept=Kept.USUAL)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """Kew Woods; the coordinator is signed in."""
    invented = InventedSchool(tmp_path, "kew-woods")
    yield invented
    invented.sign_out()


def with_duty(school: InventedSchool, name: str, duty: Duty) -> Person:
    """Somebody with a duty and a confirmed sign-in; the coordinator is signed in afterwards."""
    person = school.add_person(name)
    school.sign_in(school.head)
    school.office.people.give_duty(person.id, duty, school.clock.today())
    school.make_sign_in(person)
    school.sign_in(person)
    school.sign_in(school.coordinator)
    return person


def case(school: InventedSchool, *readers: UUID, **facts: Any) -> UUID:
    """An incident for the coordinator, the headteacher and who else is named."""
    made: dict[str, Any] = {"allegation": Answer.NO} | facts
    return filed(school.office.session, {school.head.id, school.coordinator.id, *readers}, **made)


def kept(school: InventedSchool, made: UUID) -> tuple[Incident, tuple[Entry, ...]]:
    """What is kept of it now."""
    session = school.office.session
    with session.reading() as uow:
        opened = open_case(session, uow, CaseSort.INCIDENT, made)
    return opened.incident.incident, opened.entries


@pytest.mark.clause("kew-woods:app1-police")
def test_a_decision_stands_with_its_reason_and_the_second_hand_is_told(school: InventedSchool) -> None:
    steps = school.office.incident_steps
    made = case(school, marks=(Mark.THREAT,))
    seen = steps.view(made).question("police")
    assert seen is not None
    assert seen.may
    decision = Decision("police", "yes", "she is afraid to come in", "CRN 1182/26", seen=seen.seen)
    assert steps.decide(made, decision)
    entry = kept(school, made)[1][-1]
    assert (entry.kind, entry.about, entry.answer) == (EntryKind.DECISION, "police", "yes")
    assert (entry.reason, entry.reference, entry.clause) == (
        "she is afraid to come in",
        "CRN 1182/26",
        "kew-woods:app1-police",
    )
    before = kept(school, made)
    # The dialog of somebody else stood open meanwhile: it still shows that nobody has decided.
    school.sign_in(school.head)
    steps = school.office.incident_steps
    with pytest.raises(RuleError, match=r"R\. Okafor decided this while you were writing"):
        steps.decide(made, Decision("police", "no", "no threat", seen=None))
    assert kept(school, made) == before
    again = steps.view(made).question("police")
    assert again is not None
    assert "R. Okafor" in again.holds
    steps.decide(made, Decision("police", "no", "they saw no crime", seen=again.seen))
    assert [e.answer for e in kept(school, made)[1] if e.about == "police"] == ["yes", "no"]


@pytest.mark.clause("kew-woods:5.5")
def test_contact_with_a_pupil_is_the_safeguarding_leads_to_decide(school: InventedSchool) -> None:
    lead = with_duty(school, "Sam Adeyemi", Duty.DSL)
    made = case(school, lead.id, kind=IncidentKind.PUPIL_CONTACTS_STAFF)
    answer = Decision("safeguarding", "risk", "he writes at night", "safeguarding file 31, 20 Nov")
    with pytest.raises(NotAllowedError, match="afeguarding"):
        school.office.incident_steps.decide(made, answer)
    with pytest.raises(RuleError, match="safeguarding decision"):
        school.office.incident_steps.close(made, CLOSING)
    school.sign_in(school.head)
    with pytest.raises(NotAllowedError):
        school.office.incident_steps.decide(made, answer)
    school.sign_in(lead)
    steps = school.office.incident_steps
    steps.decide(made, answer)
    incident, entries = kept(school, made)
    assert incident.marks == (Mark.CHILD_AT_RISK,)
    assert [e.kind for e in entries[-2:]] == [EntryKind.DECISION, EntryKind.CHANGED]
    assert {"childrens-care", "police", "parents-told"} <= {q.forced.question.value for q in steps.view(made).questions}


def test_an_allegation_leaves_the_office_for_named_people(school: InventedSchool) -> None:
    lead = with_duty(school, "Sam Adeyemi", Duty.DSL)
    made = case(school, level=CaseLevel.OFFICE, allegation=Answer.NOT_ASKED)
    assert not school.office.incident_steps.decide(made, Decision("allegation", "not-sure"))
    with pytest.raises(RecordMissingError):
        school.office.incident_steps.view(made)
    school.sign_in(lead)
    incident, _ = kept(school, made)
    assert (incident.level, incident.allegation) == (CaseLevel.NAMED, Answer.NOT_SURE)
    view = school.office.incident_steps.view(made)
    nobody = view.line("question-nobody")
    assert nobody is not None
    assert nobody.act


def test_nobody_is_questioned_before_the_officer_has_advised(school: InventedSchool) -> None:
    lead = with_duty(school, "Sam Adeyemi", Duty.DSL)
    parent = CasePerson(Part.SAID_TO_BE, Who.PARENT, "Mr Grey")
    made = case(school, lead.id, allegation=Answer.YES, people=(parent,))
    school.sign_in(lead)
    steps = school.office.incident_steps
    with pytest.raises(RuleError, match="officer has advised"):
        steps.tick(made, Tick("meeting", words="asked him in"))
    steps.decide(made, Decision("lado", "yes", reference="duty line, 9.40"))
    steps.decide(made, Decision("lado-advised", "advised", "speak to the parent only"))
    steps.tick(made, Tick("meeting", words="asked him in", who="Mr Grey"))
    assert kept(school, made)[1][-1].kind is EntryKind.MEETING


def test_a_step_is_ticked_once_and_becomes_the_entry_it_is(school: InventedSchool) -> None:
    steps = school.office.incident_steps
    made = case(school)
    steps.tick(made, Tick("support", words="talked to her, an hour off", who="Jo Marsh"))
    with pytest.raises(RuleError, match="done already"):
        steps.tick(made, Tick("support"))
    with pytest.raises(FieldError) as wrong:
        steps.tick(made, Tick("platform-report"))
    assert wrong.value.field == "reference"
    steps.tick(made, Tick("platform-report", reference="FB-99812"))
    with pytest.raises(FieldError) as wrong:
        steps.tick(made, Tick("contain", NOT_NEEDED))
    assert wrong.value.field == "reason"
    steps.tick(made, Tick("contain", NOT_NEEDED, reason="it is gone"))
    with pytest.raises(RuleError, match="not there any more"):
        steps.tick(made, Tick("own-procedure"))
    kinds = [e.kind for e in kept(school, made)[1]]
    assert kinds == [EntryKind.REPORTED, EntryKind.SUPPORT, EntryKind.PLATFORM_REPORT, EntryKind.STEP]


@pytest.mark.clause("kew-woods:app1-no-reply")
def test_the_answer_is_held_and_under_this_policy_never_released(school: InventedSchool) -> None:
    steps = school.office.incident_steps
    made = case(school)
    steps.hold_reply(made)
    with pytest.raises(RuleError, match="held already"):
        steps.hold_reply(made)
    assert steps.view(made).reply == "Do not reply yet"
    with pytest.raises(RuleError, match="lets nobody answer"):
        steps.release_reply(made, "Dear parents")
    steps.release_reply(made, reason="it would feed it", at_all=False)
    assert steps.view(made).reply == "Nobody answers: decided 20 Nov 2026"
    with pytest.raises(RuleError, match="Nothing is held"):
        steps.release_reply(made, reason="again", at_all=False)


def test_where_the_policy_lets_it_an_approved_text_is_released(tmp_path: Path) -> None:
    school = InventedSchool(tmp_path, "churchward")
    made = case(school, hold_reply=True)
    school.office.incident_steps.release_reply(made, "Please ring the office: we would like to talk.")
    incident, entries = kept(school, made)
    assert not incident.hold_reply
    assert (entries[-1].kind, entries[-1].answer) == (EntryKind.REPLY, "released")
    assert entries[-1].words == "Please ring the office: we would like to talk."
    school.sign_out()


def test_it_closes_when_nothing_is_missing_and_opens_again_with_a_reason(school: InventedSchool) -> None:
    steps = school.office.incident_steps
    made = case(school, severity=Severity.SERIOUS)
    with pytest.raises(RuleError) as refused:
        steps.close(made, CLOSING)
    assert all(one in refused.value.sentence for one in steps.view(made).missing)
    assert len(steps.view(made).missing) == 3
    steps.decide(made, Decision("scope", "inside"))
    steps.decide(made, Decision("legality", "unacceptable", "rude"))
    with pytest.raises(NotAllowedError):
        steps.decide(made, Decision("head", "enough", "I think so"))
    school.sign_in(school.head)
    steps = school.office.incident_steps
    steps.decide(made, Decision("head", "enough", "a talk will do"))
    steps.close(made, CLOSING)
    incident, entries = kept(school, made)
    assert (incident.state, incident.retention, incident.outcomes) == (CaseState.CLOSED, "usual", (NONE_NEEDED,))
    assert incident.closed_at == entries[-1].recorded_at
    closed: list[Callable[[], object]] = [
        lambda: steps.close(made, CLOSING),
        lambda: steps.tick(made, Tick("contain")),
        lambda: steps.decide(made, Decision("scope", "inside")),
        lambda: steps.hold_reply(made),
    ]
    for deed in closed:
        with pytest.raises(RuleError, match="It was closed 20 Nov 2026"):
            deed()
    with pytest.raises(FieldError):
        steps.reopen(made, " ")
    steps.reopen(made, "he wrote again")
    with pytest.raises(RuleError, match="open"):
        steps.reopen(made, "he wrote again")
    incident, entries = kept(school, made)
    assert (incident.state, incident.closed_at, entries[-1].kind) == (CaseState.OPEN, None, EntryKind.REOPENED)


def test_a_clock_set_back_and_a_day_to_come_are_refused(school: InventedSchool) -> None:
    steps = school.office.incident_steps
    made = case(school)
    now = school.clock.now()
    with pytest.raises(FieldError) as wrong:
        steps.tick(made, Tick("contain", at=now.replace(year=2027)))
    assert wrong.value.field == "day"
    school.clock.set(now.replace(hour=8))
    with pytest.raises(RuleError, match="clock of this PC"):
        steps.tick(made, Tick("contain"))
    assert len(kept(school, made)[1]) == 1


def test_today_shows_it_to_its_readers_alone(school: InventedSchool) -> None:
    chair = with_duty(school, "Chris Vale", Duty.CHAIR)
    about_head = CasePerson(Part.SAID_TO_BE, Who.STAFF, person_id=school.head.id)
    filed(school.office.session, {chair.id}, kind=IncidentKind.STAFF_BREACH, people=(about_head,))

    def lines() -> list[str]:
        return [x.item.title for x in school.office.today.view().lines if x.item.key.startswith("incident:")]

    assert lines() == []
    school.sign_in(school.head)
    assert lines() == []
    school.sign_in(chair)
    assert "An incident waits for a decision" in lines()
    found = [x for x in school.office.today.view().lines if x.item.key.startswith("incident:")]
    assert all(x.is_mine and x.held for x in found)
