"""A new recovery code and a new database key."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from schoolsm_desktop.security import key_file
from schoolsm_desktop.security.errors import KeyFileWriteError, RecoveryCodeUsedError
from schoolsm_desktop.security.recovery import new_recovery_code
from tests.security.school import OWN, TEMPORARY, School


def test_a_replaced_recovery_code_is_refused_for_ever(school: School) -> None:
    """Used once, replaced, used again: refused. The new one opens, and all it can open is there."""
    used, codes = [school.code], [new_recovery_code() for _ in range(3)]
    item = school.head().new_item(uuid4(), uuid4(), [])
    for_recovery = next(wrap for wrap in item.wraps if wrap.recipient_id == school.head().recovery_id)
    for code in codes:
        recovered = school.recovery()
        recovered.new_recovery_code(code)
        assert not recovered.recovery_was_used
        school.code = code
        for old in used:
            with pytest.raises(RecoveryCodeUsedError):
                school.vault().unlock_with_recovery(old)
        used.append(code)
        again = school.recovery()
        assert again.needs_rewrap
        assert again.open_item(for_recovery).key == item.key.key  # the former key went along
        for_recovery = again.rewrap(for_recovery)
        again.forget_past_keys()
        assert school.recovery().open_item(for_recovery).key == item.key.key
    with pytest.raises(RecoveryCodeUsedError):
        school.head().new_recovery_code(used[0])
    with pytest.raises(RecoveryCodeUsedError):
        school.head().new_recovery_code(school.code)


def test_the_head_may_replace_the_code_and_wraps_the_items_again(school: School) -> None:
    head = school.head()
    item = head.new_item(uuid4(), uuid4(), [])
    code = new_recovery_code()
    head.new_recovery_code(code)
    school.code = code
    wrap = head.wrap_item(item.key, head.recovery_id)
    previous = key_file.decode((school.folder / key_file.PREVIOUS).read_bytes()).content
    assert previous.recovery == school.content().recovery  # the old code opens no file of the folder
    recovered = school.recovery()
    assert not recovered.needs_rewrap
    assert recovered.open_item(wrap).key == item.key.key
    recovered.invite(uuid4(), "Tess Teacher", TEMPORARY)  # ROOT is under the new code


def test_the_use_of_the_code_is_said_until_it_is_replaced(school: School) -> None:
    assert not school.head().recovery_was_used
    school.recovery()
    assert school.coordinator().recovery_was_used
    school.head().new_recovery_code(new_recovery_code())
    assert not school.coordinator().recovery_was_used


def test_a_use_that_cannot_be_written_down_opens_nothing(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        with pytest.raises(KeyFileWriteError):
            school.recovery()
    assert school.recovery().is_recovery


def test_a_rekey_goes_through_two_phases(school: School) -> None:
    teacher = school.admit("Tess Teacher")
    waiting = uuid4()
    school.coordinator().invite(waiting, "Wanda Waiting", TEMPORARY)
    head = school.head()
    old = head.store_key
    new = head.begin_rekey()
    assert new != old
    assert head.begin_rekey() == new  # begun once
    for vault in (head, school.head(), school.coordinator(), school.sign_in(teacher), school.recovery()):
        assert (vault.store_key, vault.next_store_key) == (old, new)
    head = school.head()
    head.confirm(waiting)  # who comes in between gets both
    school.passphrases[waiting] = TEMPORARY
    assert school.sign_in(waiting).next_store_key == new
    head.finish_rekey()
    for vault in (head, school.head(), school.coordinator(), school.sign_in(waiting), school.recovery()):
        assert (vault.store_key, vault.next_store_key) == (new, None)
        assert vault.school_key == school.school_key
    head = school.head()
    head.finish_rekey()  # nothing to finish
    head.cancel_rekey()
    assert head.store_key == new


def test_a_rekey_can_be_taken_up_by_another_keyholder_or_given_up(school: School) -> None:
    old = school.head().store_key
    new = school.coordinator().begin_rekey()
    head = school.head()
    assert head.begin_rekey() == new
    head.cancel_rekey()
    assert (school.coordinator().store_key, school.coordinator().next_store_key) == (old, None)
    coordinator = school.coordinator()
    second = coordinator.begin_rekey()
    assert second not in (old, new)
    coordinator.finish_rekey()
    assert school.head().store_key == second


def test_after_a_rekey_no_file_of_the_folder_knows_the_old_key(school: School) -> None:
    """Nobody's private key opens the old store key from what is left in the folder."""
    head = school.head()
    old = head.store_key
    head.begin_rekey()
    head.finish_rekey()
    for name in (key_file.KEY_FILE, key_file.PREVIOUS):
        (school.folder / "store.keys").write_bytes((school.folder / name).read_bytes())
        for person in (school.head_id, school.coordinator_id):
            vault = school.sign_in(person)
            assert old not in (vault.store_key, vault.next_store_key)


@pytest.mark.parametrize("phase", ["begin", "finish"])
def test_a_rekey_whose_writing_fails_changes_nothing(
    school: School, monkeypatch: pytest.MonkeyPatch, phase: str
) -> None:
    head = school.head()
    old = head.store_key
    pending = head.begin_rekey() if phase == "finish" else None

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        with pytest.raises(KeyFileWriteError):
            head.begin_rekey() if phase == "begin" else head.finish_rekey()
    assert (head.store_key, head.next_store_key) == (old, pending)
    assert (school.head().store_key, school.head().next_store_key) == (old, pending)
    head.begin_rekey()
    head.finish_rekey()
    assert school.head().store_key != old


def test_a_keyholder_who_stated_the_key_may_leave(school: School) -> None:
    coordinator = school.coordinator()
    coordinator.begin_rekey()
    coordinator.finish_rekey()
    school.head().end(school.coordinator_id)
    assert school.head().store_key == coordinator.store_key
    second = school.admit("Sue Second", OWN)
    school.head().set_keyholder(second, True)
    school.sign_in(second).begin_rekey()
    assert school.head().next_store_key is not None
