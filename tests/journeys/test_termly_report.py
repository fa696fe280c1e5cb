"""The termly report: the head writes it, makes it final, and records what the board did; the chair reads it, the coordinator cannot."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from schoolsm_desktop.domain.term_reports import ReportPart, ReportState
from tests.exchange.scans import scan_pdf
from tests.journeys.steps import Seat
from tests.services.report_school import ReportSchool
from tests.services.roll import add_pupil


@pytest.fixture
def school(tmp_path: Path) -> ReportSchool:
    """Two weeks before the end of the autumn term; nobody is signed in."""
    made = ReportSchool.made(tmp_path)
    add_pupil(made.office, "Amara Bello")
    made.clock.set(made.clock.now() + timedelta(days=14))
    made.sign_out()
    return made


def the_head_begins_from_today(seat: Seat) -> None:
    seat.click_row("Termly report to governors: Autumn term 2026", "Do it")
    seat.sees("Begin a termly report", "Autumn term 2026, 3 Sep 2026 to 18 Dec 2026")
    seat.press("Begin")
    seat.sees("Termly report: Autumn term 2026", "The term runs until 18 Dec 2026", "not written yet")


def the_head_writes(seat: Seat) -> None:
    """A child's name is warned of, nothing is stopped, and one click takes in what is open."""
    seat.press("Write…")
    seat.type_into("Opening words", "Amara Bello and her class won a prize.")
    seat.sees("Could these be names?", "“Amara Bello” (a pupil is called so)")
    seat.type_into("Opening words", "A quiet term. Year 4 won a prize for its film.")
    seat.does_not_see("Could these be names?")
    seat.key(Qt.Key.Key_Tab)
    seat.type_here("To note the figures and to agree the plan.")
    seat.press("Add a line")
    seat.type_into("What is to be done", "Close the old blog")
    seat.choose("Who", "Headteacher")
    seat.type_into("Until", "29 Jan 2027")
    seat.type_into("Remark for Part 2, confidential", "One question is with our adviser.")
    seat.press("Save")
    seat.sees("It is saved.", "Close the old blog · Headteacher · until 29 Jan 2027", "To note the figures")


def the_head_looks_at(seat: Seat, part: int, *words: str, absent: str = "") -> str:
    seat.press(f"Preview Part {part}")
    text = seat.read_preview()
    plain = " ".join(text.split())
    assert all(each in plain for each in words), plain[:600]
    assert not absent or absent not in plain
    seat.press("Close")
    return plain


def the_head_makes_it_final(seat: Seat) -> None:
    seat.press("Make final…")
    seat.sees("From now on nobody can change", "Both parts, page by page")
    seat.press("Make it final")
    seat.sees("Final, not presented yet", "Seal number of Part 1")
    assert seat.cannot_press("Write…")
    assert seat.cannot_press("Drop…")


def the_head_records_the_meeting(seat: Seat, scan: Path) -> None:
    seat.press("Presented…")
    seat.press("Save")
    seat.reads_beside("Presented on", "is needed")
    seat.type_into("Presented on", "4 Dec 2026")
    seat.type_into("Minute", "FGB 12/26, item 6")
    seat.type_into("Signed on", "4 Dec 2026")
    seat.hand_over(scan)
    seat.press("Choose a scan…")
    seat.sees("signed.pdf")
    seat.press("Save")
    seat.sees("Nothing is left to do.", "FGB 12/26, item 6", "Anna Whitfield, Edith Wainford, 4 Dec 2026")


def the_chair_reads(seat: Seat) -> None:
    seat.go_to("Reports")
    seat.show_tab("Termly report")
    seat.sees("Presented", "A quiet term. Year 4 won a prize", "One question is with our adviser.")
    assert seat.cannot_press("Begin a report…")
    assert seat.cannot_press("New version…")
    seat.press("Look at the signed page")
    seat.press("Close")
    the_head_looks_at(seat, 2, "One question is with our adviser.")


@pytest.mark.clause("mill-lane:3.1-aim-4", "mill-lane:5.1-implement")
def test_a_termly_report_from_today_to_the_minutes(seat: Seat, school: ReportSchool, tmp_path: Path) -> None:
    scan = tmp_path / "signed.pdf"
    scan.write_bytes(scan_pdf("signed page"))
    seat.start(school)
    seat.sign_in_as("Anna Whitfield", school.words[school.head.id])
    the_head_begins_from_today(seat)
    the_head_writes(seat)
    the_head_looks_at(seat, 1, "A quiet term.", "Close the old blog", absent="One question is with our adviser.")
    the_head_looks_at(seat, 2, "One question is with our adviser.")
    the_head_makes_it_final(seat)
    printed = the_head_looks_at(seat, 1, "A quiet term.", absent="One question is with our adviser.")
    assert "Anna Whitfield" not in printed
    the_head_records_the_meeting(seat, scan)
    seat.close_window()

    seat.start(school)
    seat.sign_in_as("Edith Wainford", school.words[school.chair.id])
    the_chair_reads(seat)
    seat.close_window()

    seat.start(school)
    seat.sign_in_as("Rosa Okafor", school.words[school.coordinator.id])
    seat.go_to("Reports")
    seat.does_not_see("Termly report")
    seat.close_window()

    office = school.sign_in_again(school.head)
    (line,) = office.term_reports.view().lines
    assert (line.report.state, line.report.minute) == (ReportState.PRESENTED, "FGB 12/26, item 6")
    assert line.report.log_seal in " ".join(printed.split())
    assert office.term_reports.kept(line.report.id, ReportPart.PUBLIC).pdf.startswith(b"%PDF-")
    assert office.log.check().sound
    office.close()
