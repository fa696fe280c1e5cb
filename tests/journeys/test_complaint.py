"""Valence: a complaint is heard by a leader, looked into, and its way on is advised; nobody else learns of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, HEAD, InventedSchool


@pytest.fixture
def valence(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school under that policy, with a teacher who signs in."""
    school = InventedSchool(tmp_path, "valence")
    teacher = school.add_person("Jo Marsh")
    school.make_sign_in(teacher)
    school.sign_in(teacher)
    school.teacher = teacher  # type: ignore[attr-defined]
    school.sign_out()
    yield school
    school.sign_out()


@pytest.mark.clause("valence:complaints-1", "valence:complaints-2")
def test_it_is_heard_looked_into_and_advised_on(seat: Seat, valence: InventedSchool) -> None:
    seat.start(valence)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Incidents")
    seat.press("New complaint…")
    seat.type_into("What the complaint is", "The class page showed the trip before the parents knew of it.")
    seat.type_into("Who complains", "Dana Ferris")
    seat.sees("Sealed to A. Whitfield and R. Okafor.")
    seat.press("Take it in")
    seat.sees("It is kept as", "To be acknowledged", "27 Nov 2026 (5 school days from 20 Nov 2026)")
    seat.press("Appointment…")
    seat.type_into("Day", "19/11/2026")
    seat.type_into("Time", "15:30")
    seat.press("Save")
    seat.sees("This moment is past.")
    seat.type_into("Day", "24/11/2026")
    seat.choose("With whom", "Anna Whitfield")
    seat.press("Save")
    seat.sees("The appointment stands in the record, and on Today.", "24 Nov 2026 15:30")
    seat.press("Letter…")
    seat.choose("Which letter", "The complaint has arrived")
    seat.type_into("What it is about, in a few neutral words", "the class page")
    seat.press("Make the letter")
    letter = " ".join(seat.read_preview().split())
    assert "Your complaint about the class page arrived on 20 Nov 2026" in letter
    assert "24 Nov 2026 15:30" in letter
    seat.press("Close")
    seat.sees("done 20 Nov 2026")
    seat.lock_now()

    valence.clock.set(datetime(2026, 11, 25, 9, tzinfo=UTC))
    seat.come_back()
    teacher = valence.teacher  # type: ignore[attr-defined]
    seat.sign_in_as("Jo Marsh", valence.words[teacher.id])
    seat.does_not_see("complaint", "Complaint", "Dana Ferris")
    seat.go_to("Incidents")
    seat.does_not_see("Complaints (1)", "Dana Ferris")
    seat.lock_now()
    seat.come_back()

    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Today")
    seat.sees("Write down what an appointment about a complaint brought")
    seat.does_not_see("Dana Ferris")
    seat.click_row("Write down what an appointment about a complaint brought", "Do it")
    seat.press("Add to the record…")
    seat.choose("What is added", "Meeting")
    seat.type_into("With whom, or whose", "Dana Ferris and A. Whitfield")
    seat.type_into("What is to stand in the record", "She was heard. The page is put right today.")
    seat.type_into("When it happened", "24/11/2026")
    seat.type_into("At what time", "15:30")
    seat.press("Add")
    seat.sees("She was heard. The page is put right today")
    seat.press("Next stage…")
    seat.type_into("What was advised", "Looked into with the class teacher. To write to the head, by the procedure.")
    seat.press("Go on")
    seat.sees("Formal: in writing, investigated", "15 school days from 25 Nov 2026")
    seat.lock_now()
    seat.come_back()

    seat.sign_in_as("Anna Whitfield", HEAD)
    seat.go_to("Incidents")
    seat.show_tab("Complaints")
    seat.click_row("Dana Ferris")
    seat.press("It is answered…")
    seat.type_into("What they were answered", "The page asks for a second look before each trip now.")
    seat.press("Save")
    seat.press("Close it…")
    seat.type_into("What came of it", "Upheld and put right.")
    seat.press("Close it")
    seat.sees("The complaint is closed.", "Upheld and put right.")
