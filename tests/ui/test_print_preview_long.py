"""A document of hundreds of pages: the first stands at once, memory is bounded, and printing holds nothing up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from schoolsm_desktop.services.printing import Printed
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.common import page_strip, paper_view
from tests.ui.preview_stage import PreviewStage, paper_of, pdf_printer, preview_stage

Look = Callable[..., looks.Theme]
PAGES = 450


@pytest.fixture(scope="module")
def long_list() -> Printed:
    """As many pages as a list of 20,000 pupils has."""
    return Printed("long-list", "A long list", "A long list", paper_of(PAGES))


@pytest.fixture
def stage(qtbot: QtBot, look: Look, long_list: Printed) -> Iterator[PreviewStage]:
    """Its preview."""
    with preview_stage(qtbot, long_list) as there:
        yield there


def test_only_what_is_in_view_is_drawn_and_kept(stage: PreviewStage) -> None:
    """So the first page stands as soon as that of a document of two pages."""
    view, strip, qtbot = stage.preview.view, stage.preview.strip, stage.qtbot
    assert view.kept() <= 2
    for number in range(0, PAGES, 45):
        view.go_to(number)
        qtbot.waitUntil(partial(view.drawn, number))
    assert view.kept() <= paper_view.KEPT
    qtbot.waitUntil(lambda: not strip.pages._wanted)
    assert 0 < strip.pages.kept() <= page_strip.KEPT


def test_passing_pages_are_not_drawn(stage: PreviewStage) -> None:
    view = stage.preview.view
    for number in range(PAGES):
        view.go_to(number)
    stage.qtbot.waitUntil(lambda: view.drawn(PAGES - 1))
    assert view.kept() <= 4


def test_the_search_goes_through_all_pages_in_short_turns(stage: PreviewStage) -> None:
    assert stage.look_for(f"line {PAGES * 45 - 1} ") == "1 of 1"
    assert stage.preview.view.number == PAGES - 1


def test_a_page_goes_to_the_printer_in_bands(stage: PreviewStage, tmp_path: Path) -> None:
    """The window turns many times a page; how long a turn takes is the benchmark's, not a test's."""
    turns, beat = [0], QTimer()
    beat.timeout.connect(lambda: turns.__setitem__(0, turns[0] + 1))
    printer = pdf_printer(tmp_path / "paper.pdf")
    printer.setFromTo(1, 2)
    beat.start(0)
    stage.preview.print_to(printer)
    assert stage.printed() == "Sent to the printer."
    beat.stop()
    assert turns[0] >= 2 * 16
