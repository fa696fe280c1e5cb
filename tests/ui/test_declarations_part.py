"""Declarations, lessons and classes on the page of policy and staff: entered, read, ticked by keyboard, hidden unasked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.declarations import Answer, DeclarationKind
from schoolsm_desktop.domain.lessons import ClassTickKind
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.domain.rules import LessonNetworking, NamingEmployer
from schoolsm_desktop.services.declarations import Declaring, Meeting
from schoolsm_desktop.services.lessons import InLesson, Tally
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.policy.declaration_dialogs import (
    DeclareDialog,
    MeetingDialog,
    ReadDeclarationDialog,
    TakeBackDeclarationDialog,
)
from schoolsm_desktop.ui.policy.declarations_part import DeclarationsPart
from schoolsm_desktop.ui.policy.lesson_dialogs import LessonUseDialog, TallyDialog, YearGroupsDialog
from schoolsm_desktop.ui.policy.lessons_part import LessonsPart
from schoolsm_desktop.ui.policy.mine_declarations import MineDeclarations
from schoolsm_desktop.ui.policy.page import PolicyPage
from tests.services.school import InventedSchool
from tests.ui.page_stage import PageStage, page_stage
from tests.ui.walk import faults_of

TODAY, AUTUMN = date(2026, 11, 20), "Autumn term 2026"
CONNECTION, PRIVACY = DeclarationKind.CONNECTION, DeclarationKind.PRIVACY_CHECK
ASKS: dict[str, object] = {
    "declare_connections": True,
    "declare_private_account": True,
    "naming_employer": NamingEmployer.WITH_DISCLAIMER,
    "disclaimer": "I write here for myself.",
    "privacy_check_months": 3,
    "lesson_networking": LessonNetworking.GENERAL,
    "curriculum_ticks": True,
    "pupil_agreements": True,
    "parent_agreements": True,
}


class Asking:
    """A school whose policy asks for everything, with something declared and ticked."""

    def __init__(self, base: Path) -> None:
        self.school = InventedSchool(base)
        office = self.school.sign_in(self.school.head)
        self.asks(**ASKS)
        self.jo, self.sam = self.school.add_person("Jo Marsh"), self.school.add_person("Sam Field")
        office.declarations.declare_meeting(Meeting(PRIVACY, (self.jo.id,), date(2026, 11, 12)))
        said = Declaring(CONNECTION, Answer.YES, TODAY, who="a junior in our club", again_on=date(2027, 5, 3))
        self.declared = office.declarations.declare(said, self.jo.id)
        self.account = self.school.add_account()
        self.school.give(self.jo, self.account)
        office.lessons.record_use(InLesson(self.account.id, self.jo.id, "Year 4", AUTUMN, TODAY, "an author"))
        self.tally = office.lessons.keep_tally(Tally(ClassTickKind.PARENT_AGREEMENT, "4B", 20, 27, TODAY))

    def asks(self, **rules: object) -> None:
        """Change what the policy asks."""
        policies = self.school.office.policies
        now = policies.current()
        policies.choose(replace(now, rules=replace(now.rules, **rules)))  # type: ignore[arg-type]


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[Asking]:
    made = Asking(tmp_path)
    yield made
    made.school.sign_out()


@pytest.fixture
def stage_for(qtbot: QtBot, asking: Asking) -> Iterator[Callable[..., PageStage]]:
    """Sign somebody in and open the page at a part."""
    opened = []

    def made(person: Person, part: str = "declarations") -> PageStage:
        if asking.school.office.person_id != person.id:
            asking.school.sign_in(person)
        context = page_stage(qtbot, asking.school.office)
        stage = context.__enter__()
        opened.append(context)
        page = stage.page("people", PolicyPage)
        page.begin(part, "")
        stage.rest()
        return stage

    yield made
    for context in opened:
        context.__exit__(None, None, None)


def page_of(stage: PageStage) -> PolicyPage:
    return stage.page("people", PolicyPage)


def beside(stage: PageStage) -> list[str]:
    """The buttons beside the colleague chosen."""
    part = page_of(stage).part(DeclarationsPart)
    return [b.text() for b in part.pane.buttons.findChildren(QPushButton) if b.isVisible()]


def pick(stage: PageStage, person: Person) -> None:
    page_of(stage).part(DeclarationsPart).show_record(str(person.id))
    stage.rest()


@pytest.mark.clause("churchward:1-student-friends")
def test_the_head_reads_and_the_coordinator_is_not_even_offered_it(
    asking: Asking, stage_for: Callable[..., PageStage]
) -> None:
    stage = stage_for(asking.school.head)
    pick(stage, asking.jo)
    assert "Read: Connections, 20 Nov 2026" in beside(stage)
    stage.press(page_of(stage), "Read: Connections, 20 Nov 2026")
    dialog = stage.dialog(ReadDeclarationDialog)
    assert "a junior in our club" in [label.text() for label in dialog.findChildren(QLabel)]
    stage.finish(dialog)
    other = stage_for(asking.school.coordinator)
    pick(other, asking.jo)
    assert beside(other) == ["Enter a paper…", "Take back…"]
    said = [label.text() for label in page_of(other).findChildren(QLabel)]
    assert "20 Nov 2026: Answered; sealed. Entered by A. Whitfield." in said
    assert not any("junior" in text or "Something declared" in text for text in said)


def test_a_paper_is_entered_and_taken_back(asking: Asking, stage_for: Callable[..., PageStage]) -> None:
    stage = stage_for(asking.school.coordinator)
    pick(stage, asking.sam)
    stage.press(page_of(stage), "Enter a paper…")
    dialog = stage.dialog(DeclareDialog)
    dialog.form.set_value("kind", CONNECTION.value)
    assert not dialog.form.field("who").isVisible()
    dialog.form.set_value("answer", "yes")
    assert not dialog.form.field("scan").isVisible(), "a scan would not be sealed"
    stage.finish(dialog)
    assert dialog.form.field("who").error == "“Who it is, and the link” is needed."
    dialog.form.set_value("who", "a godchild")
    stage.finish(dialog)
    assert "It is entered for 20 Nov 2026." in stage.said(page_of(stage))
    assert beside(stage) == ["Enter a paper…", "Take back…"], "who entered it reads it no more"
    stage.press(page_of(stage), "Take back…")
    stage.finish(stage.dialog(TakeBackDeclarationDialog))
    line = next(x for x in asking.school.office.declarations.view().lines if x.person.id == asking.sam.id)
    assert line.declared[0].declaration.withdrawn_at is not None


@pytest.mark.clause("valence:private-4")
def test_a_meeting_is_everybody_but_those_whose_tick_is_taken(
    asking: Asking, stage_for: Callable[..., PageStage]
) -> None:
    stage = stage_for(asking.school.head)
    stage.press(page_of(stage), "Enter a meeting…")
    dialog = stage.dialog(MeetingDialog)
    assert dialog.form.value("kind") == PRIVACY.value
    dialog.people.tick(str(asking.sam.id), on=False)
    dialog.form.set_value("on", "12/1/2027")
    stage.finish(dialog)
    assert "still to come" in dialog.form.field("on").error, "nothing typed is lost"
    dialog.form.set_value("on", "18/11/2026")
    stage.finish(dialog)
    part = page_of(stage).part(DeclarationsPart)
    assert "Privacy settings: 3 of 4, 75 %" in part.covered.text()
    assert "Entered for 3 colleagues." in stage.said(page_of(stage))


def test_papers_of_declarations_open_in_the_preview(asking: Asking, stage_for: Callable[..., PageStage]) -> None:
    stage = stage_for(asking.school.head)
    for button in ("Print the form", "Print the privacy check", "Print who has answered"):
        stage.press(page_of(stage), button)
    assert [x.key for x in stage.previews] == ["declaration-form", "privacy-check", "declaration-coverage"]


def test_a_part_that_nobody_needs_is_hidden_until_the_policy_asks(
    asking: Asking, stage_for: Callable[..., PageStage]
) -> None:
    asking.asks(
        declare_connections=False,
        declare_private_account=False,
        privacy_check_months=0,
        lesson_networking=LessonNetworking.OFF,
        curriculum_ticks=False,
        pupil_agreements=False,
        parent_agreements=False,
    )
    stage = stage_for(asking.school.head, "staff")
    assert not {"Declarations", "Lessons"} & tabs(page_of(stage))
    stage.background.run(lambda: asking.asks(privacy_check_months=3), lambda _none: None)
    stage.rest()
    assert any(text.startswith("Declarations") for text in tabs(page_of(stage)))
    assert "Lessons" not in tabs(page_of(stage))


def tabs(page: PolicyPage) -> set[str]:
    return {page.tabs.tabText(at) for at in range(page.tabs.count()) if page.tabs.isTabVisible(at)}


# What is one's own


@pytest.mark.clause("churchward:2-staff-disclaimer")
def test_somebody_declares_on_screen_with_the_wording_before_their_eyes(
    asking: Asking, stage_for: Callable[..., PageStage]
) -> None:
    stage = stage_for(asking.school.coordinator, "mine")
    (mine,) = page_of(stage).findChildren(MineDeclarations)
    assert mine.isVisible()
    stage.press(mine, "Declare…")
    dialog = stage.dialog(DeclareDialog)
    dialog.form.set_value("kind", DeclarationKind.PRIVATE_ACCOUNT.value)
    dialog.form.set_value("answer", "yes")
    wording = dialog.form.field("disclaimer")
    assert wording.isVisible()
    assert "I write here for myself." in "".join(label.text() for label in wording.findChildren(QLabel))
    stage.finish(dialog)
    assert "Say whether the school’s wording stands there" in wording.error
    dialog.form.set_value("disclaimer", "yes")
    stage.finish(dialog)
    assert "It is kept, with today’s day." in stage.said(page_of(stage))
    line = asking.school.office.declarations.mine().line
    assert line is not None
    assert line.declared[0].answer == "Names the school, with the school’s wording"
    names = {name for name in dialog.form._fields if name not in ("kind", "answer", "disclaimer", "on", "scan")}
    assert names == {"who", "how", "again_on"}, "no field in which a private account could be named"


def test_what_was_typed_comes_back_after_a_lock(asking: Asking, stage_for: Callable[..., PageStage]) -> None:
    stage = stage_for(asking.school.coordinator, "mine")
    page = page_of(stage)
    dialog = page.open_dialog("declare-mine")
    typed = {"kind": CONNECTION.value, "answer": "yes", "who": "a godchild in 4B", "again_on": "3 May 2027"}
    for name, value in typed.items():
        dialog.form.set_value(name, value)
    draft = page.draft()
    assert draft is not None
    dialog.form.saved()
    dialog.reject()
    again = stage_for(asking.school.coordinator, "staff")
    page_of(again).restore(draft)
    again.rest()
    form = again.dialog(DeclareDialog).form
    assert {name: form.value(name) for name in typed} == typed
    assert form.field("who").isVisible()


# Lessons and classes


def test_a_cell_is_ticked_with_the_space_bar(asking: Asking, stage_for: Callable[..., PageStage]) -> None:
    stage = stage_for(asking.school.head, "lessons")
    part = page_of(stage).part(LessonsPart)
    part.grid.pick("Year 2", 2)
    part.grid.table.setFocus()
    for day in (TODAY, None):
        stage.qtbot.keyClick(part.grid.table, Qt.Key.Key_Space)
        stage.rest()
        row = next(x for x in asking.school.office.lessons.view().taught if x.group == "Year 2")
        assert [cell.day for cell in row.cells] == [None, day, None]


@pytest.mark.clause("valence:teach-6")
def test_who_has_no_access_is_refused_beside_the_name(asking: Asking, stage_for: Callable[..., PageStage]) -> None:
    stage = stage_for(asking.school.head, "lessons")
    stage.press(page_of(stage), "Tick a lesson use…")
    dialog = stage.dialog(LessonUseDialog)
    for name, value in (
        ("account", str(asking.account.id)),
        ("person", str(asking.sam.id)),
        ("group", "Year 5"),
    ):
        dialog.form.set_value(name, value)
    stage.finish(dialog)
    assert "(Teach 6). The register gives this person none." in dialog.form.field("person").error
    assert dialog.form.value("group") == "Year 5", "nothing typed is lost"
    dialog.form.set_value("person", str(asking.jo.id))
    stage.finish(dialog)
    assert f"Year 5 is ticked for {AUTUMN}." in stage.said(page_of(stage))


@pytest.mark.clause("bucklebury:scope")
def test_agreements_of_a_class_are_entered_anew_and_printed(
    asking: Asking, stage_for: Callable[..., PageStage]
) -> None:
    stage = stage_for(asking.school.head, "lessons")
    page_of(stage).begin("agreements", str(asking.tally.id))
    stage.rest()
    dialog = stage.dialog(TallyDialog)
    assert dialog.form.value("signed") == "20"
    dialog.form.set_value("signed", "all")
    stage.finish(dialog)
    assert dialog.form.field("signed").error == "This is not a number. Type it like 27."
    dialog.form.set_value("signed", "27")
    stage.finish(dialog)
    assert "4B: 27 of 27 are back." in stage.said(page_of(stage))
    for button in ("Print a class sheet", "Print the tally", "Print what is taught"):
        stage.press(page_of(stage), button)
    assert [x.key for x in stage.previews] == ["agreement-sheet", "agreement-tally", "taught"]


def test_homes_are_reminded_of_an_agreement_without_a_name_in_the_records(
    asking: Asking, stage_for: Callable[..., PageStage]
) -> None:
    stage = stage_for(asking.school.head, "lessons")
    part = page_of(stage).part(LessonsPart)
    assert not part.remind.isEnabled()
    part.tallies.pick(asking.tally.id)
    stage.press(page_of(stage), "Remind homes by letter")
    (made,) = asking.school.office.letters.letters_about("class-tick", asking.tally.id)
    words = asking.school.office.letters.letter(made.letter.id)
    assert "To the parent or carer of" in words.addressed_to
    assert "by 4 Dec 2026" in words.text
    assert made.recipient == ""
    assert [x.key for x in stage.previews] == ["letter"]


def test_the_year_groups_of_the_school(asking: Asking, stage_for: Callable[..., PageStage]) -> None:
    stage = stage_for(asking.school.head, "lessons")
    stage.press(page_of(stage), "Year groups…")
    dialog = stage.dialog(YearGroupsDialog)
    dialog.groups.untick_all()
    stage.finish(dialog)
    assert "at least one" in dialog.form.field("groups").error
    dialog.groups.tick("1")
    stage.finish(dialog)
    assert [row.group for row in asking.school.office.lessons.view().taught] == ["Year 1"]


def test_a_teacher_without_access_to_the_staff_list_ticks_too(
    asking: Asking, stage_for: Callable[..., PageStage]
) -> None:
    asking.school.office.people.give_duty(asking.sam.id, Duty.CLASS_TEACHER, TODAY)
    asking.school.make_sign_in(asking.sam)
    stage = stage_for(asking.sam, "lessons")
    page = page_of(stage)
    assert {text.partition(" (")[0] for text in tabs(page)} >= {"Yours", "Lessons"}
    assert "Declarations" not in {text.partition(" (")[0] for text in tabs(page)}
    assert page.part(LessonsPart).grid.isVisible()


@pytest.mark.parametrize(("scheme", "factor"), [("light", 1.0), ("dark", 2.0)])
def test_the_parts_and_their_dialogs_are_whole_in_every_look(
    asking: Asking,
    stage_for: Callable[..., PageStage],
    look: Callable[..., looks.Theme],
    scheme: str,
    factor: float,
) -> None:
    look(looks.Scheme(scheme), text_factor=factor)
    stage = stage_for(asking.school.head)
    page = page_of(stage)
    pick(stage, asking.jo)
    assert faults_of(stage.window) == []
    jo = str(asking.jo.id)
    shown = {
        "declare-meeting": "",
        "declare": jo,
        "read-declaration": str(asking.declared.id),
        "take-back-declaration": jo,
        "declare-mine": "",
        "lesson-use": "",
        "agreements": str(asking.tally.id),
        "year-groups": "",
    }
    page.begin("lessons", "")
    stage.rest()
    assert faults_of(stage.window) == []
    for key, record in shown.items():
        dialog = page.open_dialog(key, record)
        stage.rest()
        assert faults_of(dialog) == [], key
        dialog.form.saved()
        dialog.reject()
        stage.rest()


def test_what_was_typed_about_somebody_who_is_gone_meanwhile_is_said_and_not_brought_back(
    asking: Asking, stage_for: Callable[..., PageStage]
) -> None:
    """A lock comes, the person is made one with another record, and the draft returns."""
    stage = stage_for(asking.school.head)
    page = page_of(stage)
    page.restore({"dialog": "declare", "record": str(uuid4()), "typed": {}})
    stage.rest()
    assert any("not there any more" in words for words in stage.said(page))
    assert page.draft() is None
