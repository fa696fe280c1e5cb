"""The sign-in window over a real store: who is offered, wrong tries, the set-up code, a temporary passphrase, the sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from schoolsm_desktop.services.office import Office
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.common.background import Background
from schoolsm_desktop.ui.unlock.doorway import DemoPerson
from schoolsm_desktop.ui.unlock.sign_in_window import SignInWindow
from tests.services.school import COORDINATOR, HEAD, InventedSchool
from tests.ui.conftest import TestDoorway
from tests.ui.walk import faults_of

Look = Callable[..., looks.Theme]


def opened_window(qtbot: QtBot, doorway: TestDoorway, background: Background, *, demo: bool = False) -> SignInWindow:
    """The window, shown, with the people on it."""
    window = SignInWindow(doorway, background, demo=demo)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitSignal(window.painted):
        window.show()
    window.begin()
    qtbot.waitUntil(lambda: window.card.people.count() > 0)
    return window


def choose(window: SignInWindow, person: UUID) -> None:
    """Choose somebody in the list."""
    for row in range(window.card.people.count()):
        window.card.people.setCurrentRow(row)
        if window.card.person() == person:
            return
    raise AssertionError("nobody of that id is offered")


def sign_in(qtbot: QtBot, window: SignInWindow, passphrase: str) -> Office:
    """Type a passphrase that is right and press Enter."""
    with qtbot.waitSignal(window.opened, timeout=20000) as caught:
        window.card.passphrase.setText(passphrase)
        qtbot.keyClick(window.card.passphrase.line, Qt.Key.Key_Return)
    (office,) = caught.args
    assert isinstance(office, Office)
    return office


def test_the_last_person_is_offered_first_and_enter_opens(
    qtbot: QtBot, look: Look, doorway: TestDoorway, background: Background, school: InventedSchool
) -> None:
    window = opened_window(qtbot, doorway, background)
    assert window.card.person() == school.coordinator.id
    assert window.card.code_field.isHidden()
    assert window.card.passphrase.line.echoMode() == window.card.passphrase.line.EchoMode.Password
    office = sign_in(qtbot, window, COORDINATOR)
    assert office.person_id == school.coordinator.id
    assert window.card.passphrase.text() == ""
    office.close()


def test_a_wrong_passphrase_says_so_beside_the_field_and_counts_down(
    qtbot: QtBot, look: Look, doorway: TestDoorway, background: Background
) -> None:
    window = opened_window(qtbot, doorway, background)
    window.card.passphrase.setText("not the right words at all")
    window.card.button.click()
    field = window.card.passphrase_field
    qtbot.waitUntil(lambda: bool(field.error), timeout=20000)
    assert "does not open" in field.error
    assert window.card.passphrase.text() == ""
    qtbot.waitUntil(lambda: "Try again in" in window.card.button.text())
    assert not window.card.button.isEnabled()
    qtbot.waitUntil(window.card.button.isEnabled, timeout=20000)
    assert window.card.button.text() == "Sign in"


def test_an_empty_passphrase_is_asked_for(
    qtbot: QtBot, look: Look, doorway: TestDoorway, background: Background
) -> None:
    window = opened_window(qtbot, doorway, background)
    window.card.button.click()
    assert window.card.passphrase_field.error == "Type your passphrase."


def test_caps_lock_is_noticed_from_what_is_typed(
    qtbot: QtBot, look: Look, doorway: TestDoorway, background: Background
) -> None:
    window = opened_window(qtbot, doorway, background)
    line = window.card.passphrase.line
    qtbot.keyClick(line, "A")  # a capital without Shift
    assert not window.card.caps.isHidden()
    qtbot.keyClick(line, "b")
    assert window.card.caps.isHidden()
    qtbot.keyClick(line, "C", Qt.KeyboardModifier.ShiftModifier)
    assert window.card.caps.isHidden()


def test_the_set_up_code_is_asked_where_the_key_ring_has_none(
    qtbot: QtBot, look: Look, doorway: TestDoorway, background: Background, school: InventedSchool
) -> None:
    code = school.founded.code
    school.ring.remove(school.founded.office.session.keys.store_id)
    window = opened_window(qtbot, doorway, background)
    assert not window.card.code_field.isHidden()
    window.card.passphrase.setText(COORDINATOR)
    window.card.button.click()
    assert "set-up code" in window.card.code_field.error
    window.card.typed_code.setText(code[:-1] + ("0" if code[-1] != "0" else "1"))
    window.card.button.click()
    qtbot.waitUntil(lambda: "code" in window.card.code_field.error.lower(), timeout=20000)
    window.card.typed_code.setText(code)
    office = sign_in(qtbot, window, COORDINATOR)
    assert office.session.changes is not None
    office.close()
    assert school.desk().knows_code(), "the code was typed once and is kept from now on"


def test_a_temporary_passphrase_leads_to_an_own_one(
    qtbot: QtBot, look: Look, doorway: TestDoorway, background: Background, school: InventedSchool
) -> None:
    school.sign_in(school.coordinator)
    person = school.add_person("Jo Marsh", "Year 4 teacher")
    school.make_sign_in(person)
    school.sign_out()
    window = opened_window(qtbot, doorway, background)
    choose(window, person.id)
    window.card.passphrase.setText(school.words[person.id])
    window.card.button.click()
    qtbot.waitUntil(lambda: window._own is not None and window._own.isVisible(), timeout=20000)
    assert window._own is not None
    fields = window._own.fields
    fields.form.set_value("passphrase", "password1")
    fields.form.set_value("again", "password1")
    window._own.go.click()
    qtbot.waitUntil(lambda: bool(fields.form.field("passphrase").error), timeout=20000)
    fields.form.set_value("passphrase", "marble trellis puffin octave hazel")
    fields.form.set_value("again", "marble trellis puffin octave")
    window._own.go.click()
    assert fields.form.field("again").error == "This is not the same as above."
    fields.form.set_value("again", "marble trellis puffin octave hazel")
    with qtbot.waitSignal(window.opened, timeout=20000) as caught:
        window._own.go.click()
    (office,) = caught.args
    assert office.person_id == person.id
    office.close()


def test_the_recovery_sheet_gives_a_new_passphrase(
    qtbot: QtBot, look: Look, doorway: TestDoorway, background: Background, school: InventedSchool
) -> None:
    window = opened_window(qtbot, doorway, background)
    window.card.lost_button.click()
    card = window._recovery
    assert card is not None
    card.form.set_value("who", str(school.head.id))
    card.form.set_value("code", "AAAAA BBBBB")
    card.fields.propose()
    qtbot.waitUntil(lambda: bool(card.fields.text()))
    words = card.fields.text()
    card.fields.form.set_value("again", words)
    card.go.click()
    qtbot.waitUntil(lambda: "groups" in card.form.field("code").error, timeout=20000)
    card.form.set_value("code", school.founded.sheet.code)
    card.go.click()
    qtbot.waitUntil(lambda: window.card.isVisible() and bool(window.messages.messages()), timeout=20000)
    assert "new passphrase works" in window.messages.messages()[0].words
    qtbot.waitUntil(window.card.button.isEnabled)
    choose(window, school.head.id)
    window.card.passphrase.setText(words)
    window.card.button.click()
    qtbot.waitUntil(lambda: window._own is not None and window._own.isVisible(), timeout=20000)


def test_a_damaged_key_file_is_said_and_can_be_tried_again(
    qtbot: QtBot, look: Look, doorway: TestDoorway, background: Background, school: InventedSchool
) -> None:
    keys = next(school.folder.glob("*.keys"))
    good = keys.read_bytes()
    for copy in school.folder.glob("*.keys*"):
        copy.write_bytes(b"{")
    window = SignInWindow(doorway, background, demo=False)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.begin()
    qtbot.waitUntil(lambda: window._trouble is not None and window._trouble.isVisible())
    assert window._trouble is not None
    assert window._trouble.sentence.text()
    assert faults_of(window) == []
    keys.write_bytes(good)
    window._trouble.go.click()
    qtbot.waitUntil(lambda: window.card.people.count() > 0)


def test_the_demonstration_shows_its_passphrases_and_its_band(
    qtbot: QtBot, look: Look, doorway: TestDoorway, background: Background, school: InventedSchool
) -> None:
    doorway.demo = (DemoPerson(school.head.id, "Anna Whitfield", "Headteacher", HEAD),)
    window = opened_window(qtbot, doorway, background, demo=True)
    assert window.card.people.count() == 1
    assert HEAD in window.card.remark.text()
    assert window.card.lost_button.isHidden()
    window.card.button.click()
    with qtbot.waitSignal(window.opened, timeout=20000) as caught:
        pass
    caught.args[0].close()


def test_without_records_the_wizard_is_wanted(qtbot: QtBot, look: Look, tmp_path: Path, background: Background) -> None:
    window = SignInWindow(TestDoorway(tmp_path), background, demo=False)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.wizard_wanted):
        window.begin()


@pytest.mark.parametrize("factor", [1.0, 2.0])
@pytest.mark.parametrize("scheme", [looks.Scheme.LIGHT, looks.Scheme.DARK])
def test_every_card_can_be_read_heard_and_pressed(
    qtbot: QtBot,
    qapp: QApplication,
    look: Look,
    doorway: TestDoorway,
    background: Background,
    scheme: looks.Scheme,
    factor: float,
) -> None:
    look(scheme, text_factor=factor)
    window = opened_window(qtbot, doorway, background)
    window.card.code_field.setVisible(True)
    window.card.wrong("passphrase", "That passphrase does not open this sign-in. Nothing was changed. Check Caps Lock.")
    qapp.processEvents()
    assert faults_of(window) == []
    window._show_recovery()
    qapp.processEvents()
    assert faults_of(window) == []
    window._show_own()
    qapp.processEvents()
    assert faults_of(window) == []
