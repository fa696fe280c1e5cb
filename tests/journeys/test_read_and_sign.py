"""A teacher reads and signs on screen; the office enters the rest of a meeting but two; the list of who is missing is printed."""

from __future__ import annotations

import pytest

from schoolsm_desktop.domain.people import Duty
from tests.exchange.scans import scan_pdf
from tests.journeys.steps import Seat
from tests.services.school import HEAD, InventedSchool
from tests.services.test_training import SHEET, adopted

STAFF = ("Ada Brook", "Ben Carr", "Cleo Dean", "Dai Evans")


@pytest.fixture
def with_staff(school: InventedSchool) -> InventedSchool:
    """Six of the staff and a version of the policy that nobody has signed; Jo and the office manager can sign in."""
    school.office = school.sign_in_again()
    for name in STAFF:
        school.add_person(name, manager_id=school.head.id)
    jo, pat = school.add_person("Jo Marsh", "Year 4 teacher"), school.add_person("Pat Lowe", "Office manager")
    school.office.people.give_duty(pat.id, Duty.OFFICE_MANAGER, school.clock.today())
    adopted(school, "Autumn 2026", text=SHEET)
    for person in (jo, pat):
        school.make_sign_in(person)
        school.sign_in(person)
        school.sign_in(school.coordinator)
    school.sign_out()
    return school


def passphrase(school: InventedSchool, name: str) -> str:
    """What somebody types at the door."""
    office = school.sign_in_again()
    named = {p.id: p.name for p in office.people.choices()}
    office.close()
    return next(words for person, words in school.words.items() if named[person] == name)


def the_teacher_signs(seat: Seat) -> None:
    """From the own line of Today to a signature, without anything of anybody else."""
    seat.click_row("Read and sign the policy", "Do it")
    seat.sees("Not read and signed yet", "Version “Autumn 2026”, in force from 20 Nov 2026")
    seat.does_not_see("Ada Brook", "Enter a meeting or training…")
    assert seat.cannot_press("Read and signed")
    seat.press("Read the school’s own text…")
    seat.press("Close")
    seat.press("I have read it and keep to it")
    seat.press("Read and signed")
    seat.sees("Thank you. That you have read and signed stands in the records.", "Read and signed on 20 Nov 2026")
    seat.go_to("Today")
    seat.does_not_see("Read and sign the policy")


def the_office_enters_the_meeting(seat: Seat, sheet: object) -> None:
    """Everyone on 20 November except two."""
    seat.go_to("Policy and staff")
    seat.show_tab("Read and trained")
    assert "Signed 20 Nov 2026" in " ".join(seat.row("Jo Marsh"))
    seat.press("Enter a meeting or training…")
    seat.press("Everybody read and signed version “Autumn 2026” of the policy")
    seat.tick_row("Cleo Dean")
    seat.tick_row("Dai Evans")
    seat.hand_over(sheet)  # type: ignore[arg-type]  # a path
    seat.press("Choose a scan…")
    seat.press("Enter it")
    seat.sees("The meeting is entered for 6 people.")
    seat.choose("Show", "Something is missing")
    seat.does_not_see("Ada Brook")
    seat.sees("Cleo Dean", "Dai Evans")


@pytest.mark.clause(
    "valence:purpose-staff-guidance", "churchward:2-staff-know", "mill-lane:5.2-understand", "bucklebury:purpose-3"
)
def test_on_screen_on_a_sheet_and_who_is_still_missing(seat: Seat, with_staff: InventedSchool) -> None:
    sheet = with_staff.base / "sheet.pdf"
    sheet.write_bytes(scan_pdf("Signed on 20 November"))
    jo, pat = passphrase(with_staff, "Jo Marsh"), passphrase(with_staff, "Pat Lowe")
    seat.start(with_staff)
    seat.sign_in_as("Jo Marsh", jo)
    the_teacher_signs(seat)
    seat.close_window()

    seat.start(with_staff)
    seat.sign_in_as("Pat Lowe", pat)
    seat.sees("7 people have not read and signed the policy")
    the_office_enters_the_meeting(seat, sheet)
    seat.press("Who is missing, by line manager")
    printed = " ".join(seat.read_preview().split())
    assert "For Anna Whitfield" in printed
    assert "Cleo Dean" in printed
    assert "Dai Evans" in printed
    assert "Ada Brook" not in printed
    seat.press("Close")
    seat.go_to("Today")
    seat.sees("2 people have not read and signed the policy")
    seat.close_window()

    seat.start(with_staff)
    seat.sign_in_as("Anna Whitfield", HEAD)
    seat.does_not_see("Read and sign the policy")
