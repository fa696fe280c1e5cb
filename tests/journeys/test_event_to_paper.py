"""A fair is entered, its list printed and brought back; a visitor broke the rule, and the headteacher is told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from schoolsm_desktop.domain.photo_answers import Said
from tests.journeys.steps import Seat
from tests.services.roll import add_adult, add_pupil, answer, hold
from tests.services.school import COORDINATOR, InventedSchool


@pytest.mark.clause("valence:events-1", "valence:events-2", "valence:events-3")
def test_from_the_event_to_the_list_that_is_back(seat: Seat, school: InventedSchool) -> None:
    office = school.sign_in_again()
    for name, said, group in (
        ("Amara Bello", Said.YES, "4B"),
        ("Callum Dent", Said.NO, "4B"),
        ("Efe Demir", Said.YES, "4B"),
        ("Isla May", Said.YES, "5A"),
    ):
        pupil = add_pupil(office, name, group)
        answer(office, pupil, said, "newsletter", by=add_adult(office, pupil))
        if name == "Efe Demir":
            hold(office, pupil)
    school.office = office
    school.sign_out()
    seat.start(school)

    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Photo permissions")
    seat.show_tab("Events and lists")
    seat.press("New event…")
    seat.type_into("What", "Christmas fair")
    seat.type_into("Day", "20 Nov 2026")
    seat.press("Newsletter")
    seat.type_into("Or somebody from outside", "Bo Lens")
    seat.press("Save")
    seat.sees("Christmas fair is saved.", "the list is not printed", "Visitors take pictures of their own child only.")

    seat.press("Event pack…")
    seat.sees("2 children stand on it, of 4.")
    seat.press("Make it")
    paper = seat.read_preview()
    for words in (
        "Please photograph your own child only",
        "Callum Dent",
        "Efe Demir",
        "Everybody in 5A may be photographed",
    ):
        assert words in paper, words
    assert "Amara" not in paper
    assert "hold:" not in paper
    seat.key(Qt.Key.Key_Escape)

    seat.press("The rule was broken…")
    seat.type_into("What happened", "A visitor filmed the whole stage")
    seat.press("Save")
    seat.sees("It is written down. Tell the headteacher: Today reminds of it.")
    seat.go_to("Today")
    seat.sees("Tell the headteacher: the rule was broken at Christmas fair")
    seat.click_row("Tell the headteacher: the rule was broken at Christmas fair", "Do it")
    seat.press("The headteacher was told…")
    seat.type_into("What was done", "She deleted it at the door")
    seat.press("Save")
    seat.sees("The headteacher was told on 20 Nov 2026", "She deleted it at the door")

    seat.click_row("Bo Lens")
    seat.sees("2 children stand on it, of 4")
    seat.press("It is back")
    seat.sees("List no. 1 is back. Shred it now.")
    seat.press("Shredded")
    seat.sees("List no. 1 is shredded.")
