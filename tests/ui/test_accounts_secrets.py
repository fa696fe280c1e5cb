"""Secrets on the accounts page: shown, copied, changed, confirmed, reset; codes from a picture; reasons where asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.accounts import SecretField, SecretOrigin
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.ui.accounts.change_dialog import NOT_YET, RESET, YES, ChangePasswordDialog
from schoolsm_desktop.ui.accounts.code_view import CodeView
from schoolsm_desktop.ui.accounts.keep_dialog import KeepDialog
from schoolsm_desktop.ui.accounts.opening import ReasonDialog
from schoolsm_desktop.ui.common.clipboard import SECONDS
from schoolsm_desktop.ui.common.secret_field import SecretView
from schoolsm_desktop.ui.pages import Target
from tests.services.school import InventedSchool
from tests.ui.accounts_stage import Stage, of_kind, stage_on, texts_of

PASSWORD = "kX9#mQ2$vL7&pT4w"
SEED = "GUJGZJN3BNMU7AZADGAQMHIHPHYV2JWM"


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school with its coordinator signed in."""
    (tmp_path / "school").mkdir()
    made = InventedSchool(tmp_path / "school")
    yield made
    made.sign_out()


def _did(school: InventedSchool) -> list[Did]:
    return [line.entry.did for line in school.office.log.lines()]


def _readable(view: SecretView | CodeView) -> bool:
    """Whether a secret can be read on the screen."""
    return view.shown


def _password_dialog(stage: Stage) -> ChangePasswordDialog:
    return of_kind(stage.dialog(ChangePasswordDialog), ChangePasswordDialog)


def test_a_password_is_shown_for_twenty_seconds_and_named_nowhere(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", PASSWORD)
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        view = stage.part.pane.secrets.views["password"]
        assert not _readable(view)
        stage.click(view.eye)
        assert _readable(view)
        assert PASSWORD not in texts_of(stage.window)
        assert view._timer.interval() == 20_000
        assert view._timer.isActive()
        view._timer.timeout.emit()
        assert not _readable(view)
        assert Did.SECRET_OPENED in _did(school)


def test_the_secret_of_one_account_is_hidden_when_another_is_chosen(qtbot: QtBot, school: InventedSchool) -> None:
    account, other = school.add_account("News", PASSWORD), school.add_account("Films", "other#Pass9word$x")
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        stage.click(stage.part.pane.secrets.views["password"].eye)
        stage.pick(other)
        assert not _readable(stage.part.pane.secrets.views["password"])


def test_one_password_is_in_the_clipboard_after_two_actions_and_cleared(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", PASSWORD)
    with stage_on(qtbot, school.office) as stage:
        table = stage.part.list.table
        place = table.visualRect(stage.part.list.model.index(0, 0)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)  # the first action
        stage.rest()
        assert stage.part.chosen == account.id
        stage.click(stage.part.pane.secrets.views["password"].copy)  # the second
        clipboard = QGuiApplication.clipboard()
        assert clipboard.text() == PASSWORD
        assert clipboard.mimeData().data("x-kde-passwordManagerHint").data() == b"secret"
        assert f"{SECONDS} seconds" in stage.part.pane.secrets.clipboard_words.text()
        for _second in range(SECONDS):
            stage.window.clipboard._tick.timeout.emit()
        assert clipboard.text() == ""
        assert "is cleared" in stage.part.pane.secrets.clipboard_words.text()
        assert Did.SECRET_COPIED in _did(school)


def test_ctrl_c_on_the_list_copies_the_password(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", PASSWORD)
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        stage.window.activateWindow()
        stage.part.list.table.setFocus()
        qtbot.keyClick(stage.part.list.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        stage.rest()
        assert QGuiApplication.clipboard().text() == PASSWORD


def test_a_reason_is_asked_where_your_policy_wants_one(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "strict").mkdir()
    school = InventedSchool(tmp_path / "strict", policy="churchward")
    account = school.add_account("News", PASSWORD)
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        view = stage.part.pane.secrets.views["password"]
        stage.click(view.eye)
        dialog = stage.dialog(ReasonDialog)
        stage.click(dialog.main)
        assert "Your school asks for a reason." in texts_of(dialog)  # no clause of this policy speaks of it
        assert "needed" in dialog.form.field("reason").error
        assert not _readable(view)
        dialog.form.set_value("reason", "Open day post")
        stage.click(dialog.main)
        assert _readable(view)
        line = next(line for line in school.office.log.lines() if line.entry.did is Did.SECRET_OPENED)
        assert line.entry.details["reason"] == "Open day post"
        stage.click(view.copy)
        again = stage.dialog(ReasonDialog)
        assert again.form.value("reason") == "Open day post"  # offered, so that Enter is enough
        stage.click(again.main)
        assert QGuiApplication.clipboard().text() == PASSWORD
    school.sign_out()


@pytest.mark.clause("valence:use-11")
def test_somebody_off_the_register_is_told_whom_to_ask(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", PASSWORD)
    teacher = school.add_person("Joel Marsh")
    school.office.accounts.change(replace(account, deputy_owner_id=teacher.id))
    school.make_sign_in(teacher)
    with stage_on(qtbot, school.sign_in(teacher)) as stage:
        stage.pick(account)
        panel = stage.part.pane.secrets
        assert not panel.views
        assert not panel.buttons
        assert "The register does not give it to you" in texts_of(panel)


def test_a_made_password_is_kept_and_confirmed_later(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", PASSWORD)
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        stage.click(stage.part.pane.secrets.buttons["change-password"])
        dialog = _password_dialog(stage)
        assert "Settings and privacy" in dialog.sentence.text()  # where on the platform
        dialog.length.setValue(32)
        dialog.symbols.setChecked(False)
        stage.click(dialog.make)
        made = dialog.secret.text()
        assert len(made) == 32
        assert made.isalnum()
        stage.click(dialog.copy)
        assert QGuiApplication.clipboard().text() == made
        assert dialog.form.value("there") == NOT_YET
        stage.click(dialog.main)
        version = school.office.accounts.facts(account.id).version
        assert version is not None
        assert version.origin is SecretOrigin.GENERATED
        assert version.confirmed_at is None
        panel = stage.part.pane.secrets
        stage.click(panel.views["previous"].eye)
        assert _readable(panel.views["previous"])
        assert school.office.secrets.open_previous(account.id)[0] == PASSWORD
        stage.click(stage.part.pane.banners[0].buttons["confirm"])
        assert not stage.part.pane.banners
        assert "previous" not in stage.part.pane.secrets.views
        assert school.office.secrets.open(account.id, SecretField.PASSWORD) == made


def test_a_note_kept_meanwhile_leaves_the_previous_password(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", PASSWORD)
    school.office.secrets.change(account.id, {SecretField.PASSWORD: "another#Pass9$word"}, confirmed=False)
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        stage.part._acted("keep-note")
        dialog = of_kind(stage.dialog(KeepDialog), KeepDialog)
        dialog.form.set_value("text", "Ask Rosa first")
        stage.click(dialog.main)
        assert school.office.secrets.open_previous(account.id)[0] == PASSWORD
        stage.click(stage.part.pane.secrets.views["note"].eye)
        assert _readable(stage.part.pane.secrets.views["note"])


def test_a_typed_password_is_judged_in_words(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", PASSWORD)
    with stage_on(qtbot, school.office) as stage:
        stage.page.begin("change-password", str(account.id))
        stage.rest()
        dialog = _password_dialog(stage)
        for typed, said in (("Summer2019!", "! Weak."), ("vK3#pomelo-9tR_lattice", "✓ Not weak.")):
            dialog.secret.line.clear()
            qtbot.keyClicks(dialog.secret.line, typed)
            dialog._pause.timeout.emit()  # the typing rests
            stage.rest()
            assert dialog._strength.text().startswith(said)
            assert typed not in dialog._strength.text()
        dialog.form.set_value("there", YES)
        stage.click(dialog.main)
        facts = school.office.accounts.facts(account.id)
        assert facts.version is not None
        assert facts.version.confirmed_at is not None
        assert facts.version.origin is SecretOrigin.TYPED


def test_a_reset_there_that_is_not_kept_here_clears_the_must_change(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", PASSWORD)
    access = school.give(school.add_person("Dee Pryce"), account)
    school.office.access.end(access.id)
    with stage_on(qtbot, school.office) as stage:
        stage.window.go(Target("accounts", str(account.id), "change-password"))
        stage.rest()
        dialog = _password_dialog(stage)
        dialog.form.set_value("way", RESET)
        assert not dialog.secret.isVisible()
        stage.click(dialog.main)
        assert school.office.accounts.facts(account.id).due is None
        assert not stage.part.pane.banners
        assert "No password is kept here yet." in texts_of(stage.part.pane.secrets)


def test_an_empty_new_password_is_said_beside_its_field(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", PASSWORD)
    with stage_on(qtbot, school.office) as stage:
        stage.page.begin("change-password", str(account.id))
        stage.rest()
        dialog = _password_dialog(stage)
        stage.click(dialog.main)
        assert dialog.form.field("password").error
        assert school.office.secrets.open(account.id, SecretField.PASSWORD) == PASSWORD


def test_a_new_password_typed_before_a_lock_comes_back(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", PASSWORD)
    with stage_on(qtbot, school.office) as stage:
        stage.page.begin("change-password", str(account.id))
        stage.rest()
        _password_dialog(stage).secret.setText("already#on9the$platform")
        draft = stage.window.draft()
    with stage_on(qtbot, school.office) as stage:
        stage.window.restore(draft)
        stage.rest()
        dialog = _password_dialog(stage)
        assert dialog.secret.text() == "already#on9the$platform"
        stage.click(dialog.main)
        assert school.office.secrets.open(account.id, SecretField.PASSWORD) == "already#on9the$platform"


def test_the_first_password_of_an_account_needs_no_question(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", None)
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        stage.click(stage.part.pane.secrets.buttons["change-password"])
        dialog = _password_dialog(stage)
        assert dialog.form.field("there").isHidden()
        dialog.secret.setText(PASSWORD)
        stage.click(dialog.main)
        assert not stage.part.pane.banners
        assert school.office.secrets.open(account.id, SecretField.PASSWORD) == PASSWORD


# --- what else is kept


def test_backup_codes_are_kept_taken_out_and_changed(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", PASSWORD)
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        stage.part._acted("keep-backup-codes")
        dialog = of_kind(stage.dialog(KeepDialog), KeepDialog)
        dialog.form.set_value("text", "1111 2222\n3333 4444")
        stage.click(dialog.main)
        assert school.office.secrets.open(account.id, SecretField.BACKUP_CODES) == "1111 2222\n3333 4444"
        stage.part._acted("keep-backup-codes")
        again = of_kind(stage.dialog(KeepDialog), KeepDialog)
        assert again.form.value("text") == ""
        stage.click(again.fetch)
        assert again.form.value("text") == "1111 2222\n3333 4444"
        again.form.set_value("text", "3333 4444")
        stage.click(again.main)
        assert school.office.secrets.open(account.id, SecretField.BACKUP_CODES) == "3333 4444"
        stage.part._acted("keep-backup-codes")
        last = of_kind(stage.dialog(KeepDialog), KeepDialog)
        stage.click(last.main)
        assert "backup-codes" not in stage.part.pane.secrets.views


def test_who_knows_it_is_listed_with_how_and_when(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", PASSWORD)
    school.give(school.add_person("Dee Pryce"), account)
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        said = texts_of(stage.part.pane)
        assert "D. Pryce was told it, 20 Nov 2026" in said
        assert "R. Okafor chose it, 20 Nov 2026" in said


def test_a_platform_of_own_logins_says_that_there_is_no_password(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", None, platform_id="facebook")
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        assert "with a login of their own" in texts_of(stage.part.pane.secrets)


def test_the_window_asks_before_a_typed_password_is_thrown_away(qtbot: QtBot, school: InventedSchool) -> None:
    from schoolsm_desktop.ui.common.confirm import Question

    account = school.add_account("News", PASSWORD)
    with stage_on(qtbot, school.office) as stage:
        stage.page.begin("change-password", str(account.id))
        stage.rest()
        dialog = _password_dialog(stage)
        dialog.secret.setText("typed#and9not$saved")
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        question = cast("Question", dialog.findChild(Question))
        assert question.isVisible()
        qtbot.keyClick(question, Qt.Key.Key_Return)  # Cancel is the default
        assert dialog.isVisible()
        assert dialog.secret.text() == "typed#and9not$saved"
