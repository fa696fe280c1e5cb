"""Who has read, signed and been trained, in the window; and what everybody with a sign-in has of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.conditions import MetOn
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.policy import AccessCondition
from schoolsm_desktop.services.conditions import Tick
from schoolsm_desktop.services.letters import LetterLine
from schoolsm_desktop.services.papers import Scan
from schoolsm_desktop.services.policies import shipped_profile
from schoolsm_desktop.services.training import Meeting
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.common.scan_view import ScanView
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.policy.meeting_dialog import CameTooDialog, MeetingDialog, TakeBackTrainingDialog
from schoolsm_desktop.ui.policy.mine_part import MinePart
from schoolsm_desktop.ui.policy.page import PolicyPage
from schoolsm_desktop.ui.policy.tick_dialog import TickDialog
from schoolsm_desktop.ui.policy.training_part import TrainingPart
from schoolsm_desktop.ui.theme import Scheme
from schoolsm_desktop.ui.today.page import TodayPage
from tests.exchange.scans import scan_pdf
from tests.services.school import InventedSchool
from tests.services.test_training import adopted

from .page_stage import PageStage, page_stage
from .walk import faults_of

Look = Callable[..., looks.Theme]
TODAY = date(2026, 11, 20)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """Churchward's courses; three of the staff, of whom Jo can sign in. The coordinator is signed in."""
    made = InventedSchool(tmp_path)
    made.office.policies.choose(shipped_profile("churchward"))
    jo = made.add_person("Jo Marsh", "Year 4 teacher")
    for name in ("Pat Lowe", "Sam Adeyemi"):
        made.add_person(name)
    made.make_sign_in(jo)
    made.sign_in(jo)
    made.sign_in(made.coordinator)
    yield made
    made.sign_out()


def someone(school: InventedSchool, name: str) -> Person:
    return next(p for p in school.office.people.choices() if p.name == name)


def training(stage: PageStage) -> TrainingPart:
    page = stage.page("people", PolicyPage)
    page.begin("training", "")
    stage.rest()
    return page.part(TrainingPart)


def mine(stage: PageStage) -> MinePart:
    page = stage.page("people", PolicyPage)
    page.begin("mine", "")
    stage.rest()
    return page.part(MinePart)


def row(part: TrainingPart, name: str) -> list[str]:
    model = part.list.model
    rows = [[str(model.index(at, c).data()) for c in range(model.columnCount())] for at in range(model.rowCount())]
    return next(each for each in rows if each[0] == name)


def names(part: TrainingPart) -> list[str]:
    return [x.person.name for x in part.list.model.shown_rows()]


@pytest.mark.clause("churchward:intro-support-training", "churchward:2-staff-train")
def test_a_whole_meeting_but_one_in_one_entry(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = training(stage)
        assert row(part, "Jo Marsh")[1:3] == ["Not yet", "Never"]
        stage.press(part, "Enter a meeting or training…")
        dialog = stage.dialog(MeetingDialog)
        assert len(dialog.people.ticked()) == 5
        stage.finish(dialog)
        assert "Tick what was done" in dialog.form.field("read").error
        dialog.form.set_value("read", "1")
        dialog.form.set_value("trained", "1")
        assert dialog.form.field("topic").isVisible()
        assert not dialog.form.field("title").isVisible()
        assert dialog.form.field("topic")._hint.text() == "Your policy: 2, “Roles and Responsibilities: Staff”"
        dialog.people.tick(str(someone(school, "Pat Lowe").id), on=False)
        stage.finish(dialog)
        assert stage.said(part.page) == ["The meeting is entered for 4 people."]
        assert row(part, "Jo Marsh")[1:3] == ["Signed 20 Nov 2026", "Until 20 Nov 2027"]
        assert row(part, "Pat Lowe")[1:3] == ["Not yet", "Never"]
        part.which.setCurrentIndex(part.which.findData("missing"))
        assert "Pat Lowe" in names(part)
        assert "Jo Marsh" not in names(part)


def test_a_colleague_is_reminded_by_letter_of_what_is_missing_and_of_nothing_else(
    qtbot: QtBot, school: InventedSchool
) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = training(stage)
        pat = someone(school, "Pat Lowe")
        part.list.pick(pat.id)
        stage.rest()
        stage.press(part, "Remind by letter: the policy")
        stage.press(part, "Remind by letter: training")
        made = {x.letter.key: school.office.letters.letter(x.letter.id).text for x in reminders_of(school, pat)}
        assert "signed our policy" in made["policy-to-read"]
        assert "“Social media and our policy”" in made["training-reminder"]
        assert "4 Dec 2026" in made["training-reminder"]
        school.ready(pat)
        stage.rest()
        assert "Remind by letter: the policy" not in [b.text() for b in part.findChildren(QPushButton) if b.isVisible()]


def reminders_of(school: InventedSchool, person: Person) -> tuple[LetterLine, ...]:
    return school.office.letters.letters_about("person", person.id)


def test_later_arrivals_are_offered_without_those_who_stand_on_it_and_a_wrong_one_is_taken_back(
    qtbot: QtBot, school: InventedSchool
) -> None:
    jo = someone(school, "Jo Marsh")
    school.office.training.meeting(Meeting(TODAY, (jo.id,), trained=True, topic="social-media"))
    with page_stage(qtbot, school.office) as stage:
        part = training(stage)
        stage.press(part, "Add who came later…")
        dialog = stage.dialog(CameTooDialog)
        assert dialog.people.list.count() == 4
        dialog.people.tick(str(someone(school, "Sam Adeyemi").id))
        stage.finish(dialog)
        assert row(part, "Sam Adeyemi")[2] == "Until 20 Nov 2027"
        stage.press(part, "Take one back…")
        taken = stage.dialog(TakeBackTrainingDialog)
        assert "2 people’s attendance" in taken.form.field("session")._hint.text()
        stage.finish(taken)
        assert row(part, "Sam Adeyemi")[2] == "Never"


def test_a_course_and_a_version_are_ticked_off_by_name(qtbot: QtBot, school: InventedSchool) -> None:
    adopted(school, "Autumn 2026")
    jo = someone(school, "Jo Marsh")
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("people", PolicyPage)
        page.begin("tick-condition", str(jo.id))
        stage.rest()
        dialog = stage.dialog(TickDialog)
        assert dialog.form.field("edition").isVisible()
        dialog.form.set_value("condition", AccessCondition.TRAINING.value)
        assert not dialog.form.field("edition").isVisible()
        assert dialog.form.field("topic").isVisible()
        assert dialog.form.value("until") == "20 Nov 2027"
        dialog.form.set_value("topic", "running-accounts")
        stage.finish(dialog)
    (kept,) = school.office.conditions.of_person(jo.id)
    assert (kept.met.topic, kept.met.until) == ("running-accounts", date(2027, 11, 20))


def test_what_is_typed_for_a_meeting_survives_a_lock(qtbot: QtBot, school: InventedSchool) -> None:
    pat = someone(school, "Pat Lowe")
    with page_stage(qtbot, school.office) as stage:
        page = training(stage).page
        page.begin("enter-meeting", "")
        stage.rest()
        dialog = stage.dialog(MeetingDialog)
        dialog.people.tick(str(pat.id), on=False)
        dialog.form.set_value("led_by", "R. Okafor")
        draft = page.draft()
        assert draft is not None
        dialog.form.saved()
        dialog.reject()
        stage.rest()
        page.restore(draft)
        stage.rest()
        again = stage.dialog(MeetingDialog)
        assert str(pat.id) not in again.people.ticked()
        assert again.form.value("led_by") == "R. Okafor"


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ("print-missing", "Who is still to read, sign and be trained"),
        ("print-missing-by-group", "Who is still to read, sign and be trained"),
        ("print-coverage", "Read, signed and trained in numbers"),
        ("print-sheet", "Read and signed"),
        ("print-short-stay", "While you are at our school"),
        ("print-attendance", "Attendance at a training"),
    ],
)
def test_each_paper_comes_from_the_menu(qtbot: QtBot, school: InventedSchool, choice: str, words: str) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = training(stage)
        part.begin(choice, "")
        stage.rest()
        assert [p.title for p in stage.previews] == [words]


@pytest.mark.clause("mill-lane:5.1-access-new-staff")
def test_a_starters_line_of_today_leads_to_the_person_and_their_sheet(qtbot: QtBot, school: InventedSchool) -> None:
    nadia = school.add_person("Nadia Brindle", "Teaching assistant", starts=TODAY)
    with page_stage(qtbot, school.office) as stage:
        today = stage.page("today", TodayPage)
        line = next(x for x in today.list.model.all_rows() if x.item.key == f"starter:{nadia.id}")
        today._go(line, "")
        stage.rest()
        part = stage.page("people", PolicyPage).part(TrainingPart)
        chosen = part.list.current()
        assert chosen is not None
        assert chosen.person.id == nadia.id
        stage.press(part, "Print a starter sheet")
        assert [p.title for p in stage.previews] == ["For your first day"]


# --- one's own


@pytest.mark.clause("churchward:2-staff-know", "churchward:2-staff-comply", "valence:purpose-staff-guidance")
def test_a_teacher_finds_only_what_is_theirs_reads_the_text_and_signs(qtbot: QtBot, school: InventedSchool) -> None:
    text = Scan("policy.pdf", "application/pdf", scan_pdf("The whole policy"))
    first = adopted(school, "Autumn 2026", text=text)
    office = school.sign_in(someone(school, "Jo Marsh"))
    with page_stage(qtbot, office) as stage:
        page = stage.page("people", PolicyPage)
        with pytest.raises(LookupError):
            page.part(TrainingPart)
        part = mine(stage)
        assert "Not read and signed yet" in part._said.text()
        assert not part.sign.isEnabled()
        stage.press(part, "Read the school’s own text…")
        view = stage.window.findChild(ScanView)
        assert view is not None
        view.reject()
        stage.rest()
        part.agree.setChecked(True)
        stage.press(part, "Read and signed")
        assert stage.said(page) == ["Thank you. That you have read and signed stands in the records."]
        assert "Read and signed on 20 Nov 2026" in part._said.text()
        assert not part.sign.isVisible()
    (kept,) = office.conditions.of_person(office.person_id)
    assert (kept.met.how, kept.met.edition_id) == (MetOn.SCREEN, first.id)


def test_a_person_s_own_line_of_today_leads_to_what_is_theirs(qtbot: QtBot, school: InventedSchool) -> None:
    adopted(school, "Autumn 2026")
    office = school.sign_in(someone(school, "Jo Marsh"))
    with page_stage(qtbot, office) as stage:
        today = stage.page("today", TodayPage)
        (line,) = [x for x in today.list.model.all_rows() if x.item.key.startswith("read-policy")]
        assert (line.is_mine, line.may_begin, line.who) == (True, True, "J. Marsh")
        today._go(line, "")
        stage.rest()
        page = stage.page("people", PolicyPage)
        assert page.part(MinePart).isVisible()


def test_another_version_that_came_meanwhile_is_not_signed_unseen(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = mine(stage)
        shown = part._mine
        stage.window.bus.blockSignals(True)  # as if it were adopted on another PC
        adopted(school, "Autumn 2026")
        stage.window.bus.blockSignals(False)
        assert part._mine is shown
        part.agree.setChecked(True)
        stage.press(part, "Read and signed")
        assert any("Another version of the policy" in said for said in stage.said(part.page))
    assert school.office.mine.view().may_sign


# --- how it looks


@pytest.mark.parametrize(("scheme", "text"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_parts_and_dialogs_can_be_read_in_every_look(
    qtbot: QtBot, school: InventedSchool, look: Look, scheme: Scheme, text: float
) -> None:
    look(scheme, text_factor=text)
    jo = someone(school, "Jo Marsh")
    school.office.training.meeting(Meeting(TODAY, (jo.id,), trained=True, topic="social-media", led_by="R. Okafor"))
    school.office.conditions.tick(Tick((jo.id,), AccessCondition.POLICY_READ, TODAY))
    with page_stage(qtbot, school.office) as stage:
        part = mine(stage)
        assert faults_of(part) == []
        rows = training(stage)
        stage.window.go(Target("people", str(jo.id), "training"))
        stage.rest()
        assert faults_of(rows) == []
        for act in ("enter-meeting", "came-too", "take-back-training"):
            rows.begin(act, "")
            stage.rest()
            dialog = stage.dialog(
                {"enter-meeting": MeetingDialog, "came-too": CameTooDialog}.get(act, TakeBackTrainingDialog)
            )
            assert faults_of(dialog) == []
            dialog.form.saved()
            dialog.reject()
            stage.rest()
