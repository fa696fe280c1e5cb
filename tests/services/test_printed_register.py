"""The printed register from real records: what changed since the last one, parts of it, and the same as a table."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.policy import AccessCondition
from schoolsm_desktop.services.conditions import Tick
from tests.reports.reading import in_order, text

from .school import InventedSchool


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school whose coordinator is signed in."""
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()


@pytest.mark.clause("valence:roles-1")
def test_a_register_tells_what_was_given_and_stopped_since_the_last_one(school: InventedSchool) -> None:
    page, person = school.add_account("Website"), school.add_person("Jo Marsh")
    first = school.give(person, page, AccessKind.OWN_LOGIN)
    printing = school.office.printing
    document = printing.access_register()
    assert "This is the first print" in text(document.pdf)
    printing.was_printed(document)
    assert "Nothing has changed since." in text(printing.access_register().pdf)
    school.office.access.pause(first.id)
    other = school.add_person("Noor Haddad")
    login = school.give(other, page, AccessKind.OWN_LOGIN)
    school.office.access.change(replace(login, level=AccessLevel.LOOKS))
    shown = text(printing.access_register().pdf)
    assert in_order(
        shown,
        "The register was last printed on 20 Nov 2026.",
        "Stopped Jo Marsh Website Rosa Okafor",
        "Given Noor Haddad Website Rosa Okafor",
        "Changed: from posts to looks Noor Haddad Website Rosa Okafor",
    )
    assert "Paused" not in shown, "a pause and an end read alike (PRACTICE 14)"


def test_a_printed_part_is_no_print_of_the_register(school: InventedSchool) -> None:
    page, person = school.add_account("Website"), school.add_person("Jo Marsh")
    school.give(person, page)
    printing = school.office.printing
    part = printing.access_register([person.id])
    assert part.key != printing.access_register().key
    printing.was_printed(part)
    assert "This is the first print" in text(printing.access_register().pdf)


def test_people_and_accounts_that_were_not_chosen_are_on_neither_paper_nor_table(school: InventedSchool) -> None:
    website, x = school.add_account("Website"), school.add_account("X page")
    jo, noor = school.add_person("Jo Marsh"), school.add_person("Noor Haddad")
    for person in (jo, noor):
        for account in (website, x):
            school.give(person, account)
    part = school.office.printing.access_register([jo.id], [x.id])
    shown = text(part.pdf)
    assert "A part of the register only: 1 person, 1 account." in shown
    assert "Jo Marsh" in shown
    assert "Noor Haddad" not in shown
    assert "Website" not in shown
    assert part.table is not None
    rows = list(load_workbook(io.BytesIO(part.table)).worksheets[0].iter_rows(values_only=True))
    found = [row for row in rows if "Jo Marsh" in row]
    assert len(found) == 1
    assert "X page" in found[0]
    assert not any("Noor Haddad" in row or "Website" in row for row in rows)


def test_policy_and_training_stand_on_paper_and_in_the_table(school: InventedSchool) -> None:
    page, person = school.add_account("Website"), school.add_person("Jo Marsh")
    today = school.clock.today()
    school.office.conditions.tick(Tick((person.id,), AccessCondition.UNDERTAKING, today, until=today))
    school.give(person, page)
    document = school.office.printing.access_register()
    assert "For everybody with access, policy and training are in date." in text(document.pdf)
    school.clock.set(school.clock.now() + timedelta(days=1))
    late = school.office.printing.access_register()
    assert late.table is not None
    cells = [
        str(c) for row in load_workbook(io.BytesIO(late.table)).worksheets[0].iter_rows(values_only=True) for c in row
    ]
    assert any("ended on" in cell for cell in cells)


def test_the_history_of_a_cell_is_printed_with_who_opened_the_password(school: InventedSchool) -> None:
    page = school.add_account("Website")
    school.office.secrets.open(page.id, SecretField.PASSWORD)
    shown = text(school.office.printing.access_history(school.coordinator.id, page.id).pdf)
    assert in_order(shown, "Rosa Okafor, Website.", "Password: chose it", "Password: opened it")
