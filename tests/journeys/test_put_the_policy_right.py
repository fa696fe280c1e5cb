"""From Today to what is worth putting right in the policy: read, left with a reason, printed for the governors."""

from __future__ import annotations

import pytest

from schoolsm_desktop.services.policies import shipped_profile
from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, InventedSchool


@pytest.mark.clause("kew-woods:6.1", "kew-woods:2.2-b")
def test_kew_woods_reads_what_its_policy_says_against_the_guidance(seat: Seat, school: InventedSchool) -> None:
    school.office = school.sign_in_again()
    school.office.policies.choose(shipped_profile("kew-woods"))
    school.sign_out()
    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.click_row("1 thing in your policy is worth putting right", "Do it")
    seat.click_row("Searches on applicants are forbidden")
    seat.sees("consider an online search", "check with your adviser", "6.1, “Recruitment”")
    seat.press("Known, leave it…")
    seat.press("Leave it")
    seat.reads_beside("Why", "is needed")
    seat.type_into("Why", "The governors have decided to keep the rule")
    seat.press("Leave it")
    seat.sees("It is shown again in a year.")
    seat.click_row("Searches on applicants are forbidden")
    seat.sees("The governors have decided to keep the rule")
    seat.click_row("2 clauses have the number 2.2")
    seat.sees("give one of them a number of its own")
    seat.press("Print the list")
    paper = " ".join(seat.read_preview().split())
    assert "Twitter has another name now" in paper
    assert "The governors have decided to keep the rule" in paper
    seat.press("Close")
    seat.go_to("Today")
    seat.does_not_see("in your policy is worth putting right")
