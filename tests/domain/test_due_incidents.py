"""What Today says of incidents: nothing that names one, to those who read it, and never put off."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from schoolsm_desktop.domain.case_look import CaseLook
from schoolsm_desktop.domain.cases import CaseState, EntryKind
from schoolsm_desktop.domain.decision_words import Question
from schoolsm_desktop.domain.due import everything_due
from schoolsm_desktop.domain.due_facts import BackupFacts, DueFacts, DueItem, Place
from schoolsm_desktop.domain.due_incidents import due_incidents
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.incidents import Answer, Who
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.snooze import held

from .incident_looks import CHAIR, DSL, DUTIES, FRIDAY, HEAD, TEACHER, added, decided, look, said
from .read_policies import KEW
from .test_due import QUIET

TODAY = date(2026, 11, 20)


def due(seen: CaseLook, *readers: object, now: datetime = FRIDAY) -> dict[str, DueItem]:
    case = replace(seen.case, readers=frozenset(readers))  # type: ignore[arg-type]
    facts = DueFacts((), DUTIES, (), {}, (), (), (), (), (), BackupFacts(), frozenset(), KEW, incidents=(case,))
    items = tuple(due_incidents(replace(facts, calendar=seen.calendar), now.date(), now))
    return {item.key.rpartition(":")[0]: item for item in items}


def test_it_says_what_waits_and_names_nothing() -> None:
    seen = look(IncidentKind.PARENT_COMMENT, said(Who.PARENT, "Mr Grey"), allegation=Answer.NOT_SURE, hold_reply=True)
    seen = added(seen, EntryKind.ACTION, words="ring Mr Grey", person_id=HEAD, due=FRIDAY + timedelta(days=3))
    found = due(seen, HEAD, DSL)
    assert set(found) == {
        "incident:decide-lead",
        "incident:decide-safeguarding",
        "incident:tell",
        "incident:action-2",
        "incident:reply",
    }
    shown = " ".join(f"{x.title} {x.detail} {x.button}" for x in found.values())
    for word in ("Grey", "parent", "comment", "allegation", "2026-27", "Facebook", "police"):
        assert word not in shown
    assert all(held(item, TODAY) is not None for item in found.values())
    safeguarding = found["incident:decide-safeguarding"]
    assert (safeguarding.duty, safeguarding.due, safeguarding.detail) == (Duty.DSL, TODAY, "2 questions are open")
    assert found["incident:decide-lead"].due == date(2026, 11, 23)
    action = found["incident:action-2"]
    assert (action.person_id, action.due) == (HEAD, date(2026, 11, 23))


def test_a_clock_of_72_hours_stands_there_until_it_is_decided() -> None:
    seen = look(IncidentKind.LOST_DEVICE, allegation=Answer.NO)
    now = datetime(2026, 11, 23, 10, tzinfo=UTC)
    line = due(seen, HEAD, now=now)["breach"]
    assert (line.due, line.detail, line.duty) == (date(2026, 11, 23), "over by 1 hour", Duty.HEADTEACHER)
    stopped = decided(seen, Question.REGULATOR, "no", reason="encrypted")
    assert "breach" not in due(stopped, HEAD, now=now)


def test_a_line_falls_to_somebody_who_reads_it() -> None:
    about_head = look(IncidentKind.STAFF_BREACH, said(Who.STAFF, person_id=HEAD))
    assert {item.duty for item in due(about_head, CHAIR).values()} == {Duty.CHAIR}
    led = look(IncidentKind.ABUSE_OF_STAFF, lead_id=DSL)
    assert due(led, HEAD, DSL)["incident:decide-lead"].duty is Duty.DSL
    # An action of somebody who cannot read it is shown to those who can.
    other = added(look(), EntryKind.ACTION, words="x", person_id=TEACHER)
    assert due(other, HEAD)["incident:action-2"].person_id is None


def test_what_is_closed_asks_nothing() -> None:
    assert due(look(state=CaseState.CLOSED, hold_reply=True), HEAD) == {}


def test_what_an_incident_waits_for_today_stands_before_what_is_long_overdue() -> None:
    seen = look(IncidentKind.PARENT_COMMENT, said(Who.PARENT, "Mr Grey"), allegation=Answer.NOT_SURE, hold_reply=True)
    case = replace(seen.case, readers=frozenset({HEAD, DSL}))
    late = replace(QUIET, backup=BackupFacts(), duties=DUTIES, profile=KEW, calendar=seen.calendar, incidents=(case,))
    places = [item.place for item in everything_due(late, TODAY, FRIDAY)]
    urgent = [place for place in places if place is Place.INCIDENT][:2]
    assert places[:2] == urgent
    assert len(set(places)) > 1
