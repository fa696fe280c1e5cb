"""Once a term: the office asks for what is over its time, the headteacher looks and agrees, the certificate goes to paper."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from schoolsm_desktop.domain.people import Duty, Person
from tests.journeys.steps import Seat
from tests.services.old_records import plant_post, plant_pupil
from tests.services.school import HEAD, InventedSchool

PATH = "Keep and destroy"


@pytest.fixture
def with_leavers(school: InventedSchool) -> tuple[InventedSchool, Person]:
    """Pat keeps the office; a pupil who left long ago, and one who can still be seen in a picture."""
    school.office = school.sign_in_again()
    pat = school.add_person("Pat Lowe", "Office manager")
    school.office.people.give_duty(pat.id, Duty.OFFICE_MANAGER, school.clock.today())
    school.make_sign_in(pat)
    office = school.sign_in(pat)
    plant_pupil(office, "Torin")
    plant_post(office, "The last fair", plant_pupil(office, "Mabel"), down=None)
    school.sign_out()
    return school, pat


@pytest.mark.clause("mill-lane:8.4")
def test_the_office_asks_the_headteacher_agrees_and_the_certificate_is_printed(
    seat: Seat, with_leavers: tuple[InventedSchool, Person]
) -> None:
    school, pat = with_leavers
    seat.start(school)
    seat.sign_in_as("Pat Lowe", school.words[pat.id])
    seat.sees("1 record stands over its time")
    seat.go_to("Reports")
    seat.show_tab(PATH)
    seat.click_row("Pupils, their parents’ names")
    seat.sees("Torin Leaver", "Mabel Leaver", "Something that is kept still needs it: something published.")
    seat.press("Ask to destroy…")
    seat.press("Ask a second person")
    seat.sees("It waits for a second person. Nothing was destroyed yet.")
    seat.close_window()

    seat.start(school)
    seat.sign_in_as("Anna Whitfield", HEAD)
    seat.sees("Destroy 1 record: a second person decides")
    seat.go_to("Reports")
    seat.show_tab(PATH)
    seat.click_row("Destruction 1: 1 record")
    seat.press("Agree, and destroy…")
    seat.press("I looked through the list, and nothing of it is wanted any more.")
    seat.press("Destroy for good")
    seat.sees("It is destroyed. Print the certificate for the file.")
    seat.click_row("Destruction 1: 1 record")
    seat.press("Print the certificate")
    said = " ".join(seat.read_preview().split())
    assert "1 record destroyed on 20 Nov 2026" in said
    assert "Torin" not in said
    seat.press("Print…")
    seat.sees("Sent to the printer.")
    seat.key(Qt.Key.Key_Escape)
    seat.click_row("Pupils, their parents’ names")
    seat.does_not_see("Torin Leaver")
