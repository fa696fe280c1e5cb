"""The care of accounts: health, backup codes ticked off, recovery tried, other logins, closing, and owners."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from schoolsm_desktop.domain.access import AccessKind
from schoolsm_desktop.domain.account_health import Concern
from schoolsm_desktop.domain.accounts import (
    Account,
    AccountClass,
    AccountState,
    Known,
    RecoveryFacts,
    SecondFactor,
    SecretField,
)
from schoolsm_desktop.domain.audit import AuditEntry, Did
from schoolsm_desktop.domain.checklists import ChecklistKind, LineKind
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.logins import NewLogin
from schoolsm_desktop.domain.recovery import RecoveryWay
from schoolsm_desktop.services.errors import NothingKeptError, NotOnRegisterError
from tests.services.school import InventedSchool

TODAY = date(2026, 11, 20)
CODES = "1111-2222\n3333-4444\n5555-6666\n7777-8888\n"


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school with its coordinator signed in."""
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()


def _of(school: InventedSchool, account: Account) -> Account:
    return school.office.accounts.facts(account.id).line.account


def _keep_codes(school: InventedSchool, account: Account, codes: str = CODES) -> None:
    school.office.secrets.change(account.id, {SecretField.BACKUP_CODES: codes}, confirmed=True)


def _left(school: InventedSchool, account: Account) -> str:
    left = school.office.accounts.facts(account.id).codes
    return left.words if left is not None else ""


# Backup codes


@pytest.mark.clause("valence:use-11")
def test_a_ticked_code_is_named_with_day_and_person_and_counted_without_opening(school: InventedSchool) -> None:
    page = school.add_account()
    _keep_codes(school, page)
    assert _left(school, page) == "4 of 4 left"
    school.office.account_care.tick_code(page.id, 2, date(2026, 11, 3))
    assert _left(school, page) == "3 of 4 left"
    assert Did.SECRET_OPENED not in [e.did for e in _log(school)]  # counting opens nothing
    second = school.office.account_care.backup_codes(page.id)[1]
    assert second.code == "3333-4444"
    assert second.use is not None
    assert second.use.used_on == date(2026, 11, 3)
    assert second.used_by == school.coordinator
    assert Did.CODE_TICKED in [e.did for e in _log(school)]
    assert school.office.log.altered_rows() == ()


def test_ticks_stay_when_other_secrets_change_or_a_reader_goes_and_end_with_a_new_list(school: InventedSchool) -> None:
    page, jo = school.add_account(), school.add_person("Jo Marsh")
    _keep_codes(school, page)
    school.make_sign_in(jo)
    school.sign_in(school.coordinator)
    access = school.give(jo, page)
    school.office.account_care.tick_code(page.id, 1, TODAY)
    school.office.secrets.change(page.id, {SecretField.PASSWORD: "zR5!vN8?qB2*xH6"}, confirmed=True)
    assert _left(school, page) == "3 of 4 left"
    school.office.access.end(access.id)  # sealed anew for one reader less
    assert _left(school, page) == "3 of 4 left"
    school.office.secrets.change(page.id, {SecretField.NOTE: "in the safe"}, confirmed=True)
    assert _left(school, page) == "3 of 4 left"
    _keep_codes(school, page, "aaaa\nbbbb\n")
    assert _left(school, page) == "2 of 2 left"
    _keep_codes(school, page, "")
    assert _left(school, page) == ""


def test_codes_kept_before_they_were_counted_are_counted_when_they_are_opened(school: InventedSchool) -> None:
    page = school.add_account()
    _keep_codes(school, page)
    with school.office.session.work() as work:
        (version,) = [v for v in work.uow.secrets.versions(page.id) if SecretField.BACKUP_CODES in v.fields]
        work.uow.secrets.save_version(replace(version, codes_count=None))
        work.done()
    assert _left(school, page) == ""
    assert len(school.office.account_care.backup_codes(page.id)) == 4
    assert _left(school, page) == "4 of 4 left"


def test_what_cannot_be_ticked(school: InventedSchool) -> None:
    page, care = school.add_account(), school.office.account_care
    with pytest.raises(RuleError):
        care.tick_code(page.id, 1, TODAY)
    _keep_codes(school, page)
    care.tick_code(page.id, 1, TODAY)
    with pytest.raises(RuleError, match="20 Nov 2026"):
        care.tick_code(page.id, 1, TODAY)
    with pytest.raises(RuleError):
        care.tick_code(page.id, 5, TODAY)
    with pytest.raises(FieldError):
        care.tick_code(page.id, 2, TODAY + timedelta(days=1))
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    office = school.sign_in(jo)
    with pytest.raises(NotAllowedError):
        office.account_care.tick_code(page.id, 2, TODAY)
    with pytest.raises(NotOnRegisterError):
        office.account_care.backup_codes(page.id)


# Health


@pytest.mark.clause("churchward:4-passwords-strong-secure")
def test_health_names_each_concern_once_and_what_is_well_is_counted(school: InventedSchool) -> None:
    well = school.add_account(
        "News",
        recovery=RecoveryFacts(
            "office@alder.example",
            Known.YES,
            second_administrator="A. Whitfield",
            second_factor=SecondFactor.APP,
            last_tried=TODAY,
        ),
        last_used_on=TODAY,
    )
    school.give(school.coordinator, well)
    ill = school.add_account("Films", "Summer2019", platform_id="youtube", owner_id=None)
    school.office.secrets.refresh_health()
    view = school.office.account_care.health()
    found = {line.finding.concern for line in view.lines if line.account.id == ill.id}
    assert not [line for line in view.lines if line.account.id == well.id]
    assert {Concern.WEAK, Concern.NOBODY_LOOKS_AFTER, Concern.NOBODY_HAS_ACCESS, Concern.NO_SECOND_FACTOR} <= found
    assert (view.well, view.accounts) == (1, 2)
    assert view.counts[Concern.WEAK] == 1


def test_an_account_nobody_uses_for_45_days_says_so_until_it_is_seen_in_use(school: InventedSchool) -> None:
    page = school.add_account("News", None)
    care = school.office.account_care

    def unused() -> list[str]:
        return [x.finding.said for x in care.health().lines if x.finding.concern is Concern.NOT_USED]

    assert unused() == ["Not known when it was used last"]
    care.seen_in_use(page.id)
    assert not unused()
    school.clock.set(datetime(2027, 1, 5, 9, tzinfo=UTC))
    assert unused() == ["Last used 20 Nov 2026"]
    care.seen_in_use(page.id)
    assert not unused()
    assert _of(school, page).last_used_on == date(2027, 1, 5)


def test_opening_a_secret_is_a_use(school: InventedSchool) -> None:
    page = school.add_account()
    assert school.office.accounts.facts(page.id).last_use is None
    school.office.secrets.open(page.id, SecretField.PASSWORD)
    assert school.office.accounts.facts(page.id).last_use == TODAY


def test_health_is_for_whoever_sees_the_register(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    with pytest.raises(NotAllowedError):
        school.sign_in(jo).account_care.health()


# Recovery


def test_a_way_that_was_tried_carries_its_day_and_one_that_failed_counts_as_not_tried(school: InventedSchool) -> None:
    page, care = school.add_account(), school.office.account_care
    care.tried(page.id, RecoveryWay.MAILBOX, date(2026, 11, 3), worked=True)
    care.tried(page.id, RecoveryWay.PHONE, date(2026, 11, 10), worked=True, what_happened="code came at once")
    recovery = _of(school, page).recovery
    assert (recovery.mailbox_tried, recovery.phone_tried) == (date(2026, 11, 3), date(2026, 11, 10))
    assert recovery.last_tried == date(2026, 11, 10)
    care.tried(page.id, RecoveryWay.PHONE, TODAY, worked=False, what_happened="nobody has that phone")
    after = _of(school, page)
    assert after.recovery.phone_tried is None
    assert after.recovery.last_tried == date(2026, 11, 3)
    assert "20 Nov 2026, Recovery phone tried, did not work: nobody has that phone" in after.note
    for wrong in ({"on": TODAY + timedelta(days=1), "worked": True}, {"on": TODAY, "worked": False}):
        with pytest.raises(FieldError):
            care.tried(page.id, RecoveryWay.WHOLE, **wrong)  # type: ignore[arg-type]  # a table of wrong ones


# Another login


def test_handed_to_another_login_keeps_the_old_one_as_history_and_clears_what_its_people_knew(
    school: InventedSchool,
) -> None:
    page, dana = school.add_account(user_name="office@alder.example", handle="@alder"), school.add_person("Dana Pryce")
    school.office.access.end(school.give(dana, page).id)  # was told it: a new password is needed
    _keep_codes(school, page)
    assert school.office.accounts.facts(page.id).due is not None
    login = NewLogin(
        "news@alder.example", "@aldernews", "x.com/aldernews", date(2026, 11, 3), "new page", "hV3#kkP9!wQz"
    )
    school.office.account_care.hand_to_login(page.id, login)
    facts = school.office.accounts.facts(page.id)
    assert facts.line.account.user_name == "news@alder.example"
    assert facts.due is None
    assert facts.fields == {SecretField.PASSWORD}
    assert school.office.secrets.open(page.id, SecretField.PASSWORD) == "hV3#kkP9!wQz"
    assert [line.person for line in school.office.secrets.who_knows(page.id)] == [school.coordinator]
    (former,) = school.office.accounts.facts(page.id).former
    assert (former.user_name, former.until, former.reason) == ("office@alder.example", date(2026, 11, 3), "new page")
    with pytest.raises(NothingKeptError):
        school.office.secrets.open_previous(page.id)
    assert school.office.log.altered_rows() == ()


def test_a_new_login_whose_password_is_not_kept_here_leaves_none(school: InventedSchool) -> None:
    page = school.add_account(user_name="office@alder.example")
    school.office.account_care.hand_to_login(page.id, NewLogin("news@alder.example", "", "", TODAY))
    assert school.office.accounts.facts(page.id).fields == frozenset()
    with pytest.raises(FieldError) as caught:
        school.office.account_care.hand_to_login(page.id, NewLogin("news@alder.example", "", "", TODAY))
    assert caught.value.field == "user_name"


# Closing


def test_closing_an_account_is_a_list_and_its_lines_end_access_close_it_and_forget(school: InventedSchool) -> None:
    page, dana = school.add_account(), school.add_person("Dana Pryce")
    access = school.give(dana, page)
    checklist = school.office.account_care.begin_closing(page.id, date(2026, 11, 27))
    assert checklist.kind is ChecklistKind.CLOSES_ACCOUNT
    assert _of(school, page).state is AccountState.IN_USE  # nothing has happened there yet
    with pytest.raises(RuleError, match="under way"):
        school.office.account_care.begin_closing(page.id, TODAY)
    lists = school.office.checklists
    lines = {line.line.kind: line.line for line in lists.view(checklist.id).lines}
    gone = lines[LineKind.CHECK_IT_IS_GONE].due_at
    assert gone is not None
    assert gone.date() == date(2026, 12, 27)
    with pytest.raises(RuleError, match="still has access"):
        lists.not_needed(lines[LineKind.END_ACCESSES].id, "nobody uses it")
    lists.tick(lines[LineKind.END_ACCESSES].id, "taken out there")
    assert not school.office.accounts.facts(page.id).accesses
    assert school.office.access.cell(dana.id, page.id).cell.ended[0].id == access.id
    lists.tick(lines[LineKind.CLOSE_ON_PLATFORM].id, "closed, 30 days to come back")
    assert _of(school, page).state is AccountState.CLOSED
    assert school.office.secrets.open(page.id, SecretField.PASSWORD)  # it can still be taken back there
    with pytest.raises(RuleError, match="still kept here"):
        lists.not_needed(lines[LineKind.FORGET_SECRETS].id, "never mind")
    lists.tick(lines[LineKind.FORGET_SECRETS].id, "gone since 20 Dec")
    assert school.office.accounts.facts(page.id).fields == frozenset()
    with pytest.raises(NotOnRegisterError):
        school.office.secrets.open(page.id, SecretField.PASSWORD)
    for kind in (LineKind.SAVE_A_COPY, LineKind.TELL_FOLLOWERS, LineKind.REMOVE_LINKS):
        lists.not_needed(lines[kind].id, "nothing was there")
    for kind in (LineKind.CONNECTED_APPS, LineKind.CHECK_IT_IS_GONE):
        lists.tick(lines[kind].id, "looked")
    lists.finish(checklist.id, TODAY)
    assert school.office.log.altered_rows() == ()


def test_an_account_that_is_taken_up_again_after_it_was_forgotten_keeps_a_new_password(school: InventedSchool) -> None:
    page = school.add_account()
    lines = {
        x.line.kind: x.line
        for x in school.office.checklists.view(school.office.account_care.begin_closing(page.id, TODAY).id).lines
    }
    school.office.checklists.tick(lines[LineKind.CLOSE_ON_PLATFORM].id, "closed")
    school.office.checklists.tick(lines[LineKind.FORGET_SECRETS].id, "gone")
    school.office.accounts.move(page.id, AccountState.PROPOSED)
    school.office.secrets.change(page.id, {SecretField.PASSWORD: "pQ7#mmX2$vR9"}, confirmed=True)
    assert school.office.secrets.open(page.id, SecretField.PASSWORD) == "pQ7#mmX2$vR9"


def test_what_is_not_ours_or_closed_is_not_closed_by_a_list(school: InventedSchool) -> None:
    fake = school.add_account("Fake", None, account_class=AccountClass.PRETENDS, owner_id=None)
    with pytest.raises(RuleError, match="not the school’s"):
        school.office.account_care.begin_closing(fake.id, TODAY)
    with pytest.raises(RuleError):
        school.give(school.coordinator, fake, AccessKind.OWN_LOGIN)
    old = school.add_account("Old", None)
    school.office.accounts.move(old.id, AccountState.CLOSED)
    with pytest.raises(RuleError, match="closed already"):
        school.office.account_care.begin_closing(old.id, TODAY)


# Owners


@pytest.mark.clause("churchward:2-mk-ownership")
def test_everything_somebody_looked_after_gets_a_new_owner_at_once(school: InventedSchool) -> None:
    gone = school.add_person("Per Lindqvist", ends=date(2026, 11, 19))
    pages = [school.add_account(name, None, owner_id=gone.id) for name in ("News", "Films")]
    alone = school.add_account("Blog", None, owner_id=None, deputy_owner_id=school.head.id)
    first, second, *rest = school.office.account_care.owners()
    assert {(o.person.name if o.person else "", len(o.accounts), o.is_here) for o in (first, second)} == {
        ("", 1, False),
        ("Per Lindqvist", 2, False),
    }
    assert not rest
    assert school.office.account_care.new_owner([p.id for p in (*pages, alone)], school.head.id) == 3
    assert {_of(school, p).owner_id for p in (*pages, alone)} == {school.head.id}
    assert _of(school, alone).deputy_owner_id is None  # nobody is their own deputy
    with pytest.raises(FieldError):
        school.office.account_care.new_owner([alone.id], gone.id)
    with pytest.raises(FieldError):
        school.office.account_care.new_owner([], school.head.id)
    assert Concern.NOBODY_LOOKS_AFTER not in school.office.account_care.health().counts


def _log(school: InventedSchool) -> tuple[AuditEntry, ...]:
    with school.office.session.reading() as uow:
        return uow.audit.all()
