"""A colleague gets a sign-in: made by the coordinator, confirmed by the headteacher, made their own by themselves."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from tests.journeys import eyes
from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, HEAD, OTHER, InventedSchool


@pytest.fixture
def with_jo(school: InventedSchool) -> InventedSchool:
    """Jo Marsh stands on the staff list and cannot sign in."""
    school.office = school.sign_in_again()
    school.add_person("Jo Marsh", "Year 4 teacher")
    school.sign_out()
    return school


def makes_a_sign_in(seat: Seat) -> str:
    """The temporary passphrase is written on paper before anything is made; it is given back as written."""
    seat.go_to("Policy and staff")
    seat.click_row("Jo Marsh")
    seat.press("Make a sign-in…")
    seat.sees("opens nothing until the headteacher has confirmed")
    assert seat.cannot_press("Make the sign-in")
    written = seat.wait_for(read_the_passphrase, "a temporary passphrase")
    seat.press("I have written it on paper")
    seat.press("Make the sign-in")
    seat.sees("It opens nothing until the headteacher has confirmed it here.")
    return written


def read_the_passphrase() -> str | None:
    """What is shown to be written down."""
    shown = [each for each in eyes.seen(QLabel) if each.accessibleName() == "The temporary passphrase is shown"]
    return shown[0].text() if shown and shown[0].text().count(" ") + shown[0].text().count("-") >= 3 else None


def confirms_it(seat: Seat) -> None:
    """The headteacher comes from Today and says that they know the person."""
    seat.click_row("J. Marsh", "Do it")
    seat.sees("Confirm this sign-in?", "Jo Marsh, Year 4 teacher.")
    seat.press("Confirm the sign-in")
    seat.sees("The sign-in is confirmed.")


def chooses_their_own(seat: Seat) -> None:
    """An easy one is refused; what fits is taken and opens the records."""
    seat.sees("Choose your own passphrase")
    seat.type_into("Your new passphrase", "password1")
    seat.type_into("The same once more", "password1")
    seat.press("Use this passphrase")
    seat.reads_beside("Your new passphrase", "hard to guess")
    seat.type_into("Your new passphrase", OTHER)
    seat.type_into("The same once more", OTHER)
    seat.press("Use this passphrase")
    seat.sees("Signed in: Jo Marsh")


def test_made_confirmed_and_made_ones_own(seat: Seat, with_jo: InventedSchool) -> None:
    seat.start(with_jo)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    temporary = makes_a_sign_in(seat)
    seat.close_window()

    seat.start(with_jo)
    seat.sees("Jo Marsh, waits for the headteacher")
    seat.try_to_sign_in("Jo Marsh", temporary)
    seat.sees("This sign-in waits for the headteacher")
    seat.sign_in_as("Anna Whitfield", HEAD)
    confirms_it(seat)
    seat.close_window()

    seat.start(with_jo)
    seat.sees("Jo Marsh, temporary passphrase")
    seat.try_to_sign_in("Jo Marsh", temporary)
    chooses_their_own(seat)
    seat.close_window()

    seat.start(with_jo)
    seat.try_to_sign_in("Jo Marsh", temporary)
    seat.reads_beside("Passphrase", "does not open this sign-in")
