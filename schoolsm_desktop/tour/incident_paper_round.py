"""It has happened, over any page; the cards, the form, and a copy of a record, whole and with things removed."""

from __future__ import annotations

from schoolsm_desktop.domain.case_copies import CopyKind, CopyOrder
from schoolsm_desktop.ui.common.print_preview import PrintPreview
from schoolsm_desktop.ui.incidents.happened_window import HappenedWindow
from schoolsm_desktop.ui.incidents.print_dialogs import CasePrintDialog, FirstCardDialog
from schoolsm_desktop.ui.parts import PartedPage

from .guide import TourError, fill
from .paper_round import save_document
from .scene import Stage

RECIPIENT, REASON = "Local police, school liaison", "Asked for in writing"


def happened_round(stage: Stage) -> None:
    """Whoever is in the staff room, with no field to fill in."""
    guide = stage.guide
    stage.page("today")
    with guide.step("it-has-happened", stay=True):
        guide.press("It has happened", stage.window.top)
        window = guide.dialog(HappenedWindow)
    with guide.step("it-has-happened-data", stay=True):
        window.choose("data-breach")
    with guide.step("it-has-happened-card"):
        guide.press("Print this card", window)
        guide.dialog(PrintPreview)


def paper_round(stage: Stage) -> None:
    """Every paper of incidents, by the coordinator."""
    guide, printing = stage.guide, stage.office.printing
    page = stage.page("incidents")
    if not isinstance(page, PartedPage):
        raise TourError("the page of incidents is another one")
    with guide.step("incidents-first-hour-card"):
        page.begin("first-hour-card", "")
        guide.dialog(FirstCardDialog)
    with guide.step("incidents-blank-form"):
        page.begin("incident-form", "")
        guide.dialog(PrintPreview)
    lines = guide.ask(stage.office.incidents.lines)
    if not lines:
        raise TourError("no incident is shared with this person")
    case_id = lines[0].id
    with guide.step("incidents-print-nobody-named", stay=True):
        page.begin("case-print", str(case_id))
        dialog = guide.dialog(CasePrintDialog)
        dialog.main.click()
    with guide.step("incidents-print-removed"):
        fill(dialog, {"kind": CopyKind.REDACTED.value, "recipient": RECIPIENT, "reason": REASON, "words": "playground"})
        guide.settle()
        dialog.look()
        guide.settle()
        dialog.show_end()
    choices = guide.ask(lambda: printing.copy_choices(case_id))
    everybody = tuple(person.key for person in choices.people)
    for kind in (CopyKind.WHOLE, CopyKind.REDACTED):
        order = CopyOrder(kind, RECIPIENT, REASON, people=everybody)
        save_document(guide, stage, guide.ask(lambda order=order: printing.chronology(case_id, order)))  # type: ignore[misc]
    for maker in (printing.first_hour_cards, printing.incident_form):
        save_document(guide, stage, guide.ask(maker))
    save_document(guide, stage, guide.ask(lambda: printing.first_hour_card("parent-comment")))
