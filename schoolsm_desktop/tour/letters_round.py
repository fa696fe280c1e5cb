"""Letters, whom to ring and the lists of the settings, each with its dialogs and papers."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

from schoolsm_desktop.domain.lists import ListKind
from schoolsm_desktop.services.printing import PrintingService
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.common.print_preview import PrintPreview
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.settings.contact_dialogs import ContactDialog
from schoolsm_desktop.ui.settings.contacts_part import ContactsPart
from schoolsm_desktop.ui.settings.letter_dialog import LetterDialog
from schoolsm_desktop.ui.settings.letters_part import LettersPart
from schoolsm_desktop.ui.settings.list_dialogs import EntryDialog, PlatformDialog, PlatformGoneDialog
from schoolsm_desktop.ui.settings.lists_part import PLATFORMS, EditedListsPart

from .guide import TourError, fill
from .paper_round import save_document
from .scene import Stage

OWN, PLAIN = "name-and-logo-allowed", "leaver-reminder"


def letters_round(stage: Stage) -> None:
    """Everything of letters, numbers and lists, as the coordinator has it."""
    page = stage.page("settings")
    if not isinstance(page, PartedPage):
        raise TourError("the settings are not a page of parts")
    _contacts(stage, page)
    _letters(stage, page)
    _lists(stage, page)
    _papers(stage)


def _contacts(stage: Stage, page: PartedPage) -> None:
    guide = stage.guide
    with guide.step("settings-contacts"):
        page.begin("contacts", "")
    part = page.part(ContactsPart)
    rows = part.list.model.all_rows()
    waiting = next(row for row in rows if row.line is not None and not row.line.is_checked)
    with guide.step("settings-contacts-unchecked"):
        part.list.pick(waiting.key)
    with guide.step("settings-contacts-checked"):
        part.checked_today()
        guide.settle()
    with guide.step("settings-contacts-change", stay=True):
        page.open_dialog("contact", waiting.key)
        dialog = guide.dialog(ContactDialog)
    with guide.step("settings-contacts-no-number"):
        fill(dialog, {"number": "ask in the office"})
        dialog.main.click()
        guide.settle()
    missing = [row for row in rows if row.line is None]
    if missing:
        with guide.step("settings-contacts-missing"):
            part.list.pick(missing[0].key)
        with guide.step("settings-contacts-enter"):
            part.change()
            guide.dialog(ContactDialog)
    with guide.step("settings-contacts-end"):
        part.list.pick(waiting.key)
        part.end()
        guide.dialog(Question)
    with guide.step("settings-contacts-wall"):
        guide.press("Print for the wall", part)
        guide.dialog(PrintPreview)


def _letters(stage: Stage, page: PartedPage) -> None:
    guide = stage.guide
    with guide.step("settings-letters-own"):
        page.begin("letters", OWN)
    part = page.part(LettersPart)
    with guide.step("settings-letters-shipped"):
        part.list.pick(PLAIN)
    with guide.step("settings-letters-change", stay=True):
        page.open_dialog("letter", PLAIN)
        dialog = guide.dialog(LetterDialog)
        guide.settle()
    with guide.step("settings-letters-misspelt", stay=True):
        fill(dialog, {"body": "Dear {recipiant},\n\nthe last day is {ends}."})
        dialog.read_anew()
        guide.settle()
    with guide.step("settings-letters-refused"):
        dialog.main.click()
        guide.settle()
    with guide.step("settings-letters-back"):
        part.list.pick(OWN)
        part.pane.version.setCurrentIndex(part.pane.version.count() - 1)
    with guide.step("settings-letters-use"):
        part.pane.use.click()
        guide.dialog(Question)


def _lists(stage: Stage, page: PartedPage) -> None:
    guide = stage.guide
    for key in (PLATFORMS, *(kind.value for kind in ListKind)):
        with guide.step(f"settings-lists-{key}"):
            page.begin("lists", key)
    part = page.part(EditedListsPart)
    with guide.step("settings-lists-add"):
        guide.press("Add to this list…", part)
        guide.dialog(EntryDialog)
    with guide.step("settings-lists-platform"):
        page.open_dialog("platform", "x")
        guide.dialog(PlatformDialog)
    with guide.step("settings-lists-platform-gone"):
        page.open_dialog("platform-gone", "x")
        guide.dialog(PlatformGoneDialog)


def _papers(stage: Stage) -> None:
    """A letter as it is sent, the page for the wall, and the card for the holidays."""
    guide, office = stage.guide, stage.office
    printing: PrintingService = guide.ask(lambda: office.printing)
    asked = {"item": "the school’s name and logo", "use": "the poster of the fair", "ends": "31 Mar 2027"}
    make = partial(office.letters.make, OWN, "school-request", uuid4(), "Friends of the school", asked)
    made = guide.ask(make)
    for maker in (partial(printing.letter, made.id), printing.whom_to_ring, printing.holiday_card):
        save_document(guide, stage, guide.ask(maker))
