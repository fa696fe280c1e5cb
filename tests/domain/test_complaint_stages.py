"""Days of complaints, counted by hand on a calendar with a half-term, a bank holiday and a training day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.calendar import Closure, ClosureKind, Term
from schoolsm_desktop.domain.cases import CaseLevel, CaseState, Entry, EntryKind
from schoolsm_desktop.domain.complaint_stages import (
    ACKNOWLEDGED,
    HELD,
    INVITED,
    appointment_due,
    check_appointment,
    check_received,
    check_stage,
    clocks,
    complaint_readers,
)
from schoolsm_desktop.domain.complaints import Complaint, ComplaintAbout, ComplaintCase, Stage
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.people import Duty, DutyHeld
from schoolsm_desktop.domain.school_days import Count, SchoolCalendar

SCHOOL, ME = uuid4(), uuid4()
AUTUMN = Term(uuid4(), SCHOOL, "Autumn", date(2026, 9, 3), date(2026, 12, 18), date(2026, 10, 26), date(2026, 10, 30))
SPRING = Term(uuid4(), SCHOOL, "Spring", date(2027, 1, 5), date(2027, 3, 26), None, None)
TRAINING = Closure(uuid4(), SCHOOL, "", date(2026, 11, 6), date(2026, 11, 6), ClosureKind.TRAINING_DAY)
CALENDAR = SchoolCalendar((AUTUMN, SPRING), (TRAINING,), frozenset({date(2026, 12, 25), date(2027, 1, 1)}))


def _case(received: date, *entries: Entry, **facts: object) -> ComplaintCase:
    now = datetime(2026, 11, 20, 9, tzinfo=UTC)
    made = Complaint(uuid4(), SCHOOL, "ABC-DEF", CaseLevel.NAMED, now, ME, "words", received)
    return ComplaintCase(replace(made, **facts), entries)  # type: ignore[arg-type]


def _entry(kind: EntryKind, day: date, about: str = "") -> Entry:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Entry(1, kind, at, at, ME, about=about)


def test_it_is_acknowledged_within_five_school_days_over_a_half_term() -> None:
    """Thursday 22 October: 23 October; then 2, 3, 4, 5 November."""
    first, second = clocks(_case(date(2026, 10, 22)), CALENDAR)
    assert (first.key, first.due, first.by_law, first.rests_on) == (
        ACKNOWLEDGED,
        date(2026, 11, 5),
        False,
        "5 school days from 22 Oct 2026",
    )
    # Ten: 6 November is a training day, so 9 to 13 November make up the rest.
    assert (second.key, second.due) == ("informal", date(2026, 11, 13))


def test_one_about_personal_data_is_acknowledged_within_thirty_days_by_law() -> None:
    """From 1 December every day counts, Christmas too: 31 December."""
    first = clocks(_case(date(2026, 12, 1), about=ComplaintAbout.PERSONAL_DATA), CALENDAR)[0]
    assert (first.due, first.by_law, first.what) == (date(2026, 12, 31), True, Count.DAYS)
    assert first.rests_on == "30 days from 1 Dec 2026, by law"


def test_a_formal_one_is_counted_from_its_own_beginning_over_christmas() -> None:
    """Formal on Monday 14 December: 15 to 18 December are four; 5 January is the fifth; eleven school days end 19 Jan."""
    formal = _entry(EntryKind.STAGE, date(2026, 12, 14), Stage.FORMAL.value)
    answer = clocks(_case(date(2026, 11, 2), formal, stage=Stage.FORMAL), CALENDAR)[1]
    assert (answer.begins, answer.due, answer.count) == (date(2026, 12, 14), date(2027, 1, 19), 15)


def test_where_no_term_dates_reach_working_days_are_counted_rather_than_nothing() -> None:
    first = clocks(_case(date(2026, 12, 23)), SchoolCalendar((), (), CALENDAR.bank_holidays))[0]
    # 24, 28, 29, 30, 31 December: Christmas Day and the weekend do not count.
    assert (first.due, first.what) == (date(2026, 12, 31), Count.WORKING_DAYS)


def test_an_answer_a_letter_or_the_end_stops_the_clock() -> None:
    received = date(2026, 11, 2)
    for entry in (
        _entry(EntryKind.ANSWER, date(2026, 11, 4), ACKNOWLEDGED),
        _entry(EntryKind.LETTER, date(2026, 11, 4), "complaint-signpost"),
    ):
        first, second = clocks(_case(received, entry), CALENDAR)
        assert first.done_on == date(2026, 11, 4)
        assert second.runs
    other = clocks(_case(received, _entry(EntryKind.LETTER, date(2026, 11, 4), "meeting-invitation")), CALENDAR)
    assert other[0].runs
    answered = clocks(_case(received, _entry(EntryKind.ANSWER, date(2026, 11, 5), "informal")), CALENDAR)
    assert not answered[0].runs
    assert not answered[1].runs
    closed_at = datetime(2026, 11, 9, 12, tzinfo=UTC)
    closed = clocks(_case(received, state=CaseState.CLOSED, closed_at=closed_at), CALENDAR)
    assert {clock.done_on for clock in closed} == {date(2026, 11, 9)}


def test_an_appointment_waits_until_what_it_brought_is_written_down() -> None:
    at = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
    invited, held = (
        _entry(EntryKind.MEETING, date(2026, 11, 24), INVITED),
        _entry(EntryKind.MEETING, date(2026, 11, 24), HELD),
    )
    assert appointment_due(_case(date(2026, 11, 2), invited, appointment_at=at)) == at
    assert appointment_due(_case(date(2026, 11, 2), invited, held, appointment_at=at)) is None
    check_appointment(at, datetime(2026, 11, 24, 15, 29, tzinfo=UTC))
    with pytest.raises(FieldError, match="past"):
        check_appointment(at, at)


def test_a_stage_is_taken_once_and_in_its_turn() -> None:
    case = _case(date(2026, 11, 2))
    check_stage(case, Stage.FORMAL)
    with pytest.raises(RuleError, match="at this stage already, since 2 Nov 2026"):
        check_stage(case, Stage.INFORMAL)
    with pytest.raises(RuleError, match="follow one another"):
        check_stage(case, Stage.PANEL)
    closed_at = datetime(2026, 11, 9, 12, tzinfo=UTC)
    with pytest.raises(RuleError, match="closed on 9 Nov 2026"):
        check_stage(
            replace(case, complaint=replace(case.complaint, state=CaseState.CLOSED, closed_at=closed_at)), Stage.FORMAL
        )


@pytest.mark.parametrize("day", [date(2026, 11, 21), date(1926, 11, 20)])
def test_it_came_in_today_or_before_and_in_this_century(day: date) -> None:
    check_received(date(2026, 11, 20), date(2026, 11, 20))
    with pytest.raises(FieldError, match="day") as told:
        check_received(day, date(2026, 11, 20))
    assert told.value.field == "received_on"


def test_it_is_sealed_to_the_headteacher_and_who_leads_it_and_never_to_whom_it_is_about() -> None:
    head, lead, deputy, chair = uuid4(), uuid4(), uuid4(), uuid4()
    day = date(2026, 11, 20)
    duties = [
        DutyHeld(uuid4(), SCHOOL, who, duty, date(2026, 9, 1))
        for who, duty in ((head, Duty.HEADTEACHER), (deputy, Duty.DEPUTY_HEADTEACHER), (chair, Duty.CHAIR))
    ]
    plain = _case(day, lead_id=lead).complaint
    assert complaint_readers(plain, duties, day).people == {head, lead}
    assert complaint_readers(replace(plain, person_ids=(lead,)), duties, day).people == {head}
    about_head = complaint_readers(replace(plain, person_ids=(head,)), duties, day)
    assert about_head.people == {chair}
    assert about_head.only_chair
