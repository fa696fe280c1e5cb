"""Ticking off on the page of policy and staff: a person, a whole meeting but one, and what was wrong taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.policy import AccessCondition
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.policy.page import PolicyPage
from schoolsm_desktop.ui.policy.tick_dialog import TakeBackDialog, TickDialog
from schoolsm_desktop.ui.theme import Scheme
from tests.services.school import InventedSchool
from tests.ui.page_stage import PageStage, page_stage
from tests.ui.walk import faults_of


@pytest.fixture
def staff(school: InventedSchool) -> list[Person]:
    school.sign_in(school.coordinator)
    return [school.add_person(f"Person Number{n}") for n in range(3)]


@pytest.fixture
def stage(
    qtbot: QtBot, school: InventedSchool, staff: list[Person], look: Callable[..., looks.Theme]
) -> Iterator[PageStage]:
    look(Scheme.LIGHT)
    with page_stage(qtbot, school.office) as made:
        made.page("people", PolicyPage)
        yield made


@pytest.mark.clause("valence:purpose-staff-guidance")
def test_everyone_but_one_in_one_entry(stage: PageStage, school: InventedSchool, staff: list[Person]) -> None:
    page = stage.page("people", PolicyPage)
    stage.press(page, "Tick off for many…")
    dialog = stage.dialog(TickDialog)
    assert faults_of(dialog) == []
    stage.finish(dialog)
    assert "Nobody is ticked" in dialog.form.field("people").error
    stage.press(dialog, "Everybody shown")
    dialog.people.tick(str(staff[0].id), on=False)
    dialog.form.set_value("on", "12 Jan 2026")
    stage.finish(dialog)
    assert stage.said(page) == ["It is ticked for 4 people."]
    ready = school.office.conditions.readiness()
    lacks = {p.id for p in staff if AccessCondition.POLICY_READ in [m.condition for m in ready[p.id].missing]}
    assert lacks == {staff[0].id}


def test_the_dialog_begins_with_what_this_person_lacks_and_names_the_clause(
    stage: PageStage, school: InventedSchool, staff: list[Person]
) -> None:
    stage.window.go(Target("people", str(staff[1].id), "tick-condition"))
    stage.rest()
    dialog = stage.dialog(TickDialog)
    assert dialog.people.ticked() == [str(staff[1].id)]
    dialog.form.set_value("condition", AccessCondition.UNDERTAKING.value)
    assert "Use 11" in dialog.form.field("condition")._hint.text()
    assert dialog.form.value("until") == "20 Nov 2027"
    dialog.form.set_value("until", "31 Aug 2027")
    dialog.form.set_value("on", "1 Sep 2026")
    assert dialog.form.value("until") == "31 Aug 2027", "what was typed stays"
    stage.finish(dialog)
    (line,) = school.office.conditions.of_person(staff[1].id)
    assert (line.met.condition, str(line.met.until)) == (AccessCondition.UNDERTAKING, "2027-08-31")


def test_a_wrong_tick_is_taken_back(stage: PageStage, school: InventedSchool, staff: list[Person]) -> None:
    school.ready(staff[0])
    page = stage.page("people", PolicyPage)
    stage.rest()
    page.begin("take-back-tick", str(staff[0].id))
    stage.rest()
    dialog = stage.dialog(TakeBackDialog)
    assert faults_of(dialog) == []
    stage.finish(dialog)
    assert not school.office.conditions.readiness()[staff[0].id].ok
    page.begin("take-back-tick", str(staff[2].id))
    stage.rest()
    assert not stage.dialog(TakeBackDialog).main.isEnabled()


def test_who_is_ticked_survives_a_lock(stage: PageStage, staff: list[Person]) -> None:
    page = stage.page("people", PolicyPage)
    page.begin("tick-condition", "")
    stage.rest()
    dialog = stage.dialog(TickDialog)
    dialog.people.tick(str(staff[2].id))
    draft = page.draft()
    assert draft is not None
    dialog.form.saved()
    dialog.reject()
    stage.rest()
    page.restore(draft)
    stage.rest()
    assert stage.dialog(TickDialog).people.ticked() == [str(staff[2].id)]
