"""Complaints on the page of incidents: taken in, led, and their letters; every look can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.complaints import ComplaintAbout, Stage
from schoolsm_desktop.services.complaints import NewComplaint
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.incidents.case_letter_dialog import CaseLetterDialog
from schoolsm_desktop.ui.incidents.complaint_dialogs import (
    AppointmentDialog,
    ComplaintEntryDialog,
    ComplaintFactsDialog,
    NewComplaintDialog,
    OneThingDialog,
    StageDialog,
    wordings,
)
from schoolsm_desktop.ui.incidents.complaints_part import ComplaintsPart
from schoolsm_desktop.ui.incidents.page import IncidentsPage
from tests.services.school import InventedSchool
from tests.ui.page_stage import PageStage, page_stage
from tests.ui.walk import faults_of

Look = Callable[..., looks.Theme]
WORDS = "The homework page was wrong for three weeks, and nobody answered."
DIALOGS: dict[str, type[FormDialog]] = {
    "complaint-new": NewComplaintDialog,
    "complaint-appointment": AppointmentDialog,
    "complaint-stage": StageDialog,
    "complaint-entry": ComplaintEntryDialog,
    "complaint-facts": ComplaintFactsDialog,
    "complaint-letter": CaseLetterDialog,
    **dict.fromkeys(wordings(), OneThingDialog),
}


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """The coordinator is signed in."""
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()


def _one(school: InventedSchool, **more: object) -> UUID:
    day = school.clock.today()
    new = NewComplaint(WORDS, day, name="Dana Ferris", contact="07700 900123", **more)  # type: ignore[arg-type]
    return school.office.complaints.record(new).id


def _open(stage: PageStage, case: UUID | None = None) -> ComplaintsPart:
    page = stage.page("incidents", IncidentsPage)
    page.begin("complaints", str(case or ""))
    stage.rest()
    return page.part(ComplaintsPart)


def _lived(school: InventedSchool) -> UUID:
    """A complaint that has something of everything."""
    case, complaints = _one(school), school.office.complaints
    complaints.appoint(case, school.clock.now() + timedelta(days=4), school.head.id, "the headteacher’s room")
    school.office.case_letters.make(case, "complaint-acknowledged", "Dana Ferris", {"item": "the homework page"})
    complaints.take_stage(case, Stage.FORMAL, "To write by the complaints procedure.", school.head.id)
    _one(school, about=ComplaintAbout.PERSONAL_DATA)
    return case


def test_one_is_taken_in_with_three_fields_and_says_before_who_reads_it(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = _open(stage)
        stage.press(part, "New complaint…")
        dialog = stage.dialog(NewComplaintDialog)
        said = [x.text() for x in dialog.findChildren(QLabel) if x.text().startswith("Sealed to")]
        assert said == ["Sealed to A. Whitfield and R. Okafor. Nobody else learns that it is there."]
        stage.finish(dialog)
        assert dialog.form.field("what").error
        dialog.form.set_value("what", WORDS)
        dialog.form.set_value("received_on", "21 Nov 2026")
        stage.finish(dialog)
        assert "still to come" in dialog.form.field("received_on").error
        dialog.form.set_value("received_on", "20 Nov 2026")
        stage.finish(dialog)
        line = part.list.current()
        assert line is not None
        assert part.pane.title.text() == f"Complaint {line.reference}"


def test_about_the_headteacher_it_says_so_before_a_word_is_saved(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        _open(stage)
        dialog = stage.window.show_page("incidents").open_dialog("complaint-new")
        dialog.form.set_value("what", WORDS)
        dialog.form.set_value("person_ids", str(school.head.id))
        stage.rest()
        assert any("ring the chair" in x.text() for x in dialog.findChildren(QLabel))
        stage.finish(dialog)
        assert dialog.isVisible()
        assert dialog.form.value("what") == WORDS
        assert school.office.complaints.lines() == ()


def test_a_decision_taken_meanwhile_is_said_and_what_was_typed_stays(qtbot: QtBot, school: InventedSchool) -> None:
    case = _one(school)
    with page_stage(qtbot, school.office) as stage:
        part = _open(stage, case)
        stage.press(part, "Next stage…")
        dialog = stage.dialog(StageDialog)
        dialog.form.set_value("advice", "To write to the governors")
        school.office.complaints.take_stage(case, Stage.FORMAL, "somebody was quicker")
        stage.finish(dialog)
        said = [message.words for message in dialog.messages.messages()]
        assert "at this stage already" in said[0]
        assert dialog.form.value("advice") == "To write to the governors"
        dialog.form.saved()
        dialog.reject()
        stage.press(part, "Appointment…")
        late = stage.dialog(AppointmentDialog)
        late.form.set_value("day", "19 Nov 2026")
        late.form.set_value("time", "half past")
        stage.finish(late)
        assert "not a time" in late.form.field("time").error
        late.form.set_value("time", "15:30")
        stage.finish(late)
        assert "past" in late.form.field("day").error


def test_a_letter_is_put_right_by_hand_made_and_printed_again(qtbot: QtBot, school: InventedSchool) -> None:
    case = _one(school)
    with page_stage(qtbot, school.office) as stage:
        part = _open(stage, case)
        stage.press(part, "Letter…")
        dialog = stage.dialog(CaseLetterDialog)
        dialog.form.set_value("item", "the homework page")
        dialog._look()
        stage.rest()
        text = dialog.form.value("text")
        assert "Your complaint about the homework page arrived on 20 Nov 2026" in text
        assert dialog.form.value("recipient") == "Dana Ferris"
        dialog.form.set_value("text", text.replace("Thank you for telling us.", "We are glad that you rang."))
        stage.finish(dialog)
        assert stage.previews[-1].key == "case-letter"
        stage.press(part, "Letter…")
        again = stage.dialog(CaseLetterDialog)
        again.form.set_value("letter", "again:2")
        stage.finish(again)
        assert len(stage.previews) == 2
        assert "We are glad that you rang." in school.office.case_letters.letters(case)[0].text


@pytest.mark.parametrize(("scheme", "factor"), [("light", 1.0), ("dark", 1.0), ("light", 2.0)])
def test_everything_can_be_read_and_heard(
    qtbot: QtBot, school: InventedSchool, look: Look, scheme: str, factor: float
) -> None:
    look(looks.Scheme(scheme), text_factor=factor)
    case = _lived(school)
    with page_stage(qtbot, school.office) as stage:
        part = _open(stage, case)
        faults = [f"part: {fault}" for fault in faults_of(part.page)]
        for name, kind in DIALOGS.items():
            part.page.open_dialog(name, "" if name == "complaint-new" else str(case))
            stage.rest()
            dialog = stage.dialog(kind)
            faults += [f"{name}: {fault}" for fault in faults_of(dialog)]
            dialog.form.saved()
            dialog.reject()
    assert faults == []
