"""A how-to card on the screen: numbered, dated, copied, printed; beside a new password."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.cards import CardTask, HowTo
from schoolsm_desktop.services.printing import Printed
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.accounts.change_dialog import ChangePasswordDialog
from schoolsm_desktop.ui.common.how_to import HowToView
from schoolsm_desktop.ui.theme import Scheme
from tests.services.school import InventedSchool
from tests.ui.accounts_stage import Stage, of_kind, stage_on
from tests.ui.walk import faults_of

LOOKS = [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)]
Look = Callable[..., looks.Theme]
CARD = HowTo("x", CardTask.REPORT, ("Open the three dots.", "Choose Report."), "Note the day.", date(2026, 11, 21))


@pytest.fixture
def school(tmp_path: Path) -> InventedSchool:
    """A school with one account on X."""
    (tmp_path / "school").mkdir()
    made = InventedSchool(tmp_path / "school")
    made.add_account("X page")
    return made


def words_of(view: HowToView) -> list[str]:
    """What is read on the card, from top to bottom."""
    labels = [label for label in view.findChildren(QLabel) if not label.isHidden()]
    return [label.text() for label in labels if label.text()]


def changing(stage: Stage) -> ChangePasswordDialog:
    """A new password for the account."""
    account = stage.part.book.lines[0].account
    stage.page.begin("change-password", str(account.id))
    stage.rest()
    return of_kind(stage.dialog(ChangePasswordDialog), ChangePasswordDialog)


def closed(dialog: ChangePasswordDialog) -> None:
    dialog.form.saved()
    dialog.reject()


def test_a_card_is_numbered_dated_and_copied_whole(qtbot: QtBot, school: InventedSchool) -> None:
    with stage_on(qtbot, school.office) as stage:
        view = HowToView(stage.window)
        qtbot.addWidget(view)
        view.show_card(CARD, "X")
        view.show()
        said = words_of(view)
        for text in ("X: Report a post, a comment or a page", "1.", "Open the three dots.", "2.", "Choose Report."):
            assert text in said
        assert any("21 Nov 2026" in text for text in said)
        stage.click(view.copy)
        assert QGuiApplication.clipboard().text() == CARD.as_text("X")
        assert "no secret" in view.said.text()
        view.show_card(None)
        assert view.isHidden()
    school.sign_out()


def test_a_card_that_nobody_looked_up_says_so(qtbot: QtBot, school: InventedSchool) -> None:
    with stage_on(qtbot, school.office) as stage:
        view = HowToView(stage.window)
        qtbot.addWidget(view)
        view.show_card(HowTo("x", CardTask.APPEAL, ("Ask again.",)))
        assert "Not checked yet: the menu may be called something else." in view.checked.text()
        assert view.note.isHidden()
    school.sign_out()


def test_a_new_password_comes_with_the_steps_on_its_platform(qtbot: QtBot, school: InventedSchool) -> None:
    with stage_on(qtbot, school.office) as stage:
        dialog = changing(stage)
        assert [view.isVisible() for view in dialog.steps] == [True, True]
        assert "Security and account access" in " ".join(words_of(dialog.steps[1]))
        assert "X (formerly Twitter): Sign out everywhere" in words_of(dialog.steps[1])
        closed(dialog)
    school.sign_out()


def test_all_cards_of_the_platform_are_printed(
    qtbot: QtBot, school: InventedSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    previews: list[Printed] = []
    with stage_on(qtbot, school.office) as stage:
        monkeypatch.setattr(stage.window, "preview", previews.append)
        dialog = changing(stage)
        stage.click(dialog.steps[0].print)
        stage.rest()
        closed(dialog)
    assert [document.pdf[:5] for document in previews] == [b"%PDF-"]
    school.sign_out()


@pytest.mark.parametrize(("scheme", "factor"), LOOKS)
def test_the_steps_can_be_read(qtbot: QtBot, school: InventedSchool, look: Look, scheme: Scheme, factor: float) -> None:
    look(scheme, text_factor=factor)
    with stage_on(qtbot, school.office) as stage:
        dialog = changing(stage)
        assert [str(fault) for fault in faults_of(dialog)] == []
        closed(dialog)
    school.sign_out()
