"""Evidence: the question before it, what is sealed, how it is looked at, given out, sealed off and removed."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QPushButton, QScrollArea

from schoolsm_desktop.services.evidence_views import EvidenceView
from schoolsm_desktop.ui.common.scan_view import ScanView
from schoolsm_desktop.ui.incidents.evidence_dialogs import (
    EvidenceAddDialog,
    EvidenceExportDialog,
    EvidenceRemoveDialog,
    EvidenceSealOffDialog,
)
from schoolsm_desktop.ui.incidents.evidence_pane import EvidencePane
from schoolsm_desktop.ui.incidents.evidence_view import EvidenceText
from schoolsm_desktop.ui.incidents.page import IncidentsPage

from .guide import TourError, fill
from .scene import Stage


def evidence_round(stage: Stage) -> None:
    """As the headteacher, on an incident with a screen print and a text."""
    guide, page = stage.guide, stage.page("incidents")
    view = _with_evidence(stage)
    case = str(view.case_id)
    if not isinstance(page, IncidentsPage):
        raise TourError("the page of incidents is another one")
    with guide.step("evidence-in-the-record", stay=True):
        page.begin("incidents", case)
        guide.settle()
        pane = guide.find(EvidencePane)
        for area in page.findChildren(QScrollArea):
            area.ensureWidgetVisible(pane)
    _add(stage, page, case)
    picture, text = (f"Look at it: {line.name}" for line in view.lines[:2])
    for name, spoken, kind in (("picture", picture, ScanView), ("text", text, EvidenceText)):
        with guide.step(f"evidence-{name}"):
            _look(page, spoken)
            guide.dialog(kind)
    one = f"{case}/{view.lines[0].id}"
    for name, key, kind_of in (
        ("give-out", "evidence-export", EvidenceExportDialog),
        ("seal-off", "evidence-seal-off", EvidenceSealOffDialog),
        ("remove", "evidence-remove", EvidenceRemoveDialog),
    ):
        with guide.step(f"evidence-{name}"):
            page.open_dialog(key, one)
            guide.dialog(kind_of)


def _add(stage: Stage, page: IncidentsPage, case: str) -> None:
    guide = stage.guide
    with guide.step("evidence-asked-first", stay=True):
        page.open_dialog("evidence-add", case)
        dialog = guide.dialog(EvidenceAddDialog)
        dialog.drop.ask([b"Words that were copied from a page."])
    with guide.step("evidence-sealed", stay=True):
        guide.press("No: seal it", dialog)
        guide.settle()
        fill(dialog, {"address": "https://social.example/fernhollow/fair"})
    with guide.step("evidence-not-taken"):
        dialog.drop.ask([b"never read"])
        guide.press("Yes, or not sure", dialog)
        guide.settle()


def _look(page: IncidentsPage, spoken: str) -> None:
    """Each row has a button of the same words: they are told apart by what is said aloud."""
    for button in page.findChildren(QPushButton):
        if button.isVisible() and button.accessibleName() == spoken:
            button.click()
            return
    raise TourError(f"there is no button “{spoken}”")


def _with_evidence(stage: Stage) -> EvidenceView:
    """The evidence of the first incident that has a picture and a text."""

    def look() -> EvidenceView | None:
        ids: list[UUID] = [line.id for line in stage.office.incidents.lines()]
        views = [stage.office.evidence.view(case_id) for case_id in ids]
        return next((view for view in views if len(view.lines) > 1), None)

    found = stage.guide.ask(look)
    if found is None:
        raise TourError("no incident has evidence")
    return found
