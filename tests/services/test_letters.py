"""Letters through the services: versions of a wording, what was made stays as it was, what is sealed is for its readers."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pypdf import PdfReader

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import ChangedMeanwhileError, FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.letters import BLANK
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.school_requests import RequestKind, SchoolRequest
from schoolsm_desktop.services.changes import Noun
from schoolsm_desktop.services.sealed_words import SCHOOL_REQUEST, seal_words
from schoolsm_desktop.services.vouching import altered_rows
from tests.services.school import InventedSchool

KEY, ABOUT = "name-and-logo-allowed", "school-request"
ASKED = {"item": "the crest", "use": "the poster", "starts": "1 Dec 2026", "ends": "31 Mar 2027"}


def printed(pdf: bytes) -> str:
    """The words of a PDF on one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def friend_request(school: InventedSchool) -> UUID:
    """A sealed request, entered by whoever is signed in."""
    session = school.office.session
    request = SchoolRequest(
        uuid4(), school.head.school_id, RequestKind.FRIEND_REQUEST, session.today, session.person_id, session.clock.now(),
        asker_id=session.person_id,
    )  # fmt: skip
    with session.work() as work:
        work.uow.school_requests.add(request)
        seal_words(work, SCHOOL_REQUEST, request.id, {"who": "the mother of Kit"})
        work.did(
            Did.SCHOOL_REQUEST_ASKED,
            Noun.SCHOOL_REQUESTS,
            subject_kind=SCHOOL_REQUEST,
            subject_id=request.id,
            record=request,
        )
        work.done()
    return request.id


def test_the_program_fills_in_what_it_knows_and_says_what_is_missing(school: InventedSchool) -> None:
    shown = school.office.letters.preview(KEY, {"item": "the crest", "use": " "}, "")
    assert "Alder Brook Primary" in shown.text
    assert shown.missing == ("whom the letter is for", "what it is used for", "the first day", "the last day")
    assert BLANK in shown.text
    assert shown.addressed_to == BLANK
    assert "{" not in shown.text
    assert "Conditions: none beyond what this letter says." in shown.text


def test_a_letter_home_goes_by_the_childs_name(school: InventedSchool) -> None:
    shown = school.office.letters.preview(
        "agreement-reminder", {"item": "the agreement", "ends": "1 Dec 2026"}, "Ada, 2A"
    )
    assert shown.addressed_to == "To the parent or carer of Ada, 2A"
    assert shown.missing == ()


def test_an_own_wording_is_a_version_and_the_programs_own_is_one_step_away(school: InventedSchool) -> None:
    letters = school.office.letters
    first = letters.change_wording(KEY, " Our  crest ", "Dear {recipient},\r\n\r\nuse {item}.", 0)
    assert (first.number, first.is_own, first.title) == (1, True, "Our crest")
    second = letters.change_wording(KEY, "Our crest", "Dear {recipient}, take {item}.", 1)
    assert letters.preview(KEY, ASKED, "Jo").text == "Dear Jo, take the crest."
    back = letters.use_shipped(KEY, second.number)
    assert (back.number, back.is_own, back.body) == (3, False, back.shipped.body)
    assert [v.template.number for v in back.versions] == [3, 2, 1]
    assert letters.wording("leaver-reminder").number == 0
    with school.office.session.reading() as uow:
        assert altered_rows(uow, uow.audit.all()) == ()


def test_saving_what_stands_already_makes_no_version(school: InventedSchool) -> None:
    letters = school.office.letters
    kept = letters.change_wording(KEY, "Our crest", "Dear {recipient},", 0)
    assert letters.change_wording(KEY, "Our crest", "Dear {recipient},", 1).number == kept.number
    assert letters.use_shipped("leaver-reminder", 0).number == 0


def test_whoever_was_slower_saves_nothing(school: InventedSchool) -> None:
    letters = school.office.letters
    letters.change_wording(KEY, "Mine", "Dear {recipient},", 0)
    with pytest.raises(ChangedMeanwhileError):
        letters.change_wording(KEY, "Yours", "Dear {recipient},", 0)
    assert letters.wording(KEY).title == "Mine"


def test_a_misspelt_field_is_found_before_anything_is_saved_or_printed(school: InventedSchool) -> None:
    letters = school.office.letters
    with pytest.raises(FieldError, match=r"Did you mean “\{recipient\}”"):
        letters.change_wording(KEY, "Our crest", "Dear {recipiant},", 0)
    shown = letters.example(KEY, "Our crest", "Dear {recipiant},")
    assert [wrong.nearest for wrong in shown.wrong] == ["{recipient}"]
    assert letters.wording(KEY).number == 0
    with pytest.raises(RuleError):
        letters.wording("love-letter")


def test_a_letter_stays_as_it_was_made(school: InventedSchool) -> None:
    letters, about = school.office.letters, uuid4()
    made = letters.make(KEY, ABOUT, about, "Friends of the school", ASKED)
    letters.change_wording(KEY, "Something else", "Dear {recipient},", 0)
    (line,) = letters.letters_about(ABOUT, about)
    assert (line.letter, line.title, line.recipient) == (made, "Use of our name and logo", "Friends of the school")
    assert "the crest" in letters.letter(made.id).text
    paper = printed(school.office.printing.letter(made.id).pdf)
    for words in (
        "Friends of the school",
        "the crest",
        "31 Mar 2027",
        "Anna Whitfield",
        f"2026-{made.id.hex[:8].upper()}",
    ):
        assert words in paper
    assert letters.letters_about(ABOUT, uuid4()) == ()
    with school.office.session.reading() as uow:
        assert Did.LETTER_MADE in {entry.did for entry in uow.audit.all()}
        assert altered_rows(uow, uow.audit.all()) == ()


def test_the_address_of_the_school_stands_on_its_letter(school: InventedSchool) -> None:
    schools = school.office.schools
    schools.change(replace(schools.school(), address="1 Brook Lane\nAlder", telephone="01632 960199"))
    made = school.office.letters.make(KEY, ABOUT, uuid4(), "Jo", ASKED)
    assert "1 Brook Lane, Alder · 01632 960199" in printed(school.office.printing.letter(made.id).pdf)


def test_a_letter_about_something_sealed_is_sealed_to_its_readers(school: InventedSchool) -> None:
    school.sign_in(school.coordinator)
    about = friend_request(school)
    with pytest.raises(RuleError, match="one of them makes it"):
        school.office.letters.make("friend-request-decided", ABOUT, about, "Rosa Okafor", {"item": "a secret wish"})
    school.sign_in(school.head)
    letters = school.office.letters
    made = letters.make("friend-request-decided", ABOUT, about, "Rosa Okafor", {"item": "a secret wish"}, sealed=False)
    assert made.sealed
    assert (made.recipient, made.text) == ("", "")
    (line,) = letters.letters_about(ABOUT, about)
    assert (line.recipient, line.title) == ("Rosa Okafor", "What you told us about a friend request")
    paper = printed(school.office.printing.letter(made.id).pdf)
    assert "a secret wish" in paper
    assert "Confidential: for the person it is addressed to" in paper
    school.sign_in(school.coordinator)
    assert school.office.letters.letters_about(ABOUT, about) == ()
    for look in (school.office.letters.letter, school.office.printing.letter):
        with pytest.raises(RuleError, match="There is no such letter"):
            look(made.id)


def test_what_may_be_sealed_is_sealed_where_it_is_asked_for(school: InventedSchool) -> None:
    school.sign_in(school.head)
    made = school.office.letters.make(
        "recruitment-notice", ABOUT, uuid4(), "A. Applicant", {"item": "Teacher"}, sealed=True
    )
    assert made.text == ""
    assert "Teacher" in school.office.letters.letter(made.id).text


def test_nothing_typed_in_a_letter_leaves_the_store_in_the_open(school: InventedSchool) -> None:
    school.sign_in(school.head)
    school.office.letters.make(KEY, ABOUT, friend_request(school), "Planted Recipient", {"item": "planted-item"})
    with school.office.session.reading() as uow:
        plain = repr((uow.letters.all(), uow.audit.all()))
    assert "Planted Recipient" not in plain
    assert "planted-item" not in plain


def test_a_name_of_a_megabyte_is_cut_or_refused_and_a_long_letter_runs_over_pages(school: InventedSchool) -> None:
    letters = school.office.letters
    with pytest.raises(FieldError):
        letters.make(KEY, ABOUT, uuid4(), "A" * 1_000_000, ASKED)
    letters.change_wording(KEY, "Long", "\n\n".join(["{item} " * 9] * 60), 0)
    made = letters.make(KEY, ABOUT, uuid4(), "Jo", ASKED | {"item": "word " * 200_000})
    document = PdfReader(io.BytesIO(school.office.printing.letter(made.id).pdf))
    assert len(document.pages) > 5
    assert "Anna Whitfield" in document.pages[-1].extract_text()


@pytest.mark.clause("mill-lane:6.1-xiv")
def test_a_leaver_is_reminded_of_pupils_here_and_of_former_schools_and_signs(tmp_path: Path) -> None:
    school = InventedSchool(tmp_path, policy="mill-lane")
    leaver = school.add_person("Jo Marsh")
    begun = school.office.leaving.prepare(leaver.id, date(2026, 12, 31))
    assert school.office.letters.reminds_leavers()
    made = school.office.letters.remind_leaver(begun.id)
    assert school.office.letters.remind_leaver(begun.id) == made, "one letter, however often it is printed"
    paper = printed(school.office.printing.letter(made.id).pdf)
    for words in ("31 Dec 2026", "our pupils", "a school where you worked before", "private accounts", "6.1 XIV"):
        assert words in paper
    assert "I have read this letter and keep a copy." in paper
    assert "Jo Marsh" in paper
    school.office.leaving.move(begun.id, date(2027, 1, 15))
    assert "15 Jan 2027" in school.office.letters.letter(school.office.letters.remind_leaver(begun.id).id).text
    assert len(school.office.letters.letters_about("person", leaver.id)) == 2
    school.sign_out()


def test_a_quiet_leaver_is_not_read_off_a_letter(school: InventedSchool) -> None:
    """PRACTICE 14."""
    leaver = school.add_person("Jo Marsh")
    school.sign_in(school.head)
    begun = school.office.leaving.prepare(leaver.id, date(2026, 12, 31), quiet=True)
    made = school.office.letters.remind_leaver(begun.id)
    assert (made.sealed, made.recipient, made.text) == (True, "", "")
    assert school.office.letters.remind_leaver(begun.id) == made
    school.sign_in(school.coordinator)
    assert school.office.letters.letters_about("person", leaver.id) == ()


def test_letters_are_for_whoever_does_that_work(school: InventedSchool) -> None:
    teacher = school.add_person("Jo Marsh")
    school.office.people.give_duty(teacher.id, Duty.CLASS_TEACHER, school.clock.today())
    made = school.office.letters.make(KEY, ABOUT, uuid4(), "Jo", ASKED)
    school.make_sign_in(teacher)
    school.sign_in(teacher)
    letters = school.office.letters
    for refused in (
        lambda: letters.make(KEY, ABOUT, uuid4(), "Jo", ASKED),
        lambda: letters.letter(made.id),
        lambda: letters.letters_about(ABOUT, made.about_id),
        letters.wordings,
    ):
        with pytest.raises(NotAllowedError):
            refused()
