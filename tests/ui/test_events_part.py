"""Events and numbered lists in the window: made, printed, come back, lost; a breach written down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.events import CopyState, Event, EventKind
from schoolsm_desktop.domain.photo_answers import Said
from schoolsm_desktop.domain.rules import VisitorPictures
from schoolsm_desktop.services.events import NewBreach
from schoolsm_desktop.services.list_copies import NewList
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.photos.event_dialogs import BreachDialog, EventDialog, ToldHeadDialog
from schoolsm_desktop.ui.photos.events_part import EventsPart
from schoolsm_desktop.ui.photos.list_dialogs import ListDialog, LostDialog
from schoolsm_desktop.ui.photos.page import PhotosPage
from schoolsm_desktop.ui.theme import Scheme
from tests.services.roll import add_adult, add_pupil, answer
from tests.services.school import InventedSchool

from .page_stage import PageStage, page_stage
from .walk import faults_of

Look = Callable[..., looks.Theme]
TODAY = date(2026, 11, 20)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """Two classes with answers for the website, a fair today whose list is out. The coordinator is signed in."""
    made = InventedSchool(tmp_path)
    made.sign_in(made.coordinator)
    for name, said, group in (
        ("Amara Bello", Said.YES, "4B"),
        ("Callum Dent", Said.NO, "4B"),
        ("Isla May", Said.YES, "5A"),
    ):
        pupil = add_pupil(made.office, name, group)
        answer(made.office, pupil, said, "website", by=add_adult(made.office, pupil))
    fair(made, "Book fair", TODAY)
    yield made
    made.sign_out()


def fair(school: InventedSchool, name: str, on: date, **more: object) -> Event:
    event = replace(school.office.events.blank(), name=name, on=on, holder_name="Bo Lens", places=(("website", ""),))
    return school.office.events.save(replace(event, **more))  # type: ignore[arg-type]


def part_of(stage: PageStage) -> EventsPart:
    page = stage.page("photos", PhotosPage)
    page.begin("events", "")
    stage.rest()
    return page.part(EventsPart)


def out(school: InventedSchool) -> None:
    school.office.printing.do_not_photograph(NewList("Bo Lens", ("website",), ("4B",)))


def test_an_event_needs_a_name_and_a_day_and_has_the_rule_of_the_policy(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = part_of(stage)
        stage.press(part, "New event…")
        dialog = stage.dialog(EventDialog)
        stage.finish(dialog)
        assert dialog.form.field("name").error
        dialog.form.set_value("name", "Nativity")
        dialog.form.set_value("on", "10 Dec 2026")
        dialog.form.set_value("until", "9 Dec 2026")
        stage.finish(dialog)
        assert dialog.form.field("until").error, "said beside the field, and nothing typed is lost"
        dialog.form.set_value("until", "")
        stage.finish(dialog)
        lines = {line.event.name: line for line in part.events.model.all_rows()}
        assert lines["Nativity"].event.visitors is VisitorPictures.OWN_CHILD
        assert part.pane.heading.text() == "Nativity"


def test_from_the_search_to_the_list_in_three_actions(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("photos", PhotosPage)
        stage.window.go(Target("photos", "", "list-new"))
        stage.rest()
        dialog = stage.dialog(ListDialog)
        event = next(line.event for line in school.office.events.view().lines)
        assert dialog.form.value("event") == str(event.id), "the next event is what it is asked for"
        assert dialog.form.value("given_to") == "Bo Lens"
        assert "1 child stands on it, of 3." in dialog._follows.words.text()
        stage.finish(dialog)
        assert [document.key for document in stage.previews] == ["do-not-photograph"]
        part = page.part(EventsPart)
        stage.rest()
        assert [line.copy.number for line in part.copies.model.all_rows()] == [1]


def test_a_second_person_is_asked_for_only_where_it_is_needed(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = part_of(stage)
        stage.press(part.page, "Do-not-photograph list…")
        dialog = stage.dialog(ListDialog)
        dialog.form.set_value("places", "website")
        assert dialog.form.field("second_id").isHidden()
        dialog.form.set_value("places", "website press")
        assert not dialog.form.field("second_id").isHidden()
        dialog.form.set_value("given_to", "The Gazette")
        stage.finish(dialog)
        assert dialog.form.field("second_id").error
        dialog.form.set_value("second_id", str(school.head.id))
        stage.finish(dialog)
        assert len(stage.previews) == 1


def test_a_list_comes_back_with_one_click_and_a_lost_one_says_who_hears_of_it(
    qtbot: QtBot, school: InventedSchool
) -> None:
    out(school)
    out(school)
    with page_stage(qtbot, school.office) as stage:
        part = part_of(stage)
        second, first = part.copies.model.all_rows()
        part.copies.pick(first.copy.id)
        stage.rest()
        stage.press(part.pane, "It is back")
        assert stage.said(part.page) == ["List no. 1 is back. Shred it now."]
        part.copies.pick(second.copy.id)
        stage.rest()
        stage.press(part.pane, "Lost…")
        dialog = stage.dialog(LostDialog)
        assert "1 child stands on it" in dialog.sentence.text()
        stage.finish(dialog)
        assert dialog.form.field("note").error
        dialog.form.set_value("note", "Left in the hall")
        stage.finish(dialog)
        states = {line.copy.number: line for line in part.copies.model.all_rows()}
        assert [states[n].copy.state for n in (1, 2)] == [CopyState.BACK, CopyState.LOST]
        stage.press(part.pane, "Found: it is back")
        assert school.office.events.view().copies[0].copy.state is CopyState.BACK


@pytest.mark.clause("valence:events-3")
def test_a_breach_is_written_down_and_the_head_told(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = part_of(stage)
        stage.press(part.pane, "The rule was broken…")
        dialog = stage.dialog(BreachDialog)
        dialog.form.set_value("words", "Somebody filmed the stage")
        stage.finish(dialog)
        assert stage.said(part.page) == ["It is written down. Tell the headteacher: Today reminds of it."]
        stage.press(part.pane, "The headteacher was told…")
        told = stage.dialog(ToldHeadDialog)
        stage.finish(told)
        (breach,) = school.office.events.view().lines[0].breaches
        assert breach.told_head_on == TODAY


def test_an_event_is_cancelled_after_a_question_and_the_notice_and_slips_are_shown(
    qtbot: QtBot, school: InventedSchool
) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = part_of(stage)
        stage.press(part.pane, "Notice for the door")
        stage.press(part, "Print blank slips")
        assert [document.key for document in stage.previews] == ["event-notice", "blank-slips"]
        stage.press(part.pane, "Cancel the event…")
        stage.press(stage.question(), "Cancel the event")
        assert part.events.model.all_rows()[0].event.cancelled_at is not None


def test_today_leads_to_the_list_and_to_the_event(qtbot: QtBot, school: InventedSchool) -> None:
    out(school)
    event, copy = school.office.events.view().lines[0].event, school.office.events.view().copies[0].copy
    with page_stage(qtbot, school.office) as stage:
        stage.window.go(Target("photos", str(copy.id), "events"))
        stage.rest()
        part = stage.page("photos", PhotosPage).part(EventsPart)
        assert part.pane.heading.text() == "List no. 1: Do not photograph"
        stage.window.go(Target("photos", str(event.id), "events"))
        stage.rest()
        assert part.pane.heading.text() == "Book fair"


@pytest.mark.parametrize(("scheme", "factor"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_the_walk_finds_no_fault(
    qtbot: QtBot, school: InventedSchool, look: Look, scheme: Scheme, factor: float
) -> None:
    look(scheme, text_factor=factor)
    out(school)
    event = fair(school, "School photographs", TODAY, kind=EventKind.PHOTOGRAPHER)
    breach = school.office.events.broken(NewBreach(event.id, "Somebody filmed"))
    copy = school.office.events.view().copies[0].copy
    records = {"event-told": str(breach.id), "list-lost": str(copy.id), "list-new": str(copy.id)}
    with page_stage(qtbot, school.office) as stage:
        part = part_of(stage)
        faults = [f"part: {fault}" for fault in faults_of(part.page)]
        part.copies.pick(copy.id)
        stage.rest()
        faults += [f"copy: {fault}" for fault in faults_of(part.page)]
        for name, make in part.dialogs().items():
            opened = make(records.get(name, str(event.id)))
            opened.show()
            stage.rest()
            faults += [f"{name}: {fault}" for fault in faults_of(opened)]
            opened.form.saved()
            opened.reject()
        assert faults == []
