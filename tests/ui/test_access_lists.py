"""Leavers and lists: one dialog makes the list, its lines are worked off with mouse and keyboard, and it is signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.access import AccessKind
from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.checklists import ChecklistKind, LineKind
from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.domain.policy import clause_words
from schoolsm_desktop.services.checklist_views import LineView
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.access.leaving_dialogs import CameBackDialog, LeavingDialog, SamePersonDialog
from schoolsm_desktop.ui.access.list_dialogs import (
    AddLineDialog,
    FinishDialog,
    LooksAfterDialog,
    MoveDialog,
    NotNeededDialog,
    ProofDialog,
)
from schoolsm_desktop.ui.access.lists_part import ListsPart
from schoolsm_desktop.ui.access.page import AccessPage
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.theme import Scheme
from tests.exchange.scans import scan_pdf
from tests.services.school import InventedSchool

from .page_stage import PageStage, page_stage
from .walk import faults_of

Look = Callable[..., looks.Theme]


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school whose coordinator is signed in."""
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()


def leaver(school: InventedSchool) -> Person:
    """Somebody who holds and knows something of every kind."""
    jo = school.add_person("Jo Marsh", "Teacher, Year 4", email="jo.marsh@alder.example")
    school.ready(jo)
    page = school.add_account("Facebook page", platform_id="facebook", owner_id=jo.id)
    blog, tool = school.add_account("Class blog"), school.add_account("Planner")
    school.give(jo, page, AccessKind.OWN_LOGIN)
    school.give(jo, blog)
    school.give(jo, tool, AccessKind.TOOL_SEAT)
    school.office.people.give_duty(jo.id, Duty.CLASS_TEACHER, school.clock.today())
    return jo


def lists(stage: PageStage) -> ListsPart:
    """The part, brought to the front."""
    page = stage.page("access", AccessPage)
    page.begin("lists", "")
    stage.rest()
    return page.part(ListsPart)


def begin(stage: PageStage, act: str, person: Person | None = None) -> FormDialog:
    """What the staff list's buttons do."""
    stage.window.go(Target("access", str(person.id) if person else "", act))
    stage.rest()
    return stage.dialog(FormDialog)


def line(part: ListsPart, kind: LineKind) -> LineView:
    """The line of a kind."""
    return next(row for row in part.lines.model.shown_rows() if row.line.kind is kind)


def choose(stage: PageStage, part: ListsPart, kind: LineKind) -> LineView:
    """Choose a line."""
    row = line(part, kind)
    part.lines.pick(row.line.id)
    stage.rest()
    return line(part, kind)


def prepared(stage: PageStage, jo: Person) -> ListsPart:
    """A list made by the dialog, last day today."""
    dialog = begin(stage, "leaving", jo)
    stage.finish(dialog)
    return stage.page("access", AccessPage).part(ListsPart)


def test_one_dialog_says_what_follows_and_makes_the_list(qtbot: QtBot, school: InventedSchool) -> None:
    jo = leaver(school)
    with page_stage(qtbot, school.office) as stage:
        dialog = begin(stage, "leaving", jo)
        assert isinstance(dialog, LeavingDialog)
        assert dialog.form.value("person") == str(jo.id)
        assert "Password: Class blog" in dialog.lines.text()
        assert dialog.follows.words.text()
        with school.office.session.reading() as uow:
            rule = clause_words(school.office.session.profile(uow), Subject.LEAVING)
        assert rule.startswith("Your policy")
        assert dialog.sentence.text().endswith(rule), "the clause that it rests on is named"
        assert dialog.form.field("new_job").isHidden()
        stage.finish(dialog)
        part = stage.page("access", AccessPage).part(ListsPart)
        assert part.isVisible()
        current = part.list.current()
        assert current is not None
        assert (current.title, current.checklist.kind) == ("Jo Marsh", ChecklistKind.LEAVES)
        assert part.lines.model.total() == current.total > 8


def test_what_is_wrong_is_said_beside_its_field(qtbot: QtBot, school: InventedSchool) -> None:
    jo = leaver(school)
    with page_stage(qtbot, school.office) as stage:
        dialog = begin(stage, "leaving", jo)
        dialog.form.set_value("person", "")
        dialog.form.set_value("ends", "some day")
        stage.finish(dialog)
        assert dialog.form.field("person").error
        assert dialog.form.field("ends").error
        dialog.form.set_value("person", str(school.head.id))
        dialog.form.set_value("ends", "27/11/2026")
        stage.finish(dialog)
        assert any("Your duties do not include" in message.words for message in dialog.messages.messages())


def test_a_changed_job_ticks_what_ends(qtbot: QtBot, school: InventedSchool) -> None:
    jo = leaver(school)
    with page_stage(qtbot, school.office) as stage:
        dialog = begin(stage, "changed-job", jo)
        assert isinstance(dialog, LeavingDialog)
        assert dialog.ends.list.list.count() == 5
        dialog.ends.set_value("\n".join(x.key for x in school.office.leaving.holdings(jo.id) if "Planner" in x.what))
        stage.rest()
        assert "Seat in a tool: Planner" in dialog.lines.text()
        assert "Class blog" not in dialog.lines.text()
        dialog.form.set_value("new_job", "School librarian")
        stage.finish(dialog)
        part = lists(stage)
        current = part.list.current()
        assert current is not None
        assert current.checklist.kind is ChecklistKind.CHANGES_JOB
        assert {row.line.kind for row in part.lines.model.shown_rows()} == {
            LineKind.TOOL_SEAT,
            LineKind.PRINTED_LISTS,
            LineKind.PICTURES,
        }


def test_what_was_ticked_survives_a_lock(qtbot: QtBot, school: InventedSchool) -> None:
    jo = leaver(school)
    with page_stage(qtbot, school.office) as stage:
        dialog = begin(stage, "changed-job", jo)
        key = school.office.leaving.holdings(jo.id)[0].key
        dialog.form.set_value("held", key)
        dialog.form.set_value("new_job", "School librarian")
        draft = stage.page("access", AccessPage).draft()
        dialog.form.saved()
        dialog.reject()
        assert draft is not None
        stage.page("access", AccessPage).restore(draft)
        stage.rest()
        again = stage.dialog(LeavingDialog)
        assert (again.form.value("new_job"), again.ends.list.ticked()) == ("School librarian", [key])


def test_lines_are_done_not_needed_and_opened_again(qtbot: QtBot, school: InventedSchool) -> None:
    jo = leaver(school)
    with page_stage(qtbot, school.office) as stage:
        part = prepared(stage, jo)
        choose(stage, part, LineKind.PRINTED_LISTS)
        stage.press(part.pane, "Done…")
        dialog = stage.dialog(ProofDialog)
        stage.finish(dialog)
        assert dialog.form.field("proof").error
        dialog.form.set_value("proof", "shredded together")
        stage.finish(dialog)
        assert not choose(stage, part, LineKind.PRINTED_LISTS).is_open
        stage.press(part.pane, "Open again")
        assert choose(stage, part, LineKind.PRINTED_LISTS).is_open
        stage.press(part.pane, "Not needed…")
        why = stage.dialog(NotNeededDialog)
        why.form.set_value("why", "had none")
        stage.finish(why)
        assert line(part, LineKind.PRINTED_LISTS).not_needed == "had none"


def test_what_the_program_does_asks_first_and_is_then_done(qtbot: QtBot, school: InventedSchool) -> None:
    jo = leaver(school)
    with page_stage(qtbot, school.office) as stage:
        part = prepared(stage, jo)
        choose(stage, part, LineKind.DUTY)
        stage.press(part.pane, "Do it…")
        question = stage.question()
        assert not line(part, LineKind.DUTY).done
        question.go.click()
        stage.rest()
        assert not line(part, LineKind.DUTY).is_open
        choose(stage, part, LineKind.OWNED_ACCOUNT)
        stage.press(part.pane, "Do it…")
        dialog = stage.dialog(LooksAfterDialog)
        dialog.form.set_value("person", str(school.coordinator.id))
        stage.finish(dialog)
        assert line(part, LineKind.OWNED_ACCOUNT).proof == "R. Okafor looks after it"


def test_a_password_leads_to_its_change_and_is_not_ticked(qtbot: QtBot, school: InventedSchool) -> None:
    jo = leaver(school)
    with page_stage(qtbot, school.office) as stage:
        part = prepared(stage, jo)
        row = choose(stage, part, LineKind.PASSWORD_KNOWN)
        buttons = [b.text() for b in part.pane.buttons.findChildren(QPushButton) if b.isVisible()]
        assert buttons == ["Do it: change the password…", "End the access…"]
        assert part.pane.how_to.isVisible()
        stage.press(part.pane, "Do it: change the password…")
        dialog = stage.dialog(FormDialog)
        assert "Class blog" in dialog.heading.text()
        dialog.reject()
        stage.press(lists(stage).pane, "End the access…")
        stage.question().go.click()
        stage.rest()
        assert part.lines.model.total() > 8
        school.office.secrets.change(
            UUID(str(row.task_account)), {SecretField.PASSWORD: "for those who stay 1!"}, confirmed=True
        )
        stage.rest()
        done = choose(stage, part, LineKind.PASSWORD_KNOWN)
        assert not done.is_open


def test_a_sign_in_is_ended_behind_the_progress_line(qtbot: QtBot, school: InventedSchool) -> None:
    jo = leaver(school)
    school.make_sign_in(jo)
    office = school.sign_in(school.coordinator)
    with page_stage(qtbot, office) as stage:
        part = prepared(stage, jo)
        choose(stage, part, LineKind.SIGN_IN)
        stage.press(part.pane, "Do it…")
        stage.question().go.click()
        stage.rest()
        assert not line(part, LineKind.SIGN_IN).is_open
        assert jo.id not in office.session.with_sign_in()


def test_from_the_keyboard_alone(qtbot: QtBot, school: InventedSchool) -> None:
    jo = leaver(school)
    with page_stage(qtbot, school.office) as stage:
        part = prepared(stage, jo)
        choose(stage, part, LineKind.FORMER_PUPILS)
        part.lines.table.setFocus()
        qtbot.keyClick(part.lines.table, Qt.Key.Key_Return)
        stage.rest()
        dialog = stage.dialog(ProofDialog)
        qtbot.keyClicks(dialog.form.field("proof").editor, "read and signed")
        qtbot.keyClick(dialog.main, Qt.Key.Key_Return)
        stage.rest()
        assert line(part, LineKind.FORMER_PUPILS).proof == "read and signed"


@pytest.mark.clause("mill-lane:6.1-xiv")
def test_a_complete_list_is_printed_signed_and_kept(qtbot: QtBot, school: InventedSchool, tmp_path: Path) -> None:
    jo = school.add_person("Jo Marsh")
    begun = school.office.leaving.prepare(jo.id, school.clock.today())
    with page_stage(qtbot, school.office) as stage:
        part = lists(stage)
        assert not part.finish.isEnabled()
        for row in school.office.checklists.view(begun.id).lines:
            school.office.checklists.tick(row.line.id, "seen")
        stage.rest()
        assert part.finish.isEnabled()
        stage.press(part, "Print")
        assert stage.previews[-1].key == "leaver-list"
        stage.press(part, "Signed and finished…")
        dialog = stage.dialog(FinishDialog)
        scan = tmp_path / "signed.pdf"
        scan.write_bytes(scan_pdf())
        dialog.scan.take(scan)
        stage.rest()
        stage.finish(dialog)
        kept = school.office.checklists.view(begun.id).head.checklist
        assert kept.paper_id is not None
        assert school.office.papers.open(kept.paper_id)[0].name == "signed.pdf"
        assert part.finish.isHidden()


def test_another_day_another_line_and_cancelling(qtbot: QtBot, school: InventedSchool) -> None:
    jo = leaver(school)
    with page_stage(qtbot, school.office) as stage:
        part = prepared(stage, jo)
        stage.press(part, "Another last day…")
        dialog = stage.dialog(MoveDialog)
        dialog.form.set_value("ends", "4/12/2026")
        stage.finish(dialog)
        assert "4 Dec 2026" in part.under.text()
        stage.press(part, "Add a line…")
        more = stage.dialog(AddLineDialog)
        more.form.set_value("about", "hand in the camera")
        stage.finish(more)
        assert line(part, LineKind.OTHER).what == "hand in the camera"
        stage.press(part, "Cancel the list…")
        stage.question().go.click()
        stage.rest()
        assert "Cancelled" in part.under.text()
        person = next(x.person for x in school.office.people.lines() if x.person.id == jo.id)
        assert person.ends is None


def test_a_quiet_list_is_shown_to_others_only_when_somebody_says_so(qtbot: QtBot, school: InventedSchool) -> None:
    jo = leaver(school)
    begun = school.office.leaving.prepare(jo.id, school.clock.today(), quiet=True)
    with page_stage(qtbot, school.office) as stage:
        part = lists(stage)
        assert "Quiet" in part.under.text()
        stage.press(part, "No longer quiet")
        stage.question().go.click()
        stage.rest()
        assert part.speak.isHidden()
    assert not school.office.checklists.view(begun.id).head.checklist.quiet


def test_who_came_back_and_who_stood_twice(qtbot: QtBot, school: InventedSchool) -> None:
    gone = school.add_person("Gwen Early", ends=date(2026, 9, 1))
    jo, other = school.add_person("Jo Marsh", "Teacher"), school.add_person("Jo Marsh", "Teacher")
    with page_stage(qtbot, school.office) as stage:
        dialog = begin(stage, "came-back", gone)
        assert isinstance(dialog, CameBackDialog)
        stage.finish(dialog)
        assert "Gwen Early is back." in stage.said(stage.page("access", AccessPage))
        same = begin(stage, "same-person", jo)
        assert isinstance(same, SamePersonDialog)
        same.form.set_value("doubled", str(other.id))
        assert same.form.value("doubled") == str(other.id)  # two who read alike can be told apart
        stage.rest()
        assert "The doubled record is offered nowhere" in same.follows.words.text()
        stage.finish(same)
    names = [x.person.name for x in school.office.people.lines()]
    assert names.count("Jo Marsh") == 1


def test_who_came_back_is_shown_the_list_that_is_still_open(qtbot: QtBot, school: InventedSchool) -> None:
    gone = school.add_person("Gwen Early")
    begun = school.office.leaving.prepare(gone.id, date(2026, 11, 13))
    with page_stage(qtbot, school.office) as stage:
        dialog = begin(stage, "came-back", gone)
        stage.finish(dialog)
        part = lists(stage)
        current = part.list.current()
        assert current is not None
        assert current.checklist.id == begun.id
        assert any("still open" in words for words in stage.said(stage.page("access", AccessPage)))


def test_the_staff_list_leads_here(qtbot: QtBot, school: InventedSchool) -> None:
    jo = leaver(school)
    with page_stage(qtbot, school.office) as stage:
        for words, kind in (("This person leaves…", LeavingDialog), ("The same person twice…", SamePersonDialog)):
            stage.window.go(Target("people", str(jo.id)))
            stage.rest()
            stage.press(stage.window, words)
            dialog = stage.dialog(FormDialog)
            assert isinstance(dialog, kind)
            dialog.form.saved()
            dialog.reject()
            stage.rest()


@pytest.mark.parametrize(("scheme", "factor"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_everything_can_be_read_and_pressed(
    qtbot: QtBot, school: InventedSchool, look: Look, scheme: Scheme, factor: float
) -> None:
    jo = leaver(school)
    look(scheme, text_factor=factor)
    with page_stage(qtbot, school.office) as stage:
        dialog = begin(stage, "leaving", jo)
        assert faults_of(dialog) == []
        dialog.form.set_value("kind", ChecklistKind.CHANGES_JOB.value)
        stage.rest()
        assert faults_of(dialog) == []
        dialog.form.set_value("kind", ChecklistKind.LEAVES.value)
        stage.finish(dialog)
        part = stage.page("access", AccessPage).part(ListsPart)
        choose(stage, part, LineKind.PASSWORD_KNOWN)
        assert faults_of(stage.window) == []
