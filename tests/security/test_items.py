"""Secrets, sealed records and drafts: who opens what, by key material alone."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.security.errors import GrantForgedError, NotCertifiedError, NotForYouError, SealBrokenError
from schoolsm_desktop.security.items import ItemKey
from tests.security.school import School


def test_a_secret_is_read_by_its_holders_keyholders_and_recovery(school: School) -> None:
    holder, other = school.admit("Holly Holder"), school.admit("Otto Other")
    item = school.coordinator().new_item(uuid4(), uuid4(), [holder])
    blob = item.key.seal_field(SecretField.PASSWORD, "Correct-Horse-7")
    readers = {wrap.recipient_id for wrap in item.wraps}
    assert readers == {holder, school.head_id, school.coordinator_id, school.head().recovery_id}
    for vault in (school.sign_in(holder), school.head(), school.coordinator(), school.recovery()):
        mine = next(wrap for wrap in item.wraps if wrap.recipient_id == vault.person_id)
        assert vault.open_item(mine).open_field(SecretField.PASSWORD, blob) == "Correct-Horse-7"
    for wrap in item.wraps:
        with pytest.raises(NotForYouError):
            school.sign_in(other).open_item(wrap)


def test_a_key_handed_on_later_opens_the_same_fields(school: School) -> None:
    holder = school.admit("Holly Holder")
    item = school.coordinator().new_item(uuid4(), uuid4(), [])
    blob = item.key.seal_field(SecretField.NOTE, "in the safe")
    wrap = school.head().wrap_item(item.key, holder)
    assert (wrap.account_id, wrap.version_id) == (item.key.account_id, item.key.version_id)
    assert school.sign_in(holder).open_item(wrap).open_field(SecretField.NOTE, blob) == "in the safe"


def test_a_holder_may_make_a_new_version_and_nobody_else_may_give(school: School) -> None:
    holder, friend = school.admit("Holly Holder"), school.admit("Fred Friend")
    item = school.sign_in(holder).new_item(uuid4(), uuid4(), [holder])
    for_head = next(wrap for wrap in item.wraps if wrap.recipient_id == school.head_id)
    with pytest.raises(GrantForgedError):
        school.head().open_item(for_head)
    with pytest.raises(GrantForgedError):
        school.head().open_item(for_head, maker_id=friend)
    assert school.head().open_item(for_head, maker_id=holder).key == item.key.key
    passed_on = school.sign_in(holder).wrap_item(item.key, friend)
    with pytest.raises(GrantForgedError):
        school.sign_in(friend).open_item(passed_on)


def test_what_a_former_keyholder_gave_stays_readable_until_it_is_renewed(school: School) -> None:
    item = school.coordinator().new_item(uuid4(), uuid4(), [])
    mine = next(wrap for wrap in item.wraps if wrap.recipient_id == school.head_id)
    school.head().end(school.coordinator_id)
    assert school.head().open_item(mine).key == item.key.key


def test_every_field_is_sealed_apart_and_padded(school: School) -> None:
    key = school.head().new_item(uuid4(), uuid4(), []).key
    sizes = {len(key.seal_field(field, "x" * length)) for field in SecretField for length in (0, 1, 20, 63)}
    assert len(sizes) == 1
    for field in SecretField:
        blob = key.seal_field(field, f"text of {field.value}")
        for other in SecretField:
            if other is field:
                assert key.open_field(other, blob) == f"text of {field.value}"
            else:
                with pytest.raises(SealBrokenError):
                    key.open_field(other, blob)


_KEY = ItemKey(uuid4(), uuid4(), uuid4(), bytes(32))


@given(st.text(max_size=300), st.sampled_from(SecretField))
def test_any_text_comes_back_as_it_was(text: str, field: SecretField) -> None:
    assert _KEY.open_field(field, _KEY.seal_field(field, text)) == text


@pytest.mark.parametrize("changed", ["store_id", "account_id", "version_id"])
def test_a_field_moved_to_another_store_account_or_version_does_not_open(changed: str) -> None:
    blob = _KEY.seal_field(SecretField.PASSWORD, "text")
    ids = {"store_id": _KEY.store_id, "account_id": _KEY.account_id, "version_id": _KEY.version_id, changed: uuid4()}
    with pytest.raises(SealBrokenError):
        ItemKey(**ids, key=_KEY.key).open_field(SecretField.PASSWORD, blob)


def test_a_sealed_record_goes_to_exactly_the_people_named(school: School) -> None:
    lead, reporter = school.admit("Liz Lead"), school.admit("Rob Reporter")
    record = uuid4()
    sealed = school.sign_in(reporter).new_content("incident", record, [lead])
    assert [wrap.recipient_id for wrap in sealed.wraps] == [lead]
    wrap = sealed.wraps[0]
    blob = sealed.key.seal("text", b"what happened")
    opened = school.sign_in(lead).open_content(wrap)
    assert opened.open("text", blob) == b"what happened"
    with pytest.raises(SealBrokenError):
        opened.open("title", blob)
    for vault in (school.head(), school.coordinator(), school.recovery(), school.sign_in(reporter)):
        with pytest.raises(NotForYouError):
            vault.open_content(wrap)
        with pytest.raises(GrantForgedError):
            vault.open_content(replace(wrap, recipient_id=vault.person_id))
    for wrong in (replace(wrap, kind="complaint"), replace(wrap, record_id=uuid4()), replace(wrap, giver_id=lead)):
        with pytest.raises(GrantForgedError):
            school.sign_in(lead).open_content(wrong)
    shared = school.sign_in(lead).wrap_content(opened, school.head_id)
    assert school.head().open_content(shared).open("text", blob) == b"what happened"
    with pytest.raises(NotCertifiedError):
        school.sign_in(lead).wrap_content(opened, uuid4())


def test_a_draft_is_the_persons_own(school: School) -> None:
    coordinator = school.coordinator()
    blob = coordinator.seal_draft("account", b"typed and not saved")
    assert b"typed" not in blob
    assert school.coordinator().open_draft("account", blob) == b"typed and not saved"
    for vault, name, wrong in (
        (school.head(), "account", blob),
        (school.coordinator(), "access", blob),
        (school.coordinator(), "account", blob[:-1]),
        (school.coordinator(), "account", b""),
    ):
        with pytest.raises(SealBrokenError):
            vault.open_draft(name, wrong)


def test_every_flipped_bit_and_cut_of_a_grant_is_refused(school: School) -> None:
    head = school.head()
    wrap = next(w for w in head.new_item(uuid4(), uuid4(), []).wraps if w.recipient_id == school.head_id)
    for name in ("blob", "signature"):
        whole: bytes = getattr(wrap, name)
        wrong = [whole[:length] for length in range(len(whole))]
        for position in range(len(whole) * 8):
            changed = bytearray(whole)
            changed[position // 8] ^= 1 << position % 8
            wrong.append(bytes(changed))
        for value in wrong:
            forged = replace(wrap, blob=value) if name == "blob" else replace(wrap, signature=value)
            with pytest.raises(GrantForgedError):
                head.open_item(forged)


def test_every_flipped_bit_and_cut_of_a_field_is_refused() -> None:
    whole = _KEY.seal_field(SecretField.PASSWORD, "Correct-Horse-7")
    wrong = [whole[:length] for length in range(len(whole))]
    for position in range(len(whole) * 8):
        changed = bytearray(whole)
        changed[position // 8] ^= 1 << position % 8
        wrong.append(bytes(changed))
    for value in wrong:
        with pytest.raises(SealBrokenError):
            _KEY.open_field(SecretField.PASSWORD, value)
