"""The heart of the day: a picture is stopped and goes elsewhere; a call is answered by keyboard alone; a teacher asks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.rules import PostingPupils
from tests.journeys.steps import Seat
from tests.services.check_school import CheckSchool
from tests.services.school import COORDINATOR, HEAD, InventedSchool


def four(school: InventedSchool) -> CheckSchool:
    """A class of four; nobody is signed in afterwards."""
    school.office = school.sign_in_again()
    made = CheckSchool(school)
    school.sign_out()
    return made


@pytest.mark.clause("valence:use-5", "valence:use-1", "valence:use-7", "valence:use-9", "valence:use-10")
def test_a_picture_is_stopped_and_goes_into_the_newsletter(seat: Seat, school: InventedSchool) -> None:
    four(school)
    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Photo permissions")
    seat.choose("Where will it be posted?", "Facebook")
    seat.sees("Who can be seen?")
    for name in ("amara", "callum"):
        seat.type_into("Pupils", name)
        seat.key(Qt.Key.Key_Return)
    seat.sees("Do not post this picture yet", "1 of 2 pupils has no permission for Facebook", "said no")
    seat.sees("Use another picture, or crop it", "It could go here", "Newsletter")
    seat.choose("Where will it be posted?", "Newsletter")
    seat.sees("All 2 pupils in it may be shown.", "questions are still to be answered")
    seat.press("All in order")
    seat.sees("Post it")
    seat.press("Save this check")
    seat.sees("Check 1 is saved: post it today.")
    seat.show_tab("Saved checks")
    seat.sees("Holds until midnight", "Amara Bello: Yes", "Callum Dent: Yes")
    seat.press("Print the slip")
    paper = seat.read_preview()
    assert "Post it: on this day" in paper
    assert "Callum Dent" in paper


def test_a_call_is_answered_by_keyboard_alone(seat: Seat, school: InventedSchool) -> None:
    made = four(school)
    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.key(Qt.Key.Key_K, ctrl=True)
    seat.type_here("phone answer")
    seat.key(Qt.Key.Key_Return)
    seat.sees("Type the first names as they are said")
    seat.type_here("amara, callum, freya")
    seat.sees("Amara Bello (4B), Callum Dent (4B) and Freya Holt (4B)", "Not this picture: Callum Dent and Freya Holt.")
    seat.key(Qt.Key.Key_Return)
    seat.sees("Check 1 is saved: it is not to be posted.")
    assert made.amara.name == "Amara Bello"


@pytest.mark.clause("valence:use-8")
def test_a_teacher_reads_the_posters_words_only(seat: Seat, school: InventedSchool) -> None:
    school.office = school.sign_in_again()
    CheckSchool(school)
    jo = school.add_person("Jo Marsh", "Teacher, Year 4")
    school.make_sign_in(jo)
    school.office.people.give_duty(jo.id, Duty.CLASS_TEACHER, school.clock.today())
    school.sign_in(jo)
    school.sign_out()
    seat.start(school)
    seat.sign_in_as("Jo Marsh", school.words[jo.id])
    seat.go_to("Photo permissions")
    seat.choose("Where will it be posted?", "Facebook")
    for name in ("callum", "freya", "isla"):
        seat.type_into("Pupils", name)
        seat.key(Qt.Key.Key_Return)
    seat.sees("3 of 3 pupils have no permission for Facebook", "not this child here")
    seat.does_not_see("said no", "On hold", "on hold", "Mother", "Given by", "counts as no")


def test_a_half_made_check_survives_a_lock(seat: Seat, school: InventedSchool) -> None:
    four(school)
    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Photo permissions")
    seat.choose("Where will it be posted?", "Newsletter")
    for name in ("amara", "callum"):
        seat.type_into("Pupils", name)
        seat.key(Qt.Key.Key_Return)
    seat.press("Caption and picture")
    seat.type_into("Description for people who cannot see it", "Two children plant a tree")
    seat.type_into("Asked by", "Mr Lowe")
    seat.press("All in order")
    seat.sees("Post it", "2 ticked: Amara Bello and Callum Dent")
    seat.lock_now()
    seat.come_back()
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.sees("Post it", "2 ticked: Amara Bello and Callum Dent")
    assert seat.value_in("Where will it be posted?") == "Newsletter"
    assert seat.value_in("Description for people who cannot see it") == "Two children plant a tree"
    assert seat.value_in("Asked by") == "Mr Lowe"
    seat.press("Save this check")
    seat.sees("Check 1 is saved: post it today.")

    # What is saved does not come back as if it were still to be done.
    seat.lock_now()
    seat.come_back()
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.sees("Tick everybody who can be seen.")


@pytest.mark.clause("mill-lane:6.1-x")
def test_never_post_pupils_stops_until_the_headteacher_has_said_what_it_means(
    seat: Seat, school: InventedSchool
) -> None:
    made = four(school)
    school.office = school.sign_in_again()
    made.set_rules(posting_pupils=PostingPupils.NEVER)
    school.sign_out()
    seat.start(school)
    seat.sign_in_as("Anna Whitfield", HEAD)
    seat.click_row("Say whether “never post pupils” means our own accounts too", "Do it")
    seat.choose("Whether the school’s own accounts are meant", "Private accounts are meant")
    seat.press("Save")
    seat.sees("The settings of your policy are saved")
    seat.go_to("Today")
    seat.does_not_see("Say whether “never post pupils”")
    seat.go_to("Photo permissions")
    seat.choose("Where will it be posted?", "Facebook")
    seat.click_row("Amara Bello")
    seat.sees("The pupil in it may be shown.")
