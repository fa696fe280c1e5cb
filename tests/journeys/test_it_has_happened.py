"""Twenty to nine, a teacher at the PC in the staff room: something has happened. One button, one card, and it is told."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from schoolsm_desktop.domain.contacts import Contact
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.rules import ContactKind
from tests.journeys import eyes
from tests.journeys.steps import Seat
from tests.services.school import InventedSchool

WHAT = "A pupil of 6B asked me as a friend, at half past ten last night."


@pytest.mark.clause("bucklebury:staff-4b")
def test_from_any_page_to_the_card_the_numbers_and_the_report(seat: Seat, tmp_path: Path) -> None:
    school = InventedSchool(tmp_path, policy="bucklebury")
    today = school.clock.today()
    jo, lead = school.add_person("Jo Marsh", "Teacher, Year 6"), school.add_person("Dora Lane", "Deputy headteacher")
    contact = Contact(
        uuid4(), school.head.school_id, ContactKind.CHILDRENS_SERVICES, "Front door", number="01632 960120"
    )
    school.office.contacts.save(contact, checked=True)
    for person in (jo, lead):
        school.make_sign_in(person)
        school.sign_in(school.coordinator)
    school.office.people.give_duty(jo.id, Duty.CLASS_TEACHER, today)
    school.sign_in(school.head).people.give_duty(lead.id, Duty.DSL, today)
    for person in (lead, jo):
        school.sign_in(person)
    school.sign_out()

    seat.start(school)
    seat.sign_in_as("Jo Marsh", school.words[jo.id])
    seat.go_to("Accounts")
    before = seat.actions
    seat.press("It has happened")
    seat.sees("Somebody is in danger now: 999.", "did an adult harm a child or put one at risk?")
    seat.click_row("A pupil contacts a colleague")
    assert seat.actions - before == 2
    assert eyes.seen(QLineEdit) == []
    seat.sees(
        "Tell the Designated Senior Person. They decide first whether a child is at risk.",
        "Leave the request or message unanswered, and accept nothing.",
        "Dora Lane, within 1 hour",
        "01632 960120",
        "Chair of Governors",
    )

    # The card on paper, in a file that the printer took.
    seat.press("Print this card")
    seat.press("Print…")
    seat.sees("Sent to the printer.")
    (paper,) = seat.outside.paper
    assert len(pypdfium2.PdfDocument(paper)) == 1
    assert "01632 960120" in seat.read_preview()
    seat.preview().close()

    # And written down, with the type chosen already: only what happened is typed.
    seat.press("Write it down now…")
    assert seat.value_in("What kind of thing it is") == "A pupil contacts a colleague"
    seat.type_into("What happened", WHAT)
    seat.press("Give it to them")
    seat.wait_for(lambda: True if "Write down what happened" not in seat.title else None, "the window itself")
    seat.leave_it()

    lines = school.sign_in_again(lead).incidents.lines()
    assert [(line.incident.kind, line.incident.what) for line in lines] == [(IncidentKind.PUPIL_CONTACTS_STAFF, WHAT)]


@pytest.mark.clause("churchward:2-staff-report")
def test_the_key_works_on_every_page_and_a_blank_form_comes_without_a_question(seat: Seat, tmp_path: Path) -> None:
    school = InventedSchool(tmp_path, policy="churchward")
    school.sign_out()
    seat.start(school)
    seat.sign_in_as("Rosa Okafor", school.words[school.coordinator.id])
    for page in ("Posting access", "Photo permissions", "Policy and staff", "Reports", "Settings"):
        seat.go_to(page)
        seat.key(Qt.Key.Key_F9)
        seat.sees("Choose what fits best.", "Print a blank form")
        seat.press("Close")
    seat.key(Qt.Key.Key_F9)
    seat.press("Print a blank form")
    form = seat.read_preview()
    for words in ("First question", "not sure", "Give it today, by hand, to", "in a closed envelope", "under 18"):
        assert words in form
    seat.preview().close()
    seat.press("Close")
