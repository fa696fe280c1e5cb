"""A class is typed in without the mouse; what one person said is entered once and stands for nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.photo_answers import Capacity, Said, Verdict
from schoolsm_desktop.domain.picture_places import Master
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.photo_answers import FormRow
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.search_combo import SearchCombo
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.photos.answer_dialogs import ByClassDialog, PupilAnswersDialog, SettleDialog
from schoolsm_desktop.ui.photos.answers_part import AnswersPart
from schoolsm_desktop.ui.photos.grid_dialog import ClassGridDialog
from schoolsm_desktop.ui.theme import Scheme, Theme
from tests.services.roll import set_rules
from tests.services.school import InventedSchool
from tests.ui.page_stage import PageStage, page_stage
from tests.ui.photo_answers_stage import SmallRoll, small_roll
from tests.ui.walk import faults_of


@pytest.fixture
def office(school: InventedSchool) -> Iterator[Office]:
    """The coordinator, who may enter answers."""
    office = school.sign_in_again()
    yield office
    office.close()


@pytest.fixture
def roll(office: Office) -> SmallRoll:
    return small_roll(office)


@pytest.fixture
def stage(qtbot: QtBot, office: Office, roll: SmallRoll) -> Iterator[PageStage]:
    with page_stage(qtbot, office) as made:
        yield made


def _page(stage: PageStage) -> PartedPage:
    page = stage.page("photos", PartedPage)
    page.begin("answers", "")
    stage.rest()
    return page


def _grid(stage: PageStage, record: str = "4B") -> ClassGridDialog:
    page = _page(stage)
    page.open_dialog("class-grid", record)
    stage.rest()
    return stage.dialog(ClassGridDialog)


def _keys(stage: PageStage, dialog: ClassGridDialog, typed: str) -> None:
    for sign in typed:
        key = Qt.Key.Key_Return if sign == "\n" else Qt.Key.Key_Space if sign == " " else Qt.Key(ord(sign.upper()))
        text = "" if sign in "\n " else sign
        stage.qtbot.keyClick(dialog.grid.table, text or key)
    stage.rest()


def _verdict(stage: PageStage, pupil_id: UUID, place: str) -> Verdict:
    return stage.office.picture_books.today().standing(pupil_id, place).verdict


def test_a_row_is_typed_and_saved_when_it_is_left(stage: PageStage, roll: SmallRoll) -> None:
    dialog = _grid(stage)
    keys = [place.key for place in dialog.grid.state.places]
    assert dialog.grid.count.text() == "4 of 4 pupils left"
    _keys(stage, dialog, "yn" + "y" * (len(keys) - 2) + "\n")
    assert _verdict(stage, roll.ada.id, keys[0]) is Verdict.YES
    assert _verdict(stage, roll.ada.id, keys[1]) is Verdict.NO
    assert dialog.grid.count.text() == "3 of 4 pupils left"
    assert dialog.grid.table.currentIndex().column() == 1, "who signed is asked where nobody is entered"
    _keys(stage, dialog, "fa\n")
    signs = stage.office.photo_answers.row(roll.ben.id).signs
    assert [s.words for s in signs] == ["Father"]
    assert dialog.grid.count.text() == "2 of 4 pupils left"


def test_a_row_without_a_signer_waits_and_says_so(stage: PageStage, roll: SmallRoll) -> None:
    dialog = _grid(stage)
    dialog.grid.go(roll.ben.id, 2)
    _keys(stage, dialog, "y\n")
    assert "1 row typed and not saved: Type who signed." in dialog.grid.count.text()
    stage.finish(dialog)
    assert dialog.isVisible()
    assert "1 row is not complete" in dialog.messages.messages()[0].words
    _keys(stage, dialog, "m")
    stage.finish(dialog)
    assert _verdict(stage, roll.ben.id, dialog.grid.state.places[0].key) is Verdict.YES


def test_keys_are_taken_back_one_by_one_and_a_saved_row_too(stage: PageStage, roll: SmallRoll) -> None:
    dialog = _grid(stage)
    place = dialog.grid.state.places[0].key
    _keys(stage, dialog, "y\n")
    assert _verdict(stage, roll.ada.id, place) is Verdict.YES
    stage.qtbot.keyClick(dialog.grid.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    stage.rest()
    assert _verdict(stage, roll.ada.id, place) is Verdict.NOT_ASKED
    assert dialog.grid.state.row(roll.ada.id).said == {place: Said.YES}, "what was typed stands there again"
    dialog.grid.go(roll.ada.id, 2)
    _keys(stage, dialog, " ")
    assert not dialog.grid.state.is_typed(roll.ada.id)
    stage.qtbot.keyClick(dialog.grid.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.grid.state.is_typed(roll.ada.id)


def test_a_condition_keeps_its_words_and_is_settled_later(stage: PageStage, roll: SmallRoll) -> None:
    dialog = _grid(stage)
    place = dialog.grid.state.places[0].key
    _keys(stage, dialog, "c")
    assert dialog.grid.condition.isVisible()
    stage.qtbot.keyClicks(dialog.grid.condition, "Not her face")
    stage.qtbot.keyClick(dialog.grid.condition, Qt.Key.Key_Return)
    stage.finish(dialog)
    assert _verdict(stage, roll.ada.id, place) is Verdict.CONDITION
    page = _page(stage)
    (line,) = page.part(AnswersPart).conditions.model.all_rows()
    page.open_dialog("condition-settle", str(line.answer.id))
    settle = stage.dialog(SettleDialog)
    assert "Not her face" in settle.sentence.text()
    stage.finish(settle)
    assert settle.isVisible(), "each place needs a yes or a no"
    settle.form.set_value("place0", "no")
    stage.finish(settle)
    assert _verdict(stage, roll.ada.id, place) is Verdict.NO
    assert not page.part(AnswersPart).conditions.model.all_rows()


def test_the_same_holds_for_a_brother_in_another_class(stage: PageStage, roll: SmallRoll) -> None:
    dialog = _grid(stage)
    place = dialog.grid.state.places[0].key
    _keys(stage, dialog, "y\n")
    assert dialog.grid.same.text() == "The same for Tom (RB)? (B)"
    _keys(stage, dialog, "b")
    assert _verdict(stage, roll.tom.id, place) is Verdict.YES
    assert [s.words for s in stage.office.photo_answers.row(roll.tom.id).signs] == ["Mother"]


def test_what_was_typed_comes_back_where_one_stopped(stage: PageStage, roll: SmallRoll) -> None:
    dialog = _grid(stage)
    _keys(stage, dialog, "y\n")
    _keys(stage, dialog, "fny")
    page = _page(stage)
    draft = page.draft()
    assert draft is not None
    dialog.form.saved()
    dialog.reject()
    stage.rest()
    page.restore(draft)
    stage.rest()
    again = stage.dialog(ClassGridDialog)
    places = [place.key for place in again.grid.state.places]
    row = again.grid.state.row(roll.ben.id)
    assert (dict(row.said), row.by) == ({places[0]: Said.NO, places[1]: Said.YES}, "father")
    at = again.grid.table.currentIndex()
    assert (again.grid.model.row_at(at.row()), at.column()) == (again.grid.state.rows[roll.ben.id], 4)


def test_one_pupil_s_answers_are_entered_and_offered_for_a_brother(stage: PageStage, roll: SmallRoll) -> None:
    page = _page(stage)
    page.open_dialog("pupil-answers", str(roll.ada.id))
    stage.rest()
    dialog = stage.dialog(PupilAnswersDialog)
    assert not dialog.form.field("find").isVisible()
    box = dialog.answers.boxes["website"]
    box.setCurrentIndex(box.findData(Said.WITHDRAWN.value))
    assert dialog.form.field("find").isVisible()
    stage.finish(dialog)
    assert _verdict(stage, roll.ada.id, "website") is Verdict.WITHDRAWN
    with stage.office.session.reading() as uow:
        (removal,) = uow.removals.all()
    assert (removal.pupil_id, removal.adult_id) == (roll.ada.id, roll.mother.id)
    stage.press(page, "The same for Tom (RB)?")
    assert _verdict(stage, roll.tom.id, "website") is Verdict.WITHDRAWN


def test_a_telephone_answer_finds_the_pupil_first(stage: PageStage, roll: SmallRoll) -> None:
    page = _page(stage)
    page.begin("pupil-telephone", "")
    stage.rest()
    dialog = stage.dialog(PupilAnswersDialog)
    dialog.form.set_value("pupil", str(roll.eva.id))
    stage.rest()
    stage.finish(dialog)
    assert "Choose who answers" in dialog.form.field("answers").error
    dialog.answers.by.setCurrentIndex(dialog.answers.by.findData("father"))
    box = dialog.answers.boxes["display"]
    box.setCurrentIndex(box.findData(Said.NO.value))
    stage.finish(dialog)
    (answer,) = stage.office.picture_books.today().by_pupil[roll.eva.id]["display"]
    assert (answer.said, answer.how.value) == (Said.NO, "phone")


def test_what_is_set_to_as_it_is_stays_so_when_the_name_is_typed_on(stage: PageStage, roll: SmallRoll) -> None:
    """The name finds Ada before it is whole; reading her again must not choose the withdrawal again."""
    rows = [FormRow(roll.ada.id, {"website": Said.YES, "display": Said.YES}, roll.mother.id)]
    stage.office.photo_answers.record_forms(rows)
    page = _page(stage)
    page.begin("pupil-withdraw", "")
    stage.rest()
    dialog = stage.dialog(PupilAnswersDialog)
    (name,) = dialog.form.field("pupil").findChildren(SearchCombo)
    name.setEditText("Ada")
    stage.rest()
    assert set(dialog.answers.chosen()) == {"website", "display"}
    dialog.answers.boxes["display"].setCurrentIndex(0)
    name.setEditText("Ada Bell")
    stage.rest()
    name.setCurrentIndex(name.findData(str(roll.ada.id)))
    stage.rest()
    assert set(dialog.answers.chosen()) == {"website"}
    stage.finish(dialog)
    assert _verdict(stage, roll.ada.id, "website") is Verdict.WITHDRAWN
    assert _verdict(stage, roll.ada.id, "display") is Verdict.YES


def test_permissions_go_on_paper_by_class(stage: PageStage, roll: SmallRoll) -> None:
    page = _page(stage)
    page.begin("by-class", "")
    stage.rest()
    dialog = stage.dialog(ByClassDialog)
    stage.finish(dialog)
    assert [document.key for document in stage.previews] == ["permissions-by-class"]


LOOKS = {"light": (Scheme.LIGHT, 1.0), "dark": (Scheme.DARK, 2.0)}
RECORDS = {
    "": "",
    "class-grid": "4B",
    "pupil-answers": "ada",
    "pupil-withdraw": "ada",
    "by-class": "",
    "other-system": "",
}


@pytest.mark.parametrize("name", sorted(LOOKS))
def test_nothing_is_clipped_or_unnamed(
    qtbot: QtBot, office: Office, roll: SmallRoll, look: Callable[..., Theme], name: str
) -> None:
    scheme, factor = LOOKS[name]
    look(scheme, text_factor=factor)
    set_rules(office, master=Master.ELSEWHERE, master_name="Our system")
    words = FormRow(roll.eva.id, {"website": Said.CONDITION}, condition="Only from behind")
    office.photo_answers.record_forms([words, FormRow(roll.ben.id, {"website": Said.NO}, Capacity.FATHER)])
    with page_stage(qtbot, office) as stage:
        page = _page(stage)
        for key, record in RECORDS.items():
            shown: QWidget = page
            if key:
                shown = page.open_dialog(key, str(roll.ada.id) if record == "ada" else record)
                stage.rest()
            assert faults_of(shown) == [], key
            if isinstance(shown, FormDialog):
                shown.form.saved()
                shown.reject()
                stage.rest()
