"""The accounts page as a person uses it: the list, the filter, the shelves, the pane and the steps of an account's life."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.access import AccessKind
from schoolsm_desktop.domain.accounts import AccountClass, AccountState, Known, NotOurs
from schoolsm_desktop.ui.accounts.banners import notices_of
from schoolsm_desktop.ui.accounts.columns import Shelf
from schoolsm_desktop.ui.accounts.life_dialogs import AuthoriseDialog, WaiveDialog
from schoolsm_desktop.ui.accounts.site import site_address
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.common.fact_list import FactList
from schoolsm_desktop.ui.pages import Target
from tests.services.school import InventedSchool
from tests.ui.accounts_stage import Stage, account_of, stage_on


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school with its coordinator signed in."""
    (tmp_path / "school").mkdir()
    made = InventedSchool(tmp_path / "school")
    yield made
    made.sign_out()


def _shown(stage: Stage) -> list[str]:
    model = stage.part.list.model
    return [str(model.index(line, 0).data()) for line in range(model.rowCount())]


def _facts(stage: Stage) -> str:
    found = stage.part.pane.findChild(FactList)
    assert isinstance(found, FactList)
    return "\n".join(label.text() for label in found.findChildren(QLabel) if label.isVisibleTo(found))


def _question(stage: Stage) -> Question:
    found = [each for each in stage.page.findChildren(Question) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def test_an_empty_page_teaches_and_begins_with_one_button(qtbot: QtBot, school: InventedSchool) -> None:
    from schoolsm_desktop.ui.accounts.import_dialog import ImportDialog
    from schoolsm_desktop.ui.common.empty import Empty

    with stage_on(qtbot, school.office) as stage:
        empty = stage.part.list.findChild(Empty)
        assert isinstance(empty, Empty)
        assert empty.isVisible()
        stage.click(empty.button)
        assert stage.dialog(ImportDialog).isVisible()


@pytest.mark.clause("churchward:2-mk-ownership")
def test_an_account_that_nobody_looks_after_says_so(qtbot: QtBot, school: InventedSchool) -> None:
    school.add_account("Facebook page", None, platform_id="facebook", handle="@alderbrook", owner_id=None)
    with stage_on(qtbot, school.office) as stage:
        model = stage.part.list.model
        owner = [column.key for column in model.columns].index("owner")
        assert model.index(0, owner).data() == "Nobody"
        assert "attention" in model.index(0, owner).data(Qt.ItemDataRole.AccessibleTextRole)
        stage.part.list.pick(model.row_at(0).account.id)  # type: ignore[union-attr]  # there is one row
        stage.rest()
        assert "! Nobody looks after it" in _facts(stage)


def test_typing_filters_by_platform_handle_and_old_names(qtbot: QtBot, school: InventedSchool) -> None:
    school.add_account("News", None, handle="@alder")
    school.add_account("Films", None, platform_id="youtube")
    with stage_on(qtbot, school.office) as stage:
        filtered = stage.part.list.filter
        qtbot.keyClicks(filtered, "twitter")  # the old name of X
        assert _shown(stage) == ["News"]
        filtered.clear()
        qtbot.keyClicks(filtered, "@ald")
        assert _shown(stage) == ["News"]
        filtered.clear()
        assert _shown(stage) == ["Films", "News"]


def test_what_is_not_ours_and_what_is_closed_stand_apart(qtbot: QtBot, school: InventedSchool) -> None:
    ours = school.add_account("News", None)
    others = school.add_account(
        "Friends of Alder Brook",
        None,
        platform_id="facebook",
        owner_id=None,
        account_class=AccountClass.NOT_OURS,
        not_ours=NotOurs("Parents’ association", Known.YES, date(2026, 9, 14)),
    )
    old = school.add_account("Old page", None)
    school.office.accounts.move(old.id, AccountState.CLOSED)
    with stage_on(qtbot, school.office) as stage:
        assert _shown(stage) == ["News"]
        assert [stage.part.shelves.tabText(at) for at in range(3)] == ["Our accounts (1)", "Not ours (1)", "Closed (1)"]
        stage.part.show_account(others.id)
        stage.rest()
        assert stage.part.shelves.shelf is Shelf.NOT_OURS
        assert _shown(stage) == ["Friends of Alder Brook"]
        facts = _facts(stage)
        assert "Parents’ association" in facts
        assert "! Yes" in facts
        assert "14 Sep 2026" in facts
        assert not stage.part.pane.secrets.buttons  # nothing of it is kept here
        stage.part.show_account(ours.id)
        stage.rest()
        assert _shown(stage) == ["News"]


def test_search_and_today_find_an_account_behind_a_filter(qtbot: QtBot, school: InventedSchool) -> None:
    wanted = school.add_account("News", None)
    school.add_account("Films", None, platform_id="youtube")
    with stage_on(qtbot, school.office) as stage:
        qtbot.keyClicks(stage.part.list.filter, "films")
        stage.window.go(Target("accounts", str(wanted.id)))
        stage.rest()
        assert stage.part.chosen == wanted.id
        assert stage.part.pane.title.text() == "News"


def test_a_record_asked_for_before_the_page_has_read_is_shown_afterwards(qtbot: QtBot, school: InventedSchool) -> None:
    wanted = school.add_account("News", None)
    with stage_on(qtbot, school.office) as stage:
        stage.part.book = type(stage.part.book)()
        stage.part.show_account(wanted.id)
        stage.part.reload()
        stage.rest()
        assert stage.part.chosen == wanted.id


def test_the_site_opens_by_https_only(qtbot: QtBot, school: InventedSchool, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    class Browser:
        @staticmethod
        def openUrl(url: QUrl) -> bool:  # noqa: N802  # Qt's own name
            opened.append(url.toString())
            return True

    monkeypatch.setattr("schoolsm_desktop.ui.accounts.accounts_part.QDesktopServices", Browser)
    account = school.add_account("News", None, address="http://x.com/alderbrook")
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        stage.click(stage.part.pane.site)
    assert opened == ["https://x.com/alderbrook"]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("facebook.com/oak", "https://facebook.com/oak"),
        ("https://x.com/a?b=c", "https://x.com/a?b=c"),
        ("HTTP://Example.org", "https://Example.org"),
        ("", None),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://user:secret@x.com/", None),
        ("https://x.com/\n@evil.example", None),
        ("ftp://x.com", None),
        ("https:///x.com", None),
        ("just words", None),
        ("localhost", None),
    ],
)
def test_what_is_handed_to_the_browser(typed: str, address: str | None) -> None:
    assert site_address(typed) == address


def test_the_user_name_is_copied(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", None, user_name="office@alder.example")
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        stage.click(stage.part.pane.copy_user)
        assert QGuiApplication.clipboard().text() == "office@alder.example"


def test_pausing_asks_with_numbers_and_cancel_is_the_default(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", None)
    school.give(school.coordinator, account, AccessKind.OWN_LOGIN)
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        stage.click(stage.part.pane.buttons["suspended"])
        question = _question(stage)
        assert "1 person has posting access to it." in question.accessibleDescription()
        qtbot.keyClick(question, Qt.Key.Key_Return)
        stage.rest()
        assert account_of(school.office, account.id).state is AccountState.IN_USE
        stage.click(stage.part.pane.buttons["suspended"])
        stage.click(_question(stage).go)
        assert account_of(school.office, account.id).state is AccountState.SUSPENDED
        assert "News is paused." in stage.said()


def test_a_closed_account_goes_to_its_shelf_and_can_be_proposed_again(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", None)
    school.add_account("Films", None, platform_id="youtube")
    school.office.accounts.move(account.id, AccountState.CLOSED)
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        stage.click(stage.part.pane.buttons["proposed"])
        assert account_of(school.office, account.id).state is AccountState.PROPOSED
        stage.click(stage.part.pane.buttons["closed"])  # what never began is closed without a list
        assert "Close it on X (formerly Twitter) too" in _question(stage).accessibleDescription()
        stage.click(_question(stage).go)
        assert _shown(stage) == ["Films"]
        stage.pick(account)
        assert "Closed 20 Nov 2026" in _facts(stage)


@pytest.mark.clause("churchward:intro-authorised-purposes")
def test_an_account_is_put_in_use_only_after_it_was_authorised(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", None)
    school.office.accounts.move(account.id, AccountState.CLOSED)
    school.office.accounts.move(account.id, AccountState.PROPOSED)
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        assert "in-use" not in stage.part.pane.buttons
        stage.click(stage.part.pane.buttons["authorise"])
        dialog = stage.dialog(AuthoriseDialog)
        assert dialog.form.value("by") == str(school.head.id)  # the headteacher is offered
        dialog.form.set_value("on", "20 Nov 2030")
        stage.click(dialog.main)
        assert "lies ahead" in dialog.form.field("on").error
        dialog.form.set_value("on", "12 Nov 2026")
        stage.click(dialog.main)
        assert "A. Whitfield, 12 Nov 2026" in _facts(stage)
        stage.click(stage.part.pane.buttons["in-use"])
        assert account_of(school.office, account.id).state is AccountState.IN_USE


def test_an_account_in_use_before_the_program_is_authorised_where_it_stands(
    qtbot: QtBot, school: InventedSchool
) -> None:
    account = school.add_account("News", None)
    office = school.sign_in(school.head)
    with stage_on(qtbot, office) as stage:
        stage.pick(account)
        stage.click(stage.part.pane.buttons["authorise"])
        dialog = stage.dialog(AuthoriseDialog)
        assert "by" not in dialog.form.draft()  # the headteacher authorises as themself
        stage.click(dialog.main)
        kept = account_of(office, account.id)
        assert kept.state is AccountState.IN_USE
        assert kept.authorised_by == school.head.id
        assert "authorise" not in stage.part.pane.buttons


def test_somebody_without_the_duty_sees_their_own_account_and_no_deeds(qtbot: QtBot, school: InventedSchool) -> None:
    mine, other = school.add_account("News"), school.add_account("Films", platform_id="youtube")
    teacher = school.add_person("Joel Marsh")
    school.give(teacher, mine)
    school.give(school.add_person("Dee Pryce"), mine)
    school.make_sign_in(teacher)
    office = school.sign_in(teacher)
    with stage_on(qtbot, office) as stage:
        assert _shown(stage) == ["News"]
        stage.pick(mine)
        assert set(stage.part.pane.buttons) == {"seen-in-use"}
        assert "J. Marsh: knows the password, posts" in _facts(stage)
        assert "Pryce" not in _facts(stage)  # least sight: whoever else posts there is not theirs to see
        assert not any(button.isVisible() for button in stage.page.head.findChildren(QPushButton))
        assert "Okafor" not in _facts(stage).split("Who knows the password")[-1].split("Posting access")[0]
    assert other.id not in {line.account.id for line in office.accounts.lines()}


@pytest.mark.clause("valence:use-11", "valence:roles-4")
def test_a_must_change_names_people_to_the_register_only_and_never_says_why(
    qtbot: QtBot, school: InventedSchool
) -> None:
    account = school.add_account("News")
    teacher, other = school.add_person("Joel Marsh"), school.add_person("Dee Pryce")
    school.give(teacher, account)
    access = school.give(other, account)  # told it: without a sign-in it can only have been told
    school.office.access.pause(access.id)
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        banner = stage.part.pane.banners[0]
        said = "\n".join(label.text() for label in banner.findChildren(QLabel))
        assert "New password needed by" in said
        assert "D. Pryce knew it and no longer has access." in said
        assert "suspend" not in said
        assert "left" not in said
        assert stage.part.list.model.index(0, 3).data() == "New password needed"
    school.make_sign_in(teacher)
    with stage_on(qtbot, school.sign_in(teacher)) as stage:
        stage.pick(account)
        said = "\n".join(label.text() for label in stage.part.pane.banners[0].findChildren(QLabel))
        assert "Somebody who knew it no longer has access." in said
        assert "Pryce" not in said + _facts(stage)


@pytest.mark.parametrize(
    ("late", "title"),
    [(timedelta(days=1), "New password overdue 1 day"), (timedelta(days=7), "New password overdue 7 days")],
)
def test_a_new_password_that_is_late_is_counted_in_days_as_on_today(
    school: InventedSchool, late: timedelta, title: str
) -> None:
    account = school.add_account("News")
    school.office.access.end(school.give(school.add_person("Dana Pryce"), account).id)
    facts = school.office.accounts.facts(account.id)
    assert facts.due is not None
    (notice,) = notices_of(facts, facts.due.due + late)
    assert notice.title == title


def test_the_headteacher_waives_a_change_that_is_only_advised(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News")
    teacher = school.add_person("Joel Marsh")
    school.make_sign_in(teacher)
    school.sign_in(school.coordinator)
    access = school.give(teacher, account)
    school.office.access.end(access.id)  # could have opened it, never did
    office = school.sign_in(school.head)
    with stage_on(qtbot, office) as stage:
        stage.pick(account)
        stage.click(stage.part.pane.banners[0].buttons["waive"])
        dialog = stage.dialog(WaiveDialog)
        stage.click(dialog.main)
        assert "needed" in dialog.form.field("reason").error
        dialog.form.set_value("reason", "Never signed in that week")
        stage.click(dialog.main)
        assert not stage.part.pane.banners
        assert office.accounts.facts(account.id).due is None


def test_another_pages_change_is_shown_without_asking(qtbot: QtBot, school: InventedSchool) -> None:
    account = school.add_account("News", None)
    with stage_on(qtbot, school.office) as stage:
        stage.pick(account)
        stage.background.run(lambda: school.office.accounts.change(replace(account, name="School news")))
        stage.rest()
        assert _shown(stage) == ["School news"]
        assert stage.part.pane.title.text() == "School news"


def test_the_directory_is_shown_before_it_is_printed(qtbot: QtBot, school: InventedSchool) -> None:
    from schoolsm_desktop.ui.common.print_preview import PrintPreview

    school.add_account("News", None)
    with stage_on(qtbot, school.office) as stage:
        stage.click(next(b for b in stage.page.head.findChildren(QPushButton) if b.text() == "Print directory"))
        previews = [each for each in stage.window.findChildren(PrintPreview) if each.isVisible()]
        assert len(previews) == 1
        previews[0].close()


def test_unknown_ids_do_not_disturb_the_page(qtbot: QtBot, school: InventedSchool) -> None:
    school.add_account("News", None)
    with stage_on(qtbot, school.office) as stage:
        stage.page.show_record(str(uuid4()))
        stage.rest()
        assert stage.part.chosen is None
        assert not stage.said()
