"""An insider edits the key file and seals it with the store key they have: each edit is named when somebody signs in."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from schoolsm_desktop.security.errors import (
    DamagedKeyFileError,
    HeadNeededError,
    KeyFileForgedError,
    WrongRecoveryCodeError,
)
from schoolsm_desktop.security.key_file import KeyFileContent, Lock, Role, Slot
from schoolsm_desktop.security.private_keys import PrivateKeys, lock_keys, school_key_of
from schoolsm_desktop.security.records import certify, record_digest, sign_roster
from tests.security.school import HEAD_PASSPHRASE, QUICK, QUICK_LIMITS, SCHOOL_KEY, School

_Change = Callable[[KeyFileContent], KeyFileContent]


def _slot(content: KeyFileContent, index: int) -> Slot:
    return content.slots[index]


def _recovery_lock(content: KeyFileContent, change: Callable[[Lock], Lock | None]) -> KeyFileContent:
    slot = content.slots[2]
    assert slot.lock is not None
    return content.with_slot(msgspec.structs.replace(slot, lock=change(slot.lock)))


_EDITS: dict[str, tuple[str, _Change]] = {
    "a slot twice": ("slots", lambda c: msgspec.structs.replace(c, slots=(*c.slots, c.slots[0]))),
    "the recovery slot taken out": ("state", lambda c: msgspec.structs.replace(c, slots=c.slots[:2])),
    "a record in force taken out": ("roster", lambda c: msgspec.structs.replace(c, records=c.records[1:])),
    "an older roster number": (
        "roster",
        lambda c: msgspec.structs.replace(c, roster=msgspec.structs.replace(c.roster, serial=7)),
    ),
    "another person called recovery": (
        "recovery",
        lambda c: msgspec.structs.replace(
            c, recovery=msgspec.structs.replace(c.recovery, person_id=c.slots[1].person_id)
        ),
    ),
    "another person's store key": (
        "store-key",
        lambda c: c.with_slot(msgspec.structs.replace(_slot(c, 0), store_key=_slot(c, 1).store_key)),
    ),
    "no store key": ("store-key", lambda c: c.with_slot(msgspec.structs.replace(_slot(c, 0), store_key=None))),
    "another commitment": (
        "store-key",
        lambda c: msgspec.structs.replace(c, store_key=msgspec.structs.replace(c.store_key, commit=bytes(32))),
    ),
    "no root for the head": ("root-wrap", lambda c: msgspec.structs.replace(c, root_wraps=c.root_wraps[1:])),
    "another's root wrap": (
        "root-wrap",
        lambda c: msgspec.structs.replace(
            c, root_wraps=(msgspec.structs.replace(c.root_wraps[0], blob=c.root_wraps[1].blob),)
        ),
    ),
}


@pytest.mark.parametrize("name", list(_EDITS))
def test_an_edit_that_is_sealed_is_still_named(school: School, name: str) -> None:
    what, change = _EDITS[name]
    school.forge(change, school.coordinator().store_key)
    with pytest.raises(KeyFileForgedError) as caught:
        school.head()
    assert caught.value.what == what


def test_one_person_in_force_twice_is_refused_even_if_root_signed_it(school: School) -> None:
    head = school.head()
    root = head._open.root_private
    assert root is not None

    def change(content: KeyFileContent) -> KeyFileContent:
        old = content.records[0]
        keys = (old.encryption_key, old.signing_key)
        second = certify(content.store_id, root, old.person_id, 9, keys, (Role.KEYHOLDER,))
        records = (*content.records, second)
        roster = sign_roster(content.store_id, root, 9, tuple(record_digest(r) for r in records))
        return msgspec.structs.replace(content, records=records, roster=roster)

    school.forge(change, head.store_key)
    with pytest.raises(KeyFileForgedError) as caught:
        school.coordinator()
    assert caught.value.what == "roster"


def test_private_keys_that_are_not_those_of_the_record_are_refused(school: School) -> None:
    """Whoever knew a temporary passphrase cannot slip other keys under it."""
    insider = school.coordinator()
    keys = PrivateKeys.fresh(insider._open.keys.root_key)
    mixed_in = school_key_of(insider.store_id, SCHOOL_KEY)
    lock, _ = lock_keys(insider.store_id, school.head_id, keys, HEAD_PASSPHRASE, mixed_in, QUICK, QUICK_LIMITS)
    school.forge(lambda c: c.with_slot(msgspec.structs.replace(c.slots[0], lock=lock)), insider.store_key)
    with pytest.raises(KeyFileForgedError) as caught:
        school.head()
    assert caught.value.what == "own-record"


def test_an_altered_set_up_code_under_the_store_key_is_refused_when_it_is_needed(school: School) -> None:
    insider = school.coordinator()
    school.forge(lambda c: msgspec.structs.replace(c, school_key_sealed=bytes(60)), insider.store_key)
    with pytest.raises(KeyFileForgedError) as caught:
        _ = school.head().school_key
    assert caught.value.what == "school-key"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda lock: None, DamagedKeyFileError),
        (lambda lock: msgspec.structs.replace(lock, commit=bytes(32)), WrongRecoveryCodeError),
        (
            lambda lock: msgspec.structs.replace(lock, kdf=msgspec.structs.replace(lock.kdf, salt=b"")),
            DamagedKeyFileError,
        ),
    ],
    ids=["taken out", "commitment", "salt"],
)
def test_an_edited_recovery_lock_is_refused(
    school: School, change: Callable[[Lock], Lock | None], error: type[Exception]
) -> None:
    school.forge(lambda content: _recovery_lock(content, change), school.coordinator().store_key)
    with pytest.raises(error):
        school.recovery()


def test_a_usable_slot_without_a_lock_is_damage(school: School) -> None:
    insider = school.coordinator()
    school.forge(lambda c: c.with_slot(msgspec.structs.replace(c.slots[0], lock=None)), insider.store_key)
    with pytest.raises(DamagedKeyFileError):
        school.head()


def test_the_keys_of_a_coordinator_put_nobody_in_force(school: School) -> None:
    """Even called from inside the program."""
    open_keys = school.coordinator()._open
    with pytest.raises(HeadNeededError):
        open_keys.restated(open_keys.content, added=[open_keys.record])
