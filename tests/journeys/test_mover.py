"""Somebody changes job and stays: what the new job needs goes on, what it does not need ends with its day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from schoolsm_desktop.domain.access import AccessKind
from schoolsm_desktop.domain.people import Duty
from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, InventedSchool


@pytest.fixture
def with_jo(school: InventedSchool) -> InventedSchool:
    """Jo Marsh posts on two accounts and teaches a class."""
    school.office = school.sign_in_again()
    jo = school.add_person("Jo Marsh", "Year 4 teacher")
    school.give(jo, school.add_account("Class blog"))
    school.give(jo, school.add_account("Library page", None, platform_id="facebook"), AccessKind.OWN_LOGIN)
    school.office.people.give_duty(jo.id, Duty.CLASS_TEACHER, school.clock.today())
    school.sign_out()
    return school


def changes_job(seat: Seat) -> None:
    """From the staff list, in one dialog; what is ticked ends."""
    seat.go_to("Policy and staff")
    seat.click_row("Jo Marsh")
    seat.press("Changed job…")
    seat.sees("What ends with the old job")
    seat.press("Make the list")
    seat.reads_beside("New job", "Write what the person does")
    seat.type_into("New job", "School librarian")
    seat.press("Make the list")
    seat.sees("Nothing ends with this change")
    seat.tick_row("Password: Class blog")
    seat.tick_row("Duty: Class teacher")
    seat.type_into("Last day", "27/11/2026")
    seat.sees("Password: Class blog, by")
    seat.press("Make the list")
    seat.sees("The list is made.", "Changed job", "New job: School librarian")
    seat.does_not_see("Library page")


def is_signed(seat: Seat) -> None:
    """After its day the register says what stands, and the list is worked off."""
    seat.go_to("Posting access")
    assert "own login" in " ".join(seat.row("Jo Marsh"))
    seat.show_tab("Leavers and lists")
    seat.click_row("Password: Class blog")
    seat.press("Do it: change the password…")
    seat.press("Make a new one")
    seat.choose("Is it already changed on the platform?", "Yes")
    seat.press("Save")
    seat.go_to("Posting access")
    for what in ("Printed lists", "Pictures on devices"):
        seat.click_row(what)
        seat.press("Done…")
        seat.type_into("How do you know?", "handed in")
        seat.press("It is done")
        seat.sees("handed in")
    seat.press("Signed and finished…")
    seat.press("The list is finished")
    seat.sees("Signed on 30 Nov 2026")


def test_a_changed_job_ends_what_it_no_longer_needs(seat: Seat, with_jo: InventedSchool) -> None:
    seat.start(with_jo)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    changes_job(seat)
    seat.close_window()

    with_jo.clock.set(datetime(2026, 11, 30, 8, tzinfo=UTC))
    seat.start(with_jo)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.sees("Class blog: new password needed", "J. Marsh changes job")
    is_signed(seat)
    seat.go_to("Policy and staff")
    seat.sees("School librarian")
