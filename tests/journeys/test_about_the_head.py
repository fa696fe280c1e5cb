"""An allegation about the headteacher: no word without a chair, the chair alone with one, and a new head who must be let in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListView

from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.incidents import Answer, CasePerson, Part, Who
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.services.incidents import Report
from tests.journeys.steps import Seat
from tests.services.school import HEAD, InventedSchool
from tests.services.test_incidents import with_duty

WORDS = "The headteacher writes to a pupil of Year 6 late in the evening."
QUESTION = "If this is true, did an adult harm a child or put one at risk?"


def found() -> list[str]:
    """What the search has found."""
    views = [w for w in QApplication.allWidgets() if isinstance(w, QListView) and w.isVisible()]
    shown = [view.model() for view in views if view.accessibleName() == "What was found"]
    return [str(model.index(at, 0).data()) for model in shown for at in range(model.rowCount())]


def staffed(school: InventedSchool, *duties: Duty) -> dict[str, str]:
    """Jo Marsh, who teaches, and one holder of each duty; passphrases of their own, by name."""
    school.office = school.sign_in_again()
    names = {Duty.CHAIR: "Edith Wain", Duty.DEPUTY_HEADTEACHER: "Dee Marlow"}
    people = [with_duty(school, "Jo Marsh"), *(with_duty(school, names[duty], duty, job="Staff") for duty in duties)]
    for person in people:
        school.sign_in(person)
    school.sign_out()
    return {person.name: school.words[person.id] for person in people}


def begin_report(seat: Seat) -> None:
    """What somebody knows who reports it, as far as the name."""
    seat.go_to("Incidents")
    seat.press("Write down what happened…")
    seat.choose(QUESTION, "Yes")
    seat.type_into("What happened", WORDS)
    seat.choose("Who it is said to be", "a colleague")
    seat.type_into("Which colleague", "Anna Whitfield", nth=1)


def test_without_a_chair_who_signs_in_no_word_is_taken_and_the_paper_is_offered(
    seat: Seat, school: InventedSchool
) -> None:
    words = staffed(school)
    seat.start(school)
    seat.sign_in_as("Jo Marsh", words["Jo Marsh"])
    begin_report(seat)
    seat.sees("no word of it is taken here", "Ring today", "Blank form")
    seat.does_not_see(WORDS)
    assert seat.cannot_press("Give it to them")
    seat.press("Blank form")
    assert WORDS not in seat.read_preview()
    seat.press("Close")
    seat.press("Cancel")
    seat.lock_now()
    seat.come_back()
    seat.sign_in_as("Anna Whitfield", HEAD)
    seat.does_not_see("incident")
    seat.go_to("Incidents")
    seat.sees("Nothing has been reported to you")


def test_the_chair_alone_reads_it_and_decides_and_the_headteacher_finds_no_trace(
    seat: Seat, school: InventedSchool
) -> None:
    words = staffed(school, Duty.CHAIR, Duty.DEPUTY_HEADTEACHER)
    seat.start(school)
    seat.sign_in_as("Jo Marsh", words["Jo Marsh"])
    begin_report(seat)
    seat.sees("E. Wain will read it, and nobody else.")
    seat.press("Give it to them")
    seat.sees("It stands here for them, and not for you any more.")
    seat.does_not_see("late in the evening")
    seat.lock_now()
    seat.come_back()

    seat.sign_in_as("Anna Whitfield", HEAD)
    seat.does_not_see("An incident waits", "Somebody is to be told", "late in the evening", "J. Marsh")
    seat.go_to("Incidents")
    seat.sees("Nothing has been reported to you")
    seat.key(Qt.Key.Key_K, ctrl=True)
    seat.type_here("late in the evening")
    seat.wait_for(lambda: True if found() == ["Nothing found for “late in the evening”"] else None, "nothing found")
    seat.key(Qt.Key.Key_Escape)
    seat.go_to("Settings")
    seat.show_tab("Who did what")
    seat.does_not_see("sealed", "An incident", "complaint")
    seat.show_tab("Check")
    seat.press("Check the records now")
    seat.does_not_see("not in order", "late in the evening")
    seat.lock_now()
    seat.come_back()

    seat.sign_in_as("Edith Wain", words["Edith Wain"])
    seat.sees("An incident waits for a decision")
    seat.go_to("Incidents")
    seat.click_row("Open")
    seat.sees(WORDS, "Read by E. Wain", "Ask the local authority’s officer for allegations by end of 23 Nov 2026")
    seat.press("Answer now Has the local authority’s officer for allegations been asked?")
    seat.sees("Within one working day.")
    seat.choose("Answer", "Yes, asked")
    seat.type_into("Whom, when, and their reference", "Duty officer, 10:20, LA-118")
    seat.press("Save")
    seat.sees("The decision stands in the record.", "LA-118")
    seat.lock_now()


def sealed_to_the_chair(school: InventedSchool, reporter: str) -> None:
    """What the chair has to decide on, reported by a colleague."""
    person = next(p for p in school.office.people.choices() if p.name == reporter)
    office = school.sign_in(person)
    said = CasePerson(Part.SAID_TO_BE, Who.STAFF, person_id=school.head.id)
    us = CasePerson(Part.REPORTED_BY, Who.STAFF, reporter, person.id)
    kind = IncidentKind.STAFF_CONTACTS_PUPIL
    office.incidents.report(Report(what=WORDS, people=(us, said), kind=kind, allegation=Answer.YES))


def test_the_deputy_with_the_chairs_code_puts_a_new_head_there_whom_the_chair_lets_in(
    seat: Seat, school: InventedSchool
) -> None:
    words = staffed(school, Duty.CHAIR, Duty.DEPUTY_HEADTEACHER)
    office = school.office = school.sign_in_again(school.head)
    deputy = office.people.holders(Duty.DEPUTY_HEADTEACHER)[0]
    sheet = office.printing.chair_code(deputy.id)
    office.printing.put_chair_code_in_force(sheet)
    sealed_to_the_chair(school, "Jo Marsh")
    school.sign_out()

    seat.start(school)
    seat.sign_in_as("Dee Marlow", words["Dee Marlow"])
    seat.go_to("Settings")
    seat.sees("you and the chair can put somebody in their place. The chair brings the printed code.")
    seat.press("Put somebody in the headteacher’s place…")
    seat.choose("Headteacher from now on", "Dee Marlow")
    seat.type_into("The chair’s code, typed by the chair", sheet.code)
    seat.press("End the former sign-in and put this person there")
    seat.sees("Dee Marlow is headteacher from now on")
    seat.lock_now()
    seat.come_back()

    seat.sign_in_as("Dee Marlow", words["Dee Marlow"])
    seat.does_not_see("An incident waits")
    seat.go_to("Incidents")
    seat.sees("Nothing has been reported to you")
    seat.lock_now()
    seat.come_back()

    seat.sign_in_as("Edith Wain", words["Edith Wain"])
    seat.go_to("Incidents")
    seat.click_row("A colleague contacts a pupil")
    seat.press("Who reads it…")
    seat.tick_row("Dee Marlow")
    seat.type_into("Why", "Headteacher from today, not concerned")
    seat.press("Change who reads it")
    seat.sees("1 more person may read it.")
    seat.lock_now()
    seat.come_back()

    seat.sign_in_as("Dee Marlow", words["Dee Marlow"])
    seat.go_to("Incidents")
    seat.click_row("A colleague contacts a pupil")
    seat.sees(WORDS, "Read by D. Marlow and E. Wain")
