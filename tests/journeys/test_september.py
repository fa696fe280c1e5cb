"""September in an afternoon: pupils brought in, looked at, undone, brought in again, and the year turned."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, InventedSchool

SIMS = Path(__file__).parent.parent / "data" / "school-a" / "pupils-sims.csv"


def brings_in(seat: Seat) -> None:
    """From the button to the result."""
    seat.press("Bring in pupils…")
    seat.hand_over(SIMS)
    seat.press("Choose a file…")
    seat.sees("What the columns hold", "Photo answer: X (formerly Twitter)")
    seat.press("Show what it would do")
    seat.sees("421 pupils: 421 new, 3 not taken. Nothing is kept before you agree.")


def test_421_pupils_come_in_go_and_come_again_and_the_year_turns(seat: Seat, school: InventedSchool) -> None:
    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Photo permissions")
    seat.show_tab("Pupils")
    brings_in(seat)
    seat.show_tab("Not taken (3)")
    seat.sees("there is no surname", "born in the future")
    seat.press("Bring in 421 pupils")
    seat.sees("421 new, 3123 photo answers")

    # Looked at, and not what was wanted: it goes as a whole, and comes again.
    seat.press("Undo")
    seat.press("Undo it")
    seat.sees("Undone: the roll stands as it did before.")
    seat.press("Done")
    seat.sees("No pupils yet")
    brings_in(seat)
    seat.press("Bring in 421 pupils")
    seat.press("Done")
    assert len(seat.rows("Pupils")) >= 200, "the rest comes as one scrolls"

    # The year turns: looked at first, then done.
    seat.press("The year turns…")
    seat.sees("September: the year turns", "6A, year 6: 30 pupils")
    seat.press("Look first")
    seat.sees("361 pupils move up.", "60 pupils leave, last day 31 Aug 2026.")
    seat.press("Turn the year")
    seat.sees("It can be undone until the first new photo answer.", "361 moved up and 60 left")
    seat.press("Close")
