"""Valence asks every three months whether private settings were looked at: a sheet, one entry for a meeting, per cent."""

from __future__ import annotations

from datetime import date

import pytest

from schoolsm_desktop.domain.people import Duty, Person
from tests.journeys.steps import Seat
from tests.services.school import InventedSchool

STAFF = ("Jo Marsh", "Sam Adeyemi", "Ola Brand", "Dee Putty", "Kim Vale")


@pytest.fixture
def office_manager(school: InventedSchool) -> Person:
    """Pat Lowe runs the office of a school with eight people, and has chosen a passphrase."""
    school.office = school.sign_in_again()
    for name in STAFF:
        school.add_person(name)
    pat = school.add_person("Pat Lowe", "Office manager")
    school.office.people.give_duty(pat.id, Duty.OFFICE_MANAGER, date(2026, 9, 1))
    school.make_sign_in(pat)
    school.sign_in(pat)
    school.sign_out()
    return pat


def prints_the_sheet(seat: Seat) -> None:
    """What to look at, and everybody to tick, for the staff meeting."""
    seat.press("Print the privacy check")
    sheet = seat.read_preview()
    assert "Every 3 months" in sheet
    assert "friends only" in sheet
    assert all(name in sheet for name in STAFF)
    seat.press("Print…")
    seat.press("Close")


def enters_the_meeting(seat: Seat) -> None:
    """Everyone on 12 November except two; an impossible day first."""
    seat.press("Enter a meeting…")
    for absent in ("Sam Adeyemi", "Ola Brand"):
        seat.tick_row(absent)
    seat.type_into("On which day", "31/11/2026")
    seat.press("Enter")
    seat.reads_beside("On which day", "This is not a day.")
    seat.type_into("On which day", "12/11/2026")
    seat.press("Enter")
    seat.sees("Entered for 6 colleagues.")


@pytest.mark.clause("valence:private-4")
def test_a_meeting_except_two_and_who_is_still_to_be_asked(
    seat: Seat, school: InventedSchool, office_manager: Person
) -> None:
    seat.start(school)
    seat.sign_in_as("Pat Lowe", school.words[office_manager.id])
    seat.go_to("Policy and staff")
    seat.show_tab("Declarations")
    seat.sees("Privacy settings: 0 of 8, 0 %")
    prints_the_sheet(seat)
    enters_the_meeting(seat)
    seat.sees("Privacy settings: 6 of 8, 75 %")
    seat.click_row("Ola Brand")
    seat.sees("Not asked yet")
    seat.press("Print who has answered")
    paper = seat.read_preview()
    assert "75 %" in paper
    assert "Sam Adeyemi" in paper
    assert "Ola Brand" in paper
    assert "Jo Marsh" not in paper
    seat.press("Close")
    seat.close_window()
    assert len(seat.outside.paper) == 1
