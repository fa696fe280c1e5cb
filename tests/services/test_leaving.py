"""Somebody leaves, changes job or comes back: one list, worked off, and what passed with the last day stays ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from schoolsm_desktop.domain.access import AccessKind, AccessLevel, end_of
from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.checklists import ChecklistKind, LineKind
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.people import Contract, Duty
from schoolsm_desktop.domain.reviews import Decision, Verdict
from schoolsm_desktop.domain.wording import day_text
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.requests import Asking
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
    made = line(school, begun, LineKind.PASSWORD_KNOWN)
    assert made.is_open
    assert "Set it on the platform" in made.step
    assert made.due == "end of " + day_text(TODAY + timedelta(days=1))
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


@pytest.mark.clause("churchward:2-mk-ownership")
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


def test_no_sentence_of_giving_asking_or_the_review_tells_a_quiet_leavers_last_day(school: InventedSchool) -> None:
    jo, page, other = teacher(school), school.add_account(), school.add_account("Y page")
    had = school.give(jo, page)
    school.sign_in(school.head).leaving.prepare(jo.id, SOON, quiet=True)
    office, later = school.sign_in(school.coordinator), SOON + timedelta(days=30)
    asked = office.requests.ask(Asking(jo.id, other.id, AccessKind.OWN_LOGIN, AccessLevel.POSTS, TODAY, ends=later))
    given = school.give(jo, other, ends=later)
    review = office.reviews.start()
    office.reviews.decide(review.id, had.id, Decision(Verdict.CHANGE, to_ends=later))
    assert asked.ends == later
    go_to(school, SOON + timedelta(days=1))
    school.sign_in(school.coordinator)
    assert jo.id not in readers(school, other), "it ends with the person all the same"
    assert stored(school, given).ended_at == end_of(SOON)
    with pytest.raises(RuleError, match="no longer works here"):
        school.give(jo, other, AccessKind.TOOL_SEAT)


def test_the_register_tells_no_last_day_of_a_quiet_leaver_whose_contract_always_has_one(school: InventedSchool) -> None:
    supply, page = school.add_person("Jo Marsh", "Supply teacher", contract=Contract.AGENCY), school.add_account()
    school.give(supply, page, AccessKind.OWN_LOGIN, ends=SOON)

    def job(office: Office) -> str:
        return next(row.job for row in office.access.matrix().rows if row.person.id == supply.id)

    begun = school.sign_in(school.head).leaving.prepare(supply.id, SOON, quiet=True)
    assert job(school.office) == "Supply teacher, to 27 Nov"
    assert job(school.sign_in(school.coordinator)) == "Supply teacher"
    school.sign_in(school.head).leaving.no_longer_quiet(begun.id)
    assert job(school.sign_in(school.coordinator)) == "Supply teacher, to 27 Nov"


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
