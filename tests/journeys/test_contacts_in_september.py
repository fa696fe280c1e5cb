"""The first week of September: last year's numbers are rung one by one by keyboard, and the new page goes on the wall."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication

from schoolsm_desktop.domain.contacts import Contact
from schoolsm_desktop.domain.rules import ContactKind
from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, InventedSchool

NUMBERS = (
    (ContactKind.HR_ADVICE, "Gill Tranter", "01632 960130"),
    (ContactKind.LADO, "Duty officer", "01632 960101"),
)


@pytest.mark.clause("mill-lane:hr-contacts", "mill-lane:5.4", "mill-lane:9")
def test_every_number_is_rung_in_september_and_the_wall_gets_a_new_page(seat: Seat, tmp_path: Path) -> None:
    school = InventedSchool(tmp_path, policy="mill-lane")
    for kind, name, number in NUMBERS:
        contact = Contact(uuid4(), school.head.school_id, kind, name, number=number)
        school.office.contacts.save(contact, checked=True)
    school.sign_out()
    school.clock.set(datetime(2027, 9, 2, 9, tzinfo=UTC))
    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.sees("Whom to ring: 2 numbers to check for this school year")

    # Today's line leads to the first of them; one key each, and the next one is chosen by itself.
    seat.click_row("Whom to ring: 2 numbers to check", "Do it")
    seat.sees("2 numbers are still to be checked for this school year (since 1 Sep 2027)")
    seat.click_row("Gill Tranter")
    seat.type_here("c")
    seat.sees("1 number is still to be checked")
    here = QApplication.focusWidget()
    assert here is not None
    assert here.accessibleName() == "Whom to ring"
    seat.type_here("c")
    seat.sees("Numbers are checked once a year, in September.")

    # The adviser has another number since the summer: changed, it counts as checked only where that is said.
    seat.click_row("Gill Tranter")
    seat.press("Change…")
    seat.type_into("Number", "01632 960139")
    seat.press("I rang it or looked it up today, and it is right")
    seat.press("Save")
    seat.sees("Gill Tranter is saved.", "01632 960139", "Checked today")
    seat.press("Print for the wall")
    paper = seat.read_preview()
    for words in ("Whom to ring", "Gill Tranter", "01632 960139", "HR advice", "Checked today"):
        assert words in paper
    assert "01632 960130" not in paper
    seat.preview().close()
    seat.go_to("Today")
    seat.does_not_see("to check for this school year")
