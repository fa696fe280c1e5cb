"""Mill Lane: a message that may be from a pupil goes to the headteacher at once, and to the provider with its answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.journeys.steps import Seat
from tests.services.school import HEAD, InventedSchool


@pytest.fixture
def mill_lane(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school under that policy, with a teacher who signs in and an account."""
    school = InventedSchool(tmp_path, "mill-lane")
    school.add_account("Year 6 blog")
    school.teacher = school.add_person("Jo Marsh")  # type: ignore[attr-defined]
    school.make_sign_in(school.teacher)  # type: ignore[attr-defined]
    school.sign_in(school.teacher)  # type: ignore[attr-defined]
    school.sign_out()
    yield school
    school.sign_out()


@pytest.mark.clause("mill-lane:6.1-vi")
def test_it_goes_to_the_head_and_to_the_provider_and_the_answer_stands_in_the_record(
    seat: Seat, mill_lane: InventedSchool
) -> None:
    teacher = mill_lane.teacher  # type: ignore[attr-defined]
    seat.start(mill_lane)
    seat.sign_in_as("Jo Marsh", mill_lane.words[teacher.id])
    seat.go_to("Incidents")
    seat.press("Write down what happened…")
    seat.type_into("What happened", "A message on my own account, perhaps from somebody in Year 6.")
    seat.choose("What kind of thing it is", "A pupil contacts a colleague")

    seat.sees("A. Whitfield (Headteacher) within 1 hour")
    seat.press("Give it to them")
    seat.does_not_see("perhaps from somebody in Year 6")
    seat.lock_now()
    seat.come_back()

    seat.sign_in_as("Anna Whitfield", HEAD)
    seat.go_to("Incidents")
    seat.click_row("A pupil contacts a colleague")
    seat.sees("perhaps from somebody in Year 6", "Read by A. Whitfield", "Reported by J. Marsh")
    seat.press("Add to the record…")
    seat.choose("What is added", "Police, local authority, provider or another agency")
    seat.choose("Which agency", "IT provider")
    seat.type_into("What was passed on", "The message and its address.")
    seat.type_into("Its reference", "NT-2291")
    seat.press("Add")
    seat.sees("It stands in the record.", "IT provider, The message and its address. Reference NT-2291")
    seat.press("Add to the record…")
    seat.choose("What is added", "A link to another record")
    seat.type_into("Which record", "Year 6 blog")
    seat.type_into("What it has to do with this", "The same class.")
    seat.press("Add")
    seat.sees("Account: Year 6 blog")
    seat.lock_now()

    mill_lane.clock.set(datetime(2026, 11, 24, 15, 30, tzinfo=UTC))
    seat.come_back()
    seat.sign_in_as("Anna Whitfield", HEAD)
    seat.go_to("Incidents")
    seat.click_row("A pupil contacts a colleague")
    seat.press("Add to the record…")
    seat.choose("What is added", "An answer that came back")
    seat.type_into("What was answered", "The account is closed, and not a child.")
    seat.type_into("When it happened", "21/11/2026")
    seat.type_into("At what time", "11:40")
    seat.press("Add")
    seat.sees("Answer The account is closed, and not a child", "21 Nov 11:40", "entered 3 days later")
    seat.press("Add to the record…")
    seat.choose("What is added", "A correction")
    seat.choose("Which entry", "NT-2291")
    seat.type_into("What is right", "The reference is NT-2292.")
    seat.press("Add")
    seat.sees("Reference NT-2291", "Corrected 24 Nov 15:30 by A. Whitfield: The reference is NT-2292")
    seat.press("All incidents")
    seat.sees("Write down what happened…")
