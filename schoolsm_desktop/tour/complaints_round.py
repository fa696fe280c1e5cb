"""Complaints: what each waits for, each dialog, a decision that cannot be taken, and the letters."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from schoolsm_desktop.services.case_letters import CaseLetterService
from schoolsm_desktop.services.complaints import ComplaintService
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.incidents.case_letter_dialog import CaseLetterDialog
from schoolsm_desktop.ui.incidents.complaint_dialogs import AppointmentDialog, ComplaintEntryDialog, NewComplaintDialog
from schoolsm_desktop.ui.incidents.page import IncidentsPage

from .guide import TourError, fill
from .paper_round import save_document
from .scene import Stage

_DIALOGS = (
    "complaint-acknowledge",
    "complaint-answer",
    "complaint-stage",
    "complaint-facts",
    "complaint-close",
    "complaint-reopen",
)


class _Round:
    """The part as the headteacher has it."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.guide = stage, stage.guide
        page = stage.page("incidents")
        if not isinstance(page, IncidentsPage):
            raise TourError("the page of incidents is another one")
        self.page = page
        self.complaints: ComplaintService = stage.office.complaints
        self.letters: CaseLetterService = stage.office.case_letters
        self.lines = self.guide.ask(self.complaints.lines)
        if not self.lines:
            raise TourError("there is no complaint")

    def choose(self, case_id: UUID) -> str:
        """Show one complaint; its id as it is asked for."""
        self.page.begin("complaints", str(case_id))
        self.guide.settle()
        return str(case_id)


def complaints_round(stage: Stage) -> None:
    """Everything of complaints."""
    walk = _Round(stage)
    guide = walk.guide
    for number, line in enumerate(walk.lines, 1):
        with guide.step(f"complaint-{number}-{'closed' if line.is_closed else 'open'}"):
            walk.choose(line.id)
    _new(walk)
    first = walk.lines[0].id
    record = walk.choose(first)
    for name in _DIALOGS:
        with guide.step(name):
            walk.page.open_dialog(name, record)
            guide.dialog(FormDialog)
    with guide.step("complaint-add-correction"):
        walk.page.open_dialog("complaint-entry", record)
        fill(guide.dialog(ComplaintEntryDialog), {"kind": "correction"})
    with guide.step("complaint-appointment-past"):
        walk.page.open_dialog("complaint-appointment", record)
        dialog = guide.dialog(AppointmentDialog)
        fill(dialog, {"day": "1 Sep 2020", "time": "15:30"})
        dialog.main.click()
        guide.settle()
    _letters(walk, first, record)


def _new(walk: _Round) -> None:
    guide = walk.guide
    with guide.step("complaint-new", stay=True):
        guide.press("New complaint…", walk.page)
        dialog = guide.dialog(NewComplaintDialog)
    with guide.step("complaint-new-future", stay=True):
        fill(dialog, {"what": "The gate was open all week.", "received_on": "1 Sep 2099"})
        dialog.main.click()
        guide.settle()
    with guide.step("complaint-about-the-headteacher"):
        fill(dialog, {"person_ids": str(walk.stage.office.person_id)})
        guide.settle()


def _letters(walk: _Round, case_id: UUID, record: str) -> None:
    guide, letters = walk.guide, walk.letters
    offer = guide.ask(partial(letters.offer, case_id))
    for choice in offer.letters:
        with guide.step(f"complaint-letter-{choice.key}"):
            walk.page.open_dialog("complaint-letter", record)
            fill(guide.dialog(CaseLetterDialog), {"letter": choice.key, "item": "the pictures of sports day"})
            guide.settle()
    made = guide.ask(
        partial(letters.make, case_id, "meeting-invitation", "Hannah Ridgewell", {"item": "the pictures of sports day"})
    )
    save_document(guide, walk.stage, guide.ask(partial(walk.stage.office.printing.case_letter, case_id, made.number)))
