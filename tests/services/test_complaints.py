"""Complaints: sealed from the first word, stage by stage, with their days, and no trace for whom they are about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cases import EntryKind
from schoolsm_desktop.domain.complaints import CameBy, ComplaintAbout, Stage
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.moderating import Moderated, ModerationAct
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.services.changes import Noun
from schoolsm_desktop.services.complaints import Added, NewComplaint
from schoolsm_desktop.storage.errors import RecordMissingError
from tests.services.school import InventedSchool

WORDS = "the homework page was wrong for three weeks"
DAY = date(2026, 11, 20)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    invented = InventedSchool(tmp_path)
    yield invented
    invented.sign_out()


def _new(**more: object) -> NewComplaint:
    return NewComplaint(WORDS, DAY, name="Dana Ferris", **more)  # type: ignore[arg-type]


def _chair(school: InventedSchool) -> Person:
    chair = school.add_person("Cara Bright", "Chair of governors")
    school.sign_in(school.head)
    school.office.people.give_duty(chair.id, Duty.CHAIR, DAY)
    school.make_sign_in(chair)
    return chair


def _kinds(school: InventedSchool, case: UUID) -> list[EntryKind]:
    return [line.kind for line in school.office.complaints.view(case).record]


def test_it_is_sealed_to_the_headteacher_and_who_leads_it(school: InventedSchool) -> None:
    office = school.office
    taken = office.complaints.record(_new())
    assert taken.readable
    view = office.complaints.view(taken.id)
    assert view.readers == "A. Whitfield and R. Okafor"
    assert [(c.what, c.by) for c in view.clocks] == [
        ("To be acknowledged", "27 Nov 2026"),
        ("To be answered", "4 Dec 2026"),
    ]
    assert view.line.waits_for == "To be acknowledged: 27 Nov 2026"
    for_head = office.complaints.record(_new(lead_id=school.head.id))
    assert (for_head.readable, for_head.reference) == (False, "")
    assert [line.id for line in office.complaints.lines()] == [taken.id]
    with pytest.raises(RecordMissingError):
        office.complaints.view(for_head.id)
    assert {line.id for line in school.sign_in(school.head).complaints.lines()} == {taken.id, for_head.id}


def test_one_about_the_headteacher_takes_no_word_without_the_chair_and_leaves_no_trace(school: InventedSchool) -> None:
    about = (school.head.id,)
    said = school.office.complaints.read_by(about, None)
    assert not said.may
    assert "ring the chair" in said.words
    with pytest.raises(RuleError, match="No words of it are"):
        school.office.complaints.record(_new(person_ids=about))
    chair = _chair(school)
    office = school.sign_in(school.coordinator)
    assert office.complaints.read_by(about, None).words.startswith("Sealed to C. Bright.")
    taken = office.complaints.record(_new(person_ids=about))
    assert not taken.readable
    head = school.sign_in(school.head)
    assert head.complaints.lines() == ()
    assert not [x for x in head.today.view().lines if "complaint" in x.item.key]
    theirs = school.sign_in(chair)
    assert [line.id for line in theirs.complaints.lines()] == [taken.id]
    assert "complaint:acknowledged" in {x.item.key.rpartition(":")[0] for x in theirs.today.view().lines}


@pytest.mark.clause("valence:complaints-1")
def test_an_appointment_with_a_leader_stands_on_today_until_what_it_brought_is_written_down(
    school: InventedSchool,
) -> None:
    office, now = school.office, school.clock.now()
    case = office.complaints.record(_new()).id
    with pytest.raises(FieldError, match="past"):
        office.complaints.appoint(case, now - timedelta(hours=1), school.head.id)
    at = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
    office.complaints.appoint(case, at, school.head.id, "the headteacher’s room")
    titles = {line.item.title: line.item.due for line in office.today.view().lines}
    assert titles["An appointment about a complaint"] == date(2026, 11, 24)
    assert not any(WORDS in title or "Ferris" in title for title in titles)
    record = office.complaints.view(case).record
    assert "Anna Whitfield" in record[-1].text
    assert "24 Nov 2026" in record[-1].text
    school.clock.set(at + timedelta(hours=1))
    assert "Write down what an appointment about a complaint brought" in {
        line.item.title for line in office.today.view().lines
    }
    office.complaints.add(case, Added(EntryKind.MEETING, "She was heard; the page is put right.", at))
    assert not [x for x in office.today.view().lines if x.item.key.startswith("complaint:appointment")]


@pytest.mark.clause("valence:complaints-2")
def test_each_stage_says_who_investigated_and_advised_what_and_is_taken_once(school: InventedSchool) -> None:
    office = school.office
    case = office.complaints.record(_new()).id
    office.complaints.add(case, Added(EntryKind.NOTE, "Looked at the page with the class teacher."))
    with pytest.raises(FieldError) as told:
        office.complaints.take_stage(case, Stage.FORMAL, "  ")
    assert told.value.field == "advice"
    office.complaints.take_stage(case, Stage.FORMAL, "To write to the head by the procedure.", school.head.id)
    view = office.complaints.view(case)
    assert view.record[-1].text == "Formal, Anna Whitfield, To write to the head by the procedure"
    assert (view.complaint.stage, view.next_stage) == (Stage.FORMAL, Stage.PANEL)
    # 15 school days from 20 November: 11 December.
    assert view.clocks[1].by == "11 Dec 2026"
    with pytest.raises(RuleError, match="at this stage already"):
        office.complaints.take_stage(case, Stage.FORMAL, "again")
    office.complaints.answer(case, "The page is put right.")
    assert all(clock.is_done for clock in office.complaints.view(case).clocks)


def test_it_is_acknowledged_closed_and_opened_again_once_each(school: InventedSchool) -> None:
    complaints = school.office.complaints
    case = complaints.record(_new(about=ComplaintAbout.PERSONAL_DATA)).id
    first = complaints.view(case).clocks[0]
    assert (first.by, first.rests_on) == ("20 Dec 2026", "30 days from 20 Nov 2026, by law")
    complaints.acknowledge(case, "By telephone")
    with pytest.raises(RuleError, match="acknowledged already"):
        complaints.acknowledge(case, "By letter")
    complaints.close(case, "Upheld: the form now asks for less.")
    assert complaints.lines()[0].is_closed
    assert not [x for x in school.office.today.view().lines if x.item.key.startswith("complaint")]
    with pytest.raises(RuleError, match="closed on 20 Nov 2026 already"):
        complaints.close(case, "Not upheld")
    complaints.reopen(case, "She has rung again")
    with pytest.raises(RuleError, match="open already"):
        complaints.reopen(case, "twice")
    assert _kinds(school, case)[-2:] == [EntryKind.CLOSED, EntryKind.REOPENED]


def test_late_entries_are_marked_and_a_correction_stands_beside_what_it_corrects(school: InventedSchool) -> None:
    complaints = school.office.complaints
    case = complaints.record(_new(paper_on=date(2026, 11, 18))).id
    before = school.clock.now() - timedelta(days=3)
    complaints.add(case, Added(EntryKind.NOTE, "She rang on Tuesday", before))
    complaints.add(case, Added(EntryKind.CORRECTION, "It was on Monday", of=2))
    line = next(x for x in complaints.view(case).record if x.number == 2)
    assert line.late == "entered 3 days later"
    assert "It was on Monday" in line.corrections[0]
    with pytest.raises(FieldError, match="Choose the entry"):
        complaints.add(case, Added(EntryKind.CORRECTION, "what?", of=9))
    with pytest.raises(FieldError, match="still to come"):
        complaints.add(case, Added(EntryKind.NOTE, "x", school.clock.now() + timedelta(hours=1)))


def test_what_is_put_right_is_an_entry_and_a_new_lead_reads_it(school: InventedSchool) -> None:
    complaints = school.office.complaints
    case = complaints.record(_new()).id
    jo = school.add_person("Jo Marsh")
    with pytest.raises(RuleError, match="confirmed sign-in"):
        complaints.change(case, "Dana Ferris", "", ComplaintAbout.OTHER, jo.id)
    complaints.change(case, "Dana Farris", "07700 900123", ComplaintAbout.ONLINE, school.head.id)
    line = complaints.view(case).record[-1]
    assert "Dana Ferris → Dana Farris" in line.text
    assert "Rosa Okafor → Anna Whitfield" in line.text


def test_the_future_the_empty_and_the_unasked_are_refused(school: InventedSchool) -> None:
    complaints = school.office.complaints
    for new, field in (
        (NewComplaint(WORDS, DAY + timedelta(days=1)), "received_on"),
        (NewComplaint("  ", DAY), "what"),
        (NewComplaint("x" * 20_001, DAY), "what"),
        (_new(person_ids=(school.coordinator.id,), lead_id=school.coordinator.id), "lead_id"),
    ):
        with pytest.raises(FieldError) as told:
            complaints.record(new)
        assert told.value.field == field
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    with pytest.raises(NotAllowedError):
        school.sign_in(jo).complaints.record(_new())


def _hidden_comment(school: InventedSchool) -> ModerationAct:
    account = school.add_account("Our Facebook page", password=None)
    now = school.clock.now()
    act = ModerationAct(
        uuid4(), school.head.school_id, account.id, now, Moderated.HIDDEN, school.coordinator.id, "Dana F.", WORDS
    )
    with school.office.session.work() as work:
        work.uow.moderation_acts.add(act)
        work.did(Did.MODERATED, Noun.MODERATION, subject_kind="moderation", subject_id=act.id, record=act)
        work.done()
    return act


@pytest.mark.clause("valence:parents-matters", "bucklebury:parent-2")
@pytest.mark.parametrize("policy", ["valence", "bucklebury"])
def test_a_public_comment_becomes_a_complaint_with_the_letter_that_names_the_way(tmp_path: Path, policy: str) -> None:
    school = InventedSchool(tmp_path, policy)
    act = _hidden_comment(school)
    office = school.office
    taken = office.complaints.from_comment(act.id)
    view = office.complaints.view(taken.id)
    assert (view.complaint.came_by, view.complaint.what, view.complaint.name) == (CameBy.COMMENT, WORDS, "Dana F.")
    letter = office.case_letters.letters(taken.id)[0]
    assert letter.addressed_to == "Dana F."
    assert "A public page is not a way to complain" in letter.text
    assert "complaints procedure" in letter.text
    assert WORDS not in letter.text
    with office.session.reading() as uow:
        assert uow.moderation_acts.get(act.id) == act
    assert not view.clocks[0].by.startswith("27")
    with pytest.raises(RuleError, match="is a complaint already"):
        office.complaints.from_comment(act.id)
    school.sign_out()
