"""Another computing coordinator: a list begun, duty and keys handed over, the book printed, the list signed by both."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, HEAD, InventedSchool


@pytest.fixture
def with_sian(school: InventedSchool) -> InventedSchool:
    """Siân ap Gwŷn has a sign-in; Rosa Okafor chose the password of a page that she looks after."""
    school.office = school.sign_in_again()
    school.add_account("School page")
    school.add_person("Siân ap Gwŷn", "Year 2 teacher")
    sian = next(p for p in school.office.people.choices() if p.family_name == "ap Gwŷn")
    school.make_sign_in(sian)
    school.sign_in(sian)
    school.sign_out()
    return school


def hands_over(seat: Seat) -> None:
    """In the staff list; what it does and what follows is read before anything is done."""
    seat.go_to("Policy and staff")
    seat.click_row("Rosa Okafor")
    seat.press("Hand over to…")
    seat.type_into("Taken over by", "gwyn")
    seat.sees(
        "Siân ap Gwŷn is a keyholder first",
        "After that Rosa Okafor is a keyholder no longer",
        "R. Okafor knows 1 password, which must become a new one within 24 hours: School page",
    )
    seat.press("Hand over")
    seat.sees("The handover is begun.")


def prints_the_book(seat: Seat) -> str:
    """From the page of reports; it names both and lies with lines to sign on."""
    seat.go_to("Reports")
    seat.click_row("Coordinator’s handover book", "Make it")
    seat.sees("Coordinator’s handover book")
    words = seat.read_preview()
    seat.preview().close()
    seat.rest()
    return words


def works_off_what_is_for_people(seat: Seat) -> None:
    """Book read, sheet looked at: by proof. Duty and password are seen by the program itself."""
    seat.go_to("Posting access")
    seat.show_tab("Leavers and lists")
    seat.sees("Rosa Okafor", "Handover")
    seat.click_row("Rosa Okafor")
    for what in ("Handover book", "New holder", "Recovery sheet"):
        seat.click_row(what)
        seat.press("Done…")
        seat.type_into("How do you know?", "gone through together on Friday")
        seat.press("It is done")
    seat.click_row("Password: School page")
    seat.does_not_see("Done…")


def finishes_the_list(seat: Seat) -> None:
    """The new coordinator changes what the old one knew, takes the page over, and files the signed print."""
    seat.go_to("Posting access")
    seat.show_tab("Leavers and lists")
    seat.click_row("Rosa Okafor")
    seat.click_row("Password: School page")
    seat.press("Do it: change the password…")
    seat.press("Make a new one")
    seat.choose("Is it already changed on the platform?", "Yes")
    seat.press("Save")
    seat.go_to("Posting access")
    seat.click_row("Who looks after it: School page")
    seat.press("Do it…")
    seat.type_into("Who looks after it from now on", "gwyn")
    seat.press("From now on")
    seat.click_row("Sign-in to this program")
    seat.press("Not needed…")
    seat.type_into("Why is it not needed?", "stays as a teacher")
    seat.press("It is not needed")
    seat.sees("To sign")
    seat.press("Print")
    assert "gone through together on Friday" in seat.read_preview()
    seat.press("Close")
    seat.press("Signed and finished…")
    seat.press("The list is finished")
    seat.sees("The list is finished and kept as it was signed.")


@pytest.mark.clause("valence:roles-1", "valence:roles-4")
def test_another_coordinator_takes_over_with_the_book(seat: Seat, with_sian: InventedSchool) -> None:
    seat.start(with_sian)
    seat.sign_in_as("Anna Whitfield", HEAD)
    hands_over(seat)
    words = prints_the_book(seat)
    assert "Rosa Okafor" in words
    assert "Siân ap Gwŷn" in words
    works_off_what_is_for_people(seat)
    seat.close_window()

    sian = next(known for known in with_sian.words if known not in (with_sian.head.id, with_sian.coordinator.id))
    seat.start(with_sian)
    seat.sign_in_as("Siân ap Gwŷn", with_sian.words[sian])
    seat.go_to("Accounts")
    seat.click_row("School page")
    seat.sees("Show")
    finishes_the_list(seat)
    seat.close_window()

    with_sian.clock.set(with_sian.clock.now() + timedelta(days=1))
    seat.start(with_sian)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.does_not_see("School page")
    seat.go_to("Policy and staff")
    seat.does_not_see("Add person…", "Bring in a staff list…")


def test_without_a_sign_in_the_dialog_says_the_way_to_one(seat: Seat, school: InventedSchool) -> None:
    school.office = school.sign_in_again()
    school.add_person("Jo Marsh", "Year 4 teacher")
    school.sign_out()
    seat.start(school)
    seat.sign_in_as("Anna Whitfield", HEAD)
    seat.go_to("Policy and staff")
    seat.click_row("Rosa Okafor")
    seat.press("Hand over to…")
    seat.type_into("Taken over by", "marsh")
    seat.sees("This person has no confirmed sign-in yet", "Make a sign-in…")
    seat.press("Hand over")
    seat.reads_beside("Taken over by", "no confirmed sign-in yet")
