"""One-time codes on the accounts page: a key typed or read from a picture, codes with their seconds, keys kept apart."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.accounts import SecondFactor, SecretField
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.ui.accounts.code_view import CodeView
from schoolsm_desktop.ui.accounts.opening import ReasonDialog
from schoolsm_desktop.ui.accounts.seed_dialog import APART, HERE, SeedDialog
from tests.services.school import InventedSchool
from tests.ui.accounts_stage import Stage, account_of, of_kind, stage_on, texts_of

PASSWORD = "kX9#mQ2$vL7&pT4w"
SEED = "GUJGZJN3BNMU7AZADGAQMHIHPHYV2JWM"


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school with its coordinator signed in."""
    (tmp_path / "school").mkdir()
    made = InventedSchool(tmp_path / "school")
    yield made
    made.sign_out()


def _readable(view: CodeView) -> bool:
    """Whether a secret can be read on the screen."""
    return view.shown


def _qr(text: str) -> bytes:
    import zxingcpp
    from PIL import Image

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    picture = Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=8))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _seed_dialog(stage: Stage) -> SeedDialog:
    stage.part._acted("seed")
    stage.rest()
    return of_kind(stage.dialog(SeedDialog), SeedDialog)


def test_a_typed_key_gives_codes_with_their_seconds(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", PASSWORD)
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        dialog = _seed_dialog(stage)
        dialog.form.set_value("seed", "no key at all!")
        stage.click(dialog.main)
        assert "not a key for one-time codes" in dialog.form.field("seed").error + texts_of(dialog)
        dialog.form.set_value("seed", " ".join(SEED[at : at + 4].lower() for at in range(0, 32, 4)))
        stage.click(dialog.main)
        code = stage.part.pane.secrets.code
        assert code is not None
        assert _readable(code)  # the platform wants the first code at once
        stage.click(code.copy)
        now = school.office.secrets.code_source(account.id).now()
        assert QGuiApplication.clipboard().text() == now.code
        assert code.ring.accessibleName() == f"new code in {now.seconds_left} seconds"
        assert now.code not in texts_of(stage.window)
        assert account_of(school.office, account.id).recovery.second_factor is SecondFactor.CODES_HERE


@pytest.mark.parametrize("way", ["paste", "file", "drop"])
def test_a_key_is_read_from_a_picture(qtbot: QtBot, school: InventedSchool, tmp_path: Path, way: str) -> None:
    account = school.add_account("News", PASSWORD)
    picture = _qr(f"otpauth://totp/Alder:office?secret={SEED}&issuer=Alder")
    path = tmp_path / "code.png"
    path.write_bytes(picture)
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        dialog = _seed_dialog(stage)
        if way == "paste":
            QGuiApplication.clipboard().setImage(QImage.fromData(picture))
            qtbot.keyClick(dialog.secret.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        elif way == "file":
            dialog.take_file(path)
        else:
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(str(path))])
            dialog.drop.chosen.emit(Path(data.urls()[0].toLocalFile()))
        stage.rest()
        assert SEED in dialog.secret.text()
        stage.click(dialog.main)
        assert SEED in school.office.secrets.open(account.id, SecretField.ONE_TIME_SEED)


def test_a_picture_without_a_code_is_said_calmly_and_nothing_is_lost(
    qtbot: QtBot, school: InventedSchool, tmp_path: Path
) -> None:
    account = school.add_account("News", PASSWORD)
    path = tmp_path / "notes.png"
    path.write_bytes(b"not a picture")
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        dialog = _seed_dialog(stage)
        dialog.form.set_value("seed", SEED)
        dialog.take_file(path)
        stage.rest()
        assert "picture" in dialog.messages.messages()[0].words
        assert dialog.form.value("seed") == SEED
        QGuiApplication.clipboard().setText("words")
        stage.click(dialog.paste_button)
        assert "no picture on the clipboard" in dialog.messages.messages()[0].words


def test_codes_can_be_kept_apart_and_the_reason_is_said(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", PASSWORD)
    school.office.secrets.change(account.id, {SecretField.ONE_TIME_SEED: SEED}, confirmed=True)
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        dialog = _seed_dialog(stage)
        assert dialog.form.value("where") == HERE
        assert "one factor of two" in texts_of(dialog)
        dialog.form.set_value("where", APART)
        assert not dialog.drop.isVisible()
        dialog.form.set_value("device", "Office phone")
        stage.click(dialog.main)
        facts = school.office.accounts.facts(account.id)
        assert SecretField.ONE_TIME_SEED not in facts.fields
        assert SecretField.PASSWORD in facts.fields
        assert facts.line.account.seeds_kept_apart
        assert facts.line.account.recovery.second_factor_where == "Office phone"
        assert stage.part.pane.secrets.code is None


def test_codes_are_hidden_after_a_while(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", PASSWORD)
    school.office.secrets.change(account.id, {SecretField.ONE_TIME_SEED: SEED}, confirmed=True)
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        code = stage.part.pane.secrets.code
        assert code is not None
        stage.click(code.show_button)
        assert _readable(code)
        for _second in range(90):
            code._timer.timeout.emit()
        assert not _readable(code)
        assert code.show_button.isVisible()


def test_codes_ask_why_as_passwords_do_where_your_policy_wants_it(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "strict").mkdir()
    school = InventedSchool(tmp_path / "strict", policy="churchward")
    account = school.add_account("News", PASSWORD)
    school.office.secrets.change(account.id, {SecretField.ONE_TIME_SEED: SEED}, confirmed=True)
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        code = stage.part.pane.secrets.code
        assert code is not None
        stage.click(code.show_button)
        dialog = stage.dialog(ReasonDialog)
        stage.click(dialog.main)
        assert "needed" in dialog.form.field("reason").error
        assert not _readable(code)
        dialog.form.set_value("reason", "Open day post")
        stage.click(dialog.main)
        assert _readable(code)
        line = next(line for line in school.office.log.lines() if line.entry.did is Did.CODE_OPENED)
        assert line.entry.details["reason"] == "Open day post"
    school.sign_out()


def test_the_first_codes_of_a_new_key_need_no_second_question(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "strict").mkdir()
    school = InventedSchool(tmp_path / "strict", policy="churchward")
    account = school.add_account("News", PASSWORD)
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        dialog = _seed_dialog(stage)
        dialog.form.set_value("seed", SEED)
        stage.click(dialog.main)
        code = stage.part.pane.secrets.code
        assert code is not None
        assert _readable(code)
        line = next(line for line in school.office.log.lines() if line.entry.did is Did.CODE_OPENED)
        assert "two-step" in line.entry.details["reason"]
    school.sign_out()
