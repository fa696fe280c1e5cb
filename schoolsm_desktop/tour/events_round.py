"""Events and numbered lists: each dialog, each state of a list, and every paper that leaves the office."""

from __future__ import annotations

from schoolsm_desktop.domain.events import CopyState, EventState
from schoolsm_desktop.services.event_views import EventLine
from schoolsm_desktop.services.events import NewBreach
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.common.print_preview import PrintPreview
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.photos.event_dialogs import BreachDialog, EventDialog, ToldHeadDialog
from schoolsm_desktop.ui.photos.events_part import EventsPart
from schoolsm_desktop.ui.photos.list_dialogs import ListDialog, LostDialog

from .guide import TourError, fill
from .scene import Stage


def events_round(stage: Stage) -> None:
    """Everything of events, as the office has it."""
    page = stage.page("photos")
    if not isinstance(page, PartedPage):
        raise TourError("a page of parts is another one")
    with stage.guide.step("photos-events"):
        page.begin("events", "")
    part = page.part(EventsPart)
    _events(stage, page, part)
    _papers(stage, page, part)
    _breach(stage, page, part)
    _copies(stage, page, part)


def _coming(part: EventsPart) -> EventLine:
    return next(line for line in part.events.model.all_rows() if line.state is EventState.COMING)


def _events(stage: Stage, page: PartedPage, part: EventsPart) -> None:
    guide, coming = stage.guide, _coming(part)
    with guide.step("photos-events-new", stay=True):
        page.open_dialog("event-edit", "")
        dialog = guide.dialog(EventDialog)
    with guide.step("photos-events-new-needed"):
        dialog.main.click()
    with guide.step("photos-events-change"):
        page.open_dialog("event-edit", str(coming.event.id))
        guide.dialog(EventDialog)
    with guide.step("photos-events-cancel"):
        part.events.pick(coming.event.id)
        guide.settle()
        guide.press("Cancel the event…", part)
        guide.dialog(Question)


def _papers(stage: Stage, page: PartedPage, part: EventsPart) -> None:
    guide, event = stage.guide, _coming(part).event
    with guide.step("photos-events-pack-needed", stay=True):
        page.open_dialog("event-pack", str(event.id))
        dialog = guide.dialog(ListDialog)
        fill(dialog, {"given_to": ""})
        dialog.main.click()
    with guide.step("photos-events-pack"):
        fill(dialog, {"given_to": "The photographer"})
        dialog.main.click()
        guide.settle()
        guide.dialog(PrintPreview)
    with guide.step("photos-events-list", stay=True):
        page.open_dialog("list-new", "")
        alone = guide.dialog(ListDialog)
        fill(alone, {"places": "press", "classes": "4B", "given_to": "The Gazette"})
        guide.settle()
    with guide.step("photos-events-list-second"):
        alone.main.click()
        guide.settle()
    with guide.step("photos-events-list-preview"):
        page.open_dialog("list-new", "")
        ready = guide.dialog(ListDialog)
        fill(ready, {"places": "website", "classes": "4B 5A", "given_to": "The photographer"})
        ready.main.click()
        guide.settle()
        guide.dialog(PrintPreview)
    with guide.step("photos-events-clearance", stay=True):
        page.open_dialog("class-clearance", "")
        clearance = guide.dialog(ListDialog)
        fill(clearance, {"classes": "4B 5A", "given_to": "The photographer"})
        guide.settle()
    with guide.step("photos-events-clearance-preview"):
        clearance.main.click()
        guide.settle()
        guide.dialog(PrintPreview)
    for name, said in (("notice", "Notice for the door"), ("slips", "Print blank slips")):
        with guide.step(f"photos-events-{name}"):
            part.events.pick(event.id)
            guide.settle()
            guide.press(said, part)
            guide.settle()
            guide.dialog(PrintPreview)


def _breach(stage: Stage, page: PartedPage, part: EventsPart) -> None:
    guide = stage.guide
    over = next(line for line in part.events.model.all_rows() if line.state is EventState.OVER)
    with guide.step("photos-events-over"):
        part.events.pick(over.event.id)
    with guide.step("photos-events-broken"):
        page.open_dialog("event-broken", str(over.event.id))
        guide.dialog(BreachDialog)
    breach = guide.ask(lambda: stage.office.events.broken(NewBreach(over.event.id, "Somebody filmed the stage.")))
    guide.settle()
    with guide.step("photos-events-told"):
        page.open_dialog("event-told", str(breach.id))
        guide.dialog(ToldHeadDialog)


def _copies(stage: Stage, page: PartedPage, part: EventsPart) -> None:
    guide = stage.guide
    lines = part.copies.model.all_rows()
    late = next(line for line in lines if line.overdue)
    with guide.step("photos-lists-overdue"):
        part.copies.pick(late.copy.id)
    with guide.step("photos-lists-back"):
        part.copies.pick(next(line for line in lines if line.copy.state is CopyState.BACK).copy.id)
    with guide.step("photos-lists-anew"):
        page.open_dialog("list-new", str(late.copy.id))
        guide.dialog(ListDialog)
    with guide.step("photos-lists-lost", stay=True):
        page.open_dialog("list-lost", str(late.copy.id))
        dialog = guide.dialog(LostDialog)
    with guide.step("photos-lists-lost-named"):
        fill(dialog, {"note": "It was left on the coach."})
        dialog.main.click()
        guide.settle()
        part.copies.pick(late.copy.id)
