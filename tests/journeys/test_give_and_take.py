"""Access is given, used and ended; the password that somebody knew is due until it has really been changed."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from schoolsm_desktop.ui.common.clipboard import CONCEALED
from tests.journeys.steps import Seat, on_the_clipboard
from tests.services.school import COORDINATOR, InventedSchool

OLD = "kX9#mQ2$vL7&pT4w"


@pytest.fixture
def with_jo(school: InventedSchool) -> InventedSchool:
    """A school with the account “X page”, and Jo Marsh, who can sign in and has no access yet."""
    school.office = school.sign_in_again()
    school.add_account("X page", OLD)
    jo = school.add_person("Jo Marsh", "Year 4 teacher")
    school.ready(jo)
    school.make_sign_in(jo)
    school.sign_in(jo)
    school.sign_out()
    return school


def words_of(school: InventedSchool, name: str) -> str:
    """The passphrase that somebody chose in the fixture."""
    (found,) = [
        words for person, words in school.words.items() if person not in (school.head.id, school.coordinator.id)
    ]
    assert name == "Jo Marsh"
    return found


def gives_access(seat: Seat) -> None:
    """One dialog, from the button to the register."""
    seat.go_to("Posting access")
    seat.press("Give access…")
    seat.press("Give access")
    seat.reads_beside("Who", "is needed")
    seat.type_into("Who", "marsh")
    seat.type_into("Which account", "X page")
    seat.choose("How", "password")
    seat.type_into("Why", "Year 4 residential")
    seat.press("Give access")
    seat.sees("Access is given and stands in the register.", "Year 4 residential", "Anna Whitfield")


def copies_the_password(seat: Seat) -> None:
    """Three actions from Today; a history of the clipboard is asked to leave it alone; after 20 seconds it is gone."""
    before = seat.actions
    seat.go_to("Accounts")
    seat.click_row("X page")
    seat.press("Copy Password")
    assert seat.actions - before <= 3
    seat.qtbot.waitUntil(lambda: on_the_clipboard() == OLD)
    formats = QGuiApplication.clipboard().mimeData().formats()
    assert set(CONCEALED) <= set(formats)
    seat.pass_seconds(19)
    assert on_the_clipboard() == OLD
    seat.pass_seconds(1)
    assert on_the_clipboard() == ""
    seat.sees("The clipboard is cleared.")


def ends_access(seat: Seat) -> None:
    """The dialog says first what follows."""
    seat.go_to("Posting access")
    seat.click_row("Jo Marsh", "X page")
    seat.sees("1 time, last")
    seat.press("End access…")
    seat.sees("Why it ends", "must be changed")
    seat.type_into("Why it ends", "Moves to another school")
    seat.press("End access")
    seat.sees("Access has ended.")


def types_the_same_again(seat: Seat) -> None:
    """From Today to the dialog. The old password once more is no change, and the line stays."""
    seat.click_row("X page: new password needed", "Do it")
    seat.sees("New password for X page")
    seat.press("Save")
    seat.reads_beside("New password", "Type the password")
    seat.type_into("New password", OLD)
    seat.press("Save")
    seat.sees("so nothing is new")
    seat.go_to("Today")
    seat.sees("X page: new password needed")


def changes_the_password(seat: Seat) -> None:
    """A real change, put on the platform, takes the line away."""
    seat.click_row("X page: new password needed", "Do it")
    seat.sees("New password for X page")
    seat.press("Make a new one")
    made = seat.value_in("New password")
    assert len(made) == 20
    assert made != OLD
    seat.choose("Is it already changed on the platform?", "Yes")
    seat.press("Save")
    seat.sees("The password of X page is kept.")
    seat.press("Copy Password")
    seat.qtbot.waitUntil(lambda: on_the_clipboard() == made)


@pytest.mark.clause("valence:roles-1", "valence:use-11")
def test_give_copy_end_change(seat: Seat, with_jo: InventedSchool) -> None:
    seat.start(with_jo)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    gives_access(seat)
    seat.close_window()

    seat.start(with_jo)
    seat.sign_in_as("Jo Marsh", words_of(with_jo, "Jo Marsh"))
    copies_the_password(seat)
    seat.close_window()

    seat.start(with_jo)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    ends_access(seat)
    seat.go_to("Today")
    seat.sees("X page: new password needed")
    types_the_same_again(seat)
    changes_the_password(seat)
    seat.go_to("Today")
    seat.does_not_see("X page: new password needed")
