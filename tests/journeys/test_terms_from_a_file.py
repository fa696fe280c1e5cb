"""The authority's list of term dates: read, one impossible day corrected, kept, and counted in."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, InventedSchool

LIST = """Term,First day,Last day
Autumn term,02/09/2027,17/12/2027
October half-term,25/10/2027,29/10/2027
INSET day,01/09/2027,
Christmas holiday,20/12/2027,31/12/2027
Spring term,31/02/2028,31/03/2028
"""


def test_next_years_terms_come_from_a_list_with_an_impossible_day(
    seat: Seat, school: InventedSchool, tmp_path: Path
) -> None:
    terms, letter = tmp_path / "term dates.csv", tmp_path / "letter.ics"
    terms.write_text(LIST, encoding="utf-8")
    letter.write_text("Dear office, the term dates are on our website.\n", encoding="utf-8")
    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Settings")
    seat.show_tab("Terms")
    seat.sees("Autumn term 2026", "Bank holiday", "Christmas Day")

    # A letter is no calendar: a clear sentence, and the next file is read.
    seat.press("Bring in term dates…")
    seat.hand_over(letter)
    seat.press("Choose a file…")
    seat.sees("No term dates were found in this file. Nothing was changed.")
    seat.hand_over(terms)
    seat.press("Choose a file…")
    seat.sees("Is this right?", "1 line has to be corrected or left out.", "In the file: 31/02/2028 – 31/03/2028")
    seat.sees("A holiday between terms: it follows from the terms.")

    # Agreed to too early: nothing is kept, and what was read stays.
    seat.press("Keep them")
    seat.sees("Some lines have to be corrected or left out first. Nothing was saved.")
    seat.type_into("First day", "4 Jan 2028")
    seat.type_into("Last day", "31 Mar 2028")
    seat.wait_for(lambda: None if "has to be corrected" in seat.everything() else True, "nothing left to correct")
    seat.press("Keep them")
    seat.sees("Brought in: 2 terms and 1 entry of days without school.", "Spring term 2028", "INSET day")

    # And what it is for: counting.
    seat.press("Count school days…")
    seat.type_into("How many", "1")
    seat.type_into("From", "22 Oct 2027")
    seat.press("Count")
    seat.sees("1 school day from 22 Oct 2027: end of 1 Nov 2027")
