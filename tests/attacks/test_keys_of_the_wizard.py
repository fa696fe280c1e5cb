"""The first run without a mouse: the keyboard stands in the first field of each step, and Return goes on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from schoolsm_desktop.ui.common.background import Background
from schoolsm_desktop.ui.unlock.wizard import FirstRunWizard
from tests.services.school import NOW
from tests.ui.conftest import TestDoorway, background

__all__ = ["background"]


def held(wizard: QWidget) -> QWidget:
    """What has the keyboard."""
    found = wizard.focusWidget()
    assert found is not None
    return found


def test_the_keyboard_waits_in_the_first_field_and_return_goes_on(
    qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    wizard = FirstRunWizard(TestDoorway(tmp_path), background, today=NOW.date())
    qtbot.addWidget(wizard)
    wizard.show()
    qtbot.keyClicks(held(wizard), "Alder Brook Primary")
    qtbot.keyClick(held(wizard), Qt.Key.Key_Return)
    for day in ("3 Sep", "18 Dec", "5 Jan", "26 Mar", "12 Apr", "21 Jul"):
        assert wizard.title.text() == "This year's terms"
        qtbot.keyClicks(held(wizard), day)
        qtbot.keyClick(held(wizard), Qt.Key.Key_Return if day == "21 Jul" else Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: wizard.title.text() == "Your policy")
    first = held(wizard)
    assert isinstance(first, QRadioButton)
    qtbot.keyClick(first, Qt.Key.Key_Space)
    qtbot.keyClick(first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.title.text() == "The headteacher")
    assert wizard.policy.profile is not None
