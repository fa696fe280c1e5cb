"""The first run from an empty folder to a signed-in coordinator, over the real services; and each of its refusals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from schoolsm_desktop.services.office import Office
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.common.background import Background
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.common.print_preview import PrintPreview
from schoolsm_desktop.ui.unlock.wizard import FirstRunWizard
from tests.services.school import COORDINATOR, HEAD
from tests.ui.conftest import TestDoorway
from tests.ui.walk import faults_of

Look = Callable[..., looks.Theme]
TODAY = date(2026, 11, 20)
DAYS = (("3/9", "18 Dec"), ("5/1", "26/3"), ("12 Apr", "21/7"))


def made_wizard(qtbot: QtBot, tmp_path: Path, background: Background) -> FirstRunWizard:
    """The wizard on its first step."""
    wizard = FirstRunWizard(TestDoorway(tmp_path), background, today=TODAY, folder=tmp_path / "records")
    qtbot.addWidget(wizard)
    wizard.resize(1366, 768)
    with qtbot.waitExposed(wizard):
        wizard.show()
    qtbot.waitUntil(lambda: wizard.policy._group.button(0) is not None and bool(wizard.place.form.value("folder")))
    return wizard


def step(wizard: FirstRunWizard) -> str:
    """The title of the step on show."""
    return wizard.title.text()


def go_on(qtbot: QtBot, wizard: FirstRunWizard, to: str) -> None:
    """Press Next and wait for the step called `to`."""
    wizard.next.click()
    qtbot.waitUntil(lambda: step(wizard) == to, timeout=30000)


def type_terms(wizard: FirstRunWizard) -> None:
    """The three terms, as people type days."""
    for form, (first, last) in zip(wizard.terms.forms.values(), DAYS, strict=True):
        form.set_value("starts", first)
        form.set_value("ends", last)


def type_person(wizard: FirstRunWizard, which: str) -> None:
    """One of the first two people."""
    page, given, family, words = (
        (wizard.head, "Anna", "Whitfield", HEAD)
        if which == "head"
        else (wizard.coordinator, "Rosa", "Okafor", COORDINATOR)
    )
    page.form.set_value("given", given)
    page.form.set_value("family", family)
    page.passphrase.form.set_value("passphrase", words)
    page.passphrase.form.set_value("again", words)


def to_the_sheet(qtbot: QtBot, wizard: FirstRunWizard, tmp_path: Path, look_at: Callable[[], None]) -> None:
    """From the first step to the recovery sheet; `look_at` is called on every step once it is filled in."""
    wizard.school.form.set_value("name", "Alder Brook Primary")
    look_at()
    go_on(qtbot, wizard, "This year's terms")
    type_terms(wizard)
    look_at()
    go_on(qtbot, wizard, "Your policy")
    wizard.policy._group.button(0).setChecked(True)
    look_at()
    go_on(qtbot, wizard, "The headteacher")
    type_person(wizard, "head")
    look_at()
    go_on(qtbot, wizard, "The computing coordinator")
    type_person(wizard, "coordinator")
    look_at()
    go_on(qtbot, wizard, "Set-up code for this PC")
    look_at()
    go_on(qtbot, wizard, "This PC")
    wizard.place.form.set_value("backups", str(tmp_path / "backups"))
    look_at()
    go_on(qtbot, wizard, "Look it over")
    look_at()
    assert "3 Sep 2026 to 18 Dec 2026" in [label.text() for label in wizard.summary.findChildren(QLabel)]
    assert not (tmp_path / "records").exists(), "nothing is kept before the records are made"
    go_on(qtbot, wizard, "The recovery sheet")
    look_at()


def test_ten_steps_make_the_school_and_sign_the_coordinator_in(
    qtbot: QtBot, look: Look, tmp_path: Path, background: Background
) -> None:
    wizard = made_wizard(qtbot, tmp_path, background)
    to_the_sheet(qtbot, wizard, tmp_path, lambda: None)
    founded = wizard._founded
    assert founded is not None
    wizard.sheet.form.set_value("group2", "XXXXX")
    wizard.next.click()
    assert "not what the sheet says" in wizard.sheet.form.field("group2").error
    groups = founded.sheet.code.replace("-", " ").split()
    for number in founded.sheet.TYPED_BACK:
        wizard.sheet.form.set_value(f"group{number}", groups[number - 1].lower())
    with qtbot.waitSignal(wizard.opened, timeout=20000) as caught:
        wizard.next.click()
    (office,) = caught.args
    assert isinstance(office, Office)
    assert office.schools.school().name == "Alder Brook Primary"
    assert [term.starts for term in office.schools.terms()] == [date(2026, 9, 3), date(2027, 1, 5), date(2027, 4, 12)]
    assert office.people.lines()[0].person.name
    office.close()


def test_the_sheet_is_looked_at_in_the_window_and_cannot_be_saved(
    qtbot: QtBot, look: Look, tmp_path: Path, background: Background
) -> None:
    wizard = made_wizard(qtbot, tmp_path, background)
    to_the_sheet(qtbot, wizard, tmp_path, lambda: None)
    wizard.sheet.print_button.click()
    (preview,) = wizard.sheet.findChildren(PrintPreview)
    qtbot.waitUntil(preview.isVisible)
    assert [button.text() for button in preview.buttons()] == ["Close", "Print…"]
    assert faults_of(preview) == []
    preview.reject()
    assert wizard._founded is not None
    wizard._founded.office.close()


def test_a_step_that_is_not_answered_says_so_beside_the_field(
    qtbot: QtBot, look: Look, tmp_path: Path, background: Background
) -> None:
    wizard = made_wizard(qtbot, tmp_path, background)
    wizard.next.click()
    assert step(wizard) == "The school"
    assert "is needed" in wizard.school.form.field("name").error
    wizard.school.form.set_value("name", "Alder Brook Primary")
    go_on(qtbot, wizard, "This year's terms")
    type_terms(wizard)
    wizard.terms.forms["spring"].set_value("starts", "the day after")
    wizard.next.click()
    assert "not a day" in wizard.terms.forms["spring"].field("starts").error
    wizard.terms.forms["spring"].set_value("starts", "1 Dec 2026")
    wizard.next.click()
    qtbot.waitUntil(lambda: bool(wizard.terms.forms["spring"].field("starts").error))
    type_terms(wizard)
    go_on(qtbot, wizard, "Your policy")
    wizard.next.click()
    assert not wizard.policy._error.isHidden()
    wizard.policy._group.button(1).setChecked(True)
    go_on(qtbot, wizard, "The headteacher")
    type_person(wizard, "head")
    wizard.head.passphrase.form.set_value("passphrase", "12345678")
    wizard.head.passphrase.form.set_value("again", "12345678")
    wizard.next.click()
    qtbot.waitUntil(lambda: bool(wizard.head.passphrase.form.field("passphrase").error))
    wizard.back.click()
    assert step(wizard) == "Your policy"
    assert wizard.policy.profile is not None, "going back loses nothing"


def test_wrong_days_lead_to_the_first_of_them_and_move_no_column(
    qtbot: QtBot, look: Look, tmp_path: Path, background: Background
) -> None:
    wizard = made_wizard(qtbot, tmp_path, background)
    wizard.school.form.set_value("name", "Alder Brook Primary")
    go_on(qtbot, wizard, "This year's terms")
    forms = wizard.terms.forms
    before = [form.geometry().topLeft() for form in forms.values()]
    forms["autumn"].set_value("starts", "3 Sep")
    forms["autumn"].set_value("ends", "the day before the holidays")
    wizard.next.click()
    qtbot.waitUntil(lambda: forms["summer"].height() > 0 and bool(forms["summer"].field("ends").error))
    assert wizard.focusWidget() is forms["autumn"].field("ends").editor
    assert faults_of(wizard) == []
    assert [form.geometry().topLeft() for form in forms.values()] == before


def test_tab_goes_on_before_it_goes_back(qtbot: QtBot, look: Look, tmp_path: Path, background: Background) -> None:
    wizard = made_wizard(qtbot, tmp_path, background)
    wizard.school.form.set_value("name", "Alder Brook Primary")
    go_on(qtbot, wizard, "This year's terms")
    wizard.terms.forms["summer"].field("ends").editor.setFocus()
    found = []
    for _press in range(2):
        qtbot.keyClick(wizard.focusWidget(), Qt.Key.Key_Tab)
        found.append(wizard.focusWidget())
    assert found == [wizard.next, wizard.back]


def test_one_person_may_be_both_in_a_small_school(
    qtbot: QtBot, look: Look, tmp_path: Path, background: Background
) -> None:
    wizard = made_wizard(qtbot, tmp_path, background)
    wizard.coordinator.same.setChecked(True)
    assert wizard.coordinator.person() is None
    wizard.go_to(4)
    go_on(qtbot, wizard, "Set-up code for this PC")


def test_backups_do_not_go_where_the_records_lie(
    qtbot: QtBot, look: Look, tmp_path: Path, background: Background
) -> None:
    wizard = made_wizard(qtbot, tmp_path, background)
    wizard.go_to(6)
    wizard.place.form.set_value("backups", wizard.place.form.value("folder"))
    wizard.next.click()
    assert "lost together" in wizard.place.form.field("backups").error


def test_leaving_half_way_is_asked_about(qtbot: QtBot, look: Look, tmp_path: Path, background: Background) -> None:
    wizard = made_wizard(qtbot, tmp_path, background)
    wizard.school.form.set_value("name", "Alder Brook")
    wizard.close()
    assert wizard.isVisible()
    (question,) = wizard.findChildren(Question)
    assert question.cancel.isDefault()
    assert faults_of(question) == []
    question.go.click()
    assert not wizard.isVisible()


@pytest.mark.parametrize(("scheme", "factor"), [("light", 1.0), ("dark", 2.0)])
def test_every_step_can_be_read_heard_and_pressed(
    qtbot: QtBot,
    qapp: QApplication,
    look: Look,
    tmp_path: Path,
    background: Background,
    scheme: str,
    factor: float,
) -> None:
    look(looks.Scheme(scheme), text_factor=factor)
    wizard = made_wizard(qtbot, tmp_path, background)

    def look_at() -> None:
        qapp.processEvents()
        assert faults_of(wizard) == [], step(wizard)

    to_the_sheet(qtbot, wizard, tmp_path, look_at)
    assert wizard._founded is not None
    wizard._founded.office.close()
