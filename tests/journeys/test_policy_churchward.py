"""A school begins with the trust's policy: the Marketing Department's directory, and nobody shares a password."""

from __future__ import annotations

from pathlib import Path

import pytest

from schoolsm_desktop.services.desk import Beside
from tests.journeys.new_school import new_school
from tests.journeys.steps import Seat


@pytest.mark.clause(
    "churchward:2-mk-directory", "churchward:4-never-share", "churchward:1-disclaimer", "churchward:1-student-friends"
)
def test_a_school_that_follows_churchward(seat: Seat, empty_pc: Beside, tmp_path: Path) -> None:
    new_school(seat, empty_pc, tmp_path, "Churchward School (trust policy)")
    seat.go_to("Accounts")
    seat.press("New account…")
    seat.type_into("Address", "https://www.instagram.com/alderbrook")
    seat.type_into("Who looks after it", "Okafor")
    seat.press("Save")
    seat.go_to("Posting access")
    seat.press("Give access…")
    seat.type_into("Which account", "Instagram")
    seat.type_into("Who", "Okafor")
    seat.choose("How", "Knows the password")
    seat.press("Give access")
    seat.reads_beside("How", "does not allow a password to be shared")
    seat.sees("Policy not read and signed", "No training recorded")
    seat.press("Cancel")
    seat.press("Leave")

    # The Marketing Department keeps the directory; the titles are the trust's.
    seat.go_to("Accounts")
    seat.press("Print directory")
    paper = seat.read_preview()
    assert "Instagram" in paper
    assert "Marketing Department" in paper
    seat.preview().close()
    seat.go_to("Policy and staff")
    seat.row("Principal")

    # A private account that names the trust carries its wording; a link outside school is declared.
    seat.show_tab("Yours")
    seat.press("Declare…")
    seat.choose("What it is about", "A private account that names the school")
    seat.choose("Answer", "Yes")
    seat.sees("The wording:")
    seat.choose("Does the school’s wording stand there?", "Yes")
    seat.press("Save")
    seat.sees("It is kept, with today’s day.")
    seat.press("Declare…")
    seat.choose("What it is about", "Connections with pupils outside school")
    seat.choose("Answer", "Yes")
    seat.sees("only the colleague, the headteacher and the safeguarding lead read it")
