"""The row model without a window: order, filter, the first two hundred, identity, and how often it is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.wording import day_text
from schoolsm_desktop.ui.common.row_model import (
    DETAIL_ROLE,
    PAGE,
    ROW_ROLE,
    SORT_ROLE,
    STATE_ROLE,
    Column,
    RowModel,
)
from schoolsm_desktop.ui.common.table_view import Table
from schoolsm_desktop.ui.theme import State


@dataclass(frozen=True)
class Colleague:
    """A row."""

    number: int
    name: str
    job: str = "Teacher"
    since: date | None = None
    ready: State = State.GOOD


COLUMNS: tuple[Column[Colleague], ...] = (
    Column("name", "Person", lambda row: row.name, detail=lambda row: row.job, bold=True),
    Column("since", "Since", lambda row: day_text(row.since), sort=lambda row: row.since),
    Column("ready", "Policy and training", lambda row: row.ready.value, state=lambda row: row.ready),
)
STAFF = (
    Colleague(1, "Zoë Bright", since=date(2024, 9, 1)),
    Colleague(2, "Łukasz Nowak", "Site manager", date(2019, 1, 7), State.WARN),
    Colleague(3, "Siân O'Keefe", "Office manager"),
    Colleague(4, "anna Adeyemi", since=date(2026, 1, 5)),
)


def made(rows: tuple[Colleague, ...] = STAFF) -> RowModel[Colleague]:
    """A model with rows in it."""
    model: RowModel[Colleague] = RowModel(COLUMNS, identity=lambda row: row.number)
    model.set_rows(rows)
    return model


def names(model: RowModel[Colleague]) -> list[str]:
    """What stands in the first column."""
    return [str(model.index(line, 0).data()) for line in range(model.rowCount())]


def test_qt_finds_no_fault_with_the_model(qtmodeltester: ModelTester) -> None:
    model = made()
    qtmodeltester.check(model)
    model.set_filter("o")
    model.sort(1, Qt.SortOrder.DescendingOrder)
    qtmodeltester.check(model)


def test_each_role_gives_its_part_of_the_row() -> None:
    index = made().index(1, 2)
    assert index.data() == "warn"
    assert index.data(STATE_ROLE) is State.WARN
    assert index.data(ROW_ROLE) is STAFF[1]
    assert index.siblingAtColumn(0).data(DETAIL_ROLE) == "Site manager"
    assert index.siblingAtColumn(1).data(SORT_ROLE) == date(2019, 1, 7)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == f"warn, {State.WARN.spoken}"
    assert index.siblingAtColumn(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Łukasz Nowak, Site manager"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zoe", ["Zoë Bright"]),
        ("luk", ["Łukasz Nowak"]),
        ("okeefe", ["Siân O'Keefe"]),
        ("O’KEEFE sian", ["Siân O'Keefe"]),
        ("manager", ["Łukasz Nowak", "Siân O'Keefe"]),
        ("manager luk", ["Łukasz Nowak"]),
        ("  ", [row.name for row in STAFF]),
        ("nobody", []),
    ],
)
def test_typing_finds_names_however_they_are_written(typed: str, found: list[str]) -> None:
    model = made()
    model.set_filter(typed)
    assert names(model) == found


def test_two_words_do_not_join_across_two_rows() -> None:
    model = made((Colleague(1, "Ann", "x"), Colleague(2, "Ben", "y")))
    model.set_filter("nn x ben")
    assert names(model) == []


def test_names_sort_as_people_read_them_and_empty_days_stand_last_either_way() -> None:
    model = made()
    model.sort(0)
    assert names(model) == ["anna Adeyemi", "Łukasz Nowak", "Siân O'Keefe", "Zoë Bright"]
    model.sort(1)
    assert names(model)[-1] == "Siân O'Keefe"
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert names(model) == ["anna Adeyemi", "Zoë Bright", "Łukasz Nowak", "Siân O'Keefe"]
    assert model.sorted_by == ("since", True)
    model.sort(-1)
    assert names(model) == [row.name for row in STAFF]


def test_order_and_filter_stay_when_rows_are_set_again() -> None:
    model = made()
    model.sort(0)
    model.set_filter("a")
    before = names(model)
    model.set_rows(tuple(reversed(STAFF)))
    assert names(model) == before


def test_the_first_two_hundred_stand_at_once_and_the_rest_comes() -> None:
    model = made(tuple(Colleague(number, f"Person {number:04}") for number in range(450)))
    assert model.rowCount() == PAGE
    model.fetchMore()
    model.fetchMore()
    assert (model.rowCount(), model.canFetchMore()) == (450, False)
    model.set_filter("person 00")
    assert model.rowCount() == 104, "0000 to 0099, and the four other hundreds"
    model.set_filter("")
    assert model.line_of(440) == 440, "a row beyond the first page is fetched to be found"


def test_one_row_is_replaced_in_its_place_and_found_by_its_new_name() -> None:
    model = made()
    assert model.replace_row(replace(STAFF[0], name="Zoë Brightwell"))
    assert names(model)[0] == "Zoë Brightwell"
    model.set_filter("brightwell")
    assert names(model) == ["Zoë Brightwell"]
    model.set_filter("okeefe")
    assert names(model) == ["Siân O'Keefe"]
    assert not model.replace_row(Colleague(99, "Nobody"))


class Counting(RowModel[Colleague]):
    """Counts how often the view asks."""

    asked = 0

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        Counting.asked += 1
        return super().data(index, role)


def test_a_key_press_asks_for_no_more_than_what_is_on_the_screen(qtbot: QtBot) -> None:
    model = Counting(COLUMNS, identity=lambda row: row.number)
    model.set_rows([Colleague(number, f"Person {number:05}") for number in range(20_000)])
    table = Table(model)
    qtbot.addWidget(table)
    table.resize(900, 600)
    with qtbot.waitExposed(table):
        table.show()
    Counting.asked = 0
    model.set_filter("person 01")
    table.viewport().repaint()
    lines = table.viewport().height() // table.verticalHeader().defaultSectionSize() + 2
    roles = 8
    assert 0 < Counting.asked <= lines * len(COLUMNS) * roles
