"""Attacks on the grants in the database: a key given to one person serves nobody else, nowhere else."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.security.errors import GrantForgedError, NotForYouError, SealBrokenError, SignatureForgedError
from tests.security.school import School


def test_without_a_grant_nothing_opens(school: School) -> None:
    teacher = school.sign_in(school.admit("Tess Teacher"))
    item = school.head().new_item(uuid4(), uuid4(), [])
    for wrap in item.wraps:
        with pytest.raises(NotForYouError):
            teacher.open_item(wrap)
        with pytest.raises(GrantForgedError):
            teacher.open_item(replace(wrap, recipient_id=teacher.person_id))


def test_a_grant_relabelled_to_another_person_account_version_or_giver_is_refused(school: School) -> None:
    holder = school.admit("Holly Holder")
    head = school.head()
    item = head.new_item(uuid4(), uuid4(), [holder])
    wrap = next(w for w in item.wraps if w.recipient_id == holder)
    vault = school.sign_in(holder)
    for forged in (
        replace(wrap, account_id=uuid4()),
        replace(wrap, version_id=uuid4()),
        replace(wrap, giver_id=school.coordinator_id),
        replace(wrap, giver_id=holder),
        replace(wrap, giver_id=uuid4()),
        replace(wrap, signature=bytes(64)),
    ):
        with pytest.raises(GrantForgedError):
            vault.open_item(forged)
    with pytest.raises(GrantForgedError):
        school.coordinator().open_item(replace(wrap, recipient_id=school.coordinator_id))


def test_an_insider_cannot_sign_a_grant_in_a_keyholders_name(school: School) -> None:
    insider_id = school.admit("Ivan Insider")
    insider = school.sign_in(insider_id)
    item = insider.new_item(uuid4(), uuid4(), [])
    for_head = next(wrap for wrap in item.wraps if wrap.recipient_id == school.head_id)
    for forged in (for_head, replace(for_head, giver_id=school.coordinator_id)):
        with pytest.raises(GrantForgedError):
            school.head().open_item(forged)


def test_an_old_grant_put_back_opens_the_new_fields_neither_as_it_was_nor_edited(school: School) -> None:
    holder = school.admit("Holly Holder")
    head = school.head()
    account = uuid4()
    before = head.new_item(account, uuid4(), [holder])
    old = next(wrap for wrap in before.wraps if wrap.recipient_id == holder)
    after = head.new_item(account, uuid4(), [])
    field = after.key.seal_field(SecretField.PASSWORD, "new one")
    vault = school.sign_in(holder)
    with pytest.raises(SealBrokenError):
        vault.open_item(old).open_field(SecretField.PASSWORD, field)
    with pytest.raises(GrantForgedError):
        vault.open_item(replace(old, version_id=after.key.version_id))


def test_a_signature_for_one_thing_serves_for_no_other(school: School) -> None:
    head = school.head()
    message = b"entry"
    signature = head.sign(message)
    school.coordinator().verify(school.head_id, message, signature)
    for person, wrong, forged in (
        (school.head_id, b"entrY", signature),
        (school.coordinator_id, message, signature),
        (uuid4(), message, signature),
        (school.head_id, message, bytes(64)),
        (school.head_id, message, b""),
    ):
        with pytest.raises(SignatureForgedError):
            school.coordinator().verify(person, wrong, forged)
    wrap = next(w for w in head.new_item(uuid4(), uuid4(), []).wraps if w.recipient_id == school.head_id)
    with pytest.raises(GrantForgedError):
        head.open_item(replace(wrap, signature=head.sign(wrap.blob)))
