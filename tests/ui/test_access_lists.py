"""Leavers and lists: one dialog makes the list, its lines are worked off with mouse and keyboard, and it is signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.access import AccessKind
from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.checklists import ChecklistKind, LineKind
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.services.checklist_views import LineView, ListView
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.access.leaving_dialogs import CameBackDialog, LeavingDialog, SamePersonDialog
from schoolsm_desktop.ui.access.list_dialogs import (
    AddLineDialog,
    FinishDialog,
    LooksAfterDialog,
    MoveDialog,
    NotNeededDialog,
    ProofDialog,
)
from schoolsm_desktop.ui.access.lists_part import ListsPart
from schoolsm_desktop.ui.access.page import AccessPage
from schoolsm_desktop.ui.common.dialogs import FormDialog
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


def leaver(school: InventedSchool) -> Person:
    """Somebody who holds and knows something of every kind."""
    jo = school.add_person("Jo Marsh", "Teacher, Year 4", email="jo.marsh@alder.example")
    school.ready(jo)
    page = school.add_account("Facebook page", platform_id="facebook", owner_id=jo.id)
    blog, tool = school.add_account("Class blog"), school.add_account("Planner")
    school.give(jo, page, AccessKind.OWN_LOGIN)
    school.give(jo, blog)
    school.give(jo, tool, AccessKind.TOOL_SEAT)
    school.office.people.give_duty(jo.id, Duty.CLASS_TEACHER, school.clock.today())
    return jo


def lists(stage: PageStage) -> ListsPart:
    """The part, brought to the front."""
    page = stage.page("access", AccessPage)
    page.begin("lists", "")
    stage.rest()
    return page.part(ListsPart)


def begin(stage: PageStage, act: str, person: Person | None = None) -> FormDialog:
    """What the staff list's buttons do."""
    stage.window.go(Target("access", str(person.id) if person else "", act))
    stage.rest()
    return stage.dialog(FormDialog)


def line(part: ListsPart, kind: LineKind) -> LineView:
    """The line of a kind."""
    return next(row for row in part.lines.model.shown_rows() if row.line.kind is kind)


def choose(stage: PageStage, part: ListsPart, kind: LineKind) -> LineView:
    """Choose a line."""
    row = line(part, kind)
    part.lines.pick(row.line.id)
    stage.rest()
    return line(part, kind)


def prepared(stage: PageStage, jo: Person) -> ListsPart:
    """A list made by the dialog, last day today."""
    dialog = begin(stage, "leaving", jo)
    stage.finish(dialog)
    return stage.page("access", AccessPage).part(ListsPart)


def test_one_dialog_says_what_follows_and_makes_the_list(qtbot: QtBot, school: InventedSchool) -> None:
    jo = leaver(school)
    with page_stage(qtbot, school.office) as stage:
        dialog = begin(stage, "leaving", jo)
        assert isinstance(dialog, LeavingDialog)
        assert dialog.form.value("person") == str(jo.id)
        assert "Password: Class blog" in dialog.lines.text()
        assert dialog.follows.words.text()
        assert dialog.form.field("new_job").isHidden()
        stage.finish(dialog)
        part = stage.page("access", AccessPage).part(ListsPart)
        assert part.isVisible()
        current = part.list.current()
        assert current is not None
        assert (current.title, current.checklist.kind) == ("Jo Marsh", ChecklistKind.LEAVES)
        assert part.lines.model.total() == current.total > 8
