"""The termly account check: one key a question, what the facts propose, and a “no” that leads on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.account_check import CheckQuestion
from schoolsm_desktop.domain.accounts import Known, RecoveryFacts, SecondFactor
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.accounts.check_part import CheckNoteDialog, CheckPart
from schoolsm_desktop.ui.accounts.page import AccountsPage
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.theme import Scheme
from tests.services.school import InventedSchool

from .page_stage import PageStage, page_stage
from .walk import faults_of

Look = Callable[..., looks.Theme]
FACTS = RecoveryFacts(second_factor=SecondFactor.APP, second_administrator="A. Whitfield")


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """Two accounts; of one the facts are known. The coordinator is signed in."""
    made = InventedSchool(tmp_path)
    made.add_account("Known page", recovery=FACTS, purpose="News for parents")
    made.add_account("New page", owner_id=None)
    made.sign_in(made.coordinator)
    yield made
    made.sign_out()


def check(stage: PageStage) -> CheckPart:
    """The part, in front."""
    page = stage.page("accounts", AccountsPage)
    page.begin("check", "")
    stage.rest()
    return page.part(CheckPart)


def type_keys(stage: PageStage, part: CheckPart, keys: str) -> None:
    """Type on the list as fast as fingers go, then wait."""
    for key in keys:
        stage.qtbot.keyClicks(part.list.table, key)
    stage.rest()


def answers(part: CheckPart) -> list[str]:
    """The last column."""
    model = part.list.model
    return [str(model.index(line, 3).data()) for line in range(model.rowCount())]


def test_one_key_answers_a_question_and_goes_on_to_the_next_account(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = check(stage)
        assert part.progress.text() == "Autumn term 2026: 0 of 2 accounts checked"
        type_keys(stage, part, "yytyyy")
        assert answers(part) == ["Yes"] * 6 + [""] * 6
        assert part.progress.text() == "Autumn term 2026: 1 of 2 accounts checked"
        current = part.list.current()
        assert current is not None
        assert (current.account.name, current.question) == ("New page", CheckQuestion.SECOND_FACTOR)
        with school.office.session.reading() as uow:
            known = next(a for a in uow.accounts.all() if a.name == "Known page")
        assert known.recovery.last_tried == date(2026, 11, 20)
        type_keys(stage, part, "n?")
        assert answers(part)[6:8] == ["No", "Not known"]
        assert "1 “no” to put right" in part.progress.text()


def test_enter_takes_what_the_facts_say_and_nothing_is_assumed_before(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = check(stage)
        proposed = [str(part.list.model.index(line, 2).data()) for line in range(3)]
        assert proposed == ["Yes: named among its facts", "Yes: named among its facts", "–"]
        assert answers(part) == [""] * 12
        for _ in range(2):
            stage.qtbot.keyClick(part.list.table, Qt.Key.Key_Return)
            stage.rest()
        assert answers(part)[:3] == ["Yes", "Yes", ""]


def test_a_no_against_the_facts_asks_first(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = check(stage)
        type_keys(stage, part, "n")
        question = stage.question()
        assert "Its facts say yes (named among its facts)" in question.accessibleDescription()
        assert answers(part)[0] == ""
        question.accept()
        stage.rest()
        assert answers(part)[0] == "No"


@pytest.mark.clause("churchward:intro-benefits")
def test_an_account_nobody_needs_is_led_to_its_closing(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = check(stage)
        gone: list[Target] = []
        stage.window.go = gone.append  # type: ignore[method-assign, assignment]
        account = part.list.model.row_at(0).account  # type: ignore[union-attr]
        part.list.pick((account.id, CheckQuestion.STILL_NEEDED))
        type_keys(stage, part, "n")
        assert "Known page is no longer needed" in stage.said(part.page)[0]
        stage.press(part.page, "Close it…")
        part.list.pick((account.id, CheckQuestion.STILL_NEEDED))
        stage.rest()
        stage.press(part, "Close this account…")
        assert gone == [Target("accounts", str(account.id), "close-account")] * 2


def test_today_leads_to_the_question_that_is_open(qtbot: QtBot, school: InventedSchool) -> None:
    account = next(a.account for a in school.office.account_checks.sheet().asked if a.account.name == "New page")
    school.office.account_checks.answer(account.id, CheckQuestion.ADDRESS_AND_PICTURE, Known.NO)
    with page_stage(qtbot, school.office) as stage:
        stage.window.go(Target("accounts", str(account.id), "check"))
        stage.rest()
        page = stage.window.show_page("accounts")
        assert isinstance(page, AccountsPage)
        asked = page.part(CheckPart).list.current()
        assert asked is not None
        assert (asked.account.name, asked.question) == ("New page", CheckQuestion.ADDRESS_AND_PICTURE)


def test_the_note_is_kept_and_the_check_is_printed(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = check(stage)
        type_keys(stage, part, "m")
        dialog = stage.dialog(CheckNoteDialog)
        dialog.form.set_value("note", "New crest since September")
        stage.finish(dialog)
        assert part.list.model.row_at(3).note == "New crest since September"  # type: ignore[union-attr]
        stage.press(part, "Print the check")
        assert stage.previews[0].key == "account-checks"


@pytest.mark.parametrize(("scheme", "percent"), [(Scheme.LIGHT, 100), (Scheme.DARK, 200)])
def test_the_part_and_its_dialog_are_readable(
    qtbot: QtBot, school: InventedSchool, look: Look, scheme: Scheme, percent: int
) -> None:
    look(scheme, text_factor=percent / 100)
    account = next(a.account for a in school.office.account_checks.sheet().asked)
    for question in (CheckQuestion.STILL_NEEDED, CheckQuestion.ADDRESS_AND_PICTURE):
        school.office.account_checks.answer(account.id, question, Known.NO)
    with page_stage(qtbot, school.office) as stage:
        part = check(stage)
        for question in (CheckQuestion.RECOVERY_TRIED, CheckQuestion.STILL_NEEDED):
            part.list.pick((account.id, question))
            stage.rest()
            assert faults_of(stage.window) == []
        dialog = part.page.open_dialog("check-note", str(account.id))
        stage.rest()
        assert faults_of(dialog) == []
        dialog.close()
