"""The frame: pages made when they are shown, search, due counts, cover, drafts, and what a page hears of a change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.common.background import Background
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ForgottenViews
from schoolsm_desktop.ui.main_window import Frame, MainWindow
from schoolsm_desktop.ui.pages import Desk, Due, Found, Page, PageSpec, Target
from tests.services.school import InventedSchool
from tests.ui.walk import faults_of

Look = Callable[..., looks.Theme]


class RenameDialog(FormDialog):
    """One field."""

    def __init__(self, page: Page, record: str) -> None:
        super().__init__(page, "Rename", "Save", self._save, sentence="The old name stays findable.")
        self.record = record
        self.form.add_line("name", "Name", needed=True)
        self.form.add_secret("passphrase", "Your passphrase")
        self.saved: list[str] = []

    def _save(self) -> None:
        self.work(lambda: self.form.value("name"), self._done)

    def _done(self, name: str) -> None:
        self.saved.append(name)
        self.form.saved()
        self.accept()


class AccountsPage(Page):
    """A page that counts what happens to it."""

    NOUNS = frozenset({"accounts"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, title="Accounts", sentence="Every account of the school and who looks after it.")
        self.reloads = 0
        self.records: list[str] = []
        self.add_button("Print directory", self.refresh)
        self.add_button("Bring accounts in…", self.refresh)
        self.add_button("New account…", self.refresh, main=True)
        left, right = Card("List"), Card("Facts")
        left.add(words("Facebook"))
        right.add(words("facebook.com/alderbrook", "quiet"))
        self.set_body(Split(left, right))
        self.dialogs["rename"] = lambda record: RenameDialog(self, record)

    def reload(self) -> None:
        self.reloads += 1

    def show_record(self, record: str) -> None:
        self.records.append(record)


class TodayPage(AccountsPage):
    """The page on show at the start."""

    NOUNS = frozenset({"today"})


@pytest.fixture
def window(qtbot: QtBot, look: Look, school: InventedSchool, background: Background) -> Iterator[MainWindow]:
    """The frame around two pages, over a real school."""
    office = school.sign_in(school.coordinator)

    def find(typed: str) -> list[Found]:
        return [Found("R. Okafor", "Computing coordinator", Target("accounts", typed))] if typed != "nobody" else []

    def counts() -> Mapping[str, Due]:
        return {"today": Due(7, urgent=True), "accounts": Due(2)}

    made = MainWindow(
        Frame(
            "Alder Brook Primary", "R. Okafor", "Coordinator", "Locks after 5 min away", "Autumn term 2026", demo=True
        ),
        (PageSpec("today", "Today", TodayPage), PageSpec("accounts", "Accounts", AccountsPage)),
        office,
        ForgottenViews(),
        background=background,
        find=find,
        counts=counts,
    )
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: "7 things due" in made.side.entry("today").accessibleName())
    yield made
    school.sign_out()


def page(window: MainWindow, key: str) -> AccountsPage:
    """One of the pages, shown."""
    shown = window.show_page(key)
    assert isinstance(shown, AccountsPage)
    return shown


def test_a_page_is_made_when_it_is_first_shown_and_kept(window: MainWindow) -> None:
    assert list(window._pages) == ["today"]
    first = page(window, "accounts")
    assert first.reloads == 1
    page(window, "today")
    assert page(window, "accounts") is first
    assert first.reloads == 1, "a page that is not stale is not read anew"
    assert window.side.entry("accounts").isChecked()


def test_a_change_is_read_at_once_where_it_is_seen_and_later_where_it_is_not(qtbot: QtBot, window: MainWindow) -> None:
    accounts, today = page(window, "accounts"), page(window, "today")
    window.bus.publish({"accounts"})
    qtbot.wait(0)
    assert (accounts.reloads, today.reloads) == (1, 1)
    page(window, "accounts")
    assert accounts.reloads == 2
    window.bus.publish({"accounts"})
    assert accounts.reloads == 3


def test_the_counts_stand_beside_the_pages_and_are_heard(window: MainWindow) -> None:
    assert window.side.entry("today").accessibleName() == "Today, 7 things due"
    badge = window.side.entry("accounts").findChildren(QLabel)[0]
    assert (badge.text(), badge.isVisible(), badge.property("urgent")) == ("2", True, "false")


def test_search_finds_and_enter_goes_there(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    search = window.top.search
    assert search.hasFocus()
    qtbot.keyClicks(search, "oka")
    qtbot.waitUntil(lambda: search.list is not None and search.list.isVisible())
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert window.page_key == "accounts"
    assert page(window, "accounts").records == ["oka"]
    assert search.text() == ""


def test_search_says_so_when_nothing_is_found_and_escape_leaves_it(qtbot: QtBot, window: MainWindow) -> None:
    search = window.top.search
    search.setFocus()
    search.setText("nobody")
    qtbot.waitUntil(lambda: search.list is not None and search.list.isVisible())
    assert search.list is not None
    assert search.list.model().index(0, 0).data() == "Nothing found for “nobody”"
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert window.page_key == "today"
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert not search.list.isVisible()


def test_a_target_can_begin_something(window: MainWindow) -> None:
    window.go(Target("accounts", "17", "rename"))
    accounts = page(window, "accounts")
    (dialog,) = accounts.findChildren(RenameDialog)
    assert (accounts.records, dialog.record, dialog.isVisible()) == (["17"], "17", True)
    dialog.reject()


def test_f12_covers_the_screen_and_its_dialogs_at_once(qtbot: QtBot, window: MainWindow) -> None:
    dialog = page(window, "accounts").open_dialog("rename")
    dialog.form.set_value("name", "Zoë")
    qtbot.keyClick(dialog, Qt.Key.Key_F12)
    assert window.cover.isVisible()
    assert window.cover.geometry() == window.rect()
    assert not dialog.isVisible()
    qtbot.keyClicks(window.top.search, "typed blindly")
    assert window.top.search.text() == ""
    window.resize(1200, 700)
    assert window.cover.geometry() == window.rect()
    assert "Alder" in window.cover.findChildren(QLabel)[0].text()
    qtbot.keyClick(window.cover, Qt.Key.Key_F12)
    assert not window.cover.isVisible()
    assert dialog.isVisible()
    assert (dialog.form.value("name"), dialog.isModal()) == ("Zoë", True)
    dialog.done(0)


def test_lock_is_asked_for_by_button_and_by_key(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.lock_asked):
        window.top.lock.click()
    with qtbot.waitSignal(window.lock_asked):
        qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def test_what_is_typed_in_a_dialog_comes_back_after_a_lock(
    qtbot: QtBot, window: MainWindow, school: InventedSchool, background: Background
) -> None:
    dialog = page(window, "accounts").open_dialog("rename", "17")
    dialog.form.set_value("name", "Zoë")
    dialog.form.set_value("passphrase", "walnut ferry")
    draft: dict[str, Any] = window.draft()
    assert draft == {
        "page": "accounts",
        "pages": {"accounts": {"dialog": "rename", "record": "17", "typed": {"name": "Zoë"}}},
    }
    dialog.done(0)
    assert window.draft()["pages"] == {}
    page(window, "today")
    window.restore(draft)
    assert window.page_key == "accounts"
    again = page(window, "accounts").findChildren(RenameDialog)[-1]
    assert (again.record, again.form.value("name"), again.form.dirty) == ("17", "Zoë", True)
    again.done(0)


def test_a_draft_of_a_page_not_yet_shown_waits_for_it_and_is_kept_again(window: MainWindow) -> None:
    draft = {"page": "today", "pages": {"accounts": {"dialog": "rename", "record": "3", "typed": {"name": "x"}}}}
    window.restore(draft)
    assert window.draft() == draft, "locked again before the page was shown, nothing is lost"
    window.restore({"page": "gone", "pages": {"gone": {}}})
    assert window.page_key == "today"


def test_leaving_a_dialog_with_something_typed_is_asked_about(qtbot: QtBot, window: MainWindow) -> None:
    dialog = page(window, "accounts").open_dialog("rename")
    dialog.form.set_value("name", "Zoë")
    dialog.cancel.click()
    (question,) = dialog.findChildren(Question)
    assert dialog.isVisible()
    question.go.click()
    assert not dialog.isVisible()


def test_a_dialog_saves_on_the_worker_and_closes(qtbot: QtBot, window: MainWindow) -> None:
    dialog = page(window, "accounts").open_dialog("rename")
    assert isinstance(dialog, RenameDialog)
    dialog.main.click()
    assert "is needed" in dialog.form.field("name").error
    dialog.form.set_value("name", "Zoë")
    with qtbot.waitSignal(dialog.accepted):
        dialog.main.click()
    assert dialog.saved == ["Zoë"]


def test_a_page_head_takes_four_buttons_and_no_more(window: MainWindow) -> None:
    today = page(window, "today")
    today.add_button("Fourth", today.refresh)
    with pytest.raises(ValueError, match="four"):
        today.add_button("Fifth", today.refresh)


@pytest.mark.parametrize(("scheme", "factor"), [("light", 1.0), ("dark", 2.0)])
def test_the_frame_can_be_read_heard_and_pressed(
    qtbot: QtBot, qapp: QApplication, look: Look, window: MainWindow, scheme: str, factor: float
) -> None:
    look(looks.Scheme(scheme), text_factor=factor)
    fresh = MainWindow(
        Frame(
            "Alder Brook Primary",
            "Rosa Okafor",
            "Computing coordinator",
            "Locks after 5 min away",
            "Autumn term 2026, week 12",
        ),
        (PageSpec("today", "Today", TodayPage), PageSpec("accounts", "Posting access", AccountsPage)),
        window.office,
        ForgottenViews(),
        background=window.background,
        find=lambda _typed: [],
        counts=lambda: {"today": Due(12, urgent=True)},
    )
    qtbot.addWidget(fresh)
    fresh.resize(1366, 768)
    with qtbot.waitExposed(fresh):
        fresh.show()
    qtbot.waitUntil(lambda: "12 things due" in fresh.side.entry("today").accessibleName())
    fresh.show_page("accounts").messages.warn("The shared password of the page is 14 months old.")
    assert faults_of(fresh) == []
    dialog = fresh.show_page("accounts").open_dialog("rename")
    assert faults_of(dialog) == []
    dialog.reject()
