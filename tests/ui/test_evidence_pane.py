"""Evidence in a record: its fingerprint, that it is unchanged, looked at here, given out, sealed off and removed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.services.evidence_views import Standing
from schoolsm_desktop.ui.common.scan_view import ScanView
from schoolsm_desktop.ui.incidents.evidence_dialogs import (
    EvidenceAddDialog,
    EvidenceExportDialog,
    EvidenceRemoveDialog,
    EvidenceSealOffDialog,
)
from schoolsm_desktop.ui.incidents.evidence_pane import EvidencePane
from schoolsm_desktop.ui.incidents.evidence_view import EvidenceText
from schoolsm_desktop.ui.incidents.incidents_part import IncidentsPart
from schoolsm_desktop.ui.incidents.page import IncidentsPage
from tests.services.cases import filed
from tests.services.school import InventedSchool
from tests.services.test_evidence import png
from tests.ui.page_stage import PageStage, page_stage
from tests.ui.walk import faults_of


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    made = InventedSchool(tmp_path)
    made.sign_in(made.head).people.give_duty(made.coordinator.id, Duty.DSL, made.clock.today())
    made.sign_in(made.coordinator)
    yield made
    made.sign_out()


@pytest.fixture
def case(school: InventedSchool) -> UUID:
    """A case that the coordinator and the head read."""
    return filed(school.office.session, {school.coordinator.id, school.head.id})


@pytest.fixture
def stage(qtbot: QtBot, school: InventedSchool, case: UUID) -> Iterator[PageStage]:
    assert case.version == 4  # it was filed before the page is read
    with page_stage(qtbot, school.office) as found:
        yield found


def opened(stage: PageStage, case: UUID) -> tuple[IncidentsPage, EvidencePane]:
    """The record of a case on the page."""
    page = stage.page("incidents", IncidentsPage)
    page.begin("incidents", str(case))
    stage.rest()
    stage.rest()
    return page, page.part(IncidentsPart).evidence


def said(where: QWidget) -> str:
    return "\n".join(label.text() for label in where.findChildren(QLabel) if label.isVisible())


def named(where: QWidget, words: str) -> QPushButton:
    return next(b for b in where.findChildren(QPushButton) if b.accessibleName() == words and b.isVisible())


def add(stage: PageStage, page: IncidentsPage, case: UUID, *files: Path | bytes) -> None:
    dialog = page.open_dialog("evidence-add", str(case))
    assert isinstance(dialog, EvidenceAddDialog)
    stage.rest()
    dialog.drop.ask(list(files))
    stage.press(dialog.drop, "No: seal it")
    for _ in files:
        stage.rest()
    assert faults_of(dialog) == []
    stage.finish(dialog)


def test_evidence_is_added_seen_and_given_out(
    stage: PageStage, case: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("TMPDIR", str(temporary))
    page, pane = opened(stage, case)
    assert not pane.isVisible()
    (tmp_path / "thread.txt").write_text("you know where they live <b>")
    add(stage, page, case, png(), tmp_path / "thread.txt")
    stage.rest()
    assert pane.isVisible()
    text = said(pane)
    assert "Screen print 1.png" in text
    assert text.count("Unchanged since 20 Nov 2026") == 2
    assert "seal number" in text
    assert faults_of(pane) == []
    stage.qtbot.mouseClick(named(pane, "Look at it: Screen print 1.png"), Qt.MouseButton.LeftButton)
    stage.rest()
    picture = pane.window_shown
    assert isinstance(picture, ScanView)
    assert faults_of(picture) == []
    picture.close()
    stage.qtbot.mouseClick(named(pane, "Look at it: thread.txt"), Qt.MouseButton.LeftButton)
    stage.rest()
    words = pane.window_shown
    assert isinstance(words, EvidenceText)
    assert words.text.toPlainText() == "you know where they live <b>"
    assert faults_of(words) == []
    words.close()
    assert list(temporary.rglob("*")) == [], "nothing readable lies in the temporary folder"
    out = tmp_path / "out"
    out.mkdir()
    stage.qtbot.mouseClick(named(pane, "Give out a copy…: Screen print 1.png"), Qt.MouseButton.LeftButton)
    stage.rest()
    dialog = stage.dialog(EvidenceExportDialog)
    for name, value in (("recipient", "PC Hart"), ("reason", "CR/1"), ("folder", str(out))):
        dialog.form.set_value(name, value)
    assert faults_of(dialog) == []
    stage.finish(dialog)
    assert [path.name for path in out.iterdir()] == ["Screen print 1, copy 1.png"]
    assert any("PC Hart" not in words and "recorded" in words for words in stage.said(page))


def test_what_got_in_is_sealed_off_and_two_people_remove_it(
    stage: PageStage, school: InventedSchool, case: UUID, qtbot: QtBot
) -> None:
    page, pane = opened(stage, case)
    add(stage, page, case, png())
    stage.rest()
    stage.qtbot.mouseClick(named(pane, "Seal it off…: Screen print 1.png"), Qt.MouseButton.LeftButton)
    stage.rest()
    sealing = stage.dialog(EvidenceSealOffDialog)
    assert faults_of(sealing) == []
    stage.finish(sealing)
    assert any("Tell the police" in words for words in stage.said(page))
    assert "Screen print" not in said(pane)
    stage.press(pane, "Remove it…")
    asking = stage.dialog(EvidenceRemoveDialog)
    asking.form.set_value("reference", "CR/1")
    assert faults_of(asking) == []
    stage.finish(asking)
    stage.press(pane, "Remove it…")
    own = stage.dialog(EvidenceRemoveDialog)
    assert not own.main.isEnabled()
    own.reject()
    stage.rest()
    school.sign_in(school.head)
    with page_stage(qtbot, school.office) as second:
        page, pane = opened(second, case)
        second.press(pane, "Remove it…")
        dialog = second.dialog(EvidenceRemoveDialog)
        assert "CR/1" in said(dialog)
        second.finish(dialog)
        second.rest()
        assert [line.standing for line in school.office.evidence.lines(case)] == [Standing.REMOVED]
        assert "Removed properly" in said(pane)


def test_what_was_typed_and_sealed_survives_a_lock(stage: PageStage, case: UUID) -> None:
    page, _ = opened(stage, case)
    dialog = page.open_dialog("evidence-add", str(case))
    assert isinstance(dialog, EvidenceAddDialog)
    stage.rest()
    dialog.drop.ask([b"words that show it"])
    stage.press(dialog.drop, "No: seal it")
    dialog.form.set_value("address", "https://example.org/1")
    draft = page.draft()
    assert draft is not None
    dialog.hide()  # a lock ends the process: the dialog is not left, it is gone
    page.restore(draft)
    stage.rest()
    stage.rest()
    again = stage.dialog(EvidenceAddDialog)
    assert len(again.drop.staged) == 1
    assert again.form.value("address") == "https://example.org/1"
    stage.finish(again)
    assert len(stage.office.evidence.lines(case)) == 1
