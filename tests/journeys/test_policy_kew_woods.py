"""A school begins with Kew Woods’ policy: a closed blog the headteacher agrees to, and no looking applicants up."""

from __future__ import annotations

from pathlib import Path

import pytest

from schoolsm_desktop.services.desk import Beside
from tests.journeys.new_school import new_school
from tests.journeys.steps import Seat
from tests.services.school import HEAD


@pytest.mark.clause("kew-woods:4.2", "kew-woods:6.1")
def test_a_school_that_follows_kew_woods(seat: Seat, empty_pc: Beside, tmp_path: Path) -> None:
    new_school(seat, empty_pc, tmp_path, "Kew Woods Primary School")
    seat.go_to("Policy and staff")
    seat.show_tab("Requests")
    seat.press("New request…")
    seat.sees("4.2, “Use of Social Media for Work Purposes”")
    seat.type_into("A colleague asks", "Okafor")
    seat.type_into("What it is called", "Year 6 reading blog")
    seat.type_into("What it is for", "Book reviews by the class")
    seat.type_into("Which class or group", "6B")
    seat.type_into("On which platform", "Edublogs")
    seat.type_into("Who looks after it and reads it", "Okafor")
    seat.press("Closed: only the people let in can see it")
    seat.press("A colleague reads everything before the class sees it")
    seat.press("Keep the request")
    seat.row("Year 6 reading blog")

    seat.press("New request…")
    seat.choose("What is asked for", "Another kind")
    seat.choose("Which kind", "Search about applicants")
    seat.sees("does not let recruiters look applicants up", "6.1, “Recruitment”")
    seat.sees("Your policy and the guidance differ.", "tell them before")
    seat.type_into("A colleague asks", "Okafor")
    seat.type_into("For which role", "Year 3 teacher")
    seat.press("Keep the request")
    seat.sees("It is kept as refused.")
    seat.row("Refused by the policy")
    seat.lock_now()
    seat.come_back()
    seat.sign_in_as("Anna Whitfield", HEAD)
    seat.sees("Closed area or blog: Year 6 reading blog")
    seat.click_row("Closed area or blog: Year 6 reading blog", "Do it")
    seat.sees("Closed: only the people let in can see it", "Nobody has checked the platform’s age terms.")
    seat.press("Allow…")
    seat.type_into("Conditions", "No pictures of pupils")
    seat.type_into("Until", "21/7/2027")
    seat.press("Allow")
    seat.row("Year 6 reading blog")
    seat.sees("No pictures of pupils")
    seat.press("Print it")
    paper = seat.read_preview()
    for words in ("Year 6 reading blog", "No pictures of pupils", "Anna Whitfield", "21 Jul 2027"):
        assert words in paper
