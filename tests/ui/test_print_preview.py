"""A document before it is paper: its pages are drawn, printed, saved, and what became of it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from schoolsm_desktop.services.printing import Printed
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.common.print_preview import ZOOMS, PrintPreview
from tests.services.school import InventedSchool
from tests.ui.walk import faults_of

Look = Callable[..., looks.Theme]
Told = list[tuple[str, str]]


@pytest.fixture
def register(school: InventedSchool) -> Iterator[Printed]:
    """The register of a school with enough people for a second page."""
    school.sign_in(school.coordinator)
    account = school.add_account()
    for number in range(60):
        school.give(school.add_person(f"Person Number{number:02}"), account)
    yield school.office.printing.access_register()
    school.sign_out()


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    """The window that a preview opens over."""
    window = QWidget()
    window.resize(1366, 768)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def opened(qtbot: QtBot, over: QWidget, document: Printed, told: Told) -> PrintPreview:
    """The preview with all its thumbnails drawn."""
    preview = PrintPreview(over, document, lambda printed, way: told.append((printed.key, way)))
    preview.open()
    qtbot.waitUntil(lambda: preview._small.count() == len(preview._pages))
    return preview


def test_every_page_is_drawn_and_can_be_reached(qtbot: QtBot, look: Look, over: QWidget, register: Printed) -> None:
    preview = opened(qtbot, over, register, [])
    pages = len(PdfReader(BytesIO(register.pdf)).pages)
    assert pages > 1
    assert len(preview._sheets) == pages == preview._small.count()
    picture = preview._pages.draw(0, 1.0)
    inks = {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}
    assert len(inks) > 10, "the page was drawn empty"
    preview._small.setCurrentRow(1)
    assert preview._area.verticalScrollBar().value() > 0
    assert faults_of(preview) == []


def test_zoom_has_its_ends(qtbot: QtBot, look: Look, over: QWidget, register: Printed) -> None:
    preview = opened(qtbot, over, register, [])
    before = preview._sheets[0].width()
    preview._step(1)
    assert preview._sheets[0].width() > before
    for _ in range(20):
        preview._step(1)
    assert preview._percent.text() == f"{ZOOMS[-1]:.0%}"
    for _ in range(20):
        preview._step(-1)
    assert preview._percent.text() == f"{ZOOMS[0]:.0%}"


def test_it_is_printed_page_by_page_and_told(
    qtbot: QtBot, look: Look, over: QWidget, register: Printed, tmp_path: Path
) -> None:
    told: Told = []
    preview = opened(qtbot, over, register, told)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    preview.print_to(printer)
    printed = PdfReader(tmp_path / "paper.pdf")
    assert len(printed.pages) == len(PdfReader(BytesIO(register.pdf)).pages)
    assert told == [("access-register", "paper")]
    assert preview.messages.messages()[0].words == "Sent to the printer."


def test_it_is_saved_as_pdf_and_as_a_table(
    qtbot: QtBot, look: Look, over: QWidget, register: Printed, tmp_path: Path
) -> None:
    told: Told = []
    preview = opened(qtbot, over, register, told)
    assert [
        button.text() for button in preview.buttons() if button.isVisible() and button.text().startswith("Save")
    ] == [
        "Save as a table…",
        "Save as PDF…",
    ]
    assert register.table is not None
    preview.save_as(tmp_path / "r.pdf", register.pdf, "pdf")
    preview.save_as(tmp_path / "r.xlsx", register.table, "xlsx")
    assert (tmp_path / "r.pdf").read_bytes() == register.pdf
    assert told == [("access-register", "pdf"), ("access-register", "xlsx")]


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_told(
    qtbot: QtBot, look: Look, over: QWidget, register: Printed, tmp_path: Path
) -> None:
    told: Told = []
    preview = opened(qtbot, over, register, told)
    preview.save_as(tmp_path / "gone" / "r.pdf", register.pdf, "pdf")
    assert "could not be written" in preview.messages.messages()[0].words
    assert told == []
