"""Photo forms: a round begun, its letters printed, what is back, the scanned pile sorted and typed, the chase list."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from uuid import UUID

from schoolsm_desktop.domain.form_rounds import NewRound
from schoolsm_desktop.services.printed_forms import LetterOrder
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.common.print_preview import PrintPreview
from schoolsm_desktop.ui.common.scan_view import ScanView
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.photos.form_dialogs import LettersDialog, NewRoundDialog, RoundDaysDialog
from schoolsm_desktop.ui.photos.form_type_dialog import TypeFormsDialog
from schoolsm_desktop.ui.photos.forms_part import DAYS, NEW, PILE, PRINT, TYPE, FormsPart
from schoolsm_desktop.ui.photos.pile_dialog import PileDialog

from .guide import TourError, fill
from .paper_round import save_document
from .scene import Stage


def forms_round(stage: Stage) -> None:
    """Everything of photo forms, as the office has it."""
    page = stage.page("photos")
    if not isinstance(page, PartedPage):
        raise TourError("a page of parts is another one")
    with stage.guide.step("photos-forms"):
        page.begin("forms", "")
    part = page.part(FormsPart)
    _dialogs(stage, page, part)
    with tempfile.TemporaryDirectory(prefix="schoolsm-tour-pile-") as folder:
        _pile(stage, page, part, Path(folder))
    _papers(stage)


def _round_id(part: FormsPart) -> str:
    row = part.rounds.current()
    if row is None:
        raise TourError("no round of photo forms is there")
    return str(row.round.id)


def _dialogs(stage: Stage, page: PartedPage, part: FormsPart) -> None:
    guide = stage.guide
    with guide.step("photos-forms-new", stay=True):
        page.open_dialog(NEW)
        dialog = guide.dialog(NewRoundDialog)
    with guide.step("photos-forms-new-wrong"):
        fill(dialog, {"due_on": "1 Sep 2020"})
        dialog.main.click()
        guide.settle()
    with guide.step("photos-forms-days"):
        page.open_dialog(DAYS, _round_id(part))
        guide.dialog(RoundDaysDialog)
    with guide.step("photos-forms-print", stay=True):
        page.open_dialog(PRINT, _round_id(part))
        letters = guide.dialog(LettersDialog)
    with guide.step("photos-forms-print-none"):
        letters.main.click()
    with guide.step("photos-forms-print-second"):
        page.open_dialog(PRINT, _round_id(part))
        again = guide.dialog(LettersDialog)
        fill(again, {"letter": "second"})
        again.main.click()
        guide.settle()
        guide.dialog(PrintPreview)
    with guide.step("photos-forms-chase"):
        guide.press("Chase list", part)
        guide.settle()
        guide.dialog(PrintPreview)
    with guide.step("photos-forms-close"):
        guide.press("Close these forms…", part)
        guide.dialog(Question)


def _pile(stage: Stage, page: PartedPage, part: FormsPart, folder: Path) -> None:
    guide = stage.guide
    pile = _scanned(stage, UUID(_round_id(part)), folder)
    with guide.step("photos-forms-pile", stay=True):
        page.open_dialog(PILE)
        dialog = guide.dialog(PileDialog)
    with guide.step("photos-forms-pile-no-scan", stay=True):
        wrong = folder / "photo.txt"
        wrong.write_text("not a scan", encoding="utf-8")
        dialog.take_file(wrong)
        guide.settle()
    with guide.step("photos-forms-pile-read", stay=True):
        dialog.take_file(pile)
        guide.settle()
    with guide.step("photos-forms-pile-number", stay=True):
        fill(dialog, {"code": "AAAA BBBB CCCC"})
        dialog.main.click()
        guide.settle()
    with guide.step("photos-forms-pile-page", stay=True):
        dialog.look.click()
        guide.dialog(ScanView).reject()
        fill(dialog, {"code": ""})
    with guide.step("photos-forms-pile-sorted"):
        dialog.main.click()
        guide.settle()
    with guide.step("photos-forms-type", stay=True):
        page.begin(TYPE, _round_id(part))
        guide.settle()
        typing = guide.dialog(TypeFormsDialog)
    with guide.step("photos-forms-type-needed"):
        typing.main.click()
        guide.settle()


def _scanned(stage: Stage, round_id: UUID, folder: Path) -> Path:
    """The forms of the round that are not back, printed and scanned: each page a grey picture, a blank one between."""
    import pypdfium2  # type: ignore[import-untyped]  # it ships no types
    from PIL import Image

    office = stage.office
    missing = [x.form.id for x in stage.guide.ask(lambda: office.photo_forms.view(round_id)).forms if not x.is_back]
    printed = stage.guide.ask(lambda: office.printing.photo_letters(LetterOrder(tuple(missing[:2]))))
    document = pypdfium2.PdfDocument(printed.pdf)
    pages = [page.render(scale=2, grayscale=True).to_pil().rotate(2, fillcolor=255) for page in document]
    pages.insert(1, Image.new("L", pages[0].size, 255))
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=144)
    path = folder / "forms.pdf"
    path.write_bytes(out.getvalue())
    return path


def _papers(stage: Stage) -> None:
    """A round of one class, so that the paper on the tour stays short."""
    office, guide = stage.office, stage.guide
    begun = guide.ask(lambda: office.photo_forms.start(NewRound("Spring", ("website", "newsletter"), ("4B",))))
    view = guide.ask(lambda: office.photo_forms.view(begun.id))
    order = LetterOrder(tuple(line.form.id for line in view.forms))
    save_document(guide, stage, guide.ask(lambda: office.printing.photo_letters(order)))
    save_document(guide, stage, guide.ask(lambda: office.printing.form_chase_list(begun.id)))
    guide.ask(lambda: office.photo_forms.close(begun.id))
