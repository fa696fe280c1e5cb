"""Before a duty, a sign-in or a person's last day is saved, its dialog says what follows."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.common.background import Background
from schoolsm_desktop.ui.common.what_follows import WhatFollows
from schoolsm_desktop.ui.policy.duty_dialogs import EndDutyDialog
from schoolsm_desktop.ui.policy.person_dialog import PersonDialog
from tests.services.school import InventedSchool

from .policy_stage import Stage, stage_on
from .walk import faults_of

Look = Callable[..., looks.Theme]


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school whose coordinator knows a password and looks after an account."""
    made = InventedSchool(tmp_path)
    made.add_account("Website")
    yield made
    made.sign_out()


@pytest.fixture
def stage(qtbot: QtBot, school: InventedSchool) -> Iterator[Stage]:
    """The page, with the headteacher signed in."""
    with stage_on(qtbot, school.sign_in(school.head)) as made:
        yield made


def test_the_end_of_a_duty_says_what_nobody_could_do_then(stage: Stage, school: InventedSchool) -> None:
    stage.do(school.coordinator, "End duty…")
    dialog = stage.dialog(EndDutyDialog)
    said = dialog.follows.words.text()
    assert "Nobody then holds 1 duty: " in said
    assert "R. Okafor can no longer: " in said
    assert "R. Okafor stays a keyholder" in said
    assert [str(fault) for fault in faults_of(dialog)] == []
    dialog.reject()
    stage.rest()


def test_the_end_of_a_sign_in_says_which_keyholders_are_left(stage: Stage, school: InventedSchool) -> None:
    stage.do(school.coordinator, "End sign-in…")
    said = stage.question().accessibleDescription()
    assert "R. Okafor knows 1 password, which must become a new one within 24 hours: Website." in said
    assert "1 keyholder is left: A. Whitfield." in said
    stage.click(stage.question().cancel)


def test_a_last_day_says_what_it_ends_and_nothing_while_it_is_half_typed(stage: Stage, school: InventedSchool) -> None:
    stage.do(school.coordinator, "Change person…")
    dialog = stage.dialog(PersonDialog)
    assert not dialog.follows.isVisible()
    dialog.form.set_value("ends", "18 Dec")
    stage.rest()
    assert "Nobody looks after 1 account any more: Website." in dialog.follows.words.text()
    assert dialog.follows.isVisible()
    assert [str(fault) for fault in faults_of(dialog)] == []
    dialog.form.set_value("ends", "18 Dzz")
    stage.rest()
    assert not dialog.follows.isVisible()
    dialog.form.saved()
    dialog.reject()
    stage.rest()


def test_what_the_sentence_said_of_the_password_is_what_comes(stage: Stage, school: InventedSchool) -> None:
    stage.do(school.coordinator, "End sign-in…")
    stage.click(stage.question().go)
    due = [line.item.key for line in stage.office.today.view().lines]
    account = stage.office.accounts.lines()[0].account
    assert f"password:{account.id}" in due


def test_an_answer_to_an_earlier_question_is_dropped(qtbot: QtBot, look: Look) -> None:
    background, parent = Background(), QWidget()
    qtbot.addWidget(parent)
    follows, asked_again = WhatFollows(background, parent), threading.Event()

    def late() -> tuple[str, ...]:
        assert asked_again.wait(5)
        return ("the first answer",)

    follows.ask(late)
    follows.ask(lambda: ("the second answer",))
    with qtbot.waitSignal(follows.said):
        asked_again.set()
    assert follows.words.text() == "the second answer"
    assert background.stop(5)
