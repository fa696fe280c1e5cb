"""Keep and destroy: what is over its time is asked for, kept, refused or destroyed, and each class says why it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.cases import CaseState
from schoolsm_desktop.domain.retention import RecordClass
from schoolsm_desktop.services.destruction_views import AGREE, ON_PAPER, REFUSE
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.ui.incidents.complaints_part import ComplaintsPart
from schoolsm_desktop.ui.incidents.page import IncidentsPage
from schoolsm_desktop.ui.incidents.removal_dialogs import AskRemovalDialog
from schoolsm_desktop.ui.reports.page import ReportsPage
from schoolsm_desktop.ui.reports.retention_dialogs import (
    ASK,
    END_KEEP,
    KEEP,
    PERIOD,
    AgreeDialog,
    AskDialog,
    EndKeepDialog,
    KeepDialog,
    PeriodDialog,
    RefuseDialog,
)
from schoolsm_desktop.ui.reports.retention_part import RetentionPart
from schoolsm_desktop.ui.reports.retention_words import Line
from schoolsm_desktop.ui.theme import Scheme, Theme
from tests.reports.reading import text
from tests.services.cases import complained
from tests.services.old_records import plant_all, plant_post, plant_pupil
from tests.services.pupil_school import PupilSchool, make_pupil_school

from .page_stage import PageStage, page_stage
from .walk import faults_of

C = RecordClass


@pytest.fixture
def school(tmp_path: Path) -> Iterator[PupilSchool]:
    made = make_pupil_school(tmp_path)
    yield made
    made.school.sign_out()


def _part(stage: PageStage, record: str = "pupils") -> tuple[ReportsPage, RetentionPart]:
    page = stage.page("reports", ReportsPage)
    page.begin("retention", record)
    stage.rest()
    return page, page.part(RetentionPart)


def _line(part: RetentionPart, key: str) -> Line:
    return next(line for line in part.list.model.all_rows() if line.key == key)


def _shown(part: RetentionPart) -> set[str]:
    return {b.text() for b in part.findChildren(QPushButton) if b.isVisible()}


def test_a_sealed_record_over_its_time_is_opened_where_it_is_read(qtbot: QtBot, school: PupilSchool) -> None:
    """From the class alone nothing sealed is destroyed: it leads to the one record, which two people remove there."""
    office = school.as_who("head")
    closed = office.clock.now() - timedelta(days=365 * 7)
    old = complained(office.session, {office.person_id}, state=CaseState.CLOSED, closed_at=closed)
    with page_stage(qtbot, office) as stage:
        _, part = _part(stage, "complaints")
        assert _line(part, "complaints").stands == "1 over its time"
        stage.press(part.pane, "Open the records")
        assert stage.window.page_key == "incidents"
        pane = stage.page("incidents", IncidentsPage).part(ComplaintsPart).pane
        assert office.complaints.view(old).line.reference in pane.title.text()
        stage.press(pane, "Remove the whole record…")
        stage.dialog(AskRemovalDialog).reject()
        stage.rest()


def test_the_office_asks_and_the_headteacher_agrees(qtbot: QtBot, school: PupilSchool) -> None:
    office = school.as_who("office")
    plant_pupil(office, "Ada")
    plant_post(office, "Sports day")
    with page_stage(qtbot, office) as stage:
        page, part = _part(stage)
        assert _line(part, "pupils").stands == "1 over its time"
        stage.press(part.pane, "Ask to destroy…")
        dialog = stage.dialog(AskDialog)
        assert len(dialog.records.ticked()) == 1, "what the class holds is ticked, the rest is there to be ticked"
        stage.finish(dialog)
        assert stage.said(page) == ["It waits for a second person. Nothing was destroyed yet."]
        first = part.list.model.all_rows()[0]
        assert (first.title, first.stands) == ("Destruction 1: 1 record", "Waits for a second person")
        part.list.pick(first.key)
        assert "Agree, and destroy…" not in _shown(part)
    head = school.as_who("head")
    with page_stage(qtbot, head) as stage:
        page, part = _part(stage, first.key)
        stage.press(part.pane, "Agree, and destroy…")
        agree = stage.dialog(AgreeDialog)
        assert "Ada Leaver" in agree.form.value("records")
        stage.finish(agree)
        assert agree.isVisible(), "a tick says that somebody looked"
        agree.form.set_value("looked", "1")
        stage.finish(agree)
        assert stage.said(page) == ["It is destroyed. Print the certificate for the file."]
        part.list.pick(first.key)
        stage.press(part.pane, "Print the certificate")
        (certificate,) = stage.previews
        said = text(certificate.pdf)
        assert "1 record destroyed on" in said
        assert "Pat Lowe" in said
        assert "Anna Whitfield" in said
        assert "Ada" not in said
        assert "Backups made before" in said


def test_keeping_stands_at_the_record_and_a_time_of_its_own_at_the_class(qtbot: QtBot, school: PupilSchool) -> None:
    pupil = plant_pupil(school.as_who("office"), "Ada")
    with page_stage(qtbot, school.as_who("head")) as stage:
        page, part = _part(stage)
        page.open_dialog(KEEP, "pupils")
        stage.rest()
        keep = stage.dialog(KeepDialog)
        stage.finish(keep)
        assert keep.isVisible(), "a reason is wanted"
        keep.form.set_value("record", str(pupil))
        keep.form.set_value("reason", "A claim was announced")
        stage.finish(keep)
        assert _line(part, "pupils").stands == "1 kept longer"
        assert _line(part, "pupils").reviewed[0].why == "Keep, do not destroy: A claim was announced"
        assert "Ask to destroy…" not in _shown(part)
        page.open_dialog(END_KEEP, "pupils")
        stage.rest()
        end = stage.dialog(EndKeepDialog)
        end.form.set_value("reason", "It is settled")
        stage.finish(end)
        page.open_dialog(PERIOD, "pupils")
        stage.rest()
        period = stage.dialog(PeriodDialog)
        period.form.set_value("months", "300")
        period.form.set_value("reason", "Our adviser")
        stage.finish(period)
        assert _line(part, "pupils").detail == "25 years after: the last day on the roll"
        assert _line(part, "pupils").stands == "Nothing over its time"


def test_a_refusal_says_why_and_everything_stays(qtbot: QtBot, school: PupilSchool) -> None:
    office = school.as_who("office")
    asked = office.destruction.ask([(C.PUPILS, plant_pupil(office, "Ada"))])
    with page_stage(qtbot, school.as_who("head")) as stage:
        page, part = _part(stage, str(asked.id))
        page.open_dialog(REFUSE, str(asked.id))
        stage.rest()
        refuse = stage.dialog(RefuseDialog)
        refuse.form.set_value("why", "Wait for the inspection")
        stage.finish(refuse)
        assert "Wait for the inspection" in _line(part, str(asked.id)).stands
        assert _line(part, "pupils").stands == "1 over its time"


LOOKS = [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)]


@pytest.mark.parametrize(("scheme", "zoom"), LOOKS)
def test_nothing_is_cut_off_or_hard_to_read(
    qtbot: QtBot, school: PupilSchool, look: Callable[..., Theme], scheme: Scheme, zoom: float
) -> None:
    office = school.as_who("office")
    plant_all(office, "Quillfeather")
    asked = office.destruction.ask([(C.PUPILS, plant_pupil(office, "Ada"))])
    head: Office = school.as_who("head")
    head.retention.keep(C.LETTERS, None, "A claim was announced")
    look(scheme, text_factor=zoom)
    with page_stage(qtbot, head) as stage:
        page, part = _part(stage)
        assert faults_of(page) == []
        for key, record in (
            (ASK, "pupils"), (KEEP, "pupils"), (END_KEEP, "letters"), (PERIOD, "staff"),
            (AGREE, str(asked.id)), (REFUSE, str(asked.id)), (ON_PAPER, str(asked.id)),
        ):  # fmt: skip
            dialog = page.open_dialog(key, record)
            stage.rest()
            assert faults_of(dialog) == [], key
            dialog.reject()
            stage.rest()
        part.list.pick(str(asked.id))
        stage.rest()
        assert faults_of(page) == []
