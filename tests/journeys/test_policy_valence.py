"""A school begins with Valence's policy: the coordinator under the head, accounts named in the policy, privacy, lessons."""

from __future__ import annotations

from pathlib import Path

import pytest

from schoolsm_desktop.services.desk import Beside
from tests.journeys.new_school import new_school
from tests.journeys.steps import Seat


@pytest.mark.clause("valence:technologies-school", "valence:private-4", "valence:teach-6", "valence:roles-1")
def test_a_school_that_follows_valence(seat: Seat, empty_pc: Beside, tmp_path: Path) -> None:
    new_school(seat, empty_pc, tmp_path, "Valence Primary School")
    # The policy names four accounts; none is in the register yet.
    seat.go_to("Policy and staff")
    seat.show_tab("To put right")
    seat.row("Named in the policy, not in the register: The school’s Facebook page")
    seat.row("Named in the policy, not in the register: The school website")
    seat.go_to("Accounts")
    seat.press("New account…")
    seat.type_into("Address", "https://www.facebook.com/alderbrook")
    seat.type_into("Who looks after it", "Okafor")
    seat.press("Save")
    seat.row("Facebook")
    seat.go_to("Policy and staff")
    seat.show_tab("To put right")
    seat.wait_for(
        lambda: None if "not in the register: The school’s Facebook page" in seat.everything() else True,
        "the Facebook page found in the register",
    )
    seat.row("Named in the policy, not in the register: The school’s YouTube channel")

    # Every three months: who has looked at their privacy settings. Nobody yet; one says so for herself.
    seat.show_tab("Declarations")
    seat.sees("Privacy settings: 0 of 2, 0 %")
    seat.show_tab("Yours")
    seat.press("Declare…")
    seat.sees("Have you looked at the privacy settings", "Private 4")
    seat.choose("Answer", "Yes")
    seat.press("Save")
    seat.show_tab("Declarations")
    seat.sees("Privacy settings: 1 of 2, 50 %")

    # Lessons: only somebody with access uses an account with a class.
    seat.show_tab("Lessons")
    seat.press("Tick a lesson use…")
    seat.sees("pupils never have access (Teach 6)")
    seat.type_into("Account", "Facebook")
    seat.type_into("Teacher responsible", "Whitfield")
    seat.type_into("Class or year group", "Year 4")
    seat.press("Tick")
    seat.reads_beside(
        "Teacher responsible", "Only a colleague with access to an account uses it in a lesson (Teach 6)."
    )
    seat.press("Cancel")
    seat.press("Leave")

    # The coordinator gives access, and only what the headteacher authorised.
    seat.go_to("Posting access")
    seat.press("Give access…")
    seat.sees("Roles 1", "Authorised by")
    assert "Anna Whitfield" in seat.value_in("Authorised by")
