"""What is worth putting right in the policy: the list, one finding, leaving it with a reason, taking it up again."""

from __future__ import annotations

from schoolsm_desktop.ui.common.print_preview import PrintPreview
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.policy.health_part import HealthPart, LeaveDialog

from .guide import TourError, fill
from .paper_round import save_document
from .scene import Stage


def health_round(stage: Stage) -> None:
    """As the coordinator has it."""
    guide, page = stage.guide, stage.page("people")
    if not isinstance(page, PartedPage):
        raise TourError("a page of parts is another one")
    with guide.step("people-health"):
        page.begin("health", "")
    part = page.part(HealthPart)
    waiting = [line for line in part.list.model.all_rows() if line.is_open]
    if waiting:
        _one(stage, part, waiting[0].finding.key)
    printed = guide.ask(stage.office.printing.policy_health)
    with guide.step("people-health-preview"):
        guide.press("Print the list", part)
        guide.dialog(PrintPreview)
    save_document(guide, stage, printed)


def _one(stage: Stage, part: HealthPart, key: str) -> None:
    """One finding is read, left and taken up again."""
    guide = stage.guide
    with guide.step("people-health-one"):
        part.list.pick(key)
    with guide.step("people-health-leave", stay=True):
        part.leave()
        guide.settle()
        dialog = guide.dialog(LeaveDialog)
    with guide.step("people-health-leave-needed", stay=True):
        dialog.main.click()
        guide.settle()
    with guide.step("people-health-left"):
        fill(dialog, {"reason": "The text is being written anew"})
        dialog.main.click()
        guide.settle()
        part.list.pick(key)
    with guide.step("people-health-taken-up"):
        part.take_up()
