"""Somebody leaves, changes job or comes back: one list, worked off, and what passed with the last day stays ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from schoolsm_desktop.domain.access import Access, AccessKind, end_of
from schoolsm_desktop.domain.accounts import Account, SecretField
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.checklists import Checklist, ChecklistKind, LineKind
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.services.checklist_views import LineView, ListView
from schoolsm_desktop.services.last_days import put_day_right
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


def teacher(school: InventedSchool, name: str = "Jo Marsh") -> Person:
    """Somebody with policy and training in order."""
    person = school.add_person(name, email="jo.marsh@alder.example")
    school.ready(person)
    return person


def view_of(school: InventedSchool, checklist: Checklist) -> ListView:
    return school.office.checklists.view(checklist.id)


def line(school: InventedSchool, checklist: Checklist, kind: LineKind, about: str = "") -> LineView:
    """The line of a kind, about something."""
    rows = view_of(school, checklist).lines
    return next(x for x in rows if x.line.kind is kind and about in x.line.about)


def stored(school: InventedSchool, access: Access) -> Access:
    with school.office.session.reading() as uow:
        return uow.access.get(access.id)


def go_to(school: InventedSchool, day: date) -> None:
    """The clock stands at nine on that day."""
    school.clock.set(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def readers(school: InventedSchool, account: Account) -> set[UUID]:
    """For whom the present password is sealed, without the recovery sheet."""
    with school.office.session.reading() as uow:
        version = max(uow.secrets.versions(account.id), key=lambda v: v.number)
        return set(uow.secrets.readers(version.id)) - {school.office.session.keys.recovery_id}


# --- the list


def test_the_list_holds_everything_a_leaver_holds_and_knows(school: InventedSchool) -> None:
    jo = teacher(school)
    page = school.add_account("Facebook page", platform_id="facebook", owner_id=jo.id)
    blog, tool = school.add_account("Blog"), school.add_account("Planner")
    formerly = school.add_account("Old page")
    past = school.give(jo, formerly)
    school.office.access.end(past.id)
    school.give(jo, page, AccessKind.OWN_LOGIN)
    school.give(jo, blog)
    school.give(jo, tool, AccessKind.TOOL_SEAT)
    school.give(jo, tool, AccessKind.LESSON_USE)
    school.office.people.give_duty(jo.id, Duty.CLASS_TEACHER, TODAY)
    school.make_sign_in(jo)
    office = school.sign_in(school.coordinator)
    recovery = replace(
        page.recovery, mailbox="jo.marsh@alder.example", phone="Jo Marsh, mobile", second_administrator="J. Marsh"
    )
    with office.session.reading() as uow:
        kept = uow.accounts.get(page.id)
    office.accounts.change(replace(kept, recovery=recovery))
    begun = office.leaving.prepare(jo.id, SOON)
    found = {(x.line.kind, x.line.about) for x in view_of(school, begun).lines}
    about_page = {LineKind.PLATFORM_ROLE, LineKind.SIGNED_OUT, LineKind.OWNED_ACCOUNT, LineKind.RECOVERY_MAILBOX}
    about_page |= {LineKind.RECOVERY_PHONE, LineKind.SECOND_ADMINISTRATOR}
    assert {(kind, "Facebook page") for kind in about_page} <= found
    assert {
        (LineKind.PASSWORD_KNOWN, "Blog"),
        (LineKind.PASSWORD_KNOWN, "Old page"),
    } <= found  # known after access ended
    assert {
        (LineKind.TOOL_SEAT, "Planner"),
        (LineKind.LESSON_USE, "Planner"),
        (LineKind.DUTY, "Class teacher"),
    } <= found
    rest = {LineKind.SIGN_IN, LineKind.PRINTED_LISTS, LineKind.PICTURES, LineKind.FORMER_PUPILS}
    assert rest <= {kind for kind, _ in found}
    assert len(found) == 15


@pytest.mark.clause("valence:use-11", "churchward:4-never-share")
def test_passwords_are_due_by_the_policys_hours_and_the_rest_on_the_last_day(school: InventedSchool) -> None:
    jo, page = teacher(school), school.add_account()
    school.give(jo, page)
    begun = school.office.leaving.prepare(jo.id, SOON)
    hours = school.office.policies.current().hours_until_change
    assert line(school, begun, LineKind.PASSWORD_KNOWN).line.due_at == end_of(SOON) + timedelta(hours=hours)
    due = line(school, begun, LineKind.PRINTED_LISTS).line.due_at
    assert due is not None
    assert due.date() == SOON


@pytest.mark.clause("valence:use-11", "valence:roles-4")
def test_a_password_line_is_done_by_another_password_and_never_by_hand(school: InventedSchool) -> None:
    jo, page = teacher(school), school.add_account()
    school.give(jo, page)
    begun = school.office.leaving.prepare(jo.id, TODAY)
    password = line(school, begun, LineKind.PASSWORD_KNOWN)
    with pytest.raises(RuleError):
        school.office.checklists.tick(password.line.id, "changed, honestly")
    with pytest.raises(RuleError):
        school.office.checklists.not_needed(password.line.id, "she is trusted")
    go_to(school, TODAY + timedelta(days=1))
    school.sign_in(school.coordinator)
    school.office.secrets.change(page.id, {PASSWORD: "not yet on the platform 1!"}, confirmed=False)
    assert line(school, begun, LineKind.PASSWORD_KNOWN).is_open
    school.office.secrets.confirm(page.id)
    done = line(school, begun, LineKind.PASSWORD_KNOWN)
    assert (done.is_open, done.by_records) == (False, True)
    assert "R. Okafor" in done.done
    assert "Password changed" in done.proof


def test_a_recorded_reset_does_a_password_line_too(school: InventedSchool) -> None:
    jo, page = teacher(school), school.add_account()
    school.give(jo, page)
    begun = school.office.leaving.prepare(jo.id, TODAY)
    go_to(school, TODAY + timedelta(days=1))
    school.sign_in(school.coordinator)
    school.office.secrets.record_reset(page.id)
    done = line(school, begun, LineKind.PASSWORD_KNOWN)
    assert not done.is_open
    assert "Reset" in done.proof


def test_the_new_password_known_before_the_last_day_keeps_the_line_open(school: InventedSchool) -> None:
    """Whoever still has access could read the new one: it is done only when both the access and the knowing ended."""
    jo, page = teacher(school), school.add_account()
    school.give(jo, page)
    begun = school.office.leaving.prepare(jo.id, SOON)
    school.office.secrets.change(page.id, {PASSWORD: "changed too early 1!"}, confirmed=True)
    assert line(school, begun, LineKind.PASSWORD_KNOWN).is_open
    school.office.leaving.carry_out(line(school, begun, LineKind.PASSWORD_KNOWN).line.id)
    assert not line(school, begun, LineKind.PASSWORD_KNOWN).is_open


def test_platform_lines_want_a_proof_and_end_the_access_in_the_register(school: InventedSchool) -> None:
    jo, page = teacher(school), school.add_account()
    access = school.give(jo, page, AccessKind.OWN_LOGIN)
    begun = school.office.leaving.prepare(jo.id, SOON)
    role = line(school, begun, LineKind.PLATFORM_ROLE).line.id
    with pytest.raises(FieldError) as caught:
        school.office.checklists.tick(role, "  ")
    assert caught.value.field == "proof"
    school.office.checklists.tick(role, "not on the list of administrators any more")
    done = line(school, begun, LineKind.PLATFORM_ROLE)
    assert (done.is_open, done.proof) == (False, "not on the list of administrators any more")
    assert "R. Okafor" in done.done
    assert stored(school, access).ended_by == school.coordinator.id
    with pytest.raises(RuleError):
        school.office.checklists.tick(role, "twice")
    school.office.checklists.reopen(role)
    assert line(school, begun, LineKind.PLATFORM_ROLE).is_open


def test_what_the_program_does_itself_is_done_by_its_button(school: InventedSchool) -> None:
    jo, page = teacher(school), school.add_account("Blog", owner_id=None)
    school.give(jo, page, AccessKind.TOOL_SEAT)
    school.give(jo, page, AccessKind.LESSON_USE)
    school.make_sign_in(jo)
    office = school.sign_in(school.head)
    office.people.give_duty(jo.id, Duty.CLASS_TEACHER, TODAY)
    office.account_care.new_owner([page.id], jo.id)
    begun = office.leaving.prepare(jo.id, TODAY)
    for kind in (LineKind.LESSON_USE, LineKind.DUTY, LineKind.SIGN_IN):
        row = line(school, begun, kind)
        assert row.is_open, kind
        with pytest.raises(RuleError):
            office.checklists.tick(row.line.id, "by hand")
        office.leaving.carry_out(row.line.id)
        assert not line(school, begun, kind).is_open, kind
    assert jo.id not in office.session.with_sign_in()
    owned = line(school, begun, LineKind.OWNED_ACCOUNT)
    with pytest.raises(FieldError):
        office.leaving.hand_on(owned.line.id, jo.id)
    office.leaving.hand_on(owned.line.id, school.coordinator.id)
    assert line(school, begun, LineKind.OWNED_ACCOUNT).proof == "R. Okafor looks after it"


@pytest.mark.clause("mill-lane:6.1-xiv")
def test_a_list_is_finished_only_when_every_line_is_and_stays_as_signed(school: InventedSchool) -> None:
    jo = teacher(school)
    begun = school.office.leaving.prepare(jo.id, TODAY)
    checklists = school.office.checklists
    assert line(school, begun, LineKind.FORMER_PUPILS).is_open
    with pytest.raises(RuleError):
        checklists.finish(begun.id, TODAY)
    checklists.not_needed(line(school, begun, LineKind.PICTURES).line.id, "has no device of the school's")
    checklists.tick(line(school, begun, LineKind.PRINTED_LISTS).line.id, "shredded")
    more = checklists.add_line(begun.id, "the camera")
    checklists.tick(more.id, "back in the cupboard")
    checklists.tick(line(school, begun, LineKind.FORMER_PUPILS).line.id, "read and signed on paper")
    assert view_of(school, begun).may_finish
    with pytest.raises(FieldError) as caught:
        checklists.finish(begun.id, TODAY + timedelta(days=1))
    assert caught.value.field == "signed_on"
    checklists.finish(begun.id, TODAY)
    view = view_of(school, begun)
    assert (view.head.state, view.head.checklist.is_open) == ("Signed on 20 Nov 2026", False)
    with pytest.raises(RuleError):
        checklists.add_line(begun.id, "too late")
    with pytest.raises(RuleError):
        checklists.reopen(more.id)
    assert school.office.checklists.open_lists() == ()
    assert school.sign_in(school.head).log.check().sound


def test_what_the_records_showed_is_written_down_with_the_signature(school: InventedSchool) -> None:
    jo, page = teacher(school), school.add_account()
    school.give(jo, page)
    begun = school.office.leaving.prepare(jo.id, TODAY - timedelta(days=1))
    school.office.secrets.change(page.id, {PASSWORD: "what Jo never saw 1!"}, confirmed=True)
    for row in view_of(school, begun).lines:
        if row.is_open:
            school.office.checklists.not_needed(row.line.id, "invented")
    school.office.checklists.finish(begun.id, TODAY)
    school.office.secrets.change(page.id, {PASSWORD: "years later 1!"}, confirmed=True)
    kept = line(school, begun, LineKind.PASSWORD_KNOWN)
    assert kept.line.done_by == school.coordinator.id
    assert kept.proof.startswith("Password changed")


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


# --- quiet


@pytest.mark.clause("valence:roles-1")
def test_a_quiet_list_does_not_exist_for_others(school: InventedSchool) -> None:
    jo, page = teacher(school), school.add_account()
    school.give(jo, page)
    begun = school.sign_in(school.head).leaving.prepare(jo.id, SOON, quiet=True)
    assert [x.checklist.id for x in school.office.checklists.lists()] == [begun.id]
    office = school.sign_in(school.coordinator)
    assert office.checklists.lists() == ()
    with pytest.raises(RuleError):
        office.checklists.view(begun.id)
    assert not [x for x in office.today.view().lines if x.item.subject_id == begun.id]
    assert not any("Jo" in entry.about for entry in office.log.lines() if entry.entry.did is Did.LIST_STARTED)
    seen = next(x.person for x in office.people.lines() if x.person.id == jo.id)
    assert seen.ends is None
    office.people.change(replace(seen, job_title="Year 5"))  # and a colleague's edit does not wipe the day
    with office.session.reading() as uow:
        assert uow.people.get(jo.id).ends == SOON
    go_to(school, SOON + timedelta(days=2))
    office = school.sign_in(school.coordinator)
    lines = [x.item for x in office.today.view().lines]
    assert not [x for x in lines if "Marsh" in x.title or "Marsh" in x.detail]
    assert "X page: new password needed" in [x.title for x in lines if x.subject_id == page.id]
    school.sign_in(school.head).leaving.no_longer_quiet(begun.id)
    assert school.sign_in(school.coordinator).checklists.view(begun.id).head.title == "Jo Marsh"


# --- another job


def test_a_changed_job_ends_only_what_was_ticked(school: InventedSchool) -> None:
    jo = teacher(school)
    page, blog = school.add_account("Page"), school.add_account("Blog")
    goes, stays = school.give(jo, page), school.give(jo, blog)
    held = school.office.people.give_duty(jo.id, Duty.CLASS_TEACHER, TODAY)
    things = {x.what: x.key for x in school.office.leaving.holdings(jo.id)}
    with pytest.raises(FieldError) as caught:
        school.office.leaving.prepare(jo.id, SOON, ChecklistKind.CHANGES_JOB, ends=list(things.values()))
    assert caught.value.field == "new_job"
    ends = [things["Password: Page"], things["Duty: Class teacher"]]
    begun = school.office.leaving.prepare(jo.id, SOON, ChecklistKind.CHANGES_JOB, new_job="School librarian", ends=ends)
    kinds = {(x.line.kind, x.line.about) for x in view_of(school, begun).lines}
    assert (LineKind.PASSWORD_KNOWN, "Page") in kinds
    assert "Blog" not in {about for _, about in kinds}
    assert LineKind.FORMER_PUPILS not in {kind for kind, _ in kinds}
    assert stored(school, goes).ended_at is None
    go_to(school, SOON + timedelta(days=1))
    school.sign_in(school.coordinator)
    assert stored(school, goes).ended_at == end_of(SOON)
    assert stored(school, stays).live_on(school.clock.today())
    with school.office.session.reading() as uow:
        assert uow.duties.get(held.id).ends == SOON
    school.office.secrets.change(page.id, {PASSWORD: "for the new teacher 1!"}, confirmed=True)
    for row in view_of(school, begun).lines:
        if row.is_open:
            school.office.checklists.not_needed(row.line.id, "goes on in the library")
    school.office.checklists.finish(begun.id, school.clock.today())
    assert next(x.person.job_title for x in school.office.people.lines() if x.person.id == jo.id) == "School librarian"


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
