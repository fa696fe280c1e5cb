"""Declarations, lessons, what is taught and agreements: each list, dialog, refusal and paper, with a policy that asks for all."""

from __future__ import annotations

from dataclasses import replace

from schoolsm_desktop.domain.declarations import DeclarationKind
from schoolsm_desktop.domain.rules import LessonNetworking, NamingEmployer, Rules
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.common.print_preview import PrintPreview
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.policy.declaration_dialogs import (
    DeclareDialog,
    MeetingDialog,
    ReadDeclarationDialog,
    TakeBackDeclarationDialog,
)
from schoolsm_desktop.ui.policy.declarations_part import DeclarationsPart
from schoolsm_desktop.ui.policy.lesson_dialogs import LessonUseDialog, TallyDialog, YearGroupsDialog
from schoolsm_desktop.ui.policy.lessons_part import LessonsPart

from .guide import TourError, fill
from .paper_round import save_document
from .scene import Stage


def declarations_round(stage: Stage) -> None:
    """Everything about them, as the coordinator has it. The policy asks for more while it is walked, then as before."""
    before = stage.guide.ask(stage.office.policies.current).rules
    _ask_for(
        stage,
        replace(
            before,
            declare_connections=True,
            declare_private_account=True,
            naming_employer=NamingEmployer.WITH_DISCLAIMER,
            privacy_check_months=3,
            lesson_networking=LessonNetworking.GENERAL,
            pupil_agreements=True,
            parent_agreements=True,
            curriculum_ticks=True,
        ),
    )
    _mine(stage)
    _declarations(stage)
    _lessons(stage)
    _papers(stage)
    _ask_for(stage, before)


def _ask_for(stage: Stage, rules: Rules) -> None:
    def choose() -> None:
        policies = stage.office.policies
        policies.choose(replace(policies.current(), rules=rules))

    stage.guide.ask(choose)
    stage.guide.settle()


def _mine(stage: Stage) -> None:
    guide, page = stage.guide, _page(stage)
    with guide.step("people-mine-declare", stay=True):
        page.begin("mine", "")
        guide.settle()
        page.open_dialog("declare-mine", DeclarationKind.PRIVATE_ACCOUNT.value)
        dialog = guide.dialog(DeclareDialog)
        fill(dialog, {"answer": "yes"})
    with guide.step("people-mine-declare-wording", stay=True):
        dialog.main.click()
    with guide.step("people-mine-declare-sealed", stay=True):
        fill(dialog, {"kind": DeclarationKind.CONNECTION.value, "who": "a junior of the swimming club"})
        dialog.fit()
    with guide.step("people-mine-declared"):
        dialog.main.click()
    with guide.step("people-mine-read"):
        page.begin("mine", "")
        guide.settle()
        line = guide.ask(stage.office.declarations.mine).line
        sealed = next(x for x in line.declared if x.may_open) if line is not None else None
        page.open_dialog("read-mine", str(sealed.declaration.id) if sealed is not None else "")
        guide.dialog(ReadDeclarationDialog)


def _declarations(stage: Stage) -> None:
    guide, page = stage.guide, _page(stage)
    with guide.step("people-declarations"):
        page.begin("declarations", "")
    part = page.part(DeclarationsPart)
    lines = part.list.model.all_rows()
    with guide.step("people-declarations-one"):
        part.show_record(str(next(x.person.id for x in lines if x.declared)))
    with guide.step("people-declarations-meeting"):
        guide.press("Enter a meeting…", part)
        guide.dialog(MeetingDialog)
    with guide.step("people-declarations-meeting-nobody"):
        page.open_dialog("declare-meeting")
        meeting = guide.dialog(MeetingDialog)
        meeting.people.untick_all()
        meeting.main.click()
    with guide.step("people-declarations-paper"):
        page.open_dialog("declare", str(lines[0].person.id))
        guide.dialog(DeclareDialog)
    with guide.step("people-declarations-take-back"):
        page.open_dialog("take-back-declaration", str(next(x.person.id for x in lines if x.declared)))
        guide.dialog(TakeBackDeclarationDialog)
    with guide.step("people-declarations-preview"):
        guide.press("Print who has answered", part)
        guide.dialog(PrintPreview)


def _lessons(stage: Stage) -> None:
    guide, page = stage.guide, _page(stage)
    with guide.step("people-lessons"):
        page.begin("lessons", "")
    part = page.part(LessonsPart)
    with guide.step("people-lessons-tick", stay=True):
        guide.press("Tick a lesson use…", part)
        dialog = guide.dialog(LessonUseDialog)
    with guide.step("people-lessons-no-access"):
        view = guide.ask(stage.office.lessons.view)
        fill(dialog, {"account": view.accounts[0][0], "person": view.teachers[-1][0], "group": "Year 5"})
        dialog.main.click()
    if view.uses:
        with guide.step("people-lessons-take-back"):
            part.uses.pressed_button.emit(view.uses[0], "back")
            guide.dialog(Question)
    with guide.step("people-lessons-ticked"):
        row = view.taught[0]
        part.grid.opened.emit(row, row.cells[0].term)
    with guide.step("people-lessons-year-groups"):
        guide.press("Year groups…", part)
        guide.dialog(YearGroupsDialog)
    with guide.step("people-lessons-class", stay=True):
        guide.press("Enter a class…", part)
        tally = guide.dialog(TallyDialog)
        fill(tally, {"group": "4B", "signed": "28", "asked": "27"})
    with guide.step("people-lessons-class-wrong", stay=True):
        tally.main.click()
    with guide.step("people-lessons-class-kept"):
        fill(tally, {"signed": "20"})
        tally.main.click()
    with guide.step("people-lessons-class-take-back"):
        part.tallies.pressed_button.emit(part.tallies.model.all_rows()[0], "back")
        guide.dialog(Question)


def _papers(stage: Stage) -> None:
    guide, printing = stage.guide, stage.office.printing
    for maker in (
        printing.declaration_form,
        printing.privacy_check,
        printing.declaration_coverage,
        printing.taught,
        printing.agreement_tally,
        lambda: printing.agreement_sheet("4B"),
    ):
        save_document(guide, stage, guide.ask(maker))


def _page(stage: Stage) -> PartedPage:
    page = stage.page("people")
    if not isinstance(page, PartedPage):
        raise TourError("a page of parts is another one")
    return page
