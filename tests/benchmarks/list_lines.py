"""Filtering a list by typing: from the key press to the repainted list, the slowest of a mixed set of words."""

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
