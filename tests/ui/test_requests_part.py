"""Requests on the page of posting access: asked, decided, entered from paper, given; cover above them; scans looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.accounts import Account, beside_name
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.domain.requests import AccessRequest, RequestState
from schoolsm_desktop.services.requests import Asking, OnPaper
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.access.cover_dialog import CoverDialog
from schoolsm_desktop.ui.access.dialogs import GiveDialog
from schoolsm_desktop.ui.access.page import AccessPage
from schoolsm_desktop.ui.access.request_dialogs import (
    AskDialog,
    AuthoriseDialog,
    GiveAskedDialog,
    PaperDialog,
    RefuseDialog,
)
from schoolsm_desktop.ui.access.requests_part import RequestsPart
from schoolsm_desktop.ui.common.scan_view import ScanView
from schoolsm_desktop.ui.pages import Target
from tests.exchange.scans import scan_pdf, scan_picture
from tests.services.school import InventedSchool
from tests.ui.page_stage import PageStage, page_stage
from tests.ui.walk import faults_of

TODAY = date(2026, 11, 20)


class Asked:
    """A school in which Jo, whose policy and training are missing, has asked for access."""

    def __init__(self, school: InventedSchool) -> None:
        self.school = school
        school.sign_in(school.coordinator)
        self.page: Account = school.add_account()
        self.jo: Person = school.add_person("Jo Marsh")
        self.dee: Person = school.add_person("Dee Putty", "Deputy head")
        school.office.people.give_duty(self.dee.id, Duty.DEPUTY_HEADTEACHER, TODAY)
        self.request: AccessRequest = school.office.requests.ask(
            Asking(self.jo.id, self.page.id, AccessKind.KNOWS_PASSWORD, AccessLevel.POSTS, TODAY, reason="news")
        )

    def now(self) -> AccessRequest:
        """The request as it stands."""
        with self.school.office.session.reading() as uow:
            return uow.requests.get(self.request.id)


@pytest.fixture
def asked(school: InventedSchool) -> Asked:
    return Asked(school)


@pytest.fixture
def stage_for(qtbot: QtBot, asked: Asked) -> Iterator[Callable[[Person], PageStage]]:
    """Sign somebody in and open the page at the request."""
    with_exit = []

    def made(person: Person) -> PageStage:
        if asked.school.office.person_id != person.id:
            asked.school.sign_in(person)
        context = page_stage(qtbot, asked.school.office)
        stage = context.__enter__()
        with_exit.append(context)
        stage.page("access", AccessPage)
        stage.window.go(Target("access", str(asked.request.id), "requests"))
        stage.rest()
        return stage

    yield made
    for context in with_exit:
        context.__exit__(None, None, None)


def part(stage: PageStage) -> RequestsPart:
    return stage.page("access", AccessPage).part(RequestsPart)


def offered(stage: PageStage) -> list[str]:
    """The buttons beside the request."""
    return [b.text() for b in part(stage)._buttons.findChildren(QPushButton) if b.isVisible()]


def test_each_is_offered_their_own_steps(asked: Asked, stage_for: Callable[[Person], PageStage]) -> None:
    head = stage_for(asked.school.head)
    assert offered(head)[:4] == ["Authorise…", "Refuse…", "Enter the paper…", "Withdraw…"]
    assert "Print the undertaking" in offered(head)
    coordinator = stage_for(asked.school.coordinator)
    assert offered(coordinator)[:2] == ["Enter the paper…", "Withdraw…"]


def test_the_head_authorises_although_something_is_missing(
    asked: Asked, stage_for: Callable[[Person], PageStage]
) -> None:
    stage = stage_for(asked.school.head)
    page = stage.page("access", AccessPage)
    stage.press(page, "Authorise…")
    dialog = stage.dialog(AuthoriseDialog)
    assert dialog.form.field("override_reason").isVisible()
    dialog.form.set_value("override_reason", "Signs on Monday")
    stage.finish(dialog)
    assert (asked.now().state, asked.now().override_reason) == (RequestState.AUTHORISED, "Signs on Monday")
    assert "It is authorised. The computing coordinator can give it now." in stage.said(page)
    assert "Give…" in offered(stage)
    stage.press(page, "Give…")
    stage.finish(stage.dialog(GiveAskedDialog))
    assert asked.now().state is RequestState.GIVEN


def test_a_decision_taken_meanwhile_is_named_and_what_was_typed_stays(
    asked: Asked, stage_for: Callable[[Person], PageStage]
) -> None:
    stage = stage_for(asked.school.head)
    page = stage.page("access", AccessPage)
    stage.press(page, "Refuse…")
    dialog = stage.dialog(RefuseDialog)
    dialog.form.set_value("note", "not before the training")
    asked.school.office.requests.authorise(asked.request.id)
    stage.finish(dialog)
    assert dialog.isVisible()
    assert dialog.form.value("note") == "not before the training"
    (message,) = dialog.messages.messages()
    assert "A. Whitfield authorised it on 20 Nov 2026." in message.words
    assert asked.now().state is RequestState.AUTHORISED


def test_a_refusal_without_a_word_is_stopped_beside_its_field(
    asked: Asked, stage_for: Callable[[Person], PageStage]
) -> None:
    stage = stage_for(asked.school.head)
    stage.press(stage.page("access", AccessPage), "Refuse…")
    dialog = stage.dialog(RefuseDialog)
    stage.finish(dialog)
    assert "is needed" in dialog.form.field("note").error
    dialog.form.set_value("note", "no")
    stage.finish(dialog)
    assert asked.now().state is RequestState.REFUSED


def test_a_paper_with_its_scan_is_entered_and_looked_at(
    asked: Asked, stage_for: Callable[[Person], PageStage], tmp_path: Path
) -> None:
    wrong, right = tmp_path / "signed.pdf", tmp_path / "photo.jpg"
    wrong.write_bytes(b"PK\x03\x04 not a scan")
    right.write_bytes(scan_picture("JPEG", (1200, 1600)))
    stage = stage_for(asked.school.coordinator)
    page = stage.page("access", AccessPage)
    stage.press(page, "Enter the paper…")
    dialog = stage.dialog(PaperDialog)
    _drop(dialog, wrong)
    stage.rest()
    assert "not a scan" in dialog.form.field("scan").error
    assert not dialog.scan.value()
    _drop(dialog, right)
    stage.rest()
    assert dialog.form.field("scan").error == ""
    assert dialog.scan.scan is not None
    stage.press(dialog, "Look at it")
    (view,) = stage.window.findChildren(ScanView)
    assert view.sheets[0].size().width() <= 794
    view.reject()
    dialog.form.set_value("on", "19 Nov 2026")
    stage.finish(dialog)
    kept = asked.now()
    assert (kept.decided_on, kept.recorded_by) == (date(2026, 11, 19), asked.school.coordinator.id)
    stage.press(page, "Look at the scan")
    assert any(view.isVisible() for view in stage.window.findChildren(ScanView))


def _drop(dialog: PaperDialog, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    dialog.scan.dropEvent(event)


def test_what_was_typed_beside_a_scan_survives_a_lock(
    asked: Asked, stage_for: Callable[[Person], PageStage], tmp_path: Path
) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(scan_pdf())
    stage = stage_for(asked.school.coordinator)
    page = stage.page("access", AccessPage)
    stage.press(page, "Enter the paper…")
    dialog = stage.dialog(PaperDialog)
    dialog.scan.take(path)
    dialog.form.set_value("note", "as agreed")
    stage.rest()
    draft = page.draft()
    assert draft is not None
    dialog.form.saved()
    dialog.reject()
    stage.rest()
    page.restore(draft)
    stage.rest()
    back = stage.dialog(PaperDialog)
    assert back.form.value("note") == "as agreed"
    assert back.scan.scan is not None
    assert back.scan.scan.name == "form.pdf"


def test_a_teacher_asks_for_themself_and_sees_their_own_alone(
    asked: Asked, stage_for: Callable[[Person], PageStage]
) -> None:
    school = asked.school
    teacher = school.add_person("Sam Adeyemi")
    school.make_sign_in(teacher)
    school.sign_in(teacher)
    stage = stage_for(teacher)
    page = stage.page("access", AccessPage)
    assert part(stage).list.model.shown_rows() == []
    page.begin("ask-access", "")
    stage.rest()
    dialog = stage.dialog(AskDialog)
    assert not dialog.form.field("person_id").isVisible()
    dialog.form.set_value("account_id", str(asked.page.id))
    stage.finish(dialog)
    assert "is needed" in dialog.form.field("reason").error
    dialog.form.set_value("reason", "Choir")
    stage.finish(dialog)
    assert [line.person.id for line in part(stage).list.model.shown_rows()] == [teacher.id]
    assert offered(stage) == ["Withdraw…"]


def test_give_access_takes_what_was_authorised_and_says_what_is_missing(
    asked: Asked, stage_for: Callable[[Person], PageStage]
) -> None:
    asked.school.office.requests.enter_paper(asked.request.id, OnPaper(True, asked.school.head.id, TODAY))
    stage = stage_for(asked.school.coordinator)
    page = stage.page("access", AccessPage)
    page.begin("give", f"{asked.jo.id}|{asked.page.id}")
    stage.rest()
    dialog = stage.dialog(GiveDialog)
    assert dialog.form.value("asked") == str(asked.request.id)
    assert "Policy not read and signed (Purpose); No undertaking (Use 11)" in dialog.readiness.text()
    assert not dialog.form.field("authorised_by").isVisible()
    stage.finish(dialog)
    (message,) = dialog.messages.messages()
    assert "Your policy asks for more before access is given" in message.words
    asked.school.ready(asked.jo)
    stage.finish(dialog)
    assert asked.now().state is RequestState.GIVEN


def test_straight_from_a_paper_the_reason_is_asked_where_something_is_missing(
    asked: Asked, stage_for: Callable[[Person], PageStage]
) -> None:
    stage = stage_for(asked.school.coordinator)
    page = stage.page("access", AccessPage)
    page.begin("give", f"{asked.jo.id}|{asked.page.id}")
    stage.rest()
    dialog = stage.dialog(GiveDialog)
    assert dialog.form.field("override_reason").isVisible()
    dialog.form.set_value("kind", AccessKind.KNOWS_PASSWORD.value)
    dialog.form.set_value("override_reason", "On the slip")
    stage.finish(dialog)
    access = asked.school.office.access.cell(asked.jo.id, asked.page.id).cell.live[0]
    assert access.override_reason == "On the slip"
    assert asked.now().state is RequestState.GIVEN, "the request for the same waits no more"


def test_cover_is_arranged_said_and_ended(asked: Asked, stage_for: Callable[[Person], PageStage]) -> None:
    stage = stage_for(asked.school.head)
    page = stage.page("access", AccessPage)
    stage.press(page, "Cover for the headteacher…")
    dialog = stage.dialog(CoverDialog)
    dialog.form.set_value("ends", "19 Nov 2026")
    stage.finish(dialog)
    assert "lies before the first" in dialog.form.field("ends").error
    dialog.form.set_value("ends", "24 Nov 2026")
    stage.finish(dialog)
    assert part(stage)._top.said.text() == "D. Putty acts for A. Whitfield until 24 Nov 2026."
    stage.press(page, "End cover…")
    question = stage.question()
    stage.qtbot.mouseClick(question.go, Qt.MouseButton.LeftButton)
    stage.rest()
    assert "Nobody covers today" in part(stage)._top.said.text()


def test_the_head_says_that_they_were_told_from_today(asked: Asked, stage_for: Callable[[Person], PageStage]) -> None:
    school = asked.school
    school.make_sign_in(asked.dee)
    cover = school.sign_in(asked.dee).cover.begin_alone(date(2026, 11, 21), "taken ill")
    stage = stage_for(school.head)
    stage.window.go(Target("access", str(cover.id), "cover-told"))
    stage.rest()
    question = stage.question()
    stage.qtbot.mouseClick(question.go, Qt.MouseButton.LeftButton)
    stage.rest()
    assert not any(x.may_be_told for x in school.office.cover.view().lines)


@pytest.mark.parametrize(("scheme", "factor"), [("light", 1.0), ("dark", 2.0)])
def test_the_part_reads_in_each_look(
    asked: Asked,
    stage_for: Callable[[Person], PageStage],
    look: Callable[..., looks.Theme],
    scheme: str,
    factor: float,
) -> None:
    look(looks.Scheme(scheme), text_factor=factor)
    stage = stage_for(asked.school.head)
    assert faults_of(stage.window) == []
    page = stage.page("access", AccessPage)
    record = str(asked.request.id)
    for key in ("ask-access", "authorise-request", "refuse-request", "paper-request", "give-request", "cover"):
        dialog = page.open_dialog(key, record if "request" in key else "")
        stage.rest()
        assert faults_of(dialog) == [], key
        dialog.form.saved()
        dialog.reject()
        stage.rest()


def test_the_tabs_say_what_waits_before_a_part_is_opened(qtbot: QtBot, asked: Asked) -> None:
    asked.school.sign_in(asked.school.head)
    with page_stage(qtbot, asked.school.office) as stage:
        page = stage.page("access", AccessPage)
        tabs = [page.tabs.tabText(at) for at in range(page.tabs.count())]
        assert tabs[:2] == ["Register", "Requests (1)"]
        asked.school.office.requests.refuse(asked.request.id, "Not now")
        stage.rest()
        assert page.tabs.tabText(1) == "Requests", "each reading counts anew"


def test_an_account_called_as_its_platform_is_named_once() -> None:
    assert beside_name("ClassDojo", "classdojo") == ""
    assert beside_name("Facebook", "Facebook page") == "Facebook"
