"""The moderation log, who is blocked and what others were asked to remove, in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.access import AccessKind
from schoolsm_desktop.domain.accounts import Account
from schoolsm_desktop.domain.cases import CaseSort, EntryKind
from schoolsm_desktop.domain.moderating import AskedOf, Moderated, TakedownCause, TakedownOutcome
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.posts import PostKind
from schoolsm_desktop.services.blocks import BlockDraft
from schoolsm_desktop.services.case_files import add_to_case, new_entry, open_case
from schoolsm_desktop.services.moderation import ActDraft
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.policies import shipped_profile
from schoolsm_desktop.services.posts import CorrectionDraft
from schoolsm_desktop.services.takedowns import NewTakedown
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.accounts.looks_part import LooksPart
from schoolsm_desktop.ui.accounts.page import AccountsPage
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.incidents.block_dialogs import BlockDialog, NoticeDialog, WordsAndDayDialog
from schoolsm_desktop.ui.incidents.blocks_part import BlocksPart
from schoolsm_desktop.ui.incidents.moderation_dialogs import ModerationDialog
from schoolsm_desktop.ui.incidents.moderation_part import ModerationPart
from schoolsm_desktop.ui.incidents.page import IncidentsPage
from schoolsm_desktop.ui.incidents.report_dialog import ReportDialog
from schoolsm_desktop.ui.incidents.takedown_dialogs import AnswerDialog, NextStepDialog, TakedownDialog
from schoolsm_desktop.ui.incidents.takedowns_part import TakedownsPart
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.parts import Part
from schoolsm_desktop.ui.photos.page import PhotosPage
from schoolsm_desktop.ui.photos.posts_part import PostsPart
from schoolsm_desktop.ui.theme import Scheme
from tests.services.cases import filed
from tests.services.publishing import post
from tests.services.roll import FACEBOOK
from tests.services.school import InventedSchool

from .page_stage import PageStage, page_stage
from .walk import faults_of

P = TypeVar("P", bound=Part)
Look = Callable[..., looks.Theme]
TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)
PAGES: dict[str, Account] = {}


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """Two accounts of the school; the headteacher is signed in."""
    made = InventedSchool(tmp_path)
    PAGES["page"] = made.add_account("Our Facebook page", None, platform_id="facebook")
    PAGES["x"] = made.add_account("Our X page", None)
    made.sign_in(made.head)
    yield made
    made.sign_out()


def filled(office: Office) -> None:
    """Something in each register: done and to do."""
    page = PAGES["page"].id
    act = office.moderation.record(
        ActDraft(page, Moderated.HIDDEN, "Called a colleague names", "Robin Vale", printed=True, print_note="sheet 3")
    )
    again = ActDraft(page, Moderated.DELETED, "Called a colleague names, twice", "Robin Vale", printed=True)
    office.moderation.correct(act.id, again, "There were two comments")
    office.moderation.record(ActDraft(page, Moderated.HIDDEN, "Swearing", "@noisy", not_printed="Gone in a minute"))
    blocks = office.blocks
    waits = blocks.block(BlockDraft(page, "@robin.vale", "Abuse after a warning", warned_on=TODAY, blocked_on=TODAY))
    blocks.appealed(waits.id, "I am sorry")
    over = blocks.block(BlockDraft(PAGES["x"].id, "@sales", "Advertising", not_warned="A robot"))
    blocks.unblock(over.id, "It was our own supplier")
    asks = office.takedowns
    late = NewTakedown(
        AskedOf.PLATFORM, TakedownCause.UNDER_AGE, "A pupil’s page", TODAY - 20 * DAY, platform="Facebook"
    )
    asks.ask(late)
    logo = NewTakedown(AskedOf.PERSON, TakedownCause.NAME_OR_LOGO, "Our crest on a raffle", who="Fernhollow Raffles")
    asks.answered(asks.ask(logo).id, TakedownOutcome.REFUSED, "They think they may")


def shown(stage: PageStage, act: str, kind: type[P]) -> P:
    page = stage.page("incidents", IncidentsPage)
    page.begin(act, "")
    stage.rest()
    return page.part(kind)


def words_of(where: QWidget) -> str:
    return "\n".join(label.text() for label in where.findChildren(QLabel) if label.isVisible())


@pytest.mark.clause("churchward:2-mk-concerns", "valence:tw-1-2")
def test_a_comment_is_hidden_after_a_print_and_its_author_blocked_and_reported(
    qtbot: QtBot, school: InventedSchool
) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = shown(stage, "moderation", ModerationPart)
        assert "TW 1 and 2" in part.clause.text()
        stage.press(part, "What was done about a comment…")
        dialog = stage.dialog(ModerationDialog)
        for name, value in (("account_id", str(PAGES["x"].id)), ("what", "Rude about Year 4"), ("author", "@rude")):
            dialog.form.set_value(name, value)
        assert dialog.form.field("account_id").editor.accessibleDescription() == "Comments are checked after they show"
        stage.finish(dialog)
        assert "screen print before it is hidden" in dialog.form.field("not_printed").error
        dialog.form.set_value("printed", "1")
        dialog.form.set_value("print_note", "sheet 4")
        stage.finish(dialog)
        assert stage.said(part.page) == ["It stands in the log."]
        assert "Screen print kept: sheet 4" in words_of(part.pane)
        stage.press(part.pane, "Block them…")
        block = stage.dialog(BlockDialog)
        assert block.form.value("name") == "@rude"
        assert "1 entry of the moderation log is about the same name." in words_of(block)
        block.form.set_value("standard", "both")
        stage.finish(block)
        blocks = part.page.part(BlocksPart)
        assert "The block is written down." in stage.said(part.page)
        assert "The site’s rules and the school’s" in words_of(blocks.pane)
        back = shown(stage, "moderation", ModerationPart)
        stage.press(back.pane, "Look at the block")
        assert part.page.shown_part() == "blocks"
        shown(stage, "moderation", ModerationPart)
        stage.press(back.pane, "Ask for removal…")
        asking = stage.dialog(TakedownDialog)
        assert asking.form.value("what") == "Rude about Year 4"
        asking.form.set_value("platform", "X")
        stage.finish(asking)
        taking = part.page.part(TakedownsPart)
        assert [(x.what, x.asked) for x in taking.list.model.all_rows()] == [("Rude about Year 4", "X")]


def test_a_time_still_to_come_and_what_is_no_time_are_said_beside_the_field(
    qtbot: QtBot, school: InventedSchool
) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = shown(stage, "moderation", ModerationPart)
        part.page.open_dialog("moderation-new", f"account:{PAGES['x'].id}")
        dialog = stage.dialog(ModerationDialog)
        assert dialog.form.value("account_id") == str(PAGES["x"].id)
        for name, value in (("what", "Swearing"), ("did", "left"), ("at", "soon")):
            dialog.form.set_value(name, value)
        stage.finish(dialog)
        assert dialog.form.field("at").error == "This is not a time. Type it like 14:05."
        dialog.form.set_value("at", "23:59")
        stage.finish(dialog)
        assert "still to come" in dialog.form.field("at").error
        assert dialog.form.value("what") == "Swearing", "nothing typed is lost"
        dialog.form.set_value("at", "08:05")
        dialog.form.set_value("on", "19/11/2026")
        stage.finish(dialog)
        (line,) = part.list.model.all_rows()
        assert line.act.at.astimezone().strftime("%d %H:%M") == "19 08:05"


def test_an_appeal_is_answered_and_somebody_let_back_in(qtbot: QtBot, school: InventedSchool) -> None:
    filled(school.office)
    with page_stage(qtbot, school.office) as stage:
        part = shown(stage, "blocks", BlocksPart)
        assert "Appeal waits" in [part.list.model.data(part.list.model.index(0, 2))]
        stage.press(part.pane, "Answer the appeal…")
        dialog = stage.dialog(WordsAndDayDialog)
        assert "I am sorry" in dialog.sentence.text()
        dialog.form.set_value("appeal_answer", "Not before Easter")
        dialog.form.set_value("appeal_answered_on", "19/11/2026")
        stage.finish(dialog)
        assert "That lies before 20 Nov 2026" in dialog.form.field("appeal_answered_on").error
        dialog.form.set_value("appeal_answered_on", "20/11/2026")
        stage.finish(dialog)
        stage.press(part.pane, "Letter…")
        stage.finish(stage.dialog(NoticeDialog))
        assert stage.previews[-1].key == "letter"
        stage.press(part.pane, "Let back in…")
        ending = stage.dialog(WordsAndDayDialog)
        ending.form.set_value("unblocked_why", "A good apology")
        stage.finish(ending)
        assert "They are let back in. End it on the platform too." in stage.said(part.page)
        assert all(line.is_over for line in part.list.model.all_rows())


@pytest.mark.clause("mill-lane:3.1-aim-3")
def test_a_colleague_who_reports_is_told_what_it_shows_of_them(qtbot: QtBot, school: InventedSchool) -> None:
    school.office.policies.choose(shipped_profile("mill-lane"))
    with page_stage(qtbot, school.office) as stage:
        part = shown(stage, "takedowns", TakedownsPart)
        stage.press(part, "Ask for removal…")
        dialog = stage.dialog(TakedownDialog)
        dialog.form.set_value("reporter_id", str(school.coordinator.id))
        assert "Their own account is never entered here." in words_of(dialog)
        dialog.form.set_value("asked_of", "person")
        assert dialog.form.field("reporter_id").isHidden()


@pytest.mark.clause("kew-woods:app1-refuse-decide", "bucklebury:staff-6b")
def test_what_was_refused_is_decided_and_what_is_late_is_answered(qtbot: QtBot, school: InventedSchool) -> None:
    filled(school.office)
    with page_stage(qtbot, school.office) as stage:
        part = shown(stage, "takedowns", TakedownsPart)
        rows = {x.what: x for x in part.list.model.all_rows()}
        part.list.pick(rows["Our crest on a raffle"].id)
        stage.rest()
        stage.press(part.pane, "Decide what follows…")
        dialog = stage.dialog(NextStepDialog)
        stage.finish(dialog)
        assert dialog.form.field("next_why").error
        dialog.form.set_value("next_step", "lawyer")
        dialog.form.set_value("next_why", "They sell with our crest")
        stage.finish(dialog)
        assert "Ask a lawyer: They sell with our crest" in words_of(part.pane)
        part.list.pick(rows["A pupil’s page"].id)
        stage.rest()
        stage.press(part.pane, "What came of it…")
        answer = stage.dialog(AnswerDialog)
        answer.form.set_value("reference", "FB-88")
        stage.finish(answer)
        assert "FB-88" in words_of(part.pane)
        assert not any(line.waits(TODAY) for line in part.list.model.all_rows())


def test_a_request_of_an_incident_leads_there(qtbot: QtBot, school: InventedSchool) -> None:
    office, session = school.office, school.office.session
    case_id = filed(session, [school.head.id])
    with session.work() as work:
        opened = open_case(session, work.uow, CaseSort.INCIDENT, case_id)
        add_to_case(work, opened, new_entry(work, EntryKind.PLATFORM_REPORT, "A report", who="Instagram"))
        work.done()
    with page_stage(qtbot, office) as stage:
        part = shown(stage, "takedowns", TakedownsPart)
        assert not part.print.isVisible(), "what is sealed stands on no such paper"
        stage.press(part.pane, "Open the incident")
        assert part.page.shown_part() == "incidents"


def test_who_posts_sees_the_log_of_own_accounts_and_nothing_else(qtbot: QtBot, school: InventedSchool) -> None:
    filled(school.office)
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    school.office.people.give_duty(jo.id, Duty.POSTING_STAFF, TODAY)
    school.give(jo, PAGES["x"])
    with page_stage(qtbot, school.sign_in(jo)) as stage:
        part = shown(stage, "moderation", ModerationPart)
        assert part.list.model.all_rows() == []
        for kind in (BlocksPart, TakedownsPart):
            with pytest.raises(LookupError):
                part.page.part(kind)
        stage.window.go(Target("incidents", "", "moderation-new"))
        stage.rest()
        dialog = stage.dialog(ModerationDialog)
        for name, value in (("what", "Thanked"), ("did", "answered")):
            dialog.form.set_value(name, value)
        stage.finish(dialog)
        assert [x.account for x in part.list.model.all_rows()] == ["Our X page"]
        assert "Block them…" not in [b.text() for b in part.pane.findChildren(QWidget) if hasattr(b, "text")]


def test_an_entry_becomes_an_incident_that_only_its_readers_see_from_the_log(
    qtbot: QtBot, school: InventedSchool
) -> None:
    filled(school.office)
    with page_stage(qtbot, school.office) as stage:
        part = shown(stage, "moderation", ModerationPart)
        part.list.pick(next(x.act.id for x in part.list.model.all_rows() if x.act.author == "@noisy"))
        stage.rest()
        stage.press(part.pane, "This is an incident…")
        dialog = stage.dialog(ReportDialog)
        typed = {name: dialog.form.value(name) for name in ("what", "handle", "account", "happened_on")}
        assert typed == {
            "what": "Swearing",
            "handle": "@noisy",
            "account": str(PAGES["page"].id),
            "happened_on": "20 Nov 2026",
        }
        stage.finish(dialog)
        (line,) = stage.office.incidents.lines()
        back = shown(stage, "moderation", ModerationPart)
        assert line.reference in words_of(back.pane)
        stage.press(back.pane, "Look at the incident")
        assert part.page.shown_part() == "incidents"
    clerk = school.add_person("Jo Marsh")
    school.make_sign_in(clerk)
    school.office.people.give_duty(clerk.id, Duty.POSTING_STAFF, TODAY)
    school.give(clerk, PAGES["page"], AccessKind.OWN_LOGIN)
    assert [x.incidents for x in school.sign_in(clerk).moderation.view().lines] == [(), ()]


def test_a_wrong_post_leads_to_its_incident_and_back(qtbot: QtBot, school: InventedSchool) -> None:
    office = school.office
    wrong = post(office, "We won the cup", kind=PostKind.WORDS, place=FACEBOOK, account_id=PAGES["page"].id)
    office.posts.correct(wrong.id, CorrectionDraft("We came second"))
    with page_stage(qtbot, office) as stage:
        photos = stage.page("photos", PhotosPage)
        photos.begin("posts", str(wrong.id))
        stage.rest()
        posts = photos.part(PostsPart)
        stage.press(posts.pane, "This is an incident…")
        dialog = stage.dialog(ReportDialog)
        assert (dialog.form.value("type"), dialog.form.value("what")) == (
            "wrong-post",
            "A wrong post: “We won the cup”.",
        )
        stage.finish(dialog)
        (line,) = office.incidents.lines()
        (link,) = office.incident_records.view(line.id).links
        assert (link.kind, link.id) == ("post", wrong.id)
        photos = stage.page("photos", PhotosPage)
        stage.press(photos.part(PostsPart).pane, f"Incident {line.reference}")
        assert stage.page("incidents", IncidentsPage).shown_part() == "incidents"
    assert school.sign_in(school.coordinator).posts.view(wrong.id).incidents


def test_a_weekly_look_leads_to_the_log(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("accounts", AccountsPage)
        page.begin("looks", str(PAGES["x"].id))
        stage.rest()
        stage.press(page.part(LooksPart).pane, "What was done about a comment…")
        assert stage.dialog(ModerationDialog).form.value("account_id") == str(PAGES["x"].id)


DIALOGS: tuple[tuple[str, type[Any], tuple[str, ...]], ...] = (
    ("moderation", ModerationPart, ("moderation-new", "moderation-correct")),
    (
        "blocks",
        BlocksPart,
        ("block-new", "block-review", "block-appeal", "block-answer", "block-end", "block-notice"),
    ),
    (
        "takedowns",
        TakedownsPart,
        ("takedown-new", "takedown-answer", "takedown-remind", "takedown-decide", "takedown-letter"),
    ),
)


@pytest.mark.parametrize(("scheme", "scale"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_parts_and_dialogs_are_drawn_well(
    qtbot: QtBot, school: InventedSchool, look: Look, scheme: Scheme, scale: float
) -> None:
    look(scheme, text_factor=scale)
    with page_stage(qtbot, school.office) as stage:
        for key, kind, _ in DIALOGS:
            assert faults_of(shown(stage, key, kind)) == [], "empty, and it teaches"
    filled(school.office)
    with page_stage(qtbot, school.office) as stage:
        for key, kind, dialogs in DIALOGS:
            part = shown(stage, key, kind)
            assert faults_of(part) == []
            record = str(part.key_of(part.list.model.all_rows()[0]))
            for name in dialogs:
                part.page.open_dialog(name, "" if name.endswith("-new") else record)
                stage.rest()
                dialog = stage.dialog(FormDialog)
                assert faults_of(dialog) == [], name
                dialog.form.saved()
                dialog.reject()
                stage.rest()


def test_the_papers_say_what_was_done_and_who_waits(school: InventedSchool) -> None:
    from tests.reports.reading import text

    office = school.office
    for empty in (office.printing.moderation_log, office.printing.blocked_users, office.printing.removal_requests):
        assert empty().pdf.startswith(b"%PDF")
    filled(office)
    log = text(office.printing.moderation_log().pdf)
    for said in ("No screen print: Gone in a minute", "Entered anew: There were two comments", "1 Jul 2026 to 20 Nov"):
        assert said in log
    assert "sheet 3" not in log, "the version that was put right is not on the paper"
    old = text(office.printing.moderation_log(TODAY - 60 * DAY, TODAY - 30 * DAY).pdf)
    assert "Nothing was done about a comment in this time." in old
    blocked = text(office.printing.blocked_users().pdf)
    for said in ("@robin.vale", "Appeal waits for an answer", "Let back in: 20 Nov 2026"):
        assert said in blocked
    requests = text(office.printing.removal_requests().pdf)
    for said in ("Answer by 14 Nov 2026", "Refused: to be decided", "They think they may"):
        assert said in requests
