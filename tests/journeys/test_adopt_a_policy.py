"""A new version of the policy: the coordinator enters its text, the head signs on screen, the chair on paper; all read again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.policy import AccessCondition
from schoolsm_desktop.services.conditions import Tick
from tests.exchange.scans import scan_pdf
from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, HEAD, InventedSchool


@pytest.fixture
def signed_before(school: InventedSchool) -> InventedSchool:
    """Jo Marsh has read and signed the policy as it was, long ago; Edith Wainford is the chair."""
    school.office = school.sign_in_again()
    jo = school.add_person("Jo Marsh", "Year 4 teacher")
    chair = school.add_person("Edith Wainford", "Chair of governors")
    school.office.people.give_duty(chair.id, Duty.CHAIR, school.clock.today())
    school.office.conditions.tick(Tick((jo.id,), AccessCondition.POLICY_READ, date(2026, 9, 10)))
    school.sign_out()
    return school


def the_coordinator_adds_it(seat: Seat, document: Path) -> None:
    seat.go_to("Policy and staff")
    seat.show_tab("Versions")
    seat.sees("No version has been adopted")
    seat.press("Add a version…")
    seat.press("Save")
    seat.reads_beside("Version", "is needed")
    seat.type_into("Version", "Spring 2027")
    seat.type_into("In force from", "20 Nov 2026")
    seat.type_into("What changed", "Platforms brought up to date")
    seat.hand_over(document)
    seat.press("Choose a scan…")
    seat.sees("policy.pdf")
    seat.press("Save")
    seat.sees("It is adopted once both have signed", "Not adopted", "The headteacher’s signature is missing.")


def the_head_signs(seat: Seat) -> None:
    """From Today; what is signed is looked at first."""
    seat.click_row("Sign the policy, version “Spring 2027”", "Do it")
    seat.press("Look at the text")
    seat.sees("Only shown here: no copy of it lies on this PC.")
    seat.press("Close")
    seat.press("Sign")
    seat.sees("Tick it first: your signature says so.")
    seat.press("I have read this version and adopt it for the school.")
    seat.press("Sign")
    seat.sees("The chair’s is still missing, so the version is not adopted.")


def the_office_types_the_chairs_paper(seat: Seat) -> None:
    seat.go_to("Today")
    seat.click_row("The chair’s signature under the policy is missing", "Do it")
    seat.type_into("Chair of Governors: day", "20/11/2026")
    seat.press("Save")
    seat.sees("The version “Spring 2027” is adopted: both have signed.", "In force")


def everybody_reads_again(seat: Seat) -> None:
    seat.go_to("Policy and staff")
    seat.show_tab("Read and trained")
    assert "An earlier version" in " ".join(seat.row("Jo Marsh"))


@pytest.mark.clause("mill-lane:signature", "kew-woods:signature", "valence:signed-approved-review-march-2017")
def test_a_new_version_is_adopted_and_everybody_reads_again(
    seat: Seat, signed_before: InventedSchool, tmp_path: Path
) -> None:
    document = tmp_path / "policy.pdf"
    document.write_bytes(scan_pdf("Our policy, spring 2027"))

    seat.start(signed_before)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    the_coordinator_adds_it(seat, document)
    seat.close_window()

    seat.start(signed_before)
    seat.sign_in_as("Anna Whitfield", HEAD)
    the_head_signs(seat)
    seat.close_window()

    seat.start(signed_before)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    the_office_types_the_chairs_paper(seat)
    everybody_reads_again(seat)
