"""What is left: the frame itself, settings, reports with their previews, and every paper and file given out."""

from __future__ import annotations

from pathlib import Path

from schoolsm_desktop.services.printing import Printed
from schoolsm_desktop.ui.common.print_preview import PrintPreview
from schoolsm_desktop.ui.reports.recovery_dialog import RecoveryDialog
from schoolsm_desktop.ui.settings.school import SchoolDialog
from schoolsm_desktop.ui.settings.terms import TermDialog

from .guide import Guide, fill
from .scene import Stage


def frame_round(stage: Stage) -> None:
    """The search over everything, the cover, and what a screen says before a lock."""
    guide, window = stage.guide, stage.window
    stage.page("today")
    with guide.step("search-found"):
        window.top.search.setFocus()
        window.top.search.setText("blog")
        window.top.search.asked.emit("blog")
        guide.settle()
    window.top.search.clear()
    with guide.step("screen-covered"):
        window.cover.cover()
    window.cover.uncover()


def settings_round(stage: Stage) -> None:
    """Every part of the settings that the person has, and its dialogs."""
    guide = stage.guide
    page = stage.page("settings")
    for key in stage_parts(stage):
        with guide.step(f"settings-{key}-{stage.key}"):
            page.begin(key, "")


def stage_parts(stage: Stage) -> list[str]:
    """The keys of the parts of the settings that this person has."""
    from schoolsm_desktop.ui.settings.page import PARTS

    return [part.key for part in PARTS if part.needs is None or stage.office.may(part.needs)]


def settings_dialogs(stage: Stage) -> None:
    """The dialogs of the settings, and the check of who did what."""
    guide = stage.guide
    page = stage.page("settings")
    with guide.step("settings-school-change"):
        page.begin("school", "")
        guide.settle()
        guide.press("Change…", page)
        guide.dialog(SchoolDialog)
    with guide.step("settings-term", stay=True):
        page.begin("terms", "")
        guide.settle()
        page.open_dialog("term")
        dialog = guide.dialog(TermDialog)
    with guide.step("settings-term-wrong"):
        fill(dialog, {"name": "Autumn term", "starts": "1 Sep 2026", "ends": "18 Dec 2025"})
        dialog.main.click()
    with guide.step("settings-log-checked"):
        page.begin("log", "")
        guide.settle()
        guide.press("Check every signature", page)
    with guide.step("settings-backup-made"):
        page.begin("backup", "")
        guide.settle()
        guide.press("Make a backup now", page)


def papers(stage: Stage) -> None:
    """Every document: its preview, its PDF, its table; with what can go wrong in saving it."""
    guide, printing = stage.guide, stage.office.printing
    page = stage.page("reports")
    for key in ("access-register", "account-directory"):
        with guide.step(f"reports-{key}-preview", stay=True):
            page.begin(key, "")
            guide.settle()
            preview = guide.dialog(PrintPreview)
        with guide.step(f"reports-{key}-cannot-be-saved"):
            nowhere = guide.out / "printed" / "no such folder" / "register.pdf"
            preview.save_as(nowhere, b"", "pdf")
    made = (guide.ask(printing.access_register), guide.ask(printing.account_directory))
    for document in made:
        _save(guide, stage, document)
    with guide.step("reports-recovery-sheet", stay=True):
        page.begin("recovery-sheet", "")
        guide.settle()
        dialog = guide.dialog(RecoveryDialog)
    with guide.step("reports-recovery-sheet-preview", stay=True):
        dialog.look.click()
        guide.settle()
        guide.dialog(PrintPreview)
    sheet = guide.ask(printing.recovery_sheet)
    file = guide.out / "printed" / f"{sheet.document.file_name}.pdf"
    with guide.task("printed-recovery-sheet", file):
        file.write_bytes(sheet.document.pdf)
    with guide.step("reports-recovery-sheet-wrong"):
        guide.dialog(PrintPreview).close()
        guide.settle()
        groups = {f"group{group}": "0000X" for group in sheet.TYPED_BACK}
        fill(dialog, groups)
        dialog.main.click()


def _save(guide: Guide, stage: Stage, document: Printed) -> None:
    """By the preview's own saving, which records that it went out."""
    stage.window.preview(document)
    preview = guide.dialog(PrintPreview)
    for folder, kind, data in (("printed", "pdf", document.pdf), ("files", "xlsx", document.table)):
        file: Path = guide.out / folder / f"{document.file_name}.{kind}"
        if data is not None:
            with guide.task(f"{folder}-{document.key}", file):
                preview.save_as(file, data, kind)
                guide.settle()
    guide.tidy()
