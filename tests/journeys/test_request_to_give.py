"""A teacher asks, the headteacher authorises, the coordinator cannot give before the policy is signed, and then can."""

from __future__ import annotations

import pytest

from tests.journeys.steps import Seat, on_the_clipboard
from tests.services.school import COORDINATOR, HEAD, InventedSchool

PASSWORD = "kX9#mQ2$vL7&pT4w"
JO = "marble trellis puffin octave hazel 3"


@pytest.fixture
def with_jo(school: InventedSchool) -> InventedSchool:
    """A school with the account “X page”, and Jo Marsh, who has signed nothing yet and can sign in to the program."""
    school.office = school.sign_in_again()
    school.add_account("X page", PASSWORD)
    jo = school.add_person("Jo Marsh", "Year 4 teacher")
    school.make_sign_in(jo)
    school.sign_in(jo)
    assert school.words[jo.id] == JO
    school.sign_out()
    return school


def the_teacher_asks(seat: Seat) -> None:
    seat.go_to("Posting access")
    seat.show_tab("Requests")
    seat.press("Ask for access…")
    seat.press("Ask")
    seat.reads_beside("Which account", "is needed")
    seat.type_into("Which account", "X page")
    seat.choose("How", "password")
    seat.type_into("Why", "Year 4 residential")
    seat.press("Ask")
    seat.sees("It is asked. The headteacher sees it on Today.", "To be decided", "Year 4 residential")
    assert seat.cannot_press("Authorise…")


def the_head_authorises(seat: Seat) -> None:
    """From Today to the request; what is missing is said, with the clause, and no reason to override is given."""
    seat.click_row("J. Marsh asks for access to X page", "Do it")
    seat.sees("Policy not read and signed (Purpose)", "No undertaking (Use 11)")
    seat.press("Authorise…")
    seat.press("Authorise")
    seat.sees("It is authorised. The computing coordinator can give it now.")


def the_coordinator_is_stopped(seat: Seat) -> None:
    seat.click_row("access to X page is to be given", "Do it")
    seat.press("Give access")
    seat.sees("Your policy asks for more before access is given", "Policy not read and signed (Purpose)")
    seat.press("Cancel")


def ticks_off(seat: Seat, what: str) -> None:
    """What Jo has signed on paper, from beside the request."""
    seat.go_to("Posting access")
    seat.show_tab("Requests (1)")
    seat.click_row("Jo Marsh")
    seat.press("Tick off…")
    seat.choose("What was done", what)
    seat.press("Tick off")
    seat.sees("It is ticked for 1 person.")


def the_coordinator_gives(seat: Seat) -> None:
    seat.go_to("Today")
    seat.click_row("access to X page is to be given", "Do it")
    seat.sees("In order")
    seat.press("Give access")
    seat.sees("Access is given and stands in the register.")
    seat.go_to("Today")
    seat.does_not_see("is to be given")


@pytest.mark.clause("valence:roles-1", "valence:purpose-staff-guidance", "valence:use-11")
def test_from_the_request_to_the_password(seat: Seat, with_jo: InventedSchool) -> None:
    seat.start(with_jo)
    seat.sign_in_as("Jo Marsh", JO)
    the_teacher_asks(seat)
    seat.close_window()

    seat.start(with_jo)
    seat.sign_in_as("Anna Whitfield", HEAD)
    the_head_authorises(seat)
    seat.close_window()

    seat.start(with_jo)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    the_coordinator_is_stopped(seat)
    ticks_off(seat, "Policy read and signed")
    ticks_off(seat, "Undertaking signed")
    the_coordinator_gives(seat)
    seat.close_window()

    seat.start(with_jo)
    seat.sign_in_as("Jo Marsh", JO)
    seat.go_to("Accounts")
    seat.click_row("X page")
    seat.press("Copy Password")
    seat.qtbot.waitUntil(lambda: on_the_clipboard() == PASSWORD)
