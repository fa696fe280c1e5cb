"""The register as a matrix: give, change, pause and end access with mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.access import AccessKind
from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.access.dialogs import AlreadyHadDialog, ChangeDialog, EndDialog, GiveDialog, LookThroughDialog
from schoolsm_desktop.ui.access.page import AccessPage
from schoolsm_desktop.ui.access.register_columns import account_of
from schoolsm_desktop.ui.access.register_dialogs import HistoryDialog
from schoolsm_desktop.ui.access.register_part import RegisterPart
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.theme import Scheme
from tests.services.school import InventedSchool

from .page_stage import PageStage, page_stage
from .walk import faults_of

Look = Callable[..., looks.Theme]


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school whose coordinator is signed in."""
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()


def cell_texts(page: AccessPage, name: str) -> list[str]:
    """What stands in the cells of a person's row, account by account."""
    model = page.part(RegisterPart).list.model
    for line in range(model.rowCount()):
        row = model.row_at(line)
        if row is not None and row.person.name == name:
            accounts = [at for at, column in enumerate(model.columns) if account_of(column.key) is not None]
            return [str(model.index(line, at).data()) for at in accounts]
    return []


def choose(stage: PageStage, page: AccessPage, record: str) -> None:
    page.show_record(record)
    stage.rest()


def test_the_keyholders_stand_on_the_register_from_the_first_day(qtbot: QtBot, school: InventedSchool) -> None:
    school.add_account("Website")
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("access", AccessPage)
        assert cell_texts(page, "Anna Whitfield") == ["Keyholder"]
        assert not page.part(RegisterPart).look_through.isVisible()


@pytest.mark.clause("valence:roles-1")
def test_access_is_given_in_one_dialog(qtbot: QtBot, school: InventedSchool) -> None:
    page_account, person = school.add_account("Website"), school.add_person("Jo Marsh")
    school.ready(person)
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("access", AccessPage)
        stage.press(page, "Give access…")
        dialog = stage.dialog(GiveDialog)
        assert dialog.form.value("authorised_by") == str(school.head.id)
        stage.finish(dialog)
        assert dialog.form.field("person").error
        dialog.form.set_value("person", str(person.id))
        dialog.form.set_value("account", str(page_account.id))
        dialog.form.set_value("kind", AccessKind.KNOWS_PASSWORD.value)
        dialog.form.set_value("reason", "Class news")
        stage.finish(dialog)
        assert cell_texts(page, "Jo Marsh") == ["Password"]
        assert stage.said(page) == ["Access is given and stands in the register."]
        assert page.part(RegisterPart).list.current().person.id == person.id  # type: ignore[union-attr]


def test_a_wrong_day_is_said_beside_its_field_and_nothing_typed_is_lost(qtbot: QtBot, school: InventedSchool) -> None:
    where, person = school.add_account("Website"), school.add_person("Jo Marsh")
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("access", AccessPage)
        dialog = page.open_dialog("give", f"{person.id}|{where.id}")
        dialog.form.set_value("ends", "1 Jan 2020")
        dialog.form.set_value("reason", "Class news")
        stage.finish(dialog)
        assert "before the first" in dialog.form.field("ends").error
        assert dialog.form.value("reason") == "Class news"
        assert cell_texts(page, "Jo Marsh") == []


def test_the_pane_says_who_authorised_and_ending_says_the_consequence_first(
    qtbot: QtBot, school: InventedSchool
) -> None:
    where, person = school.add_account("Website"), school.add_person("Jo Marsh")
    access = school.give(person, where)
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("access", AccessPage)
        choose(stage, page, str(access.id))
        stage.press(page, "End access…")
        dialog = stage.dialog(EndDialog)
        assert not dialog.main.isDefault()
        dialog.form.set_value("reason", "moved on")
        stage.finish(dialog)
        assert cell_texts(page, "Jo Marsh") == ["New password needed"]
        assert "Today" in stage.said(page)[0]


def test_a_pause_asks_first_and_can_be_taken_back(qtbot: QtBot, school: InventedSchool) -> None:
    where, person = school.add_account("Website", password=None), school.add_person("Jo Marsh")
    access = school.give(person, where, AccessKind.OWN_LOGIN)
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("access", AccessPage)
        choose(stage, page, str(access.id))
        stage.press(page, "Pause")
        question = stage.question()
        assert question.cancel.isDefault()
        assert "Marsh" not in question.windowTitle()
        question.accept()
        stage.rest()
        assert cell_texts(page, "Jo Marsh") == ["No access now"]
        stage.press(page, "Let it stand again")
        assert cell_texts(page, "Jo Marsh") == ["Own login"]


def test_level_and_last_day_can_be_changed(qtbot: QtBot, school: InventedSchool) -> None:
    where, person = school.add_account("Website"), school.add_person("Jo Marsh")
    access = school.give(person, where)
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("access", AccessPage)
        choose(stage, page, str(access.id))
        stage.press(page, "Change…")
        dialog = stage.dialog(ChangeDialog)
        dialog.form.set_value("ends", "18 Dec 2026")
        stage.finish(dialog)
        cell = school.office.access.cell(person.id, where.id).cell
        assert str(cell.live[0].ends) == "2026-12-18"


def test_what_people_already_had_is_entered_in_one_list_and_the_headteacher_looks_through_it(
    qtbot: QtBot, school: InventedSchool
) -> None:
    school.add_account("Website")
    people = [school.add_person(f"Person {letter}") for letter in "ABC"]
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("access", AccessPage)
        stage.press(page, "Already had it…")
        dialog = stage.dialog(AlreadyHadDialog)
        where = next(line.account for line in school.office.accounts.lines())
        dialog.form.set_value("account", str(where.id))
        stage.finish(dialog)
        assert "Tick at least one person" in dialog.messages.messages()[0].words
        for person in people[:2]:
            dialog.people.tick(str(person.id))
        stage.finish(dialog)
        assert "2 people are recorded" in dialog.messages.messages()[-1].words
        dialog.reject()
        stage.rest()
        assert cell_texts(page, "Person A") == cell_texts(page, "Person B") != []
        assert cell_texts(page, "Person C") == []
    with page_stage(qtbot, school.sign_in(school.head)) as stage:
        page = stage.page("access", AccessPage)
        stage.press(page, "Look through…")
        look = stage.dialog(LookThroughDialog)
        assert len(look.lines.ticked()) == 2
        stage.finish(look)
        assert school.office.access.waiting_from_before() == ()
        assert not page.part(RegisterPart).look_through.isVisible()


def test_a_teacher_sees_their_own_row_and_no_button_that_does_nothing(qtbot: QtBot, school: InventedSchool) -> None:
    where, person = school.add_account("Website"), school.add_person("Jo Marsh")
    school.make_sign_in(person)
    school.sign_in(school.coordinator)
    access = school.give(person, where)
    school.sign_in(person).secrets.open(where.id, SecretField.PASSWORD)
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("access", AccessPage)
        choose(stage, page, str(access.id))
        assert page.part(RegisterPart).list.model.total() == 1
        shown = [b.text() for b in page.findChildren(QPushButton) if b.isVisible()]
        assert shown == ["History"]
        stage.press(page, "History")
        history = stage.dialog(HistoryDialog)
        assert [line.what for line in history.list.model.all_rows()] == ["Given", "Password: opened it"]
        assert not history.main.isVisible()
        history.reject()


def test_the_register_goes_to_the_preview(qtbot: QtBot, school: InventedSchool) -> None:
    school.add_account("Website")
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("access", AccessPage)
        stage.press(page, "Print register")
        assert [document.key for document in stage.previews] == ["access-register"]


def test_what_was_typed_survives_a_lock(qtbot: QtBot, school: InventedSchool) -> None:
    where, person = school.add_account("Website"), school.add_person("Jo Marsh")
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("access", AccessPage)
        dialog = page.open_dialog("give", f"{person.id}|{where.id}")
        dialog.form.set_value("reason", "half a thought")
        draft = page.draft()
    assert draft is not None
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("access", AccessPage)
        page.restore(draft)
        stage.rest()
        again = stage.dialog(GiveDialog)
        assert again.form.value("reason") == "half a thought"
        assert again.form.value("person") == str(person.id)


def test_today_leads_to_the_cell(qtbot: QtBot, school: InventedSchool) -> None:
    where, person = school.add_account("Website"), school.add_person("Jo Marsh")
    access = school.give(person, where)
    with page_stage(qtbot, school.office) as stage:
        stage.window.go(Target("access", str(access.id)))
        stage.rest()
        page = stage.page("access", AccessPage)
        assert page.part(RegisterPart).list.current().person.id == person.id  # type: ignore[union-attr]
        assert page.part(RegisterPart).list.table.currentIndex().column() == 2


@pytest.mark.parametrize(("scheme", "factor"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_nothing_is_unnamed_clipped_or_pale(
    qtbot: QtBot, school: InventedSchool, look: Look, scheme: Scheme, factor: float
) -> None:
    look(scheme, text_factor=factor)
    where, person = school.add_account("Website"), school.add_person("Jo Marsh")
    access = school.give(person, where)
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("access", AccessPage)
        choose(stage, page, str(access.id))
        assert [str(fault) for fault in faults_of(page)] == []
        for key, record in (("give", f"{person.id}|{where.id}"), ("already-had", ""), ("change", str(access.id))):
            dialog = page.open_dialog(key, record)
            stage.rest()
            assert [str(fault) for fault in faults_of(dialog)] == [], key
            dialog.reject()
            stage.rest()
