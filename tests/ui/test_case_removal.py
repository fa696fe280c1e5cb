"""A record that is removed whole by two people, and one that somebody altered outside the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.cases import CaseState
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.incidents.complaints_part import ComplaintsPart
from schoolsm_desktop.ui.incidents.incidents_part import IncidentsPart
from schoolsm_desktop.ui.incidents.page import IncidentsPage
from schoolsm_desktop.ui.incidents.removal_dialogs import AskRemovalDialog, ConfirmRemovalDialog, KeepRecordDialog
from schoolsm_desktop.ui.settings.records_part import RecordsPart
from tests.attacks.by_hand import edit
from tests.services.cases import complained, filed
from tests.services.school import InventedSchool
from tests.ui.page_stage import PageStage, page_stage
from tests.ui.walk import faults_of

SHARED = "shared with you"


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """The coordinator is signed in."""
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()


def closed(school: InventedSchool, outcome: str = "finding:malicious", *readers: UUID) -> UUID:
    """An allegation that is closed, read by headteacher and coordinator unless said otherwise."""
    to = set(readers) or {school.head.id, school.coordinator.id}
    return filed(school.office.session, to, outcomes=(outcome,), state=CaseState.CLOSED)


def shown(stage: PageStage, made: UUID) -> tuple[IncidentsPage, IncidentsPart]:
    """The record, opened."""
    page = stage.page("incidents", IncidentsPage)
    part = page.part(IncidentsPart)
    part.open(made)
    stage.rest()
    return page, part


def said(widget: object) -> str:
    """Every word that is shown."""
    return "\n".join(x.text() for x in widget.findChildren(QLabel) if x.isVisible())  # type: ignore[attr-defined]


def test_one_asks_in_the_record_and_the_other_confirms(qtbot: QtBot, school: InventedSchool) -> None:
    made = closed(school)
    with page_stage(qtbot, school.office) as stage:
        page, part = shown(stage, made)
        stage.press(part.pane, "Remove the whole record…")
        asking = stage.dialog(AskRemovalDialog)
        assert "A. Whitfield" in said(asking)
        assert "Older backups hold a copy" in said(asking)
        assert "1 entry" in said(asking)
        stage.finish(asking)
        assert any("Nothing has gone yet" in x for x in stage.said(page))
        assert part.shown is not None
        assert part.shown.view.removals == ("case-remove-keep",), "who asked does not confirm"
    school.sign_in(school.head)
    with page_stage(qtbot, school.office) as stage:
        page, part = shown(stage, made)
        stage.press(part.pane, "Let it stay…")
        staying = stage.dialog(KeepRecordDialog)
        stage.finish(staying)
        assert "is needed" in said(staying)
        staying.form.set_value("reason", "An appeal is under way")
        stage.finish(staying)
        assert part.shown is not None
        assert part.shown.view.removals == ("case-remove",)
        school.office.case_removal.ask(made)
    school.sign_in(school.coordinator)
    with page_stage(qtbot, school.office) as stage:
        page, part = shown(stage, made)
        stage.press(part.pane, "Confirm its removal…")
        confirming = stage.dialog(ConfirmRemovalDialog)
        assert "A. Whitfield, 20 Nov 2026" in said(confirming)
        stage.finish(confirming)
        assert part.shown is None
        assert page.head.isVisible()
        assert any("The record is gone" in x for x in stage.said(page))
        assert school.office.incidents.lines() == ()


def test_it_is_offered_only_for_what_may_go_and_asked_while_nobody_else_reads_it(
    qtbot: QtBot, school: InventedSchool
) -> None:
    stays, alone = closed(school, "finding:unfounded"), closed(school, "finding:false", school.coordinator.id)
    with page_stage(qtbot, school.office) as stage:
        page, part = shown(stage, stays)
        assert part.shown is not None
        assert part.shown.view.removals == ()
        dialog = page.open_dialog("case-remove", str(stays))
        stage.rest()
        assert dialog is not None
        assert not dialog.main.isEnabled()
        dialog.reject()
        page, part = shown(stage, alone)
        stage.press(part.pane, "Remove the whole record…")
        assert "Nobody else who leads incidents reads it" in said(stage.dialog(AskRemovalDialog))


@pytest.mark.parametrize(("scheme", "factor"), [(looks.Scheme.LIGHT, 1.0), (looks.Scheme.DARK, 1.0), (None, 2.0)])
def test_its_dialogs_and_the_notice_read_well(
    qtbot: QtBot, school: InventedSchool, scheme: looks.Scheme | None, factor: float
) -> None:
    made, broken = closed(school), closed(school)
    edit(school.office, "UPDATE sealed_parts SET blob = zeroblob(90) WHERE record_id = ?", broken.hex)
    looks.theme().apply(scheme, text_factor=factor)
    with page_stage(qtbot, school.office) as stage:
        page, _part = shown(stage, made)
        for key in ("case-remove", "case-remove-confirm", "case-remove-keep"):
            dialog = page.open_dialog(key, str(made))
            stage.rest()
            assert dialog is not None
            assert faults_of(dialog) == []
            dialog.form.saved()
            dialog.reject()
        page.part(IncidentsPart).close_record()
        stage.rest()
        assert faults_of(page) == []
    looks.theme().apply(looks.Scheme.LIGHT)


def test_a_case_altered_outside_the_program_is_said_above_the_list(qtbot: QtBot, school: InventedSchool) -> None:
    sound = filed(school.office.session, {school.coordinator.id})
    broken = filed(school.office.session, {school.coordinator.id})
    complaint = complained(school.office.session, {school.coordinator.id})
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("incidents", IncidentsPage)
        assert SHARED not in said(page)
        for one in (broken, complaint):
            edit(school.office, "UPDATE sealed_parts SET blob = zeroblob(90) WHERE record_id = ?", one.hex)
        school.office.session.opened_cases.clear()
        page.refresh()
        stage.rest()
        assert [x.id for x in school.office.incidents.lines()] == [sound]
        assert "1 record shared with you does not open any more" in said(page.part(IncidentsPart))
        page.begin("complaints", "")
        stage.rest()
        assert "1 record shared with you does not open any more" in said(page.part(ComplaintsPart))
        stage.press(page.part(ComplaintsPart), "Check the records…")
        assert stage.window.findChildren(RecordsPart)[0].isVisible()
    school.sign_in(school.head)
    with page_stage(qtbot, school.office) as stage:
        assert SHARED not in said(stage.page("incidents", IncidentsPage)), "to whom it was not shared there is nothing"
