"""Bucklebury: the parents' association asks for the school's name and crest, and the headteacher allows it in writing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, HEAD, InventedSchool


@pytest.fixture
def bucklebury(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school under that policy."""
    school = InventedSchool(tmp_path, "bucklebury")
    school.sign_out()
    yield school
    school.sign_out()


@pytest.mark.clause("bucklebury:gen-7b")
def test_the_name_is_lent_in_writing_and_its_end_comes_up(seat: Seat, bucklebury: InventedSchool) -> None:
    seat.start(bucklebury)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Policy and staff")
    seat.show_tab("Requests")
    seat.press("New request…")
    seat.sees("The headteacher decides.", "General 7")
    seat.type_into("Or somebody else asks", "Friends of Alder Brook")
    seat.type_into("What is to carry it", "Poster of the summer fair")
    seat.type_into("What it is used for, and where", "The village shops and a page of their own.")
    seat.press("Keep the request")
    seat.sees("It is kept. Whoever decides sees it on Today.")
    seat.lock_now()
    seat.come_back()

    seat.sign_in_as("Anna Whitfield", HEAD)
    seat.click_row("Name and logo: Poster of the summer fair", "Do it")
    seat.press("Allow…")
    assert seat.value_in("Until") == "19 Nov 2027", "the policy’s usual period"
    seat.type_into("Conditions", "The crest is not changed.")
    seat.press("Allow")
    seat.sees("Allowed", "The crest is not changed.")
    seat.press("Make the letter")
    letter = " ".join(seat.read_preview().split())
    for words in (
        "Friends of Alder Brook",
        "You may use “Poster of the summer fair” for this: the village shops and a page of their own.",
        "from 20 Nov 2026 until 19 Nov 2027",
        "Conditions: The crest is not changed.",
        "General 7",
    ):
        assert words in letter
    seat.press("Print…")
    seat.press("Close")
    seat.sees("Made on 20 Nov 2026")
    seat.lock_now()

    bucklebury.clock.set(datetime(2027, 11, 1, 9, tzinfo=UTC))
    seat.come_back()
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Today")
    seat.sees("Name and logo: Poster of the summer fair", "What was allowed ends on 19 Nov 2027.")
    seat.lock_now()

    bucklebury.clock.set(datetime(2027, 11, 22, 9, tzinfo=UTC))
    seat.come_back()
    seat.sign_in_as("Anna Whitfield", HEAD)
    seat.go_to("Today")
    seat.click_row("Name and logo: Poster of the summer fair", "Do it")
    seat.press("End it…")
    seat.press("End it")
    seat.sees("It has ended.", "Ended on")
    seat.go_to("Today")
    seat.does_not_see("Poster of the summer fair")
