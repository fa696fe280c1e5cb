"""Lists: filtering by typing, from the key press to the repainted list, and walking over a wide matrix."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.benchmarks.harness import Against, Contender, Line

_GIVEN = ("Zoë", "Łukasz", "Amelia", "Oliver", "Aisha", "Siân", "Thị", "Noah", "Chloé", "Ola", "Yusuf", "Grace")
_FAMILY = ("Ashworth", "Bąk", "Okafor", "Nguyễn", "O'Neill", "Patel", "Smith", "Evans", "Çelik", "Popescu")
_JOBS = ("Class teacher", "Teaching assistant", "Office manager", "Headteacher", "Site manager", "Governor")
_TYPED = ("a", "zo", "luk", "office", "smith", "o'neill", "nothing has this", "zoe ash", "12", "teacher amelia")


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the measured list."""

    name: str
    job: str
    number: int


def _rows(count: int) -> list[Listed]:
    random = Random(7)
    return [
        Listed(f"{random.choice(_GIVEN)} {random.choice(_FAMILY)}", random.choice(_JOBS), number)
        for number in range(count)
    ]


def _slowest(count: int) -> tuple[Contender, Callable[[], None]]:
    """The contender, and what ends its window."""
    from PySide6.QtWidgets import QApplication

    from schoolsm_desktop.ui.common.row_model import Column, RowModel
    from schoolsm_desktop.ui.common.table_view import Table

    application = QApplication.instance() or QApplication([])
    columns: tuple[Column[Listed], ...] = (
        Column("name", "Name", lambda row: row.name, detail=lambda row: row.job, bold=True),
        Column("job", "Job", lambda row: row.job),
        Column("number", "Number", lambda row: str(row.number), sort=lambda row: row.number),
    )
    model: RowModel[Listed] = RowModel(columns, find=lambda row: f"{row.name} {row.job} {row.number}")
    model.set_rows(_rows(count))
    view = Table(model, two_line=True)
    view.resize(1100, 640)
    view.show()
    QApplication.processEvents()

    def measure() -> float:
        worst = 0.0
        for typed in _TYPED:
            began = time.perf_counter()
            model.set_filter(typed)
            view.viewport().repaint()
            worst = max(worst, time.perf_counter() - began)
            model.set_filter("")
            view.viewport().repaint()
        return worst

    def close() -> None:
        view.close()
        application.processEvents()

    return Contender(f"filter of {count:,} rows", measure), close


def _line(name: str, count: int, goal: float) -> Line:
    ours, close = _slowest(count)
    return Line(name, ours=ours, goal=goal, against=Against.NOTHING, rounds=9, close=close)


def filter_2_000(name: str) -> Line:
    """Below one frame."""
    return _line(name, 2_000, 0.016)


def filter_20_000(name: str) -> Line:
    """Below one frame."""
    return _line(name, 20_000, 0.016)


def filter_200_000(name: str) -> Line:
    """Below two frames."""
    return _line(name, 200_000, 0.033)


def matrix_60_by_20(name: str) -> Line:
    """A step over a register of 60 people and 20 accounts, from the key press to the repainted matrix: below two frames."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    from schoolsm_desktop.ui.common.row_model import Column, RowModel
    from schoolsm_desktop.ui.common.table_view import Table
    from schoolsm_desktop.ui.theme import State

    application = QApplication.instance() or QApplication([])

    def cell(at: int) -> Column[Listed]:
        return Column(
            f"account-{at}",
            f"Class blog of year {at}",
            lambda row: "Knows password" if (row.number + at) % 3 else "–",
            state=lambda row: State.GOOD if (row.number + at) % 3 else None,
            detail=lambda row: "posts" if (row.number + at) % 3 else "",
            centred=True,
        )

    columns: tuple[Column[Listed], ...] = (
        Column("name", "Person", lambda row: row.name, detail=lambda row: row.job, bold=True, width=170),
        Column("ready", "Policy and training", lambda _row: "In date", state=lambda _row: State.GOOD, width=150),
        *(cell(at) for at in range(20)),
    )
    model: RowModel[Listed] = RowModel(columns)
    model.set_rows(_rows(60))
    view = Table(model, two_line=True, cells=True, frozen=2)
    view.resize(1100, 640)
    view.show()
    view.fit_columns()
    QApplication.processEvents()
    steps = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_PageUp)

    def measure() -> float:
        worst = 0.0
        for key in steps:
            began = time.perf_counter()
            QApplication.sendEvent(view, QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))
            application.processEvents()  # draws what the step has made stale
            worst = max(worst, time.perf_counter() - began)
        return worst

    def close() -> None:
        view.close()
        application.processEvents()

    ours = Contender("a step over 60 people and 20 accounts", measure)
    return Line(name, ours=ours, goal=0.033, against=Against.NOTHING, rounds=9, close=close)


def search_20_000(name: str) -> Line:
    """A key press in the search over everything, among 20,000 things that can be found: below two frames."""
    from uuid import UUID

    from schoolsm_desktop.services.findable import Entry, Found, FoundKind
    from schoolsm_desktop.services.finder import best

    kinds = tuple(FoundKind)
    entries = tuple(
        Entry(Found(kinds[row.number % len(kinds)], UUID(int=row.number), row.name, row.job, "people"), str(row.number))
        for row in _rows(20_000)
    )

    def measure() -> float:
        worst = 0.0
        for typed in _TYPED:
            began = time.perf_counter()
            best(entries, typed)
            worst = max(worst, time.perf_counter() - began)
        return worst

    ours = Contender("search among 20,000 things", measure)
    return Line(name, ours=ours, goal=0.033, against=Against.NOTHING, rounds=9)
