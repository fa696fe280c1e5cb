"""The termly account check without the mouse: every question one key, until the term’s check is complete and on paper."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, InventedSchool


@pytest.mark.clause("valence:fb-5", "valence:tw-4")
def test_two_accounts_are_checked_by_keyboard(seat: Seat, school: InventedSchool) -> None:
    school.office = school.sign_in_again()
    school.add_account("Facebook page", platform_id="facebook")
    school.add_account("X page")
    school.sign_out()
    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Accounts")
    seat.show_tab("Termly check")
    seat.sees("0 of 2 accounts checked", "Is a second factor switched on?", "A stolen password alone")

    # The keyboard stands on the first question; five times yes, and it does follow individuals.
    seat.wait_for(lambda: True if _here() == "Questions of the check" else None, "the keyboard on the list")
    for key in "yytyny":
        seat.type_here(key)
    seat.sees("1 of 2 accounts checked", "1 “no” to put right")
    for key in "y?yyyy":
        seat.type_here(key)
    seat.sees("2 of 2 accounts checked")
    seat.go_to("Today")
    seat.sees("Facebook page: it follows, likes or comments on individuals")
    seat.does_not_see("Termly account check:")

    # Put right on the platform, answered again: Today's line leads to the question itself.
    seat.click_row("Facebook page: it follows", "Do it")
    seat.wait_for(lambda: True if _here() == "Questions of the check" else None, "the keyboard on the list")
    seat.sees("Your policy: our accounts do not like the posts of individuals, follow individuals")
    seat.type_here("y")
    seat.wait_for(lambda: None if "to put right" in seat.everything() else True, "nothing left to put right")
    seat.press("Print the check")
    paper = seat.read_preview()
    for words in ("Facebook page", "X page", "Autumn term 2026", "Rosa Okafor"):
        assert words in paper
    seat.preview().close()
    seat.key(Qt.Key.Key_Escape)


def _here() -> str:
    here = QApplication.focusWidget()
    return here.accessibleName() if here is not None else ""
