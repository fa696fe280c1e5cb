"""Bucklebury: what a parent posts becomes a complaint by its own route, or goes to the agencies where it is malicious."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, HEAD, InventedSchool


@pytest.fixture
def bucklebury(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school under that policy, with a page."""
    school = InventedSchool(tmp_path, "bucklebury")
    school.add_account("Facebook page", password=None)
    school.sign_out()
    yield school
    school.sign_out()


@pytest.mark.clause("bucklebury:parent-2")
def test_a_posting_becomes_a_complaint_and_the_parent_is_shown_the_way(seat: Seat, bucklebury: InventedSchool) -> None:
    seat.start(bucklebury)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Incidents")
    seat.show_tab("Moderation")
    seat.press("What was done about a comment…")
    seat.type_into("What it was about", "Says that lunch has been cold since half-term")
    seat.type_into("Who wrote it", "Dana F.")
    seat.press("A screen print is kept")
    seat.press("Save")
    seat.press("This is a complaint…")
    seat.press("Make a complaint")
    seat.sees("It is a complaint now.")
    seat.show_tab("Complaints")
    seat.click_row("Dana F.")
    seat.sees("by a public comment", "done 20 Nov 2026", "How we can help you")
    seat.press("Letter…")
    seat.choose("Which letter", "Print again: How we can help you")
    seat.press("Print again")
    letter = " ".join(seat.read_preview().split())
    assert "We have seen what you wrote on Facebook page" in letter
    assert "A public page is not a way to complain" in letter
    assert "lunch has been cold" not in letter
    seat.press("Close")
    seat.show_tab("Moderation")
    seat.does_not_see("How we can help you")


@pytest.mark.clause("bucklebury:parent-3", "bucklebury:breach-parents")
def test_what_is_malicious_goes_to_the_agencies_and_to_a_lawyer(seat: Seat, bucklebury: InventedSchool) -> None:
    seat.start(bucklebury)
    seat.sign_in_as("Anna Whitfield", HEAD)
    seat.go_to("Incidents")
    seat.press("Write down what happened…")
    seat.choose("If this is true, did an adult harm a child or put one at risk?", "No")
    seat.type_into("What happened", "A parent writes every night that the crossing warden will be found at home.")
    seat.choose("What kind of thing it is", "A parent’s comment")
    seat.press("Give it to them")
    seat.press("How grave…")
    seat.press("malicious communication")
    seat.press("Save")
    for agency, reference in (("Police", "CR/4411"), ("Children’s services", "SC-77")):
        seat.press("Add to the record…")
        seat.choose("What is added", "Police, local authority, provider or another agency")
        seat.choose("Which agency", agency)
        seat.type_into("What was passed on", "The postings, with their screen prints.")
        seat.type_into("Its reference", reference)
        seat.press("Add")
        seat.sees(f"Reference {reference}")
    seat.press("Add to the record…")
    seat.choose("What is added", "Advice")
    seat.choose("Whose advice", "Legal advice")
    seat.type_into("What was advised", "A letter before action can be sent.")
    seat.press("Add")
    seat.sees("Legal advice, kept apart", "A letter before action can be sent", "malicious communication")
