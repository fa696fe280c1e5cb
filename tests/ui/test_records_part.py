"""The records check in Settings: one button, what it found, and a sheet to sign."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from schoolsm_desktop.ui.settings.page import SettingsPage
from schoolsm_desktop.ui.settings.records_part import RecordsPart
from tests.attacks.by_hand import edit
from tests.services.school import InventedSchool
from tests.ui.page_stage import page_stage
from tests.ui.walk import faults_of


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    invented = InventedSchool(tmp_path)
    invented.add_account()
    yield invented
    invented.sign_out()


def shown(part: RecordsPart) -> str:
    return " ".join(label.text() for label in part.findChildren(QLabel))


def test_it_says_what_it_found_and_prints_it(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("settings", SettingsPage)
        page.begin("records", "")
        stage.rest()
        part = page.findChild(RecordsPart)
        assert part is not None
        assert "Nobody has checked" in shown(part)
        stage.press(part, "Check the records now")
        assert "not in order" not in shown(part)
        assert "Last checked on 20 Nov 2026" in shown(part)
        edit(school.office, "UPDATE accounts SET name = 'Another page'")
        stage.press(part, "Check the records now")
        assert "1 record is not as the log says: an account’s facts." in shown(part)
        assert faults_of(page) == []
        stage.press(part, "Print what was found")
        (printed,) = stage.previews
        report = part.report
    assert report is not None
    assert not report.is_sound
    assert printed.pdf.startswith(b"%PDF")
