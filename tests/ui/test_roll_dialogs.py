"""Bringing pupils in, undoing it and turning the year in the window."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.photo_answers import Said, Verdict
from schoolsm_desktop.services.clock import SetClock
from schoolsm_desktop.services.roll import RollChoices
from schoolsm_desktop.services.year_turn import TurnStep
from schoolsm_desktop.ui.common.background import Background
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.common.table import ForgottenViews
from schoolsm_desktop.ui.main_window import Frame, MainWindow
from schoolsm_desktop.ui.pages import PageSpec
from schoolsm_desktop.ui.photos.import_dialog import CHOOSE, COLUMNS, PREVIEW, QUESTIONS, RESULT, BringInPupilsDialog
from schoolsm_desktop.ui.photos.page import PhotosPage
from schoolsm_desktop.ui.photos.pupils_part import PupilsPart
from schoolsm_desktop.ui.photos.roll_history_dialog import RollHistoryDialog
from schoolsm_desktop.ui.photos.turn_dialog import YearTurnDialog
from schoolsm_desktop.ui.theme import Theme
from tests.services.roll import FACEBOOK, add_adult, add_pupil, answer
from tests.services.school import InventedSchool
from tests.ui.walk import faults_of

SEPTEMBER = datetime(2026, 9, 7, 9, tzinfo=UTC)
FRAME = Frame("Alder Brook Primary", "R. Okafor", "Computing Coordinator", "Locks after 5 min away", "Autumn term 2026")
LIST = """Surname,Forename,Date of Birth,Year,Reg,Photo - Facebook,Photo - Website,Consent From
Bello,Amara,03/05/2018,Year 4,4A,Y,N,Mother
Dent,Efe,04/06/2018,Year 4,4B,Y,Y,Grandparent
Nowak,Łukasz,05/07/2018,Year 4,4A,Y,,Father
Holt,,06/07/2055,Year 4,4A,Y,,Father
"""


class RollStage:
    """The window on one office, at the part with the pupils."""

    def __init__(self, qtbot: QtBot, school: InventedSchool) -> None:
        self.qtbot, self.office, self.school = qtbot, school.office, school
        self.background = Background()
        self.working = False
        self.background.busy.connect(self._busy)
        self.window = MainWindow(
            FRAME,
            (PageSpec("photos", "Photo permissions", PhotosPage),),
            school.office,
            ForgottenViews(),
            background=self.background,
            find=lambda _typed: (),
            counts=dict,
        )
        self.window.bus.follow(school.office.changes)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        page = self.window.show_page("photos")
        assert isinstance(page, PhotosPage)
        self.page = page
        self.rest()

    def _busy(self, on: bool) -> None:
        self.working = on

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.working, timeout=30_000)
        for _ in range(8):
            QApplication.processEvents()

    def begin(self, act: str, record: str = "") -> None:
        self.page.begin(act, record)
        self.rest()

    def dialog(self, kind: type[QWidget]) -> QWidget:
        found: list[QWidget] = [w for w in self.window.findChildren(kind) if w.isVisible()]
        assert found, kind.__name__
        return found[-1]

    def agree(self) -> None:
        """Press the button of the question that stands open."""
        question = self.dialog(Question)
        assert isinstance(question, Question)
        self.qtbot.mouseClick(question.go, Qt.MouseButton.LeftButton)
        self.rest()

    def press_main(self, dialog: BringInPupilsDialog | YearTurnDialog) -> None:
        self.qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
        self.rest()


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path, look: Callable[..., Theme]) -> Iterator[RollStage]:
    look()
    school = InventedSchool(tmp_path, clock=SetClock(SEPTEMBER))
    made = RollStage(qtbot, school)
    yield made
    made.window.close()
    school.sign_out()


def _list(folder: Path, text: str = LIST) -> Path:
    path = folder / "pupils.csv"
    path.write_text(text, "utf-8")
    return path


def _import(stage: RollStage, path: Path) -> BringInPupilsDialog:
    stage.begin("roll-import")
    dialog = stage.dialog(BringInPupilsDialog)
    assert isinstance(dialog, BringInPupilsDialog)
    dialog.take_file(path)
    stage.rest()
    return dialog


def test_a_list_is_looked_at_brought_in_and_undone(stage: RollStage, tmp_path: Path) -> None:
    dialog = _import(stage, _list(tmp_path))
    assert dialog.steps.currentIndex() == COLUMNS
    assert dialog.columns.mapping["Photo - Website"] == "answer:website"
    assert dialog.columns.mapping["Photo - Facebook"] == f"answer:{FACEBOOK}"
    assert not faults_of(dialog)
    stage.press_main(dialog)
    assert dialog.steps.currentIndex() == PREVIEW
    assert "3 new" in dialog.preview_step.summary.text()
    assert "1 not taken" in dialog.preview_step.summary.text()
    assert not faults_of(dialog)
    assert not stage.office.picture_books.today().pupils, "nothing is stored by looking"
    stage.press_main(dialog)
    assert dialog.steps.currentIndex() == RESULT
    assert "3 new" in dialog.outcome.text()
    assert not faults_of(dialog)
    book = stage.office.picture_books.today()
    standing = {p.called: book.standing(p.id, FACEBOOK).verdict for p in book.pupils.values()}
    assert standing == {"Amara": Verdict.YES, "Efe": Verdict.CHECK_SIGNER, "Łukasz": Verdict.YES}
    stage.qtbot.mouseClick(dialog.undo, Qt.MouseButton.LeftButton)
    stage.rest()
    stage.agree()
    assert "Undone" in dialog.outcome.text()
    assert not stage.office.picture_books.today().pupils


def test_a_corrected_column_is_remembered_with_its_place(stage: RollStage, tmp_path: Path) -> None:
    """What the person says a column is about is used again for the next file with these headings."""
    path = _list(tmp_path, LIST.replace("Photo - Website", "Photo - Wall of fame"))
    dialog = _import(stage, path)
    assert dialog.columns.mapping["Photo - Wall of fame"] == "answer:"
    dialog.columns.choose({"Photo - Wall of fame": "answer:closed-platform"})
    dialog.columns.changed.emit()
    stage.press_main(dialog)
    stage.press_main(dialog)
    stage.press_main(dialog)
    assert stage.office.roll.preview(path).places["Photo - Wall of fame"] == "closed-platform"


def test_who_is_missing_and_each_yes_over_a_no_are_asked(stage: RollStage, tmp_path: Path) -> None:
    office = stage.office
    amara = add_pupil(office, "Amara Bello", "4A", birth_date=date(2018, 5, 3))
    answer(office, amara, Said.WITHDRAWN, FACEBOOK, by=add_adult(office, amara), on=date(2026, 9, 1))
    gone = [add_pupil(office, f"Leaver {n} Holt", "4C", birth_date=date(2018, 1, n + 1)) for n in range(2)]
    for name, born in (("Efe Dent", date(2018, 6, 4)), ("Łukasz Nowak", date(2018, 7, 5))):
        add_pupil(office, name, "4A", birth_date=born)
    stage.rest()
    dialog = _import(stage, _list(tmp_path))
    stage.press_main(dialog)
    stage.press_main(dialog)
    assert dialog.steps.currentIndex() == QUESTIONS
    assert not faults_of(dialog)
    preview = dialog._preview
    assert preview is not None
    assert [q.standing for q in preview.yes_questions] == ["Withdrawn"]
    assert dialog.questions.yes is not None
    assert dialog.questions.yes.ticked() == []
    (question,) = preview.missing
    assert {p.id for p in question.pupils} == {p.id for p in gone}
    dialog.questions.form.set_value(f"missing-{question.key}", "left")
    stage.press_main(dialog)
    assert dialog.steps.currentIndex() == RESULT
    book = office.picture_books.today()
    assert book.standing(amara.id, FACEBOOK).verdict is Verdict.WITHDRAWN, "an import never turns a no into yes"
    assert all(book.pupils[p.id].on_roll_to == date(2026, 8, 31) for p in gone)


def test_a_dropped_file_begins_the_import(stage: RollStage, tmp_path: Path) -> None:
    stage.begin("pupils")
    part = stage.page.part(PupilsPart)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(_list(tmp_path)))])
    event = QDropEvent(
        QPoint(10, 10).toPointF(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    assert part.catcher.eventFilter(part, event)
    stage.rest()
    dialog = stage.dialog(BringInPupilsDialog)
    assert isinstance(dialog, BringInPupilsDialog)
    assert dialog.steps.currentIndex() == COLUMNS


def test_what_was_chosen_survives_a_lock(stage: RollStage, tmp_path: Path) -> None:
    dialog = _import(stage, _list(tmp_path))
    stage.press_main(dialog)
    first = next(c for c in dialog.preview_step.list.model.all_rows() if c.name.startswith("Efe"))
    dialog.preview_step.list.pressed_button.emit(first, "take")
    draft = stage.page.draft()
    assert draft is not None
    assert "Bello" not in json.dumps(draft)
    dialog.form.saved()
    dialog.reject()
    stage.page.restore(draft)
    stage.rest()
    back = stage.dialog(BringInPupilsDialog)
    assert isinstance(back, BringInPupilsDialog)
    assert back.steps.currentIndex() == PREVIEW
    assert back.preview_step.left_out == {3}


def test_a_list_of_staff_is_refused_in_a_sentence(stage: RollStage, tmp_path: Path) -> None:
    dialog = _import(stage, _list(tmp_path, "First name,Surname,Job title,Work e-mail\nIda,Marsh,Teacher,i@x.sch.uk\n"))
    assert dialog.steps.currentIndex() == CHOOSE
    assert [m for m in dialog.messages.findChildren(QLabel) if "list of staff" in m.text()]


def test_the_year_turns_in_the_window_and_is_undone(stage: RollStage) -> None:
    office = stage.office
    for name in ("3A", "4A", "6A"):
        for number in range(2):
            add_pupil(office, f"Child {number} Of{name}", name)
    stage.rest()
    stage.begin("year-turn")
    dialog = stage.dialog(YearTurnDialog)
    assert isinstance(dialog, YearTurnDialog)
    assert not faults_of(dialog)
    stage.press_main(dialog)
    assert "4 pupils move up." in dialog.found.text()
    assert "2 pupils leave" in dialog.found.text()
    assert not office.roll.history(), "looking changes nothing"
    stage.press_main(dialog)
    assert {p.class_name for p in office.picture_books.today().pupils.values() if p.on_roll_to is None} == {"4A", "5A"}
    assert not faults_of(dialog)
    stage.qtbot.mouseClick(dialog.step_buttons[TurnStep.INTAKE, "tick"], Qt.MouseButton.LeftButton)
    stage.rest()
    assert (TurnStep.INTAKE, "tick") not in dialog.step_buttons
    stage.qtbot.mouseClick(dialog.step_buttons[TurnStep.MOVE, "undo"], Qt.MouseButton.LeftButton)
    stage.rest()
    stage.agree()
    assert {p.class_name for p in office.picture_books.today().pupils.values()} == {"3A", "4A", "6A"}
    assert dialog.plan_box.isVisible()


def test_the_history_undoes_the_last_one_alone(stage: RollStage, tmp_path: Path) -> None:
    path = _list(tmp_path)
    office, clock = stage.office, stage.school.clock
    office.roll.apply(office.roll.preview(path), _NOTHING_SAID)
    clock.set(SEPTEMBER + timedelta(minutes=5))
    path.write_text(LIST.replace("4A", "4B"), "utf-8")
    office.roll.apply(office.roll.preview(path), _NOTHING_SAID)
    stage.rest()
    stage.begin("roll-batches")
    dialog = stage.dialog(RollHistoryDialog)
    assert isinstance(dialog, RollHistoryDialog)
    assert not faults_of(dialog)
    assert len(dialog.undo_buttons) == 1
    stage.qtbot.mouseClick(dialog.undo_buttons[0], Qt.MouseButton.LeftButton)
    stage.rest()
    stage.agree()
    assert {p.class_name for p in office.picture_books.today().pupils.values()} == {"4A", "4B"}


_NOTHING_SAID = RollChoices()
