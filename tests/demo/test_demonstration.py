"""The invented school, built for real: what its people find when they sign in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from schoolsm_desktop.demo import DemoFolder, Demonstration, join_demo
from schoolsm_desktop.demo.making import build_demo
from schoolsm_desktop.domain.access import AccessKind
from schoolsm_desktop.domain.accounts import AccountState, Known, SecretField
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.security.vault import SlotState
from schoolsm_desktop.services.accounts import AccountLine, PasswordState
from schoolsm_desktop.services.clock import SetClock
from schoolsm_desktop.services.desk import SignInDesk
from schoolsm_desktop.services.errors import NotOnRegisterError
from schoolsm_desktop.services.office import Office
from tests.services.demo_fixture import NOON, ON, fresh_demo, sign_in


@contextmanager
def office_of(demonstration: Demonstration, key: str) -> Iterator[Office]:
    office = sign_in(demonstration, key)
    try:
        yield office
    finally:
        office.close()


def account(office: Office, name: str) -> AccountLine:
    return next(line for line in office.accounts.lines() if line.account.name == name)


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("head", "Headteacher"),
        ("coordinator", "Computing Coordinator"),
        ("office", "Office manager"),
        ("teacher", "Class teacher"),
    ],
)
def test_everyone_the_window_offers_signs_in_with_the_passphrase_it_shows(
    demo: Demonstration, key: str, title: str
) -> None:
    shown = next(s for s in demo.sign_ins if s.key == key)
    assert shown.title == title
    with office_of(demo, key) as office:
        assert office.person_id == shown.person_id


def test_it_is_marked_as_a_demonstration_and_asks_for_no_code(demo: Demonstration) -> None:
    desk = SignInDesk(demo.records, demo.beside(SetClock(NOON)))
    assert desk.is_demo
    assert not desk.uses_code()
    assert {s.person_id for s in demo.sign_ins} < {slot.person_id for slot in desk.people()}


def test_a_colleague_waits_for_the_headteacher_to_confirm_the_sign_in(demo: Demonstration) -> None:
    with office_of(demo, "head") as office:
        waiting = [line for line in office.sign_ins.lines() if line.state is SlotState.UNCONFIRMED]
        assert [line.person.family_name for line in waiting] == ["Tallis"]
        assert any(line.item.key == f"confirm:{waiting[0].person.id}" for line in office.today.view().lines)


def test_somebody_who_left_still_knows_a_password(demo: Demonstration) -> None:
    with office_of(demo, "coordinator") as office:
        instagram = account(office, "Instagram")
        assert instagram.password is PasswordState.NEW_ONE_NEEDED
        knows = [line for line in office.secrets.who_knows(instagram.account.id) if not line.entitled]
        assert [line.person.family_name for line in knows] == ["Prowse"]
        assert knows[0].person.left_by(ON)


def test_the_accounts_show_every_fault_the_program_looks_for(demo: Demonstration) -> None:
    with office_of(demo, "coordinator") as office:
        lines = {line.account.name: line for line in office.accounts.lines()}
        shared = (account(office, "X (Twitter)").account.id, account(office, "Year 6 blog").account.id)
        first, second = (office.secrets.open(one, SecretField.PASSWORD, "test") for one in shared)
        assert first == second
        due = {line.item.key for line in office.today.view().lines}
    assert lines["X (Twitter)"].password is PasswordState.WEAK
    assert lines["YouTube channel"].password is PasswordState.NEW_ONE_ADVISED
    assert lines["Facebook page"].password is PasswordState.NONE_NEEDED
    assert lines["School website"].password is PasswordState.KEPT
    assert not lines["Year 6 blog"].owner_is_here
    assert lines["ClassDojo"].missing
    assert not lines["Friends of Fernhollow group"].account.is_ours
    assert lines["Old Year 4 class page"].account.state is AccountState.CLOSED
    assert lines["News channel for parents"].account.state is AccountState.PROPOSED
    assert lines["Instagram"].account.recovery.phone_is_schools is Known.NO
    assert {key.partition(":")[0] for key in due} >= {
        "password",
        "password-advised",
        "weak",
        "old",
        "owner",
        "second-factor",
        "recovery",
        "ends",
        "already-had",
        "confirm",
        "facts",
    }


def test_the_register_has_live_paused_and_ended_access_of_each_kind(demo: Demonstration) -> None:
    with office_of(demo, "head") as office:
        matrix = office.access.matrix()
        waiting = office.access.waiting_from_before()
    live = [access for row in matrix.rows for cell in row.cells for access in cell.live]
    ended = [access for row in matrix.rows for cell in row.cells for access in cell.ended]
    assert {access.kind for access in live} == set(AccessKind)
    assert any(access.paused_at for access in ended)
    assert any(access.ended_at and access.end_reason for access in ended)
    assert any(access.ends for access in live)
    assert len(waiting) == 2
    assert len([row for row in matrix.rows if not row.is_here]) == 2
    assert 6 <= len(matrix.accounts) <= 10


def test_the_website_password_waits_to_be_confirmed_and_the_earlier_one_is_kept(demo: Demonstration) -> None:
    with office_of(demo, "office") as office:
        website = account(office, "School website").account.id
        now = office.secrets.open(website, SecretField.PASSWORD, "test")
        before, changed = office.secrets.open_previous(website, "test")
        assert before != now
        assert changed is not None
        assert changed < NOON
        code = office.secrets.code_source(website, "test").now()
        assert code.code.isdigit()


def test_the_teacher_opens_the_one_password_the_register_gives_and_no_other(demo: Demonstration) -> None:
    with office_of(demo, "coordinator") as office:
        youtube = account(office, "YouTube channel").account.id
    with office_of(demo, "teacher") as office:
        names = {line.account.name for line in office.accounts.lines()}
        assert names == {"Instagram", "ClassDojo"}
        instagram = account(office, "Instagram").account.id
        assert len(office.secrets.copy(instagram, SecretField.PASSWORD, "test")) == 20
        assert len(office.secrets.open(instagram, SecretField.BACKUP_CODES, "test").splitlines()) == 8
        with pytest.raises(NotOnRegisterError):
            office.secrets.open(youtube, SecretField.PASSWORD, "test")


def test_the_log_is_whole_and_tells_a_year(demo: Demonstration) -> None:
    with office_of(demo, "coordinator") as office:
        assert office.log.check().sound
        moments = sorted(line.entry.at for line in office.log.lines())
    assert (NOON - moments[0]).days > 400
    assert len(moments) > 100
    assert moments[-1] < NOON + timedelta(minutes=1)


def test_a_checked_backup_of_this_morning_is_there(demo: Demonstration) -> None:
    with office_of(demo, "office") as office:
        (place,) = office.backups.places()
    assert place.folder == demo.place.backups
    assert place.last_good is not None
    assert place.last_good.astimezone().date() == ON


def test_the_school_has_its_short_name(demo: Demonstration) -> None:
    with office_of(demo, "head") as office:
        school = office.schools.school()
    assert (school.name, school.short_name) == ("Fernhollow Primary School", "Fernhollow")


def test_duties_are_held_by_those_who_hold_them(demo: Demonstration) -> None:
    with office_of(demo, "head") as office:
        for duty in (Duty.HEADTEACHER, Duty.COORDINATOR, Duty.OFFICE_MANAGER, Duty.DSL, Duty.DPO, Duty.CHAIR):
            assert len(office.people.holders(duty)) == 1
        assert len(office.people.lines()) == 33


@pytest.mark.clause("churchward:4-never-share")
def test_under_a_policy_that_shares_no_password_those_shared_before_stand_as_exceptions(tmp_path: Path) -> None:
    demonstration = fresh_demo(tmp_path, "churchward")
    assert demonstration.policy == "churchward"
    assert {s.title for s in demonstration.sign_ins} >= {"Principal", "Marketing Department"}
    with office_of(demonstration, "head") as office:
        matrix = office.access.matrix()
    knows = [
        access
        for row in matrix.rows
        for cell in row.cells
        for access in (*cell.live, *cell.ended)
        if access.kind is AccessKind.KNOWS_PASSWORD
    ]
    assert knows
    assert all(access.already_had for access in knows)
    demonstration.place.leave()


@pytest.mark.parametrize("on", [date(2027, 1, 4), date(2028, 2, 29), date(2026, 8, 16)])
def test_it_can_be_shown_on_any_day(tmp_path: Path, on: date) -> None:
    place = DemoFolder.new(tmp_path)
    demonstration = build_demo(place, on)
    desk = SignInDesk(
        demonstration.records, demonstration.beside(SetClock(datetime(on.year, on.month, on.day, 12).astimezone()))
    )
    head = demonstration.sign_ins[0]
    office = desk.sign_in(head.person_id, head.passphrase)
    assert isinstance(office, Office)
    assert "week" in office.schools.term_text()
    assert office.today.view().now_count > 0
    office.close()
    place.leave()
    assert not demonstration.records.exists()


def test_a_policy_that_does_not_exist_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    place = DemoFolder.new(tmp_path)
    with pytest.raises(KeyError):
        build_demo(place, ON, "../valence")
    assert not place.records.exists()
    place.leave()


def test_the_next_process_finds_the_same_people_and_passphrases(demo: Demonstration, tmp_path: Path) -> None:
    facts = (demo.place.folder / "demonstration.json").read_bytes()
    (tmp_path / "demonstration.json").write_bytes(facts)
    joined = join_demo(tmp_path)
    assert joined.sign_ins == demo.sign_ins
    assert (joined.on, joined.policy) == (demo.on, demo.policy)
    assert joined.records == tmp_path / "records"
    joined.place.leave()
