"""The roll with its dialogs as the office has it, holds as the safeguarding lead has them, and colleagues in pictures."""

from __future__ import annotations

from schoolsm_desktop.services.pupil_views import Overall, PupilLine
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.photos.colleagues_part import ColleagueAnswerDialog, ColleaguesPart
from schoolsm_desktop.ui.photos.pupil_dialogs import (
    AddPupilDialog,
    AdultDialog,
    ChangePupilDialog,
    HoldDialog,
    LeaveDialog,
    NameDialog,
    ReasonDialog,
    SiblingDialog,
)
from schoolsm_desktop.ui.photos.pupils_part import PupilsPart

from .guide import TourError
from .scene import Stage

_OFFICE: tuple[tuple[str, str, type[FormDialog]], ...] = (
    ("pupil-edit", "change", ChangePupilDialog),
    ("pupil-name", "name", NameDialog),
    ("pupil-sibling", "sibling", SiblingDialog),
    ("pupil-leaves", "leaves", LeaveDialog),
    ("pupil-back", "back", LeaveDialog),
    ("pupil-hold", "hold", HoldDialog),
    ("adult-add", "adult", AdultDialog),
)


def pupils_round(stage: Stage) -> None:
    """Everything that the office does with one pupil, and colleagues in pictures."""
    guide, page = stage.guide, _page(stage)
    with guide.step("photos-pupils"):
        page.begin("pupils", "")
    part = page.part(PupilsPart)
    with guide.step("photos-pupils-filtered"):
        part.list.filter.setText("zoe")
    part.list.filter.clear()
    with guide.step("photos-pupils-class"):
        part.which.setCurrentIndex(part.which.findData("class:2A"))
    part.which.setCurrentIndex(0)
    with guide.step("photos-pupils-left"):
        part.which.setCurrentIndex(part.which.findData("left"))
    part.which.setCurrentIndex(0)
    with guide.step("photos-pupils-add", stay=True):
        guide.press("Add a pupil…", part)
        dialog = guide.dialog(AddPupilDialog)
    with guide.step("photos-pupils-add-needed"):
        dialog.main.click()
    for name, wanted in (("hold", Overall.HOLD), ("some", Overall.SOME), ("open", Overall.OPEN)):
        line = next((x for x in part.list.model.all_rows() if x.short.overall is wanted), None)
        if line is not None:
            with guide.step(f"photos-pupils-one-{name}"):
                part.list.pick(line.pupil.id)
    record = str(_with_adult(stage, part).pupil.id)
    for act, name, kind in _OFFICE:
        with guide.step(f"photos-pupils-{name}"):
            page.begin(act, record)
            guide.settle()
            guide.dialog(kind)
    with guide.step("photos-pupils-adult-change"):
        page.begin("adult-edit", _adult_record(stage, record))
        guide.settle()
        guide.dialog(AdultDialog)
    _colleagues(stage, page)


def holds_round(stage: Stage) -> None:
    """What only the safeguarding lead sees and does."""
    guide, page = stage.guide, _page(stage)
    with guide.step("photos-pupils-dsl"):
        page.begin("pupils", "")
    part = page.part(PupilsPart)
    held = next(x for x in part.list.model.all_rows() if x.short.overall is Overall.HOLD)
    with guide.step("photos-pupils-dsl-hold"):
        part.list.pick(held.pupil.id)
    with guide.step("photos-pupils-dsl-read"):
        guide.press("Read why", part.pane)
    record = str(_with_adult(stage, part).pupil.id)
    with guide.step("photos-pupils-end-hold"):
        page.begin("pupil-end-hold", str(held.pupil.id))
        guide.settle()
        guide.dialog(ReasonDialog)
    with guide.step("photos-pupils-corrected"):
        page.begin("pupil-name-corrected", record)
        guide.settle()
        guide.dialog(NameDialog)
    for act in ("adult-end-say", "adult-give-say"):
        with guide.step(f"photos-pupils-{act}"):
            page.begin(act, _adult_record(stage, record))
            guide.settle()
            guide.dialog(ReasonDialog)
    linked = next((x for x in part.list.model.all_rows() if x.pupil.family_id is not None), None)
    if linked is not None:
        with guide.step("photos-pupils-unlink"):
            part.list.pick(linked.pupil.id)
            guide.settle()
            part.pane.wanted.emit("pupil-unlink")
            guide.dialog(Question)


def _colleagues(stage: Stage, page: PartedPage) -> None:
    guide = stage.guide
    with guide.step("photos-colleagues"):
        page.begin("colleagues", "")
    part = page.part(ColleaguesPart)
    with guide.step("photos-colleagues-no"):
        part.list.pick(part.list.model.all_rows()[0].key)
    with guide.step("photos-colleagues-mistake"):
        part.mistaken.click()
        guide.dialog(Question)
    with guide.step("photos-colleagues-answer", stay=True):
        page.begin("colleague-answer", "")
        guide.settle()
        dialog = guide.dialog(ColleagueAnswerDialog)
    with guide.step("photos-colleagues-answer-needed"):
        dialog.main.click()


def _with_adult(stage: Stage, part: PupilsPart) -> PupilLine:
    """Somebody on the list for whom an adult is entered."""
    book = stage.guide.ask(stage.office.picture_books.today)
    return next(x for x in part.list.model.all_rows() if x.pupil.id in book.adults_of)


def _adult_record(stage: Stage, record: str) -> str:
    book = stage.guide.ask(stage.office.picture_books.today)
    adults = next(adults for pupil_id, adults in book.adults_of.items() if str(pupil_id) == record)
    return f"{record} {adults[0].id}"


def _page(stage: Stage) -> PartedPage:
    page = stage.page("photos")
    if not isinstance(page, PartedPage):
        raise TourError("a page of parts is another one")
    return page
