"""The picture of a check: dropped, pasted or chosen, never opened before the question, shown as its safe copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from schoolsm_desktop.ui.photos.page import PhotosPage
from schoolsm_desktop.ui.photos.picture_pane import PicturePane
from tests.exchange.test_picture_file import heic, jpeg
from tests.services.school import InventedSchool
from tests.ui.page_stage import PageStage, page_stage
from tests.ui.walk import faults_of

OPEN, LEAVE = "No: open it", "Yes, or not sure"


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
def pane(stage: PageStage) -> PicturePane:
    page = stage.page("photos", PhotosPage)
    found = PicturePane(page)
    found.setParent(stage.window)
    found.resize(360, 380)
    found.show()
    stage.rest()
    return found


def drop(pane: PicturePane, path: Path) -> None:
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path))])
    pane.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, held, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )


def test_a_dropped_picture_is_asked_about_then_copied(stage: PageStage, pane: PicturePane, tmp_path: Path) -> None:
    taken = tmp_path / "Amara.heic"
    taken.write_bytes(heic())
    drop(pane, taken)
    assert "under 18" in pane.said.text()
    assert not stage.office.safe_copies.folder.exists()
    assert faults_of(pane) == []
    stage.press(pane, OPEN)
    assert pane.picture is not None
    assert pane.picture.name == "Amara.heic"
    assert pane.picture.copy.path.exists()
    assert "where it was taken" in pane.facts.text()
    assert "Amara" not in pane.said.text() + pane.facts.text()
    assert not pane.shown.pixmap().isNull()
    assert faults_of(pane) == []


def test_yes_or_not_sure_opens_nothing_and_says_whom_to_tell(
    stage: PageStage, pane: PicturePane, tmp_path: Path
) -> None:
    taken = tmp_path / "picture.jpg"
    taken.write_bytes(jpeg())
    drop(pane, taken)
    stage.press(pane, LEAVE)
    assert pane.picture is None
    assert not stage.office.safe_copies.folder.exists()
    said = stage.said(stage.page("photos", PhotosPage))
    assert any("police" in text and "nothing was kept" in text for text in said)


def test_a_pasted_picture_and_another_one(stage: PageStage, pane: PicturePane) -> None:
    told: list[None] = []
    pane.changed.connect(lambda: told.append(None))
    QGuiApplication.clipboard().clear()
    pane.paste()
    assert "no picture to paste" in pane.said.text()
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    pane.paste()
    QGuiApplication.clipboard().clear()
    stage.press(pane, OPEN)
    assert pane.picture is not None
    assert (pane.picture.name, pane.picture.copy.width) == ("", 60)
    stage.press(pane, "Another picture")
    assert [pane.picture] == [None]
    assert len(told) == 2


def test_a_text_file_that_calls_itself_a_picture_is_refused_beside_the_place(
    stage: PageStage, pane: PicturePane, tmp_path: Path
) -> None:
    taken = tmp_path / "picture.jpg"
    taken.write_text("surname,forename")
    drop(pane, taken)
    stage.press(pane, OPEN)
    assert pane.picture is None
    assert "no JPEG, PNG, HEIC or WebP" in pane.said.text()
    assert pane.choose.isVisible()
