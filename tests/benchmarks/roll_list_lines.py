"""The roll on the screen: the list laid out when the page is come to, filtered by typing, and pupils in the search."""

from __future__ import annotations

import time
from collections.abc import Callable
from uuid import UUID

from tests.benchmarks.check_lines import made_book
from tests.benchmarks.harness import Against, Contender, Line

_TYPED = ("a", "zo", "luk", "okafor 17", "nobody is called so", "o'neill", "3b")


def _roll(count: int) -> tuple[Callable[[], float], Callable[[], float], Callable[[], None]]:
    """How long the list takes to be laid out and drawn, how long a key takes at worst, and what ends its window."""
    from PySide6.QtWidgets import QApplication

    from schoolsm_desktop.services.pupil_views import lines_of
    from schoolsm_desktop.ui.common.row_model import RowModel
    from schoolsm_desktop.ui.common.table_view import Table
    from schoolsm_desktop.ui.photos.pupil_words import pupil_columns

    application = QApplication.instance() or QApplication([])
    lines = lines_of(made_book(count).book)  # on the worker, and kept until an answer changes
    model = RowModel(pupil_columns(), find=lambda x: x.key, identity=lambda x: x.pupil.id)
    view = Table(model, two_line=True)
    view.resize(700, 640)
    view.show()
    application.processEvents()

    def shown() -> float:
        began = time.perf_counter()
        model.set_rows(lines)
        view.viewport().repaint()
        return time.perf_counter() - began

    def typed() -> float:
        worst = 0.0
        for text in _TYPED:
            began = time.perf_counter()
            model.set_filter(text)
            view.viewport().repaint()
            worst = max(worst, time.perf_counter() - began)
        model.set_filter("")
        return worst

    def close() -> None:
        view.close()
        application.processEvents()

    return shown, typed, close


def roll_shown_20_000(name: str) -> Line:
    """The one costly step on the window's thread when the page of the roll is come to: below a tenth of a second."""
    shown, _typed, close = _roll(20_000)
    ours = Contender("20,000 pupils laid out and drawn", shown)
    return Line(name, ours=ours, goal=0.1, against=Against.NOTHING, rounds=9, close=close)


def roll_shown_2_000(name: str) -> Line:
    """The same for a large school: below half of that."""
    shown, _typed, close = _roll(2_000)
    ours = Contender("2,000 pupils laid out and drawn", shown)
    return Line(name, ours=ours, goal=0.05, against=Against.NOTHING, rounds=9, close=close)


def roll_filtered_20_000(name: str) -> Line:
    """From the key press to the repainted roll: below one frame."""
    shown, typed, close = _roll(20_000)
    shown()
    ours = Contender("filter of 20,000 pupils", typed)
    return Line(name, ours=ours, goal=0.016, against=Against.NOTHING, rounds=9, close=close)


def search_20_000_pupils(name: str) -> Line:
    """A key press in the search over everything, among 20,000 pupils: below one frame."""
    from schoolsm_desktop.services.findable import Entry, Found, FoundKind
    from schoolsm_desktop.services.finder import best

    book = made_book(20_000).book
    entries = tuple(
        Entry(
            Found(FoundKind.PUPIL, UUID(int=at), pupil.name, pupil.class_name, "photos", "pupils"),
            *pupil.all_names[1:],
        )
        for at, pupil in enumerate(book.pupils.values())
    )

    def measure() -> float:
        worst = 0.0
        for text in _TYPED:
            began = time.perf_counter()
            best(entries, text)
            worst = max(worst, time.perf_counter() - began)
        return worst

    ours = Contender("search among 20,000 pupils", measure)
    return Line(name, ours=ours, goal=0.016, against=Against.NOTHING, rounds=9)
