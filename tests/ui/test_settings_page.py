"""Settings: the school, its terms, backups, permissions, the log; and the documents of the reports page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.common.code_sheet_dialog import CodeSheetDialog
from schoolsm_desktop.ui.reports.documents_part import DocumentsPart
from schoolsm_desktop.ui.reports.page import ReportsPage
from schoolsm_desktop.ui.settings.backups import BackupsPart
from schoolsm_desktop.ui.settings.contacts_part import ContactsPart
from schoolsm_desktop.ui.settings.page import SettingsPage
from schoolsm_desktop.ui.settings.school import SchoolDialog
from schoolsm_desktop.ui.settings.term_dialogs import TermDialog
from schoolsm_desktop.ui.settings.terms import TermsPart
from schoolsm_desktop.ui.theme import Scheme
from tests.services.school import InventedSchool

from .page_stage import page_stage
from .walk import faults_of

Look = Callable[..., looks.Theme]


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school whose coordinator is signed in."""
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()


def test_the_schools_name_is_changed_and_the_change_is_seen(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("settings", SettingsPage)
        page.begin("school", "")
        stage.rest()
        stage.press(page, "Change…")
        dialog = stage.dialog(SchoolDialog)
        dialog.form.set_value("name", "")
        stage.finish(dialog)
        assert dialog.form.field("name").error
        dialog.form.set_value("name", "Alder Brook School")
        stage.finish(dialog)
        assert school.office.schools.school().name == "Alder Brook School"


def test_a_term_that_overlaps_is_said_beside_its_day_and_a_removed_one_can_be_put_back(
    qtbot: QtBot, school: InventedSchool
) -> None:
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("settings", SettingsPage)
        page.begin("terms", "")
        stage.rest()
        part = page.findChild(TermsPart)
        assert part is not None
        stage.press(part, "Add a term…")
        dialog = stage.dialog(TermDialog)
        for name, value in (("name", "Another term"), ("starts", "1 Dec 2026"), ("ends", "20 Dec 2026")):
            dialog.form.set_value(name, value)
        stage.finish(dialog)
        assert "before" in dialog.form.field("starts").error
        dialog.form.set_value("starts", "1 Sep 2027")
        dialog.form.set_value("ends", "17 Dec 2027")
        stage.finish(dialog)
        assert [t.name for t in school.office.schools.terms()][-1] == "Another term"
        part.list.pick(school.office.schools.terms()[-1].id)
        stage.press(part, "Remove")
        assert len(school.office.schools.terms()) == 3
        stage.press(page, "Put it back")
        assert len(school.office.schools.terms()) == 4


def test_a_backup_is_made_and_checked_on_demand(qtbot: QtBot, school: InventedSchool, tmp_path: Path) -> None:
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("settings", SettingsPage)
        page.begin("backup", "")
        stage.rest()
        part = page.findChild(BackupsPart)
        assert part is not None
        second = tmp_path / "stick"
        second.mkdir()
        part.add_place(second)
        stage.rest()
        stage.press(part, "Make a backup now")
        assert "A backup was made and checked in 2 places." in stage.said(page)
        assert len(list(second.iterdir())) == 1
        part.list.pick(second)
        stage.press(part, "Use this place no longer")
        assert [place.folder for place in school.office.backups.places()] == [school.base / "backups"]


def test_the_log_is_read_and_every_signature_checked(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("settings", SettingsPage)
        page.begin("log", "")
        stage.rest()
        stage.press(page, "Check every signature")
        assert "every entry is signed and in its place" in stage.said(page)[0]


def test_whoever_may_not_see_the_log_has_no_tab_for_it(qtbot: QtBot, school: InventedSchool) -> None:
    office_manager = school.add_person("Petra Lindholm", "Office manager")
    school.office.people.give_duty(office_manager.id, Duty.OFFICE_MANAGER, school.clock.today())
    school.make_sign_in(office_manager)
    with page_stage(qtbot, school.sign_in(office_manager)) as stage:
        page = stage.page("settings", SettingsPage)
        assert [page.tabs.tabText(at).partition(" (")[0] for at in range(page.tabs.count())] == [
            "You",
            "Appearance",
            "School",
            "Terms",
            "Whom to ring",
            "Letters",
            "Backups",
            "Who may do what",
            "About",
        ]


def test_every_tab_stands_in_the_row_for_whoever_has_them_all(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.sign_in(school.head)) as stage:
        stage.window.resize(1366, 768)
        page = stage.page("settings", SettingsPage)
        page.set_count(page.part(ContactsPart), 8)
        stage.rest()
        last = page.tabs.count() - 1
        assert page.tabs.tabText(last - 1) == "Check"
        assert page.tabs.tabRect(last).right() <= page.tabs.width()


def test_a_new_recovery_sheet_is_in_force_only_after_two_groups_were_typed_back(
    qtbot: QtBot, school: InventedSchool
) -> None:
    with page_stage(qtbot, school.sign_in(school.head)) as stage:
        page = stage.page("reports", ReportsPage)
        page.begin("recovery-sheet", "")
        stage.rest()
        dialog = stage.dialog(CodeSheetDialog)
        stage.press(dialog, "1. Look at the sheet and print it…")
        (sheet,) = stage.previews
        assert not sheet.may_save
        dialog.form.set_value("group2", "00000")
        dialog.form.set_value("group7", "00000")
        stage.finish(dialog)
        assert "letter by letter" in dialog.form.field("group2").error
        groups = dialog.sheet.code.replace("-", " ").split()
        dialog.form.set_value("group2", groups[1].lower())
        dialog.form.set_value("group7", groups[6])
        stage.finish(dialog)
        assert "in force" in stage.said(page)[0]
    school.sign_out()
    school.desk().recover(" ".join(groups), school.head.id, "temporary badger lemon skylight rivet")
    school.office = school.sign_in_again(school.coordinator)


def test_documents_open_in_the_preview(qtbot: QtBot, school: InventedSchool) -> None:
    school.add_account("Website")
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("reports", ReportsPage)
        for key in ("access-register", "account-directory"):
            page.begin(key, "")
            stage.rest()
        assert [document.key for document in stage.previews] == ["access-register", "account-directory"]
        shown = {line.document.key for line in page.part(DocumentsPart).list.model.all_rows()}
        assert "recovery-sheet" not in shown, "only the headteacher makes a recovery sheet"


@pytest.mark.parametrize(("scheme", "factor"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_nothing_is_unnamed_clipped_or_pale(
    qtbot: QtBot, school: InventedSchool, look: Look, scheme: Scheme, factor: float
) -> None:
    look(scheme, text_factor=factor)
    school.add_account("Website")
    with page_stage(qtbot, school.sign_in(school.head)) as stage:
        page = stage.page("settings", SettingsPage)
        for at in range(page.tabs.count()):
            page.tabs.setCurrentIndex(at)
            stage.rest()
            assert [str(fault) for fault in faults_of(page)] == [], page.tabs.tabText(at)
        assert page.findChildren(QPushButton)
        for key in ("change-passphrase", "school", "term"):
            dialog = page.open_dialog(key)
            stage.rest()
            assert [str(fault) for fault in faults_of(dialog)] == [], key
            dialog.reject()
            stage.rest()
        assert [str(fault) for fault in faults_of(stage.page("reports", ReportsPage))] == []
