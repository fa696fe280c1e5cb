"""The staff list as the school's system exports it, brought in once, and once more by mistake."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, InventedSchool

STAFF = Path(__file__).parent.parent / "data" / "school-a" / "staff.csv"


def reads(seat: Seat, file: Path) -> None:
    """As far as the people of the file."""
    seat.press("Bring in a staff list…")
    seat.hand_over(file)
    seat.press("Choose a file…")
    seat.sees("What the columns hold", "Surname")
    seat.press("Show the people")
    seat.sees("Who is brought in?")


def test_27_people_come_in_once(seat: Seat, school: InventedSchool, tmp_path: Path) -> None:
    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Policy and staff")
    reads(seat, STAFF)
    seat.sees("27 people: 27 new")
    seat.press("On to duties")
    seat.sees("Which duties do they hold?")
    seat.press("Bring in 27 people")
    seat.sees("Brought in: 27 new people.")
    seat.press("Done")
    assert len(seat.rows("Staff list")) == 29
    seat.row("Éabha Demir")

    # The same file a second time, with one new colleague and one who stands there twice.
    again = tmp_path / "staff again.csv"
    lines = STAFF.read_text(encoding="utf-8-sig").splitlines()
    again.write_text(
        "\n".join([*lines, "Wren,Ash,Teacher,Employee,wren@school.example,1/9/2026,", lines[3], ""]), "utf-8"
    )
    reads(seat, again)
    seat.sees("1 new", "the same as here")
    seat.sees("Line 30: the same row stands in the file before")
    ticked = [row for row in seat.rows("Rows of the file") if row[0] == "ticked"]
    assert [row[2] for row in ticked] == ["Wren Ash, Teacher"], "who is here already is not taken once more"
    seat.press("On to duties")
    seat.press("Bring in 1 person")
    seat.sees("Brought in: 1 new person")
    seat.press("Done")
    names = [row[0] for row in seat.rows("Staff list")]
    assert len(names) == 30
    assert len(set(names)) == 30
