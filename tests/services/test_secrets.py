"""Secrets are opened by whom the register names and by nobody else, and each opening is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.access import KnownBy
from schoolsm_desktop.domain.accounts import SecretField, SecretOrigin
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, OfficeError
from schoolsm_desktop.security.items import ItemWrap
from schoolsm_desktop.services.errors import NothingKeptError, NotOnRegisterError, ReasonNeededError

from .school import InventedSchool

SEED = "GUJGZJN3BNMU7AZADGAQMHIHPHYV2JWM"
PASSWORD = SecretField.PASSWORD


def deeds(school: InventedSchool) -> list[Did]:
    with school.office.session.reading() as uow:
        return [entry.did for entry in uow.audit.all()]


@pytest.mark.clause("valence:roles-4")
def test_what_was_kept_is_what_comes_back_and_every_opening_leaves_its_line(school: InventedSchool) -> None:
    page = school.add_account(password=" leads with a space£€")
    assert school.office.secrets.open(page.id, PASSWORD) == " leads with a space£€"
    assert school.office.secrets.copy(page.id, PASSWORD) == " leads with a space£€"
    with school.office.session.reading() as uow:
        hows = [k.how for k in uow.knowings.all()]
        details = [entry.details for entry in uow.audit.newest(2)]
    assert hows == [KnownBy.MADE, KnownBy.OPENED, KnownBy.COPIED]
    assert deeds(school)[-2:] == [Did.SECRET_OPENED, Did.SECRET_COPIED]
    assert all("space" not in value for detail in details for value in detail.values())


@pytest.mark.clause("valence:use-11", "churchward:4-never-share")
def test_two_sign_ins_where_one_may_not_open_what_the_other_may(school: InventedSchool) -> None:
    page = school.add_account()
    reader, other = school.add_person("Jo Marsh"), school.add_person("Sam Adeyemi")
    for person in (reader, other):
        school.make_sign_in(person)
    school.sign_in(school.coordinator)
    school.give(reader, page)
    assert school.sign_in(reader).secrets.open(page.id, PASSWORD) == "kX9#mQ2$vL7&pT4w"
    office = school.sign_in(other)
    with pytest.raises(NotOnRegisterError):
        office.secrets.open(page.id, PASSWORD)


@pytest.mark.clause("valence:roles-4")
def test_the_register_is_enforced_by_keys_alone(school: InventedSchool) -> None:
    """With the database open and the program's own checks left out, somebody not on the register still reads nothing."""
    page = school.add_account()
    outsider = school.add_person("Sam Adeyemi")
    school.make_sign_in(outsider)
    office = school.sign_in(outsider)
    keys = office.session.keys
    with office.session.reading() as uow:
        version = uow.secrets.versions(page.id)[-1]
        wraps = [uow.secrets.wrap(version.id, reader) for reader in uow.secrets.readers(version.id)]
    assert outsider.id not in {wrap.recipient_id for wrap in wraps if wrap}
    for wrap in wraps:
        assert wrap is not None
        with pytest.raises(OfficeError):
            keys.open_item(ItemWrap(*wrap), maker_id=version.made_by)
        relabelled = wrap._replace(recipient_id=outsider.id)
        with pytest.raises(OfficeError):
            keys.open_item(ItemWrap(*relabelled), maker_id=version.made_by)


def test_a_policy_can_ask_why_a_secret_is_opened(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = InventedSchool(tmp_path_factory.mktemp("school"), "churchward")
    page = made.add_account()
    assert made.office.secrets.needs_reason()
    with pytest.raises(ReasonNeededError):
        made.office.secrets.open(page.id, PASSWORD)
    assert made.office.secrets.open(page.id, PASSWORD, "newsletter") == "kX9#mQ2$vL7&pT4w"
    made.office.secrets.change(page.id, {SecretField.ONE_TIME_SEED: SEED}, confirmed=True)
    with pytest.raises(ReasonNeededError):
        made.office.secrets.code_source(page.id, "  ")
    assert len(made.office.secrets.code_source(page.id, "open day post").now().code) == 6
    with made.office.session.reading() as uow:
        (entry,) = uow.audit.newest(1)
    assert (entry.did, entry.details["reason"]) == (Did.CODE_OPENED, "open day post")
    made.sign_out()


def test_nothing_kept_is_said_and_not_guessed(school: InventedSchool) -> None:
    bare = school.add_account(password=None)
    with pytest.raises(NothingKeptError):
        school.office.secrets.open(bare.id, PASSWORD)
    page = school.add_account("Website")
    with pytest.raises(NothingKeptError):
        school.office.secrets.open(page.id, SecretField.BACKUP_CODES)


def test_other_fields_stay_when_one_is_changed_and_an_edited_note_is_no_new_password(school: InventedSchool) -> None:
    page = school.add_account()
    secrets = school.office.secrets
    noted = secrets.change(page.id, {SecretField.NOTE: "ask the office"}, confirmed=True)
    assert (noted.number, noted.password_since) == (2, 1)
    assert secrets.open(page.id, PASSWORD) == "kX9#mQ2$vL7&pT4w"
    assert secrets.open(page.id, SecretField.NOTE) == "ask the office"
    gone = secrets.change(page.id, {SecretField.NOTE: ""}, confirmed=True)
    assert gone.fields == {PASSWORD}
    same = secrets.change(page.id, {PASSWORD: "kX9#mQ2$vL7&pT4w"}, confirmed=True)
    assert same.password_since == 1


def test_the_former_password_can_be_read_until_the_change_is_confirmed(school: InventedSchool) -> None:
    page = school.add_account(password="the former one 1!")
    secrets = school.office.secrets
    secrets.change(page.id, {PASSWORD: "the newer one 2?"}, confirmed=False, generated=True)
    assert secrets.open_previous(page.id)[0] == "the former one 1!"
    secrets.confirm(page.id)
    with pytest.raises(NothingKeptError):
        secrets.open_previous(page.id)
    with school.office.session.reading() as uow:
        versions = uow.secrets.versions(page.id)
        assert [bool(uow.secrets.sealed_fields(v.id)) for v in versions] == [False, True]
        assert versions[-1].origin is SecretOrigin.GENERATED


def test_only_three_versions_are_kept_however_often_it_changes(school: InventedSchool) -> None:
    page = school.add_account(password="number 0 of many!")
    for number in range(1, 6):
        school.office.secrets.change(page.id, {PASSWORD: f"number {number} of many!"}, confirmed=False)
    with school.office.session.reading() as uow:
        kept = [v.number for v in uow.secrets.versions(page.id) if uow.secrets.sealed_fields(v.id)]
    assert kept == [4, 5, 6]


def test_a_reset_on_the_platform_is_recorded_without_a_password(school: InventedSchool) -> None:
    page = school.add_account()
    school.office.secrets.record_reset(page.id)
    with pytest.raises(NothingKeptError):
        school.office.secrets.open(page.id, PASSWORD)
    assert Did.SECRET_RESET_RECORDED in deeds(school)


def test_one_time_codes_come_from_the_seed_and_a_text_that_is_none_is_refused(school: InventedSchool) -> None:
    page = school.add_account()
    secrets = school.office.secrets
    secrets.change(page.id, {SecretField.ONE_TIME_SEED: SEED}, confirmed=True)
    source = secrets.code_source(page.id)
    school.clock.set(datetime(2026, 11, 20, 9, 0, 5, tzinfo=UTC))
    first = source.now()
    school.clock.set(datetime(2026, 11, 20, 9, 0, 5, tzinfo=UTC) + timedelta(seconds=30))
    assert (len(first.code), first.period, source.now().code != first.code) == (6, 30, True)
    assert deeds(school).count(Did.CODE_OPENED) == 1
    with pytest.raises(FieldError) as caught:
        secrets.change(page.id, {SecretField.ONE_TIME_SEED: "not a seed!"}, confirmed=True)
    assert caught.value.field == "one-time-seed"
    assert secrets.open(page.id, SecretField.ONE_TIME_SEED) == SEED


@pytest.mark.clause("churchward:4-passwords-strong-secure")
def test_weak_and_twice_used_passwords_are_said(school: InventedSchool) -> None:
    one = school.add_account("Website", password="Summer2019!")
    two = school.add_account("Facebook", password="Summer2019!")
    three = school.add_account("YouTube", password="kX9#mQ2$vL7&pT4w")
    found = {line.account.id: line for line in school.office.accounts.lines()}
    with school.office.session.reading() as uow:
        flags = {v.account_id: (v.weak, v.used_twice) for v in uow.secrets.versions()}
    assert flags == {one.id: (True, True), two.id: (True, True), three.id: (False, False)}
    assert found[one.id].password.value == "weak"
    school.office.secrets.change(one.id, {PASSWORD: school.office.secrets.generate()}, confirmed=True)
    with school.office.session.reading() as uow:
        last = {v.account_id: (v.weak, v.used_twice) for v in uow.secrets.versions()}
    assert (last[one.id], last[two.id]) == ((False, False), (True, False))


@pytest.mark.parametrize(
    ("password", "facts"),
    [
        ("Fernhollow2026", {"name": "Fernhollow news"}),
        ("Fernhollow2026", {"handle": "@FernhollowNews"}),
        ("fernhollow2026", {"user_name": "office@fernhollow.example"}),
        ("Fernhollow2026", {"address": "www.fernhollow.example/news"}),
        ("Fernhollow2009!", {"school": "Fernhollow Primary School"}),
    ],
)
def test_a_password_made_of_the_schools_own_names_is_weak_wherever_it_is_judged(
    school: InventedSchool, password: str, facts: dict[str, str]
) -> None:
    office = school.office
    neutral = school.add_account("Website", password=password)
    names = dict(facts)
    if "school" in names:
        office.schools.change(replace(office.schools.school(), name=names.pop("school")))
    page = school.add_account(**{"name": "Website two", "password": password, **names})
    assert office.secrets.judge(password, page).weak
    with office.session.reading() as uow:
        flags = {v.account_id: v.weak for v in uow.secrets.versions()}
    assert (flags[neutral.id], flags[page.id]) == (False, True), "without the names it would have passed"


def test_a_password_that_was_not_judged_yet_is_judged_with_the_schools_names(school: InventedSchool) -> None:
    page = school.add_account("Fernhollow news", password="Fernhollow2026")
    with school.office.session.work() as work:
        (version,) = work.uow.secrets.versions(page.id)
        work.uow.secrets.save_version(replace(version, weak=None))
        work.done()
    school.office.secrets.refresh_health()
    with school.office.session.reading() as uow:
        assert [v.weak for v in uow.secrets.versions(page.id)] == [True]


def test_who_knows_a_password_is_listed_with_how_and_when(school: InventedSchool) -> None:
    page = school.add_account()
    told = school.add_person("Olive Told")
    school.give(told, page)
    lines = school.office.secrets.who_knows(page.id)
    assert {(x.person.id, x.knowing.how, x.entitled) for x in lines} == {
        (school.coordinator.id, KnownBy.MADE, True),
        (told.id, KnownBy.TOLD, True),
    }


def test_somebody_not_on_the_register_cannot_put_another_password_there(school: InventedSchool) -> None:
    page = school.add_account()
    outsider = school.add_person("Sam Adeyemi")
    school.make_sign_in(outsider)
    office = school.sign_in(outsider)
    with pytest.raises(NotOnRegisterError):
        office.secrets.change(page.id, {PASSWORD: "mine now, all mine!"}, confirmed=True)
    school.sign_in(school.coordinator)
    assert school.office.secrets.open(page.id, PASSWORD) == "kX9#mQ2$vL7&pT4w"


def test_a_holder_changes_the_password_and_the_keyholders_can_read_it(school: InventedSchool) -> None:
    page = school.add_account()
    holder = school.add_person("Jo Marsh")
    school.make_sign_in(holder)
    school.sign_in(school.coordinator)
    school.give(holder, page)
    school.sign_in(holder).secrets.change(page.id, {PASSWORD: "chosen by the holder 7?"}, confirmed=True)
    for person in (school.head, school.coordinator):
        assert school.sign_in(person).secrets.open(page.id, PASSWORD) == "chosen by the holder 7?"


def test_an_unknown_account_is_said_calmly(school: InventedSchool) -> None:
    with pytest.raises(OfficeError):
        school.office.secrets.open(uuid4(), PASSWORD)
