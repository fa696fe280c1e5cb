"""A part of the register by keyboard: two people marked, printed alone, and what happened in one cell, on paper."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from schoolsm_desktop.domain.accounts import SecretField
from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, InventedSchool

DOWN, RIGHT, HOME, SPACE = (
    Qt.Key.Key_Down,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_Space,
)


@pytest.fixture
def with_register(school: InventedSchool) -> InventedSchool:
    """Three colleagues may post on the school's page; the coordinator has opened its password."""
    school.office = school.sign_in_again()
    page = school.add_account("X page")
    for name in ("Jo Marsh", "Noor Haddad", "Sam Byrne"):
        school.give(school.add_person(name, "Teacher"), page, reason="Class news")
    school.office.secrets.open(page.id, SecretField.PASSWORD)
    school.sign_out()
    return school


@pytest.mark.clause("valence:roles-1", "valence:use-11")
def test_two_people_are_marked_and_printed_and_one_cell_tells_its_history(
    seat: Seat, with_register: InventedSchool
) -> None:
    seat.start(with_register)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Posting access")
    names = [row[0].split(",")[0] for row in seat.rows("Register of posting access")]
    assert names[2:] == ["Sam Byrne", "Noor Haddad", "Jo Marsh"]
    seat.click_row("Sam Byrne")
    seat.key(SPACE)
    seat.key(DOWN)
    seat.key(SPACE)
    seat.sees("Chosen: 2 people, all accounts")
    seat.press("Print the selection")
    shown = seat.read_preview()
    assert all(name in shown for name in ("Sam Byrne", "Noor Haddad", "A part of the register only: 2 people"))
    assert "Jo Marsh" not in shown
    seat.press("Close")

    seat.press("Show everything")
    seat.does_not_see("Chosen:")
    seat.click_row("Rosa Okafor", "X page")
    seat.key(HOME)
    seat.key(RIGHT)
    seat.key(RIGHT)
    seat.sees("Opened the password")
    seat.press("History")
    seat.sees("Password: opened it", "Password: chose it")
    seat.press("Print the history")
    said = seat.read_preview()
    assert "Password: opened it" in said
    assert "Rosa Okafor, X page." in said
    seat.press("Close")
