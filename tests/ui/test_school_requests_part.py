"""Requests on the page of policy and staff: asked, decided, written, ended; what is sealed opens only when it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.accounts import AccountState
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.school_requests import RequestKind, SchoolRequest, SchoolRequestState
from schoolsm_desktop.services.school_requests import SchoolAsking, Terms
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.policy.page import PolicyPage
from schoolsm_desktop.ui.policy.school_request_dialogs import (
    AllowSchoolDialog,
    AskSchoolDialog,
    LookAgainDialog,
    RefuseSchoolDialog,
    RequestAccountDialog,
    SchoolPaperDialog,
    SearchResultDialog,
)
from schoolsm_desktop.ui.policy.school_requests_part import SchoolRequestsPart
from tests.services.school import InventedSchool
from tests.services.test_school_requests import ANSWERS, BLOG
from tests.ui.page_stage import PageStage, page_stage
from tests.ui.walk import faults_of

TODAY = date(2026, 11, 20)
LOGO, AREA, FRIEND = RequestKind.NAME_AND_LOGO, RequestKind.CLOSED_AREA, RequestKind.FRIEND_REQUEST
DIALOGS = (
    "ask-school",
    "change-school-request",
    "ask-school-again",
    "allow-school-request",
    "refuse-school-request",
    "paper-school-request",
    "look-again-at-request",
    "search-result",
    "request-account",
)


@pytest.fixture
def kew(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school with a policy that has closed blogs agreed beforehand and no searches; the coordinator is signed in."""
    made = InventedSchool(tmp_path, "kew-woods")
    yield made
    made.sign_out()


def ask(school: InventedSchool, kind: RequestKind, **more: object) -> SchoolRequest:
    fields: dict[str, object] = {"answers": ANSWERS[kind], "asker_name": "Parents’ association"} | more
    if fields.get("asker_id"):
        fields["asker_name"] = ""
    return school.office.school_requests.ask(SchoolAsking(kind, **fields)).request  # type: ignore[arg-type]


def now(school: InventedSchool, request: SchoolRequest) -> SchoolRequest:
    with school.office.session.reading() as uow:
        return uow.school_requests.get(request.id)


@pytest.fixture
def stage_for(qtbot: QtBot, kew: InventedSchool) -> Iterator[Callable[..., PageStage]]:
    """Sign somebody in and open the part, at a request if there is one."""
    opened = []

    def made(person: Person, request: SchoolRequest | None = None) -> PageStage:
        if kew.office.person_id != person.id:
            kew.sign_in(person)
        context = page_stage(qtbot, kew.office)
        stage = context.__enter__()
        opened.append(context)
        stage.page("people", PolicyPage)
        stage.window.go(Target("people", str(request.id) if request else "", "requests"))
        stage.rest()
        return stage

    yield made
    for context in opened:
        context.__exit__(None, None, None)


def part(stage: PageStage) -> SchoolRequestsPart:
    return stage.page("people", PolicyPage).part(SchoolRequestsPart)


def shown(stage: PageStage) -> str:
    """Everything that can be read in the part."""
    return "\n".join(label.text() for label in part(stage).findChildren(QLabel) if label.isVisible())


def buttons(stage: PageStage) -> set[str]:
    return {b.text() for b in part(stage).findChildren(QPushButton) if b.isVisible()}


@pytest.mark.clause("kew-woods:4.2")
def test_a_closed_area_is_asked_for_allowed_and_its_account_authorised(
    kew: InventedSchool, stage_for: Callable[..., PageStage]
) -> None:
    stage = stage_for(kew.coordinator)
    stage.press(part(stage), "New request…")
    dialog = stage.dialog(AskSchoolDialog)
    form = dialog.form
    assert "4.2" in "".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
    form.set_value("asker_name", "Year 6 team")
    for key in ("area", "purpose", "class", "platform", "moderator"):
        form.set_value(f"closed-area.{key}", BLOG[key])
    form.set_value("closed-area.measures.members-only", "1")
    form.set_value("closed-area.measures.moderated", "1")
    stage.finish(dialog)
    assert stage.said(stage.page("people", PolicyPage)) == ["It is kept. Whoever decides sees it on Today."]
    (line,) = kew.office.school_requests.lines()
    assert "Closed: only the people let in can see it" in shown(stage), "the new one is shown at once"
    assert "Allow…" not in buttons(stage)

    stage = stage_for(kew.head, line.request)
    assert "No data protection assessment has been made yet." in shown(stage)
    stage.press(part(stage), "Allow…")
    allow = stage.dialog(AllowSchoolDialog)
    allow.form.set_value("conditions", "Closed at the end of term")
    stage.finish(allow)
    assert now(kew, line.request).state is SchoolRequestState.ALLOWED
    assert "Closed at the end of term" in shown(stage)
    stage.press(part(stage), "Its account…")
    account = stage.dialog(RequestAccountDialog)
    account.form.set_value("platform_id", "x")
    account.form.set_value("owner_id", str(kew.coordinator.id))
    stage.finish(account)
    stage.press(part(stage), "Authorise the account")
    bound = now(kew, line.request).account_id
    assert bound is not None
    assert kew.office.accounts.facts(bound).line.account.state is AccountState.AUTHORISED
    stage.press(part(stage), "Make the letter")
    assert [p.key for p in stage.previews] == ["letter"]
    stage.press(part(stage), "Look at the letter")
    stage.press(part(stage), "Print it")
    stage.press(part(stage), "Print the register of permissions")
    assert [p.key for p in stage.previews] == ["letter", "letter", "school-request", "permission-register"]
    stage.press(part(stage), "End it…")
    stage.press(stage.question(), "End it")
    assert now(kew, line.request).state is SchoolRequestState.ENDED


@pytest.mark.clause("kew-woods:6.1")
def test_another_kind_that_the_policy_forbids_says_so_before_it_is_kept(
    kew: InventedSchool, stage_for: Callable[..., PageStage]
) -> None:
    stage = stage_for(kew.head)
    stage.press(part(stage), "New request…")
    dialog = stage.dialog(AskSchoolDialog)
    kinds = dialog.form.field("kind").editor
    assert kinds.findData("recruitment-search") == -1  # type: ignore[attr-defined]
    dialog.form.set_value("kind", "another")
    dialog.form.set_value("other", "recruitment-search")
    stage.rest()
    said = "".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
    for words in ("6.1", "2022", "Check with your adviser", "sealed"):
        assert words in said
    dialog.form.set_value("asker_id", str(kew.coordinator.id))
    dialog.form.set_value("recruitment-search.role", "Year 3 teacher")
    stage.finish(dialog)
    (message,) = stage.said(stage.page("people", PolicyPage))
    assert "6.1" in message
    assert "kept as refused" in message
    assert "Year 3 teacher" not in shown(stage)
    stage.press(part(stage), "Read it")
    assert "Year 3 teacher" in shown(stage)


def test_a_sealed_one_is_closed_until_its_reader_opens_it_and_nothing_for_others(
    kew: InventedSchool, stage_for: Callable[..., PageStage]
) -> None:
    jo = kew.add_person("Jo Marsh")
    request = ask(kew, FRIEND, asker_id=jo.id)
    stage = stage_for(kew.coordinator)
    assert part(stage).list.model.rowCount() == 0
    stage = stage_for(kew.head, request)
    assert "Confidential request" in shown(stage)
    assert "zebra" not in shown(stage)
    assert "Allow…" not in buttons(stage)
    stage.press(part(stage), "Read it")
    assert "zebra" in shown(stage)
    stage.press(part(stage), "Refuse…")
    refuse = stage.dialog(RefuseSchoolDialog)
    stage.finish(refuse)
    assert refuse.form.field("note").error, "a refusal needs its reason"
    refuse.form.set_value("note", "Not while the child is here.")
    stage.finish(refuse)
    assert now(kew, request).state is SchoolRequestState.REFUSED
    assert "Not while the child is here." not in shown(stage), "it is closed again"


def test_a_wrong_day_and_a_missing_answer_are_said_beside_their_fields(
    kew: InventedSchool, stage_for: Callable[..., PageStage]
) -> None:
    stage = stage_for(kew.coordinator)
    stage.press(part(stage), "New request…")
    dialog = stage.dialog(AskSchoolDialog)
    form = dialog.form
    stage.finish(dialog)
    assert form.field("closed-area.area").error
    for key in ("area", "purpose", "class", "platform"):
        form.set_value(f"closed-area.{key}", BLOG[key])
    stage.finish(dialog)
    assert "Say who asks" in form.field("asker_name").error
    form.set_value("asker_name", "Year 6 team")
    form.set_value("starts", "1 Dec 2026")
    form.set_value("ends", "1 Nov 2026")
    stage.finish(dialog)
    assert "before the first" in form.field("ends").error
    assert form.value("closed-area.purpose") == BLOG["purpose"], "nothing typed is lost"
    form.set_value("ends", "31 Nov 2026")
    stage.finish(dialog)
    assert "not a day" in form.field("ends").error
    assert kew.office.school_requests.lines() == ()


def test_what_was_typed_comes_back_after_a_lock_also_about_a_sealed_one(
    kew: InventedSchool, stage_for: Callable[..., PageStage]
) -> None:
    kew.add_person("Jo Marsh")
    request = ask(kew, FRIEND)
    stage = stage_for(kew.head, request)
    stage.press(part(stage), "Read it")
    stage.press(part(stage), "Refuse…")
    stage.dialog(RefuseSchoolDialog).form.set_value("note", "Half a sentence")
    draft = stage.page("people", PolicyPage).draft()
    assert draft is not None
    stage = stage_for(kew.head)
    stage.page("people", PolicyPage).restore(draft)
    stage.rest()
    assert stage.dialog(RefuseSchoolDialog).form.value("note") == "Half a sentence"


def test_a_decision_on_paper_is_entered_and_somebody_who_was_quicker_is_named(
    kew: InventedSchool, stage_for: Callable[..., PageStage]
) -> None:
    request = ask(kew, AREA)
    stage = stage_for(kew.coordinator, request)
    stage.press(part(stage), "Enter the paper…")
    paper = stage.dialog(SchoolPaperDialog)
    paper.form.set_value("allowed", "0")
    assert not paper.form.field("conditions").isVisible()
    stage.finish(paper)
    assert paper.form.field("note").error
    paper.form.set_value("note", "Next year.")
    kew.office.school_requests.withdraw(request.id)
    stage.finish(paper)
    assert "It was withdrawn" in paper.messages.messages()[0].words
    assert paper.form.value("note") == "Next year."


def test_asked_again_what_was_refused_stands_above(kew: InventedSchool, stage_for: Callable[..., PageStage]) -> None:
    kew.sign_in(kew.head)
    request = ask(kew, AREA)
    kew.office.school_requests.refuse(request.id, "No moderator yet.", 1)
    stage = stage_for(kew.coordinator, request)
    stage.press(part(stage), "Ask again…")
    dialog = stage.dialog(AskSchoolDialog)
    assert dialog.form.value("closed-area.area") == BLOG["area"]
    assert dialog.form.ticked("closed-area.measures.moderated")
    stage.finish(dialog)
    assert "No moderator yet." in shown(stage)
    assert len(kew.office.school_requests.lines()) == 2


def test_what_is_changed_before_it_is_decided_and_looked_at_again_afterwards(
    kew: InventedSchool, stage_for: Callable[..., PageStage]
) -> None:
    request = ask(kew, AREA)
    stage = stage_for(kew.head, request)
    stage.press(part(stage), "Change…")
    dialog = stage.dialog(AskSchoolDialog)
    dialog.form.set_value("closed-area.members", "The class and two teachers")
    stage.finish(dialog)
    assert "The class and two teachers" in shown(stage)
    kew.office.school_requests.allow(request.id, Terms(), 2)
    stage.rest()
    stage.press(part(stage), "Look again…")
    again = stage.dialog(LookAgainDialog)
    again.form.set_value("review_on", "1 Sep 2027")
    stage.finish(again)
    assert now(kew, request).review_on == date(2027, 9, 1)


def test_a_colleague_without_a_duty_asks_for_themself(kew: InventedSchool, stage_for: Callable[..., PageStage]) -> None:
    jo = kew.add_person("Jo Marsh")
    kew.make_sign_in(jo)
    kew.sign_in(kew.coordinator)
    ask(kew, AREA)
    stage = stage_for(jo)
    assert part(stage).list.model.rowCount() == 0, "what others ask is not theirs to see"
    assert not part(stage).register.isVisible()
    stage.press(part(stage), "New request…")
    dialog = stage.dialog(AskSchoolDialog)
    assert not dialog.form.field("asker_id").isVisible()
    dialog.form.set_value("kind", "friend-request")
    dialog.form.set_value("friend-request.reason", "neighbours")
    stage.finish(dialog)
    (line,) = kew.office.school_requests.lines()
    assert line.request.asker_id == jo.id
    assert buttons(stage) >= {"Read it"}


def test_a_search_gets_its_result(qtbot: QtBot, tmp_path: Path) -> None:
    school = InventedSchool(tmp_path, "churchward")
    school.sign_in(school.head)
    request = ask(school, RequestKind.RECRUITMENT_SEARCH)
    school.office.school_requests.allow(request.id, Terms(), 1)
    with page_stage(qtbot, school.office) as stage:
        stage.page("people", PolicyPage)
        stage.window.go(Target("people", str(request.id), "requests"))
        stage.rest()
        stage.press(part(stage), "Read it")
        stage.press(part(stage), "Enter the result…")
        dialog = stage.dialog(SearchResultDialog)
        stage.finish(dialog)
        assert dialog.form.field("relevant").error, "yes or no"
        dialog.form.set_value("relevant", "no")
        dialog.form.set_value("outcome", "nothing")
        stage.finish(dialog)
        assert now(school, request).state is SchoolRequestState.ENDED
    school.sign_out()


@pytest.mark.parametrize(("scheme", "factor"), [("light", 1.0), ("dark", 2.0)])
def test_the_part_and_each_dialog_can_be_read_and_pressed(
    kew: InventedSchool,
    stage_for: Callable[..., PageStage],
    look: Callable[..., looks.Theme],
    scheme: str,
    factor: float,
) -> None:
    look(looks.Scheme(scheme), text_factor=factor)
    kew.sign_in(kew.head)
    jo = kew.add_person("Jo Marsh")
    for kind in (AREA, FRIEND, RequestKind.RECRUITMENT_SEARCH):
        ask(kew, kind, asker_id=jo.id)
    request = ask(kew, LOGO)
    stage = stage_for(kew.head, request)
    assert faults_of(stage.window) == []
    page = stage.page("people", PolicyPage)
    assert set(DIALOGS) == set(part(stage).dialogs())
    for key in DIALOGS:
        dialog = page.open_dialog(key, str(request.id))
        stage.rest()
        assert faults_of(dialog) == [], key
        dialog.form.saved()
        dialog.reject()
        stage.rest()


def test_every_kind_in_the_dialog_can_be_read_and_pressed(
    kew: InventedSchool, stage_for: Callable[..., PageStage], look: Callable[..., looks.Theme]
) -> None:
    look(looks.Scheme.DARK, text_factor=1.0)
    stage = stage_for(kew.coordinator)
    dialog = stage.page("people", PolicyPage).open_dialog("ask-school")
    for value, other in [(k.value, "") for k in kew.office.school_requests.rights().kinds] + [
        ("another", k.value) for k in RequestKind if k not in kew.office.school_requests.rights().kinds
    ]:
        dialog.form.set_value("kind", value)
        if other:
            dialog.form.set_value("other", other)
        stage.rest()
        assert faults_of(dialog) == [], other or value
    dialog.form.saved()
    dialog.reject()
