"""The register as a matrix that is larger than the window: what stays, what is marked, how it is walked, printed and heard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.access import Access, AccessKind, AccessLevel
from schoolsm_desktop.services.giving import GiveRequest
from schoolsm_desktop.services.matrix import Cell
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.access.dialogs import GiveDialog
from schoolsm_desktop.ui.access.page import AccessPage
from schoolsm_desktop.ui.access.register_columns import PERSON, READINESS, REVIEWED
from schoolsm_desktop.ui.access.register_dialogs import HistoryDialog, WhichAccountsDialog
from schoolsm_desktop.ui.access.register_part import RegisterPart
from schoolsm_desktop.ui.access.words import cell_levels, cell_spoken, cell_words
from schoolsm_desktop.ui.common.chip import chip_size
from schoolsm_desktop.ui.common.headings import in_two_lines
from schoolsm_desktop.ui.common.row_model import Column, RowModel
from schoolsm_desktop.ui.common.table_view import Table
from schoolsm_desktop.ui.pages import Page, Target
from schoolsm_desktop.ui.theme import Scheme, px, theme
from tests.reports.reading import text as text_of
from tests.services.school import InventedSchool

from .page_stage import PageStage, page_stage
from .walk import faults_of

Look = Callable[..., looks.Theme]
ACCOUNTS = ("Facebook", "Instagram", "Kidblog 4B", "Newsletter", "School website", "Vimeo", "X page", "YouTube")


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school of eight accounts and twelve colleagues with access to three of them each."""
    made = InventedSchool(tmp_path)
    accounts = [made.add_account(name, password=None) for name in ACCOUNTS]
    people = [made.add_person(f"{chr(65 + at)}ea Marsh{at:02}") for at in range(12)]
    made.office.access.already_had(
        [
            GiveRequest(p.id, accounts[(at + step) % 8].id, AccessKind.OWN_LOGIN, AccessLevel.POSTS, made.clock.today())
            for at, p in enumerate(people)
            for step in (0, 3, 5)
        ]
    )
    yield made
    made.sign_out()


@pytest.fixture
def stage(qtbot: QtBot, school: InventedSchool) -> Iterator[PageStage]:
    """The window, with the computing coordinator signed in."""
    with page_stage(qtbot, school.office) as made:
        yield made


def register(stage: PageStage) -> tuple[RegisterPart, Table]:
    """The register and its table, with the keyboard in it."""
    part = stage.page("access", AccessPage).part(RegisterPart)
    part.list.table.setFocus()
    return part, part.list.table


def at(table: Table) -> tuple[int, int]:
    """Line and column of the current cell."""
    return table.currentIndex().row(), table.currentIndex().column()


def test_who_and_whether_in_date_come_first_and_the_last_review_last(stage: PageStage) -> None:
    part, table = register(stage)
    keys = [column.key for column in part.list.model.columns]
    assert keys[:2] == [PERSON, READINESS]
    assert keys[-1] == REVIEWED
    assert len(keys) == len(ACCOUNTS) + 3
    assert str(table.model().index(2, 1).data()) == "Policy not signed"


def test_the_first_columns_stay_where_they_are_while_the_accounts_pass(stage: PageStage) -> None:
    part, table = register(stage)
    assert table.frozen is not None
    part.list.pick(part.list.model.all_rows()[0].person.id, 2)
    before = table.frozen.visualRect(table.model().index(0, 0))
    stage.qtbot.keyClick(table, Qt.Key.Key_End)
    stage.rest()
    assert table.horizontalScrollBar().value() > 0, "the matrix is wider than the window"
    assert table.frozen.isVisible()
    assert table.frozen.visualRect(table.model().index(0, 0)) == before
    assert table.frozen.mapTo(table, QPoint(0, 0)).x() <= table.viewport().x()


def test_the_cell_one_walks_to_is_never_under_the_columns_that_stay(stage: PageStage) -> None:
    _, table = register(stage)
    assert table.frozen is not None
    table.setCurrentIndex(table.model().index(3, 2))
    walked = [Qt.Key.Key_End, *[Qt.Key.Key_Left] * len(ACCOUNTS)]
    for key in walked:
        stage.qtbot.keyClick(table, key)
        place = table.visualRect(table.currentIndex())
        assert place.left() >= table.frozen.width() - 1, key
        assert place.right() <= table.viewport().width(), key


def test_arrows_home_end_and_pages_walk_over_cells(stage: PageStage) -> None:
    part, table = register(stage)
    last = part.list.model.columnCount() - 1
    table.setCurrentIndex(table.model().index(4, 4))
    control = Qt.KeyboardModifier.ControlModifier
    steps = [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, (4, 5)),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, (5, 5)),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, (5, 0)),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, (5, last)),
        (Qt.Key.Key_Home, control, (0, 0)),
        (Qt.Key.Key_End, control, (part.list.model.rowCount() - 1, last)),
    ]
    for key, held, place in steps:
        stage.qtbot.keyClick(table, key, held)
        assert at(table) == place, (key, held)
    stage.qtbot.keyClick(table, Qt.Key.Key_PageUp)
    assert at(table)[0] < part.list.model.rowCount() - 1
    assert table.hasFocus()
    stage.rest()


def test_a_click_in_the_columns_that_stay_chooses_and_leaves_the_keyboard_in_the_table(stage: PageStage) -> None:
    part, table = register(stage)
    part.list.filter.setFocus()
    assert table.frozen is not None
    place = table.frozen.visualRect(table.model().index(3, 0)).center()
    stage.qtbot.mouseClick(table.frozen.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert at(table) == (3, 0)
    assert table.hasFocus()
    stage.rest()


def test_one_order_and_one_set_of_widths(stage: PageStage) -> None:
    part, table = register(stage)
    assert table.frozen is not None
    table.frozen.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    assert part.list.model.sorted_by == (PERSON, True)
    table.frozen.setColumnWidth(0, 222)
    assert table.columnWidth(0) == 222
    table.setColumnWidth(1, 133)
    assert table.frozen.columnWidth(1) == 133
    assert table.frozen.width() == 222 + 133
    table.horizontalHeader().moveSection(4, 0)
    assert table.horizontalHeader().visualIndex(0) == 0, "nothing is dragged before the person"


def test_typing_over_the_cells_goes_into_the_filter(stage: PageStage) -> None:
    part, table = register(stage)
    table.setCurrentIndex(table.model().index(0, 3))
    stage.qtbot.keyClicks(table, "c")
    stage.qtbot.keyClicks(part.list.filter, "ea")
    assert part.list.filter.text() == "cea"
    assert part.list.model.rowCount() == 1
    stage.rest()


def test_a_cell_is_heard_as_a_sentence(stage: PageStage, school: InventedSchool) -> None:
    _, table = register(stage)
    model = table.model()
    spoken = {
        str(model.index(line, column).data(Qt.ItemDataRole.AccessibleTextRole))
        for line in range(model.rowCount())
        for column in range(2, 10)
    }
    assert "A. Marsh00, Facebook: Posts, own login; not authorised yet" in spoken
    assert "A. Marsh00, Instagram: No access" in spoken
    assert "R. Okafor, Facebook: Keyholder" in spoken


def test_people_marked_with_space_and_shift_are_what_is_printed(stage: PageStage) -> None:
    part, table = register(stage)
    assert not part.print_chosen.isVisible()
    table.setCurrentIndex(table.model().index(3, 4))
    stage.qtbot.keyClick(table, Qt.Key.Key_Space)
    for _ in range(2):
        stage.qtbot.keyClick(table, Qt.Key.Key_Down)
    stage.qtbot.keyClick(table, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    names = [row.person.name for row in part.list.chosen_rows()]
    assert names == ["Bea Marsh01", "Cea Marsh02", "Dea Marsh03"]
    assert str(table.model().index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole)).endswith(", marked")
    stage.rest()
    stage.press(stage.page("access", AccessPage), "Print the selection")
    shown = text_of(stage.previews[-1].pdf)
    assert "A part of the register only: 3 people, all accounts." in shown
    assert "Cea Marsh02" in shown
    assert "Eea Marsh04" not in shown
    stage.press(stage.page("access", AccessPage), "Show everything")
    assert part.list.chosen_rows() == []
    assert not part.print_chosen.isVisible()


def test_a_mark_outlives_filter_and_reading_anew(stage: PageStage) -> None:
    part, table = register(stage)
    table.setCurrentIndex(table.model().index(2, 2))
    stage.qtbot.keyClick(table, Qt.Key.Key_Space)
    part.list.filter.setText("dea")
    part.reload()
    stage.rest()
    part.list.filter.clear()
    assert [row.person.name for row in part.list.chosen_rows()] == ["Aea Marsh00"]
    stage.qtbot.keyClick(table, Qt.Key.Key_Space)
    stage.rest()


def test_a_filter_and_a_choice_of_accounts_are_printed_as_they_are_seen(stage: PageStage) -> None:
    part, _ = register(stage)
    page = stage.page("access", AccessPage)
    part.list.filter.setText("aea")
    stage.press(page, "Which accounts…")
    dialog = stage.dialog(WhichAccountsDialog)
    dialog.accounts.untick_all()
    stage.finish(dialog)
    assert "at least one" in dialog.messages.messages()[0].words
    website = next(line.account for line in stage.office.accounts.lines() if line.account.name == "Facebook")
    dialog.accounts.tick(str(website.id))
    assert [str(fault) for fault in faults_of(dialog)] == []
    stage.finish(dialog)
    assert [column.title for column in part.list.model.columns] == [
        "Person",
        "Policy and training",
        "Facebook",
        "Reviewed",
    ]
    stage.press(page, "Print the selection")
    shown = text_of(stage.previews[-1].pdf)
    assert "1 person, 1 account" in shown
    assert "Instagram" not in shown
    part.list.filter.clear()
    stage.press(page, "Show everything")
    assert part.list.model.columnCount() == len(ACCOUNTS) + 3


def test_enter_opens_what_happened_in_a_cell_and_it_is_printed(stage: PageStage) -> None:
    part, table = register(stage)
    person = next(row.person for row in part.list.model.all_rows() if row.person.name == "Aea Marsh00")
    part.list.pick(person.id, 2)
    stage.rest()
    stage.qtbot.keyClick(table, Qt.Key.Key_Return)
    stage.rest()
    dialog = stage.dialog(HistoryDialog)
    assert [line.what for line in dialog.list.model.all_rows()] == ["Recorded: it was there before the register"]
    assert [str(fault) for fault in faults_of(dialog)] == []
    stage.finish(dialog)
    assert stage.previews[-1].key == "access-history"


@pytest.mark.parametrize(("scheme", "factor"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_a_wide_register_can_be_read_and_pressed(
    qtbot: QtBot, school: InventedSchool, look: Look, scheme: Scheme, factor: float
) -> None:
    look(scheme, text_factor=factor)
    with page_stage(qtbot, school.office) as stage:
        part, table = register(stage)
        table.setCurrentIndex(table.model().index(4, 6))
        stage.qtbot.keyClick(table, Qt.Key.Key_Space)
        stage.rest()
        assert [str(fault) for fault in faults_of(stage.page("access", AccessPage))] == []
        assert table.frozen is not None
        assert 1 <= table.frozen.count <= 2
        assert table.frozen.width() <= max(table.viewport().width() * 0.6, table.columnWidth(0))
        buttons = [each.text() for each in part.findChildren(QPushButton) if each.isVisible()]
        assert {"Already had it…", "Which accounts…", "Print the selection", "Show everything"} <= set(buttons)


def test_a_heading_takes_two_lines_before_it_is_cut(look: Look) -> None:
    metrics = theme().metrics("quiet", bold=True)
    name = "Sports day video channel"
    assert in_two_lines(name, metrics.horizontalAdvance(name), metrics) == [name]
    assert in_two_lines(name, metrics.horizontalAdvance("video channel") + 3, metrics) == [
        "Sports day",
        "video channel",
    ]
    cut = in_two_lines(name, 30, metrics)
    assert len(cut) == 2
    assert all(line.endswith("…") for line in cut)
    model: RowModel[str] = RowModel([Column("a", name, lambda row: row)])
    hint = model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert hint == name, "the whole name is read on hovering"


class Counting(RowModel[int]):
    """Counts how often a view asks."""

    asked = 0

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        Counting.asked += 1
        return super().data(index, role)


def _asked_by_a_step(qtbot: QtBot, lines: int, columns: int) -> tuple[int, int]:
    """How often a step to the next cell asks, and how many cells are on the screen."""
    cells = [Column(str(n), f"Account {n}", lambda row, n=n: f"{row} {n}", width=120) for n in range(columns)]  # type: ignore[misc]
    model = Counting(cells, identity=lambda row: row)
    model.set_rows(list(range(lines)))
    table = Table(model, cells=True, frozen=2, two_line=True)
    qtbot.addWidget(table)
    table.resize(1000, 600)
    with qtbot.waitExposed(table):
        table.show()
    table.fit_columns()
    table.setCurrentIndex(model.index(3, 4))
    table.grab()
    Counting.asked = 0
    qtbot.keyClick(table, Qt.Key.Key_Right)
    table.grab()
    seen = (600 // table.verticalHeader().defaultSectionSize() + 2) * (1000 // 120 + 2)
    return Counting.asked, seen


def test_a_step_asks_for_the_cells_on_the_screen_and_no_more_in_a_larger_school(qtbot: QtBot, look: Look) -> None:
    roles = 8
    asked, seen = _asked_by_a_step(qtbot, 60, 20)
    assert 0 < asked <= seen * roles
    larger, _ = _asked_by_a_step(qtbot, 600, 80)
    assert larger <= asked * 1.2


def test_about_five_accounts_stand_beside_the_columns_that_stay(stage: PageStage) -> None:
    _, table = register(stage)
    assert table.frozen is not None
    assert table.frozen.count == 2
    accounts = [table.columnWidth(at) for at in range(2, 2 + len(ACCOUNTS))]
    assert max(accounts) <= px(130), "as narrow as the content and a heading of two lines"
    room = table.viewport().width() - table.frozen.width()
    assert sum(accounts[:5]) <= room, (accounts, room)


def test_a_chip_too_wide_for_its_column_stands_on_two_lines() -> None:
    one, two = chip_size("✕ New password needed"), chip_size("✕ New password needed", lines=2)
    assert two.width() < one.width()
    assert one.height() < two.height() <= px(47), "it stands in a row of two lines"


def test_who_knows_the_password_is_said_first_and_the_other_ways_are_counted() -> None:
    def access(kind: AccessKind, level: AccessLevel) -> Access:
        return Access(uuid4(), uuid4(), uuid4(), uuid4(), kind, level, date(2026, 9, 1))

    both = access(AccessKind.OWN_LOGIN, AccessLevel.POSTS), access(AccessKind.KNOWS_PASSWORD, AccessLevel.POSTS)
    cell = Cell(both, (), keyholder=False, must_change=False)
    assert cell_words(cell) == "Password +1"
    assert cell_levels(cell) == "posts"
    assert "own login" in cell_spoken("J. Marsh", "Facebook", cell).lower(), "whoever listens hears every way"


def test_a_dialog_opened_after_a_change_chooses_from_what_is_there_now(
    stage: PageStage, school: InventedSchool
) -> None:
    stage.page("access", AccessPage)
    stage.page("today", Page)
    added = school.add_person("Nia Price")
    stage.window.go(Target("access", f"{added.id}|", "give"))
    stage.rest()
    assert stage.dialog(GiveDialog).form.value("person") == str(added.id)
