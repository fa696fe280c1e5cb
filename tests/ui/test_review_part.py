"""The termly review as a pile of paper: one key a line, back again, signed off with what follows said first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.reviews import Decision, Standing, Verdict
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.access.page import AccessPage
from schoolsm_desktop.ui.access.review_dialogs import ChangeDecisionDialog, GiveUpDialog, NoteDialog, SignOffDialog
from schoolsm_desktop.ui.access.review_part import ReviewPart
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.theme import Scheme
from tests.services.school import InventedSchool

from .page_stage import PageStage, page_stage
from .walk import faults_of

Look = Callable[..., looks.Theme]


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """Six people on two accounts; the coordinator is signed in."""
    made = InventedSchool(tmp_path)
    page = made.add_account("X page")
    site = made.add_account("Website", platform_id="website", password=None)
    for name in ("Jo Marsh", "Sam Adeyemi", "Wen Li"):
        made.give(made.add_person(name), page)
    for name in ("Kit Vale", "Olu Clerk"):
        made.give(made.add_person(name), site, AccessKind.OWN_LOGIN)
    made.give(made.coordinator, site, AccessKind.OWN_LOGIN)
    made.sign_in(made.coordinator)
    yield made
    made.sign_out()


def review(stage: PageStage) -> ReviewPart:
    """The part, in front."""
    page = stage.page("access", AccessPage)
    page.begin("review", "")
    stage.rest()
    return page.part(ReviewPart)


def begun(stage: PageStage) -> ReviewPart:
    """A review that has just begun."""
    part = review(stage)
    stage.press(part, "Start the review")
    return part


def here(part: ReviewPart) -> str:
    """Whose line is chosen."""
    row = part.list.current()
    return row.person.name if row is not None else ""


def type_keys(stage: PageStage, part: ReviewPart, keys: str) -> None:
    """Type on the list as fast as fingers go, then wait."""
    for key in keys:
        stage.qtbot.keyClick(part.list.table, key)
    stage.rest()


def verdicts(part: ReviewPart) -> list[str]:
    """The last column."""
    model = part.list.model
    return [str(model.index(line, 4).data()) for line in range(model.rowCount())]


def test_before_it_begins_the_part_says_what_will_happen(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = review(stage)
        assert "6 accesses of 6 people to 2 accounts are looked at" in part.before.what.text()
        assert "due by 18 Dec 2026" in part.before.what.text()
        assert part.before.last.text() == "There was no review before."
        stage.press(part.page, "Start termly review")
        question = stage.question()
        assert "6 accesses of 6 people to 2 accounts become lines" in question.accessibleDescription()
        question.accept()
        stage.rest()
        assert part.progress.text() == "Autumn term 2026: 0 of 6 decided"
        assert stage.window.focusWidget() is part.list.table
        stage.press(part.page, "Start termly review")
        assert "under way already" in stage.said(part.page)[0]


def test_one_key_decides_a_line_and_goes_on(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = begun(stage)
        assert here(part) == "Olu Clerk", "the first line that this person can decide"
        names = [part.list.model.row_at(line).person.name for line in range(6)]  # type: ignore[union-attr]
        assert names == ["Olu Clerk", "Rosa Okafor", "Kit Vale", "Sam Adeyemi", "Wen Li", "Jo Marsh"]
        type_keys(stage, part, "kkeuk")
        assert verdicts(part) == ["Keep", "For A. Whitfield", "End", "Unsure", "Keep", ""]
        assert "A. Whitfield can decide this line" in stage.said(part.page)[0]
        assert here(part) == "Jo Marsh"
        assert part.progress.text() == "Autumn term 2026: 3 of 6 decided, 1 unsure"
        type_keys(stage, part, "E")
        assert verdicts(part)[5] == "End"
        stage.qtbot.keyClick(part.list.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        stage.rest()
        assert (verdicts(part)[5], here(part)) == ("", "Jo Marsh")
        stage.qtbot.keyClick(part.list.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        stage.rest()
        assert (verdicts(part)[4], here(part)) == ("", "Wen Li")
        stage.qtbot.keyClick(part.list.table, Qt.Key.Key_Return)
        stage.rest()
        assert here(part) == "Jo Marsh", "Enter goes to the next line that waits"


def test_a_change_and_a_note_are_dialogs_and_the_list_goes_on_after_them(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = begun(stage)
        type_keys(stage, part, "c")
        dialog = stage.dialog(ChangeDecisionDialog)
        stage.finish(dialog)
        assert "Nothing would change" in dialog.form.field("to_level").error
        dialog.form.set_value("to_level", AccessLevel.REPLIES.value)
        dialog.form.set_value("to_ends", "31 Jan 2027")
        stage.finish(dialog)
        assert verdicts(part)[0] == "Change: replies, until 31 Jan 2027"
        assert here(part) == "Rosa Okafor"
        type_keys(stage, part, "k")
        type_keys(stage, part, "n")
        note = stage.dialog(NoteDialog)
        note.form.set_value("note", "Only until the new website")
        stage.finish(note)
        row = part.list.current()
        assert row is not None
        assert (row.person.name, row.note, row.verdict) == ("Kit Vale", "Only until the new website", None)
        type_keys(stage, part, "e")
        assert part.list.model.row_at(2).note == "Only until the new website"  # type: ignore[union-attr]


def test_it_is_resumed_where_it_stopped_and_filtered_by_account(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        type_keys(stage, begun(stage), "kk")
    with page_stage(qtbot, school.office) as stage:
        part = review(stage)
        assert part.progress.text() == "Autumn term 2026: 1 of 6 decided"
        assert here(part) == "Kit Vale"
        part.list.filter.setText("x page")
        assert part.list.model.rowCount() == 3


def sign_off_ready(school: InventedSchool) -> None:
    """Everything is decided: Jo's access ends."""
    reviews = school.sign_in(school.head).reviews
    kept = reviews.start()
    for row in reviews.sheet().rows:
        verdict = Verdict.END if row.person.name == "Jo Marsh" else Verdict.KEEP
        reviews.decide(kept.id, row.access.id, Decision(verdict))


def test_signing_off_is_refused_while_lines_wait_and_leads_there(qtbot: QtBot, school: InventedSchool) -> None:
    sign_off_ready(school)
    sheet = school.office.reviews.sheet()
    assert sheet.review is not None
    wen = next(r for r in sheet.rows if r.person.name == "Wen Li")
    school.office.reviews.decide(sheet.review.id, wen.access.id, Decision(Verdict.UNSURE))
    with page_stage(qtbot, school.office) as stage:
        part = review(stage)
        stage.press(part, "Sign off…")
        dialog = stage.dialog(SignOffDialog)
        assert not dialog.main.isEnabled()
        assert "1 is “unsure” and needs the headteacher’s decision" in dialog.messages.messages()[0].words
        stage.press(dialog, "Go there")
        assert here(part) == "Wen Li"


@pytest.mark.clause("valence:roles-1")
def test_the_headteacher_reads_what_follows_signs_and_prints_the_evidence(qtbot: QtBot, school: InventedSchool) -> None:
    sign_off_ready(school)
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("access", AccessPage)
        stage.window.go(Target("access", str(school.office.reviews.sheet().review.id), "sign-off"))  # type: ignore[union-attr]
        stage.rest()
        dialog = stage.dialog(SignOffDialog)
        said = " ".join(label.text() for label in dialog.findChildren(type(dialog.heading)))
        assert "1 access ends at once." in said
        assert "5 accesses are kept until their next review on 26 Mar 2027." in said
        assert not dialog.main.isDefault()
        stage.finish(dialog)
        part = page.part(ReviewPart)
        assert "what was decided is done" in stage.said(page)[0]
        assert "5 kept, 0 changed and 1 ended" in part.before.last.text()
        stage.press(page, "Print evidence")
        assert stage.previews[0].key == "review-evidence"


def test_a_review_is_given_up_with_a_reason(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = begun(stage)
        assert not part.sign_button.isVisible(), "only the headteacher signs off"
        stage.press(part, "Give up…")
        dialog = stage.dialog(GiveUpDialog)
        dialog.form.set_value("reason", "Begun in the wrong term")
        stage.finish(dialog)
        assert part.before.past.model.row_at(0).review.note == "Begun in the wrong term"  # type: ignore[union-attr]
        assert part.before.start_button.isVisible()


def test_a_line_that_was_changed_or_ended_meanwhile_says_so(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = begun(stage)
        type_keys(stage, part, "k")
        kit = next(r for r in part.list.model.all_rows() if r.person.name == "Kit Vale")
        school.office.access.end(kit.access.id)
        stage.rest()
        part.list.pick(kit.access.id)
        type_keys(stage, part, "k")
        assert "Ended since" in verdicts(part)
        assert "needs no decision" in stage.said(part.page)[0]
        assert "1 ended since" in part.progress.text()
        assert any(r.standing is Standing.ENDED_SINCE for r in part.list.model.all_rows())


@pytest.mark.parametrize(("scheme", "percent"), [(Scheme.LIGHT, 100), (Scheme.DARK, 200)])
def test_the_part_and_its_dialogs_are_readable(
    qtbot: QtBot, school: InventedSchool, look: Look, scheme: Scheme, percent: int
) -> None:
    look(scheme, text_factor=percent / 100)
    sign_off_ready(school)
    with page_stage(qtbot, school.office) as stage:
        part = review(stage)
        assert faults_of(stage.window) == []
        review_id = str(part._review().id)
        access_id = str(part.list.model.row_at(0).access.id)  # type: ignore[union-attr]
        for name, record in (
            ("review-change", access_id),
            ("review-note", access_id),
            ("review-sign-off", review_id),
            ("review-give-up", review_id),
        ):
            dialog = part.page.open_dialog(name, record)
            stage.rest()
            assert faults_of(dialog) == []
            dialog.form.saved()
            dialog.close()
        school.office.reviews.cancel(part._review().id, "wrong term")
        stage.rest()
        assert faults_of(stage.window) == []


def test_a_half_typed_note_comes_back_after_a_lock(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = begun(stage)
        type_keys(stage, part, "n")
        stage.dialog(NoteDialog).form.set_value("note", "Ask the cla")
        draft = part.page.draft()
        assert draft is not None
        stage.dialog(NoteDialog).form.saved()
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("access", AccessPage)
        page.restore(draft)
        stage.rest()
        assert stage.dialog(NoteDialog).form.value("note") == "Ask the cla"
        stage.finish(stage.dialog(NoteDialog))
        assert page.part(ReviewPart).list.model.row_at(0).note == "Ask the cla"  # type: ignore[union-attr]
