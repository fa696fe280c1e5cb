"""What people could do before there was a register: one list, and the headteacher looks through it."""

from __future__ import annotations

import pytest

from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, HEAD, InventedSchool

PEOPLE = ("Jo Marsh", "Sam Byrne", "Noor Haddad")


@pytest.fixture
def before_the_register(school: InventedSchool) -> InventedSchool:
    """Three colleagues and a page on which they have always posted."""
    school.office = school.sign_in_again()
    school.add_account("X page")
    for name in PEOPLE:
        school.add_person(name, "Teacher")
    school.sign_out()
    return school


def records_who_had_it(seat: Seat) -> None:
    """One dialog for all of them; without a tick it says so and saves nothing."""
    seat.go_to("Posting access")
    seat.press("Already had it…")
    seat.type_into("Which account", "X page")
    seat.press("Record these people")
    seat.sees("Tick at least one person. Nothing was saved yet.")
    for name in PEOPLE:
        seat.tick_row(name)
    seat.sees("3 ticked")
    seat.press("Record these people")
    seat.sees("3 people are recorded.")
    seat.press("Close")
    seat.click_row("Jo Marsh", "X page")
    seat.sees("Not yet: it was there before the register")


def looks_through(seat: Seat) -> None:
    """The headteacher comes from Today, unticks one and authorises the others."""
    seat.sees("before the register")
    seat.click_row("before the register", "Do it")
    seat.sees("Access from before the register", "3 ticked")
    seat.tick_row("Noor Haddad")
    seat.press("Authorise what is ticked")
    seat.sees("2 accesses are authorised.")
    seat.click_row("Jo Marsh", "X page")
    seat.sees("Authorised by", "20 Nov 2026")
    seat.click_row("Noor Haddad", "X page")
    seat.sees("Not yet: it was there before the register")


@pytest.mark.clause("valence:roles-1")
def test_one_list_and_one_look_through(seat: Seat, before_the_register: InventedSchool) -> None:
    seat.start(before_the_register)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    records_who_had_it(seat)
    seat.close_window()

    seat.start(before_the_register)
    seat.sign_in_as("Anna Whitfield", HEAD)
    looks_through(seat)
