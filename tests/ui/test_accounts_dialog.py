"""Adding and changing an account: what is needed to begin, what is guessed, what is said beside its field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.accounts import AccountClass, AccountState, Known, Moderation, SecondFactor
from schoolsm_desktop.domain.people import School
from schoolsm_desktop.domain.rules import ModerationMode
from schoolsm_desktop.ui.accounts.account_dialog import AccountDialog
from tests.services.school import InventedSchool
from tests.ui.accounts_stage import Stage, account_of, of_kind, stage_on


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school with its coordinator signed in."""
    (tmp_path / "school").mkdir()
    made = InventedSchool(tmp_path / "school")
    yield made
    made.sign_out()


def _new(stage: Stage) -> AccountDialog:
    stage.click(next(b for b in stage.page.head.findChildren(QPushButton) if b.text() == "New account…"))
    return of_kind(stage.dialog(AccountDialog), AccountDialog)


def _edit(stage: Stage) -> AccountDialog:
    stage.click(stage.part.pane.buttons["edit"])
    return of_kind(stage.dialog(AccountDialog), AccountDialog)


def test_platform_and_who_looks_after_it_are_enough(qtbot: QtBot, school: InventedSchool) -> None:
    with stage_on(qtbot, school.office) as stage:
        dialog = _new(stage)
        visible = [name for name in dialog.form.draft() if dialog.form.field(name).isVisible()]
        assert visible == ["address", "platform_id", "owner_id", "name"]
        qtbot.keyClicks(dialog.form.field("platform_id").editor, "Bluesky")
        qtbot.keyClicks(dialog.form.field("owner_id").editor, "okafor")
        stage.click(dialog.main)
        account = school.office.accounts.lines()[0].account
        assert (account.platform_id, account.name, account.owner_id) == ("bluesky", "Bluesky", school.coordinator.id)
        assert account.state is AccountState.IN_USE
        assert stage.part.chosen == account.id
        assert "Bluesky is saved." in stage.said()


def test_the_platform_is_guessed_from_a_pasted_address(qtbot: QtBot, school: InventedSchool) -> None:
    with stage_on(qtbot, school.office) as stage:
        dialog = _new(stage)
        qtbot.keyClicks(dialog.form.field("address").editor, "https://www.instagram.com/alderbrook")
        assert dialog.form.value("platform_id") == "instagram"
        dialog.form.set_value("platform_id", "website")  # the person knows better
        dialog.form.set_value("address", "https://x.com/alderbrook")
        assert dialog.form.value("platform_id") == "website"


def test_without_a_platform_it_says_so_beside_the_field(qtbot: QtBot, school: InventedSchool) -> None:
    with stage_on(qtbot, school.office) as stage:
        dialog = _new(stage)
        dialog.form.set_value("name", "News")
        stage.click(dialog.main)
        assert "needed" in dialog.form.field("platform_id").error
        assert dialog.form.value("name") == "News"
        assert school.office.accounts.lines() == ()


def test_a_name_on_nobodys_list_is_not_lost_unseen(qtbot: QtBot, school: InventedSchool) -> None:
    with stage_on(qtbot, school.office) as stage:
        dialog = _new(stage)
        dialog.form.set_value("platform_id", "x")
        qtbot.keyClicks(dialog.form.field("owner_id").editor, "Zebedee Quill")
        stage.click(dialog.main)
        assert "Nobody on the staff list" in dialog.form.field("owner_id").error
        assert school.office.accounts.lines() == ()


def test_an_error_in_a_closed_section_opens_it(qtbot: QtBot, school: InventedSchool) -> None:
    with stage_on(qtbot, school.office) as stage:
        dialog = _new(stage)
        dialog.form.set_value("platform_id", "x")
        dialog.form.set_value("owner_id", str(school.coordinator.id))
        dialog.form.set_value("deputy_owner_id", str(school.coordinator.id))
        assert not dialog.form.field("deputy_owner_id").isVisible()
        stage.click(dialog.main)
        assert dialog.form.field("deputy_owner_id").isVisible()
        assert "same person" in dialog.form.field("deputy_owner_id").error
        dialog.form.set_value("deputy_owner_id", "")
        dialog.form.set_value("opened_on", "yesterweek")
        stage.click(dialog.main)
        assert "not a day" in dialog.form.field("opened_on").error


def test_sections_are_opened_from_the_keyboard_and_hold_everything(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", None)
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        dialog = _edit(stage)
        for section in dialog.fields.sections:
            section.setFocus()
            qtbot.keyClick(section, Qt.Key.Key_Space)
        for name, value in {
            "handle": "@alder", "user_name": "office@alder.example", "purpose": "News for families",
            "audience": "Parents", "moderation": Moderation.BEFORE_POSTING.value, "may_follow": Known.NO.value,
            "mailbox": "office@alder.example", "mailbox_is_schools": Known.YES.value, "phone": "Office",
            "phone_is_schools": Known.YES.value, "second_administrator": "Anna Whitfield",
            "second_factor": SecondFactor.APP.value, "second_factor_where": "Office phone",
            "backup_codes_where": "Safe", "last_tried": "1/9/2026", "deputy_owner_id": str(school.head.id),
            "opened_on": "3 Sep 2021", "note": "Renamed in 2024",
        }.items():  # fmt: skip
            assert dialog.form.field(name).isVisible(), name
            dialog.form.set_value(name, value)
        dialog.form.set_value("address", "x.com/alder")
        stage.click(dialog.main)
        kept = account_of(school.office, account.id)
        assert kept.recovery.last_tried == date(2026, 9, 1)
        assert kept.recovery.second_factor is SecondFactor.APP
        assert kept.moderation is Moderation.BEFORE_POSTING
        assert kept.opened_on == date(2021, 9, 3)
        assert kept.deputy_owner_id == school.head.id
        assert school.office.accounts.facts(account.id).line.missing == ()


def test_an_account_that_is_not_ours_shows_its_own_questions(qtbot: QtBot, school: InventedSchool) -> None:
    with stage_on(qtbot, school.office) as stage:
        dialog = _new(stage)
        dialog.form.set_value("platform_id", "facebook")
        dialog.fields.sections[1].setChecked(True)
        assert not dialog.form.field("run_by").isVisible()
        dialog.form.set_value("account_class", AccountClass.NOT_OURS.value)
        assert dialog.form.field("run_by").isVisible()
        assert not dialog.form.field("moderation").isVisible()
        assert not dialog.fields.sections[2].isVisible()  # the school does not get back into it
        dialog.form.set_value("run_by", "Parents’ association")
        dialog.form.set_value("uses_name_or_logo", Known.YES.value)
        dialog.form.set_value("asked_to_close", "14/9/2026")
        stage.click(dialog.main)
        account = school.office.accounts.lines()[0].account
        assert not account.is_ours
        assert account.not_ours.run_by == "Parents’ association"
        assert account.not_ours.asked_to_close == date(2026, 9, 14)


def test_the_school_is_asked_only_where_there_are_several(qtbot: QtBot, school: InventedSchool) -> None:
    with stage_on(qtbot, school.office) as stage:
        dialog = _new(stage)
        assert "school_id" not in dialog.form.draft()
        dialog.reject()
    second = school.office.schools.add(School(uuid4(), "Beech Lane Primary"))
    with stage_on(qtbot, school.office) as stage:
        dialog = _new(stage)
        dialog.form.set_value("platform_id", "x")
        dialog.form.set_value("school_id", str(second.id))
        stage.click(dialog.main)
        assert school.office.accounts.lines()[0].account.school_id == second.id
        assert "Beech Lane Primary" in [label.text() for label in stage.part.pane.list.findChildren(QLabel)]


def test_two_people_changing_one_account_are_told(qtbot: QtBot, school: InventedSchool) -> None:
    from dataclasses import replace

    account = school.add_account("News", None)
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        dialog = _edit(stage)
        school.office.accounts.change(replace(account, purpose="changed on the other PC"))
        dialog.form.set_value("name", "My name for it")
        stage.click(dialog.main)
        assert dialog.isVisible()
        assert dialog.messages.messages()
        assert dialog.form.value("name") == "My name for it"
        assert account_of(school.office, account.id).purpose == "changed on the other PC"


def test_what_was_typed_survives_a_lock_with_its_section_open(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", None)
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        dialog = _edit(stage)
        dialog.fields.sections[2].setChecked(True)
        dialog.form.set_value("mailbox", "office@alder.example")
        draft = stage.window.draft()
    with stage_on(qtbot, school.office) as stage:
        stage.window.restore(draft)
        assert stage.window.draft()["pages"] == draft["pages"]  # a second lock before it could be shown loses nothing
        stage.rest()
        again = of_kind(stage.dialog(AccountDialog), AccountDialog)
        assert again.form.field("mailbox").isVisible()
        assert again.form.value("mailbox") == "office@alder.example"
        stage.click(again.main)
        assert account_of(school.office, account.id).recovery.mailbox == "office@alder.example"


@pytest.mark.clause("churchward:2-mk-ownership")
def test_your_policy_can_ask_for_somebody_who_looks_after_it(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "strict").mkdir()
    school = InventedSchool(tmp_path / "strict", policy="churchward")
    with stage_on(qtbot, school.office) as stage:
        dialog = _new(stage)
        dialog.form.set_value("platform_id", "x")
        stage.click(dialog.main)
        assert "somebody who looks after it" in dialog.form.field("owner_id").error
    school.sign_out()


@pytest.mark.clause("valence:fb-4")
def test_a_new_account_begins_with_how_the_policy_has_comments_looked_after(
    qtbot: QtBot, school: InventedSchool
) -> None:
    school.office.policies.change({"moderation": ModerationMode.AFTER_POSTING})
    with stage_on(qtbot, school.office) as stage:
        dialog = _new(stage)
        assert dialog.form.value("moderation") == Moderation.AFTER_POSTING.value
        assert "FB 4" in dialog.form.field("moderation").editor.accessibleDescription()
        dialog.form.set_value("platform_id", "facebook")
        stage.click(dialog.main)
    [line] = school.office.accounts.lines()
    assert line.account.moderation is Moderation.AFTER_POSTING
    school.office.policies.change({"moderation": ModerationMode.NOT_SAID})
    with stage_on(qtbot, school.office) as stage:
        assert _new(stage).form.value("moderation") == Moderation.NOT_KNOWN.value
