"""Photo forms in the window: a round begun, letters printed, forms ticked off, a pile sorted and typed from its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.form_rounds import NewRound
from schoolsm_desktop.domain.photo_answers import Capacity, Said, Verdict
from schoolsm_desktop.domain.photo_forms import FormRound, PaperCodeKind
from schoolsm_desktop.services.paper_codes import code_for
from schoolsm_desktop.services.photo_forms import RoundView
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.photos.answers_part import AnswersPart
from schoolsm_desktop.ui.photos.form_dialogs import LettersDialog, NewRoundDialog, RoundDaysDialog
from schoolsm_desktop.ui.photos.form_type_dialog import TypeFormsDialog
from schoolsm_desktop.ui.photos.forms_part import FormsPart
from schoolsm_desktop.ui.photos.grid_dialog import ClassGridDialog
from schoolsm_desktop.ui.photos.page import PhotosPage
from schoolsm_desktop.ui.photos.pile_dialog import PileDialog
from schoolsm_desktop.ui.theme import Scheme
from tests.conftest import Partner
from tests.exchange.piles import as_pictures, bound, coded_page, foreign_square, skewed
from tests.services.roll import add_adult, add_pupil
from tests.services.school import InventedSchool

from .page_stage import PageStage, page_stage
from .walk import faults_of

Look = Callable[..., looks.Theme]


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """Two classes; the coordinator is signed in."""
    made = InventedSchool(tmp_path)
    made.sign_in(made.coordinator)
    for name, group in (("Amara Bello", "4B"), ("Callum Dent", "4B"), ("Isla May", "5A")):
        add_adult(made.office, add_pupil(made.office, name, group), Capacity.MOTHER, name="Mum")
    yield made
    made.sign_out()


def begun(school: InventedSchool) -> FormRound:
    return school.office.photo_forms.start(NewRound("Autumn 2026", ("website", "newsletter")))


def view_of(school: InventedSchool, one: FormRound) -> RoundView:
    return school.office.photo_forms.view(one.id)


def part_of(stage: PageStage) -> FormsPart:
    page = stage.page("photos", PhotosPage)
    page.begin("forms", "")
    stage.rest()
    return page.part(FormsPart)


def pile_file(school: InventedSchool, partner: Partner, folder: Path, one: FormRound, *names: str) -> Path:
    """A scan of the forms of these pupils, crooked, with a foreign paper between."""
    wanted = [x.form.id for name in names for x in view_of(school, one).forms if x.pupil.called == name]
    with school.office.session.work() as work:
        codes = [code_for(work, PaperCodeKind.FORM, form_id) for form_id in wanted]
    pages = [skewed(as_pictures(coded_page(code), partner("pdftoppm"), folder)[0]) for code in codes]
    path = folder / "pile.pdf"
    path.write_bytes(bound([*pages, foreign_square()]))
    return path


def test_a_round_is_begun_printed_and_counted(school: InventedSchool, qtbot: QtBot) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = part_of(stage)
        stage.press(part, "New photo forms…")
        dialog = stage.dialog(NewRoundDialog)
        assert dialog.form.value("name") == "Photo forms 2026/27"
        dialog.form.set_value("places", "website newsletter")
        dialog.form.set_value("due_on", "4 Dec 2026")
        stage.finish(dialog)
        assert part.heading.text() == "Photo forms 2026/27"
        assert [x.name for x in part.classes.model.shown_rows()] == ["4B", "5A"]
        stage.press(part, "Print letters…")
        letters = stage.dialog(LettersDialog)
        assert letters.form.value("class") == "0", "the class that was chosen"
        stage.finish(letters)
        assert [made.key for made in stage.previews] == ["photo-letters"]
        assert [x.words for x in part.classes.model.shown_rows()] == [
            "0 of 2 back, 2 missing",
            "1 form, not sent yet",
        ]
        part.forms.pressed_button.emit(part.forms.model.shown_rows()[0], "back")
        stage.rest()
        assert part.classes.model.shown_rows()[0].words == "1 of 2 back, 1 missing"
        stage.press(part, "Chase list")
        assert [made.key for made in stage.previews][-1] == "form-chase-list"
        stage.press(part, "Enter what came back…")
        assert stage.dialog(ClassGridDialog).heading.text() == "Type in answers: 4B"
        assert stage.window.findChildren(AnswersPart)


def test_a_pile_is_sorted_and_typed_from_its_pages(
    school: InventedSchool, qtbot: QtBot, partner: Partner, tmp_path: Path
) -> None:
    one = begun(school)
    path = pile_file(school, partner, tmp_path, one, "Isla", "Amara")
    with page_stage(qtbot, school.office) as stage:
        part = part_of(stage)
        stage.press(part, "Sort a scanned pile…")
        dialog = stage.dialog(PileDialog)
        dialog.take_file(path)
        stage.rest()
        assert [(x.number, x.words) for x in dialog.pages.model.shown_rows()] == [
            (1, "Isla May, 5A"),
            (2, "Amara Bello, 4B"),
            (3, ""),
        ]
        assert dialog.sentence.text() == "3 pages · 2 forms · 1 to look at"
        dialog.form.set_value("code", "what is this")
        dialog.main.click()
        stage.rest()
        assert "No paper of this school" in dialog.form.field("code").error
        dialog.form.set_value("code", "")
        stage.finish(dialog)
        assert view_of(school, one).line.tally.back == 2
        stage.press(part.page, "Type the answers…")
        typing = stage.dialog(TypeFormsDialog)
        assert typing.heading.text() == "Isla May, 5A", "in the order of the pile"
        typing.main.click()
        stage.rest()
        assert "Choose who signed" in typing.form.field("by").error
        typing.places.set_value('{"website": "yes"}')
        typing.form.set_value("by", "as:father")
        typing.main.click()
        stage.rest()
        assert typing.heading.text() == "Amara Bello, 4B"
        assert typing.places.said() == {}
        typing.skip.click()
        stage.rest()
        typing.places.set_value('{"website": "no", "newsletter": "yes"}')
        typing.form.set_value("by", next(v for v in _choices(typing) if v.startswith("person:")))
        typing.main.click()
        stage.rest()
        assert not stage.window.findChildren(TypeFormsDialog)
        assert stage.said(part.page)[-1] == "2 forms are typed."
    book = school.office.picture_books.today()
    said = {p.called: book.standing(p.id, "website").verdict for p in book.pupils.values()}
    assert said == {"Isla": Verdict.YES, "Amara": Verdict.NO, "Callum": Verdict.NOT_ASKED}
    assert {a.said for a in book.answers if a.place == "newsletter"} == {Said.NO, Said.YES}


def _choices(dialog: TypeFormsDialog) -> list[str]:
    from PySide6.QtWidgets import QComboBox

    editor = dialog.form.field("by").editor
    assert isinstance(editor, QComboBox)
    return [str(editor.itemData(at)) for at in range(editor.count())]


def test_what_is_typed_from_a_page_survives_a_lock(school: InventedSchool, qtbot: QtBot) -> None:
    one = begun(school)
    for line in view_of(school, one).forms:
        school.office.photo_forms.back((line.form.id,))
    second = view_of(school, one).forms[1]
    with page_stage(qtbot, school.office) as stage:
        part = part_of(stage)
        stage.press(part, "Type 3 forms that are back…")
        typing = stage.dialog(TypeFormsDialog)
        typing.skip.click()
        stage.rest()
        assert typing.heading.text() == f"{second.pupil.name}, {second.class_name}"
        typing.places.set_value('{"website": "yes"}')
        typing.form.set_value("by", next(v for v in _choices(typing) if v.startswith("person:")))
        chosen = typing.form.value("by")
        typing.form.set_value("condition", "not her face")
        draft = part.page.draft()
        assert draft is not None
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("photos", PhotosPage)
        page.restore(draft)
        stage.rest()
        back = stage.dialog(TypeFormsDialog)
        assert back.heading.text() == f"{second.pupil.name}, {second.class_name}"
        assert back.places.said() == {"website": Said.YES}
        assert (back.form.value("by"), back.form.value("condition")) == (chosen, "not her face")


@pytest.mark.parametrize(("scheme", "factor"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_the_part_and_its_dialogs_can_be_read_heard_and_pressed(
    school: InventedSchool,
    qtbot: QtBot,
    look: Look,
    scheme: Scheme,
    factor: float,
    partner: Partner,
    tmp_path: Path,
) -> None:
    look(scheme, text_factor=factor)
    one = begun(school)
    path = pile_file(school, partner, tmp_path, one, "Isla")
    with page_stage(qtbot, school.office) as stage:
        part = part_of(stage)
        assert faults_of(part) == []
        for opened, kind in (
            ("New photo forms…", NewRoundDialog),
            ("Print letters…", LettersDialog),
            ("Other days…", RoundDaysDialog),
        ):
            stage.press(part, opened)
            dialog = stage.dialog(kind)
            assert faults_of(dialog) == []
            dialog.form.saved()
            dialog.reject()
            stage.rest()
        part.page.begin("forms-pile", "")
        stage.rest()
        pile = stage.dialog(PileDialog)
        assert faults_of(pile) == []
        pile.take_file(path)
        stage.rest()
        assert faults_of(pile) == []
        stage.finish(pile)
        stage.press(part.page, "Type the answers…")
        assert faults_of(stage.dialog(TypeFormsDialog)) == []
