"""Founding a store and signing in: every way in, and every way to be refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from schoolsm_desktop.security import key_file, recovery
from schoolsm_desktop.security.errors import (
    CodeMistypedError,
    MustChangePassphraseError,
    NoSuchSignInError,
    SetupCodeNeededError,
    SignInEndedError,
    SignInUnconfirmedError,
    WeakPassphraseError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
    WrongSetupCodeError,
)
from schoolsm_desktop.security.kdf import STANDARD_LIMITS, KdfParameters
from schoolsm_desktop.security.vault import Founder, Founders, SlotState, Vault, create_vault
from tests.security.school import (
    COORDINATOR_PASSPHRASE,
    HEAD_PASSPHRASE,
    OWN,
    QUICK,
    QUICK_LIMITS,
    SCHOOL_KEY,
    TEMPORARY,
    School,
    found_school,
)


def test_both_founders_open_the_same_store(school: School) -> None:
    head, coordinator = school.head(), school.coordinator()
    assert head.store_key == coordinator.store_key
    assert len(head.store_key) == 32
    assert head.store_id == coordinator.store_id == school.vault().store_id
    assert (head.is_head, head.is_keyholder, head.is_recovery) == (True, True, False)
    assert (coordinator.is_head, coordinator.is_keyholder) == (False, True)
    assert head.keyholders() == head.recipients() == {school.head_id, school.coordinator_id}
    assert head.standing_readers() == head.keyholders() | {head.recovery_id}
    assert head.school_key == coordinator.school_key == SCHOOL_KEY
    assert not head.must_change_passphrase
    assert head.next_store_key is None


def test_the_founding_returns_the_coordinator_with_the_printed_code(tmp_path: Path) -> None:
    head, coordinator = Founder(uuid4(), "Head", HEAD_PASSPHRASE), Founder(uuid4(), "Co", COORDINATOR_PASSPHRASE)
    code = recovery.new_recovery_code()
    store_id = uuid4()
    vault, printed = create_vault(
        tmp_path,
        Founders(head, coordinator),
        SCHOOL_KEY,
        QUICK,
        store_id=store_id,
        recovery_code=code,
        limits=QUICK_LIMITS,
    )
    assert (vault.person_id, vault.store_id, printed) == (coordinator.person_id, store_id, code)
    assert [person.name for person in vault.people()] == ["Co", "Head"]
    assert [person.is_head for person in vault.people()] == [False, True]
    assert all(person.certified and person.is_keyholder for person in vault.people())


def test_one_person_may_be_both_and_have_a_second_keyholder_later(tmp_path: Path) -> None:
    both = Founder(uuid4(), "Both", HEAD_PASSPHRASE)
    vault, _ = create_vault(tmp_path, Founders(both, None), None, QUICK, limits=QUICK_LIMITS)
    assert vault.is_head
    assert vault.keyholders() == {both.person_id}
    second = uuid4()
    vault.invite(second, "Second", TEMPORARY)
    vault.set_keyholder(second, True)
    opened = Vault(tmp_path, limits=QUICK_LIMITS).unlock(second, TEMPORARY)
    opened.change_passphrase(TEMPORARY, OWN)
    assert opened.is_keyholder
    assert not opened.is_head


def test_a_head_who_typed_nothing_yet_is_temporary_and_gets_new_keys(tmp_path: Path) -> None:
    school = found_school(tmp_path, head_temporary=True)
    coordinator = school.coordinator()
    item = coordinator.new_item(uuid4(), uuid4(), [])
    wrap = next(wrap for wrap in item.wraps if wrap.recipient_id == school.head_id)
    draft_before = school.head().seal_draft("form", b"typed before")
    keys_before = coordinator.signing_keys()[school.head_id]

    head = school.head()
    assert head.must_change_passphrase
    attempts: list[Callable[[], object]] = [
        lambda: head.open_item(wrap),
        lambda: head.new_item(uuid4(), uuid4(), []),
        lambda: head.invite(uuid4(), "Tess", TEMPORARY),
        head.begin_rekey,
    ]
    for refused in attempts:
        with pytest.raises(MustChangePassphraseError):
            refused()
    before = school.content()
    head.change_passphrase(HEAD_PASSPHRASE, OWN)
    school.passphrases[school.head_id] = OWN
    previous = key_file.decode((tmp_path / "store.keys.previous").read_bytes()).content
    assert previous.slots[0].lock == school.content().slots[0].lock != before.slots[0].lock

    for vault in (head, school.head()):
        assert vault.signing_keys()[school.head_id][:-1] == keys_before
        assert vault.needs_rewrap
        assert vault.must_change_passphrase is False
        assert vault.open_item(wrap).key == item.key.key
        assert vault.open_draft("form", draft_before) == b"typed before"
    renewed = head.rewrap(wrap)
    head.forget_past_keys()
    for vault in (head, school.head()):
        assert not vault.needs_rewrap
        assert vault.is_head
        assert vault.open_item(renewed).key == item.key.key
    head.invite(uuid4(), "Somebody", TEMPORARY)
    school.head().invite(uuid4(), "Somebody else", TEMPORARY)  # ROOT went along with the new keys


def test_the_other_founder_may_be_the_temporary_one(tmp_path: Path) -> None:
    head = Founder(uuid4(), "Head", HEAD_PASSPHRASE)
    coordinator = Founder(uuid4(), "Co", COORDINATOR_PASSPHRASE, temporary=True)
    vault, _ = create_vault(tmp_path, Founders(head, coordinator), None, QUICK, limits=QUICK_LIMITS)
    assert vault.is_head
    with pytest.raises(ValueError, match="own passphrase"):
        create_vault(
            tmp_path / "x",
            Founders(Founder(uuid4(), "Head", HEAD_PASSPHRASE, temporary=True), coordinator),
            None,
            QUICK,
            limits=QUICK_LIMITS,
        )


def test_a_weak_founder_passphrase_founds_nothing(tmp_path: Path) -> None:
    founders = Founders(Founder(uuid4(), "Hannah Head", "hannah head 1"), None)
    with pytest.raises(WeakPassphraseError):
        create_vault(tmp_path, founders, None, QUICK, limits=QUICK_LIMITS)
    assert list(tmp_path.iterdir()) == []


def test_a_mistyped_recovery_code_founds_nothing(tmp_path: Path) -> None:
    founders = Founders(Founder(uuid4(), "Head", HEAD_PASSPHRASE), None)
    with pytest.raises(CodeMistypedError):
        create_vault(tmp_path, founders, None, QUICK, limits=QUICK_LIMITS, recovery_code="12345")
    assert list(tmp_path.iterdir()) == []


def test_the_sign_in_window_offers_people_and_not_recovery_or_leavers(school: School) -> None:
    waiting, leaver = uuid4(), school.admit("Lee Leaver")
    school.coordinator().invite(waiting, "Wanda Waiting", TEMPORARY)
    school.head().end(leaver)
    slots = school.vault().sign_ins()
    assert [(slot.name, slot.state) for slot in slots] == [
        ("Carl Coordinator", SlotState.ACTIVE),
        ("Hannah Head", SlotState.ACTIVE),
        ("Wanda Waiting", SlotState.UNCONFIRMED),
    ]
    assert all(slot.needs_school_key for slot in slots)
    assert school.vault().uses_school_key
    assert school.vault().format == 1


def test_each_way_to_fail_has_its_own_error(school: School) -> None:
    waiting, leaver = uuid4(), school.admit("Lee Leaver")
    school.coordinator().invite(waiting, "Wanda Waiting", TEMPORARY)
    school.head().end(leaver)
    vault = school.vault()
    with pytest.raises(WrongPassphraseError):
        vault.unlock(school.head_id, "orbit velvet cactus thimbles", SCHOOL_KEY)
    school.clock.pass_seconds(60)
    with pytest.raises(WrongSetupCodeError):
        vault.unlock(school.head_id, HEAD_PASSPHRASE, bytes(16))
    with pytest.raises(SetupCodeNeededError):
        vault.unlock(school.head_id, HEAD_PASSPHRASE)
    with pytest.raises(SignInUnconfirmedError):
        vault.unlock(waiting, TEMPORARY, SCHOOL_KEY)
    with pytest.raises(SignInEndedError):
        vault.unlock(leaver, OWN, SCHOOL_KEY)
    for nobody in (uuid4(), school.content().recovery.person_id):
        with pytest.raises(NoSuchSignInError):
            vault.unlock(nobody, HEAD_PASSPHRASE, SCHOOL_KEY)
    assert vault.unlock(school.head_id, HEAD_PASSPHRASE, SCHOOL_KEY).is_head


def test_the_set_up_code_is_known_without_a_passphrase(school: School) -> None:
    assert school.vault().school_key_fits(SCHOOL_KEY)
    assert not school.vault().school_key_fits(bytes(16))
    assert not school.vault().school_key_fits(b"")


def test_a_school_may_go_without_a_set_up_code(tmp_path: Path) -> None:
    school = found_school(tmp_path, school_key=None)
    assert not school.vault().uses_school_key
    assert not any(slot.needs_school_key for slot in school.vault().sign_ins())
    assert not school.vault().school_key_fits(SCHOOL_KEY)
    assert school.head().school_key is None
    assert school.vault().unlock(school.head_id, HEAD_PASSPHRASE, SCHOOL_KEY).is_head  # one given is not needed
    school.admit("Tess Teacher")


def test_the_fingerprint_for_the_sheet_is_the_same_for_everybody(school: School) -> None:
    fingerprint = school.head().root_fingerprint
    assert school.coordinator().root_fingerprint == school.recovery().root_fingerprint == fingerprint
    assert len(fingerprint.split(" ")) == 8


def test_the_printed_code_opens_as_recovery_and_says_that_it_was_used(school: School) -> None:
    recovered = school.recovery()
    assert recovered.is_recovery
    assert recovered.is_keyholder
    assert not recovered.is_head
    assert recovered.person_id == recovered.recovery_id
    assert recovered.store_key == school.head().store_key
    assert recovered.recovery_was_used
    assert school.head().recovery_was_used


def test_another_schools_recovery_code_is_refused(school: School) -> None:
    with pytest.raises(WrongRecoveryCodeError):
        school.vault().unlock_with_recovery(recovery.new_recovery_code())
    with pytest.raises(CodeMistypedError):
        school.vault().unlock_with_recovery(school.code[:-1])


def test_real_cost_founds_and_opens_within_the_standard_limits(tmp_path: Path) -> None:
    least = KdfParameters(STANDARD_LIMITS.memory_kib[0], STANDARD_LIMITS.iterations[0], 4)
    founder = Founder(uuid4(), "Head", HEAD_PASSPHRASE)
    create_vault(tmp_path, Founders(founder, None), SCHOOL_KEY, least)
    assert Vault(tmp_path).unlock(founder.person_id, HEAD_PASSPHRASE, SCHOOL_KEY).is_head
    with pytest.raises(WrongPassphraseError):
        Vault(tmp_path).unlock(founder.person_id, OWN, SCHOOL_KEY)


def test_opened_keys_show_nothing_of_themselves(school: School) -> None:
    head = school.head()
    item = head.new_item(uuid4(), uuid4(), [])
    shown = repr(head) + repr(item) + repr(item.key) + repr(Founder(uuid4(), "A", HEAD_PASSPHRASE)) + str(vars(head))
    for secret in (head.store_key, item.key.key):
        assert secret.hex() not in shown
        assert repr(secret) not in shown
    assert HEAD_PASSPHRASE not in shown
