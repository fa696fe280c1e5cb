"""The check of the records and its sheet, and the chair's code with what deputy and chair do with it."""

from __future__ import annotations

from schoolsm_desktop.services.case_removal import ASK, CONFIRM, KEEP
from schoolsm_desktop.services.head_replacement import ReplacementView
from schoolsm_desktop.services.records_check import Broken
from schoolsm_desktop.ui.common.code_sheet_dialog import CodeSheetDialog
from schoolsm_desktop.ui.incidents.incidents_part import IncidentsPart
from schoolsm_desktop.ui.settings.head_replacement import HeadReplacementCard, ReplaceHeadDialog, WhichDeputyDialog
from schoolsm_desktop.ui.settings.records_part import RecordsPart

from .guide import fill
from .paper_round import save_document
from .scene import Stage


def records_round(stage: Stage) -> None:
    """As the headteacher: the check, its sheet, and a code for the chair."""
    guide, page = stage.guide, stage.page("settings")
    with guide.step("settings-records-checked"):
        page.begin("records", "")
        guide.settle()
        guide.press("Check the records now", page)
        part = page.findChild(RecordsPart)
        guide.until(lambda: part is not None and part.report is not None, "what the check found")
    report = part.report if part is not None else None
    if report is not None:
        save_document(guide, stage, guide.ask(lambda: stage.office.printing.records_check(report)))
    with guide.step("settings-chair-code", stay=True):
        page.begin("me", "")
        guide.settle()
        guide.press("Print a new code for the chair…", page)
        code = guide.dialog(CodeSheetDialog)
    file = guide.out / "printed" / f"{code.sheet.document.file_name}.pdf"
    with guide.task("printed-chair-code", file):
        file.write_bytes(code.sheet.document.pdf)
    with guide.step("settings-chair-code-wrong"):
        fill(code, {f"group{group}": "0000X" for group in code.sheet.TYPED_BACK})
        code.main.click()
    _what_the_deputy_sees(stage)


def chair_round(stage: Stage) -> None:
    """As the chair: what is sealed to the chair alone, and in the same look how a record is removed by two people."""
    guide, page = stage.guide, stage.page("incidents")
    case = guide.ask(stage.office.incidents.lines)[0].id
    with guide.step("incidents-chair-record"):
        page.begin("incidents", str(case))
        guide.settle()
    for deed in (ASK, CONFIRM, KEEP):
        with guide.step(f"incidents-{deed}"):
            page.open_dialog(deed, str(case))
    _what_was_altered(stage)


def _what_was_altered(stage: Stage) -> None:
    guide, page = stage.guide, stage.page("incidents")
    with guide.step("incidents-altered"):
        part = page.findChild(IncidentsPart)
        if part is not None:
            part.close_record()
            part.broken.show_broken(Broken(1, may_check=True))


def _what_the_deputy_sees(stage: Stage) -> None:
    guide, page = stage.guide, stage.page("settings")
    people = stage.office.people.choices()[:2]
    view = ReplacementView(may_replace=True, candidates=people, head="Miriam Castellan")
    with guide.step("settings-replace-head-card"):
        card = page.findChild(HeadReplacementCard)
        if card is not None:
            card.show_view(view)
    with guide.step("settings-replace-head"):
        ReplaceHeadDialog(page, view, lambda _new: None).open()
    with guide.step("settings-chair-code-which"):
        WhichDeputyDialog(page, people, lambda _deputy: None).open()
