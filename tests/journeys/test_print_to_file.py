"""The office on a Friday: a class list found by typing, a name looked for in it, printed and saved, and the term's pack."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt

from schoolsm_desktop.domain.people import Duty
from tests.journeys.steps import Seat
from tests.services.roll import add_pupil
from tests.services.school import NOW, InventedSchool

OFFICE = "Olive Penn"
CLASSES = {"2A": ("Zoë Okafor-Łukasz", "Ada Brook"), "2B": ("Tom Ash",)}


@pytest.fixture
def with_classes(tmp_path: Path) -> Iterator[InventedSchool]:
    """Two classes, somebody who posts, and an office manager who signs in."""
    school = InventedSchool(tmp_path)
    school.sign_in(school.coordinator)
    school.give(school.add_person("Sam Byrne"), school.add_account())
    for group, names in CLASSES.items():
        for name in names:
            add_pupil(school.office, name, group)
    school.sign_in(school.head)
    office = school.add_person(OFFICE, "Office manager")
    school.office.people.give_duty(office.id, Duty.OFFICE_MANAGER, NOW.date())
    school.make_sign_in(office)
    school.sign_in(office)
    school.sign_out()
    yield school
    school.sign_out()


def the_class_list_is_found_by_typing(seat: Seat) -> None:
    seat.go_to("Reports")
    seat.click_row("House rules for social media")
    seat.type_here("p")  # typing over the list goes into its filter
    seat.type_here("ermissions by class")
    seat.wait_for(lambda: True if len(seat.rows("Documents")) == 1 else None, "one document left")
    seat.click_row("Photo permissions by class", "Make it")
    seat.sees("Which class")
    seat.choose("Which class", "2A")
    seat.press("Preview")


def a_name_is_looked_for(seat: Seat) -> None:
    shown = seat.read_preview()
    assert "Zoë Okafor-Łukasz" in shown
    assert "Tom Ash" not in shown
    seat.key(Qt.Key.Key_F, ctrl=True)
    seat.type_here("okafor lukasz")
    seat.sees("Not found in this document")
    seat.key(Qt.Key.Key_A, ctrl=True)
    seat.type_here("zoe okafor-l")
    seat.sees("1 of 1")
    seat.key(Qt.Key.Key_Escape)
    before = seat.preview().view.scale
    seat.key(Qt.Key.Key_Plus, ctrl=True)
    assert seat.preview().view.scale > before


def it_goes_out(seat: Seat, folder: Path) -> None:
    seat.press("Print…")
    seat.sees("Sent to the printer.")
    assert PdfReader(seat.outside.paper[0]).pages
    seat.hand_over(folder / "2A.pdf")
    seat.press("Save as PDF…")
    seat.sees("Saved as 2A.pdf.")
    assert "Zoë Okafor-Łukasz" in PdfReader(folder / "2A.pdf").pages[0].extract_text()
    seat.hand_over(folder / "2A.xlsx")
    seat.press("Save as a table…")
    seat.sees("Saved as 2A.xlsx.")
    cells = [str(cell.value) for row in openpyxl.load_workbook(folder / "2A.xlsx").worksheets[0] for cell in row]
    assert "Zoë Okafor-Łukasz" in cells
    seat.press("Close")


def the_pack_is_put_together(seat: Seat) -> None:
    seat.press("Pack of the term…")
    seat.sees("Pack of the term: Autumn term 2026", "Who may post where, for the headteacher to sign")
    seat.sees("No review of access was begun this term")
    seat.press("Make them")
    seat.sees("documents are ready.")
    seat.press("Print all…")
    seat.sees("documents were sent to the printer.")
    assert len(list(seat.outside.paper[1].parent.glob("paper-2 *.pdf"))) >= 5
    seat.press("Close")


def test_the_office_prints_a_class_list_and_the_pack(
    seat: Seat, with_classes: InventedSchool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("governors")
    seat.start(with_classes)
    seat.sign_in_as(OFFICE, list(with_classes.words.values())[-1])
    the_class_list_is_found_by_typing(seat)
    a_name_is_looked_for(seat)
    it_goes_out(seat, folder)

    # The page tells what went out and by whom, and knows next time which class it was.
    seat.go_to("Today")
    seat.go_to("Reports")
    seat.wait_for(lambda: True if "by you" in seat.row("Photo permissions by class")[2] else None, "who printed it")
    seat.click_row("Photo permissions by class", "Make it")
    seat.sees("Which class")
    assert "2A" in seat.value_in("Which class")
    seat.press("Cancel")
    the_pack_is_put_together(seat)
