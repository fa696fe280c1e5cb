"""Kew Woods: a closed blog is agreed by the headteacher beforehand with its measures; a search about applicants is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from schoolsm_desktop.domain.people import Duty
from tests.journeys.steps import Seat
from tests.services.school import HEAD, NOW, InventedSchool

OFFICE = "Pat Lowe"


@pytest.fixture
def kew_woods(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school under that policy, with an office manager who signs in, and a teacher."""
    school = InventedSchool(tmp_path, "kew-woods")
    school.add_person("Jo Marsh", "Teacher, Year 6")
    office = school.add_person(OFFICE, "Office manager")
    school.office.people.give_duty(office.id, Duty.OFFICE_MANAGER, NOW.date())
    school.make_sign_in(office)
    school.sign_in(office)
    school.sign_out()
    yield school
    school.sign_out()


def the_office_enters_what_the_teacher_asks(seat: Seat) -> None:
    seat.go_to("Policy and staff")
    seat.show_tab("Requests")
    seat.press("New request…")
    seat.sees("The headteacher agrees beforehand", "4.2")
    seat.press("Keep the request")
    seat.reads_beside("What it is called", "is needed")
    seat.type_into("A colleague asks", "Marsh")
    seat.type_into("What it is called", "Year 6 reading blog")
    seat.type_into("What it is for", "Book reviews, and answers to them")
    seat.type_into("Which class or group", "Year 6")
    seat.type_into("On which platform", "Kidblog")
    seat.press("Keep the request")
    seat.sees("It is kept. Whoever decides sees it on Today.", "Nothing is ticked yet that keeps it safe.")
    assert seat.cannot_press("Allow…")


def the_head_sends_it_back_and_agrees(seat: Seat) -> None:
    """Nothing is agreed before it is arranged what keeps pupils and colleagues safe."""
    seat.click_row("Closed area or blog: Year 6 reading blog", "Do it")
    seat.press("Allow…")
    seat.press("Allow")
    seat.sees("Nothing is ticked that keeps this area safe, so it cannot be allowed.")
    seat.press("Cancel")
    seat.press("Change…")
    seat.press("Closed: only the people let in can see it")
    seat.press("A colleague reads everything before the class sees it")
    seat.type_into("Who looks after it and reads it", "Jo Marsh")
    seat.choose("Data protection assessment made", "Yes")
    seat.press("Save")
    seat.press("Allow…")
    seat.type_into("Conditions", "Closed in July")
    seat.type_into("Until", "21 Jul 2027")
    seat.press("Allow")
    seat.sees("Allowed", "with their own sign-in", "Closed in July")


@pytest.mark.clause("kew-woods:4.2")
def test_a_closed_blog_is_agreed_beforehand_with_its_measures(seat: Seat, kew_woods: InventedSchool) -> None:
    office = next(word for person, word in kew_woods.words.items() if person not in _founders(kew_woods))
    seat.start(kew_woods)
    seat.sign_in_as(OFFICE, office)
    the_office_enters_what_the_teacher_asks(seat)
    seat.lock_now()
    seat.come_back()
    seat.sign_in_as("Anna Whitfield", HEAD)
    the_head_sends_it_back_and_agrees(seat)
    seat.press("Print the register of permissions")
    paper = seat.read_preview()
    for words in ("Year 6 reading blog", "Kidblog", "Closed: only the people let in can see it", "Closed in July"):
        assert words in " ".join(paper.split())


@pytest.mark.clause("kew-woods:6.1")
def test_a_search_about_applicants_is_refused_with_the_clause_and_nobody_else_learns_of_it(
    seat: Seat, kew_woods: InventedSchool
) -> None:
    office = next(word for person, word in kew_woods.words.items() if person not in _founders(kew_woods))
    seat.start(kew_woods)
    seat.sign_in_as(OFFICE, office)
    seat.go_to("Policy and staff")
    seat.show_tab("Requests")
    seat.press("New request…")
    seat.choose("What is asked for", "Another kind")
    seat.choose("Which kind", "Search about applicants")
    seat.sees("Your policy does not let recruiters look applicants up on social media.", "6.1", "Since 2022")
    seat.type_into("A colleague asks", "Marsh")
    seat.type_into("For which role", "Teacher, Year 3")
    seat.press("Keep the request")
    seat.sees("It is kept as refused.", "6.1", "Nobody has asked for anything")
    seat.does_not_see("Confidential request")
    seat.lock_now()
    seat.come_back()
    seat.sign_in_as("Anna Whitfield", HEAD)
    seat.go_to("Policy and staff")
    seat.show_tab("Requests")
    seat.click_row("Confidential request")
    seat.does_not_see("Teacher, Year 3")
    seat.press("Read it")
    seat.sees("Teacher, Year 3", "Refused by the policy")


def _founders(school: InventedSchool) -> tuple[object, object]:
    return school.head.id, school.coordinator.id
