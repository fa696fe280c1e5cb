"""Valence: a pupil tries to contact a colleague; safeguarding lead and coordinator know at once, the office never does."""

from __future__ import annotations

import pytest

from schoolsm_desktop.domain.people import Duty
from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, InventedSchool
from tests.services.test_incidents import with_duty

WORDS = "A pupil of Year 6 sent me a friend request. I have not answered."


def staffed(school: InventedSchool) -> dict[str, str]:
    """A safeguarding lead, somebody in the office and a teacher, each with a passphrase of their own."""
    school.office = school.sign_in_again()
    people = [
        with_duty(school, "Dee Lamb", Duty.DSL, job="Pastoral lead"),
        with_duty(school, "Olive Penn", Duty.OFFICE_MANAGER, job="Office manager"),
        with_duty(school, "Jo Marsh"),
    ]
    for person in people:
        school.sign_in(person)
    school.sign_out()
    return {person.name: school.words[person.id] for person in people}


@pytest.mark.clause("valence:private-1b", "kew-woods:5.5")
def test_both_are_told_at_once_and_the_office_does_not_see_it(seat: Seat, school: InventedSchool) -> None:
    words = staffed(school)
    seat.start(school)
    seat.sign_in_as("Jo Marsh", words["Jo Marsh"])
    seat.go_to("Incidents")
    seat.press("Write down what happened…")
    seat.choose("If this is true, did an adult harm a child or put one at risk?", "No")
    seat.type_into("What happened", WORDS)
    seat.choose("What kind of thing it is", "A pupil contacts a colleague")
    seat.choose("Who it is said to be", "a pupil")
    seat.sees("D. Lamb (Lead for Child Protection) within 15 minutes", "R. Okafor (Computing Coordinator)")
    seat.press("Give it to them")
    seat.sees("Tell in person now, since nothing is sent", "It stands here for them, and not for you any more.")
    seat.does_not_see("friend request")

    seat.close_window()
    seat.start(school)
    seat.sign_in_as("Olive Penn", words["Olive Penn"])
    seat.does_not_see("incident waits", "friend request")
    seat.go_to("Incidents")
    seat.sees("Nothing has been reported to you")

    seat.close_window()
    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Incidents")
    seat.click_row("A pupil contacts a colleague")
    seat.sees(WORDS, "is told within 15 minutes", "Dee Lamb")
