"""The dialog in which the coordinator's duty is handed over: what it says before, what it does, what stops it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.ui.policy.handover_dialog import HandoverDialog
from schoolsm_desktop.ui.policy.staff_pane import person_deeds
from tests.services.school import InventedSchool

from .policy_stage import Stage, stage_on
from .walk import faults_of


@pytest.fixture
def next_one(school: InventedSchool) -> Person:
    """Who takes over, with a sign-in."""
    school.sign_in(school.coordinator)
    school.add_account("School X")
    person = school.add_person("Siân ap Gwŷn")
    school.make_sign_in(person)
    return person


@pytest.fixture
def stage(qtbot: QtBot, school: InventedSchool, next_one: Person) -> Iterator[Stage]:
    """The page, with the headteacher signed in."""
    with stage_on(qtbot, school.sign_in(school.head)) as made:
        yield made


def _open(stage: Stage, school: InventedSchool) -> HandoverDialog:
    stage.do(school.coordinator, "Hand over to…")
    return stage.dialog(HandoverDialog)


def _choose(stage: Stage, dialog: HandoverDialog, person: Person) -> None:
    dialog.form.set_value("new", str(person.id))
    stage.rest()


def test_what_it_does_and_what_follows_is_said_before_anything_is_done(
    stage: Stage, school: InventedSchool, next_one: Person
) -> None:
    dialog = _open(stage, school)
    assert not dialog.follows.isVisible()
    _choose(stage, dialog, next_one)
    said = dialog.follows.words.text()
    assert "is a keyholder first" in said
    assert "After that Rosa Okafor is a keyholder no longer" in said
    assert faults_of(dialog) == []
    assert stage.office.people.holders(Duty.COORDINATOR)[0].id == school.coordinator.id


def test_handing_over_changes_the_duty_and_says_where_the_list_is(
    stage: Stage, school: InventedSchool, next_one: Person
) -> None:
    dialog = _open(stage, school)
    _choose(stage, dialog, next_one)
    stage.click(dialog.main)
    assert next_one.id in [p.id for p in stage.office.people.holders(Duty.COORDINATOR)]
    assert "Posting access" in stage.said()[0]


def test_somebody_without_a_sign_in_is_refused_beside_the_field_and_nothing_typed_is_lost(
    stage: Stage, school: InventedSchool
) -> None:
    person = school.add_person("Jo Marsh")
    stage.rest()
    dialog = _open(stage, school)
    _choose(stage, dialog, person)
    assert "no confirmed sign-in yet" in dialog.follows.words.text()
    stage.click(dialog.main)
    assert dialog.isVisible()
    assert dialog.form.value("new") == str(person.id)
    assert "no confirmed sign-in" in dialog.form.field("new").error


def test_only_a_coordinator_is_offered_it(stage: Stage, next_one: Person) -> None:
    book = stage.staff.book
    offered = {
        line.person.name for line in book.lines if "hand-over" in {act for act, _, _ in person_deeds(book, line)}
    }
    assert offered == {"Rosa Okafor"}
    assert next_one.name not in offered
