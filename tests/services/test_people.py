"""People and the duties they hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from schoolsm_desktop.domain.errors import ChangedMeanwhileError, FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.security.vault import SlotState
from tests.services.school import InventedSchool

TODAY = date(2026, 11, 20)


def test_a_line_says_what_somebody_does_and_may(school: InventedSchool) -> None:
    page, jo = school.add_account(), school.add_person("Jo Marsh")
    school.give(jo, page)
    school.office.people.give_duty(jo.id, Duty.DSL, TODAY)
    school.office.people.give_duty(jo.id, Duty.CLASS_TEACHER, TODAY)
    school.make_sign_in(jo)
    lines = {x.person.id: x for x in school.office.people.lines()}
    mine = lines[jo.id]
    titles = school.office.people.duty_titles()
    assert titles[Duty.DSL] in mine.duties_text
    assert titles[Duty.CLASS_TEACHER] in mine.duties_text
    assert (mine.sign_in, mine.is_keyholder, mine.is_here, mine.accesses) == (SlotState.TEMPORARY, False, True, 1)
    assert lines[school.head.id].is_keyholder


def test_those_who_left_come_last_and_are_not_offered(school: InventedSchool) -> None:
    gone = school.add_person("Aaron Early", ends=date(2026, 11, 19))
    coming = school.add_person("Zara Later", starts=date(2027, 1, 5))
    lines = school.office.people.lines()
    assert lines[-1].person == gone
    assert not next(x for x in lines if x.person == coming).is_here
    assert gone not in school.office.people.choices()
    assert coming in school.office.people.choices()


def test_a_change_keeps_the_former_state_from_being_written_over(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    changed = school.office.people.change(replace(jo, family_name="Marsh-Hall"))
    assert changed.revision == 2
    with pytest.raises(ChangedMeanwhileError):
        school.office.people.change(replace(jo, job_title="Caretaker"))
    with pytest.raises(FieldError) as caught:
        school.office.people.change(replace(changed, starts=date(2026, 5, 1), ends=date(2026, 4, 1)))
    assert caught.value.field == "ends"
    assert next(x.person for x in school.office.people.lines() if x.person.id == jo.id) == changed


def test_somebody_of_the_same_name_is_named_before_a_double_is_made(school: InventedSchool) -> None:
    first = school.add_person("Jo Marsh")
    twin = replace(first, job_title="Caretaker")
    assert school.office.people.alike(replace(twin, id=school.head.id)) == (first,)
    assert school.office.people.alike(first) == ()
    assert school.office.people.add(twin).id != first.id


def test_duties_begin_and_end_on_their_days(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    held = school.office.people.give_duty(jo.id, Duty.DSL, TODAY)
    with pytest.raises(RuleError):
        school.office.people.give_duty(jo.id, Duty.DSL, TODAY)
    school.office.people.end_duty(held.id, date(2026, 11, 21))
    assert [p.id for p in school.office.people.holders(Duty.DSL)] == [jo.id]
    school.clock.set(datetime(2026, 11, 22, 9, tzinfo=UTC))
    assert school.office.people.holders(Duty.DSL) == ()
    gone = school.add_person("Aaron Early", ends=date(2026, 11, 21))
    with pytest.raises(RuleError):
        school.office.people.give_duty(gone.id, Duty.DSL, date(2026, 11, 22))


def test_a_school_is_never_left_without_a_headteacher(school: InventedSchool) -> None:
    office = school.sign_in(school.head)
    mine = next(d for x in office.people.lines() for d in x.duties if d.duty is Duty.HEADTEACHER)
    with pytest.raises(RuleError):
        office.people.end_duty(mine.id, TODAY)
    jo = school.add_person("Jo Marsh")
    office.people.give_duty(jo.id, Duty.HEADTEACHER, TODAY)
    office.people.end_duty(mine.id, TODAY)
    school.clock.set(datetime(2026, 11, 21, 9, tzinfo=UTC))
    assert [p.id for p in office.people.holders(Duty.HEADTEACHER)] == [jo.id]


def test_a_duty_lost_is_a_permission_lost_from_the_next_day(school: InventedSchool) -> None:
    office = school.sign_in(school.head)
    held = next(d for x in office.people.lines() for d in x.duties if d.duty is Duty.COORDINATOR)
    office.people.end_duty(held.id, TODAY)
    office = school.sign_in(school.coordinator)
    assert office.people.lines()
    school.clock.set(datetime(2026, 11, 21, 9, tzinfo=UTC))
    with pytest.raises(NotAllowedError):
        office.people.lines()
    assert office.my_duties() == frozenset()


def test_people_are_changed_by_those_whose_duty_it_is(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh", "Office manager")
    school.office.people.give_duty(jo.id, Duty.OFFICE_MANAGER, TODAY)
    school.make_sign_in(jo)
    sam = school.add_person("Sam Adeyemi")
    school.make_sign_in(sam)
    office = school.sign_in(jo)
    assert office.people.change(replace(sam, job_title="Caretaker")).job_title == "Caretaker"
    with pytest.raises(NotAllowedError):
        office.people.give_duty(jo.id, Duty.COORDINATOR, TODAY)
    office = school.sign_in(sam)
    with pytest.raises(NotAllowedError):
        office.people.add(replace(sam, given_name="Other"))
    assert [p.id for p in office.people.choices()] == [sam.id]
