"""A leaver who knows three passwords: one dialog, a list that is worked off, and a signed paper at its end."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest

from schoolsm_desktop.domain.access import AccessKind
from tests.exchange.scans import scan_pdf
from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, InventedSchool

KNOWN = ("Class blog", "News page", "Parents page")


@pytest.fixture
def with_jo(school: InventedSchool) -> InventedSchool:
    """Jo Marsh knows three passwords, has an own login on Facebook and no sign-in here."""
    school.office = school.sign_in_again()
    jo = school.add_person("Jo Marsh", "Year 4 teacher")
    for name in KNOWN:
        school.give(jo, school.add_account(name))
    school.give(jo, school.add_account("Facebook page", None, platform_id="facebook"), AccessKind.OWN_LOGIN)
    school.sign_out()
    return school


def begins_the_list(seat: Seat) -> None:
    """One dialog says what follows and what will be on the list."""
    seat.go_to("Posting access")
    seat.press("Someone is leaving…")
    seat.type_into("Who", "marsh")
    seat.sees("What follows", "3 passwords", *(f"Password: {name}" for name in KNOWN))
    seat.press("Make the list")
    seat.sees("The list is made.", "Jo Marsh", "0 of 8")
    assert seat.cannot_press("Signed and finished…")


def changes_each_password(seat: Seat) -> None:
    """Each line leads to the account; only the change itself does the line."""
    seat.click_row("J. Marsh leaves: last day 20 Nov 2026", "Do it")
    for name in KNOWN:
        seat.go_to("Posting access")
        seat.click_row(f"Password: {name}")
        seat.does_not_see("Done…")
        seat.press("Do it: change the password…")
        seat.sees(f"New password for {name}")
        seat.press("Make a new one")
        seat.choose("Is it already changed on the platform?", "Yes")
        seat.press("Save")
        seat.sees(f"The password of {name} is kept.")
    seat.go_to("Posting access")
    seat.sees("3 of 8")
    seat.click_row(f"Password: {KNOWN[0]}")
    seat.sees("Password changed, and confirmed on the platform", "R. Okafor")


def works_off_the_rest(seat: Seat) -> None:
    """By proof, or by a reason why not."""
    for what, proof in (
        ("Signed out everywhere: Facebook page", "no device left on the list"),
        ("Own login: Facebook page", "gone from the list of people with access"),
        ("Printed lists", "shredded together"),
        ("Former pupils", "read and signed on paper"),
    ):
        seat.click_row(what)
        seat.press("Done…")
        seat.type_into("How do you know?", proof)
        seat.press("It is done")
        seat.sees(proof)
    seat.click_row("Pictures on devices")
    seat.press("Not needed…")
    seat.type_into("Why is it not needed?", "used the school's camera only")
    seat.press("It is not needed")
    seat.sees("To sign")


def prints_and_signs(seat: Seat, scan: Path) -> None:
    """The paper carries what was done; its scan is kept with the list."""
    seat.press("Print")
    read = seat.read_preview()
    for said in ("Jo Marsh", "shredded together", "used the school's camera only", *KNOWN):
        assert said in read
    seat.press("Print…")
    seat.press("Close")
    seat.press("Signed and finished…")
    seat.hand_over(scan)
    seat.press("Choose a scan…")
    seat.sees("signed-list.pdf")
    seat.press("The list is finished")
    seat.sees("The list is finished and kept as it was signed.", "Signed on 23 Nov 2026")


@pytest.mark.clause("valence:use-11", "churchward:4-never-share", "mill-lane:6.1-xiv")
def test_from_the_last_day_to_the_signed_paper(seat: Seat, with_jo: InventedSchool, tmp_path: Path) -> None:
    seat.start(with_jo)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    begins_the_list(seat)
    seat.close_window()

    with_jo.clock.set(datetime(2026, 11, 23, 8, tzinfo=UTC))
    seat.start(with_jo)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.sees("J. Marsh leaves: last day 20 Nov 2026", *(f"{name}: new password needed" for name in KNOWN))
    changes_each_password(seat)
    works_off_the_rest(seat)
    scan = tmp_path / "signed-list.pdf"
    scan.write_bytes(scan_pdf())
    prints_and_signs(seat, scan)
    (paper,) = seat.outside.paper
    assert pypdf.PdfReader(paper).pages
    seat.go_to("Today")
    seat.does_not_see("J. Marsh leaves", *(f"{name}: new password needed" for name in KNOWN))
