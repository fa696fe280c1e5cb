"""What was published, and taking it down, in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.photo_answers import Said
from schoolsm_desktop.domain.posts import PostKind, PostState
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.removals import RemovalCause, RemovalHow
from schoolsm_desktop.services.posts import CorrectionDraft
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.photos.page import PhotosPage
from schoolsm_desktop.ui.photos.post_dialogs import (
    FromCheckDialog,
    LeaversDialog,
    LookAgainDialog,
    MistakeDialog,
    OnlineAlreadyDialog,
    WhoIsSeenDialog,
)
from schoolsm_desktop.ui.photos.post_form import PostDialog
from schoolsm_desktop.ui.photos.posts_part import PostsPart
from schoolsm_desktop.ui.photos.removal_dialogs import AskForCopyDialog, FindPicturesDialog, LineDoneDialog
from schoolsm_desktop.ui.photos.removals_part import RemovalsPart
from schoolsm_desktop.ui.theme import Scheme
from tests.services.publishing import check, post
from tests.services.roll import FACEBOOK, add_adult, add_pupil, answer
from tests.services.school import InventedSchool

from .page_stage import PageStage, page_stage
from .walk import faults_of

Look = Callable[..., looks.Theme]
PUPILS: dict[str, Pupil] = {}


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """Posts of every state, a withdrawal half done, a leaver; the headteacher is signed in, who is the DSL too."""
    made = InventedSchool(tmp_path)
    page = made.add_account("Our Facebook page", platform_id="facebook")
    made.sign_in(made.head)
    office = made.office
    PUPILS["ada"] = ada = add_pupil(office, "Ada Lark")
    PUPILS["tom"] = tom = add_pupil(office, "Tom Wren")
    gone = add_pupil(office, "Ben Holt", "6A", on_roll_to=date(2026, 7, 21))
    copies = (("The Echo", "2026-11-03"),)
    post(office, "Sports day", ada, tom, copies=copies, originals="Camera card 3, office safe")
    post(office, "Harvest table", gone, place="display", kind=PostKind.DISPLAY)
    post(office, "Spring play", ada, published_on=None, scheduled_for=date(2026, 12, 1))
    wrong = post(office, "We won the cup", kind=PostKind.WORDS, place=FACEBOOK, account_id=page.id)
    office.posts.correct(wrong.id, CorrectionDraft("We came second"))
    office.posts.bring_in("facebook.example/p/1", FACEBOOK, page.id)
    check(office, tom)
    mother = add_adult(office, ada)
    answer(office, ada, Said.WITHDRAWN, "website", by=mother)
    office.removals.begin(ada.id, RemovalCause.ANSWER, ("website",), mother.id)
    yield made
    made.sign_out()


def posts(stage: PageStage) -> PostsPart:
    page = stage.page("photos", PhotosPage)
    page.begin("posts", "")
    stage.rest()
    return page.part(PostsPart)


def removals(stage: PageStage) -> RemovalsPart:
    page = stage.page("photos", PhotosPage)
    page.begin("removals", "")
    stage.rest()
    return page.part(RemovalsPart)


def pick(stage: PageStage, part: PostsPart, title: str) -> None:
    line = next(x for x in part.list.model.all_rows() if x.post.title == title)
    part.list.pick(line.post.id)
    stage.rest()


def test_something_is_written_down_and_found_in_the_list(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = posts(stage)
        stage.press(part, "Write something down…")
        dialog = stage.dialog(PostDialog)
        stage.finish(dialog)
        assert dialog.form.field("title").error
        dialog.form.set_value("title", "Best work in art")
        stage.finish(dialog)
        assert dialog.form.field("place").error, "without a place it is not saved"
        dialog.form.set_value("place", "display")
        dialog.form.set_value("kind", "display")
        dialog.pupils.tick(str(PUPILS["tom"].id))
        stage.finish(dialog)
        assert stage.said(part.page) == ["It is written down."]
        current = part.list.current()
        assert current is not None
        assert (current.post.title, current.names) == ("Best work in art", ("Tom Wren",))


def test_a_saved_check_becomes_a_post(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = posts(stage)
        stage.press(part, "From a saved check…")
        dialog = stage.dialog(FromCheckDialog)
        dialog.form.set_value("title", "Tom’s tower")
        stage.finish(dialog)
        current = part.list.current()
        assert current is not None
        assert (current.where, current.names) == ("Facebook", ("Tom Wren",))


@pytest.mark.clause("bucklebury:gen-6")
def test_a_mistake_is_put_right_beside_its_post(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = posts(stage)
        pick(stage, part, "We won the cup")
        stage.press(part.pane, "Put the mistake right…")
        dialog = stage.dialog(MistakeDialog)
        dialog.form.set_value("wording", "We came second. We are sorry.")
        stage.finish(dialog)
        assert stage.said(part.page) == ["The correction stands beside the post."]
        assert "Put right on 20 Nov 2026: We came second. We are sorry." in words_of(part)


def words_of(part: PostsPart) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in part.pane.findChildren(QLabel) if label.isVisible())


def test_addresses_are_pasted_and_looked_at(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = posts(stage)
        stage.press(part, "What is online already…")
        dialog = stage.dialog(OnlineAlreadyDialog)
        dialog.form.set_value("place", "website")
        dialog.form.set_value("addresses", "our.example/news/1\nour.example/news/2\nwhat is this")
        stage.finish(dialog)
        assert stage.said(part.page) == ["2 addresses are written down. Left out: Line 3 is no address."]
        pick(stage, part, "our.example/news/1")
        stage.press(part.pane, "Who can be seen…")
        marking = stage.dialog(WhoIsSeenDialog)
        marking.pupils.tick(str(PUPILS["ada"].id))
        stage.finish(marking)
        assert "Ada Lark: not here any more" in words_of(part), "withdrawn for the website"
        removal = removals(stage)
        assert any("our.example/news/1" in task.what for task in removal.pane.lines.model.all_rows())


def test_a_look_again_and_the_list_of_leavers(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = posts(stage)
        pick(stage, part, "Sports day")
        stage.press(part.pane, "Look again…")
        stage.finish(stage.dialog(LookAgainDialog))
        assert stage.said(part.page) == ["The look is saved. The next one is on 20 Nov 2027."]
        stage.press(part, "Who has left…")
        dialog = stage.dialog(LeaversDialog)
        dialog.form.set_value("leaver-0", "remove")
        stage.finish(dialog)
        assert "1 post was gone through." in stage.said(part.page)
        state = {x.post.title: x.post.state for x in part.list.model.all_rows()}
        assert state["Harvest table"] is PostState.TAKEN_DOWN


def test_find_shows_everything_before_anything_is_begun(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = removals(stage)
        stage.window.go(Target("photos", str(PUPILS["tom"].id), "find-pictures"))
        stage.rest()
        dialog = stage.dialog(FindPicturesDialog)
        shown = "\n".join(label.text() for label in dialog.found.findChildren(type(dialog.heading)))
        assert "4 places were found" in shown
        assert "“Sports day”, The school’s website, 2 Nov 2026 (1 other pupil is in it)" in shown
        assert len(part.list.model.all_rows()) == 1
        stage.finish(dialog)
        assert {x.title for x in part.list.model.all_rows()} == {"Ada Lark (4B)", "Tom Wren (4B)"}
        current = part.list.current()
        assert current is not None
        assert current.title == "Tom Wren (4B)"


def test_lines_are_worked_off_and_the_reply_is_made(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = removals(stage)
        while any(task.is_open for task in part.pane.lines.model.all_rows()):
            task = next(t for t in part.pane.lines.model.all_rows() if t.is_open)
            part.pane.lines.pick(task.task.id)
            stage.rest()
            if "removal-copy" in [k for k, b in part.pane.buttons.items() if b.isVisible()]:
                stage.press(part.pane, "Letter asking for the copy…")
                asking = stage.dialog(AskForCopyDialog)
                asking.form.set_value("recipient", "The Echo")
                stage.finish(asking)
                continue
            stage.press(part.pane, "Done…")
            dialog = stage.dialog(LineDoneDialog)
            dialog.form.set_value("note", "Seen: gone")
            stage.finish(dialog)
        assert {t.task.how for t in part.pane.lines.model.all_rows()} == {RemovalHow.REMOVED, RemovalHow.ASKED}
        stage.press(part.pane, "Make the reply")
        assert [printed.key for printed in stage.previews] == ["letter", "letter"]
        assert part.list.model.all_rows()[0].is_over
        stage.press(part.pane, "Print this page")
        assert stage.previews[-1].key == "removal-sheet"


def test_who_posts_sees_neither_names_nor_the_buttons_of_the_office(qtbot: QtBot, school: InventedSchool) -> None:
    office = school.office
    jo = school.add_person("Jo Marsh")
    office.people.give_duty(jo.id, Duty.POSTING_STAFF, school.clock.today())
    page = school.add_account("Jo’s page", platform_id="facebook", owner_id=jo.id)
    post(office, "On my page", PUPILS["ada"], place=FACEBOOK, account_id=page.id)
    office.removals.begin(PUPILS["ada"].id, RemovalCause.HOLD)
    school.make_sign_in(jo)
    with page_stage(qtbot, school.sign_in(jo)) as stage:
        part = posts(stage)
        assert [(x.post.title, x.seen, x.names) for x in part.list.model.all_rows()] == [("On my page", "1 pupil", ())]
        assert not part.print.isVisible()
        assert not part.leavers.isVisible()
        taking = removals(stage)
        assert [x.title for x in taking.list.model.all_rows()] == ["A pupil"]
        assert taking.pane.heading.text() == "Pictures to take down"
        assert [k for k, b in taking.pane.buttons.items() if b.isVisible()] == ["removal-done"]
        assert not taking.seek.isVisible()


DIALOGS = (
    ("post-new", ""), ("post-edit", "Sports day"), ("post-check", ""), ("post-came-out", "Spring play"),
    ("post-pupils", "facebook.example/p/1"), ("post-review", "Sports day"), ("post-taken-down", "Sports day"),
    ("post-wrong", "Sports day"), ("post-right", "We won the cup"), ("post-copy", "Sports day"), ("post-online", ""),
    ("post-leavers", ""),
)  # fmt: skip


@pytest.mark.parametrize(("scheme", "scale"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_both_parts_and_their_dialogs_are_drawn_well(
    qtbot: QtBot, school: InventedSchool, look: Look, scheme: Scheme, scale: float
) -> None:
    look(scheme, text_factor=scale)
    with page_stage(qtbot, school.office) as stage:
        part = posts(stage)
        assert faults_of(part.page) == []
        for key, title in DIALOGS:
            if title:
                pick(stage, part, title)
            record = next((str(x.post.id) for x in part.list.model.all_rows() if x.post.title == title), "")
            part.page.open_dialog(key, record)
            stage.rest()
            shut(stage)
        taking = removals(stage)
        assert faults_of(taking.page) == []
        tasks = taking.pane.lines.model.all_rows()
        copy = next(t for t in tasks if t.task.kind.value == "copy")
        for key, record in (
            ("removal-find", str(PUPILS["tom"].id)),
            ("removal-done", str(tasks[0].task.id)),
            ("removal-copy", str(copy.task.id)),
        ):
            taking.page.open_dialog(key, record)
            stage.rest()
            shut(stage)


def shut(stage: PageStage) -> None:
    dialog = stage.dialog(FormDialog)
    assert faults_of(dialog) == [], dialog.windowTitle()
    dialog.form.saved()
    dialog.reject()
    stage.rest()
