"""The whole way by keyboard: sign in, find an account, copy its password, lock."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.journeys import eyes
from tests.journeys.steps import Seat, on_the_clipboard
from tests.services.school import COORDINATOR, InventedSchool

PASSWORD = "kX9#mQ2$vL7&pT4w"


def goes_to(seat: Seat, name: str) -> None:
    """Tab until the keyboard stands on what is called so."""
    for _ in range(60):
        here = QApplication.focusWidget()
        if here is not None and here.accessibleName() == name:
            return
        seat.key(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not come to “{name}”")


def test_a_password_is_copied_without_a_mouse(seat: Seat, school: InventedSchool) -> None:
    school.office = school.sign_in_again()
    school.add_account("X page", PASSWORD)
    school.add_account("School Instagram", "thimble walnut 71 osprey", platform_id="instagram")
    school.sign_out()
    seat.start(school)

    # The last person stands chosen and the cursor is in the passphrase.
    seat.sees("Who are you?", "Rosa Okafor")
    seat.wait_for(lambda: True if "Passphrase" in _here() else None, "the cursor in the passphrase")
    seat.type_here(COORDINATOR)
    seat.key(Qt.Key.Key_Return)
    seat.sees("Signed in: Rosa Okafor", "Good morning")
    seat.key(Qt.Key.Key_K, ctrl=True)
    seat.type_here("x pag")
    seat.wait_for(lambda: True if eyes.find_list("What was found") else None, "what was found")
    assert seat.rows("What was found")[:2] == [["Accounts"], ["Accounts: X page"]]
    seat.key(Qt.Key.Key_Return)
    seat.sees("Every account of the school", "X (formerly Twitter)")
    goes_to(seat, "Copy Password")
    seat.key(Qt.Key.Key_Space)
    seat.qtbot.waitUntil(lambda: on_the_clipboard() == PASSWORD)

    # On the list itself Ctrl+C does the same.
    seat.pass_seconds(20)
    assert on_the_clipboard() == ""
    goes_to(seat, "Accounts")
    seat.key(Qt.Key.Key_C, ctrl=True)
    seat.qtbot.waitUntil(lambda: on_the_clipboard() == PASSWORD)
    seat.lock_now()
    assert on_the_clipboard() == ""
    seat.come_back()
    seat.sees("Locked.")


def _here() -> str:
    here = QApplication.focusWidget()
    return here.accessibleName() if here is not None else ""
