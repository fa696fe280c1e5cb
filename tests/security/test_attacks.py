"""Attacks by people who can write to the folder or the database, each refused with its own error.

`forge` writes a key file with a right checksum; with the store key (an insider with a sign-in) it is sealed as well,
so that only the signatures of ROOT and of the keyholders are left to stand in the way.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest

from schoolsm_desktop.security import key_file
from schoolsm_desktop.security.errors import (
    DamagedKeyFileError,
    KdfRefusedError,
    KeyFileForgedError,
    RecordForgedError,
    RootReplacedError,
    SealBrokenError,
    SetupCodeNeededError,
    SignInEndedError,
    WrongPassphraseError,
    WrongSetupCodeError,
)
from schoolsm_desktop.security.kdf import KdfLimits, KdfParameters
from schoolsm_desktop.security.key_file import KeyFileContent, Record, Role, SlotState, StoredKdf
from schoolsm_desktop.security.opened import _to_person, seal_of, wrap_root, wrap_store_key
from schoolsm_desktop.security.private_keys import NO_SCHOOL_KEY, PrivateKeys, lock_keys, school_key_of
from schoolsm_desktop.security.records import (
    certify,
    claim,
    record_digest,
    sign_removals,
    sign_roster,
    sign_store_key,
    store_key_commit,
)
from schoolsm_desktop.security.sealing import new_key, open_from
from schoolsm_desktop.security.signing import new_signing_key, public_signing_key
from schoolsm_desktop.security.vault import Vault
from tests.security.school import HEAD_PASSPHRASE, OTHER, OWN, QUICK, QUICK_LIMITS, SCHOOL_KEY, TEMPORARY, School

_Change = Callable[[KeyFileContent], KeyFileContent]


def _with_kdf(school: School, parameters: KdfParameters) -> _Change:
    def change(content: KeyFileContent) -> KeyFileContent:
        slot = content.slot(school.head_id)
        assert slot is not None
        assert slot.lock is not None
        stored = StoredKdf(
            memory_kib=parameters.memory_kib,
            iterations=parameters.iterations,
            lanes=parameters.lanes,
            salt=slot.lock.kdf.salt,
        )
        return content.with_slot(msgspec.structs.replace(slot, lock=msgspec.structs.replace(slot.lock, kdf=stored)))

    return change


# --- the passphrase and what stands before it ---


@pytest.mark.parametrize(
    "parameters",
    [
        KdfParameters(4, 1, 1),
        KdfParameters(16 * 1024 * 1024, 3, 4),
        KdfParameters(8, 1000, 1),
        KdfParameters(8, 1, 200),
    ],
    ids=["downgrade", "16 GiB", "passes", "lanes"],
)
def test_a_cost_put_into_the_file_is_refused_before_it_is_computed(
    school: School, parameters: KdfParameters, monkeypatch: pytest.MonkeyPatch
) -> None:
    school.forge(_with_kdf(school, parameters), school.coordinator().store_key)

    def computed(**_: object) -> None:
        pytest.fail("Argon2id was started")

    monkeypatch.setattr("cryptography.hazmat.primitives.kdf.argon2.Argon2id", computed)
    with pytest.raises(KdfRefusedError):
        school.head()
    assert school.vault().seconds_to_wait(school.head_id) == 0


def test_a_cheaper_cost_within_the_limits_opens_nothing(school: School) -> None:
    school.forge(_with_kdf(school, KdfParameters(16, 1, 1)), school.coordinator().store_key)
    with pytest.raises(WrongPassphraseError):
        school.head()


def test_the_program_refuses_the_quick_keys_of_these_tests(school: School) -> None:
    with pytest.raises(KdfRefusedError):
        Vault(school.folder).unlock(school.head_id, HEAD_PASSPHRASE, SCHOOL_KEY)
    assert KdfLimits().memory_kib[0] == 64 * 1024


def test_a_copied_folder_without_the_set_up_code_opens_with_no_passphrase(school: School, tmp_path: Path) -> None:
    copied = tmp_path / "stolen"
    shutil.copytree(school.folder, copied)
    thief = Vault(copied, limits=QUICK_LIMITS, clock=school.clock)
    with pytest.raises(SetupCodeNeededError):
        thief.unlock(school.head_id, HEAD_PASSPHRASE)
    with pytest.raises(WrongSetupCodeError):
        thief.unlock(school.head_id, HEAD_PASSPHRASE, bytes(16))


@pytest.mark.parametrize("pretended", [None, bytes(16)], ids=["needs none", "another"])
def test_the_mark_of_the_set_up_code_cannot_be_talked_away(school: School, pretended: bytes | None) -> None:
    """The thief edits the mark so that no code, or one of their own, is asked for: the keys do not open."""

    def change(content: KeyFileContent) -> KeyFileContent:
        slot = content.slot(school.head_id)
        assert slot is not None
        assert slot.lock is not None
        mark = None if pretended is None else school_key_of(content.store_id, pretended).mark
        lock = msgspec.structs.replace(slot.lock, school_key_mark=mark)
        return content.with_slot(msgspec.structs.replace(slot, lock=lock))

    school.forge(change)
    with pytest.raises(WrongPassphraseError):
        school.vault().unlock(school.head_id, HEAD_PASSPHRASE, pretended)


def test_a_bundle_put_in_another_persons_slot_opens_with_nobodys_passphrase(school: School) -> None:
    def change(content: KeyFileContent) -> KeyFileContent:
        head, coordinator = content.slot(school.head_id), content.slot(school.coordinator_id)
        assert head is not None
        assert coordinator is not None
        return content.with_slot(msgspec.structs.replace(head, lock=coordinator.lock))

    school.forge(change)
    for person in (school.head_id, school.coordinator_id):
        with pytest.raises(WrongPassphraseError):
            school.vault().unlock(school.head_id, school.passphrases[person], SCHOOL_KEY)
        school.clock.pass_seconds(60)


def test_a_broken_bundle_under_the_right_passphrase_is_damage(school: School) -> None:
    def change(content: KeyFileContent) -> KeyFileContent:
        slot = content.slot(school.head_id)
        assert slot is not None
        assert slot.lock is not None
        bundle = slot.lock.bundle[:-1] + bytes([slot.lock.bundle[-1] ^ 1])
        return content.with_slot(msgspec.structs.replace(slot, lock=msgspec.structs.replace(slot.lock, bundle=bundle)))

    school.forge(change)
    with pytest.raises(DamagedKeyFileError):
        school.head()


# --- the key file, edited by somebody without a sign-in ---


def _renamed(content: KeyFileContent) -> KeyFileContent:
    return content.with_slot(msgspec.structs.replace(content.slots[0], name="Somebody else"))


def test_any_edit_without_the_store_key_breaks_the_seal(school: School) -> None:
    school.forge(_renamed)
    with pytest.raises(KeyFileForgedError) as caught:
        school.head()
    assert caught.value.what == "seal"


def test_an_old_key_file_under_a_new_store_key_is_not_sealed(school: School) -> None:
    """After a rekey a leaver who puts old parts back cannot seal them: they never had the new store key."""
    leaver = school.admit("Lee Leaver")
    old_key = school.sign_in(leaver).store_key
    head = school.head()
    head.end(leaver)
    head.begin_rekey()
    head.finish_rekey()
    school.forge(_renamed, old_key)
    with pytest.raises(KeyFileForgedError):
        school.head()


# --- the key file, edited by an insider who has the store key and can seal it ---


def _record_of(content: KeyFileContent, school: School, change: Callable[[Record], Record]) -> KeyFileContent:
    """The coordinator's record changed, with the roster naming the changed one."""
    records = tuple(change(r) if r.person_id == school.coordinator_id else r for r in content.records)
    roster = msgspec.structs.replace(content.roster, digests=tuple(record_digest(r) for r in records))
    return msgspec.structs.replace(content, records=records, roster=roster)


_OTHER_KEYS = PrivateKeys.fresh(bytes(32))


@pytest.mark.parametrize(
    "change",
    [
        lambda r: msgspec.structs.replace(r, roles=(Role.HEAD, Role.KEYHOLDER)),
        lambda r: msgspec.structs.replace(r, encryption_key=_OTHER_KEYS.public_encryption_key),
        lambda r: msgspec.structs.replace(r, signing_key=_OTHER_KEYS.public_signing_key),
        lambda r: msgspec.structs.replace(r, person_id=uuid4()),
        lambda r: msgspec.structs.replace(r, serial=99),
        lambda r: msgspec.structs.replace(r, signature=bytes(64)),
    ],
    ids=["role edited to head", "public key replaced", "signing key replaced", "person", "serial", "signature"],
)
def test_an_edited_record_is_refused(school: School, change: Callable[[Record], Record]) -> None:
    insider = school.coordinator()
    school.forge(lambda content: _record_of(content, school, change), insider.store_key)
    for sign_in in (school.head, school.coordinator, school.recovery):
        with pytest.raises(RecordForgedError):
            sign_in()


def test_a_record_signed_by_one_who_is_not_the_head_is_refused(school: School) -> None:
    """A keyholder certifies a friend with their own key: the friend is nobody."""
    coordinator = school.coordinator()
    keys = PrivateKeys.fresh(coordinator._open.keys.root_key)
    friend = uuid4()

    def change(content: KeyFileContent) -> KeyFileContent:
        own_key = coordinator._open.keys.signing_key
        public = (keys.public_encryption_key, keys.public_signing_key)
        record = certify(content.store_id, own_key, friend, 9, public, (Role.KEYHOLDER,))
        digests = (*content.roster.digests, record_digest(record))
        return msgspec.structs.replace(
            content,
            records=(*content.records, record),
            roster=sign_roster(content.store_id, own_key, 9, digests),
        )

    school.forge(change, coordinator.store_key)
    with pytest.raises(RecordForgedError):
        school.head()


def test_a_roster_signed_by_one_who_is_not_the_head_is_refused(school: School) -> None:
    coordinator = school.coordinator()

    def change(content: KeyFileContent) -> KeyFileContent:
        own_key = coordinator._open.keys.signing_key
        return msgspec.structs.replace(
            content, roster=sign_roster(content.store_id, own_key, 9, content.roster.digests)
        )

    school.forge(change, coordinator.store_key)
    with pytest.raises(KeyFileForgedError) as caught:
        school.head()
    assert caught.value.what == "roster"


def test_a_replaced_root_is_noticed_by_everybody_who_pinned_the_old_one(school: School) -> None:
    """The insider makes a root of their own and signs everything again, so that all signatures fit each other."""
    insider = school.coordinator()
    root = new_signing_key()

    def change(content: KeyFileContent) -> KeyFileContent:
        records = tuple(
            certify(content.store_id, root, r.person_id, r.serial, (r.encryption_key, r.signing_key), r.roles)
            for r in content.records
        )
        commit = store_key_commit(content.store_id, insider.store_key)
        return msgspec.structs.replace(
            content,
            root_key=public_signing_key(root),
            records=records,
            roster=sign_roster(content.store_id, root, 1, tuple(record_digest(r) for r in records)),
            store_key=sign_store_key(content.store_id, commit, None, root),
            root_wraps=tuple(wrap_root(content.store_id, root, r) for r in records),
        )

    school.forge(change, insider.store_key)
    for sign_in in (school.head, school.coordinator, school.recovery):
        with pytest.raises(RootReplacedError):
            sign_in()


def test_a_root_wrap_put_in_by_a_stranger_is_refused(school: School) -> None:
    insider = school.coordinator()

    def change(content: KeyFileContent) -> KeyFileContent:
        head = next(r for r in content.records if r.person_id == school.head_id)
        return msgspec.structs.replace(content, root_wraps=(wrap_root(content.store_id, new_signing_key(), head),))

    school.forge(change, insider.store_key)
    with pytest.raises(KeyFileForgedError) as caught:
        school.head()
    assert caught.value.what == "root-wrap"


def test_a_store_key_chosen_by_a_stranger_is_refused(school: School) -> None:
    """Anybody can seal a key of their own to the head and put their own database beside: its statement is not signed."""
    theirs = new_key()

    def change(content: KeyFileContent) -> KeyFileContent:
        head = next(r for r in content.records if r.person_id == school.head_id)
        slot = content.slot(school.head_id)
        assert slot is not None
        return content.with_slot(
            msgspec.structs.replace(slot, store_key=wrap_store_key(content.store_id, theirs, head))
        )

    school.forge(change, theirs)
    with pytest.raises(KeyFileForgedError) as caught:
        school.head()
    assert caught.value.what == "store-key"


@pytest.mark.parametrize("following", [False, True], ids=["present", "next"])
def test_a_store_key_stated_by_somebody_without_the_role_is_refused(school: School, following: bool) -> None:
    teacher = school.sign_in(school.admit("Tess Teacher"))
    theirs = new_key()

    def change(content: KeyFileContent) -> KeyFileContent:
        head = next(r for r in content.records if r.person_id == school.head_id)
        slot = content.slot(school.head_id)
        assert slot is not None
        wrap = wrap_store_key(content.store_id, theirs, head)
        commit = store_key_commit(content.store_id, theirs)
        stated = sign_store_key(content.store_id, commit, teacher.person_id, teacher._open.keys.signing_key)
        if following:
            content = content.with_slot(msgspec.structs.replace(slot, next_store_key=wrap))
            return msgspec.structs.replace(content, next_store_key=stated)
        content = content.with_slot(msgspec.structs.replace(slot, store_key=wrap))
        return msgspec.structs.replace(content, store_key=stated)

    school.forge(change, teacher.store_key if following else theirs)
    with pytest.raises(KeyFileForgedError) as caught:
        school.head()
    assert caught.value.what == "store-key"


@pytest.mark.parametrize("by_keyholder", [False, True], ids=["no role", "an old number"])
def test_removals_without_the_role_or_with_an_old_number_are_refused(school: School, by_keyholder: bool) -> None:
    teacher = school.sign_in(school.admit("Tess Teacher"))
    insider = school.coordinator() if by_keyholder else teacher

    def change(content: KeyFileContent) -> KeyFileContent:
        victim = next(r for r in content.records if r.person_id == teacher.person_id)
        signer = (insider.person_id, insider._open.keys.signing_key)
        serial = content.roster.serial if by_keyholder else 99
        removals = sign_removals(content.store_id, signer, serial, content.roster, (record_digest(victim),))
        slot = msgspec.structs.replace(content.slots[3], state=SlotState.ENDED)
        return msgspec.structs.replace(content.with_slot(slot), removals=removals)

    assert school.content().slots[3].person_id == teacher.person_id
    school.forge(change, insider.store_key)
    with pytest.raises(KeyFileForgedError) as caught:
        school.head()
    assert caught.value.what == "removals"


def test_a_sign_in_put_into_the_file_is_not_certified(school: School) -> None:
    """An insider adds a slot with a passphrase of their own and calls it active."""
    insider = school.coordinator()
    friend = uuid4()
    keys = PrivateKeys.fresh(insider._open.keys.root_key)
    lock, _ = lock_keys(insider.store_id, friend, keys, OTHER, NO_SCHOOL_KEY, QUICK, QUICK_LIMITS)

    def change(content: KeyFileContent) -> KeyFileContent:
        slot = msgspec.structs.replace(content.slots[0], person_id=friend, lock=lock, state=SlotState.ACTIVE)
        return content.with_slot(slot)

    school.forge(change, insider.store_key)
    for person, passphrase in ((friend, OTHER), (school.head_id, HEAD_PASSPHRASE)):
        with pytest.raises(KeyFileForgedError):
            school.vault().unlock(person, passphrase, SCHOOL_KEY)


def test_an_unconfirmed_sign_in_cannot_be_called_confirmed(school: School) -> None:
    person = uuid4()
    insider = school.coordinator()
    insider.invite(person, "Tess Teacher", TEMPORARY)

    def change(content: KeyFileContent) -> KeyFileContent:
        slot = content.slot(person)
        assert slot is not None
        return content.with_slot(msgspec.structs.replace(slot, state=SlotState.TEMPORARY))

    school.forge(change, insider.store_key)
    with pytest.raises(KeyFileForgedError):
        school.vault().unlock(person, TEMPORARY, SCHOOL_KEY)


@pytest.mark.parametrize("signed", [False, True], ids=["keys replaced", "signed by somebody without the role"])
def test_keys_put_in_the_place_of_those_that_wait_are_not_confirmed(school: School, signed: bool) -> None:
    person = uuid4()
    insider = school.sign_in(school.admit("Ivan Insider"))
    school.coordinator().invite(person, "Tess Teacher", TEMPORARY)

    def change(content: KeyFileContent) -> KeyFileContent:
        slot = content.slot(person)
        assert slot is not None
        assert slot.claim is not None
        forged = msgspec.structs.replace(slot.claim, encryption_key=_OTHER_KEYS.public_encryption_key)
        if signed:
            public = (_OTHER_KEYS.public_encryption_key, _OTHER_KEYS.public_signing_key)
            maker = (insider.person_id, insider._open.keys.signing_key)
            forged = claim(content.store_id, maker, person, slot.name, public)
        return content.with_slot(msgspec.structs.replace(slot, claim=forged))

    school.forge(change, insider.store_key)
    with pytest.raises(RecordForgedError):
        school.head().confirm(person)


def test_a_leavers_old_slot_put_back_is_not_in_force(school: School) -> None:
    leaver = school.admit("Lee Leaver")
    old_slot = school.content().slot(leaver)
    assert old_slot is not None
    insider = school.coordinator()
    insider.end(leaver)
    with pytest.raises(SignInEndedError):
        school.sign_in(leaver)
    school.forge(lambda content: content.with_slot(old_slot), insider.store_key)
    for person in (leaver, school.head_id):
        with pytest.raises(KeyFileForgedError):
            school.sign_in(person)


def test_a_leaver_with_an_old_copy_does_not_open_the_new_store(school: School, tmp_path: Path) -> None:
    leaver = school.admit("Lee Leaver")
    copied = tmp_path / "copy"
    shutil.copytree(school.folder, copied)
    head = school.head()
    head.end(leaver)
    new_store_key = head.begin_rekey()
    head.finish_rekey()
    old = Vault(copied, limits=QUICK_LIMITS, clock=school.clock).unlock(leaver, OWN, SCHOOL_KEY)
    assert old.store_key != new_store_key
    private = old._open.keys.encryption_key
    for name in ("store.keys", "store.keys.previous"):
        content = key_file.decode((school.folder / name).read_bytes()).content
        for slot in content.slots:
            for record in content.records:  # whoever the blob is said to be for
                with pytest.raises(SealBrokenError):
                    open_from(private, slot.store_key or b"", _to_person(content.store_id, "store-key", record))
    content = school.content()
    assert new_store_key == school.head().store_key
    assert seal_of(content, old.store_key) != seal_of(content, new_store_key)
