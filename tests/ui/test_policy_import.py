"""Bringing in a staff list: what a school's system exports, kept whole or not at all."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.people import Contract, Duty
from schoolsm_desktop.ui.policy.import_dialog import CHOOSE, COLUMNS, DUTIES, RESULT, ROWS, BringInStaffDialog
from tests.services.school import InventedSchool

from .policy_stage import Stage, stage_on

SCHOOL_A = Path(__file__).parent.parent / "data" / "school-a"


@pytest.fixture
def stage(qtbot: QtBot, school: InventedSchool) -> Iterator[Stage]:
    """The page, with the computing coordinator signed in."""
    with stage_on(qtbot, school.sign_in(school.coordinator)) as made:
        yield made


def _open(stage: Stage) -> BringInStaffDialog:
    stage.click(stage.staff.bring_in)
    return stage.dialog(BringInStaffDialog)


def _drop(stage: Stage, dialog: BringInStaffDialog, path: Path) -> None:
    """As a file that is dragged from the folder and let go over the dialog."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    dialog.drop.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    stage.rest()


def _list(base: Path, *lines: str, name: str = "staff.csv") -> Path:
    path = base / name
    path.write_bytes("\r\n".join((*lines, "")).encode())
    return path


def _tick_row(stage: Stage, dialog: BringInStaffDialog, name: str) -> None:
    pane = dialog.rows_step.list
    row = next(at for at in range(pane.model.rowCount()) if pane.model.index(at, 2).data() == name)
    place = pane.table.visualRect(pane.model.index(row, 0)).center()
    stage.qtbot.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def _rows(dialog: BringInStaffDialog) -> dict[str, tuple[bool, str, str]]:
    """What the preview says of each: ticked, becomes, worth knowing."""
    model = dialog.rows_step.list.model
    said = [[str(model.index(at, column).data()) for column in range(6)] for at in range(model.rowCount())]
    return {row[2]: (row[0] == "ticked", row[4], row[5]) for row in said}


def test_the_staff_file_of_school_a_gives_27_people(stage: Stage) -> None:
    """Read, look, agree: 27 people with their contracts and days, and the duties that were agreed to."""
    dialog = _open(stage)
    _drop(stage, dialog, SCHOOL_A / "staff.csv")
    assert dialog.steps.currentIndex() == COLUMNS
    assert dialog.columns.mapping["Surname"] == "family_name"
    stage.click(dialog.main)
    assert len(dialog.rows_step.taken) == 27
    assert "27 people: 27 new" in dialog.rows_step.summary.text()
    stage.click(dialog.main)
    assert dialog.steps.currentIndex() == DUTIES
    offered = [dialog.duties.list.item(at).text() for at in range(dialog.duties.list.count())]
    assert not any("Tariq Hussain" in text for text in offered), "the headteacher's duty is not given from a list"
    assert not any("Saoirse Hill" in text for text in offered), "nor the coordinator's"
    assert "given by the headteacher, not from a list" in dialog.duty_words.text()
    callum = next(at for at, text in enumerate(offered) if text.startswith("Callum Young"))
    dialog.duties.list.item(callum).setCheckState(Qt.CheckState.Unchecked)
    stage.click(dialog.main)
    assert dialog.steps.currentIndex() == RESULT
    assert dialog.outcome.text() == "✓ Brought in: 27 new people."
    stage.click(dialog.main)
    lines = {line.person.name: line for line in stage.office.people.lines()}
    assert len(lines) == 29
    assert lines["Bilal Suzuki"].person.contract is Contract.AGENCY
    assert str(lines["Bilal Suzuki"].person.ends) == "2026-12-18"
    assert [held.duty for held in lines["Éabha Demir"].duties] == [Duty.CLASS_TEACHER]
    assert lines["Callum Young"].duties == (), "that duty was unticked"
    assert len(stage.names()) == 29
    assert any("27 new people" in said for said in stage.said())


def test_the_headteacher_is_offered_every_duty_and_ticks_the_strong_ones(qtbot: QtBot, school: InventedSchool) -> None:
    """Headteacher and coordinator open passwords, so they are not ticked for anybody."""
    with stage_on(qtbot, school.sign_in(school.head)) as stage:
        dialog = _open(stage)
        _drop(stage, dialog, SCHOOL_A / "staff.csv")
        stage.click(dialog.main)
        stage.click(dialog.main)
        keys = [dialog.duties.list.item(at).text() for at in range(dialog.duties.list.count())]
        assert any(text.startswith("Saoirse Hill") for text in keys)
        ticked = dialog.duties.ticked()
        assert "3|coordinator" not in ticked
        assert "4|office-manager" in ticked
        dialog.duties.tick("3|coordinator")
        stage.click(dialog.main)
        hill = next(line for line in stage.office.people.lines() if line.person.name == "Saoirse Hill")
        assert [held.duty for held in hill.duties] == [Duty.COORDINATOR]


def test_a_list_read_again_says_what_is_the_same_and_what_changed(stage: Stage, tmp_path: Path) -> None:
    """Nothing is ticked that would change nothing; a change says what; doubtful and left rows say why, by line."""
    heads = "Name,Job title,Email,Start date"
    first = _list(tmp_path, heads, "Noor Haddad,Teacher,noor@a.example,1/9/2020", "Ivo Lund,Cook,,")
    dialog = _open(stage)
    _drop(stage, dialog, first)
    for _ in range(3):
        stage.click(dialog.main)
    assert dialog.steps.currentIndex() == RESULT
    stage.click(dialog.main)
    second = _list(
        tmp_path,
        heads,
        "Noor Haddad,Deputy headteacher,noor@a.example,1/9/2020",
        "Ivo Lund,Cook,,",
        ",Vacant post,,",
        "Wren Ash,Teacher,not-an-address,31/2/2021",
    )
    dialog = _open(stage)
    _drop(stage, dialog, second)
    stage.click(dialog.main)
    rows = _rows(dialog)
    assert rows["Noor Haddad"] == (True, "Changed", "changes job")
    assert rows["Ivo Lund"][:2] == (False, "Same as here")
    assert rows["Wren Ash"][:2] == (True, "New")
    assert "not an e-mail address" in rows["Wren Ash"][2]
    assert "this is not a day" in rows["Wren Ash"][2]
    assert "Line 4: there is no name" in dialog.rows_step.notes.text()
    assert "Line 5, “Email”" in dialog.rows_step.notes.text()
    _tick_row(stage, dialog, "Wren Ash")
    assert _rows(dialog)["Wren Ash"][0] is False
    stage.click(dialog.main)
    assert dialog.steps.currentIndex() == DUTIES
    stage.click(dialog.main)
    assert "0 new people" not in dialog.outcome.text()
    assert "1 brought up to date" in dialog.outcome.text()
    names = {line.person.name: line.person.job_title for line in stage.office.people.lines()}
    assert names["Noor Haddad"] == "Deputy headteacher"
    assert "Wren Ash" not in names


def test_a_column_taken_wrongly_is_corrected_and_remembered(stage: Stage, tmp_path: Path) -> None:
    """The next list with the same headings is read with the correction, by its own."""
    heads = "First name,Surname,Role,Goes by"
    dialog = _open(stage)
    _drop(stage, dialog, _list(tmp_path, heads, "Eleanor,Marsh,Teacher,Nell"))
    box = dialog.columns.boxes["Goes by"]
    assert isinstance(box, QComboBox)
    assert box.accessibleName() == "What “Goes by” holds"
    box.setCurrentIndex(box.findData("known_as"))
    box.activated.emit(box.currentIndex())
    stage.click(dialog.main)
    assert dialog.steps.currentIndex() == ROWS
    stage.click(dialog.main)
    stage.click(dialog.main)
    assert "Nell Marsh" in stage.names()
    stage.click(dialog.main)
    dialog = _open(stage)
    _drop(stage, dialog, _list(tmp_path, heads, "Robert,Ash,Cook,Bob"))
    assert dialog.columns.mapping["Goes by"] == "known_as"


def test_a_list_without_headings_asks_what_its_columns_hold(stage: Stage, tmp_path: Path) -> None:
    """The sentence says so, and the columns can be named at once."""
    dialog = _open(stage)
    _drop(stage, dialog, _list(tmp_path, "Noor,Haddad,Teacher", "Ivo,Lund,Cook", "Wren,Ash,Clerk"))
    assert dialog.steps.currentIndex() == COLUMNS
    assert "has no headings" in dialog.messages.messages()[0].words
    for heading, field in zip(list(dialog.columns.boxes), ("given_name", "family_name", "job_title"), strict=True):
        box = dialog.columns.boxes[heading]
        box.setCurrentIndex(box.findData(field))
        box.activated.emit(box.currentIndex())
    stage.click(dialog.main)
    assert set(_rows(dialog)) == {"Noor Haddad", "Ivo Lund", "Wren Ash"}


def test_a_workbook_with_several_sheets_lets_one_choose(stage: Stage, tmp_path: Path) -> None:
    """Another sheet is read as soon as it is chosen."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Teachers"
    for row in (("First name", "Surname", "Job title"), ("Noor", "Haddad", "Teacher")):
        sheet.append(row)
    kitchen = book.create_sheet("Kitchen")
    for row in (("First name", "Surname", "Job title"), ("Ivo", "Lund", "Cook")):
        kitchen.append(row)
    book.save(tmp_path / "staff.xlsx")
    dialog = _open(stage)
    _drop(stage, dialog, tmp_path / "staff.xlsx")
    assert dialog.columns.sheet.isVisible()
    dialog.columns.sheet.setCurrentText("Kitchen")
    dialog.columns.sheet.activated.emit(1)
    stage.rest()
    stage.click(dialog.main)
    assert set(_rows(dialog)) == {"Ivo Lund"}


def test_a_password_file_goes_elsewhere_and_damaged_files_say_so(stage: Stage, tmp_path: Path) -> None:
    """Each with its sentence; the staff list stays as it was and the dialog stays open."""
    dialog = _open(stage)
    _drop(stage, dialog, SCHOOL_A / "passwords-chrome.csv")
    assert "a list of passwords and not of staff" in dialog.messages.messages()[0].words
    (tmp_path / "empty.csv").write_bytes(b"")
    for path, said in (
        (tmp_path / "empty.csv", "This file is empty"),
        (tmp_path / "gone.csv", "cannot be opened"),
        (SCHOOL_A / "pupils-sims.csv", "a list of pupils"),
    ):
        _drop(stage, dialog, path)
        assert dialog.isVisible()
        assert dialog.steps.currentIndex() in (CHOOSE, COLUMNS)
        assert said in dialog.messages.messages()[0].words
        if dialog.back.isVisible():
            stage.click(dialog.back)
    assert len(stage.office.people.lines()) == 2


def test_the_choices_survive_a_lock(qtbot: QtBot, school: InventedSchool, tmp_path: Path) -> None:
    """The file is read again, and ticks and duties stand where they stood."""
    path = _list(tmp_path, "Name,Job title", "Noor Haddad,Teacher", "Ivo Lund,Teacher", "Wren Ash,Cook")
    office = school.sign_in(school.coordinator)
    with stage_on(qtbot, office) as stage:
        dialog = _open(stage)
        _drop(stage, dialog, path)
        stage.click(dialog.main)
        _tick_row(stage, dialog, "Wren Ash")
        stage.click(dialog.main)
        dialog.duties.tick("3|class-teacher", False)
        kept = stage.window.draft()
    with stage_on(qtbot, office) as stage:
        stage.window.restore(kept)
        stage.rest()
        again = stage.dialog(BringInStaffDialog)
        assert again.steps.currentIndex() == DUTIES
        assert again.rows_step.taken == [2, 3]
        assert again.duties.ticked() == ["2|class-teacher"]
        stage.click(again.main)
        lines = {line.person.name: line.duties for line in office.people.lines()}
        assert "Wren Ash" not in lines
        assert lines["Ivo Lund"] == ()
        assert [held.duty for held in lines["Noor Haddad"]] == [Duty.CLASS_TEACHER]


def test_cancel_stops_the_reading_and_leaves_everything(stage: Stage) -> None:
    """Cancel while the file is being read: the dialog says so, and nothing was taken."""
    dialog = _open(stage)
    dialog.form.set_value("path", str(SCHOOL_A / "staff.csv"))
    held = _Hold(stage)
    stage.qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    assert dialog.progress.isVisible()
    stage.qtbot.mouseClick(dialog.progress.cancel, Qt.MouseButton.LeftButton)
    held.let_go()
    stage.rest()
    assert "Cancelled. Nothing was changed." in dialog.messages.messages()[0].words
    assert dialog.steps.currentIndex() == CHOOSE
    assert not dialog.progress.isVisible()
    assert len(stage.office.people.lines()) == 2


class _Hold:
    """Keeps the worker busy until it is let go, so that Cancel is pressed before the reading begins."""

    def __init__(self, stage: Stage) -> None:
        self._gate = threading.Event()
        stage.background.run(self._gate.wait)

    def let_go(self) -> None:
        """Let the worker go on."""
        self._gate.set()
