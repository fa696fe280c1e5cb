"""The walk itself: each kind of fault is planted once, and must be found; a sound window must pass."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.common.tick_list import TickList
from tests.ui.walk import faults_of

Look = Callable[..., looks.Theme]


def _sound() -> tuple[QWidget, QVBoxLayout]:
    window = QWidget()
    window.setObjectName("window")
    column = QVBoxLayout(window)
    column.addWidget(QLabel("Everything is in order"))
    field = QLineEdit()
    field.setAccessibleName("Name")
    column.addWidget(field)
    button = QPushButton("Save")
    button.clicked.connect(lambda _on=False: None)
    column.addWidget(button)
    window.resize(400, 200)
    return window, column


def _kinds(qtbot: QtBot, window: QWidget) -> set[str]:
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return {fault.kind for fault in faults_of(window)}


def test_a_sound_window_has_no_fault(qtbot: QtBot, look: Look) -> None:
    window, _column = _sound()
    assert _kinds(qtbot, window) == set()


def test_a_field_without_a_name_is_found(qtbot: QtBot, look: Look) -> None:
    window, column = _sound()
    column.addWidget(QLineEdit())
    assert _kinds(qtbot, window) == {"unnamed"}


def test_a_field_named_by_its_label_is_sound(qtbot: QtBot, look: Look) -> None:
    window, column = _sound()
    label, field = QLabel("School"), QLineEdit()
    label.setBuddy(field)
    column.addWidget(label)
    column.addWidget(field)
    assert _kinds(qtbot, window) == set()


def test_a_button_without_words_or_name_is_found(qtbot: QtBot, look: Look) -> None:
    window, column = _sound()
    button = QPushButton()
    button.clicked.connect(lambda _on=False: None)
    column.addWidget(button)
    assert _kinds(qtbot, window) == {"unnamed"}


@pytest.mark.parametrize("wrap", [False, True])
def test_a_clipped_label_is_found(qtbot: QtBot, look: Look, wrap: bool) -> None:
    window, column = _sound()
    label = QLabel("A sentence that is a good deal longer than the room it was given here")
    label.setWordWrap(wrap)
    label.setFixedSize(120, 18)
    column.addWidget(label)
    assert _kinds(qtbot, window) == {"clipped"}


def test_a_clipped_button_is_found(qtbot: QtBot, look: Look) -> None:
    window, column = _sound()
    button = QPushButton("Give access to a colleague…")
    button.clicked.connect(lambda _on=False: None)
    button.setFixedWidth(90)
    column.addWidget(button)
    assert _kinds(qtbot, window) == {"clipped"}


@pytest.mark.parametrize("scheme", [looks.Scheme.LIGHT, looks.Scheme.DARK])
def test_words_too_faint_are_found_in_both_schemes(qtbot: QtBot, look: Look, scheme: looks.Scheme) -> None:
    look(scheme)
    window, column = _sound()
    label = QLabel("Too faint to read")
    label.setStyleSheet("color: #8a8f94; background: #9aa0a6")
    column.addWidget(label)
    assert _kinds(qtbot, window) == {"contrast"}


def test_a_button_that_does_nothing_is_found(qtbot: QtBot, look: Look) -> None:
    window, column = _sound()
    column.addWidget(QPushButton("Nothing happens"))
    assert _kinds(qtbot, window) == {"dead"}


@pytest.mark.parametrize("scheme", [looks.Scheme.LIGHT, looks.Scheme.DARK])
def test_a_box_to_tick_that_can_hardly_be_seen_is_found(qtbot: QtBot, look: Look, scheme: looks.Scheme) -> None:
    look(scheme)
    window, column = _sound()
    ticks = TickList("Whom")
    ticks.set_items([("a", "Amira", ""), ("b", "Ben", "")])
    column.addWidget(ticks)
    box = QCheckBox("Quiet")
    column.addWidget(box)
    window.resize(400, 500)
    assert _kinds(qtbot, window) == set()
    faint = looks.tokens().line
    ticks.list.setStyleSheet(f"QListView::indicator {{ border: 1px solid {faint}; }}")
    assert _kinds(qtbot, window) == {"outline"}
    ticks.list.setStyleSheet("")
    box.setStyleSheet(f"QCheckBox::indicator {{ border: 1px solid {faint}; }}")
    assert _kinds(qtbot, window) == {"outline"}
