"""Writing down what happened as a teacher has it, about the headteacher too; and who reads an incident, as the head has it."""

from __future__ import annotations

from schoolsm_desktop.domain.cases import CaseLevel
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.ui.incidents.report_dialog import NEW, ReportDialog
from schoolsm_desktop.ui.incidents.share_dialog import SHARE, ShareDialog
from schoolsm_desktop.ui.parts import PartedPage

from .guide import TourError
from .scene import Stage

_WORDS = "A parent wrote two comments under our picture of the fair."


def _page(stage: Stage) -> PartedPage:
    page = stage.page("incidents")
    if not isinstance(page, PartedPage):
        raise TourError("a page of parts is another one")
    return page


def report_round(stage: Stage) -> None:
    """Empty, filled in, about the headteacher, and filed: it is gone for whoever does not read it."""
    guide, page = stage.guide, _page(stage)
    head = guide.ask(lambda: stage.office.people.holders(Duty.HEADTEACHER))[0]
    with guide.step("incident-new", stay=True):
        page.begin(NEW, "")
        dialog = guide.dialog(ReportDialog)
    with guide.step("incident-new-nothing", stay=True):
        dialog.main.click()
    with guide.step("incident-new-headteacher", stay=True):
        dialog.form.set_value("said_who", "staff")
        dialog.form.set_value("said_person", str(head.id))
    with guide.step("incident-new-filled", stay=True):
        dialog.form.set_value("said_who", "parent")
        dialog.form.set_value("what", _WORDS)
        dialog.form.set_value("type", "wrong-post")
        dialog.form.set_value("happened_at", "07:40")
    guide.settle()
    with guide.step("incident-new-filed"):
        dialog.main.click()


def share_round(stage: Stage) -> None:
    """Who reads one of the office’s and one of a few."""
    guide, page = stage.guide, _page(stage)
    lines = guide.ask(stage.office.incidents.lines)
    for level, name in ((CaseLevel.OFFICE, "office"), (CaseLevel.NAMED, "named")):
        line = next((one for one in lines if one.incident.level is level), None)
        if line is None:
            raise TourError(f"no incident is {level}")
        with guide.step(f"incident-share-{name}"):
            page.begin(SHARE, str(line.id))
            guide.settle()
            guide.dialog(ShareDialog)
