"""Two colleagues, one PC: each opens what the register gives them, and nothing of what it gives the other."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from schoolsm_desktop.domain.people import Duty, Person
from tests.journeys import eyes
from tests.journeys.steps import Seat, on_the_clipboard
from tests.services.school import InventedSchool

INSTAGRAM, X_PAGE = "quo'te,comma;kettle9", "kX9#mQ2$vL7&pT4w"


@pytest.fixture
def two(school: InventedSchool) -> tuple[InventedSchool, Person, Person]:
    """Jo, a teacher, may post on Instagram; Sam, the office manager, on X. Both have chosen their passphrases."""
    school.office = school.sign_in_again()
    instagram = school.add_account("School Instagram", INSTAGRAM, platform_id="instagram")
    x_page = school.add_account("School X", X_PAGE, platform_id="x")
    jo, sam = school.add_person("Jo Marsh", "Year 4 teacher"), school.add_person("Sam Byrne", "Office manager")
    school.office.people.give_duty(sam.id, Duty.OFFICE_MANAGER, school.clock.today())
    school.give(jo, instagram)
    school.give(sam, x_page)
    for each in (jo, sam):
        school.sign_in(school.coordinator)
        school.make_sign_in(each)
        school.sign_in(each)
    school.sign_out()
    return school, jo, sam


def copies(seat: Seat, account: str, password: str) -> None:
    """The own account's password."""
    seat.go_to("Accounts")
    seat.click_row(account)
    seat.press("Copy Password")
    seat.qtbot.waitUntil(lambda: on_the_clipboard() == password)
    seat.pass_seconds(20)


def cannot_open(seat: Seat, account: str) -> None:
    """It stands on the list of whoever looks after the accounts, without a button that opens or changes anything."""
    seat.click_row(account)
    seat.sees("The register does not give it to you")
    for button in ("Copy Password", "Show Password for 20 seconds", "Change the password", "Keep more here"):
        assert seat.cannot_press(button)
    view, _row = seat.wait_for(lambda: eyes.find_row(account), account)
    view.setFocus()
    seat.key(Qt.Key.Key_C, ctrl=True)
    assert on_the_clipboard() == ""


@pytest.mark.clause("valence:roles-4", "valence:use-11")
def test_one_may_not_open_what_the_other_may(seat: Seat, two: tuple[InventedSchool, Person, Person]) -> None:
    school, jo, sam = two
    seat.start(school)
    seat.sign_in_as("Jo Marsh", school.words[jo.id])
    copies(seat, "School Instagram", INSTAGRAM)
    seat.does_not_see("School X")
    seat.key(Qt.Key.Key_K, ctrl=True)
    seat.type_here("School X")
    seat.sees("Nothing found for “School X”")
    seat.close_window()

    seat.start(school)
    seat.sign_in_as("Sam Byrne", school.words[sam.id])
    copies(seat, "School X", X_PAGE)
    cannot_open(seat, "School Instagram")
    seat.close_window()

    seat.start(school)
    seat.try_to_sign_in("Jo Marsh", school.words[sam.id])
    seat.reads_beside("Passphrase", "does not open this sign-in")
