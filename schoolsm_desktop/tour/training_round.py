"""Reading, signing and training: what a teacher finds, what the office enters, and every paper of it."""

from __future__ import annotations

from functools import partial

from schoolsm_desktop.ui.common.scan_view import ScanView
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.policy.meeting_dialog import CameTooDialog, MeetingDialog, TakeBackTrainingDialog
from schoolsm_desktop.ui.policy.mine_part import MinePart
from schoolsm_desktop.ui.policy.training_part import TrainingPart
from schoolsm_desktop.ui.reports.documents import make

from .guide import TourError, fill
from .paper_round import save_document
from .scene import Stage

_PAPERS = ("signing-sheet", "short-stay-sheet", "attendance-sheet", "chase-list", "training-coverage", "starter-sheet")


def mine_round(stage: Stage) -> None:
    """A teacher reads the policy, and signs."""
    guide, page = stage.guide, _page(stage)
    with guide.step("people-mine"):
        page.begin("mine", "")
    part = page.part(MinePart)
    if part.open_text.isVisibleTo(part):
        with guide.step("people-mine-text"):
            part.open_text.click()
            guide.dialog(ScanView)
    if part.sign.isVisibleTo(part):
        with guide.step("people-mine-signed"):
            part.agree.setChecked(True)
            part.sign.click()


def training_round(stage: Stage) -> None:
    """The office looks at who is missing, enters a meeting, adds who came later, and takes nothing back."""
    guide, page = stage.guide, _page(stage)
    with guide.step("people-training"):
        page.begin("training", "")
    part = page.part(TrainingPart)
    with guide.step("people-training-missing"):
        part.which.setCurrentIndex(part.which.findData("missing"))
        lines = part.list.model.shown_rows()
        if lines:
            part.list.pick(lines[0].person.id)
    part.which.setCurrentIndex(0)
    with guide.step("people-meeting", stay=True):
        guide.press("Enter a meeting or training…", page)
        dialog = guide.dialog(MeetingDialog)
    with guide.step("people-meeting-needed", stay=True):
        dialog.main.click()
    with guide.step("people-meeting-training"):
        fill(dialog, {"trained": "1", "led_by": "Ravi Sondhi"})
    for act, kind in (("came-too", CameTooDialog), ("take-back-training", TakeBackTrainingDialog)):
        with guide.step(f"people-{act}"):
            page.begin(act, "")
            guide.dialog(kind)
    shelf = guide.ask(stage.office.printing.shelf)
    for key in _PAPERS:
        chosen = shelf.choices.get(key, ())
        which = chosen[-1].id if key == "attendance-sheet" else chosen[0].id if chosen else ""
        save_document(guide, stage, guide.ask(partial(make, stage.office.printing, key, which)))


def _page(stage: Stage) -> PartedPage:
    page = stage.page("people")
    if not isinstance(page, PartedPage):
        raise TourError("the page of policy and staff is another one")
    return page
