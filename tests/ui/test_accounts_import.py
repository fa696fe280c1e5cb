"""Bringing in passwords through the window: every file of the first school, wrong passwords, untidy lists, no surprise."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.accounts import SecondFactor, SecretField
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.services.accounts import PasswordState
from schoolsm_desktop.ui.accounts.import_dialog import CHOOSE, COLUMNS, ENTRIES, RESULT, ImportDialog
from schoolsm_desktop.ui.common.confirm import Question
from tests.services.school import InventedSchool
from tests.ui.accounts_stage import Stage, file_of, of_kind, stage_on

SCHOOL_A = Path(__file__).parents[1] / "data" / "school-a"
EXPECTED = json.loads((SCHOOL_A / "expected.json").read_text(encoding="utf-8"))
FILES = {
    "passwords.kdbx": "correct horse",
    "passwords-kdbx4.kdbx": "correct horse",
    "passwords-keepassxc.csv": "",
    "passwords-chrome.csv": "",
    "passwords-bitwarden.json": "",
}


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school with its coordinator signed in."""
    (tmp_path / "school").mkdir()
    made = InventedSchool(tmp_path / "school")
    yield made
    made.sign_out()


def _open(stage: Stage) -> ImportDialog:
    button = next(
        b for b in stage.page.head.findChildren(type(stage.part.pane.site)) if b.text() == "Bring in passwords…"
    )
    stage.click(button)
    return of_kind(stage.dialog(ImportDialog), ImportDialog)


def _take(stage: Stage, dialog: ImportDialog, path: Path) -> None:
    dialog.take_file(path)
    stage.rest()


def _step(dialog: ImportDialog) -> int:
    return dialog.steps.currentIndex()


def _kept(school: InventedSchool, secret: SecretField) -> dict[str, str]:
    office = school.office
    return {
        line.account.name: office.secrets.open(line.account.id, secret)
        for line in office.accounts.lines()
        if secret in office.accounts.facts(line.account.id).fields
    }


@pytest.mark.parametrize("name", FILES)
def test_every_password_file_of_the_first_school_comes_in_exactly(
    qtbot: QtBot, school: InventedSchool, name: str
) -> None:
    with stage_on(qtbot, school.office) as stage:
        dialog = _open(stage)
        _take(stage, dialog, SCHOOL_A / name)
        if FILES[name]:
            assert _step(dialog) == CHOOSE
            assert "locked" in dialog.messages.messages()[0].words
            dialog.form.set_value("password", FILES[name])
            stage.click(dialog.main)
        assert _step(dialog) == ENTRIES
        table = dialog.entries.list.table
        for choice in dialog.entries.choices:
            if choice.taken and choice.name not in EXPECTED["passwords"]:  # somebody's own: untick it with the mouse
                dialog.entries.list.pick(choice.offer.position)
                box = table.visualRect(table.model().index(table.currentIndex().row(), 0)).center()
                qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box)
        assert dialog.main.text() == "Bring in 5 entries"
        stage.click(dialog.main)
        assert _step(dialog) == RESULT
        assert "5 new accounts" in dialog.outcome.done.text()
        stage.click(dialog.main)
    assert _kept(school, SecretField.PASSWORD) == EXPECTED["passwords"]
    seeds = _kept(school, SecretField.ONE_TIME_SEED)
    if seeds:  # a browser's export has none
        assert set(seeds) == set(EXPECTED["totp_seeds"])
        assert all(EXPECTED["totp_seeds"][title] in seed for title, seed in seeds.items())
    assert bool(seeds) is (name != "passwords-chrome.csv")
    reused = {
        line.account.name
        for line in school.office.accounts.lines()
        if (version := school.office.accounts.facts(line.account.id).version) is not None and version.used_twice
    }
    assert reused == set(EXPECTED["reused_passwords"])


def test_a_wrong_password_is_said_beside_its_field(qtbot: QtBot, school: InventedSchool) -> None:
    with stage_on(qtbot, school.office) as stage:
        dialog = _open(stage)
        _take(stage, dialog, SCHOOL_A / "passwords-kdbx4.kdbx")
        dialog.form.set_value("password", "wrong horse")
        stage.click(dialog.main)
        assert "does not open this file" in dialog.form.field("password").error
        assert dialog.form.value("path").endswith("passwords-kdbx4.kdbx")
        dialog.form.set_value("password", "correct horse")
        stage.click(dialog.main)
        assert _step(dialog) == ENTRIES


def test_the_file_is_dropped_with_the_mouse(qtbot: QtBot, school: InventedSchool) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(SCHOOL_A / "passwords-chrome.csv"))])
    with stage_on(qtbot, school.office) as stage:
        dialog = _open(stage)
        copy, left, plain = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(dialog.drop, QDragEnterEvent(QPoint(9, 9), copy, data, left, plain))
        QApplication.sendEvent(dialog.drop, QDropEvent(QPointF(9, 9), copy, data, left, plain))
        stage.rest()
        assert _step(dialog) == ENTRIES


def test_a_password_used_twice_is_named_with_whom(qtbot: QtBot, school: InventedSchool) -> None:
    with stage_on(qtbot, school.office) as stage:
        dialog = _open(stage)
        _take(stage, dialog, SCHOOL_A / "passwords-keepassxc.csv")
        first = next(c for c in dialog.entries.choices if c.name == "School Facebook")
        dialog.entries.list.pick(first.offer.position)
        assert "School website CMS" in dialog.entries.card.reused.text()
        assert dialog.entries.card.reused.isVisible()
        assert "Summer2019!" not in dialog.entries.card.reused.text()


def test_a_second_import_goes_to_the_accounts_that_are_there(qtbot: QtBot, school: InventedSchool) -> None:
    with stage_on(qtbot, school.office) as stage:
        for _time in range(2):
            dialog = _open(stage)
            _take(stage, dialog, SCHOOL_A / "passwords-keepassxc.csv")
            stage.click(dialog.main)
            said = dialog.outcome.done.text()
            stage.click(dialog.main)
        assert said == "✓ Brought in: 5 accounts have new secrets."
        assert len(school.office.accounts.lines()) == 5


def test_an_entry_can_be_named_placed_and_made_an_account_of_its_own(
    qtbot: QtBot, school: InventedSchool, tmp_path: Path
) -> None:
    there = school.add_account("Blog", None, address="https://blog.example/login", user_name="office")
    path = file_of(
        tmp_path,
        "list.csv",
        "name,url,username,password,note",
        "Some blog,https://blog.example/login,office,vK3#pomelo-9tR,",
    )
    with stage_on(qtbot, school.office) as stage:
        dialog = _open(stage)
        _take(stage, dialog, path)
        card = dialog.entries.card
        assert dialog.entries.list.model.index(0, 3).data() == "Goes to Blog"
        card.form.set_value("becomes", "new")
        card.form.set_value("name", "School radio")
        card.form.set_value("platform", "youtube")
        assert dialog.entries.list.model.index(0, 3).data() == "New account"
        stage.click(dialog.main)
        stage.click(dialog.main)
    made = next(line for line in school.office.accounts.lines() if line.account.id != there.id)
    assert (made.account.name, made.platform.id) == ("School radio", "youtube")


def test_an_untidy_list_asks_for_its_columns_and_remembers_them(
    qtbot: QtBot, school: InventedSchool, tmp_path: Path
) -> None:
    path = file_of(
        tmp_path, "list.csv", "Thing,Who,Magic", "Facebook page,office,vK3#pomelo-9tR", "Films,media,wobble#9TRE-lat"
    )
    with stage_on(qtbot, school.office) as stage:
        dialog = _open(stage)
        _take(stage, dialog, path)
        assert _step(dialog) == COLUMNS
        assert dialog.messages.messages()[0].words  # why it could not be told
        boxes = dialog.columns.boxes
        assert set(boxes) == {"Thing", "Who", "Magic"}
        for heading, field in (("Thing", "title"), ("Who", "user_name"), ("Magic", "password")):
            boxes[heading].setCurrentIndex(boxes[heading].findData(field))
        stage.click(dialog.main)
        assert _step(dialog) == ENTRIES
        assert [choice.name for choice in dialog.entries.choices] == ["Facebook page", "Films"]
        dialog.form.saved()
        dialog.reject()


def test_a_corrected_column_is_remembered_for_the_next_file(
    qtbot: QtBot, school: InventedSchool, tmp_path: Path
) -> None:
    lines = ("Site,User name,Password,Remark", "Facebook page,office,vK3#pomelo-9tR,red folder")
    first, second = file_of(tmp_path, "one.csv", *lines), file_of(tmp_path, "two.csv", *lines)
    with stage_on(qtbot, school.office) as stage:
        dialog = _open(stage)
        _take(stage, dialog, first)
        stage.click(dialog.entries.columns_button)
        box = dialog.columns.boxes["Remark"]
        wanted = "extra" if box.currentData() != "extra" else ""
        box.setCurrentIndex(box.findData(wanted))
        stage.click(dialog.main)
        assert _step(dialog) == ENTRIES
        stage.click(dialog.back)
        _take(stage, dialog, second)
        stage.click(dialog.entries.columns_button)
        assert dialog.columns.boxes["Remark"].currentData() == wanted
        dialog.form.saved()
        dialog.reject()


def test_what_was_not_taken_is_said_by_line_and_in_words(qtbot: QtBot, school: InventedSchool, tmp_path: Path) -> None:
    path = file_of(
        tmp_path,
        "list.csv",
        "Site,User name,Password",
        "Facebook page,office,vK3#pomelo-9tR",
        "Films,media,",
        "Facebook page,office,vK3#pomelo-9tR",
    )
    with stage_on(qtbot, school.office) as stage:
        dialog = _open(stage)
        _take(stage, dialog, path)
        said = dialog.entries.notes.text()
        assert "Line 3: it has no password" in said
        assert "Line 4: it is the same as another one in the file" in said
        assert "2 were not taken" in dialog.entries.summary.text()
        dialog.form.saved()
        dialog.reject()


def test_nothing_is_kept_when_it_is_cancelled(qtbot: QtBot, school: InventedSchool) -> None:
    with stage_on(qtbot, school.office) as stage:
        dialog = _open(stage)
        dialog.form.set_value("path", str(SCHOOL_A / "passwords-keepassxc.csv"))
        dialog._next()
        dialog.progress.cancel.click()  # while it is being read
        stage.rest()
        assert _step(dialog) == CHOOSE
        assert dialog.messages.messages()[0].words == "Cancelled. Nothing was changed."
        stage.click(dialog.main)
        assert _step(dialog) == ENTRIES
        dialog._next()
        dialog.reject()  # Escape while it is being brought in
        stage.rest()
        assert dialog.isVisible()
        assert _step(dialog) == ENTRIES
        assert school.office.accounts.lines() == ()
        stage.click(dialog.main)
        assert _step(dialog) == RESULT
        assert len(school.office.accounts.lines()) == 5


def test_the_file_is_deleted_only_after_the_question(qtbot: QtBot, school: InventedSchool, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    shutil.copy(SCHOOL_A / "passwords-keepassxc.csv", path)
    with stage_on(qtbot, school.office) as stage:
        dialog = _open(stage)
        _take(stage, dialog, path)
        stage.click(dialog.main)
        assert "every password for anybody who opens it" in dialog.outcome.file_words.text()
        stage.click(dialog.outcome.delete)
        question = of_kind(dialog.findChild(Question), Question)  # type: ignore[arg-type]  # None fails the check
        assert "past the recycle bin" in question.accessibleDescription()
        assert question.cancel.isDefault()
        assert path.exists()
        stage.click(question.go)
        assert not path.exists()
        assert "Copies in backups" in dialog.outcome.file_words.text()
        assert not dialog.outcome.delete.isVisible()
        assert Did.IMPORT_FILE_DELETED in [line.entry.did for line in school.office.log.lines()]


def test_codes_can_stay_on_their_device(qtbot: QtBot, school: InventedSchool) -> None:
    with stage_on(qtbot, school.office) as stage:
        dialog = _open(stage)
        _take(stage, dialog, SCHOOL_A / "passwords-bitwarden.json")
        dialog.entries.apart.click()
        stage.click(dialog.main)
        assert _kept(school, SecretField.ONE_TIME_SEED) == {}
        lines = [x for x in school.office.accounts.lines() if x.account.name in EXPECTED["totp_seeds"]]
        assert all(line.account.recovery.second_factor is SecondFactor.APP for line in lines)
        assert all(line.account.seeds_kept_apart for line in lines)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("staff.csv", "list of staff"),
        ("missing.csv", "cannot be opened"),
        ("pupils-ctf.xml", "pupils"),
    ],
)
def test_files_that_cannot_be_used_are_said_calmly(qtbot: QtBot, school: InventedSchool, name: str, said: str) -> None:
    with stage_on(qtbot, school.office) as stage:
        dialog = _open(stage)
        _take(stage, dialog, SCHOOL_A / name)
        assert _step(dialog) == CHOOSE
        words = dialog.messages.messages()[0].words
        assert said in words
        assert "Nothing was changed" in words or "nothing was changed" in words
        assert school.office.accounts.lines() == ()


def test_choices_come_back_after_a_lock(qtbot: QtBot, school: InventedSchool) -> None:
    with stage_on(qtbot, school.office) as stage:
        dialog = _open(stage)
        _take(stage, dialog, SCHOOL_A / "passwords-keepassxc.csv")
        stage.click(dialog.entries.none_button)
        dialog.entries.card.ours.click()
        dialog.entries.card.form.set_value("name", "Our page")
        draft = stage.window.draft()
        assert "Summer2019!" not in json.dumps(draft)
        assert "correct horse" not in json.dumps(draft)
    with stage_on(qtbot, school.office) as stage:
        stage.window.restore(draft)
        stage.rest()
        dialog = of_kind(stage.dialog(ImportDialog), ImportDialog)
        stage.click(dialog.main)
        assert [choice.name for choice in dialog.entries.choices if choice.taken] == ["Our page"]
        stage.click(dialog.main)
    assert [line.account.name for line in school.office.accounts.lines()] == ["Our page"]


def test_entries_are_ticked_from_the_keyboard(qtbot: QtBot, school: InventedSchool) -> None:
    with stage_on(qtbot, school.office) as stage:
        dialog = _open(stage)
        _take(stage, dialog, SCHOOL_A / "passwords-keepassxc.csv")
        table = dialog.entries.list.table
        table.setFocus()
        qtbot.keyClick(table, Qt.Key.Key_Space)
        assert dialog.entries.taken == 4
        qtbot.keyClick(table, Qt.Key.Key_Down)
        qtbot.keyClick(table, Qt.Key.Key_Space)
        assert dialog.main.text() == "Bring in 3 entries"
        stage.click(dialog.entries.none_button)
        assert not dialog.main.isEnabled()
        dialog.form.saved()
        dialog.reject()


def test_weak_passwords_are_called_weak_on_the_list_afterwards(qtbot: QtBot, school: InventedSchool) -> None:
    with stage_on(qtbot, school.office) as stage:
        dialog = _open(stage)
        _take(stage, dialog, SCHOOL_A / "passwords-keepassxc.csv")
        stage.click(dialog.main)
        stage.click(dialog.main)
    states = {line.account.name: line.password for line in school.office.accounts.lines()}
    assert states["School Facebook"] is PasswordState.WEAK
    assert states["School YouTube"] is PasswordState.KEPT


def test_a_file_that_cannot_be_deleted_is_said_calmly(
    qtbot: QtBot, school: InventedSchool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "export.csv"
    shutil.copy(SCHOOL_A / "passwords-chrome.csv", path)

    def held(_path: Path, missing_ok: bool = False) -> None:
        raise PermissionError("another program has it open")

    with stage_on(qtbot, school.office) as stage:
        dialog = _open(stage)
        _take(stage, dialog, path)
        stage.click(dialog.main)
        monkeypatch.setattr(Path, "unlink", held)
        stage.click(dialog.outcome.delete)
        question = of_kind(dialog.findChild(Question), Question)  # type: ignore[arg-type]  # None fails the check
        stage.click(question.go)
        monkeypatch.undo()
        assert "could not be deleted" in dialog.messages.messages()[0].words
        assert dialog.outcome.delete.isVisible()
        assert path.exists()
