"""Anybody writes down what happened: it is taken, sealed and gone for whoever does not read it, or not a word is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.incidents import Answer
from schoolsm_desktop.services.incidents import Report
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.incidents.page import IncidentsPage
from schoolsm_desktop.ui.incidents.report_dialog import NEW, ReportDialog
from schoolsm_desktop.ui.incidents.share_dialog import ADD, SHARE, ShareDialog
from tests.services.school import InventedSchool
from tests.services.test_incidents import US
from tests.ui.page_stage import PageStage, page_stage
from tests.ui.walk import faults_of

Look = Callable[..., looks.Theme]
WORDS = "A parent wrote three comments about the playground under our picture."


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """The coordinator is signed in; a teacher has a sign-in too."""
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()


def _new(stage: PageStage) -> ReportDialog:
    page = stage.page("incidents", IncidentsPage)
    page.begin(NEW, "")
    stage.rest()
    return stage.dialog(ReportDialog)


def test_two_fields_are_enough_and_the_last_sentence_says_who_reads_it(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        dialog = _new(stage)
        assert "will read it, and nobody else" in dialog.last.text()
        stage.finish(dialog)
        assert dialog.form.field("what").error
        dialog.form.set_value("what", WORDS)
        stage.finish(dialog)
        page = stage.page("incidents", IncidentsPage)
        assert "It is kept, and sealed to" in stage.said(page)[0]
        assert page.draft() is None
    (line,) = school.office.incidents.lines()
    assert line.incident.what == WORDS
    assert line.incident.allegation is Answer.NOT_ASKED


def test_about_the_headteacher_without_a_chair_no_word_is_taken(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        dialog = _new(stage)
        dialog.form.set_value("what", WORDS)
        dialog.form.set_value("said_who", "staff")
        dialog.form.set_value("said_person", str(school.head.id))
        stage.rest()
        assert dialog.ring.isVisible()
        assert not dialog.main.isEnabled()
        assert "Ring the chair" in dialog.last.text()
        page = stage.page("incidents", IncidentsPage)
        assert WORDS not in str(page.draft())
        # Nothing is lost where it was a slip.
        dialog.form.set_value("said_who", "")
        stage.rest()
        assert dialog.form.value("what") == WORDS
        assert dialog.main.isEnabled()


@pytest.mark.clause("churchward:2-staff-report")
def test_a_teacher_reports_and_it_is_gone_for_them(qtbot: QtBot, school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    with page_stage(qtbot, school.sign_in(jo)) as stage:
        dialog = _new(stage)
        dialog.form.set_value("what", WORDS)
        dialog.form.set_value("allegation", "not-sure")
        stage.rest()
        assert "you cannot read it any more" in dialog.last.text()
        stage.finish(dialog)
        page = stage.page("incidents", IncidentsPage)
        assert "not for you any more" in stage.said(page)[0]
        assert school.office.incidents.lines() == ()
        assert page.draft() is None
    office = school.sign_in(school.head)
    assert [line.incident.what for line in office.incidents.lines()] == [WORDS]


def test_a_lock_loses_nothing_of_a_report(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        dialog = _new(stage)
        typed = {"what": WORDS, "said_who": "parent", "said_name": "Mr Cole", "seen_on": "19 Nov 2026", "marks": "hate"}
        for name, value in typed.items():
            dialog.form.set_value(name, value)
        dialog.drop.ask([b"shown on the page"])
        dialog.drop.take_it.click()
        stage.rest()
        draft = stage.page("incidents", IncidentsPage).draft()
    assert draft is not None
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("incidents", IncidentsPage)
        page.restore(draft)
        stage.rest()
        back = stage.dialog(ReportDialog)
        assert {name: back.form.value(name) for name in typed} == typed
        assert len(back.drop.staged) == 1
        stage.finish(back)
    (line,) = school.office.incidents.lines()
    assert line.incident.people[0].name == "Mr Cole"


def test_who_reads_it_is_changed_with_a_reason(qtbot: QtBot, school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    office = school.sign_in(school.head)
    filed = office.incidents.report(Report(what=WORDS, people=(US,)))
    with page_stage(qtbot, office) as stage:
        page = stage.page("incidents", IncidentsPage)
        page.begin(SHARE, str(filed.id))
        stage.rest()
        dialog = stage.dialog(ShareDialog)
        dialog.form.set_value("deed", ADD)
        dialog.form.set_value("people", str(jo.id))
        dialog.form.set_value("reason", "She saw it first")
        stage.finish(dialog)
        assert "1 more person may read it" in stage.said(page)[-1]
    assert [line.id for line in school.sign_in(jo).incidents.lines()] == [filed.id]


@pytest.mark.parametrize(("dark", "percent"), [(False, 100), (True, 100), (False, 200)])
def test_every_look_of_the_dialogs_can_be_read(
    qtbot: QtBot, school: InventedSchool, look: Look, dark: bool, percent: int
) -> None:
    look(looks.Scheme.DARK if dark else looks.Scheme.LIGHT, text_factor=percent / 100)
    filed = school.office.incidents.report(Report(what=WORDS, people=(US,)))
    with page_stage(qtbot, school.office) as stage:
        dialog = _new(stage)
        for name, value in {"said_who": "staff", "affected_who": "pupil", "type": "data-breach"}.items():
            dialog.form.set_value(name, value)
        stage.rest()
        assert faults_of(dialog) == []
        dialog.form.set_value("said_person", str(school.head.id))
        stage.rest()
        assert dialog.ring.isVisible()
        assert faults_of(dialog) == []
        dialog.form.saved()
        dialog.reject()
        page = stage.page("incidents", IncidentsPage)
        page.begin(SHARE, str(filed.id))
        stage.rest()
        assert faults_of(stage.dialog(ShareDialog)) == []
