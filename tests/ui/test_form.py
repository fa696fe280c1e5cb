"""Fields: what is wrong stands beside them, days are read as people type them, and what was typed comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.common.dates import day_typed
from schoolsm_desktop.ui.common.form import Form
from schoolsm_desktop.ui.common.search_combo import SearchCombo
from schoolsm_desktop.ui.common.secret_field import DOTS, SecretEdit, SecretView
from tests.ui.walk import faults_of

Look = Callable[..., looks.Theme]
PEOPLE = [("1", "Zoë Bright", "Year 2 teacher"), ("2", "Łukasz Nowak", "Site manager"), ("3", "Zoe Marsh", "Cook")]
SECRET = "kX9#mQ2$vL7&pT4w"


def made(qtbot: QtBot) -> Form:
    """A form with a field of each kind, shown."""
    form = Form()
    form.add_heading("Access")
    form.add_line("handle", "User name", needed=True, hint="as it stands on the platform")
    form.add_lines("why", "Why")
    form.add_choice("kind", "Kind", [("own", "own login"), ("shared", "knows the password")])
    form.add_search("person", "Who", PEOPLE, needed=True)
    form.add_day("until", "Until")
    form.add_tick("told", "They were told")
    form.add_secret("password", "Password", keep=True)
    form.add_secret("passphrase", "Your passphrase")
    form.setObjectName("window")
    qtbot.addWidget(form)
    form.resize(520, 700)
    with qtbot.waitExposed(form):
        form.show()
    return form


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12/9", date(2026, 9, 12)),
        ("12 Sep 2026", date(2026, 9, 12)),
        ("12.9.26", date(2026, 9, 12)),
        ("12th September 2026", date(2026, 9, 12)),
        ("2026-09-12", date(2026, 9, 12)),
        ("3 Sep", date(2026, 9, 3)),
        ("5 Jan", date(2027, 1, 5)),
        ("5/1", date(2027, 1, 5)),
        ("29 Feb 2028", date(2028, 2, 29)),
        ("31/13", None),
        ("32 Sep 2026", None),
        ("September", None),
        ("2026", None),
        ("Sep 2026", None),
        ("tomorrow", None),
        ("", None),
        ("12/9/2026 and then some", None),
    ],
)
def test_days_are_read_as_people_type_them(typed: str, meant: date | None) -> None:
    assert day_typed(typed, today=date(2026, 11, 20)) == meant


def test_a_day_is_written_out_when_the_field_is_left(qtbot: QtBot, look: Look) -> None:
    form = made(qtbot)
    form.set_value("until", "12/9/2026")
    editor = form.field("until").editor
    assert isinstance(editor, QLineEdit)
    editor.editingFinished.emit()
    assert form.value("until") == "12 Sep 2026"
    assert form.day("until") == date(2026, 9, 12)
    form.set_value("until", "soon")
    with pytest.raises(FieldError):
        form.day("until")
    editor.editingFinished.emit()
    assert "not a day" in form.field("until").error


def test_what_is_missing_is_said_beside_the_field_and_heard(qtbot: QtBot, look: Look) -> None:
    form = made(qtbot)
    assert not form.complete()
    field = form.field("handle")
    assert field.error == "“User name” is needed."
    assert field.editor.accessibleDescription() == field.error
    assert field.editor.hasFocus()
    assert field.editor.accessibleName() == "User name, needed"
    form.set_value("handle", "alderbrook")
    assert field.error == ""
    assert field.editor.accessibleDescription() == "as it stands on the platform"
    form.set_value("person", "2")
    assert form.complete()


def test_an_error_of_a_service_stands_beside_its_field(qtbot: QtBot, look: Look) -> None:
    form = made(qtbot)
    assert form.show_field_error(FieldError("handle", "This account is kept already."))
    assert form.field("handle").error == "This account is kept already."
    assert not form.show_field_error(FieldError("elsewhere", "Not here."))
    assert not form.show_field_error(RuleError("Not about a field."))


def test_what_was_typed_comes_back_and_a_passphrase_does_not(qtbot: QtBot, look: Look) -> None:
    form = made(qtbot)
    dirty = [form.dirty]
    for name, value in (("handle", "alderbrook"), ("why", "class\nnews"), ("kind", "shared"), ("person", "2")):
        form.set_value(name, value)
    form.set_value("until", "12/9")
    form.set_value("told", "1")
    form.set_value("password", SECRET)
    form.set_value("passphrase", "walnut ferry sapling")
    dirty.append(form.dirty)
    draft = form.draft()
    assert "passphrase" not in draft
    again = made(qtbot)
    again.restore({**draft, "unknown": "x"})
    assert again.draft() == draft
    assert again.value("why") == "class\nnews"
    assert again.ticked("told")
    dirty.append(again.dirty)
    again.saved()
    dirty.append(again.dirty)
    assert dirty == [False, True, True, False]


def test_one_of_many_is_found_by_any_part_of_the_name(qtbot: QtBot, look: Look) -> None:
    combo = SearchCombo(PEOPLE)
    qtbot.addWidget(combo)
    for typed, value in (("luk", "2"), ("bright", "1"), ("zoe", ""), ("zoe marsh", "3"), ("cook", "3"), ("nobody", "")):
        combo.setEditText(typed)
        assert combo.value() == value, typed
    combo.choose("1")
    assert combo.currentText() == "Zoë Bright (Year 2 teacher)"
    combo.set_choices(PEOPLE[1:])
    assert combo.value() == ""
    completer = combo.completer()
    assert completer is not None
    completer.setCompletionPrefix("zoe")
    completer.splitPath("zoe")
    assert [completer.completionModel().index(0, 0).data()] == ["Zoe Marsh (Cook)"]


def test_every_kind_of_field_can_be_read_and_heard(qtbot: QtBot, look: Look) -> None:
    for scheme, factor in ((looks.Scheme.LIGHT, 1.0), (looks.Scheme.DARK, 2.0)):
        look(scheme, text_factor=factor)
        form = made(qtbot)
        form.resize(1000, 1600)
        form.complete()
        assert faults_of(form) == []


# Secrets


def test_a_typed_secret_is_hidden_has_no_undo_and_is_not_handed_out(qtbot: QtBot, look: Look) -> None:
    edit = SecretEdit()
    edit.setAccessibleName("Password")
    qtbot.addWidget(edit)
    with qtbot.waitExposed(edit):
        edit.show()
    qtbot.keyClicks(edit.line, SECRET)
    assert edit.line.displayText() != SECRET
    edit.eye.click()
    assert edit.line.displayText() == SECRET
    assert not edit.line.isUndoAvailable()
    qtbot.keyClicks(edit.line, "x")
    QGuiApplication.clipboard().clear()
    edit.line.selectAll()
    for keys in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut):
        qtbot.keySequence(edit.line, QKeySequence(keys))
    assert edit.text() == SECRET + "x"
    assert QGuiApplication.clipboard().text() == ""
    assert edit.line.contextMenuPolicy() == Qt.ContextMenuPolicy.NoContextMenu
    edit.hide_now()
    assert edit.line.echoMode() == QLineEdit.EchoMode.Password
    assert not edit.line.isUndoAvailable()


def _everything_said(widget: QWidget) -> str:
    parts = [widget, *widget.findChildren(QWidget)]
    return " ".join(
        " ".join(
            (p.accessibleName(), p.accessibleDescription(), p.toolTip(), p.whatsThis(), p.windowTitle(), p.objectName())
        )
        for p in parts
    )


def test_a_kept_secret_is_asked_for_shown_for_a_while_and_never_named(qtbot: QtBot, look: Look) -> None:
    view = SecretView("the password")
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    with qtbot.waitSignal(view.wanted) as caught:
        view.eye.click()
    assert caught.args == ["show"]
    shown = [view.shown]
    view.show_secret(SECRET)
    shown.append(view.shown)
    assert view._timer.interval() == 20_000
    assert SECRET not in _everything_said(view)
    view._timer.timeout.emit()
    shown.append(view.shown)
    assert view._letters._shown == DOTS
    view.show_secret(SECRET)
    view.hide()
    shown.append(view.shown)
    assert shown == [False, True, False, False], "a page that is left hides what it showed"
    with qtbot.waitSignal(view.wanted) as copied:
        view.copy.click()
    assert copied.args == ["copy"]
