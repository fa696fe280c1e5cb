"""A headteacher is suspended: the deputy with the chair's code puts somebody in their place, in the register and in the keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import NotAllowedError
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.security.errors import SignInEndedError, WrongChairCodeError
from schoolsm_desktop.security.recovery import new_recovery_code
from tests.services.school import InventedSchool


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    invented = InventedSchool(tmp_path)
    yield invented
    invented.sign_out()


def with_deputy(school: InventedSchool) -> tuple[Person, str]:
    """A deputy with a sign-in, and the chair's code; the deputy is signed in."""
    school.sign_in(school.head)
    deputy = school.add_person("Dee Marlow", "Deputy head")
    school.office.people.give_duty(deputy.id, Duty.DEPUTY_HEADTEACHER, school.clock.today())
    school.make_sign_in(deputy)
    school.sign_in(deputy)  # chooses a passphrase of their own
    office = school.sign_in(school.head)
    assert [p.id for p in office.head_replacement.view().deputies] == [deputy.id]
    sheet = office.printing.chair_code(deputy.id)
    office.printing.put_chair_code_in_force(sheet)
    assert office.head_replacement.view().code_with == "Dee Marlow"
    school.sign_in(deputy)
    return deputy, sheet.code


def test_the_deputy_takes_over_with_the_chairs_code(school: InventedSchool) -> None:
    account = school.add_account(password="kX9#mQ2$vL7&pT4w")
    deputy, code = with_deputy(school)
    view = school.office.head_replacement.view()
    assert view.may_replace
    assert view.head == school.head.name
    school.office.head_replacement.replace(code, deputy.id)
    assert [p.id for p in school.office.people.holders(Duty.HEADTEACHER)][-1] == deputy.id
    with pytest.raises(SignInEndedError):
        school.sign_in(school.head)
    office = school.office = school.sign_in_again(school.coordinator)  # whose keys open the password seals it anew
    assert Did.HEAD_REPLACED in {line.entry.did for line in office.log.lines()}
    assert office.log.check().sound
    office = school.sign_in(deputy)
    assert office.secrets.open(account.id, SecretField.PASSWORD) == "kX9#mQ2$vL7&pT4w"
    assert office.head_replacement.view().may_print


def test_somebody_else_can_be_put_there_and_the_database_gets_a_new_key(school: InventedSchool) -> None:
    _deputy, code = with_deputy(school)
    before = school.office.session.keys.store_key
    school.office.head_replacement.replace(code, school.coordinator.id)
    assert not school.office.session.keys.is_keyholder
    office = school.sign_in(school.coordinator)
    assert office.session.keys.is_head
    assert office.session.keys.store_key != before


def test_a_wrong_code_and_a_person_who_is_no_deputy_change_nothing(school: InventedSchool) -> None:
    deputy, code = with_deputy(school)
    with pytest.raises(WrongChairCodeError):
        school.office.head_replacement.replace(new_recovery_code(), deputy.id)
    office = school.sign_in(school.coordinator)
    assert not office.head_replacement.view().concerns_me
    with pytest.raises(NotAllowedError):
        office.head_replacement.replace(code, school.coordinator.id)
    assert [p.id for p in office.people.holders(Duty.HEADTEACHER)] == [school.head.id]
