"""Every paper: previews, PDFs and tables, what can go wrong in saving one, and the handover to another coordinator."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from schoolsm_desktop.domain.checklists import ChecklistKind
from schoolsm_desktop.services.printed_shelf import EVERY_CLASS
from schoolsm_desktop.services.printing import Printed, PrintingService
from schoolsm_desktop.ui.common.code_sheet_dialog import CodeSheetDialog
from schoolsm_desktop.ui.common.print_preview import PrintPreview
from schoolsm_desktop.ui.policy.handover_dialog import HandoverDialog
from schoolsm_desktop.ui.reports.documents import make
from schoolsm_desktop.ui.reports.documents_part import DocumentsPart
from schoolsm_desktop.ui.reports.pack_dialog import PackDialog
from schoolsm_desktop.ui.reports.page import ReportsPage
from schoolsm_desktop.ui.reports.purpose_bar import ALL, DUE
from schoolsm_desktop.ui.reports.which_dialog import WhichDialog

from .guide import Guide, TourError, fill
from .scene import Stage
from .staff_round import Staff

OUTGOING, INCOMING, WITHOUT_SIGN_IN = "Ravi Sondhi", "Petra Lindholm", "Sade Akindele"


def handover_looked_at(stage: Stage) -> None:
    """The headteacher reads what a handover would do, and why one cannot be; nothing is done yet."""
    guide, staff = stage.guide, Staff(stage)
    with guide.step("people-hand-over", stay=True):
        staff.choose(OUTGOING)
        guide.press("Hand over to…", staff.page)
        dialog = guide.dialog(HandoverDialog)
        fill(dialog, {"new": staff.ids[INCOMING]})
        guide.settle()
    with guide.step("people-hand-over-refused"):
        fill(dialog, {"new": staff.ids[WITHOUT_SIGN_IN]})
        guide.settle()
        dialog.main.click()


def paper_round(stage: Stage) -> None:
    """The coordinator begins a handover, and prints everything that lies on the page of reports."""
    guide, staff = stage.guide, Staff(stage)
    with guide.step("people-hand-over-begun"):
        staff.choose(OUTGOING)
        guide.press("Hand over to…", staff.page)
        dialog = guide.dialog(HandoverDialog)
        fill(dialog, {"new": staff.ids[INCOMING]})
        dialog.main.click()
    page = stage.page("reports")
    with guide.step("reports-which"):
        page.begin("undertaking", "")
        guide.settle()
        guide.dialog(WhichDialog)
    with guide.step("reports-which-list"):
        page.begin("leaver-list", "")
        guide.settle()
    for key, record in _records(stage).items():
        with guide.step(f"reports-{key}-preview"):
            page.begin(key, record)
            guide.settle()
            guide.dialog(PrintPreview)
    for maker in _makers(stage):
        save_document(guide, stage, guide.ask(maker))


def looks_at_a_long_one(stage: Stage) -> None:
    """What is to be printed, a class chosen, a long document gone through and searched, and the pack of the term."""
    guide, page = stage.guide, stage.page("reports")
    if not isinstance(page, ReportsPage):
        raise TourError("the page of reports is not there")
    part = page.part(DocumentsPart)
    with guide.step("reports-to-be-printed"):
        part.purposes.press(DUE)
    with guide.step("reports-found-by-typing"):
        part.purposes.press(ALL)
        part.list.filter.setText("class")
    part.list.filter.clear()
    with guide.step("reports-which-class"):
        page.begin("permissions-by-class", "")
        guide.settle()
        guide.dialog(WhichDialog)
    with guide.step("reports-long-preview", stay=True):
        page.begin("permissions-by-class", EVERY_CLASS)
        guide.settle()
        preview = guide.dialog(PrintPreview)
        preview.view.go_to(preview.strip.pages.rowCount() - 1)
    with guide.step("reports-preview-whole-page", stay=True):
        preview.zoom.setCurrentIndex(1)
        preview.zoom.activated.emit(1)
    for name, typed in (("found", "yes"), ("not-found", "Rumpelstiltskin")):
        with guide.step(f"reports-preview-{name}", stay=name == "found"):
            preview.search()
            preview.finding.line.setText(typed)
            guide.until(lambda: "…" not in preview.finding.count.text(), "the search")
    with guide.step("reports-pack", stay=True):
        page.begin("term-pack", "")
        guide.settle()
        dialog = guide.dialog(PackDialog)
    with guide.step("reports-pack-made"):
        dialog.main.click()
        guide.until(lambda: dialog.running is None, "the pack")


def _printing(stage: Stage) -> PrintingService:
    return stage.office.printing


def _records(stage: Stage) -> dict[str, str]:
    """Of what each document is made: the first there is, and of the lists the handover that was just begun."""
    shelf = stage.guide.ask(_printing(stage).shelf)
    if not shelf.choices["review-evidence"]:
        stage.guide.ask(stage.office.reviews.start)
        shelf = stage.guide.ask(_printing(stage).shelf)
    lists = stage.guide.ask(stage.office.checklists.open_lists)
    begun = next((one for one in lists if one.checklist.kind is ChecklistKind.HANDOVER), None)
    if begun is None:
        raise TourError("the handover was not begun")
    return {
        "leaver-list": str(begun.checklist.id),
        "review-evidence": shelf.choices["review-evidence"][0].id,
        "account-checks": shelf.choices["account-checks"][0].id,
        "undertaking": shelf.choices["undertaking"][1].id,
        "platform-cards": shelf.choices["platform-cards"][0].id,
        "handover-book": "",
        "published-list": "",
        "removal-sheet": shelf.choices["removal-sheet"][0].id,
    }


def _makers(stage: Stage) -> list[Callable[[], Printed]]:
    """Every paper once more, for a file; a leaver's list too, where there is one."""
    printing = _printing(stage)
    lists = stage.guide.ask(stage.office.checklists.open_lists)
    leaver = next((str(one.checklist.id) for one in lists if one.checklist.kind is ChecklistKind.LEAVES), "")
    wanted = [*_records(stage).items(), *((("leaver-list", leaver),) if leaver else ())]
    return [partial(make, printing, key, which) for key, which in wanted]


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
        save_document(guide, stage, document)
    with guide.step("reports-recovery-sheet", stay=True):
        page.begin("recovery-sheet", "")
        guide.settle()
        dialog = guide.dialog(CodeSheetDialog)
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


def save_document(guide: Guide, stage: Stage, document: Printed) -> None:
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
