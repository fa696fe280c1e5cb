"""The photo check on the screen: ticks, keys and words, and the answer that follows each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.photo_answers import Said
from schoolsm_desktop.domain.photo_checks import CheckedWhat, CheckOutcome
from schoolsm_desktop.services.colleague_pictures import NewColleagueAnswer
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.photos.check_part import CheckPart
from schoolsm_desktop.ui.photos.checks_part import ChecksPart, SlipSignedDialog
from schoolsm_desktop.ui.photos.page import PhotosPage
from schoolsm_desktop.ui.photos.phone_answer import PhoneAnswerDialog
from schoolsm_desktop.ui.theme import Scheme
from tests.services.check_school import CheckSchool
from tests.services.roll import FACEBOOK
from tests.services.school import InventedSchool

from .page_stage import PageStage, page_stage
from .walk import faults_of

Look = Callable[..., looks.Theme]


@pytest.fixture
def four(tmp_path: Path) -> Iterator[CheckSchool]:
    """The class of four; the coordinator is signed in."""
    made = InventedSchool(tmp_path)
    yield CheckSchool(made)
    made.sign_out()


def open_check(stage: PageStage, place: str = FACEBOOK) -> CheckPart:
    """The part, in front, with a place chosen."""
    stage.page("photos", PhotosPage)
    stage.window.go(Target("photos", place, "check-for"))
    stage.rest()
    part = stage.page("photos", PhotosPage).part(CheckPart)
    assert part.chosen_place() == place
    return part


def type_name(stage: PageStage, part: CheckPart, typed: str) -> None:
    """Type into the filter and press Enter."""
    part.pupils.filter.setFocus()
    stage.qtbot.keyClicks(part.pupils.filter, typed)
    stage.qtbot.keyClick(part.pupils.filter, Qt.Key.Key_Return)


def test_enter_ticks_the_first_hit_and_the_answer_changes_at_once(qtbot: QtBot, four: CheckSchool) -> None:
    with page_stage(qtbot, four.office) as stage:
        part = open_check(stage)
        assert part.pane.big.headline.text() == "Who can be seen?"
        type_name(stage, part, "ama")
        assert part.pupils.filter.text() == ""
        assert part.pupils.said.text() == "1 ticked: Amara Bello"
        assert part.pane.big.why.text().startswith("The pupil in it may be shown.")
        part.pane.questions.tick_all()
        assert part.pane.big.headline.text() == "✓ Post it"
        type_name(stage, part, "call")
        assert part.pane.big.headline.text() == "✕ Do not post this picture yet"
        assert part.pane.big.why.text() == "1 of 2 pupils has no permission for Facebook"
        assert "Newsletter" in part.pane.could_go.text()
        part.place.setCurrentIndex(part.place.findData("newsletter"))
        assert part.pane.big.headline.text() == "✓ Post it"


def test_space_and_the_mouse_tick_and_the_ticked_stay_in_view(qtbot: QtBot, four: CheckSchool) -> None:
    with page_stage(qtbot, four.office) as stage:
        part = open_check(stage)
        table = part.pupils.table
        part.pupils.filter.setFocus()
        qtbot.keyClick(part.pupils.filter, Qt.Key.Key_Down)
        qtbot.keyClick(table, Qt.Key.Key_Space)
        assert part.pupils.ticked() == (four.amara.id,)
        row = part.pupils.model.line_of(four.callum.id)
        place = table.visualRect(part.pupils.model.index(row, 1)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        part.pupils.filter.setText("isla")
        assert part.pupils.said.text() == "2 ticked: Amara Bello and Callum Dent"
        qtbot.keyClick(part.pupils.filter, Qt.Key.Key_Escape)
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert part.pupils.ticked() == (four.amara.id,)


def test_a_whole_class_is_ticked_and_taken_out_one_by_one(qtbot: QtBot, four: CheckSchool) -> None:
    with page_stage(qtbot, four.office) as stage:
        part = open_check(stage)
        assert not part.pupils.all_here.isVisible()
        part.pupils.choose_classes(["4B"])
        stage.press(part, "Tick all here today")
        assert len(part.pupils.ticked()) == 4
        assert [s.name for s in (part._answer.stoppers if part._answer else ())] == [
            "Callum Dent",
            "Isla Ferrier",
            "Freya Holt",
        ]


def test_ctrl_s_saves_and_the_check_stands_among_the_saved_ones(qtbot: QtBot, four: CheckSchool) -> None:
    with page_stage(qtbot, four.office) as stage:
        part = open_check(stage)
        type_name(stage, part, "amara")
        part.pane.questions.tick_all()
        part.pane.asked_by.setText("Jo Marsh")
        QApplication.processEvents()
        qtbot.keyClick(part.pupils.filter, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        stage.rest()
        page = stage.page("photos", PhotosPage)
        assert stage.said(page) == ["Check 1 is saved: post it today."]
        assert not part.save_button.isEnabled()
        stage.press(part, "New check")
        assert part.pupils.ticked() == ()
        page.begin("checks", "")
        stage.rest()
        (line,) = page.part(ChecksPart).list.model.all_rows()
        assert (line.check.outcome, line.check.asked_by) == (CheckOutcome.MAY_POST, "Jo Marsh")
        stage.press(page.part(ChecksPart), "Print the slip")
        assert [document.title for document in stage.previews] == ["Photo check 1"]


@pytest.mark.clause("valence:use-6")
def test_the_caption_is_looked_through_while_it_is_typed(qtbot: QtBot, four: CheckSchool) -> None:
    with page_stage(qtbot, four.office) as stage:
        part = open_check(stage)
        type_name(stage, part, "amara")
        part.pane.questions.tick_all()
        qtbot.keyClicks(part.words.caption, "By Ama")
        assert part.pane.big.headline.text() == "✓ Post it"
        qtbot.keyClicks(part.words.caption, "ra")
        assert part.pane.big.headline.text() == "✕ Do not post this picture yet"
        part.words.caption.setPlainText("Thanks to Callum Jones")
        assert "“Callum”" in part.pane.big.why.text()
        stage.press(part.words.findings, "It may stay")
        assert part.pane.big.headline.text() == "✓ Post it"


def test_words_without_a_picture_need_nobody(qtbot: QtBot, four: CheckSchool) -> None:
    with page_stage(qtbot, four.office) as stage:
        part = open_check(stage, "website")
        part.what.setCurrentIndex(part.what.findData(CheckedWhat.WORDS))
        part.words.caption.setPlainText("The hall clock is mended.")
        assert part.pupils.isHidden()
        part.pane.questions.tick_all()
        part.save()
        stage.rest()
        (line,) = four.office.photo_checks.lines()
        assert (line.check.what, line.check.outcome) == (CheckedWhat.WORDS, CheckOutcome.MAY_POST)


def test_a_colleague_who_does_not_agree_is_named_beside_who_else_is_in_it(qtbot: QtBot, four: CheckSchool) -> None:
    four.office.colleague_pictures.record(NewColleagueAnswer(Said.NO, visitor_name="Omar Vale"))
    with page_stage(qtbot, four.office) as stage:
        part = open_check(stage)
        part.words.others.setText("Omar Vale")
        part.words.others.editingFinished.emit()
        stage.rest()
        assert part.words.of_others.text() == "✕ Omar Vale: not here"
        part.words.others.clear()
        part.words.others.editingFinished.emit()
        assert part.words.of_others.isHidden()


def test_on_a_picture_a_tick_is_taken_away_as_a_mistake_alone(qtbot: QtBot, four: CheckSchool, tmp_path: Path) -> None:
    file = tmp_path / "bulbs.png"
    Image.new("RGB", (60, 40), "green").save(file)
    with page_stage(qtbot, four.office) as stage:
        part = open_check(stage)
        part.words.picture.ask(file)
        stage.press(part.words.picture, "No: open it")
        assert part.draft().file_name == "bulbs.png"
        assert len(part.draft().picture) == 32
        part.pupils.tick((four.amara.id, four.callum.id))
        part.pupils.toggle(part.pupils.model.row_at(part.pupils.model.line_of(four.callum.id)))
        question = stage.question()
        assert "crop it and drop the new file" in question.accessibleDescription()
        qtbot.mouseClick(question.go, Qt.MouseButton.LeftButton)
        assert (part.pupils.ticked(), part.draft().unticked) == ((four.amara.id,), (four.callum.id,))
        part.save()
        stage.rest()
        part.start_anew()
        part.words.picture.ask(file)
        stage.press(part.words.picture, "No: open it")
        assert part.pupils.ticked() == (four.amara.id,)


@pytest.mark.clause("valence:use-8")
def test_a_teacher_reads_the_posters_words_and_no_answers(qtbot: QtBot, four: CheckSchool) -> None:
    teacher = four.school.add_person("Jo Marsh")
    four.school.make_sign_in(teacher)
    four.school.office.people.give_duty(teacher.id, Duty.CLASS_TEACHER, four.school.clock.today())
    office = four.school.sign_in(teacher)
    with page_stage(qtbot, office) as stage:
        part = open_check(stage)
        assert [column.key for column in part.pupils.model.columns] == ["take", "name", "class"]
        part.pupils.tick((four.amara.id, four.callum.id, four.isla.id, four.freya.id))
        assert part._answer is not None
        assert {stopper.words for stopper in part._answer.stoppers} == {"not this child here"}
        page = stage.page("photos", PhotosPage)
        assert {"check", "checks"} <= {spec.key for spec, _ in page._made}
        assert "pupils" not in {spec.key for spec, _ in page._made}


def test_names_said_on_the_telephone_are_answered_and_saved_with_one_key(qtbot: QtBot, four: CheckSchool) -> None:
    with page_stage(qtbot, four.office) as stage:
        part = open_check(stage)
        stage.press(stage.page("photos", PhotosPage), "Phone answer…")
        dialog = stage.dialog(PhoneAnswerDialog)
        qtbot.keyClicks(dialog.names, "amara, cal")
        assert dialog.big.headline.text() == "✕ Do not post this picture yet"
        assert dialog.big.why.text().startswith("Not this picture: Callum Dent. It could go here:")
        dialog.names.setText("amara, nobody")
        assert dialog.big.headline.text() == "Who is meant?"
        stage.finish(dialog)
        assert "nobody here is called so" in dialog.form.field("names").error
        dialog.names.setText("")
        qtbot.keyClicks(dialog.names, "amara")
        assert dialog.big.headline.text() == "✓ Post it"
        assert "school device" in dialog.ask_too.text()
        qtbot.keyClick(dialog.names, Qt.Key.Key_Return)
        stage.rest()
        (line,) = four.office.photo_checks.lines()
        assert (line.check.outcome, [p.name for p in line.pupils]) == (CheckOutcome.MAY_POST, ["Amara Bello"])
        assert {question.answer for question in line.questions} == {"read out to whoever asked"}
        assert part.chosen_place() == line.check.place


def test_a_second_person_confirms_on_the_screen_or_by_the_slip(qtbot: QtBot, four: CheckSchool) -> None:
    first, second = four.save(four.amara, place="press"), four.save(four.amara, place="press")
    office = four.school.sign_in(four.school.head)
    with page_stage(qtbot, office) as stage:
        page = stage.page("photos", PhotosPage)
        stage.window.go(Target("photos", str(first.id), "checks"))
        stage.rest()
        part = page.part(ChecksPart)
        stage.press(part, "I have looked: confirm")
        assert stage.said(page) == ["Check 1 is confirmed."]
        part.show_record(str(second.id))
        stage.press(part, "The slip is signed…")
        dialog = stage.dialog(SlipSignedDialog)
        dialog.form.set_value("name", "Edith Wainford")
        stage.finish(dialog)
        assert [line.check.outcome for line in office.photo_checks.lines()] == [CheckOutcome.MAY_POST] * 2


@pytest.mark.parametrize(("scheme", "factor"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_everything_can_be_read_and_pressed(
    qtbot: QtBot, four: CheckSchool, look: Look, scheme: Scheme, factor: float
) -> None:
    look(scheme, text_factor=factor)
    four.save(four.amara, place="press")
    with page_stage(qtbot, four.office) as stage:
        part = open_check(stage)
        page = stage.page("photos", PhotosPage)
        part.pupils.tick((four.amara.id, four.callum.id))
        part.words.caption.setPlainText("Will and Amara on 12 December, ring 07700 900123")
        stage.rest()
        stage.rest()  # what is wrapped anew gives the page another height, and that again another width
        assert faults_of(page) == []
        dialog = page.open_dialog("phone-answer", "")
        stage.rest()
        assert faults_of(dialog) == []
        dialog.form.saved()
        dialog.reject()
        page.begin("checks", "")
        stage.rest()
        assert faults_of(page) == []
        (line,) = page.part(ChecksPart).list.model.all_rows()
        dialog = page.open_dialog("check-on-paper", str(line.check.id))
        stage.rest()
        assert faults_of(dialog) == []
