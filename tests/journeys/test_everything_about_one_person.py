"""A mother asks for everything about her daughter: gathered, looked through twice, and given without other names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem

from tests.journeys.steps import Seat
from tests.services.school import HEAD
from tests.services.subject_school import FRIEND, MOTHER, SubjectSchool, make_subject_school


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[SubjectSchool]:
    made = make_subject_school(tmp_path)
    made.of.school.sign_out()
    yield made
    made.of.school.sign_out()


def untick(seat: Seat, name: str, words: str) -> None:
    """Take away or set the tick of the line that says this."""

    def there() -> tuple[QListWidget, QListWidgetItem] | None:
        for each in QApplication.allWidgets():
            if isinstance(each, QListWidget) and each.isVisible() and each.accessibleName() == name:
                lines = (each.item(at) for at in range(each.count()))
                return next(((each, line) for line in lines if words in line.text()), None)
        return None

    lines, line = seat.wait_for(there, f"the line {words}")
    lines.setCurrentItem(line)
    lines.setFocus()
    seat.key(Qt.Key.Key_Space)


def test_it_is_gathered_looked_at_twice_and_given(seat: Seat, asked: SubjectSchool) -> None:
    school = asked.of.school
    seat.start(school)
    seat.sign_in_as("Pat Lowe", school.words[asked.of.people["office"].id])
    seat.go_to("Reports")
    seat.show_tab("About one person")
    seat.press("New request…")
    seat.choose("Which pupil", "Amara Bellweather")
    seat.choose("Who asks", "A parent, for a pupil")
    seat.type_into("Name of who asks", MOTHER)
    seat.press("Save")
    seat.sees("Request 1: Amara Bellweather", "21 Dec 2026, by law")
    seat.press("Make sure who asks…")
    seat.type_into("How", "Known to the office")
    seat.press("Save")
    seat.press("Make the working copy")
    seat.sees("The working copy is made.")
    seat.press("What goes out…")
    untick(seat, "What goes out", "Sports day")
    seat.press("Save")
    seat.sees("Say why the lines without a tick are held back.")
    seat.type_into("Why the lines without a tick are held back", "Not about her")
    seat.press("Save")
    seat.press("Working copy on paper")
    working = " ".join(seat.read_preview().split())
    assert "Working copy: stays in school" in working
    assert f"«{FRIEND}»" in working
    assert "Held back: Not about her" in working
    seat.press("Close")
    seat.lock_now()
    seat.come_back()

    seat.sign_in_as("Noor Haddad", school.words[asked.of.people["lead"].id])
    seat.go_to("Today")
    seat.does_not_see("Bellweather")
    seat.click_row("Request 1 for everything about one person: look for serious harm", "Do it")
    seat.press("Look for serious harm…")
    untick(seat, "What is held back", "No, by Father: Tobias Crankshaw")
    seat.type_into("What you found", "He must not learn what she said")
    seat.press("I have looked")
    seat.sees("It is written down that you looked.")
    seat.lock_now()
    seat.come_back()

    seat.sign_in_as("Anna Whitfield", HEAD)
    seat.go_to("Reports")
    seat.show_tab("About one person (1)")
    seat.does_not_see("He must not learn")
    seat.press("Enter the officer’s advice…")
    seat.type_into("Who advised", "Jo Bell")
    seat.type_into("What was advised", "May go out")
    seat.press("Save")
    seat.sees("Jo Bell, on paper of 20 Nov 2026")
    seat.press("Make the release copy…")
    seat.press("Make the copy")
    copy = " ".join(seat.read_preview().split())
    assert "What we hold about you" in copy
    assert "Copy 1, for Grace Bellweather" in copy
    for gone in ("Crankshaw", "Quillfeather", "Sports day", "Held back"):
        assert gone not in copy
    seat.press("Close")
    seat.press("Close it…")
    seat.press("Close it")
    seat.sees("The request is closed.")
