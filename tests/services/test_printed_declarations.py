"""The papers of declarations, lessons and classes, made from real records and read back: never what was declared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from schoolsm_desktop.domain.declarations import Answer, DeclarationKind
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.lessons import ClassTickKind
from schoolsm_desktop.services.declarations import Declaring, Meeting
from schoolsm_desktop.services.lessons import InLesson, Tally
from schoolsm_desktop.services.paper_maker import Printed
from schoolsm_desktop.services.policies import shipped_profile
from schoolsm_desktop.services.printing import PrintingService
from tests.reports import reading
from tests.services.school import InventedSchool

TODAY, AUTUMN = date(2026, 11, 20), "Autumn term 2026"
PUPILS, PARENTS = ClassTickKind.PUPIL_AGREEMENT, ClassTickKind.PARENT_AGREEMENT
MAKERS: tuple[Callable[[PrintingService], Printed], ...] = (
    PrintingService.declaration_form,
    PrintingService.privacy_check,
    PrintingService.declaration_coverage,
    PrintingService.taught,
    PrintingService.agreement_tally,
    lambda printing: printing.agreement_sheet("4B"),
)


def text(document: Printed) -> str:
    return " ".join(reading.text(document.pdf).split())


def follows(school: InventedSchool, policy: str, **rules: object) -> PrintingService:
    """The school follows this policy, changed as said; the headteacher is signed in."""
    office, profile = school.sign_in(school.head), shipped_profile(policy)
    office.policies.choose(replace(profile, rules=replace(profile.rules, **rules)))  # type: ignore[arg-type]
    return office.printing


@pytest.mark.clause("churchward:1-disclaimer")
def test_the_blank_form_carries_the_wording_and_only_what_is_asked(school: InventedSchool) -> None:
    printing = follows(school, "churchward")
    said = text(printing.declaration_form())
    assert "I write here for myself." in said
    assert "because of a link outside school?" in said
    assert "Is a relative of yours" not in said
    assert "neither asked for nor written down" in said
    other = text(follows(school, "mill-lane").declaration_form())
    assert "Is a relative of yours" in other
    assert "6.1 XII" in other
    assert "link outside school" not in other


@pytest.mark.clause("valence:private-4")
@pytest.mark.clause("bucklebury:staff-3")
def test_the_privacy_check_is_a_list_to_tick_with_what_to_look_at(school: InventedSchool) -> None:
    printing = follows(school, "valence")
    jo = school.add_person("Łucja Ó Briain")
    meeting = Meeting(DeclarationKind.PRIVACY_CHECK, (jo.id,), date(2026, 8, 1))
    school.office.declarations.declare_meeting(meeting)
    said = text(printing.privacy_check())
    for words in ("Every 3 months", "friends only", "No home address, phone number", "Łucja Ó Briain 1 Aug 2026"):
        assert words in said, words


def test_who_has_answered_says_who_and_how_many_and_never_what(school: InventedSchool) -> None:
    printing = follows(school, "mill-lane")
    jo, sam = school.add_person("Jo Marsh"), school.add_person("Sam Field")
    said = Declaring(DeclarationKind.RELATIVE, Answer.YES, TODAY, who="a nephew called Tim in 4B")
    school.office.declarations.declare(said, jo.id)
    paper = text(printing.declaration_coverage())
    assert "25 %" in paper
    assert sam.name in paper
    for document in (printing.declaration_coverage(), printing.privacy_check(), printing.declaration_form()):
        assert "Tim" not in text(document)
        assert "nephew" not in text(document)
    assert "Something declared" not in paper


@pytest.mark.clause("valence:curric-nc-ks1-ks2")
@pytest.mark.clause("valence:roles-3")
def test_what_is_taught_goes_to_the_governors_with_the_teacher_responsible(school: InventedSchool) -> None:
    printing = follows(school, "valence")
    account, jo = school.add_account(), school.add_person("Jo Marsh")
    school.give(jo, account)
    lessons = school.office.lessons
    lessons.set_taught("Year 4", AUTUMN, True)
    lessons.record_use(InLesson(account.id, jo.id, "Year 4", AUTUMN, TODAY))
    said = text(printing.taught())
    assert "1 of 21 year groups and terms are ticked" in said
    assert "X page Year 4 Autumn term 2026 Jo Marsh" in said
    assert "(Teach 6)" in said
    assert "Chair of Governors" in said


@pytest.mark.clause("bucklebury:scope")
def test_agreements_on_paper_name_no_parent_and_no_child(school: InventedSchool) -> None:
    printing = follows(school, "bucklebury")
    school.office.lessons.keep_tally(Tally(PARENTS, "4B", 20, 27, TODAY))
    school.office.lessons.keep_tally(Tally(PUPILS, "4B", 27, 27, TODAY))
    tally = text(printing.agreement_tally())
    assert "47 of 54" in tally
    sheet = text(printing.agreement_sheet("4B"))
    assert "Class 4B." in sheet
    assert "To the parent or carer of" in sheet
    assert " 30 " in f"{sheet} ", "a line for each child, written by hand"


def test_a_policy_that_asks_for_none_of_it_prints_none_and_offers_none(school: InventedSchool) -> None:
    printing = follows(school, "blank")
    for make in MAKERS:
        with pytest.raises(RuleError, match="Nothing was printed"):
            make(printing)
    hidden = printing.shelf().not_asked
    assert hidden == {
        "declaration-form",
        "privacy-check",
        "declaration-coverage",
        "taught",
        "agreement-sheet",
        "agreement-tally",
    }
    assert follows(school, "valence").shelf().not_asked == {"declaration-form", "agreement-sheet", "agreement-tally"}
