"""Making, confirming, renewing and ending sign-ins, and who may do each."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.security.errors import (
    HeadNeededError,
    HeadStaysError,
    KeyholderNeededError,
    MakeAgainError,
    NoSuchSignInError,
    NotCertifiedError,
    NothingToConfirmError,
    NotYourselfError,
    RecoveryNeededError,
    SignInEndedError,
    SignInExistsError,
    SignInUnconfirmedError,
    WeakPassphraseError,
    WrongPassphraseError,
)
from schoolsm_desktop.security.unlocked import KnownPerson, UnlockedVault
from schoolsm_desktop.security.vault import SlotState
from tests.security.school import COORDINATOR_PASSPHRASE, HEAD_PASSPHRASE, OTHER, OWN, TEMPORARY, School


def _known(vault: UnlockedVault, person_id: UUID) -> KnownPerson:
    return next(person for person in vault.people() if person.person_id == person_id)


def test_whom_the_head_invites_may_sign_in_at_once_with_the_temporary_passphrase(school: School) -> None:
    person = uuid4()
    assert school.head().invite(person, "Tess Teacher", TEMPORARY) is SlotState.TEMPORARY
    school.passphrases[person] = TEMPORARY
    teacher = school.sign_in(person)
    assert teacher.must_change_passphrase
    assert teacher.store_key == school.head().store_key
    teacher.change_passphrase(TEMPORARY, OWN)
    assert [teacher.must_change_passphrase] == [False]
    with pytest.raises(WrongPassphraseError):
        school.vault().unlock(person, TEMPORARY, school.school_key)
    school.clock.pass_seconds(1)
    school.passphrases[person] = OWN
    teacher = school.sign_in(person)
    assert (teacher.is_head, teacher.is_keyholder, teacher.must_change_passphrase) == (False, False, False)
    assert not teacher.needs_rewrap


def test_whom_the_coordinator_invites_waits_for_the_head(school: School) -> None:
    person = uuid4()
    coordinator = school.coordinator()
    assert coordinator.invite(person, "Tess Teacher", TEMPORARY) is SlotState.UNCONFIRMED
    assert person not in coordinator.recipients()
    assert not _known(coordinator, person).certified
    with pytest.raises(NotCertifiedError):
        coordinator.new_item(uuid4(), uuid4(), [person])
    with pytest.raises(HeadNeededError):
        coordinator.confirm(person)
    school.head().confirm(person)
    school.passphrases[person] = TEMPORARY
    assert school.sign_in(person).must_change_passphrase
    assert person in school.coordinator().recipients()
    with pytest.raises(NothingToConfirmError):
        school.head().confirm(person)


def test_the_head_may_confirm_somebody_as_keyholder(school: School) -> None:
    person = uuid4()
    school.coordinator().invite(person, "Kim Keyholder", TEMPORARY)
    school.head().confirm(person, keyholder=True)
    assert person in school.head().keyholders()


def test_a_passphrase_is_changed_by_its_owner_only_with_the_present_one(school: School) -> None:
    coordinator = school.coordinator()
    with pytest.raises(WrongPassphraseError):
        coordinator.change_passphrase(OTHER, OWN)
    school.clock.pass_seconds(1)
    with pytest.raises(WeakPassphraseError):
        coordinator.change_passphrase(COORDINATOR_PASSPHRASE, "carl coordinator")
    with pytest.raises(WeakPassphraseError):
        coordinator.change_passphrase(COORDINATOR_PASSPHRASE, COORDINATOR_PASSPHRASE)
    keys = coordinator.signing_keys()
    coordinator.change_passphrase(COORDINATOR_PASSPHRASE, OWN)
    assert coordinator.signing_keys() == keys
    school.passphrases[school.coordinator_id] = OWN
    assert school.coordinator().is_keyholder


def test_a_reset_by_the_head_keeps_the_role_and_makes_new_keys(school: School) -> None:
    head = school.head()
    item = head.new_item(uuid4(), uuid4(), [])
    old_wrap = next(wrap for wrap in item.wraps if wrap.recipient_id == school.coordinator_id)
    assert head.reset(school.coordinator_id, TEMPORARY) is SlotState.TEMPORARY
    with pytest.raises(WrongPassphraseError):
        school.coordinator()
    school.clock.pass_seconds(1)
    school.passphrases[school.coordinator_id] = TEMPORARY
    coordinator = school.coordinator()
    coordinator.change_passphrase(TEMPORARY, OWN)
    assert coordinator.is_keyholder
    with pytest.raises(Exception, match="does not open"):
        coordinator.open_item(old_wrap)
    assert coordinator.open_item(head.wrap_item(item.key, school.coordinator_id)).key == item.key.key


def test_a_reset_by_the_coordinator_waits_for_the_head(school: School) -> None:
    teacher = school.admit("Tess Teacher")
    coordinator = school.coordinator()
    assert coordinator.reset(teacher, TEMPORARY) is SlotState.UNCONFIRMED
    assert teacher not in coordinator.recipients()
    with pytest.raises(SignInUnconfirmedError):
        school.sign_in(teacher)
    school.head().confirm(teacher)
    school.passphrases[teacher] = TEMPORARY
    assert school.sign_in(teacher).must_change_passphrase


def test_the_heads_own_reset_needs_the_recovery_sheet(school: School) -> None:
    with pytest.raises(RecoveryNeededError):
        school.coordinator().reset(school.head_id, TEMPORARY)
    with pytest.raises(NotYourselfError):
        school.head().reset(school.head_id, TEMPORARY)
    with pytest.raises(NotYourselfError):
        school.coordinator().reset(school.coordinator_id, TEMPORARY)
    recovered = school.recovery()
    item = recovered.new_item(uuid4(), uuid4(), [])
    assert recovered.reset(school.head_id, TEMPORARY) is SlotState.TEMPORARY
    school.passphrases[school.head_id] = TEMPORARY
    head = school.head()
    head.change_passphrase(TEMPORARY, OWN)
    assert head.is_head
    head.invite(uuid4(), "Tess Teacher", TEMPORARY)  # ROOT is theirs again
    wrap = recovered.wrap_item(item.key, school.head_id)  # made for the temporary key
    assert head.open_item(wrap).key == item.key.key


def test_an_ended_sign_in_leaves_no_key_in_the_folder(school: School) -> None:
    teacher = school.admit("Tess Teacher")
    slot = school.content().slot(teacher)
    assert slot is not None
    assert slot.lock is not None
    school.head().end(teacher)
    for name in ("store.keys", "store.keys.previous"):
        text = (school.folder / name).read_bytes()
        import base64

        assert base64.b64encode(slot.lock.bundle) not in text
        assert base64.b64encode(slot.store_key or b"-") not in text
    with pytest.raises(SignInEndedError):
        school.sign_in(teacher)
    head = school.head()
    assert teacher not in head.recipients()
    assert _known(head, teacher).state is SlotState.ENDED
    with pytest.raises(NotCertifiedError):
        head.new_item(uuid4(), uuid4(), [teacher])
    for act in (head.end, lambda person: head.reset(person, TEMPORARY)):
        with pytest.raises(SignInEndedError):
            act(teacher)


def test_somebody_whose_sign_in_ended_can_be_invited_again_with_new_keys(school: School) -> None:
    teacher = school.admit("Tess Teacher")
    school.head().end(teacher)
    school.head().invite(teacher, "Tess Teacher", OTHER)
    assert len(school.head().signing_keys()[teacher]) == 2


def test_a_coordinator_ends_others_but_no_keyholder(school: School) -> None:
    teacher, keyholder = school.admit("Tess Teacher"), school.admit("Kim Keyholder")
    school.head().set_keyholder(keyholder, True)
    coordinator = school.coordinator()
    coordinator.end(teacher)
    assert teacher not in school.head().recipients()
    with pytest.raises(HeadNeededError):
        coordinator.end(keyholder)
    with pytest.raises(NotYourselfError):
        coordinator.end(school.coordinator_id)
    for vault in (school.coordinator(), school.sign_in(keyholder), school.recovery()):
        with pytest.raises(HeadStaysError):
            vault.end(school.head_id)
    school.head().end(keyholder)
    assert keyholder not in school.head().keyholders()


def test_a_keyholder_may_become_an_ordinary_person_again(school: School) -> None:
    school.head().set_keyholder(school.coordinator_id, False)
    coordinator = school.coordinator()
    assert not coordinator.is_keyholder
    with pytest.raises(KeyholderNeededError):
        coordinator.invite(uuid4(), "Tess", TEMPORARY)
    with pytest.raises(HeadStaysError):
        school.head().set_keyholder(school.head_id, False)
    with pytest.raises(HeadNeededError):
        coordinator.set_keyholder(school.coordinator_id, True)


def test_people_without_a_role_can_change_nothing_about_sign_ins(school: School) -> None:
    teacher = school.sign_in(school.admit("Tess Teacher"))
    before = (school.folder / "store.keys").read_bytes()
    acts: list[Callable[[], object]] = [
        lambda: teacher.invite(uuid4(), "A", TEMPORARY),
        lambda: teacher.reset(school.coordinator_id, TEMPORARY),
        lambda: teacher.end(school.coordinator_id),
        lambda: teacher.rename(school.coordinator_id, "A"),
        teacher.begin_rekey,
        teacher.finish_rekey,
        teacher.cancel_rekey,
    ]
    for act in acts:
        with pytest.raises(KeyholderNeededError):
            act()
    acts = [
        lambda: teacher.confirm(uuid4()),
        lambda: teacher.hand_over(teacher.person_id),
        lambda: teacher.set_keyholder(teacher.person_id, True),
        lambda: teacher.new_recovery_code(school.code),
    ]
    for act in acts:
        with pytest.raises(HeadNeededError):
            act()
    assert (school.folder / "store.keys").read_bytes() == before


def test_a_new_headteacher_takes_root_over(school: School) -> None:
    deputy = school.admit("Dee Deputy")
    head = school.head()
    head.hand_over(deputy)
    assert not head.is_head
    with pytest.raises(HeadNeededError):
        head.confirm(uuid4())
    with pytest.raises(HeadNeededError):
        school.head().set_keyholder(deputy, False)
    new_head = school.sign_in(deputy)
    assert new_head.is_head
    assert new_head.is_keyholder
    new_head.invite(uuid4(), "Tess Teacher", TEMPORARY)
    new_head.end(school.head_id)
    with pytest.raises(SignInEndedError):
        school.head()
    new_head.hand_over(deputy)  # nothing to do


def test_the_recovery_sheet_names_a_new_head_without_the_old_one(school: School) -> None:
    recovered = school.recovery()
    recovered.hand_over(school.coordinator_id)
    assert school.coordinator().is_head
    assert not school.head().is_head
    recovered.end(school.head_id)


def test_a_new_name_in_the_sign_in_window(school: School) -> None:
    person = uuid4()
    school.coordinator().invite(person, "Tess Teacher", TEMPORARY)
    school.head().rename(person, "Tess Taylor")
    assert "Tess Taylor" in [slot.name for slot in school.vault().sign_ins()]
    school.head().confirm(person)  # what the head vouches for bears the new name
    with pytest.raises(NoSuchSignInError):
        school.head().rename(school.content().recovery.person_id, "X")


def test_nobody_vouches_for_a_sign_in_whose_maker_lost_the_role(school: School) -> None:
    person = uuid4()
    school.coordinator().invite(person, "Tess Teacher", TEMPORARY)
    school.head().end(school.coordinator_id)
    with pytest.raises(MakeAgainError):
        school.head().confirm(person)
    assert school.head().reset(person, TEMPORARY) is SlotState.TEMPORARY
    school.passphrases[person] = TEMPORARY
    assert school.sign_in(person).must_change_passphrase


def test_a_second_sign_in_of_one_person_and_a_weak_temporary_passphrase_are_refused(school: School) -> None:
    for person in (school.head_id, school.coordinator_id):
        with pytest.raises(SignInExistsError):
            school.head().invite(person, "Again", TEMPORARY)
    with pytest.raises(WeakPassphraseError):
        school.head().invite(uuid4(), "Tess Teacher", "tess teacher")
    for act in (school.head().end, school.head().confirm, lambda person: school.head().reset(person, TEMPORARY)):
        with pytest.raises(NoSuchSignInError):
            act(uuid4())


def test_every_change_of_who_is_certified_raises_the_serial(school: School) -> None:
    serials = [school.head().serial]
    teacher = school.admit("Tess Teacher")
    serials.append(school.head().serial)
    school.coordinator().end(teacher)
    serials.append(school.head().serial)
    school.head().change_passphrase(HEAD_PASSPHRASE, OWN)
    school.passphrases[school.head_id] = OWN
    assert school.head().serial == serials[-1]
    school.head().set_keyholder(school.coordinator_id, False)
    serials.append(school.head().serial)
    assert serials == sorted(set(serials))


def test_a_sign_in_that_waits_can_be_ended_and_an_active_one_renamed(school: School) -> None:
    person = uuid4()
    school.coordinator().invite(person, "Wanda Waiting", TEMPORARY)
    school.coordinator().end(person)
    assert _known(school.head(), person).state is SlotState.ENDED
    school.head().rename(school.coordinator_id, "Caroline Coordinator")
    assert school.coordinator().is_keyholder
    assert school.vault().sign_ins()[0].name == "Caroline Coordinator"


def test_recovery_has_no_passphrase_and_nothing_past_to_forget(school: School) -> None:
    recovered = school.recovery()
    with pytest.raises(NotYourselfError):
        recovered.change_passphrase(school.code, OWN)
    before = (school.folder / "store.keys").read_bytes()
    recovered.forget_past_keys()
    assert (school.folder / "store.keys").read_bytes() == before
