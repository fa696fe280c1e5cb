"""A document before it is paper: its pages are drawn, printed, saved, and what became of it is told."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
import shiboken6
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from schoolsm_desktop.services import saving
from schoolsm_desktop.services.printing import Printed
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.common.paper_view import LEAST, ZOOMS
from schoolsm_desktop.ui.common.print_run import PrintRun
from schoolsm_desktop.ui.theme import Scheme
from tests.services.school import InventedSchool
from tests.ui.preview_stage import paper_of, pdf_printer, preview_stage
from tests.ui.walk import faults_of

Look = Callable[..., looks.Theme]


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
def pages(look: Look) -> Printed:
    """Five plain pages, on the light look."""
    return Printed("list", "A list", "A list 2026-11-20", paper_of(5), table=b"rows")


@pytest.mark.parametrize(("scheme", "factor"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_every_page_is_drawn_and_can_be_reached(
    qtbot: QtBot, look: Look, register: Printed, scheme: Scheme, factor: float
) -> None:
    look(scheme, text_factor=factor)
    with preview_stage(qtbot, register) as stage:
        preview = stage.preview
        count = len(PdfReader(BytesIO(register.pdf)).pages)
        assert count > 1
        assert len(preview._pages) == count == preview.strip.pages.rowCount()
        picture = preview._pages.draw(0, 1.0)
        inks = {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}
        assert len(inks) > 10, "the page was drawn empty"
        preview.strip.setCurrentIndex(preview.strip.pages.index(1))
        qtbot.waitUntil(lambda: preview.view.drawn(1))
        assert preview.view.verticalScrollBar().value() > 0
        assert preview.page_number.value() == 2
        preview.search()
        assert [str(fault) for fault in faults_of(preview)] == []


def test_pages_are_turned_with_the_keys(qtbot: QtBot, pages: Printed) -> None:
    with preview_stage(qtbot, pages) as stage:
        preview, view = stage.preview, stage.preview.view
        assert view.hasFocus()
        qtbot.keyClick(view, Qt.Key.Key_End)
        assert view.number == 4
        assert preview.page_number.value() == 5
        assert view.accessibleDescription() == "Page 5 of 5"
        qtbot.keyClick(view, Qt.Key.Key_Home)
        assert view.verticalScrollBar().value() == 0
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
        assert view.verticalScrollBar().value() == view.verticalScrollBar().pageStep()
        preview.page_number.setValue(3)
        assert view.number == 2
        assert preview.strip.currentIndex().row() == 2
        qtbot.keyClick(view, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not preview.isVisible())


def test_zoom_has_its_ends_and_fits_the_window(qtbot: QtBot, pages: Printed) -> None:
    with preview_stage(qtbot, pages) as stage:
        preview, view = stage.preview, stage.preview.view
        room, size = view.viewport().size(), view._sizes[0]
        assert abs(view.scale * size.width() - room.width()) < 40
        preview._choose_zoom(1)
        assert view.scale * size.height() <= room.height()
        assert view.scale > LEAST
        before = view.scale
        preview.resize(preview.width(), preview.height() - 120)
        qtbot.waitUntil(lambda: view.scale < before)
        for _ in range(20):
            view.step(1)
        assert preview.percent.text() == f"{ZOOMS[-1]:.0%}" == preview.zoom.currentText()
        for _ in range(20):
            view.step(-1)
        assert preview.percent.text() == f"{ZOOMS[0]:.0%}"


def test_what_is_read_stays_where_it_is_when_it_grows(qtbot: QtBot, pages: Printed) -> None:
    with preview_stage(qtbot, pages) as stage:
        view = stage.preview.view
        view.go_to(3)
        view.set_scale(2.0)
        assert view.number == 3
        view.set_scale(0.5)
        assert view.number == 3


def test_words_are_found_marked_and_counted(qtbot: QtBot, pages: Printed) -> None:
    with preview_stage(qtbot, pages) as stage:
        preview = stage.preview
        assert stage.look_for("line 10") == "1 of 11"  # 10 and 100 to 109
        assert preview.view.number == 0
        qtbot.keyClick(preview.finding.line, Qt.Key.Key_Return)
        assert (preview.finding.count.text(), preview.view.number) == ("2 of 11", 2)
        qtbot.keyClick(preview.finding.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        qtbot.keyClick(preview.finding.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        assert (preview.finding.count.text(), preview.view.number) == ("11 of 11", 2)
        (box,) = preview._pages.find(0, "line 10")[0].boxes
        left, top = 40 * 96 / 72, (842 - 800 + 160) * 96 / 72
        assert abs(box.left() - left) < 3
        assert box.top() < top < box.bottom() + 6
        preview.view.go_to(0)
        assert stage.look_for("zoe  MARSH") == "1 of 225"
        assert stage.look_for("Zog") == "Not found in this document"
        qtbot.keyClick(preview.finding.line, Qt.Key.Key_Escape)
        assert not preview.finding.isVisible()
        assert preview.isVisible()
        assert preview.view.hasFocus()


def test_it_is_printed_page_by_page_and_told(qtbot: QtBot, look: Look, register: Printed, tmp_path: Path) -> None:
    with preview_stage(qtbot, register) as stage:
        stage.preview.print_to(pdf_printer(tmp_path / "paper.pdf"))
        assert stage.preview.progress.isVisible()
        assert stage.printed() == "Sent to the printer."
        printed = PdfReader(tmp_path / "paper.pdf")
        asked = PdfReader(BytesIO(register.pdf))
        assert len(printed.pages) == len(asked.pages)
        upright = [page.mediabox.height > page.mediabox.width for page in printed.pages]
        assert upright == [page.mediabox.height > page.mediabox.width for page in asked.pages]
        assert stage.told == [("access-register", "paper")]


def test_only_the_chosen_pages_and_as_many_copies_as_asked(qtbot: QtBot, pages: Printed, tmp_path: Path) -> None:
    with preview_stage(qtbot, pages) as stage:
        some = pdf_printer(tmp_path / "some.pdf")
        some.setFromTo(2, 3)
        stage.preview.print_to(some)
        stage.printed()
        assert len(PdfReader(tmp_path / "some.pdf").pages) == 2
        stage.preview.view.go_to(4)
        one = pdf_printer(tmp_path / "one.pdf")
        one.setPrintRange(QPrinter.PrintRange.CurrentPage)
        stage.preview.print_to(one)
        stage.printed()
        assert len(PdfReader(tmp_path / "one.pdf").pages) == 1


def test_a_printing_that_is_stopped_leaves_nothing_and_is_not_told(
    qtbot: QtBot, pages: Printed, tmp_path: Path
) -> None:
    with preview_stage(qtbot, pages) as stage:
        stage.preview.print_to(pdf_printer(tmp_path / "half.pdf"))
        stage.preview.progress.cancel.click()
        assert "nothing was recorded" in stage.printed()
        assert not (tmp_path / "half.pdf").exists()
        assert stage.told == []


def test_closed_while_it_prints_it_goes_when_all_is_printed(qtbot: QtBot, pages: Printed, tmp_path: Path) -> None:
    with preview_stage(qtbot, pages) as stage:
        stage.preview.print_to(pdf_printer(tmp_path / "paper.pdf"))
        stage.preview.reject()
        assert stage.preview.isVisible()
        assert "It closes by itself" in stage.said()
        qtbot.waitUntil(lambda: not shiboken6.isValid(stage.preview), timeout=60_000)
        assert stage.told == [("list", "paper")]
        assert len(PdfReader(tmp_path / "paper.pdf").pages) == 5


@pytest.mark.parametrize("bands", [0, 3], ids=["at once", "on the way"])
def test_a_window_that_goes_while_it_prints_takes_the_painter_with_it(
    qtbot: QtBot, pages: Printed, tmp_path: Path, bands: int
) -> None:
    """As when the program locks: a printer that goes before its painter ends the program without a word."""
    with preview_stage(qtbot, pages) as stage:
        stage.preview.print_to(pdf_printer(tmp_path / "half.pdf"))
        qtbot.waitUntil(lambda: stage.preview.findChildren(PrintRun)[0]._band >= bands)
        painter = stage.preview.findChildren(PrintRun)[0]._painter
        assert painter.isActive()
        stage.preview.deleteLater()
        qtbot.waitUntil(lambda: not shiboken6.isValid(stage.preview))
        assert not painter.isActive()
        assert not (tmp_path / "half.pdf").exists()
        assert stage.told == []


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_is_said(qtbot: QtBot, pages: Printed, tmp_path: Path) -> None:
    with preview_stage(qtbot, pages) as stage:
        stage.preview.print_to(pdf_printer(tmp_path / "gone" / "paper.pdf"))
        assert "did not take the document" in stage.printed()
        assert stage.told == []


def test_without_a_printer_it_says_so_and_offers_a_file(
    qtbot: QtBot, pages: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    with preview_stage(qtbot, pages) as stage:
        stage.preview.print_it()
        message = stage.preview.messages.messages()[0]
        assert "knows no printer" in message.words
        assert [button.text() for button in message.findChildren(QPushButton)] == ["Save as PDF…"]
        assert stage.told == []
    with preview_stage(qtbot, Printed("sheet", "A sheet", "A sheet", pages.pdf, may_save=False)) as stage:
        stage.preview.print_it()
        assert "copy it by hand" in stage.said()
        assert stage.preview.messages.messages()[0].findChildren(QPushButton) == []


def test_it_is_saved_as_pdf_and_as_a_table(qtbot: QtBot, pages: Printed, tmp_path: Path) -> None:
    with preview_stage(qtbot, pages) as stage:
        shown = [button.text() for button in stage.preview.buttons()]
        assert shown == ["Close", "Save as a table…", "Save as PDF…", "Print…"]
        assert pages.table is not None
        (tmp_path / "r.pdf").write_bytes(b"an older one")
        assert stage.save(tmp_path / "r.pdf", pages.pdf, "pdf") == "Saved as r.pdf."
        stage.save(tmp_path / "r.xlsx", pages.table, "xlsx")
        assert (tmp_path / "r.pdf").read_bytes() == pages.pdf
        assert stage.told == [("list", "pdf"), ("list", "xlsx")]
        assert sorted(each.name for each in tmp_path.iterdir()) == ["r.pdf", "r.xlsx"]


class Refusing:
    """What stands in for a disk that fails: it takes half, then says why."""

    def __init__(self, problem: OSError) -> None:
        self.problem = problem

    def __call__(self, _descriptor: int) -> None:
        raise self.problem


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (OSError(errno.ENOSPC, "no room"), "The disk is full"),
        (OSError(errno.EROFS, "read only"), "only be read"),
        (PermissionError(errno.EACCES, "open elsewhere"), "open in another program"),
        (OSError(errno.EIO, "broken"), "could not be written"),
    ],
)
def test_what_a_disk_refuses_is_said_and_the_older_file_is_as_it_was(
    qtbot: QtBot, pages: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: OSError, said: str
) -> None:
    (tmp_path / "r.pdf").write_bytes(b"an older one")
    with preview_stage(qtbot, pages) as stage:
        monkeypatch.setattr(os, "fsync", Refusing(problem))
        assert said in stage.save(tmp_path / "r.pdf", pages.pdf, "pdf")
        assert (tmp_path / "r.pdf").read_bytes() == b"an older one"
        assert [each.name for each in tmp_path.iterdir()] == ["r.pdf"]
        assert stage.told == []


def test_a_folder_that_went_away_is_said_and_nothing_is_told(qtbot: QtBot, pages: Printed, tmp_path: Path) -> None:
    with preview_stage(qtbot, pages) as stage:
        assert "not there any more" in stage.save(tmp_path / "gone" / "r.pdf", pages.pdf, "pdf")
        assert "too long" in stage.save(tmp_path / ("n" * 300 + ".pdf"), pages.pdf, "pdf")
        assert stage.told == []


def test_a_full_disk_leaves_no_half_of_a_file(tmp_path: Path) -> None:
    """The real refusal, where this machine has a device that is always full."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no device that is always full")
    (tmp_path / "r.pdf.tmp").symlink_to(full)
    with pytest.raises(saving.NotSavedError, match="The disk is full"):
        saving.save_document(tmp_path / "r.pdf", b"x" * 100_000)
    assert list(tmp_path.iterdir()) == []
