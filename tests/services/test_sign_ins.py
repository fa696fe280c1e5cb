"""Sign-ins: made, confirmed, reset, ended; keyholders; the recovery sheet; what a wrong try says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import NotAllowedError, OfficeError, RuleError
from schoolsm_desktop.security.errors import (
    RecoveryCodeUsedError,
    SetupCodeNeededError,
    SignInUnconfirmedError,
    TooSoonError,
    WeakPassphraseError,
    WrongPassphraseError,
    WrongSetupCodeError,
)
from schoolsm_desktop.security.os_keyring import MemoryKeyRing
from schoolsm_desktop.security.recovery import format_school_key, new_school_key
from schoolsm_desktop.security.vault import SlotState
from schoolsm_desktop.services.desk import Beside, PassphraseDue, SignInDesk
from schoolsm_desktop.services.errors import NotOnRegisterError
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.this_pc import ThisPc
from schoolsm_desktop.storage.database import open_database
from schoolsm_desktop.storage.errors import StoreInUseError, WrongKeyError

from .school import OTHER, QUICK_LIMITS, InventedSchool

PASSWORD = SecretField.PASSWORD
TEMPORARY = "temporary badger lemon skylight rivet"


def test_a_sign_in_made_by_the_coordinator_opens_nothing_until_the_headteacher_confirms(school: InventedSchool) -> None:
    colleague = school.add_person("Jo Marsh")
    assert school.office.sign_ins.make(colleague.id, TEMPORARY) is SlotState.UNCONFIRMED
    school.sign_out()
    with pytest.raises(SignInUnconfirmedError):
        school.desk().sign_in(colleague.id, TEMPORARY)
    office = school.sign_in(school.head)
    assert [x.item.key for x in office.today.view().lines if x.item.key.startswith("confirm")] == [
        f"confirm:{colleague.id}"
    ]
    office.sign_ins.confirm(colleague.id)
    school.sign_out()
    due = school.desk().sign_in(colleague.id, TEMPORARY)
    assert isinstance(due, PassphraseDue)
    with pytest.raises(WeakPassphraseError):
        due.choose("password1")
    school.office = due.choose(OTHER)
    assert school.office.person_id == colleague.id


def test_one_made_by_the_headteacher_is_confirmed_at_once(school: InventedSchool) -> None:
    colleague = school.add_person("Jo Marsh")
    assert school.sign_in(school.head).sign_ins.make(colleague.id, TEMPORARY) is SlotState.TEMPORARY


def test_an_ended_sign_in_opens_nothing_and_what_was_sealed_to_it_is_sealed_anew(school: InventedSchool) -> None:
    page, colleague = school.add_account(), school.add_person("Jo Marsh")
    school.make_sign_in(colleague)
    school.sign_in(school.coordinator)
    school.give(colleague, page)
    school.sign_in(school.head).sign_ins.end(colleague.id)
    with school.office.session.reading() as uow:
        assert uow.secrets.wraps_for(colleague.id) == ()
    school.sign_out()
    assert colleague.id not in {slot.person_id for slot in school.desk().people()}
    with pytest.raises(OfficeError):
        school.desk().sign_in(colleague.id, school.words[colleague.id])


def test_a_reset_gives_back_what_the_register_gives(school: InventedSchool) -> None:
    page, colleague = school.add_account(), school.add_person("Jo Marsh")
    school.make_sign_in(colleague)
    school.sign_in(school.coordinator)
    school.give(colleague, page)
    school.sign_in(school.head).sign_ins.reset(colleague.id, TEMPORARY)
    school.words[colleague.id] = TEMPORARY
    assert school.sign_in(colleague).secrets.open(page.id, PASSWORD) == "kX9#mQ2$vL7&pT4w"


def test_nobody_ends_their_own_sign_in_and_the_last_keyholder_stays(school: InventedSchool) -> None:
    with pytest.raises(RuleError):
        school.office.sign_ins.end(school.coordinator.id)
    with pytest.raises(NotAllowedError):
        school.office.sign_ins.set_keyholder(school.coordinator.id, False)
    office = school.sign_in(school.head)
    office.sign_ins.set_keyholder(school.coordinator.id, False)
    assert any(x.item.key == "one-keyholder" for x in office.today.view().lines)
    with pytest.raises(OfficeError):
        office.sign_ins.set_keyholder(school.head.id, False)


def test_a_keyholder_taken_off_reads_nothing_the_register_does_not_give(school: InventedSchool) -> None:
    page = school.add_account()
    school.sign_in(school.head).sign_ins.set_keyholder(school.coordinator.id, False)
    with pytest.raises(NotOnRegisterError):
        school.sign_in(school.coordinator).secrets.open(page.id, PASSWORD)


def test_ones_own_passphrase_can_be_changed(school: InventedSchool) -> None:
    mine = school.words[school.coordinator.id]
    with pytest.raises(WrongPassphraseError):
        school.office.sign_ins.change_passphrase("not that one at all", OTHER)
    school.clock.set(school.clock.now() + timedelta(minutes=2))
    school.office.sign_ins.change_passphrase(mine, OTHER)
    school.sign_out()
    with pytest.raises(WrongPassphraseError):
        school.desk().sign_in(school.coordinator.id, mine)
    school.clock.set(school.clock.now() + timedelta(minutes=2))
    school.words[school.coordinator.id] = OTHER
    office = school.desk().sign_in(school.coordinator.id, OTHER)
    assert isinstance(office, Office)
    school.office = office


def test_wrong_tries_make_one_wait_longer_each_time(school: InventedSchool) -> None:
    school.sign_out()
    desk = school.desk()
    for _ in range(4):
        school.clock.set(school.clock.now() + timedelta(minutes=2))
        with pytest.raises(WrongPassphraseError):
            desk.sign_in(school.head.id, "not that one at all")
    assert desk.seconds_to_wait(school.head.id) > 1
    with pytest.raises(TooSoonError):
        desk.sign_in(school.head.id, school.words[school.head.id])
    school.clock.set(school.clock.now() + timedelta(minutes=2))
    office = desk.sign_in(school.head.id, school.words[school.head.id])
    assert isinstance(office, Office)
    school.office = office


def test_another_pc_needs_the_set_up_code_once(school: InventedSchool) -> None:
    school.sign_out()
    ring = MemoryKeyRing()
    other_pc = Beside(ring, ThisPc(school.base / "other-pc.json"), school.clock, QUICK_LIMITS)
    desk = SignInDesk(school.folder, other_pc)
    words = school.words[school.head.id]
    with pytest.raises(SetupCodeNeededError):
        desk.sign_in(school.head.id, words)
    with pytest.raises(WrongSetupCodeError):
        desk.type_code(format_school_key(new_school_key()))
    desk.type_code(school.founded.code.lower().replace("-", " "))
    office = desk.sign_in(school.head.id, words)
    assert isinstance(office, Office)
    office.close()
    again = SignInDesk(school.folder, other_pc).sign_in(school.head.id, words)
    assert isinstance(again, Office)
    school.office = again


def test_without_a_key_ring_the_code_is_asked_each_time_and_never_kept_in_a_file(school: InventedSchool) -> None:
    school.sign_out()
    without = Beside(MemoryKeyRing(usable=False), ThisPc(school.base / "pc.json"), school.clock, QUICK_LIMITS)
    desk = SignInDesk(school.folder, without)
    desk.type_code(school.founded.code)
    office = desk.sign_in(school.head.id, school.words[school.head.id])
    assert isinstance(office, Office)
    office.close()
    assert not SignInDesk(school.folder, without).knows_code()
    bare = school.founded.code.replace("-", "")
    for path in school.base.rglob("*"):
        if path.is_file():
            assert bare not in path.read_bytes().decode("latin-1").replace("-", "")
    school.office = school.sign_in_again()


def test_the_recovery_sheet_gives_a_forgotten_sign_in_back_and_is_then_to_be_replaced(school: InventedSchool) -> None:
    page = school.add_account()
    school.sign_out()
    code = school.founded.sheet.code
    school.desk().recover(code, school.head.id, TEMPORARY)
    due = school.desk().sign_in(school.head.id, TEMPORARY)
    assert isinstance(due, PassphraseDue)
    school.office = office = due.choose(OTHER)
    school.words[school.head.id] = OTHER
    assert office.secrets.open(page.id, PASSWORD) == "kX9#mQ2$vL7&pT4w"
    with office.session.reading() as uow:
        assert Did.RECOVERY_USED in [entry.did for entry in uow.audit.all()]
    assert office.log.check().sound
    assert "was used" in next(x.item.title for x in office.today.view().lines if x.item.key == "recovery-sheet")
    office.printing.put_in_force(office.printing.recovery_sheet())
    assert not [x for x in office.today.view().lines if x.item.key == "recovery-sheet"]
    school.sign_out()
    with pytest.raises(RecoveryCodeUsedError):
        school.desk().recover(code, school.head.id, TEMPORARY)
    school.office = school.sign_in_again(school.head)


def test_somebody_without_a_sign_in_is_not_given_one_by_the_sheet(school: InventedSchool) -> None:
    stranger = school.add_person("Jo Marsh")
    school.sign_out()
    with pytest.raises(RuleError):
        school.desk().recover(school.founded.sheet.code, stranger.id, TEMPORARY)
    school.office = school.sign_in_again()


def test_a_new_sheet_replaces_the_old_one_and_opens_every_password(school: InventedSchool) -> None:
    page = school.add_account()
    office = school.sign_in(school.head)
    sheet = office.printing.recovery_sheet()
    assert sheet.fits(2, sheet.code.replace(" ", "-").split("-")[1].lower())
    assert not sheet.fits(2, "00000")
    office.printing.put_in_force(sheet)
    school.sign_out()
    with pytest.raises(OfficeError):
        school.desk().recover(school.founded.sheet.code, school.head.id, TEMPORARY)
    school.clock.set(school.clock.now() + timedelta(minutes=2))
    school.desk().recover(sheet.code, school.coordinator.id, TEMPORARY)
    due = school.desk().sign_in(school.coordinator.id, TEMPORARY)
    assert isinstance(due, PassphraseDue)
    school.office = due.choose(OTHER)
    assert school.office.secrets.open(page.id, PASSWORD) == "kX9#mQ2$vL7&pT4w"


def test_two_cannot_have_the_records_open_at_once(school: InventedSchool) -> None:
    with pytest.raises(StoreInUseError):
        school.desk().sign_in(school.head.id, school.words[school.head.id])


def test_an_ended_sign_in_leaves_a_database_that_its_old_key_does_not_open(school: InventedSchool) -> None:
    colleague = school.add_person("Jo Marsh")
    school.make_sign_in(colleague)
    office = school.sign_in(school.head)
    before = office.session.keys.store_key
    office.sign_ins.end(colleague.id)
    assert office.session.keys.store_key != before
    assert office.session.keys.next_store_key is None
    assert office.people.lines()
    school.sign_out()
    with pytest.raises(WrongKeyError):
        open_database(school.folder / "records.db", before)
    school.office = school.sign_in_again()


def test_records_that_were_put_back_are_noticed_on_this_pc(school: InventedSchool) -> None:
    import shutil

    school.sign_out()
    shutil.copytree(school.folder, school.base / "older")
    school.office = school.sign_in_again()
    school.add_person("Jo Marsh")
    school.sign_out()
    shutil.rmtree(school.folder)
    shutil.copytree(school.base / "older", school.folder)
    school.office = school.sign_in_again()
    assert school.office.session.went_back
    assert school.office.today.view().lines[0].item.key == "went-back"
    assert not school.office.log.check().sound


def test_the_sign_in_window_shows_the_name_people_have_now(school: InventedSchool) -> None:
    from dataclasses import replace

    colleague = school.add_person("Jo Marsh")
    school.make_sign_in(colleague)
    office = school.sign_in(school.coordinator)
    office.people.change(replace(colleague, family_name="Marsh-Young"))
    school.sign_in(school.coordinator)
    assert "Jo Marsh-Young" in {slot.name for slot in school.desk().people()}
