"""Photo answers and where pictures may go: the class grid by keyboard, one pupil, conditions, terms, rules, the papers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from schoolsm_desktop.domain.photo_answers import Capacity, Said
from schoolsm_desktop.domain.picture_places import Basis, Master
from schoolsm_desktop.services.photo_answers import FormRow
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.common.print_preview import PrintPreview
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.photos.answer_dialogs import (
    ByClassDialog,
    OtherSystemDialog,
    PupilAnswersDialog,
    SettleDialog,
)
from schoolsm_desktop.ui.photos.answers_part import AnswersPart
from schoolsm_desktop.ui.photos.grid_dialog import ClassGridDialog
from schoolsm_desktop.ui.photos.place_dialogs import OwnPlaceDialog, RulesDialog, TermsDialog
from schoolsm_desktop.ui.photos.places_part import PlacesPart

from .guide import TourError, fill
from .scene import Stage

if TYPE_CHECKING:
    from uuid import UUID

CLASS = "4B"


def answers_round(stage: Stage) -> None:
    """Everything of answers, places and rules, as the office has it."""
    page = stage.page("photos")
    if not isinstance(page, PartedPage):
        raise TourError("a page of parts is another one")
    with stage.guide.step("photos-answers"):
        page.begin("answers", "")
    part = page.part(AnswersPart)
    pupil_id = stage.guide.ask(lambda: stage.office.photo_answers.grid(CLASS)).rows[0].pupil_id
    _grid(stage, page)
    _one_pupil(stage, page, pupil_id)
    _conditions(stage, page, part)
    _papers(stage, page)
    _other_system(stage, page, part, pupil_id)
    _places(stage, page)


def _grid(stage: Stage, page: PartedPage) -> None:
    guide = stage.guide
    with guide.step("photos-answers-grid", stay=True):
        page.open_dialog("class-grid", CLASS)
        dialog = guide.dialog(ClassGridDialog)
        guide.settle()
    with guide.step("photos-answers-grid-who-signed", stay=True):
        row = next(row for row in dialog.grid.state.rows.values() if not row.signs)
        dialog.grid.go(row.pupil_id, 1)
    with guide.step("photos-answers-grid-typed", stay=True):
        _type(dialog.grid.table, "MYN")
    with guide.step("photos-answers-grid-condition", stay=True):
        _type(dialog.grid.table, "C")
        dialog.grid.condition.setText("Only from behind")
        dialog.grid.condition.textEdited.emit("Only from behind")
    with guide.step("photos-answers-grid-incomplete", stay=True):
        other = next(r for r in dialog.grid.state.rows.values() if not r.signs and r.pupil_id != row.pupil_id)
        dialog.grid.go(other.pupil_id, 2)
        _type(dialog.grid.table, "Y")
        dialog.main.click()
    with guide.step("photos-answers-grid-saved"):
        dialog.grid.go(other.pupil_id, 1)
        _type(dialog.grid.table, "F")
        dialog.main.click()
        guide.settle()


def _type(table: QWidget, keys: str) -> None:
    for key in keys:
        code = Qt.Key(ord(key))
        QApplication.sendEvent(
            table, QKeyEvent(QKeyEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, key.lower())
        )


def _one_pupil(stage: Stage, page: PartedPage, pupil_id: UUID) -> None:
    guide = stage.guide
    with guide.step("photos-answers-pupil", stay=True):
        page.open_dialog("pupil-answers", str(pupil_id))
        dialog = guide.dialog(PupilAnswersDialog)
        guide.settle()
    with guide.step("photos-answers-pupil-needed", stay=True):
        dialog.main.click()
    with guide.step("photos-answers-pupil-refuses"):
        box = dialog.answers.boxes["website"]
        box.setCurrentIndex(box.findData(Said.NO.value))
        guide.settle()
    with guide.step("photos-answers-telephone"):
        page.begin("pupil-telephone", "")
        guide.dialog(PupilAnswersDialog)
    with guide.step("photos-answers-withdraw"):
        page.open_dialog("pupil-withdraw", str(pupil_id))
        guide.dialog(PupilAnswersDialog)
        guide.settle()


def _conditions(stage: Stage, page: PartedPage, part: AnswersPart) -> None:
    guide = stage.guide
    line = part.conditions.model.all_rows()[0]
    with guide.step("photos-answers-condition", stay=True):
        page.open_dialog("condition-settle", str(line.answer.id))
        dialog = guide.dialog(SettleDialog)
    with guide.step("photos-answers-condition-needed"):
        dialog.main.click()


def _papers(stage: Stage, page: PartedPage) -> None:
    guide = stage.guide
    for reader in ("teacher", "office"):
        with guide.step(f"photos-by-class-{reader}", stay=True):
            page.begin("by-class", "")
            dialog = guide.dialog(ByClassDialog)
            fill(dialog, {"reader": reader})
        with guide.step(f"photos-by-class-{reader}-preview"):
            dialog.main.click()
            guide.settle()
            guide.dialog(PrintPreview)


def _other_system(stage: Stage, page: PartedPage, part: AnswersPart, pupil_id: UUID) -> None:
    """As long as another system is the master; then the rules are as they were."""
    guide, places = stage.guide, stage.office.picture_places
    rules = guide.ask(lambda: places.view().rules)
    kept = guide.ask(lambda: places.set_rules(replace(rules, master=Master.ELSEWHERE, master_name="Our system")))
    form = FormRow(pupil_id, {"website": Said.YES}, Capacity.MOTHER)
    guide.ask(lambda: stage.office.photo_answers.record_forms([form]))
    guide.settle()
    with guide.step("photos-answers-other-system"):
        page.begin("answers", "")
        guide.settle()
    with guide.step("photos-answers-other-system-preview"):
        guide.press("Print these changes", part)
        guide.settle()
        guide.dialog(PrintPreview)
    with guide.step("photos-answers-other-system-tick", stay=True):
        page.open_dialog("other-system", "")
        dialog = guide.dialog(OtherSystemDialog)
    with guide.step("photos-answers-other-system-ticked"):
        dialog.lines.tick("0")
        dialog.main.click()
        guide.settle()
    guide.ask(lambda: places.set_rules(replace(kept, master=Master.HERE, master_name="")))
    guide.settle()


def _places(stage: Stage, page: PartedPage) -> None:
    guide = stage.guide
    with guide.step("photos-places"):
        page.begin("places", "")
        guide.settle()
        page.part(PlacesPart).list.pick("website")
        guide.settle()
    with guide.step("photos-places-terms", stay=True):
        page.open_dialog("place-terms", "archive")
        dialog = guide.dialog(TermsDialog)
        fill(dialog, {"basis": Basis.PUBLIC_TASK.value})
        guide.settle()
    with guide.step("photos-places-terms-asked"):
        dialog.main.click()
        guide.settle()
        guide.dialog(Question)
    _rules(stage, page)


def _rules(stage: Stage, page: PartedPage) -> None:
    guide = stage.guide
    with guide.step("photos-rules", stay=True):
        page.begin("picture-rules", "")
        dialog = guide.dialog(RulesDialog)
    wrong: tuple[tuple[str, Callable[[], None]], ...] = (
        ("number", lambda: fill(dialog, {"stay_open_minutes": "90"})),
        ("master", lambda: fill(dialog, {"stay_open_minutes": "30", "master": Master.ELSEWHERE.value})),
    )
    for at, (name, change) in enumerate(wrong, 1):
        with guide.step(f"photos-rules-{name}", stay=at < len(wrong)):
            change()
            dialog.main.click()
            guide.settle()
    with guide.step("photos-places-own"):
        page.open_dialog("place-own", "")
        guide.dialog(OwnPlaceDialog)
