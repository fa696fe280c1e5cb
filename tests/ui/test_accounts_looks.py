"""Every state of the accounts page and every dialog of it, walked in light, in dark and at twice the text size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.accounts.account_dialog import AccountDialog
from schoolsm_desktop.ui.accounts.import_dialog import ImportDialog
from schoolsm_desktop.ui.theme import Scheme
from tests.services.demo_fixture import fresh_demo, sign_in
from tests.ui.accounts_stage import Stage, of_kind, stage_on
from tests.ui.walk import faults_of

SCHOOL_A = Path(__file__).parents[1] / "data" / "school-a"
LOOKS = [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)]
Look = Callable[..., looks.Theme]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The headteacher of the demonstration school."""
    made = sign_in(fresh_demo(tmp_path_factory.mktemp("demonstration")), "head")
    yield made
    made.close(with_backup=False)


def _dialogs(stage: Stage) -> Iterator[str]:
    """Opens each dialog for the chosen account."""
    account = stage.part.chosen
    care = ("codes", "tried", "hand-on", "close-account", "new-owner", "report", "gone")
    for key in ("account", "change-password", "seed", "authorise", "waive", *care):
        stage.page.open_dialog(key, str(account))
        yield key
    for secret in (SecretField.BACKUP_CODES, SecretField.NOTE):
        stage.page.open_dialog("keep", f"{account} {secret.value}")
        yield f"keep {secret.value}"
    stage.page.open_dialog("reason", f"{account} password show")
    yield "reason"


@pytest.mark.parametrize(("scheme", "factor"), LOOKS)
def test_every_account_can_be_read(qtbot: QtBot, office: Office, look: Look, scheme: Scheme, factor: float) -> None:
    look(scheme, text_factor=factor)
    with stage_on(qtbot, office) as stage:
        for line in stage.part.book.lines:
            stage.pick(line.account)
            assert [str(fault) for fault in faults_of(stage.page)] == [], line.account.name


@pytest.mark.parametrize(("scheme", "factor"), LOOKS)
def test_every_dialog_can_be_read(qtbot: QtBot, office: Office, look: Look, scheme: Scheme, factor: float) -> None:
    look(scheme, text_factor=factor)
    with stage_on(qtbot, office) as stage:
        stage.pick(next(line.account for line in stage.part.book.lines if line.account.name == "Instagram"))
        for key in _dialogs(stage):
            stage.rest()
            dialog = stage.page._dialog
            assert dialog is not None
            if isinstance(dialog[2], AccountDialog):
                for section in dialog[2].fields.sections:
                    section.setChecked(True)
                stage.rest()
            assert [str(fault) for fault in faults_of(dialog[2])] == [], key
            dialog[2].form.saved()
            dialog[2].reject()
            stage.rest()


@pytest.mark.parametrize(("scheme", "factor"), LOOKS)
def test_every_step_of_bringing_in_can_be_read(
    qtbot: QtBot, office: Office, look: Look, scheme: Scheme, factor: float
) -> None:
    look(scheme, text_factor=factor)
    with stage_on(qtbot, office) as stage:
        dialog = of_kind(stage.page.open_dialog("import", ""), ImportDialog)
        stage.rest()
        assert [str(fault) for fault in faults_of(dialog)] == [], "choose"
        dialog.take_file(SCHOOL_A / "passwords-kdbx4.kdbx")
        stage.rest()
        assert [str(fault) for fault in faults_of(dialog)] == [], "password"
        dialog.take_file(SCHOOL_A / "passwords-keepassxc.csv")
        stage.rest()
        assert [str(fault) for fault in faults_of(dialog)] == [], "entries"
        dialog.entries.columns_wanted.emit()
        stage.rest()
        assert [str(fault) for fault in faults_of(dialog)] == [], "columns"
        dialog.form.saved()
        dialog.reject()
