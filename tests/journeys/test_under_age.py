"""Bucklebury: a pupil is too young for a site: reported to it with its reference, and the home gets a letter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, InventedSchool


@pytest.fixture
def bucklebury(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school under that policy."""
    school = InventedSchool(tmp_path, "bucklebury")
    school.sign_out()
    yield school
    school.sign_out()


@pytest.mark.clause("bucklebury:pupil-1", "bucklebury:staff-6b")
def test_the_site_is_told_and_the_home_gets_a_letter(seat: Seat, bucklebury: InventedSchool) -> None:
    seat.start(bucklebury)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Incidents")
    seat.press("Write down what happened…")
    seat.choose("If this is true, did an adult harm a child or put one at risk?", "No")
    seat.type_into("What happened", "A child in Year 4 has an account of her own and writes to strangers.")
    seat.choose("What kind of thing it is", "A pupil is too young for a site")
    seat.choose("Who it is said to be", "a pupil")
    seat.type_into("Their name, if known", "Ada Lark")
    seat.press("Give it to them")
    seat.sees("writes to strangers")
    seat.press("Add to the record…")
    seat.choose("What is added", "A report to the platform")
    seat.type_into("Which platform", "Instagram")
    seat.type_into("What was reported", "An account of a child under its age.")
    seat.type_into("Its reference", "IG-50312")
    seat.press("Add")
    seat.sees("Instagram", "Reference IG-50312")
    seat.press("Letter…")
    seat.choose("Which letter", "To the home: too young for a site")
    seat.sees("The child’s name: the letter goes to the parent or carer.")
    assert seat.value_in("To whom") == "Ada Lark"
    seat.type_into("The site or page", "Instagram")
    seat.type_into("The site’s least age", "13")
    seat.press("Make the letter")
    letter = " ".join(seat.read_preview().split())
    for words in (
        "To the parent or carer of Ada Lark",
        "your child has an account on Instagram. Its own terms ask for an age of 13",
        "Nobody is in trouble.",
    ):
        assert words in letter
    assert "strangers" not in letter
    seat.press("Close")
    seat.sees("A site that your child uses")
