"""Letters out of sealed records: kept in the record alone, put right by hand, and printed again as they were made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from schoolsm_desktop.domain.cases import CaseSort, EntryKind
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.incidents import CasePerson, Part, Who
from schoolsm_desktop.domain.letter_names import named_in, perhaps_named
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.services.case_files import open_case
from schoolsm_desktop.services.case_letters import LETTERS
from schoolsm_desktop.storage.errors import RecordMissingError
from tests.reports.reading import text as text_of
from tests.services.cases import WORDS, complained, filed
from tests.services.school import InventedSchool

ADA = CasePerson(Part.SAID_TO_BE, Who.PUPIL, "Ada Lark")
TOM = CasePerson(Part.AFFECTED, Who.PUPIL, "Tomás O’Shea")
MUM = CasePerson(Part.SAID_TO_BE, Who.PARENT, "Dana Ferris")


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    invented = InventedSchool(tmp_path, "kew-woods")
    yield invented
    invented.sign_out()


@pytest.mark.clause("kew-woods:app1-adult-meeting")
def test_an_adult_is_invited_by_a_leader_and_shown_the_way_to_complain(school: InventedSchool) -> None:
    office = school.office
    case = filed(office.session, {school.coordinator.id}, people=(MUM,), lead_id=school.head.id)
    offer = office.case_letters.offer(case)
    assert offer.recipients == ("Dana Ferris",)
    made = office.case_letters.make(
        case,
        "meeting-invitation",
        "Dana Ferris",
        {"item": "comments about the school", "appointment": "24 Nov 2026, 15:30"},
    )
    paper = text_of(office.printing.case_letter(case, made.number).pdf)
    for said in ("Please come to see Anna Whitfield", "24 Nov 2026, 15:30", "our complaints procedure", "Dana Ferris"):
        assert said in paper
    assert WORDS not in paper


@pytest.mark.clause("kew-woods:app1-remove-request")
def test_an_adult_is_asked_to_take_it_down_by_a_day(school: InventedSchool) -> None:
    office = school.office
    page = school.add_account("Kew Facebook page", password=None)
    case = filed(office.session, {school.coordinator.id}, people=(MUM,), account_id=page.id)
    made = office.case_letters.make(case, "removal-request", "Dana Ferris", {"item": "a post", "ends": "27 Nov 2026"})
    assert "This is about a post on Kew Facebook page." in made.text
    assert "Please take it down by 27 Nov 2026" in made.text


@pytest.mark.clause("churchward:5-anyone-may-report")
def test_whoever_reports_something_is_thanked_in_a_letter(tmp_path: Path) -> None:
    school = InventedSchool(tmp_path, "churchward")
    office = school.office
    told = CasePerson(Part.REPORTED_BY, Who.PUBLIC, "J. Neighbour")
    case = filed(office.session, {school.coordinator.id}, people=(told,))
    made = office.case_letters.make(case, "report-acknowledged", "J. Neighbour", {"item": "a page in our name"})
    assert "Thank you for telling Alder Brook Primary about a page in our name." in made.text
    assert "Anna Whitfield, " in made.text
    school.sign_out()


def test_it_lies_in_the_record_alone_sealed_and_is_printed_again_for_its_readers_only(school: InventedSchool) -> None:
    office, case = school.office, complained(school.office.session, {school.coordinator.id}, name="Dana Ferris")
    made = office.case_letters.make(case, "complaint-acknowledged", "Dana Ferris", {"item": "the homework page"})
    session = office.session
    with session.reading() as uow:
        assert uow.letters.all() == ()
        entry = open_case(session, uow, CaseSort.COMPLAINT, case).entries[-1]
        stored = b"".join(uow.sealed.parts(CaseSort.COMPLAINT.value, case).values())
        log = " ".join(repr(x.details) for x in uow.audit.all())
    assert (entry.kind, entry.about, entry.who) == (EntryKind.LETTER, "complaint-acknowledged", "Dana Ferris")
    assert b"homework" not in stored
    assert "Ferris" not in log
    printed = []
    for day in (21, 27):
        school.clock.set(school.clock.now().replace(day=day))
        paper = text_of(office.printing.case_letter(case, made.number).pdf)
        printed.append(paper.partition("Dana Ferris")[2].partition("Printed")[0])
    assert printed[0] == printed[1]
    assert made.reference in printed[0]
    head = school.sign_in(school.head)
    for ask in (lambda: head.case_letters.letters(case), lambda: head.printing.case_letter(case, made.number)):
        with pytest.raises(RecordMissingError):
            ask()
    with pytest.raises(RuleError, match="in that record alone"):
        head.letters.make("case-outcome", "incident", case, "x", {})


@pytest.mark.clause("bucklebury:pupil-1")
def test_the_letter_home_about_a_site_that_a_child_is_too_young_for(tmp_path: Path) -> None:
    school = InventedSchool(tmp_path, "bucklebury")
    office = school.office
    kind = IncidentKind.PUPIL_UNDER_AGE
    case = filed(office.session, {school.coordinator.id}, people=(ADA,), kind=kind)
    made = office.case_letters.make(case, "pupil-under-age", "Ada Lark", {"account": "Instagram", "least-age": "13"})
    assert made.addressed_to == "To the parent or carer of Ada Lark"
    assert "an account on Instagram. Its own terms ask for an age of 13" in made.text
    school.sign_out()


def test_a_letter_home_names_no_other_child(school: InventedSchool) -> None:
    letters = school.office.case_letters
    case = filed(school.office.session, {school.coordinator.id}, people=(ADA, TOM))
    said = {"item": "a picture of Tomas O'Shea", "decision": "she lost her tablet"}
    draft = letters.preview(case, "pupil-misuse", "Ada Lark", said)
    assert "Tomás O’Shea" in draft.asks
    with pytest.raises(FieldError) as told:
        letters.make(case, "pupil-misuse", "Ada Lark", said)
    assert told.value.field == "text"
    assert letters.letters(case) == ()
    assert "Tomás" in letters.preview(case, "pupil-misuse", "Ada Lark", {"item": "a picture of Tomas"}).asks
    assert not letters.preview(case, "pupil-misuse", "Ada Lark", {"item": "a picture that Ada sent"}).asks
    letters.make(case, "pupil-misuse", "Ada Lark", {"item": "a picture of another child"})


def test_what_was_put_right_by_hand_is_what_is_kept(school: InventedSchool) -> None:
    letters, case = school.office.case_letters, complained(school.office.session, {school.coordinator.id})
    made = letters.make(
        case, "complaint-signpost", "D. Ferris", {}, title="Our door is open", text="Dear D.,\n\n{Hello}"
    )
    assert (made.title, made.text) == ("Our door is open", "Dear D.,\n\n(Hello)")
    with pytest.raises(FieldError):
        letters.make(case, "complaint-signpost", "x" * 301, {})
    with pytest.raises(RuleError, match="does not belong"):
        letters.make(case, "pupil-misuse", "D. Ferris", {})


def test_the_chair_signs_and_is_met_where_it_is_about_the_headteacher(school: InventedSchool) -> None:
    chair = school.add_person("Cara Bright", "Chair of governors")
    school.office.people.give_duty(chair.id, Duty.CHAIR, school.clock.today())
    case = complained(school.office.session, {school.coordinator.id}, person_ids=(school.head.id,))
    made = school.office.case_letters.make(case, "complaint-acknowledged", "Dana Ferris", {"item": "a talk"})
    paper = text_of(school.office.printing.case_letter(case, made.number).pdf)
    assert "Cara Bright" in paper
    assert "Whitfield" not in paper


def test_every_letter_of_a_record_ships(school: InventedSchool) -> None:
    for sort, keys in LETTERS.items():
        make = filed if sort is CaseSort.INCIDENT else complained
        offer = school.office.case_letters.offer(make(school.office.session, {school.coordinator.id}))
        assert tuple(choice.key for choice in offer.letters) == keys


def test_names_are_known_again_whatever_their_marks_and_only_whole() -> None:
    names = ("Tomás O’Shea", "Ann Lee")
    assert named_in("TOMAS O'SHEA was there", names) == ("Tomás O’Shea",)
    assert named_in("Joann Leeds", names) == ()
    assert perhaps_named("Then Ann said", names) == ("Ann Lee",)
    assert perhaps_named("Annual", names) == ()
