"""The register of posting access, from the page to the headteacher's desk: preview, paper, PDF and a table."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest

from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, InventedSchool

PEOPLE = ("Jo Marsh", "Sam Byrne", "Noor Haddad")


@pytest.fixture
def with_register(school: InventedSchool) -> InventedSchool:
    """Three colleagues may post on the school's page."""
    school.office = school.sign_in_again()
    page = school.add_account("X page")
    for name in PEOPLE:
        school.give(school.add_person(name, "Teacher"), page)
    school.sign_out()
    return school


def words_in(pdf: Path) -> str:
    """What a PDF says."""
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


@pytest.mark.clause("valence:roles-1")
def test_the_register_goes_to_paper_and_the_log_says_so(
    seat: Seat, with_register: InventedSchool, tmp_path: Path
) -> None:
    seat.start(with_register)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    before = seat.actions
    seat.go_to("Posting access")
    seat.press("Print register")
    shown = seat.read_preview()
    assert all(name in shown for name in (*PEOPLE, "X page", "Alder Brook Primary"))
    seat.press("Print…")
    assert seat.actions - before == 3, "from Today to paper in three actions"
    seat.sees("Sent to the printer.")
    assert seat.outside.paper[0].stat().st_size > 10_000

    pdf, table = tmp_path / "register.pdf", tmp_path / "register.xlsx"
    seat.hand_over(pdf)
    seat.press("Save as PDF…")
    seat.sees("Saved as register.pdf.")
    said = words_in(pdf)
    assert all(name in said for name in PEOPLE)
    assert "Printed 20 Nov 2026 09:00 by Rosa Okafor" in said
    seat.hand_over(table)
    seat.press("Save as a table…")
    seat.sees("Saved as register.xlsx.")
    cells = [str(cell.value) for row in openpyxl.load_workbook(table).worksheets[0].iter_rows() for cell in row]
    assert all(any(name in cell for cell in cells) for name in PEOPLE)

    seat.press("Close")
    seat.go_to("Settings")
    seat.show_tab("Who did what")
    assert [row[1:3] for row in seat.rows("Who did what")][:3] == [
        ["Rosa Okafor", "saved a document as a file"],
        ["Rosa Okafor", "saved a document as a file"],
        ["Rosa Okafor", "printed a document"],
    ]
    seat.press("Check every signature")
    seat.sees("every entry is signed and in its place")


@pytest.mark.clause("churchward:2-mk-directory")
def test_the_directory_of_accounts_is_looked_at_from_reports(seat: Seat, with_register: InventedSchool) -> None:
    seat.start(with_register)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Reports")
    seat.click_row("Account directory", "Make it")
    said = seat.read_preview()
    assert all(words in said for words in ("X page", "Rosa Okafor", "Alder Brook Primary"))
    assert "kX9#mQ2$vL7&pT4w" not in said
