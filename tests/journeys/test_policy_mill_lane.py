"""A school begins with the council's model policy: no private use of its equipment, HR advice, and a word to leavers."""

from __future__ import annotations

from pathlib import Path

import pytest

from schoolsm_desktop.services.desk import Beside
from tests.journeys.new_school import new_school
from tests.journeys.steps import Seat


@pytest.mark.clause("mill-lane:6.1-i", "mill-lane:5.2-hr-advice", "mill-lane:6.1-xiv")
def test_a_school_that_follows_the_councils_model(seat: Seat, empty_pc: Beside, tmp_path: Path) -> None:
    new_school(seat, empty_pc, tmp_path, "Mill Lane Primary School (council model)")

    # What it says of private use stands in your policy, with its clause.
    seat.go_to("Policy and staff")
    seat.show_tab("Your policy")
    seat.click_row("Colleagues’ private use")
    seat.sees(
        "Private use at school", "No private use on the school’s equipment.", "6.1 I, “Use of Social Media Sites”"
    )
    seat.sees(
        "Use of the school’s network and systems may be watched without notice.", "7.1, “Monitoring of Internet Use”"
    )

    # It names whom to ask about discipline; nobody has entered the number yet.
    seat.go_to("Settings")
    seat.show_tab("Whom to ring")
    seat.click_row("HR advice")
    seat.sees("Not entered yet", "5.4, “Responsibilities: HR advice”")
    seat.press("Enter it…")
    seat.type_into("Name", "Schools HR desk")
    seat.type_into("Number", "01632 960 144")
    seat.press("I rang it or looked it up today, and it is right")
    seat.press("Save")
    seat.row("Schools HR desk")

    # Whoever leaves is told about former pupils; the line is not done without saying how.
    seat.go_to("Policy and staff")
    seat.show_tab("Staff")
    seat.press("Add person…")
    seat.type_into("First name", "Ola")
    seat.type_into("Family name", "Brand")
    seat.type_into("Job", "Teacher, Year 2")
    seat.press("Add person")
    seat.press("This person leaves…")
    seat.sees("6.1 XIV, “Use of Social Media Sites”")
    seat.press("Make the list")
    seat.click_row("Former pupils")
    seat.sees("no contact with pupils of this school on private accounts")
    seat.press("Done…")
    seat.type_into("How do you know?", "read, signed, a copy given")
    seat.press("It is done")
    seat.sees("read, signed, a copy given", "1 of 3 done")
    seat.press("Print")
    paper = seat.read_preview()
    assert "Ola Brand" in paper
    assert "read, signed, a copy given" in paper
    seat.preview().close()
    seat.go_to("Today")
    seat.sees("O. Brand leaves")
