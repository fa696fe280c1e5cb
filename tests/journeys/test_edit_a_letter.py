"""The office writes a letter in its own words: a slip is found before anything is printed, and a lock loses nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, InventedSchool

LETTER = "A reminder to a leaver"


@pytest.mark.clause("mill-lane:6.1-xiv")
def test_a_letter_is_written_anew_seen_on_paper_and_kept_as_a_version(seat: Seat, school: InventedSchool) -> None:
    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Settings")
    seat.show_tab("Letters")
    seat.click_row(LETTER)
    seat.sees("As it came with the program, in use", "Whoever gets it signs a copy and gives it back.")
    seat.press("Change the wording…")
    seat.sees("What can be filled in", "the last day", "How it reads, with examples")

    # A slip of the fingers: said at once and beside the text, and nothing is saved.
    seat.type_into("Text", "Dear {recipiant}, please write to no pupil after {ends}.")
    seat.sees("“{recipiant}” is not known here. Did you mean “{recipient}”?")
    seat.press("Save as a new version")
    seat.reads_beside("Text", "Nothing was saved yet.")
    seat.press("Write {recipient} instead")
    seat.sees("Dear Sam Okafor, please write to no pupil after 30 Nov 2027.")

    # Called away before it is saved: what was typed is still there.
    seat.lock_now()
    seat.come_back()
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.sees("Dear Sam Okafor, please write to no pupil after 30 Nov 2027.")
    seat.press("See it on paper")
    paper = seat.read_preview()
    for words in ("Alder Brook Primary", "Example: not to be sent", "please write to no pupil", "Anna Whitfield"):
        assert words in paper
    seat.preview().close()
    seat.press("Save as a new version")
    seat.sees("version 1 is used from now on")
    assert "own, version 1" in " ".join(seat.row(LETTER))

    # Back to how it was, without losing what was written.
    seat.choose("Version shown", "As it came with the program")
    seat.press("Use this wording again…")
    seat.press("Use it")
    seat.sees("As it came with the program, in use")
    assert "of the program" in " ".join(seat.row(LETTER))
    seat.key(Qt.Key.Key_Escape)
