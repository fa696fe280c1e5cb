"""Pupils brought in from a file step by step, undone; September with its steps, looked at, turned and undone."""

from __future__ import annotations

from schoolsm_desktop.services.year_turn import TurnStep
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.photos.import_dialog import RESULT, BringInPupilsDialog
from schoolsm_desktop.ui.photos.roll_history_dialog import RollHistoryDialog
from schoolsm_desktop.ui.photos.turn_dialog import YearTurnDialog

from .guide import TourError
from .samples import Samples
from .scene import Stage


def roll_round(stage: Stage, samples: Samples) -> None:
    """Everything of the roll as a whole, as the office has it; the roll stands as before afterwards."""
    page = stage.page("photos")
    _bring_in(stage, page, samples)
    _history(stage, page)
    _turn(stage, page)


def _bring_in(stage: Stage, page: Page, samples: Samples) -> None:
    guide = stage.guide
    with guide.step("roll-import-choose", stay=True):
        page.begin("pupils", "")
        page.open_dialog("roll-import")
        dialog = guide.dialog(BringInPupilsDialog)
    with guide.step("roll-import-columns", stay=True):
        dialog.take_file(samples.pupils)
    with guide.step("roll-import-preview", stay=True):
        dialog.main.click()
    for at in range(1, dialog.preview_step.tabs.count()):
        key = str(dialog.preview_step.tabs.tabData(at))
        with guide.step(f"roll-import-preview-{key}", stay=True):
            dialog.preview_step.tabs.setCurrentIndex(at)
    with guide.step("roll-import-questions", stay=True):
        dialog.main.click()
    with guide.step("roll-import-result", stay=True):
        dialog.main.click()
    if dialog.steps.currentIndex() != RESULT:
        raise TourError("the list of pupils was not brought in")
    with guide.step("roll-import-undo", stay=True):
        dialog.undo.click()
    with guide.step("roll-import-undone"):
        guide.dialog(Question).go.click()
    with guide.step("roll-import-refused"):
        page.open_dialog("roll-import")
        guide.dialog(BringInPupilsDialog).take_file(samples.not_what_it_says)


def _history(stage: Stage, page: Page) -> None:
    guide = stage.guide
    with guide.step("roll-batches"):
        page.open_dialog("roll-batches")
        guide.dialog(RollHistoryDialog)


def _turn(stage: Stage, page: Page) -> None:
    guide = stage.guide
    with guide.step("year-turn", stay=True):
        page.open_dialog("year-turn")
        dialog = guide.dialog(YearTurnDialog)
    with guide.step("year-turn-by-hand", stay=True):
        next(iter(dialog.plan_box.boxes.values())).setCurrentText("")
        dialog.main.click()
    with guide.step("year-turn-turned", stay=True):
        dialog.main.click()
    with guide.step("year-turn-ticked", stay=True):
        dialog.step_buttons[TurnStep.STAFF, "tick"].click()
    with guide.step("year-turn-undo", stay=True):
        dialog.step_buttons[TurnStep.MOVE, "undo"].click()
    with guide.step("year-turn-undone"):
        guide.dialog(Question).go.click()
