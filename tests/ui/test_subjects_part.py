"""Everything about one person on the page of reports: its steps for each who has one, its dialogs, and its papers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.subject_access import SubjectOutcome, Waits
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.reports.page import ReportsPage
from schoolsm_desktop.ui.reports.subjects_dialogs import (
    AdviceDialog,
    CloseSubjectDialog,
    ExtendDialog,
    IdentityDialog,
    NewSubjectDialog,
    ReleaseDialog,
    SubjectLetterDialog,
)
from schoolsm_desktop.ui.reports.subjects_lines import SubjectHarmDialog, SubjectLinesDialog
from schoolsm_desktop.ui.reports.subjects_part import SubjectsPart
from tests.services.subject_school import FRIEND, MOTHER, SubjectSchool, make_subject_school
from tests.ui.page_stage import PageStage, page_stage
from tests.ui.walk import faults_of

DIALOGS = (
    "subject-new",
    "subject-identity",
    "subject-extend",
    "subject-lines",
    "subject-look",
    "subject-agree",
    "subject-advice",
    "subject-release",
    "subject-letter",
    "subject-close",
)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[SubjectSchool]:
    made = make_subject_school(tmp_path)
    yield made
    made.of.school.sign_out()


@pytest.fixture
def stage_for(qtbot: QtBot, school: SubjectSchool) -> Iterator[Callable[[str], PageStage]]:
    """Sign somebody in, and open the part."""
    opened: list[AbstractContextManager[PageStage]] = []

    def made(who: str) -> PageStage:
        while opened:
            opened.pop().__exit__(None, None, None)
        school.of.as_who(who)
        context = page_stage(qtbot, school.of.school.office)
        stage = context.__enter__()
        opened.append(context)
        stage.page("reports", ReportsPage)
        stage.window.go(Target("reports", "", "subjects"))
        stage.rest()
        return stage

    yield made
    while opened:
        opened.pop().__exit__(None, None, None)


def part_of(stage: PageStage) -> SubjectsPart:
    return stage.page("reports", ReportsPage).part(SubjectsPart)


def said(part: SubjectsPart) -> str:
    return " ".join(label.text() for label in part.pane.findChildren(QLabel))


def request_of(stage: PageStage) -> UUID:
    return stage.office.subject_access.lines()[0].id


def test_the_office_records_gathers_and_ticks_out(school: SubjectSchool, stage_for: Callable[[str], PageStage]) -> None:
    stage = stage_for("office")
    part = part_of(stage)
    stage.press(part, "New request…")
    new = stage.dialog(NewSubjectDialog)
    new.form.set_value("pupil_id", str(school.pupil.id))
    new.form.set_value("as_what", "parent")
    new.form.set_value("asked_by", MOTHER)
    stage.finish(new)
    assert "Request 1: Amara Bellweather" in part.heading.text()
    stage.press(part, "Make sure who asks…")
    dialog = stage.dialog(IdentityDialog)
    dialog.form.set_value("identity", "Known to the office")
    stage.finish(dialog)
    stage.press(part, "Make the working copy")
    assert "not yet" in said(part)
    stage.press(part, "What goes out…")
    lines = stage.dialog(SubjectLinesDialog)
    view = stage.office.subject_access.gathered(request_of(stage))
    assert len(lines.lines.ticked()) == len(view.lines), "everything goes out until somebody says no"
    key = next(g.line.key for g in view.lines if "Sports day" in g.line.words)
    lines.lines.tick(key, on=False)
    stage.finish(lines)
    assert lines.isVisible(), "a line that is held back needs a reason"
    lines.form.set_value("reason", "Another family’s day")
    stage.finish(lines)
    kept = stage.office.subject_access.gathered(request_of(stage)).choice
    assert kept.withheld == ((key, "Another family’s day"),)
    assert kept.names_stay == (MOTHER,)
    stage.press(part, "Working copy on paper")
    stage.press(part, "Preview of the release copy")
    assert [p.key for p in stage.previews] == ["subject-working-copy", "subject-preview"]
    assert not stage.previews[-1].may_save
    stage.press(part, "Letter…")
    stage.finish(stage.dialog(SubjectLetterDialog))
    assert stage.previews[-1].key == "subject-letter"
    stage.press(part, "Put it off…")
    later = stage.dialog(ExtendDialog)
    later.form.set_value("why", "Two schools hold records")
    stage.finish(later)
    assert "put off from 20 Dec 2026" in said(part) or "put off from 21 Dec 2026" in said(part)


def test_each_who_looks_has_one_act(school: SubjectSchool, stage_for: Callable[[str], PageStage]) -> None:
    request = school.gathered()
    stage = stage_for("lead")
    part = part_of(stage)
    assert not part.new.isVisible()
    stage.press(part, "Look for serious harm…")
    harm = stage.dialog(SubjectHarmDialog)
    assert harm.lines.ticked() == []
    view = stage.office.subject_access.gathered(request)
    key = next(g.line.key for g in view.lines if "Crankshaw" in g.line.words)
    harm.lines.tick(key)
    harm.form.set_value("finding", "He must not learn it")
    stage.finish(harm)
    assert stage.office.subject_access.lines()[0].request.waits is Waits.AGREEMENT
    stage = stage_for("head")
    part = part_of(stage)
    stage.press(part, "Enter the officer’s advice…")
    advice = stage.dialog(AdviceDialog)
    advice.form.set_value("name", "Jo Bell")
    advice.form.set_value("advice", "May go out")
    stage.finish(advice)
    assert "Jo Bell, on paper of 20 Nov 2026" in said(part)
    assert "He must not" not in said(part)
    stage.press(part, "Make the release copy…")
    release = stage.dialog(ReleaseDialog)
    assert release.form.value("recipient") == MOTHER
    stage.finish(release)
    assert stage.previews[-1].key == "subject-copy"
    stage.rest()
    stage.press(part, "Close it…")
    close = stage.dialog(CloseSubjectDialog)
    assert close.form.value("outcome") == SubjectOutcome.GIVEN.value
    stage.finish(close)
    assert stage.office.subject_access.waiting() == 0


@pytest.mark.parametrize(("scheme", "factor"), [("light", 1.0), ("dark", 2.0)])
def test_the_part_and_its_dialogs_can_be_read(
    school: SubjectSchool,
    stage_for: Callable[[str], PageStage],
    look: Callable[..., looks.Theme],
    scheme: str,
    factor: float,
) -> None:
    request = str(school.agreed())
    look(looks.Scheme(scheme), text_factor=factor)
    stage = stage_for("head")
    page = stage.page("reports", ReportsPage)
    assert faults_of(part_of(stage)) == []
    _picture(stage, f"part-{scheme}")
    for name in DIALOGS:
        dialog = page.open_dialog(name, "" if name == "subject-new" else request)
        stage.rest()
        _picture(stage, f"{name}-{scheme}", dialog)
        assert faults_of(dialog) == [], name
        assert FRIEND not in dialog.windowTitle()
        dialog.reject()
        stage.rest()


def _picture(stage: PageStage, name: str, what: object = None) -> None:
    folder = os.environ.get("K8_PICTURES")
    if folder:
        (what or stage.window).grab().save(f"{folder}/{name}.png")  # type: ignore[attr-defined]
