"""The school year, bringing dates in, counting, appearance, sign-ins, putting off and the calendar file, as they are seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.term_lines import LineKind
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.common.appearance import Appearance
from schoolsm_desktop.ui.settings.appearance import AppearancePart
from schoolsm_desktop.ui.settings.count_dialog import CountDialog
from schoolsm_desktop.ui.settings.page import SettingsPage
from schoolsm_desktop.ui.settings.sign_ins import SignInsPart
from schoolsm_desktop.ui.settings.term_dialogs import ClosureDialog, TermDialog
from schoolsm_desktop.ui.settings.terms import TermsPart
from schoolsm_desktop.ui.settings.terms_file_dialog import TermsFileDialog
from schoolsm_desktop.ui.theme import Scheme, theme
from schoolsm_desktop.ui.today.calendar_dialog import CalendarFileDialog
from schoolsm_desktop.ui.today.page import TodayPage
from schoolsm_desktop.ui.today.put_off_dialogs import PutOffDialog, PutOffListDialog
from tests.services.school import InventedSchool

from .page_stage import PageStage, page_stage
from .walk import faults_of

Look = Callable[..., looks.Theme]
LOOKS = [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)]
LIST = (
    "Term,First day,Last day\nAutumn term,02/09/2027,17/12/2027\nHalf term,25/10/2027,29/10/2027\n"
    "Spring term,31/02/2028,31/03/2028\n"
)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school whose coordinator is signed in."""
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()


def part_of(stage: PageStage, key: str) -> SettingsPage:
    page = stage.page("settings", SettingsPage)
    page.begin(key, "")
    stage.rest()
    return page


@pytest.mark.parametrize(("scheme", "factor"), LOOKS)
def test_every_part_and_dialog_can_be_read(
    qtbot: QtBot, school: InventedSchool, look: Look, scheme: Scheme, factor: float
) -> None:
    look(scheme, text_factor=factor)
    path = school.base / "terms.csv"
    path.write_text(LIST)
    faults: list[str] = []
    with page_stage(qtbot, school.office) as stage:
        for key in ("terms", "appearance", "sign-ins"):
            faults += [f"{key}: {fault}" for fault in faults_of(part_of(stage, key))]
        page = part_of(stage, "terms")
        for key in ("term", "closure", "count-days", "terms-file"):
            dialog = page.open_dialog(key)
            stage.rest()
            if isinstance(dialog, TermsFileDialog):
                dialog.take_file(path)
                stage.rest()
            faults += [f"{key}: {fault}" for fault in faults_of(dialog)]
            dialog.form.saved()
            dialog.reject()
            stage.rest()
        today = stage.page("today", TodayPage)
        key = next(line.item.key for line in today.list.model.all_rows() if not line.held)
        for name, record in (("put-off", key), ("put-off-list", ""), ("calendar-file", "")):
            dialog = today.open_dialog(name, record)
            stage.rest()
            faults += [f"{name}: {fault}" for fault in faults_of(dialog)]
            dialog.reject()
            stage.rest()
    assert faults == []


def test_closed_days_are_added_changed_taken_out_and_put_back(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        page = part_of(stage, "terms")
        part = page.part(TermsPart)
        stage.press(part, "Add days without school…")
        dialog = stage.dialog(ClosureDialog)
        dialog.form.set_value("starts", "31 Feb 2027")
        stage.finish(dialog)
        assert "This is not a day" in dialog.form.field("starts").error
        assert dialog.form.value("starts") == "31 Feb 2027", "what was typed stays"
        dialog.form.set_value("starts", "1 Feb 2027")
        stage.finish(dialog)
        (kept,) = school.office.school_days.closures()
        assert (kept.name, kept.starts, kept.ends) == ("Training day", date(2027, 2, 1), date(2027, 2, 1))
        part.list.pick(kept.id)
        stage.press(part, "Remove")
        assert school.office.school_days.closures() == ()
        stage.press(page, "Put it back")
        assert [c.name for c in school.office.school_days.closures()] == ["Training day"]


def test_a_term_whose_half_term_has_one_day_only_is_said(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        page = part_of(stage, "terms")
        term = school.office.schools.terms()[1]
        dialog = page.open_dialog("term", str(term.id))
        dialog.form.set_value("half_starts", "15 Feb 2027")
        stage.finish(dialog)
        assert isinstance(dialog, TermDialog)
        assert "needs both days" in dialog.form.field("half_ends").error
        dialog.form.set_value("half_ends", "19 Feb 2027")
        stage.finish(dialog)
        assert school.office.schools.terms()[1].half_term_ends == date(2027, 2, 19)
        assert school.office.schools.terms()[1].revision == 2, "it is changed and not made anew"


def test_bank_holidays_cannot_be_changed_and_the_list_says_the_year(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = part_of(stage, "terms").part(TermsPart)
        assert part.year.currentText() == "School year 2026-27"
        row = next(row for row in part.list.model.all_rows() if row.name == "Christmas Day")
        part.list.pick(row.key)
        assert not part.change.isEnabled()
        assert not part.remove.isEnabled()


def test_corrections_survive_a_lock_and_nothing_is_kept_before(qtbot: QtBot, school: InventedSchool) -> None:
    path = school.base / "terms.csv"
    path.write_text(LIST)
    with page_stage(qtbot, school.office) as stage:
        page = part_of(stage, "terms")
        dialog = page.open_dialog("terms-file")
        assert isinstance(dialog, TermsFileDialog)
        dialog.take_file(path)
        stage.rest()
        dialog.line_form.set_value("kind", LineKind.LEFT_OUT.value)
        stage.rest()
        draft = page.draft()
        assert draft is not None
        dialog.form.saved()
        dialog.reject()
        stage.rest()
        page.restore(draft)
        stage.rest()
        again = stage.dialog(TermsFileDialog)
        assert [line.kind for line in again._lines] == [LineKind.TERM, LineKind.HALF_TERM, LineKind.LEFT_OUT]
        assert len(school.office.schools.terms()) == 3
        stage.finish(again)
        assert [t.name for t in school.office.schools.terms()][-1] == "Autumn term 2027"


def test_counting_asks_for_a_number_and_answers_in_place(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        page = part_of(stage, "terms")
        dialog = page.open_dialog("count-days")
        assert isinstance(dialog, CountDialog)
        dialog.form.set_value("count", "many")
        stage.finish(dialog)
        assert dialog.form.field("count").error == "Type a number from 1 to 400."
        for count, what, said in (
            ("15", "school-days", "15 school days from 20 Nov 2026: end of 11 Dec 2026"),
            ("1", "working-days", "1 working day from 20 Nov 2026: end of 23 Nov 2026"),
            ("30", "days", "30 days from 20 Nov 2026: end of 20 Dec 2026"),
        ):
            dialog.form.set_value("count", count)
            dialog.form.set_value("what", what)
            stage.finish(dialog)
            assert dialog.answer.text() == said
        dialog.form.set_value("what", "hours")
        dialog.form.set_value("at", "25:00")
        stage.finish(dialog)
        assert "Type the time like" in dialog.form.field("at").error


def test_how_the_window_looks_is_put_on_at_once_kept_and_read_again(
    qtbot: QtBot, school: InventedSchool, look: Look
) -> None:
    look(Scheme.LIGHT)
    with page_stage(qtbot, school.office) as stage:
        part = part_of(stage, "appearance").part(AppearancePart)
        part.form.set_value("scheme", "dark")
        stage.rest()
        assert theme().scheme is Scheme.DARK
        normal = theme().text_px
        part.form.set_value("less_motion", "1")
        stage.rest()
        assert theme().less_motion
        part.form.set_value("text", "150")
        stage.rest()
        qtbot.waitUntil(lambda: stage.window.page_key == "settings")
        stage.rest()
        assert theme().text_px == pytest.approx(normal * 1.5)
        page = stage.page("settings", SettingsPage)
        assert page.shown_part() == "appearance", "the window was made anew at the new size, and stands where it stood"
        assert page.part(AppearancePart).form.value("text") == "150"
    kept = Appearance.of(school.office.preferences.all())
    assert kept == Appearance("dark", 150, less_motion=True)
    theme().set_less_motion(False)


@pytest.mark.parametrize(
    "kept", [{}, {"appearance": "dark"}, {"appearance": {"scheme": "pink", "text": 100}}, {"appearance": {"text": 7}}]
)
def test_what_no_version_wrote_changes_nothing(kept: dict[str, object]) -> None:
    assert Appearance.of(kept) is None


def test_the_sign_ins_lead_to_the_staff_list(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = part_of(stage, "sign-ins").part(SignInsPart)
        lines = part.list.model.all_rows()
        assert [(x.person.name, x.state, x.is_keyholder) for x in lines] == [
            ("Rosa Okafor", "active", True),
            ("Anna Whitfield", "active", True),
        ]
        assert part.summary.text().startswith("2 people can sign in, 2 are keyholders.")
        part.list.pressed_button.emit(lines[1], "go")
        stage.rest()
        assert stage.window.page_key == "people"


def test_a_line_is_put_off_and_called_back_by_keyboard_and_button(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("today", TodayPage)
        assert not page.put_off.isEnabled()
        line = next(line for line in page.list.model.all_rows() if not line.held)
        page.list.pick(line.item.key)
        stage.window.activateWindow()
        qtbot.keyClick(page.list.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        stage.rest()
        dialog = stage.dialog(PutOffDialog)
        stage.finish(dialog)
        assert "is needed" in dialog.form.field("reason").error
        dialog.form.set_value("reason", "the supplier answers on Monday")
        stage.finish(dialog)
        assert line.item.key not in {x.item.key for x in page.list.model.all_rows()}
        stage.press(page, "1 put off…")
        shown = stage.dialog(PutOffListDialog)
        shown.list.pressed_button.emit(shown.list.model.all_rows()[0], "go")
        stage.rest()
        assert shown.list.model.all_rows() == []
        shown.accept()
        stage.rest()
        assert line.item.key in {x.item.key for x in page.list.model.all_rows()}
        assert not page.waits.isVisible()


def test_the_calendar_file_is_saved_and_one_that_is_there_is_asked_about(qtbot: QtBot, school: InventedSchool) -> None:
    path = school.base / "due.ics"
    path.write_text("mine")
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("today", TodayPage)
        stage.press(page, "Save for a calendar…")
        dialog = stage.dialog(CalendarFileDialog)
        dialog.form.set_value("path", str(path))
        stage.finish(dialog)
        question = stage.question()
        assert path.read_text() == "mine"
        stage.press(question, "Replace it")
        assert path.read_bytes().startswith(b"BEGIN:VCALENDAR")
        assert "The calendar file is saved" in stage.said(page)[-1]
