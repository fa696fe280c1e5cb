"""A training for the whole staff: the sheet printed, the session entered, a late arrival added, the numbers for governors."""

from __future__ import annotations

import pytest

from schoolsm_desktop.domain.people import Contract
from schoolsm_desktop.services.policies import shipped_profile
from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, InventedSchool


@pytest.fixture
def churchward(school: InventedSchool) -> InventedSchool:
    """A school of the trust with three of the staff and somebody from an agency."""
    school.office = school.sign_in_again()
    school.office.policies.choose(shipped_profile("churchward"))
    for name in ("Ada Brook", "Ben Carr"):
        school.add_person(name)
    school.add_person("Sue Penn", "Supply teacher", contract=Contract.AGENCY, agency="Brightwell Supply")
    school.sign_out()
    return school


def enters_the_training(seat: Seat, course: str) -> None:
    """Everyone but the supply teacher, who comes later."""
    seat.press("Enter a meeting or training…")
    seat.press("It was training")
    seat.choose("Which course", course)
    seat.type_into("Who led it", "Rosa Okafor")
    seat.tick_row("Sue Penn")
    seat.press("Enter it")
    seat.sees("The meeting is entered for 4 people.", "led by Rosa Okafor")
    assert "Never, attention" in seat.row("Sue Penn")


def adds_the_late_one(seat: Seat) -> None:
    seat.press("Add who came later…")
    seat.tick_row("Sue Penn")
    seat.press("Add them")
    seat.sees("1 person is added.")
    assert "Until 20 Nov 2027, in order" in seat.row("Sue Penn")


@pytest.mark.clause(
    "churchward:intro-support-training", "churchward:2-cs-training", "churchward:2-staff-train", "mill-lane:5.2-risks"
)
def test_from_the_sheet_to_the_numbers(seat: Seat, churchward: InventedSchool) -> None:
    course = shipped_profile("churchward").rules.training[0].title
    seat.start(churchward)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Policy and staff")
    seat.show_tab("Read and trained")
    seat.press("Attendance sheet for a training")
    printed = " ".join(seat.read_preview().split())
    assert "Sue Penn" in printed
    assert "Sign beside your name" in printed
    seat.press("Close")
    enters_the_training(seat, course)
    adds_the_late_one(seat)
    seat.press("The numbers, for governors and inspectors")
    printed = " ".join(seat.read_preview().split())
    for words in (course, "20 Nov 2026", "Rosa Okafor", "Agency, contractors and visitors 0 of 1 1 of 1"):
        assert words in printed
    seat.press("Close")
    seat.press("Short sheet for agency staff, contractors and visitors")
    assert "Agency or firm" in seat.read_preview()
