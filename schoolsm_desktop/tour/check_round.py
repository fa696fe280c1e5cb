"""The photo check: empty, post it, do not post, words alone, a call, a second person; and what a teacher reads of it."""

from __future__ import annotations

from uuid import UUID

from schoolsm_desktop.domain.photo_checks import CheckedWhat
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.photos.check_part import CheckPart
from schoolsm_desktop.ui.photos.checks_part import ChecksPart, SlipSignedDialog
from schoolsm_desktop.ui.photos.page import PhotosPage
from schoolsm_desktop.ui.photos.phone_answer import PhoneAnswerDialog

from .guide import TourError, fill
from .scene import Stage

NAMED = "Well done Amara! Will you look? On 12 December we sing; ring 07700 900123."


def poster_round(stage: Stage) -> None:
    """A teacher’s view: the same words for each child who stops a picture, and no answer of anybody."""
    guide = stage.guide
    part = _check(stage)
    with guide.step("photos-poster"):
        part.pupils.choose_classes(["4B"])
        part.pupils.tick(_some(part, stops=2, agree=2))
    with guide.step("photos-poster-checks"):
        _page(stage).begin("checks", "")


def check_round(stage: Stage) -> None:
    """Everything of the check, as the office has it."""
    guide, page = stage.guide, _page(stage)
    part = _check(stage)
    with guide.step("photos-check-nobody-yet"):
        part.start_anew()
    with guide.step("photos-check-stopped"):
        part.pupils.choose_classes(["4B"])
        part.pupils.tick(_some(part, stops=1, agree=3))
    with guide.step("photos-check-words"):
        part.start_anew()
        part.pupils.tick(_some(part, stops=0, agree=3))
        part.words.caption.setPlainText(NAMED)
    with guide.step("photos-check-post-it"):
        part.words.caption.clear()
        part.pane.questions.tick_all()
    with guide.step("photos-check-saved"):
        part.save()
    with guide.step("photos-check-by-mistake"):
        part.ask_untick(part.pupils.ticked()[0])
        guide.dialog(Question)
    with guide.step("photos-check-without-a-picture"):
        part.start_anew()
        part.what.setCurrentIndex(part.what.findData(CheckedWhat.WORDS))
        part.words.caption.setPlainText("The hall clock is mended. Thank you.")
    part.what.setCurrentIndex(part.what.findData(CheckedWhat.PICTURE))
    part.start_anew()
    _phone(stage, part)
    _checks(stage)
    page.begin("check", "")


def _phone(stage: Stage, part: CheckPart) -> None:
    guide, book = stage.guide, part.book_now()
    names = [book.book.pupils[pupil_id] for pupil_id in _some(part, stops=1, agree=5)]
    said = ", ".join(f"{p.called} {p.family} {p.class_name}" for p in names)
    with guide.step("photos-phone", stay=True):
        _page(stage).open_dialog("phone-answer", "")
        dialog = guide.dialog(PhoneAnswerDialog)
        fill(dialog, {"names": said, "asked_by": "Joel Marchbanks"})
    with guide.step("photos-phone-who", stay=True):
        fill(dialog, {"names": "nobody at all, a"})
    with guide.step("photos-phone-post-it"):
        fill(dialog, {"names": ", ".join(said.split(", ")[:5])})


def _checks(stage: Stage) -> None:
    guide, page = stage.guide, _page(stage)
    with guide.step("photos-checks"):
        page.begin("checks", "")
    part = page.part(ChecksPart)
    waits = next((line for line in part.list.model.all_rows() if line.may_confirm_paper), None)
    if waits is None:
        raise TourError("no check waits for a second person")
    with guide.step("photos-checks-second-person"):
        part.list.pick(waits.check.id)
    with guide.step("photos-checks-slip-signed"):
        page.open_dialog("check-on-paper", str(waits.check.id))
        guide.dialog(SlipSignedDialog)
    with guide.step("photos-checks-slip"):
        part.list.pick(waits.check.id)
        guide.press("Print the slip", part)


def _check(stage: Stage) -> CheckPart:
    page = _page(stage)
    book = stage.guide.ask(stage.office.photo_checks.book)
    place = next((key for key in book.book.places if key.startswith("platform:")), "newsletter")
    page.begin("check-for", place)
    stage.guide.settle()
    return page.part(CheckPart)


def _some(part: CheckPart, *, stops: int, agree: int) -> tuple[UUID, ...]:
    book, place = part.book_now().book, part.chosen_place()
    here = [p.id for p in book.pupils.values() if p.class_name == "4B" and p.on_roll(book.today)]
    may = [pupil_id for pupil_id in here if book.strictest(pupil_id, place).may]
    return (*may[:agree], *[pupil_id for pupil_id in here if pupil_id not in may][:stops])


def _page(stage: Stage) -> PhotosPage:
    page = stage.page("photos")
    if not isinstance(page, PhotosPage):
        raise TourError("the page of photo permissions is another one")
    return page
