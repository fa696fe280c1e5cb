"""The termly review by keyboard, interrupted by a lock, signed off by the headteacher, and its evidence on paper."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from schoolsm_desktop.domain.access import AccessKind
from schoolsm_desktop.domain.accounts import SecretField
from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, HEAD, InventedSchool


@pytest.fixture
def with_access(school: InventedSchool) -> InventedSchool:
    """Jo and Sam know a password, Kit has an own login, and so has the coordinator."""
    school.office = school.sign_in_again()
    page = school.add_account("X page")
    site = school.add_account("Website", platform_id="website", password=None)
    for name in ("Jo Marsh", "Sam Adeyemi"):
        school.give(school.add_person(name, "Teacher"), page)
    school.give(school.add_person("Kit Vale", "Teacher"), site, AccessKind.OWN_LOGIN)
    school.give(school.coordinator, site, AccessKind.OWN_LOGIN)
    school.sign_out()
    return school


def on_the_line(seat: Seat, name: str) -> None:
    """Choose a line; where a dialog has just gone, the desktop gives the keyboard back to the window first."""
    assert seat.program is not None
    assert seat.program.main is not None
    seat.program.main.activateWindow()
    seat.click_row(name)


def begins_by_keyboard(seat: Seat) -> None:
    """One button, then one key a line; Ctrl+Z takes the last one back."""
    seat.go_to("Posting access")
    seat.press("Start termly review")
    seat.sees("4 accesses of 4 people to 2 accounts become lines of the review")
    seat.press("Start the review")
    seat.sees("0 of 4 decided")
    on_the_line(seat, "Kit Vale")
    seat.type_here("k")
    seat.sees("1 of 4 decided")
    seat.type_here("e")
    seat.sees("2 of 4 decided")
    seat.key(Qt.Key.Key_Z, ctrl=True)
    seat.sees("1 of 4 decided")
    seat.type_here("k")
    seat.type_here("u")
    seat.sees("2 of 4 decided, 1 unsure")


def is_locked_and_goes_on(seat: Seat) -> None:
    """What was decided is there after the lock, and Today leads to it."""
    seat.lock_now()
    seat.come_back()
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Today")
    seat.sees("Termly review: 3 of 4 decided")
    seat.click_row("Termly review: 3 of 4 decided", "Do it")
    seat.sees("2 of 4 decided, 1 unsure", "Rosa Okafor")
    on_the_line(seat, "Rosa Okafor")
    seat.type_here("k")
    seat.sees("Nobody reviews their own access. A. Whitfield can decide this line.")


def the_head_decides_and_signs(seat: Seat) -> None:
    """What waits leads to its line; what follows is said before the signature."""
    seat.go_to("Today")
    seat.click_row("needs the headteacher’s decision", "Do it")
    seat.press("Sign off…")
    seat.sees("1 access is not decided yet and 1 is “unsure” and needs the headteacher’s decision")
    seat.press("Go there")
    on_the_line(seat, "Rosa Okafor")
    seat.type_here("k")
    on_the_line(seat, "Jo Marsh")
    seat.press("Note…")
    seat.type_into("Note", "Now in Year 6 without the page")
    seat.press("Save")
    on_the_line(seat, "Jo Marsh")
    seat.type_here("e")
    seat.sees("4 of 4 decided")
    seat.press("Sign off…")
    seat.sees("1 access ends at once.", "1 password must become a new one within 24 hours.", "X page")
    seat.press("Sign off")
    seat.sees("what was decided is done", "3 kept, 0 changed and 1 ended")


@pytest.mark.clause("valence:roles-1", "valence:use-11")
def test_review_to_evidence(seat: Seat, with_access: InventedSchool) -> None:
    school = with_access
    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    begins_by_keyboard(seat)
    is_locked_and_goes_on(seat)
    seat.close_window()

    seat.start(school)
    seat.sign_in_as("Anna Whitfield", HEAD)
    the_head_decides_and_signs(seat)
    seat.press("Print evidence")
    paper = " ".join(seat.read_preview().split())
    for words in ("Access review evidence", "Autumn term 2026", "Jo Marsh", "Now in Year 6 without the page"):
        assert words in paper
    seat.preview().close()
    seat.go_to("Today")
    seat.sees("X page: new password needed")
    seat.close_window()

    school.office = school.sign_in_again()
    page = next(a.account for a in school.office.accounts.lines() if a.account.name == "X page")
    assert [a.person_id for a, _ in school.office.accounts.facts(page.id).accesses] == [
        p.id for p in school.office.people.choices() if p.name == "Sam Adeyemi"
    ]
    assert school.office.secrets.open(page.id, SecretField.PASSWORD)
    school.sign_out()
