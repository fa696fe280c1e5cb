"""The card of next steps: it can be read in every look, its dialogs keep what was typed, and each deed shows at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.decision_words import Question, choices
from schoolsm_desktop.domain.incident_kinds import IncidentKind, Severity
from schoolsm_desktop.domain.incidents import Answer, CasePerson, Mark, Part, Who
from schoolsm_desktop.domain.next_steps import NOT_NEEDED
from schoolsm_desktop.services.incident_step_views import CLOSE, DECIDE, REOPEN, REPLY, TICK
from schoolsm_desktop.services.incident_steps import Decision
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.incidents.incidents_part import IncidentsPart
from schoolsm_desktop.ui.incidents.page import IncidentsPage
from schoolsm_desktop.ui.incidents.steps_dialogs import CloseDialog, DecideDialog, ReplyDialog, TickStepDialog
from schoolsm_desktop.ui.pages import Target
from tests.services.cases import filed
from tests.services.school import InventedSchool
from tests.ui.page_stage import PageStage, page_stage
from tests.ui.walk import faults_of

PARENT = CasePerson(Part.SAID_TO_BE, Who.PARENT, "Dan Price")


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """Kew Woods; the coordinator is signed in."""
    made = InventedSchool(tmp_path, "kew-woods")
    yield made
    made.sign_out()


def case(school: InventedSchool, **facts: Any) -> UUID:
    """An incident for headteacher and coordinator."""
    return filed(school.office.session, {school.head.id, school.coordinator.id}, **facts)


def opened(stage: PageStage, made: UUID) -> tuple[IncidentsPage, IncidentsPart]:
    """The record of an incident."""
    page = stage.page("incidents", IncidentsPage)
    stage.window.go(Target("incidents", str(made), "incidents"))
    stage.rest()
    return page, page.part(IncidentsPart)


def read(part: IncidentsPart) -> str:
    """Every word of the card."""
    return "\n".join(x.text() for x in part.steps.findChildren(QLabel) if x.isVisible())


def press(stage: PageStage, part: IncidentsPart, step: str) -> None:
    """Press the link of a step, by its dialog and key."""
    found = [x for x in part.steps.findChildren(QPushButton) if x.property("step") == step]
    assert len(found) == 1, step
    found[0].click()
    stage.rest()


@pytest.mark.parametrize(("scheme", "factor"), [(looks.Scheme.LIGHT, 1.0), (looks.Scheme.DARK, 1.0), (None, 2.0)])
def test_everything_can_be_read_and_pressed(
    qtbot: QtBot, school: InventedSchool, scheme: looks.Scheme | None, factor: float
) -> None:
    made = case(
        school,
        kind=IncidentKind.DATA_BREACH,
        marks=(Mark.THREAT, Mark.CHILD_AT_RISK),
        severity=Severity.SERIOUS,
        people=(PARENT, CasePerson(Part.SAID_TO_BE, Who.STAFF), CasePerson(Part.AFFECTED, Who.PUPIL)),
        allegation=Answer.NOT_SURE,
        hold_reply=True,
    )
    looks.theme().apply(scheme, text_factor=factor)
    with page_stage(qtbot, school.office) as stage:
        page, part = opened(stage, made)
        assert part.steps.view is not None
        assert len(part.steps.view.lines) > 15
        assert faults_of(page) == []
        asked = [f"{DECIDE}:{one.forced.question.value}" for one in part.steps.view.questions]
        for act in [*asked, f"{TICK}:support", f"{TICK}:hr-advice", REPLY, CLOSE, REOPEN]:
            key, _, which = act.partition(":")
            dialog = page.open_dialog(key, f"{made}/{which}" if which else str(made))
            stage.rest()
            if isinstance(dialog, DecideDialog):
                dialog.form.set_value("answer", choices(Question(which))[0].answer)
            if isinstance(dialog, TickStepDialog):
                dialog.form.set_value("answer", NOT_NEEDED)
            if isinstance(dialog, ReplyDialog):
                dialog.form.set_value("how", "text")
            stage.rest()
            assert faults_of(dialog) == [], act
            dialog.form.saved()
            dialog.reject()
            stage.rest()


def test_a_question_is_answered_from_its_link(qtbot: QtBot, school: InventedSchool) -> None:
    made = case(school, people=(PARENT,), marks=(Mark.THREAT,), allegation=Answer.NO)
    with page_stage(qtbot, school.office) as stage:
        _page, part = opened(stage, made)
        assert "Adult, known, not an employee" in read(part)
        assert "Appendix 1, " in read(part)
        press(stage, part, f"{DECIDE}:police")
        dialog = stage.dialog(DecideDialog)
        dialog.form.set_value("answer", "yes")
        dialog.form.set_value("reason", "she is afraid to come in")
        dialog.main.click()
        stage.rest()
        assert "Crime number" in dialog.form.field("reference").error
        dialog.form.set_value("reference", "CRN 1182/26")
        dialog.main.click()
        stage.rest()
        line = school.office.incident_steps.view(made).line("decide-police")
        assert line is not None
        assert "Yes, the police are told, 20 Nov 2026" in line.quiet
        assert line.quiet in read(part)


def test_a_decision_taken_meanwhile_is_said_and_what_was_typed_stays(qtbot: QtBot, school: InventedSchool) -> None:
    made = case(school, marks=(Mark.THREAT,), allegation=Answer.NO)
    with page_stage(qtbot, school.office) as stage:
        _page, part = opened(stage, made)
        press(stage, part, f"{DECIDE}:police")
        dialog = stage.dialog(DecideDialog)
        dialog.form.set_value("answer", "no")
        dialog.form.set_value("reason", "no threat in it")
        school.office.incident_steps.decide(made, Decision("police", "yes", "afraid", "CRN 1"))
        stage.rest()
        dialog.main.click()
        stage.rest()
        assert dialog.isVisible()
        assert "decided this while you were writing" in " ".join(x.text() for x in dialog.findChildren(QLabel))
        assert dialog.form.value("reason") == "no threat in it"
        dialog.form.saved()
        dialog.reject()


def test_a_step_is_ticked_and_the_incident_closed_and_opened_again(qtbot: QtBot, school: InventedSchool) -> None:
    made = case(school, people=(PARENT,), allegation=Answer.NO)
    steps = school.office.incident_steps
    with page_stage(qtbot, school.office) as stage:
        _page, part = opened(stage, made)
        press(stage, part, f"{TICK}:meeting")
        tick = stage.dialog(TickStepDialog)
        tick.form.set_value("who", "Dan Price")
        tick.main.click()
        stage.rest()
        assert "Appendix 1, " in read(part)
        assert "done 20 Nov 2026" in read(part)
        stage.press(part.steps, "Hold the answer")
        assert "Do not reply yet" in read(part)
        press(stage, part, f"{CLOSE}:")
        close = stage.dialog(CloseDialog)
        assert not close.main.isEnabled()
        close.reject()
        steps.release_reply(made, reason="nobody answers", at_all=False)
        steps.decide(made, Decision("scope", "inside"))
        stage.rest()
        press(stage, part, f"{CLOSE}:")
        close = stage.dialog(CloseDialog)
        close.outcomes.boxes["none-needed"].setChecked(True)
        close.form.set_value("told", "Dan Price, at the meeting")
        close.form.set_value("support", "yes")
        close.main.click()
        stage.rest()
        assert steps.view(made).closed.startswith("Closed 20 Nov 2026 09:00. Nothing further.")
        press(stage, part, f"{REOPEN}:")
        again = next(x for x in stage.window.findChildren(QPushButton) if x.text() == "Open it again" and x.isVisible())
        dialog = again.window()
        dialog.form.set_value("reason", "he wrote again")  # type: ignore[attr-defined]
        again.click()
        stage.rest()
        assert steps.view(made).is_open


def test_what_was_typed_to_close_comes_back_after_a_lock(qtbot: QtBot, school: InventedSchool) -> None:
    made = case(school, people=(PARENT,), allegation=Answer.NO)
    school.office.incident_steps.decide(made, Decision("scope", "inside"))
    with page_stage(qtbot, school.office) as stage:
        page, part = opened(stage, made)
        press(stage, part, f"{CLOSE}:")
        close = stage.dialog(CloseDialog)
        close.outcomes.boxes["none-needed"].setChecked(True)
        close.form.set_value("words", "a talk was enough")
        draft = close.form.draft()
        close.form.saved()
        close.reject()
        again = page.open_dialog(CLOSE, str(made), draft)
        stage.rest()
        assert isinstance(again, CloseDialog)
        assert again.form.value("words") == "a talk was enough"
        assert again.outcomes.boxes["none-needed"].isChecked()
        assert again.form.value("kept") == "usual"
        again.form.saved()
        again.reject()
    assert school.office.incident_steps.view(made).is_open
