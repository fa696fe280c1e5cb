"""It has happened, over any page and with nothing to fill in; a copy of a case looked at before it is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.contacts import Contact
from schoolsm_desktop.domain.lists import ListKind
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.rules import ContactKind
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.incidents.happened_window import HappenedWindow
from schoolsm_desktop.ui.incidents.page import IncidentsPage
from schoolsm_desktop.ui.incidents.print_dialogs import CasePrintDialog, FirstCardDialog
from schoolsm_desktop.ui.theme import Scheme
from tests.reports import reading
from tests.services.school import InventedSchool
from tests.services.test_case_copies import told

from .page_stage import PageStage, page_stage
from .walk import faults_of

Look = Callable[..., looks.Theme]
LOOKS = [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)]


def happened(stage: PageStage) -> HappenedWindow:
    """The window, as it is open."""
    stage.rest()
    (window,) = [each for each in stage.window.findChildren(HappenedWindow) if each.isVisible()]
    return window


def shown(window: HappenedWindow) -> str:
    """Every word on it."""
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window))


@pytest.fixture
def school(tmp_path: Path) -> InventedSchool:
    made = InventedSchool(tmp_path, policy="kew-woods")
    for kind, name, number in (
        (ContactKind.LADO, "Duty officer", "01632 960101"),
        (ContactKind.CHAIR, "Gita Lal", "01632 960107"),
    ):
        made.office.contacts.save(Contact(uuid4(), made.head.school_id, kind, name, number=number), checked=True)
    return made


@pytest.mark.parametrize(("scheme", "text"), LOOKS)
@pytest.mark.clause("kew-woods:app1-no-reply", "kew-woods:app1-evidence", "kew-woods:app1-report")
def test_it_has_happened_says_what_comes_first_and_asks_for_nothing(
    qtbot: QtBot, school: InventedSchool, look: Look, scheme: Scheme, text: float
) -> None:
    look(scheme, text_factor=text)
    with page_stage(qtbot, school.office) as stage:
        assert stage.window.width() == 1366
        stage.window.show_page("accounts")
        stage.press(stage.window, "It has happened")
        window = happened(stage)
        said = shown(window)
        assert reading.in_order(
            said,
            "999",
            "If this is true, did an adult harm a child or put one at risk?",
            "offer support today",
            "Write nothing back",
            "Take screen prints with the address, the day and the time",
            "Tell the headteacher",
            "Anna Whitfield, within 30 minutes",
            "ring the Chair of Governors and the local authority’s officer today",
            "01632 960107",
            "01632 960101",
        )
        assert window.findChildren(QLineEdit) + window.findChildren(QPlainTextEdit) == []
        assert faults_of(window) == []
        assert faults_of(stage.window.top) == []
        qtbot.keyClick(window.types, Qt.Key.Key_Down)
        assert "A parent’s comment" in shown(window)
        assert "Tell them how a complaint is made" not in said
        stage.press(window, "Print this card")
        stage.press(window, "Print a blank form")
        assert [paper.key for paper in stage.previews] == ["first-hour-card", "incident-form"]
        assert "A parent’s comment" in reading.text(stage.previews[0].pdf)
        window.reject()
    school.sign_out()


def test_a_key_opens_it_over_a_dialog_whose_words_stay(qtbot: QtBot, school: InventedSchool) -> None:
    entry = school.office.lists.add(ListKind.INCIDENT_TYPES, "Drone over the playground")
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("incidents", IncidentsPage)
        page.begin("first-hour-card", "")
        stage.rest()
        dialog = stage.dialog(FirstCardDialog)
        for _ in range(2):
            qtbot.keyClick(QApplication.activeModalWidget() or stage.window, Qt.Key.Key_F9)
            window = happened(stage)
        window.choose(entry.key)
        said = shown(window)
        assert "Drone over the playground" in said
        assert reading.in_order(said, "did an adult harm a child", "Take screen prints", "Tell the headteacher")
        assert not window.main.isEnabled()  # something is open below; it is left first
        window.write_down()
        assert window.isVisible()
        window.reject()
        assert dialog.isVisible()
        dialog.form.set_value("type", "data-breach")
        stage.finish(dialog)
        (card,) = stage.previews
        assert "72 hours" in reading.text(card.pdf)
        assert "Personal data seen, changed or lost" in reading.text(card.pdf)
    school.sign_out()


def test_what_is_not_known_yet_says_where_it_is_entered(qtbot: QtBot, tmp_path: Path) -> None:
    school = InventedSchool(tmp_path, policy="blank")
    dsl = school.add_person("Dora Lead")
    school.office.people.give_duty(dsl.id, Duty.DSL, school.clock.today())
    with page_stage(qtbot, school.office) as stage:
        stage.window.it_has_happened()
        said = shown(happened(stage))
        assert "Dora Lead" in said
        assert "not known yet" in said
        assert "“Whom to ring”" in said
        happened(stage).reject()
    school.sign_out()


@pytest.mark.parametrize(("scheme", "text"), LOOKS)
def test_what_is_removed_is_looked_at_before_the_copy_is_made(
    qtbot: QtBot, school: InventedSchool, look: Look, scheme: Scheme, text: float
) -> None:
    case, pupil = told(school)
    look(scheme, text_factor=text)
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("incidents", IncidentsPage)
        page.begin("case-print", str(case))
        stage.rest()
        dialog = stage.dialog(CasePrintDialog)
        assert faults_of(dialog) == []
        form = dialog.form
        stage.finish(dialog)
        assert form.field("recipient").error
        form.set_value("kind", "redacted")
        form.set_value("words", "mother")
        dialog.look()
        stage.rest()
        assert "[removed] was named by [removed]" in dialog._passages.toPlainText()
        assert "The [removed], Mrs [removed], rang" in dialog._passages.toPlainText()
        assert faults_of(dialog) == []
        # A lock in between: what was chosen is still chosen.
        form.set_value("people", f"pupil:{pupil.id}")
        form.set_value("recipient", "Mr Price")
        draft = page.draft()
        assert draft is not None
        form.saved()
        dialog.reject()
        stage.rest()
        page.restore(draft)
        stage.rest()
        again = stage.dialog(CasePrintDialog)
        assert again._people.ticked() == [f"pupil:{pupil.id}"]
        stage.finish(again)
        (copy,) = stage.previews
        said = reading.text(copy.pdf)
        assert "Copy 1, for Mr Price" in said
        assert "O'Keefe" in said
        assert "AMARA" not in said
    school.sign_out()
