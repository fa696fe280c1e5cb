"""Last days: what they end by themselves, who may set them, and what stays ended when somebody comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from schoolsm_desktop.domain.access import AccessKind, end_of
from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.checklists import LineKind
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.services.last_days import put_day_right
from tests.services.leaver import go_to, line, readers, stored, teacher, view_of
from tests.services.school import InventedSchool

TODAY = date(2026, 11, 20)
SOON = date(2026, 11, 27)
PASSWORD = SecretField.PASSWORD


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school whose coordinator is signed in."""
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()


# --- the last day


@pytest.mark.clause("valence:roles-1", "kew-woods:3.2")
def test_an_end_date_that_passes_ends_by_itself_and_the_password_is_due(school: InventedSchool) -> None:
    jo, page = teacher(school), school.add_account()
    access = school.give(jo, page, ends=SOON)
    go_to(school, SOON + timedelta(days=3))
    school.sign_in(school.coordinator)
    ended = stored(school, access)
    assert (ended.ended_at, ended.ended_by) == (end_of(SOON), None)
    with school.office.session.reading() as uow:
        entry = uow.audit.of_subject(access.id)[-1]
    assert entry.did is Did.ACCESS_EXPIRED
    assert page.id in {x.item.subject_id for x in school.office.today.view().lines}
    assert school.office.log.check().sound


def test_a_program_left_open_over_midnight_ends_it_when_today_is_read(school: InventedSchool) -> None:
    jo, page = teacher(school), school.add_account()
    school.make_sign_in(jo)
    office = school.sign_in(school.coordinator)
    access = school.give(jo, page, ends=TODAY)
    assert jo.id in readers(school, page)
    go_to(school, TODAY + timedelta(days=1))
    office.today.view()
    assert stored(school, access).ended_at == end_of(TODAY)
    assert readers(school, page) == {school.head.id, school.coordinator.id}
    entries = len(office.log.lines())
    office.today.view()
    put_day_right(office.session)
    assert len(office.log.lines()) == entries  # once a day is enough


def test_whoever_signs_in_ends_what_passed_and_a_keyholder_seals_anew(school: InventedSchool) -> None:
    jo, sam = teacher(school), teacher(school, "Sam Lee")
    page = school.add_account()
    for person in (jo, sam):
        school.make_sign_in(person)
        school.sign_in(school.coordinator)
    access = school.give(jo, page)
    school.office.leaving.prepare(jo.id, SOON)
    go_to(school, SOON + timedelta(days=1))
    school.sign_in(sam)
    assert stored(school, access).ended_at == end_of(SOON)
    assert jo.id not in readers(school, page)
    assert school.sign_in(school.head).log.check().sound


def test_a_last_day_to_come_prepares_the_list_and_ends_nothing_before(school: InventedSchool) -> None:
    jo, page = teacher(school), school.add_account()
    access = school.give(jo, page)
    begun = school.office.leaving.prepare(jo.id, SOON)
    assert stored(school, access).ended_at is None
    assert any("Prepared" in note for note in view_of(school, begun).notes)
    assert f"list:{begun.id}" in {x.item.key for x in school.office.today.view().lines}


def test_a_last_day_gone_by_is_late_and_ends_at_once(school: InventedSchool) -> None:
    jo, page = teacher(school), school.add_account()
    access = school.give(jo, page, AccessKind.OWN_LOGIN)
    past = TODAY - timedelta(days=4)
    begun = school.office.leaving.prepare(jo.id, past)
    assert stored(school, access).ended_at == end_of(past)
    assert line(school, begun, LineKind.PLATFORM_ROLE).is_overdue  # on the platform it may stand still
    assert view_of(school, begun).head.overdue_days == 4


def test_the_list_follows_when_the_last_day_is_changed_or_taken_back(school: InventedSchool) -> None:
    jo = teacher(school)
    begun = school.office.leaving.prepare(jo.id, SOON)
    later = SOON + timedelta(days=7)
    school.office.leaving.move(begun.id, later)
    person = next(x.person for x in school.office.people.lines() if x.person.id == jo.id)
    assert person.ends == later
    assert view_of(school, begun).head.checklist.day == later
    due = line(school, begun, LineKind.PICTURES).line.due_at
    assert due is not None
    assert due.date() == later
    school.office.people.change(replace(person, ends=None))
    assert view_of(school, begun).head.state == "Cancelled"


def test_cancelling_takes_the_last_day_back_and_nothing_is_lost(school: InventedSchool) -> None:
    jo, page = teacher(school), school.add_account()
    access = school.give(jo, page)
    begun = school.office.leaving.prepare(jo.id, SOON)
    school.office.checklists.tick(line(school, begun, LineKind.PICTURES).line.id, "none")
    school.office.checklists.cancel(begun.id)
    assert next(x.person.ends for x in school.office.people.lines() if x.person.id == jo.id) is None
    go_to(school, SOON + timedelta(days=2))
    school.sign_in(school.coordinator)
    assert stored(school, access).live_on(school.clock.today())
    assert line(school, begun, LineKind.PICTURES).proof == "none"
    assert f"list:{begun.id}" not in {x.item.key for x in school.office.today.view().lines}


def test_the_last_keyholder_and_the_only_headteacher_do_not_leave(school: InventedSchool) -> None:
    office = school.sign_in(school.head)
    with pytest.raises(RuleError, match="only headteacher"):
        office.leaving.prepare(school.head.id, SOON)
    office.sign_ins.set_keyholder(school.coordinator.id, False)
    with pytest.raises(RuleError, match="last keyholder"):
        office.leaving.prepare(school.head.id, SOON)
    head = next(x.person for x in office.people.lines() if x.person.id == school.head.id)
    with pytest.raises(RuleError, match="last keyholder"):
        office.people.change(replace(head, ends=SOON))  # nor by the other dialog
    assert office.checklists.lists() == ()


def test_who_opens_passwords_gets_a_last_day_from_the_headteacher_alone(school: InventedSchool) -> None:
    with pytest.raises(NotAllowedError):
        school.office.leaving.prepare(school.coordinator.id, SOON)
    office = school.sign_in(school.head)
    begun = office.leaving.prepare(school.coordinator.id, SOON)
    assert line(school, begun, LineKind.SIGN_IN).is_open


def test_duties_of_a_leaver_end_when_somebody_signs_in_who_may_sign_for_it(school: InventedSchool) -> None:
    jo = teacher(school)
    held = school.office.people.give_duty(jo.id, Duty.DSL, TODAY)
    school.office.leaving.prepare(jo.id, SOON)
    go_to(school, SOON + timedelta(days=1))
    school.sign_in(school.coordinator)
    with school.office.session.reading() as uow:
        assert uow.duties.get(held.id).ends == SOON
    assert school.office.people.holders(Duty.DSL) == ()


def test_there_is_one_open_list_of_a_kind_for_a_person(school: InventedSchool) -> None:
    jo = teacher(school)
    school.office.leaving.prepare(jo.id, SOON)
    with pytest.raises(RuleError):
        school.office.leaving.prepare(jo.id, TODAY)


# --- coming back


def test_who_comes_back_gets_nothing_back_and_what_they_knew_still_counts(school: InventedSchool) -> None:
    jo, page = teacher(school), school.add_account()
    school.make_sign_in(jo)
    office = school.sign_in(school.coordinator)
    access = school.give(jo, page)
    school.sign_in(jo).secrets.open(page.id, PASSWORD)
    school.sign_in(school.coordinator).leaving.prepare(jo.id, SOON)
    with pytest.raises(RuleError):
        school.office.leaving.come_back(jo.id, SOON)  # has not left
    back = SOON + timedelta(days=10)
    go_to(school, back)
    office = school.sign_in(school.coordinator)
    with pytest.raises(FieldError) as caught:
        office.leaving.come_back(jo.id, SOON)
    assert caught.value.field == "starts"
    kept = office.leaving.come_back(jo.id, back)
    assert (kept.starts, kept.ends) == (back, None)
    assert next(x.before for x in office.people.lines() if x.person.id == jo.id) == ("until 27 Nov 2026",)
    assert stored(school, access).ended_at == end_of(SOON)
    assert jo.id not in readers(school, page)
    assert f"password:{page.id}" in {x.item.key for x in office.today.view().lines}
    with office.session.reading() as uow:
        entry = next(e for e in uow.audit.of_subject(jo.id) if e.did is Did.PERSON_RETURNED)
    assert entry.details["was_until"] == SOON.isoformat()
    assert office.log.check().sound


def test_a_later_last_day_entered_after_it_passed_revives_nothing_either(school: InventedSchool) -> None:
    jo, page = teacher(school), school.add_account()
    access = school.give(jo, page)
    gone = school.office.people.change(replace(jo, ends=TODAY))
    go_to(school, TODAY + timedelta(days=5))
    school.office.people.change(replace(gone, ends=None))  # nobody has signed in between
    ended = stored(school, access)
    assert ended.ended_at == end_of(TODAY)
    with pytest.raises(RuleError):
        school.office.access.change(replace(ended, ends=None))
    with school.office.session.reading() as uow:
        assert Did.PERSON_RETURNED in {e.did for e in uow.audit.of_subject(jo.id)}


def test_who_left_without_a_list_stands_on_today_until_there_is_one(school: InventedSchool) -> None:
    jo, page = teacher(school), school.add_account()
    school.give(jo, page, AccessKind.OWN_LOGIN)
    school.office.people.change(replace(jo, ends=TODAY))
    go_to(school, TODAY + timedelta(days=2))
    school.sign_in(school.coordinator)
    assert f"left:{jo.id}" in {x.item.key for x in school.office.today.view().lines}
    begun = school.office.leaving.prepare(jo.id, TODAY)
    assert f"left:{jo.id}" not in {x.item.key for x in school.office.today.view().lines}
    assert line(school, begun, LineKind.PLATFORM_ROLE).is_open
