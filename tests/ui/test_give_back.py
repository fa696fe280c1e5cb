"""Saving passwords as a file, in front of the accounts page: asked, allowed, saved; and what is said when it fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.access import KnownBy
from schoolsm_desktop.domain.approvals import ApprovalState
from schoolsm_desktop.exchange.read import recognise
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.accounts.allow_dialog import AllowGivingBackDialog
from schoolsm_desktop.ui.accounts.give_back_dialog import GiveBackDialog
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.theme import Scheme
from tests.services.school import COORDINATOR, HEAD, InventedSchool
from tests.ui.accounts_stage import Stage, of_kind, stage_on
from tests.ui.walk import faults_of

LOOKS = [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)]
Look = Callable[..., looks.Theme]
FIRST, SECOND = "=kX9#mQ2$vL7&pT4w", "tT9#kkQ2$vL7"
FILE_PASSPHRASE = "harbour mitten cobble falcon ginger"


@pytest.fixture
def school(tmp_path: Path) -> InventedSchool:
    """A school with two passwords; the coordinator is signed in."""
    (tmp_path / "school").mkdir()
    made = InventedSchool(tmp_path / "school")
    made.add_account("X page", FIRST)
    made.add_account("Website", SECOND, platform_id="website")
    return made


def asked_and_allowed(school: InventedSchool) -> None:
    """The coordinator asked, the headteacher allowed it, the coordinator is back."""
    asked = school.office.giving_back.ask("a new PC")
    school.sign_in(school.head).giving_back.decide(asked.id, allow=True)
    school.sign_in(school.coordinator)


def opened(stage: Stage) -> GiveBackDialog:
    """The dialog, as the button of the page opens it."""
    stage.page.begin("give-back", "")
    stage.rest()
    return of_kind(stage.dialog(GiveBackDialog), GiveBackDialog)


def fill(dialog: GiveBackDialog, path: Path, **more: str) -> None:
    """Everything but a choice of accounts."""
    values = {"path": str(path), "passphrase": COORDINATOR} | more
    for name, value in values.items():
        dialog.form.set_value(name, value)
    for name in ("passphrase", "again"):
        dialog.fields.form.set_value(name, FILE_PASSPHRASE)


def question(stage: Stage) -> Question:
    """The question that is asked."""
    (found,) = [each for each in stage.window.findChildren(Question) if each.isVisible()]
    return found


def shown(dialog: GiveBackDialog) -> set[str]:
    """The fields a person sees."""
    names = ("reason", "format", "which", "accounts", "path", "passphrase")
    return {name for name in names if dialog.form.field(name).isVisible()}


def state(school: InventedSchool) -> ApprovalState | None:
    return school.office.giving_back.standing().state


def test_it_is_asked_for_with_a_reason_and_then_waits(qtbot: QtBot, school: InventedSchool) -> None:
    with stage_on(qtbot, school.office) as stage:
        dialog = opened(stage)
        assert shown(dialog) == {"reason"}
        assert "knows every password in it" in dialog._meaning.text()
        stage.click(dialog.main)
        assert "needed" in dialog.form.field("reason").error
        qtbot.keyClicks(dialog.form.field("reason").editor, "The records move")
        stage.click(dialog.main)
        assert shown(dialog) == set()
        assert "has not answered yet" in dialog.sentence.text()
        assert not dialog.main.isVisible()
        stage.click(dialog.cancel)
    with school.office.session.reading() as uow:
        (approval,) = uow.approvals.all()
    assert approval.reason == "The records move"
    school.sign_out()


@pytest.mark.parametrize("allow", [True, False])
def test_the_headteacher_reads_the_reason_and_decides(qtbot: QtBot, school: InventedSchool, allow: bool) -> None:
    asked = school.office.giving_back.ask("The records move to a new PC")
    school.sign_in(school.head)
    with stage_on(qtbot, school.office) as stage:
        stage.page.begin("allow-giving-back", str(asked.id))
        stage.rest()
        dialog = of_kind(stage.dialog(AllowGivingBackDialog), AllowGivingBackDialog)
        told = "\n".join(label.text() for label in dialog.facts.findChildren(type(dialog.heading)))
        assert "Rosa Okafor" in told
        assert "The records move to a new PC" in told
        stage.click(dialog.main if allow else dialog.refuse)
        assert stage.said()[0].startswith("Allowed." if allow else "Not allowed.")
        stage.page.begin("allow-giving-back", str(asked.id))
        stage.rest()
        again = of_kind(stage.dialog(AllowGivingBackDialog), AllowGivingBackDialog)
        assert not again.main.isEnabled()
        assert not again.refuse.isEnabled()
        again.reject()
    school.sign_in(school.coordinator)
    assert state(school) is (ApprovalState.GOOD if allow else ApprovalState.REFUSED)
    school.sign_out()


def test_a_locked_file_of_everything(qtbot: QtBot, school: InventedSchool, tmp_path: Path) -> None:
    asked_and_allowed(school)
    path = tmp_path / "given.kdbx"
    with stage_on(qtbot, school.office) as stage:
        dialog = opened(stage)
        assert shown(dialog) == {"format", "which", "path", "passphrase"}
        fill(dialog, path)
        stage.click(dialog.main)
        stage.rest()
        assert stage.said() == ["The file is saved, with 2 accounts in it. Keep its passphrase apart from it."]
    assert set(recognise(path, FILE_PASSPHRASE).names) == {"X page", "Website"}
    assert state(school) is ApprovalState.USED
    school.sign_out()


def test_an_open_file_of_what_is_ticked_is_asked_about_twice(
    qtbot: QtBot, school: InventedSchool, tmp_path: Path
) -> None:
    asked_and_allowed(school)
    path = tmp_path / "given.csv"
    with stage_on(qtbot, school.office) as stage:
        dialog = opened(stage)
        assert not dialog._warning.isVisible()
        dialog.form.set_value("format", "csv")
        dialog.form.set_value("which", "ticked")
        assert dialog.form.value("path").endswith(".csv")
        assert dialog._warning.isVisible()
        assert not dialog.fields.isVisible()
        fill(dialog, path)
        stage.click(dialog.main)
        assert "Tick" in dialog.form.field("accounts").error
        website = next(c for c in school.office.giving_back.standing().choices if c.name == "Website")
        dialog.ticks.list.tick(str(website.account_id))
        stage.click(dialog.main)
        assert not path.exists()
        asked = question(stage)
        assert "1 account, and nothing locks it" in asked.accessibleDescription()
        assert asked.cancel.isDefault()
        stage.click(asked.cancel)
        assert not path.exists()
        stage.click(dialog.main)
        stage.click(question(stage).go)
        assert "delete it straight afterwards" in stage.said()[0]
    (entry,) = recognise(path).entries
    assert (entry.title, entry.password) == ("Website", SECOND)
    with school.office.session.reading() as uow:
        known = {k.account_id for k in uow.knowings.all() if k.how is KnownBy.GIVEN_OUT}
    assert known == {website.account_id}
    school.sign_out()


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    qtbot: QtBot, school: InventedSchool, tmp_path: Path
) -> None:
    asked_and_allowed(school)
    path = tmp_path / "given.kdbx"
    with stage_on(qtbot, school.office) as stage:
        dialog = opened(stage)
        fill(dialog, path, passphrase=HEAD)
        stage.click(dialog.main)
        stage.rest()
        assert "does not open this sign-in" in dialog.form.field("passphrase").error
        fill(dialog, Path("given.kdbx"))
        stage.click(dialog.main)
        assert "Choose a folder" in dialog.form.field("path").error
        fill(dialog, path)
        dialog.fields.form.set_value("passphrase", "password1")
        dialog.fields.form.set_value("again", "password1")
        stage.click(dialog.main)
        stage.rest()
        assert dialog.fields.form.field("passphrase").error
        for name in ("passphrase", "again"):
            dialog.fields.form.set_value(name, COORDINATOR)
        stage.click(dialog.main)
        stage.rest()
        assert "one of its own" in dialog.fields.form.field("passphrase").error
        assert dialog.form.value("path") == str(path)
        assert not path.exists()
        assert state(school) is ApprovalState.GOOD
        dialog.form.saved()
        dialog.reject()
    school.sign_out()


def test_a_file_that_is_there_is_asked_about(qtbot: QtBot, school: InventedSchool, tmp_path: Path) -> None:
    asked_and_allowed(school)
    path = tmp_path / "given.kdbx"
    path.write_bytes(b"of last year")
    with stage_on(qtbot, school.office) as stage:
        dialog = opened(stage)
        fill(dialog, path)
        stage.click(dialog.main)
        stage.rest()
        asked = question(stage)
        stage.click(asked.cancel)
        assert path.read_bytes() == b"of last year"
        stage.click(dialog.main)
        stage.rest()
        stage.click(question(stage).go)
        stage.rest()
    assert recognise(path, FILE_PASSPHRASE).records == 2
    school.sign_out()


def test_what_was_typed_survives_a_lock_but_no_passphrase_does(qtbot: QtBot, school: InventedSchool) -> None:
    asked_and_allowed(school)
    with stage_on(qtbot, school.office) as stage:
        dialog = opened(stage)
        website = next(c for c in school.office.giving_back.standing().choices if c.name == "Website")
        dialog.form.set_value("which", "ticked")
        dialog.ticks.list.tick(str(website.account_id))
        fill(dialog, Path("/media/stick/given.kdbx"))
        draft = stage.page.draft()
        assert draft is not None
        assert COORDINATOR not in repr(draft)
        assert FILE_PASSPHRASE not in repr(draft)
        dialog.form.saved()
        dialog.reject()
        stage.rest()
        stage.page.restore(draft)
        stage.rest()
        again = of_kind(stage.dialog(GiveBackDialog), GiveBackDialog)
        assert again.form.value("path") == "/media/stick/given.kdbx"
        assert [UUID(key) for key in again.ticks.value().split()] == [website.account_id]
        assert again.form.value("passphrase") == ""
        again.form.saved()
        again.reject()
    school.sign_out()


def test_a_headteacher_alone_is_told_that_both_steps_are_theirs(qtbot: QtBot, school: InventedSchool) -> None:
    office = school.sign_in(school.head)
    office.sign_ins.end(school.coordinator.id)
    with stage_on(qtbot, office) as stage:
        dialog = opened(stage)
        dialog.form.set_value("reason", "I am the only one")
        stage.click(dialog.main)
        assert dialog.main.text() == "Allow it myself"
        stage.click(dialog.main)
        asked = question(stage)
        assert "you did both" in asked.accessibleDescription()
        stage.click(asked.go)
        assert dialog.main.text() == "Save the file"
        dialog.form.saved()
        dialog.reject()
    school.sign_out()


def test_a_headteacher_who_is_not_alone_is_sent_to_the_coordinator(qtbot: QtBot, school: InventedSchool) -> None:
    with stage_on(qtbot, school.sign_in(school.head)) as stage:
        dialog = opened(stage)
        dialog.form.set_value("reason", "For myself")
        stage.click(dialog.main)
        (message,) = dialog.messages.messages()
        assert "Let the computing coordinator ask" in message.words
        assert dialog.form.value("reason") == "For myself"
        dialog.form.saved()
        dialog.reject()
    school.sign_out()


@pytest.mark.parametrize(("scheme", "factor"), LOOKS)
def test_every_state_can_be_read(
    qtbot: QtBot, school: InventedSchool, look: Look, scheme: Scheme, factor: float
) -> None:
    look(scheme, text_factor=factor)
    faults: dict[str, list[str]] = {}

    def walk(name: str, stage: Stage, dialog: GiveBackDialog | AllowGivingBackDialog) -> None:
        stage.rest()
        faults[name] = [str(fault) for fault in faults_of(dialog)]

    with stage_on(qtbot, school.office) as stage:
        dialog = opened(stage)
        walk("ask", stage, dialog)
        dialog.form.set_value("reason", "A new PC")
        stage.click(dialog.main)
        walk("waits", stage, dialog)
        dialog.reject()
    with school.office.session.reading() as uow:
        (approval,) = uow.approvals.all()
    with stage_on(qtbot, school.sign_in(school.head)) as stage:
        stage.page.begin("allow-giving-back", str(approval.id))
        stage.rest()
        allow = of_kind(stage.dialog(AllowGivingBackDialog), AllowGivingBackDialog)
        walk("allow", stage, allow)
        stage.click(allow.main)
    with stage_on(qtbot, school.sign_in(school.coordinator)) as stage:
        dialog = opened(stage)
        walk("locked", stage, dialog)
        dialog.form.set_value("format", "csv")
        dialog.form.set_value("which", "ticked")
        walk("open", stage, dialog)
        qtbot.keyClick(dialog.form.field("path").editor, Qt.Key.Key_End)
        dialog.form.saved()
        dialog.reject()
    assert {name: found for name, found in faults.items() if found} == {}
    assert set(faults) == {"ask", "waits", "allow", "locked", "open"}
    school.sign_out()
