"""The record of an incident: the list and its filters, the record, each kind of entry, what is changed, and refusals."""

from __future__ import annotations

from schoolsm_desktop.domain.record_entries import Adding
from schoolsm_desktop.services.incidents import IncidentLine
from schoolsm_desktop.ui.incidents.incidents_part import ADD, IncidentsPart
from schoolsm_desktop.ui.incidents.page import IncidentsPage
from schoolsm_desktop.ui.incidents.record_dialogs import AddToRecordDialog, FactsDialog, PeopleDialog

from .guide import TourError, fill
from .scene import Stage


def incident_record_round(stage: Stage) -> None:
    """Everything about a record, as the headteacher has it."""
    page, part = _page(stage)
    lines = stage.guide.ask(stage.office.incidents.lines)
    held = next((x for x in lines if x.incident.hold_reply), None)
    if held is None:
        raise TourError("no incident is held")
    _list(stage, page, part)
    _records(stage, page, part, lines)
    _adding(stage, page, held)
    _changing(stage, page, held)


def _page(stage: Stage) -> tuple[IncidentsPage, IncidentsPart]:
    page = stage.page("incidents")
    if not isinstance(page, IncidentsPage):
        raise TourError("the page of incidents is another one")
    page.begin("incidents", "")
    stage.guide.settle()
    part = page.part(IncidentsPart)
    part.close_record()
    return page, part


def _list(stage: Stage, page: IncidentsPage, part: IncidentsPart) -> None:
    guide = stage.guide
    with guide.step("incident-list"):
        part.reload()
    with guide.step("incident-list-closed"):
        part.which.setCurrentIndex(part.which.count() - 1)
    with guide.step("incident-list-mine"):
        part.which.setCurrentIndex(0)
        part.mine.setChecked(True)
    part.mine.setChecked(False)
    with guide.step("incident-list-found"):
        part.list.filter.setText("comments")
    part.list.filter.clear()
    with guide.step("incident-not-there"):
        page.begin("incidents", "00000000-0000-4000-8000-000000000000")


def _records(stage: Stage, page: IncidentsPage, part: IncidentsPart, lines: tuple[IncidentLine, ...]) -> None:
    for number, line in enumerate(lines, 1):
        with stage.guide.step(f"incident-record-{number}"):
            page.begin("incidents", str(line.id))
            stage.guide.settle()
            part.evidence.ensurePolished()


def _adding(stage: Stage, page: IncidentsPage, line: IncidentLine) -> None:
    guide, record = stage.guide, str(line.id)
    page.begin("incidents", record)
    guide.settle()
    for adding in Adding:
        with guide.step(f"incident-add-{adding.value}"):
            dialog = page.open_dialog(ADD, record)
            fill(dialog, {"adding": adding.value})
            dialog.fit()
    with guide.step("incident-add-refused"):
        dialog = page.open_dialog(ADD, record)
        fill(dialog, {"adding": Adding.ACTION.value, "words": "Ring the parent", "due": "1/11/2026"})
        guide.dialog(AddToRecordDialog).main.click()
        dialog.fit()
    with guide.step("incident-advice-apart"):
        dialog = page.open_dialog(ADD, record)
        advice = {"adding": Adding.ADVICE.value, "about": "legal", "words": "Wait for the meeting before a letter."}
        fill(dialog, advice)
        dialog.main.click()
        guide.settle()


def _changing(stage: Stage, page: IncidentsPage, line: IncidentLine) -> None:
    guide, record = stage.guide, str(line.id)
    with guide.step("incident-facts"):
        page.open_dialog("record-facts", record)
    with guide.step("incident-facts-changed"):
        page.open_dialog("record-facts", record)
        dialog = guide.dialog(FactsDialog)
        fill(dialog, {"legal_marks": "defamation employer-liability", "why": "The insurer is to know."})
        dialog.main.click()
    with guide.step("incident-people"):
        page.open_dialog("record-people", record)
    with guide.step("incident-people-pupil"):
        page.open_dialog("record-people", record)
        fill(guide.dialog(PeopleDialog), {"kind": "pupil"})
    with guide.step("incident-lead"):
        page.open_dialog("record-lead", record)
