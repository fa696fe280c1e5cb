"""What follows, worked out from real records: what the sentence says is what then happens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.errors import NotAllowedError
from schoolsm_desktop.domain.people import Duty

from .school import InventedSchool


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school whose coordinator is signed in."""
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()


@pytest.mark.clause("valence:roles-4")
def test_what_a_leaver_knows_is_said_before_and_asked_for_after(school: InventedSchool) -> None:
    page, other = school.add_account("Website"), school.add_account("X page")
    person = school.add_person("Jo Marsh")
    school.make_sign_in(person)
    office = school.sign_in(school.coordinator)
    school.give(person, page)
    school.give(person, other)
    school.sign_in(person).secrets.open(page.id, SecretField.PASSWORD)
    office = school.sign_in(school.coordinator)
    said = office.what_if.person_leaves(person.id, date(2026, 11, 19))
    assert "J. Marsh knows 1 password, which must become a new one within 24 hours: Website." in said
    assert "J. Marsh could have opened 1 password, for which a new one is advised: X page." in said
    assert not any(line.item.key.startswith("password:") for line in office.today.view().lines)
    office.people.change(replace(person, ends=date(2026, 11, 19)))
    keys = {line.item.key for line in office.today.view().lines}
    assert f"password:{page.id}" in keys


def test_asking_changes_nothing_and_needs_the_register(school: InventedSchool) -> None:
    page, person = school.add_account("Website"), school.add_person("Jo Marsh")
    school.give(person, page)
    held = next(d for line in school.office.people.lines() for d in line.duties if d.duty is Duty.HEADTEACHER)
    before = school.office.log.check().count
    assert any("Headteacher" in sentence for sentence in school.office.what_if.duty_ends(held.id))
    assert school.office.what_if.account_closes(page.id)[0] == "1 person loses access to it: J. Marsh."
    assert school.office.what_if.keyholder_goes(school.head.id)[-1].endswith("1 keyholder is left: R. Okafor.")
    assert school.office.log.check().count == before
    school.make_sign_in(person)
    office = school.sign_in(person)
    with pytest.raises(NotAllowedError):
        office.what_if.account_closes(page.id)


def test_an_ended_sign_in_of_the_last_coordinator_says_what_stays_on_the_register(school: InventedSchool) -> None:
    page = school.add_account("Website")
    office = school.sign_in(school.head)
    office.secrets.open(page.id, SecretField.PASSWORD)
    said = office.what_if.sign_in_ends(school.coordinator.id)
    assert said == (
        "R. Okafor knows 1 password, which must become a new one within 24 hours: Website.",
        "R. Okafor is a keyholder. 1 keyholder is left: A. Whitfield.",
    )
