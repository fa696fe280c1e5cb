"""The care of accounts as a person does it: health, codes ticked off, recovery tried, closing, owners, pretenders."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.account_health import Concern
from schoolsm_desktop.domain.accounts import Account, AccountClass, AccountState, Known, NotOurs, SecretField
from schoolsm_desktop.ui.accounts.accounts_part import AccountsPart
from schoolsm_desktop.ui.accounts.care_dialogs import CloseDialog, HandOnDialog, NewOwnerDialog, TriedDialog
from schoolsm_desktop.ui.accounts.codes_dialog import CodesDialog
from schoolsm_desktop.ui.accounts.columns import Shelf
from schoolsm_desktop.ui.accounts.health_part import HealthPart
from schoolsm_desktop.ui.accounts.keep_dialog import KeepDialog
from schoolsm_desktop.ui.accounts.page import AccountsPage
from schoolsm_desktop.ui.accounts.pretend_dialogs import GoneDialog, ReportDialog
from tests.services.school import InventedSchool
from tests.ui.page_stage import PageStage, page_stage

CODES = "1111-2222\n3333-4444\n5555-6666\n7777-8888"


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school with its coordinator signed in."""
    (tmp_path / "school").mkdir()
    made = InventedSchool(tmp_path / "school")
    yield made
    made.sign_out()


def _page(stage: PageStage, account: Account | None = None) -> tuple[AccountsPage, AccountsPart]:
    page = stage.page("accounts", AccountsPage)
    part = page.part(AccountsPart)
    if account is not None:
        part.show_account(account.id)
        stage.rest()
    return page, part


def _words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def _kept(school: InventedSchool, account: Account) -> Account:
    return school.office.accounts.facts(account.id).line.account


def test_health_lists_what_is_wrong_and_each_button_begins_its_remedy(qtbot: QtBot, school: InventedSchool) -> None:
    page_account = school.add_account("News", None, owner_id=None)
    with page_stage(qtbot, school.office) as stage:
        page, _ = _page(stage)
        page.begin("health", "")
        stage.rest()
        part = page.part(HealthPart)
        shown = [part.list.model.row_at(at) for at in range(part.list.model.rowCount())]
        found = {line.finding.concern: line for line in shown if line is not None}
        assert Concern.NOBODY_LOOKS_AFTER in found
        assert page.tabs.tabText(1) == f"What needs care ({len(shown)})"
        part.list.pressed_button.emit(found[Concern.NOT_USED], "go")
        stage.rest()
        assert _kept(school, page_account).last_used_on == date(2026, 11, 20)
        part.list.pressed_button.emit(found[Concern.RECOVERY_NOT_TRIED], "go")
        stage.rest()
        stage.finish(stage.dialog(TriedDialog))
        assert _kept(school, page_account).recovery.mailbox_tried == date(2026, 11, 20)
        page.begin("health", "")
        stage.rest()
        part.concerns.setCurrentIndex(part.concerns.findData(Concern.NOBODY_LOOKS_AFTER.value))
        assert part.list.model.rowCount() == 1


def test_a_backup_code_is_opened_copied_and_ticked_off(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News")
    school.office.secrets.change(account.id, {SecretField.BACKUP_CODES: CODES}, confirmed=True)
    with page_stage(qtbot, school.office) as stage:
        _, part = _page(stage, account)
        assert "4 of 4 left" in _words(part.pane.secrets)
        assert part.pane.secrets.codes is not None
        part.pane.secrets.codes.click()
        stage.rest()
        dialog = stage.dialog(CodesDialog)
        assert not dialog.lines  # nothing is opened before it is wanted
        stage.finish(dialog)
        assert [row.line.code for row in dialog.lines] == CODES.split()
        dialog.lines[1].view.copy.click()
        assert QGuiApplication.clipboard().text() == "3333-4444"
        assert school.office.accounts.facts(account.id).codes is not None
        assert "tick it off" in " ".join(m.words for m in dialog.messages.messages())
        assert "4 of 4 left" in _words(part.pane.secrets)  # a copy alone ticks nothing
        dialog.lines[1].tick.click()
        stage.rest()
        assert "used on 20 Nov 2026 by you" in _words(dialog)
        assert not any("3333" in label.text() for label in dialog.findChildren(QLabel))
        dialog.reject()
        stage.rest()
        assert "3 of 4 left" in _words(part.pane.secrets)


def test_an_account_is_handed_to_another_login(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", user_name="office@alder.example")
    with page_stage(qtbot, school.office) as stage:
        page, part = _page(stage, account)
        page.begin("hand-on", str(account.id))
        stage.rest()
        dialog = stage.dialog(HandOnDialog)
        dialog.form.set_value("user_name", "news@alder.example")
        dialog.form.set_value("since", "3 Nov 2026")
        stage.finish(dialog)
        assert "Type the new password" in dialog.form.field("password").error
        dialog.form.set_value("way", "reset")
        stage.finish(dialog)
        said = _words(part.pane)
        assert "until 3 Nov 2026: office@alder.example" in said
        assert "No password is kept here yet." in said


def test_closing_says_what_follows_and_leads_to_its_list(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News")
    school.give(school.add_person("Dana Pryce"), account)
    with page_stage(qtbot, school.office) as stage:
        _, part = _page(stage, account)
        part.pane.buttons["close-account"].click()
        stage.rest()
        dialog = stage.dialog(CloseDialog)
        assert "D. Pryce" in dialog.follows.words.text()
        dialog.form.set_value("day", "27 Nov 2026")
        assert "27 Dec 2026" in dialog.later.text()
        stage.finish(dialog)
        assert stage.window.page_key == "access"
        (line,) = school.office.checklists.open_lists()
        assert line.checklist.account_id == account.id
        assert _kept(school, account).state is AccountState.IN_USE
        _, part = _page(stage, account)
        assert "close-account" not in part.pane.buttons
        assert "Under way, by 27 Nov 2026" in _words(part.pane)


@pytest.mark.clause("churchward:2-mk-ownership")
def test_everything_somebody_looked_after_goes_to_a_colleague(qtbot: QtBot, school: InventedSchool) -> None:
    gone = school.add_person("Per Lindqvist", ends=date(2026, 11, 19))
    accounts = [school.add_account(name, None, owner_id=gone.id) for name in ("News", "Films", "Blog")]
    with page_stage(qtbot, school.office) as stage:
        page, _ = _page(stage)
        page.begin("new-owner", str(accounts[0].id))
        stage.rest()
        dialog = stage.dialog(NewOwnerDialog)
        assert len(dialog.accounts.ticked()) == 3
        dialog.accounts.tick(str(accounts[2].id), on=False)
        dialog.form.set_value("owner_id", str(school.head.id))
        stage.finish(dialog)
        assert [_kept(school, a).owner_id for a in accounts] == [school.head.id, school.head.id, gone.id]


@pytest.mark.clause("churchward:1-professional-comms")
def test_an_account_that_pretends_to_be_ours_is_reported_and_one_day_gone(qtbot: QtBot, school: InventedSchool) -> None:
    fake = school.add_account(
        "Alder Brook Primery",
        None,
        platform_id="facebook",
        account_class=AccountClass.PRETENDS,
        owner_id=None,
        not_ours=NotOurs("not known", Known.YES),
    )
    with page_stage(qtbot, school.office) as stage:
        page, part = _page(stage, fake)
        assert part.shelves.shelf is Shelf.PRETENDS
        assert [i.item.key for i in school.office.today.view().lines if i.item.subject_id == fake.id] == [
            f"pretends:{fake.id}"
        ]
        part.pane.buttons["report"].click()
        stage.rest()
        dialog = stage.dialog(ReportDialog)
        assert dialog.how_to.isVisible()
        dialog.form.set_value("reported_on", "10 Nov 2026")
        dialog.form.set_value("report_reference", "FB-77")
        stage.finish(dialog)
        assert "10 Nov 2026, reference FB-77" in _words(part.pane)
        assert [i.when for i in school.office.today.view().lines if i.item.subject_id == fake.id] == ["Overdue 3 days"]
        page.begin("account", str(fake.id))  # the form of its facts keeps what was recorded
        stage.rest()
        form = page._dialog
        assert form is not None
        stage.finish(form[2])
        assert _kept(school, fake).not_ours.report_reference == "FB-77"
        part.pane.buttons["gone"].click()
        stage.rest()
        stage.finish(stage.dialog(GoneDialog))
        assert _kept(school, fake).not_ours.gone_on == date(2026, 11, 20)
        assert not [i for i in school.office.today.view().lines if i.item.subject_id == fake.id]


def test_editing_the_facts_keeps_the_days_on_which_ways_back_were_tried(qtbot: QtBot, school: InventedSchool) -> None:
    from schoolsm_desktop.domain.recovery import RecoveryWay

    account = school.add_account("News", None)
    school.office.account_care.tried(account.id, RecoveryWay.PHONE, date(2026, 11, 3), worked=True)
    with page_stage(qtbot, school.office) as stage:
        page, _ = _page(stage, account)
        page.begin("account", str(account.id))
        stage.rest()
        form = page._dialog
        assert form is not None
        form[2].form.set_value("purpose", "news")
        stage.finish(form[2])
        assert _kept(school, account).purpose == "news"
        assert _kept(school, account).recovery.phone_tried == date(2026, 11, 3)


def test_today_leads_to_a_new_list_of_codes(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News")
    school.office.secrets.change(account.id, {SecretField.BACKUP_CODES: "1111\n2222"}, confirmed=True)
    with page_stage(qtbot, school.office) as stage:
        page, _ = _page(stage)
        line = next(x for x in school.office.today.view().lines if x.item.key == f"codes-left:{account.id}")
        assert line.item.title == "News: 2 backup codes left"
        page.begin("keep-backup-codes", str(account.id))
        stage.rest()
        assert stage.dialog(KeepDialog).isVisible()
