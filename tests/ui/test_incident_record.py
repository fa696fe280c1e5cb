"""Incidents on their page: the list and its filters, one opened as its record, and the dialogs that add to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.cases import CaseSort, CaseState, EntryKind
from schoolsm_desktop.domain.incident_kinds import Severity
from schoolsm_desktop.domain.incidents import CasePerson, Part, Who
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.record_entries import Adding, NewEntry
from schoolsm_desktop.services.case_files import add_to_case, new_entry, open_case
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.incidents.complaints_part import ComplaintsPart
from schoolsm_desktop.ui.incidents.incidents_part import ADD, IncidentsPart
from schoolsm_desktop.ui.incidents.page import IncidentsPage
from schoolsm_desktop.ui.incidents.record_dialogs import AddToRecordDialog, FactsDialog, LeadDialog, PeopleDialog
from schoolsm_desktop.ui.pages import Target
from tests.attacks.test_hostile_text import HOSTILE, kept_or_refused, nothing_is_markup
from tests.services.cases import filed
from tests.services.school import InventedSchool
from tests.ui.page_stage import PageStage, page_stage
from tests.ui.walk import faults_of

MORNING = datetime(2026, 11, 20, 10, 10, tzinfo=UTC)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school of Valence; the coordinator is signed in."""
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()


def case(school: InventedSchool, **facts: Any) -> UUID:
    """An incident with a few entries, shared with headteacher and coordinator."""
    readers = {school.head.id, school.coordinator.id}
    return filed(school.office.session, readers, **facts)


def lived(school: InventedSchool) -> UUID:
    """An incident in which much has happened."""
    school.clock.set(MORNING)
    people = (CasePerson(Part.SAID_TO_BE, Who.PARENT, "Dan Price"), CasePerson(Part.AFFECTED, Who.STAFF, "J. Marsh"))
    made = case(school, hold_reply=True, severity=Severity.SERIOUS, people=people, where="Facebook page")
    records = school.office.incident_records
    school.clock.set(MORNING + timedelta(minutes=10))
    records.add(made, NewEntry(Adding.MODERATION, "3 comments", about="hidden", printed=True))
    records.add(made, NewEntry(Adding.TOLD, "in person", person_id=school.head.id))
    school.clock.set(MORNING + timedelta(days=3))
    records.add(made, NewEntry(Adding.AGENCY, "what was seen", about="police", at=MORNING + timedelta(hours=2)))
    records.add(made, NewEntry(Adding.CORRECTION, "4 comments", of=2))
    due = school.clock.now() - timedelta(minutes=1)
    records.add(made, NewEntry(Adding.ACTION, "Invite the parent", person_id=school.head.id, due=due, at=MORNING))
    records.add(made, NewEntry(Adding.ADVICE, "Wait for the letter", about="legal", who="Solicitor"))
    return made


def on(stage: PageStage) -> tuple[IncidentsPage, IncidentsPart]:
    """The page with its part of incidents."""
    page = stage.page("incidents", IncidentsPage)
    return page, page.part(IncidentsPart)


def opened(stage: PageStage, made: UUID) -> tuple[IncidentsPage, IncidentsPart]:
    """The record of an incident, as search and Today come to it."""
    page, part = on(stage)
    stage.window.go(Target("incidents", str(made), "incidents"))
    stage.rest()
    return page, part


def read(part: IncidentsPart) -> str:
    """Every word of the record."""
    labels = [x.text() for x in part.pane.findChildren(QLabel) if x.isVisible()]
    return "\n".join([*labels, part.pane.record.toPlainText()])


@pytest.mark.parametrize(("scheme", "factor"), [(looks.Scheme.LIGHT, 1.0), (looks.Scheme.DARK, 1.0), (None, 2.0)])
def test_everything_can_be_read_and_pressed(
    qtbot: QtBot, school: InventedSchool, scheme: looks.Scheme | None, factor: float
) -> None:
    made = lived(school)
    looks.theme().apply(scheme, text_factor=factor)
    with page_stage(qtbot, school.office) as stage:
        page, part = on(stage)
        assert faults_of(page) == []
        part.open(made)
        stage.rest()
        assert faults_of(page) == []
        for key in (ADD, "record-facts", "record-people", "record-lead"):
            dialog = page.open_dialog(key, str(made))
            stage.rest()
            if isinstance(dialog, AddToRecordDialog):
                for adding in Adding:
                    dialog.form.set_value("adding", adding.value)
                    stage.rest()
                    assert faults_of(dialog) == [], adding
            assert faults_of(dialog) == []
            dialog.form.saved()
            dialog.reject()
    looks.theme().apply(looks.Scheme.LIGHT)


def test_a_record_shows_what_stands_in_it_and_the_way_back_to_the_list(qtbot: QtBot, school: InventedSchool) -> None:
    made = lived(school)
    with page_stage(qtbot, school.office) as stage:
        page, part = on(stage)
        part.list.pick(made)
        qtbot.keyClick(part.list.table, Qt.Key.Key_Return)
        stage.rest()
        said = read(part)
        assert "Do not reply yet" in said
        assert "three comments about the playground" in said
        assert "20 Nov 10:20" in said
        assert "entered 3 days later" in said
        assert "Corrected 23 Nov 10:10 by R. Okafor: 4 comments" in said
        assert "Wait for the letter" in part.pane.advice.toPlainText()
        assert "Wait for the letter" not in said
        assert not page.head.isVisible()
        qtbot.keyClick(part.pane.leave, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        stage.rest()
        assert page.head.isVisible()
        assert part.list.table.hasFocus()
        qtbot.mouseClick(
            part.list.table.viewport(),
            Qt.MouseButton.LeftButton,
            pos=part.list.table.visualRect(part.list.model.index(0, 1)).center(),
        )
        stage.rest()
        assert part.shown is not None
        stage.press(part.pane, "All incidents")
        assert part.shown is None


def test_the_list_is_narrowed_and_searched_in_every_word(qtbot: QtBot, school: InventedSchool) -> None:
    made, closed = case(school), case(school, state=CaseState.CLOSED, what="an old page")
    with school.office.session.work() as work:
        mine = open_case(school.office.session, work.uow, CaseSort.INCIDENT, made)
        add_to_case(work, mine, new_entry(work, EntryKind.NOTE, "the bakery rang"))
        work.done()
    other = filed(school.sign_in(school.head).session, {school.head.id, school.coordinator.id}, what="a third")
    school.sign_in(school.coordinator)
    with page_stage(qtbot, school.office) as stage:
        _page, part = on(stage)

        def shown() -> set[UUID]:
            return {x.id for x in part.list.model.shown_rows()}

        assert shown() == {made, closed, other}
        part.which.setCurrentIndex(part.which.findData(CaseState.CLOSED.value))
        assert shown() == {closed}
        part.which.setCurrentIndex(0)
        part.mine.setChecked(True)
        assert shown() == {made, closed}
        part.mine.setChecked(False)
        part.list.filter.setText("bakery")
        assert shown() == {made}


def test_what_is_typed_is_added_and_read_at_once(qtbot: QtBot, school: InventedSchool) -> None:
    made = case(school)
    with page_stage(qtbot, school.office) as stage:
        page, part = opened(stage, made)
        stage.press(part.pane, "Add to the record…")
        dialog = stage.dialog(AddToRecordDialog)
        form = dialog.form
        assert not form.field("reference").isVisible()
        form.set_value("adding", Adding.AGENCY.value)
        form.set_value("about", "police")
        form.set_value("words", "the messages")
        form.set_value("reference", "CR 118")
        form.set_value("day", "19/11/2026")
        form.set_value("time", "half past")
        stage.finish(dialog)
        assert "not a time" in form.field("time").error
        form.set_value("time", "8.10")
        stage.finish(dialog)
        assert "It stands in the record." in stage.said(page)
        assert "19 Nov 08:10" in read(part)
        assert "Police, the messages. Reference CR 118" in read(part)
        stage.press(part.pane, "Add to the record…")
        dialog = stage.dialog(AddToRecordDialog)
        dialog.form.set_value("adding", Adding.ACTION.value)
        dialog.form.set_value("words", "Ring the parent")
        dialog.form.set_value("due", "1/11/2026")
        stage.finish(dialog)
        assert "before it begins" in dialog.form.field("due").error
        dialog.form.set_value("due", "24/11/2026")
        stage.finish(dialog)
        stage.press(part.pane, "Done…")
        dialog = stage.dialog(AddToRecordDialog)
        assert (dialog.adding(), dialog.form.value("of")) == (Adding.DONE, "3")
        dialog.form.set_value("words", "note of the call")
        stage.finish(dialog)
        assert "Ring the parent" not in "".join(x.text() for x in part.pane.findChildren(QLabel) if x.isVisible())
        assert "Action done note of the call" in read(part)


def test_a_decision_taken_in_another_window_keeps_what_was_typed(qtbot: QtBot, school: InventedSchool) -> None:
    made = case(school)
    with page_stage(qtbot, school.office) as stage:
        page, part = opened(stage, made)
        dialog = page.open_dialog(ADD, str(made))
        dialog.form.set_value("adding", Adding.DECISION.value)
        dialog.form.set_value("answer", "leave it")
        dialog.form.set_value("reason", "nobody saw it")
        school.office.incident_records.add(made, NewEntry(Adding.DECISION, answer="report", reason="forty saw it"))
        stage.finish(dialog)
        assert dialog.isVisible()
        assert any("Somebody has added to this record" in m.words for m in dialog.messages.messages())
        assert dialog.form.value("answer") == "leave it"
        dialog.form.saved()
        dialog.reject()
        stage.rest()
        assert "Decided: report" in read(part)
        assert "leave it" not in read(part)


def test_facts_people_and_lead_are_changed_and_say_so(qtbot: QtBot, school: InventedSchool) -> None:
    made = case(school)
    with page_stage(qtbot, school.office) as stage:
        page, part = opened(stage, made)
        facts = page.open_dialog("record-facts", str(made))
        assert isinstance(facts, FactsDialog)
        facts.form.set_value("severity", "gross")
        facts.form.set_value("legal_marks", "employer-liability")
        stage.finish(facts)
        assert "Tell the insurer" in read(part)
        people = page.open_dialog("record-people", str(made))
        assert isinstance(people, PeopleDialog)
        people.form.set_value("kind", "parent")
        people.form.set_value("name", "Dan Price")
        stage.finish(people)
        assert "Said to be: Dan Price, a parent" in read(part)
        people = page.open_dialog("record-people", str(made))
        people.form.set_value("kept", "")
        stage.finish(people)
        assert "Said to be: not known (before: Dan Price, a parent)" in read(part)
        lead = page.open_dialog("record-lead", str(made))
        assert isinstance(lead, LeadDialog)
        lead.form.set_value("lead", str(school.head.id))
        stage.finish(lead)
        assert "Leads it: A. Whitfield" in read(part)


def test_what_is_typed_comes_back_into_the_record_it_was_about(qtbot: QtBot, school: InventedSchool) -> None:
    made = case(school)
    with page_stage(qtbot, school.office) as stage:
        page, _ = opened(stage, made)
        dialog = page.open_dialog(ADD, str(made))
        dialog.form.set_value("adding", Adding.SUPPORT.value)
        dialog.form.set_value("words", "time off the page")
        draft = page.draft()
        assert draft is not None
    with page_stage(qtbot, school.office) as stage:
        page, part = on(stage)
        page.restore(draft)
        stage.rest()
        back = stage.dialog(AddToRecordDialog)
        assert (back.adding(), back.form.value("words")) == (Adding.SUPPORT, "time off the page")
        assert part.shown is not None
        back.form.saved()
        back.reject()


def test_a_record_that_is_shared_no_more_goes_from_the_screen(qtbot: QtBot, school: InventedSchool) -> None:
    made = case(school)
    with page_stage(qtbot, school.office) as stage:
        page, part = opened(stage, made)
        me = (CasePerson(Part.SAID_TO_BE, Who.STAFF, person_id=school.coordinator.id),)
        school.office.incident_records.name_people(made, me, "", 0)
        stage.rest()
        assert part.shown is None
        assert part.list.model.total() == 0
        part.show_record(str(made))
        stage.rest()
        assert any("not in the school’s records" in x or "not in the school's" in x for x in stage.said(page))


def test_three_hundred_entries_are_quickly_there(qtbot: QtBot, school: InventedSchool) -> None:
    made = case(school)
    with school.office.session.work() as work:
        whole = open_case(school.office.session, work.uow, CaseSort.INCIDENT, made)
        notes = [new_entry(work, EntryKind.NOTE, f"note {n}: " + "what was said " * 8) for n in range(300)]
        add_to_case(work, whole, *notes)
        work.done()
    with page_stage(qtbot, school.office) as stage:
        _page, part = opened(stage, made)
        began = perf_counter()
        assert part.shown is not None
        part.pane.record.show_lines(part.shown.view.lines[:-1], part.shown.view.now)
        part.pane.record.grab()
        assert perf_counter() - began < 1.5
        assert part.pane.record.verticalScrollBar().maximum() > 0
        assert "301 entries" in read(part)


def test_whoever_may_not_add_sees_no_button_for_it(qtbot: QtBot, school: InventedSchool) -> None:
    clerk = school.add_person("Pia Lindqvist", "Office manager")
    school.office.people.give_duty(clerk.id, Duty.OFFICE_MANAGER, school.clock.today())
    school.make_sign_in(clerk)
    made = filed(school.office.session, {school.head.id, clerk.id})
    school.sign_in(clerk)
    with page_stage(qtbot, school.office) as stage:
        _page, part = opened(stage, made)
        buttons = {x.text() for x in part.pane.deeds.findChildren(QPushButton) if x.isVisible()}
        assert "Add to the record…" not in buttons
        assert "three comments" in read(part)


def test_hostile_words_are_read_as_words(qtbot: QtBot, school: InventedSchool) -> None:
    made = case(school, what=HOSTILE["markup"])
    records = school.office.incident_records
    for text in HOSTILE.values():
        new = NewEntry(Adding.AGENCY, text, about="police", who=text[:300], reason=text, reference=text[:300])
        kept_or_refused(partial(records.add, made, new), text)
        people = (CasePerson(Part.WITNESS, Who.PUBLIC, text, handle=text),)
        kept_or_refused(partial(records.name_people, made, people, text[:5000], 0), text)
    with page_stage(qtbot, school.office) as stage:
        _page, part = opened(stage, made)
        nothing_is_markup(stage.window)
        assert HOSTILE["markup"] in part.pane.record.toPlainText()
        assert "half  letter" in part.pane.record.toPlainText()
        stage.window.grab()


def test_a_name_typed_to_narrow_the_list_is_kept_nowhere(qtbot: QtBot, school: InventedSchool) -> None:
    """What is kept of a list lies beside the sealed records and not in them."""
    with page_stage(qtbot, school.office) as stage:
        page, part = on(stage)
        for key, listed in (("incidents", part.list), ("complaints", page.part(ComplaintsPart).list)):
            listed.filter.setText("Price")
            listed.keep()
            kept = stage.window.views.get(key)
            assert kept["widths"]
            assert "Price" not in repr(kept)
