"""A list as a page uses it: typing, keys, buttons in cells, what a person left, and an empty list that teaches."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.kept_views import PersonViews
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.row_model import Look as Cell
from schoolsm_desktop.ui.common.table import ForgottenViews, KeptViews, ListPane
from tests.ui.walk import faults_of

Look = Callable[..., looks.Theme]
Row = tuple[int, str, str]
ROWS: list[Row] = [(1, "Facebook", "Change…"), (2, "Website", ""), (3, "YouTube", "Open")]
COLUMNS: tuple[Column[Row], ...] = (
    Column("name", "Account", lambda row: row[1], grow=True),
    Column("number", "Number", lambda row: str(row[0]), sort=lambda row: row[0]),
    Column("act", "", lambda row: row[2], look=Cell.BUTTON),
)


def made(qtbot: QtBot, views: KeptViews | None = None, *, begun: list[str] | None = None) -> ListPane[Row]:
    """A list of three accounts, shown."""
    begin = (lambda: begun.append("begun")) if begun is not None else None
    teaching = Teaching(
        "No account yet", "Each account of the school stands here.", "New account…" if begin else "", begin
    )
    pane: ListPane[Row] = ListPane(
        "accounts", COLUMNS, views or ForgottenViews(), teaching, name="Accounts", identity=lambda row: row[0]
    )
    qtbot.addWidget(pane)
    pane.resize(800, 500)
    with qtbot.waitExposed(pane):
        pane.show()
    return pane


def test_typing_filters_and_the_arrow_goes_into_the_list(qtbot: QtBot, look: Look) -> None:
    pane = made(qtbot)
    pane.set_rows(ROWS)
    qtbot.keyClicks(pane.filter, "you")
    assert pane.model.rowCount() == 1
    with qtbot.waitSignal(pane.picked) as caught:
        qtbot.keyClick(pane.filter, Qt.Key.Key_Down)
    assert caught.args[0] == ROWS[2]
    qtbot.keyClick(pane.filter, Qt.Key.Key_Escape)
    assert pane.filter.text() == ""
    assert pane.model.rowCount() == 3


def test_a_filter_without_hits_says_so_and_how_to_clear_it(qtbot: QtBot, look: Look) -> None:
    pane = made(qtbot)
    pane.set_rows(ROWS)
    assert not pane.no_hits.isVisible()
    qtbot.keyClicks(pane.filter, "bebo")
    assert pane.model.rowCount() == 0
    assert pane.no_hits.isVisible()
    assert "Nothing here holds “bebo”." in pane.no_hits.text()
    assert faults_of(pane) == []
    qtbot.keyClick(pane.filter, Qt.Key.Key_Escape)
    assert not pane.no_hits.isVisible()
    pane.filter.setText("bebo")
    pane.set_rows([])
    assert not pane.no_hits.isVisible(), "an empty list teaches instead"


def test_enter_presses_the_button_of_the_row_or_opens_it(qtbot: QtBot, look: Look) -> None:
    pane = made(qtbot)
    pane.set_rows(ROWS)
    pane.pick(1)
    with qtbot.waitSignal(pane.pressed_button) as pressed:
        qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    assert pressed.args == [ROWS[0], "act"]
    pane.pick(2)
    with qtbot.assertNotEmitted(pane.pressed_button), qtbot.waitSignal(pane.opened) as opened:
        qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    assert opened.args[0] == ROWS[1]


def test_a_click_on_a_button_cell_presses_it(qtbot: QtBot, look: Look) -> None:
    pane = made(qtbot)
    pane.set_rows(ROWS)
    place = pane.table.visualRect(pane.model.index(0, 2)).center()
    with qtbot.waitSignal(pane.pressed_button):
        qtbot.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_whoever_is_chosen_stays_chosen_when_the_list_is_read_anew(qtbot: QtBot, look: Look) -> None:
    pane = made(qtbot)
    pane.set_rows(ROWS)
    pane.pick(2)
    pane.set_rows([(4, "Blog", ""), *ROWS])
    assert pane.current() == ROWS[1]
    with qtbot.waitSignal(pane.picked) as caught:
        pane.set_rows([ROWS[0]])
    assert caught.args[0] is None


def test_what_a_person_left_is_there_again(qtbot: QtBot, look: Look) -> None:
    kept: dict[str, object] = {}
    views = PersonViews({}, kept.update)
    pane = made(qtbot, views)
    pane.set_rows(ROWS)
    pane.filter.setText("e")
    pane.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    pane.table.horizontalHeader().resizeSection(1, 173)
    pane.table.horizontalHeader().moveSection(1, 0)
    pane.keep()
    views.flush()
    assert list(kept) == ["view:accounts"]
    again = made(qtbot, PersonViews(kept, lambda _changed: None))
    again.set_rows(ROWS)
    assert again.filter.text() == "e"
    assert again.model.sorted_by == ("number", True)
    assert again.table.columnWidth(1) == 173
    assert again.table.horizontalHeader().visualIndex(1) == 0


def test_nonsense_that_was_kept_is_left_aside(qtbot: QtBot, look: Look) -> None:
    views = PersonViews({"view:accounts": {"widths": {"name": "wide"}, "places": ["x"], "sorted": ["x", 1]}}, print)
    pane = made(qtbot, views)
    pane.set_rows(ROWS)
    assert pane.model.sorted_by is None


def test_views_are_saved_once_some_time_after_the_last_change(qtbot: QtBot) -> None:
    saved: list[dict[str, object]] = []
    views = PersonViews({}, saved.append)
    views.put("accounts", {"filter": "a"})
    views.put("accounts", {"filter": "ab"})
    views.put("accounts", {"filter": "ab"})
    assert views.get("accounts") == {"filter": "ab"}
    assert saved == []
    qtbot.waitUntil(lambda: bool(saved))
    assert saved == [{"view:accounts": {"filter": "ab"}}]


def test_an_empty_list_teaches_and_begins(qtbot: QtBot, look: Look) -> None:
    begun: list[str] = []
    pane = made(qtbot, begun=begun)
    pane.set_rows([])
    (button,) = [each for each in pane.findChildren(QPushButton) if each.isVisible()]
    assert button.text() == "New account…"
    button.click()
    assert begun == ["begun"]
    assert faults_of(pane) == []


def test_a_list_can_be_read_and_heard(qtbot: QtBot, look: Look) -> None:
    for scheme, factor in ((looks.Scheme.LIGHT, 1.0), (looks.Scheme.DARK, 2.0)):
        look(scheme, text_factor=factor)
        pane = made(qtbot)
        pane.set_rows(ROWS)
        assert faults_of(pane) == []
        assert pane.table.verticalHeader().defaultSectionSize() == 36 * factor


def test_the_growing_column_takes_the_room_that_is_left(qtbot: QtBot, look: Look) -> None:
    pane = made(qtbot)
    pane.set_rows(ROWS)
    widths = [pane.table.columnWidth(at) for at in range(3)]
    assert sum(widths) == pane.table.viewport().width()
    pane.resize(1000, 500)
    assert pane.table.columnWidth(0) == widths[0] + 200
