"""Putting off: recorded, undone, come back by itself, and never what must not wait or is another's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.snooze import Snooze
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.today import TodayLine
from tests.services.school import InventedSchool

REASON = "the supplier answers on Monday"


def keys(office: Office) -> list[str]:
    return [line.item.key for line in office.today.view().lines]


def line(office: Office, start: str) -> TodayLine:
    return next(line for line in office.today.view().lines if line.item.key.startswith(start))


def test_a_line_is_put_off_and_comes_back_by_itself(school: InventedSchool) -> None:
    office, today = school.office, school.clock.today()
    office.backups.make()
    school.add_account("Website", owner_id=None)
    key = line(school.sign_in(school.head), "owner:").item.key
    office = school.office
    before = office.today.view().counts["accounts"]
    kept = office.snoozes.put_off(key, today + timedelta(days=5), f"  {REASON} ")
    view = office.today.view()
    assert key not in keys(office)
    assert view.counts.get("accounts", 0) == before - 1
    (waits,) = view.put_off
    assert (waits.line.item.key, waits.until, waits.reason, waits.by) == (key, kept.until, REASON, "A. Whitfield")
    school.clock.set(datetime(2026, 11, 24, 9, tzinfo=UTC))
    assert key not in keys(office)
    school.clock.set(datetime(2026, 11, 25, 9, tzinfo=UTC))
    assert key in keys(office)
    assert office.today.view().put_off == ()


def test_both_deeds_stand_in_the_log_with_the_reason_in_the_record(school: InventedSchool) -> None:
    key = line(school.office, "backup").item.key
    school.office.snoozes.put_off(key, school.clock.today() + timedelta(days=1), REASON)
    school.office.snoozes.call_back(key)
    assert key in keys(school.office)
    with school.office.session.reading() as uow:
        entries = uow.audit.all()[-2:]
        (kept,) = uow.snoozes.all()
    assert [entry.did for entry in entries] == [Did.SNOOZED, Did.SNOOZE_ENDED]
    assert all(entry.row_digest and entry.subject_id == kept.id for entry in entries)
    assert (kept.reason, kept.by) == (REASON, school.coordinator.id)
    assert kept.ended_at is not None
    with pytest.raises(RuleError):
        school.office.snoozes.call_back(key)


def test_a_password_that_must_be_changed_cannot_be_put_off_by_anybody(school: InventedSchool) -> None:
    page = school.add_account("Website")
    jo = school.add_person("Jo Marsh")
    access = school.give(jo, page)
    school.make_sign_in(jo)
    school.sign_in(jo).secrets.open(page.id, SecretField.PASSWORD)
    school.sign_in(school.coordinator).access.end(access.id)
    for who in (school.coordinator, school.head):
        office = school.sign_in(who)
        due = line(office, f"password:{page.id}")
        assert "cannot be put off" in due.held
        with pytest.raises(RuleError):
            office.snoozes.put_off(due.item.key, school.clock.today() + timedelta(days=1), REASON)
        assert due.item.key in keys(office)


def test_a_line_of_somebody_who_left_cannot_be_put_off(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    office = school.office
    left = school.clock.today() - timedelta(days=1)
    office.people.change(replace(next(x.person for x in office.people.lines() if x.person.id == jo.id), ends=left))
    due = line(office, "sign-in-left:")
    assert "somebody who has left can still get in" in due.held
    with pytest.raises(RuleError):
        office.snoozes.put_off(due.item.key, school.clock.today() + timedelta(days=1), REASON)


def test_nobody_puts_off_anothers_line_but_the_headteacher(school: InventedSchool) -> None:
    petra = school.add_person("Petra Lindholm", "Office manager")
    school.office.people.give_duty(petra.id, Duty.OFFICE_MANAGER, school.clock.today())
    school.add_account("Website", owner_id=None)
    school.make_sign_in(petra)
    until = school.clock.today() + timedelta(days=2)
    office = school.sign_in(petra)
    owner, hers = (
        line(office, "owner:"),
        next(x for x in office.today.view().lines if x.item.duty is Duty.OFFICE_MANAGER),
    )
    assert owner.held == "Only whoever it falls to, or the headteacher, can put this off."
    with pytest.raises(NotAllowedError):
        office.snoozes.put_off(owner.item.key, until, REASON)
    office.snoozes.put_off(hers.item.key, until, REASON)
    office = school.sign_in(school.head)
    office.snoozes.put_off(owner.item.key, until, REASON)
    office.snoozes.call_back(hers.item.key)
    office = school.sign_in(petra)
    (waits,) = office.today.view().put_off
    assert not waits.may_call_back
    with pytest.raises(NotAllowedError):
        office.snoozes.call_back(owner.item.key)


def test_what_falls_to_nobody_falls_to_the_coordinator_who_can_put_it_off(school: InventedSchool) -> None:
    due = line(school.office, "backup")  # the office manager's, and there is none
    assert (due.item.duty, due.who, due.is_mine, due.held) == (Duty.OFFICE_MANAGER, "R. Okafor", True, "")


def test_what_is_not_seen_cannot_be_put_off(school: InventedSchool) -> None:
    school.add_account("Website", owner_id=None)
    key = line(school.office, "owner:").item.key
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    office = school.sign_in(jo)
    assert office.today.view().put_off == ()
    with pytest.raises(RuleError) as caught:
        office.snoozes.put_off(key, school.clock.today() + timedelta(days=1), REASON)
    assert caught.value.sentence == "This is done already, or no longer due. Nothing was changed."


def test_wrong_days_and_no_reason_change_nothing(school: InventedSchool) -> None:
    key, today = line(school.office, "backup").item.key, school.clock.today()
    for until, reason in ((today, REASON), (today + timedelta(days=31), REASON), (today + timedelta(days=1), " ")):
        with pytest.raises(FieldError):
            school.office.snoozes.put_off(key, until, reason)
    with school.office.session.reading() as uow:
        assert uow.snoozes.all() == ()
    assert key in keys(school.office)


def test_a_row_put_in_by_other_means_hides_nothing_that_must_be_seen(school: InventedSchool) -> None:
    """The key of the database is known to everybody with a sign-in: the rule is asked again whenever Today is shown."""
    office = school.office
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    office = school.office
    left = school.clock.today() - timedelta(days=1)
    office.people.change(replace(next(x.person for x in office.people.lines() if x.person.id == jo.id), ends=left))
    key = line(office, "sign-in-left:").item.key
    other = next(x.item.key for x in office.today.view().lines if not x.held)
    now = school.clock.now()
    with office.session.work() as work:
        for hidden, days in ((key, 5), (other, 4000)):
            until = school.clock.today() + timedelta(days=days)
            work.uow.snoozes.add(Snooze(uuid4(), school.head.school_id, hidden, until, "x", school.coordinator.id, now))
        work.done()
    assert {key, other} <= set(keys(office))
