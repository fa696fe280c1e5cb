"""Ctrl+K without the mouse: a person, an act, a place, and the lock."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListView

from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, InventedSchool


def test_everything_is_three_letters_away(seat: Seat, school: InventedSchool) -> None:
    school.office = school.sign_in_again()
    school.add_account("Facebook page", platform_id="facebook")
    school.add_person("Zoë Quillfeather", "Teaching assistant")
    school.sign_out()
    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)

    _find(seat, "zoe", "Zoë Quillfeather, Teaching assistant")
    seat.sees("Policy and staff", "Teaching assistant")

    _find(seat, "twitter", "Nothing found for “twitter”")
    seat.key(Qt.Key.Key_Escape)

    _find(seat, "bank hol", "Terms and closed days, Settings")
    seat.sees("School year 2026-27", "Christmas Day")

    _find(seat, "lock", "Lock now")
    seat.come_back()
    seat.sees("Rosa Okafor")


def test_an_act_begins_from_anywhere(seat: Seat, school: InventedSchool) -> None:
    school.office = school.sign_in_again()
    school.sign_out()
    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    _find(seat, "give acc", "Give access…")
    seat.sees("Which account", "May do what")


def _find(seat: Seat, typed: str, shown: str) -> None:
    seat.key(Qt.Key.Key_K, ctrl=True)
    seat.type_here(typed)
    seat.wait_for(lambda: True if shown in _hits() else None, f"“{shown}” under the search")
    seat.key(Qt.Key.Key_Return)


def _hits() -> list[str]:
    views = [w for w in QApplication.allWidgets() if isinstance(w, QListView) and w.isVisible()]
    found = [view for view in views if view.accessibleName() == "What was found"]
    model = found[0].model() if found else None
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())] if model is not None else []
