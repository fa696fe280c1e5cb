"""A school begins with Bucklebury's policy: its name and logo are asked for, and governors and parents are bound too."""

from __future__ import annotations

from pathlib import Path

import pytest

from schoolsm_desktop.services.desk import Beside
from tests.journeys.new_school import new_school
from tests.journeys.steps import Seat
from tests.services.school import HEAD


@pytest.mark.clause("bucklebury:gen-7b", "bucklebury:scope")
def test_a_school_that_follows_bucklebury(seat: Seat, empty_pc: Beside, tmp_path: Path) -> None:
    new_school(seat, empty_pc, tmp_path, "Bucklebury School")
    seat.go_to("Policy and staff")
    seat.show_tab("Staff")
    seat.press("Add person…")
    seat.type_into("First name", "Edith")
    seat.type_into("Family name", "Wainford")
    seat.type_into("Job", "Chair of governors")
    seat.press("More about this person")
    seat.choose("Contract", "overnor")
    seat.press("Add person")
    seat.show_tab("Read and trained")
    # Governors read and sign it as colleagues do, and parents' agreements are counted by class.
    seat.sees("Staff: 0 of 2 signed", "Governors: 0 of 1 signed")
    seat.row("Edith Wainford, Chair of governors")
    seat.show_tab("Lessons")
    seat.press("Enter a class…")
    seat.choose("Whose", "Parents")
    seat.type_into("Class", "2A")
    seat.type_into("How many are back", "19")
    seat.type_into("Of how many", "27")
    seat.press("Save")
    seat.row("2A")
    seat.sees("19")

    # The parents' association asks for the logo; the headteacher answers in writing.
    seat.show_tab("Requests")
    seat.press("New request…")
    seat.sees("General 7, second half")
    seat.type_into("Or somebody else asks", "The parents association")
    seat.type_into("What is to carry it", "Banner for the summer fair")
    seat.type_into("What it is used for, and where", "Poster of the fair and its page")
    seat.press("Keep the request")
    seat.row("Banner for the summer fair")
    assert seat.cannot_press("Allow…"), "only the headteacher allows it"
    seat.lock_now()
    seat.come_back()
    seat.sign_in_as("Anna Whitfield", HEAD)
    seat.click_row("Name and logo: Banner for the summer fair", "Do it")
    seat.press("Allow…")
    seat.type_into("Conditions", "The crest is not changed")
    seat.type_into("Until", "31/7/2027")
    seat.press("Allow")
    seat.sees("The crest is not changed")
    seat.press("Make the letter")
    letter = " ".join(seat.read_preview().split())
    for words in ("The parents association", "Banner for the summer fair", "The crest is not changed", "31 Jul 2027"):
        assert words in letter
