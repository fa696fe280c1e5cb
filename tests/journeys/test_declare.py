"""Churchward: a teacher declares a link outside school on screen; the headteacher reads it, the coordinator cannot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from schoolsm_desktop.domain.people import Duty, Person
from tests.journeys import eyes
from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, HEAD, InventedSchool

WORDS = "two juniors of the rowing club I coach"


@pytest.fixture
def churchward(tmp_path: Path) -> Iterator[tuple[InventedSchool, Person]]:
    """A school that follows Churchward, in which Jo Marsh teaches and has a passphrase of their own."""
    base = tmp_path / "school"
    base.mkdir()
    school = InventedSchool(base, policy="churchward")
    jo = school.add_person("Jo Marsh", "Year 4 teacher")
    school.office.people.give_duty(jo.id, Duty.CLASS_TEACHER, date(2026, 9, 1))
    school.make_sign_in(jo)
    school.sign_in(jo)
    school.sign_out()
    yield school, jo
    school.sign_out()


def declares_a_link(seat: Seat) -> None:
    """Yes, and what it is: who reads it stands beside the field."""
    seat.press("Declare…")
    seat.choose("What it is about", "Connections with pupils outside school")
    seat.choose("Answer", "Yes")
    seat.press("Save")
    seat.reads_beside("Who it is, and the link", "is needed")
    seat.sees("only the colleague, the headteacher and the safeguarding lead read it")
    seat.type_into("Who it is, and the link", WORDS)
    seat.press("Save")
    seat.sees("It is kept, with today’s day.")


def says_that_the_wording_stands_there(seat: Seat) -> None:
    """A private account that names the trust: yes or no, and whether the wording is there; no field for the account."""
    seat.press("Declare…")
    seat.choose("What it is about", "A private account that names the school")
    seat.choose("Answer", "Yes")
    seat.sees("The wording: “I write here for myself.")
    assert eyes.find_field("User name") is None
    seat.choose("Does the school’s wording stand there?", "Not yet")
    seat.press("Save")
    seat.sees("Names the school, without the school’s wording")


@pytest.mark.clause("churchward:1-student-friends")
@pytest.mark.clause("churchward:1-disclaimer")
@pytest.mark.clause("churchward:2-staff-disclaimer")
def test_declared_on_screen_read_by_the_head_and_not_by_the_coordinator(
    seat: Seat, churchward: tuple[InventedSchool, Person]
) -> None:
    school, jo = churchward
    seat.start(school)
    seat.sign_in_as("Jo Marsh", school.words[jo.id])
    seat.go_to("Policy and staff")
    declares_a_link(seat)
    says_that_the_wording_stands_there(seat)
    seat.close_window()

    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Policy and staff")
    seat.show_tab("Declarations")
    seat.click_row("Jo Marsh")
    seat.sees("Answered; sealed")
    assert seat.cannot_press("Read: Connections, 20 Nov 2026")
    assert WORDS not in eyes.everything_read()
    seat.close_window()

    seat.start(school)
    seat.sign_in_as("Anna Whitfield", HEAD)
    seat.go_to("Policy and staff")
    seat.show_tab("Declarations")
    seat.click_row("Jo Marsh")
    seat.press("Read: Connections, 20 Nov 2026")
    seat.sees(WORDS)
    seat.press("Close")
    seat.close_window()
