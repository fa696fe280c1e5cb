"""Churchward: something questionable under a post is cleared by Central Services before anybody answers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from schoolsm_desktop.domain.access import AccessKind
from schoolsm_desktop.domain.people import Duty, Person
from tests.journeys.steps import Seat
from tests.services.school import InventedSchool

COMMENT = "Says that the trust hides how many have left, and asks for an answer"
APPROVED = "Thank you for asking. Please ring the office, and we will go through the figures with you"


@dataclass
class Churchward:
    """A school of that trust: Jo posts on its page, Pat is Central Services."""

    school: InventedSchool
    jo: Person
    pat: Person


@pytest.fixture
def churchward(tmp_path: Path) -> Iterator[Churchward]:
    """Both have a sign-in; nobody is signed in."""
    school = InventedSchool(tmp_path, "churchward")
    today = school.clock.today()
    page = school.add_account("Trust page", None)
    people = []
    for name, duty in (("Jo Marsh", Duty.POSTING_STAFF), ("Pat Lowe", Duty.INCIDENT_LEAD)):
        person = school.add_person(name, "Marketing")
        school.make_sign_in(person)
        school.office.people.give_duty(person.id, duty, today)
        people.append(person)
    school.give(people[0], page, AccessKind.OWN_LOGIN)
    for person in people:
        school.sign_in(person)
    school.sign_out()
    yield Churchward(school, *people)
    school.sign_out()


def jo_leaves_it_and_reports_it(seat: Seat) -> None:
    """The comment stays as it is, with a screen print; nobody answers."""
    seat.go_to("Incidents")
    seat.show_tab("Moderation")
    seat.press("What was done about a comment…")
    seat.choose("What was done", "Left as it is")
    seat.type_into("What it was about", COMMENT)
    seat.type_into("Who wrote it", "@former.parent")
    seat.press("A screen print is kept")
    seat.type_into("Where it lies", "sheet 7")
    seat.press("Save")
    seat.sees("It stands in the log.", "Screen print kept: sheet 7")
    seat.press("This is an incident…")
    seat.sees("Write down what happened")
    seat.choose("What kind of thing it is", "A parent’s comment")
    seat.press("Nobody answers it until it is released")
    seat.sees("P. Lowe (Central Services) within 1 hour")
    seat.press("Give it to them")


@pytest.mark.clause("churchward:5-questionable-content-before-reply", "valence:use-2")
def test_central_services_is_told_before_any_answer_and_releases_it_with_a_text(
    seat: Seat, churchward: Churchward
) -> None:
    words = churchward.school.words
    seat.start(churchward.school)
    seat.sign_in_as("Jo Marsh", words[churchward.jo.id])
    jo_leaves_it_and_reports_it(seat)
    seat.lock_now()

    churchward.school.clock.set(datetime(2026, 11, 20, 9, 20, tzinfo=UTC))
    seat.come_back()
    seat.sign_in_as("Pat Lowe", words[churchward.pat.id])
    seat.go_to("Incidents")
    seat.click_row("A parent’s comment")
    seat.sees(COMMENT, "Do not reply")
    seat.press("Decide…")
    seat.choose("What becomes of it", "Release it with this text")
    seat.press("Save")
    seat.sees("Write the text that is approved")
    seat.type_into("The approved text", APPROVED)
    seat.press("Save")
    seat.sees("The answer is released.", APPROVED)
    seat.sees("Hold the answer")
    seat.lock_now()

    seat.come_back()
    seat.sign_in_as("Jo Marsh", words[churchward.jo.id])
    seat.go_to("Incidents")
    seat.show_tab("Moderation")
    seat.press("What was done about a comment…")
    seat.choose("What was done", "Answered")
    seat.type_into("What it was about", "Answered with the text that Central Services gave")
    seat.press("Save")
    rows = seat.rows("What was done about comments")
    assert [row[1] for row in rows] == ["Answered, 20 Nov 2026", "Left as it is, 20 Nov 2026"]
