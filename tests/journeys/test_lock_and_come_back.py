"""A lock in the middle of typing: the process ends, and whoever typed finds everything where it was."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.journeys.steps import Seat, on_the_clipboard
from tests.services.school import COORDINATOR, HEAD, InventedSchool


def begins_an_account(seat: Seat) -> None:
    """Half an account, with a field in a section that was opened."""
    seat.go_to("Accounts")
    seat.press("New account…")
    seat.type_into("Address", "https://www.youtube.com/alderbrook")
    seat.type_into("What colleagues call it", "School YouTube")
    seat.press("How it is entered")
    seat.type_into("User name or e-mail for signing in", "office@alderbrook.example")


def test_what_was_typed_before_a_lock_is_there_afterwards(seat: Seat, school: InventedSchool) -> None:
    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    main = seat.program.main if seat.program is not None else None
    assert main is not None
    main.clipboard.copy("a secret of this test")
    begins_an_account(seat)
    seat.lock_now()

    assert not main.isVisible()
    assert on_the_clipboard() == "", "a lock empties the clipboard"
    assert not [each for each in QApplication.topLevelWidgets() if each.isVisible() and each.windowTitle()]
    seat.come_back()
    seat.sees("Locked. What was typed and not saved is kept for whoever typed it.")
    seat.does_not_see("School YouTube")

    # Somebody else comes first: what Rosa typed is not theirs.
    seat.sign_in_as("Anna Whitfield", HEAD)
    seat.sees("Signed in: Anna Whitfield", "Good morning")
    seat.does_not_see("School YouTube")
    seat.close_window()

    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.sees("New account")
    assert seat.value_in("Address") == "https://www.youtube.com/alderbrook"
    assert seat.value_in("What colleagues call it") == "School YouTube"
    assert seat.value_in("User name or e-mail for signing in") == "office@alderbrook.example"
    seat.type_into("Who looks after it", "Okafor")
    seat.press("Save")
    seat.sees("School YouTube is saved.")

    # What was saved is not typed once more after the next lock.
    seat.lock_now()
    seat.come_back()
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.row("School YouTube")
    seat.does_not_see("What colleagues call it")

    # Where nothing was typed, the page itself comes back.
    seat.go_to("Posting access")
    seat.sees("Who may post on which account.")
    seat.lock_now()
    seat.come_back()
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.sees("Who may post on which account.")
