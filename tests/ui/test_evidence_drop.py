"""Files come in by paste, drop and choice: asked about first, sealed at once, and kept through a lock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.storage.evidence_folder import EvidenceFolder
from schoolsm_desktop.ui.incidents.evidence_drop import EvidenceDrop
from schoolsm_desktop.ui.incidents.page import IncidentsPage
from tests.services.school import InventedSchool
from tests.ui.page_stage import PageStage, page_stage
from tests.ui.walk import faults_of

SEAL, LEAVE = "No: seal it", "Yes, or not sure"


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()


@pytest.fixture
def stage(qtbot: QtBot, school: InventedSchool) -> Iterator[PageStage]:
    with page_stage(qtbot, school.office) as found:
        yield found


@pytest.fixture
def drop(stage: PageStage, qtbot: QtBot) -> Iterator[EvidenceDrop]:
    page = stage.page("incidents", IncidentsPage)
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    column.addWidget(QLineEdit(holder))
    found = EvidenceDrop(page)
    column.addWidget(found)
    holder.resize(480, 420)
    holder.show()
    stage.rest()
    yield found  # while the test runs, its window is held
    holder.close()


def dropped(drop: EvidenceDrop, *paths: Path) -> None:
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    where, copy = QPointF(5, 5), Qt.DropAction.CopyAction
    drop.dropEvent(QDropEvent(where, copy, held, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))


def waits(drop: EvidenceDrop) -> bool:
    return drop.busy


def lying(stage: PageStage) -> list[Path]:
    return list(EvidenceFolder(stage.office.folder).path.glob("*"))


def test_several_files_are_asked_about_then_sealed_and_one_that_fails_stops_no_other(
    stage: PageStage, drop: EvidenceDrop, tmp_path: Path
) -> None:
    names = ["comment.txt", "empty.txt", "thread.txt"]
    for name in names:
        (tmp_path / name).write_text("" if name == "empty.txt" else f"words of {name}")
    dropped(drop, *(tmp_path / name for name in names))
    assert "under 18" in drop.said.text()
    assert lying(stage) == []
    assert waits(drop) is True
    stage.press(drop, SEAL)
    for _ in range(3):
        stage.rest()
    assert [one.name for one in drop.staged] == ["comment.txt", "thread.txt"]
    assert len(lying(stage)) == 2
    assert waits(drop) is False
    (said,) = [message.words for message in drop.messages.messages()]
    assert said.startswith("empty.txt: This file is empty")
    assert faults_of(drop) == []
    again = EvidenceDrop(stage.page("incidents", IncidentsPage))
    again.set_value(drop.value())
    assert again.staged == drop.staged
    assert again.gate_asked
    assert not again.refused
    stage.press(drop, "Take it away")
    assert [one.name for one in drop.staged] == ["thread.txt"]
    assert len(lying(stage)) == 1


def test_a_screen_print_is_pasted_out_of_a_text_field_and_words_are_not(stage: PageStage, drop: EvidenceDrop) -> None:
    (line,) = drop.window().findChildren(QLineEdit)
    line.setFocus()
    QGuiApplication.clipboard().setText("words")
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == "words"
    assert not waits(drop)
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(image)
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    stage.press(drop, SEAL)
    assert [(one.name, one.media) for one in drop.staged] == [("Screen print 1.png", "image/png")]
    QGuiApplication.clipboard().clear()


def test_yes_or_not_sure_takes_nothing_in_and_says_whom_to_tell(
    stage: PageStage, drop: EvidenceDrop, tmp_path: Path
) -> None:
    (tmp_path / "picture.jpg").write_bytes(b"\xff\xd8\xff never read")
    dropped(drop, tmp_path / "picture.jpg")
    stage.press(drop, LEAVE)
    assert drop.staged == ()
    assert drop.gate_asked
    assert drop.refused
    assert lying(stage) == []
    (said,) = [message.words for message in drop.messages.messages()]
    assert "police" in said
    assert faults_of(drop) == []
    with stage.office.session.reading() as uow:
        last = uow.audit.last()
    assert last is not None
    assert last.did is Did.PICTURE_NOT_OPENED
    again = EvidenceDrop(stage.page("incidents", IncidentsPage))
    again.set_value(drop.value())
    assert again.refused
