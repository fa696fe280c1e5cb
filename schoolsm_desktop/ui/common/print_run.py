"""Putting a document on the system's printer: a band of a page a turn of the window, so that nothing is held up.

A painter on a printer belongs to the window's thread, and a whole page at 300 dpi takes it a tenth of a second or more.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.background import Progress
from schoolsm_desktop.ui.common.pdf_pages import Pages

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

PRINT_DPI: Final = 300
BANDS: Final = 24
Ended = Callable[[str], None]  # an empty text, or the sentence that says what went wrong


def no_printer_words(may_save: bool) -> str:
    """What is said where this PC has no printer at all."""
    if may_save:
        return tr("This PC knows no printer. Nothing was printed. Save it as PDF, and print it on a PC that has one.")
    return tr("This PC knows no printer. Nothing was printed. Add one in the settings of the PC, or copy it by hand.")


def printers_there() -> bool:
    """Whether this PC knows any printer."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return bool(QPrinterInfo.availablePrinterNames())


def choose_printer(parent: QWidget, title: str, pages: int, *, to_file: bool, then: Callable[[QPrinter], None]) -> None:
    """The system's own dialog: printer, copies and, for one document, its pages; `then` gets the printer chosen."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, to_file)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, pages > 1)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage, pages > 1)
    if pages > 1:
        dialog.setMinMax(1, pages)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        then(printer)
    dialog.deleteLater()


def chosen_pages(printer: QPrinter, pages: int, current: int) -> list[int]:
    """The pages that were chosen, counted from 0, in the order in which they come out, copies and all."""
    from PySide6.QtPrintSupport import QPrinter

    ranges = [(one.from_, one.to) for one in printer.pageRanges().toRangeList()]
    if printer.printRange() is QPrinter.PrintRange.CurrentPage:
        ranges = [(current + 1, current + 1)]
    elif not ranges and printer.fromPage():
        ranges = [(printer.fromPage(), printer.toPage() or pages)]
    chosen = [n - 1 for first, last in ranges or [(1, pages)] for n in range(first, min(last, pages) + 1)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    return chosen * copies if printer.collateCopies() else [n for n in chosen for _copy in range(copies)]


def _let_go(painter: QPainter, printer: QPrinter) -> None:
    """A window that goes while it prints: the painter ends before its printer does, else Qt ends the program."""
    if painter.isActive():
        printer.abort()
        painter.end()
        _tidy_file(printer)


def _tidy_file(printer: QPrinter) -> None:
    """Half a document in a file looks like a whole one."""
    if name := printer.outputFileName():
        with suppress(OSError):  # what is said already is that it was not printed
            Path(name).unlink(missing_ok=True)


class PrintRun(QObject):
    """One document on its way to the printer. `progress` hears of each page and can stop it between two bands."""

    def __init__(
        self, printer: QPrinter, pages: Pages, chosen: list[int], progress: Progress, ended: Ended, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._printer, self._pages, self._chosen = printer, pages, chosen
        self._progress, self._ended = progress, ended
        self._at = self._band = 0
        self._painter = QPainter()
        self.destroyed.connect(partial(_let_go, self._painter, printer))
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Begin with the first page; `ended` is called when the last is through, or it could not go on."""
        if not self._chosen:
            self._end(tr("No page was chosen. Nothing was printed."))
            return
        self._printer.setFullPage(True)
        self._turn_paper(self._chosen[0])
        if not self._painter.begin(self._printer):
            self._end(tr("The printer did not take the document. Nothing was printed; the records are unchanged."))
            return
        self._turn.start()

    def _go_on(self) -> None:
        if self._progress.cancelled:
            self._give_up(tr("Stopped. What the printer had already taken may still come out; nothing was recorded."))
        elif self._at >= len(self._chosen):
            self._finish()
        elif self._band == 0 and self._at > 0 and not self._new_page():
            self._give_up(tr("The printer stopped taking pages. Look at the printer, then print the document again."))
        else:
            self._draw_band()

    def _draw_band(self) -> None:
        number = self._chosen[self._at]
        if self._band == 0:
            said = tr("page {number} of {count}", number=self._at + 1, count=len(self._chosen))
            self._progress.said.emit(self._at / len(self._chosen), said)
        picture = self._pages.band(number, PRINT_DPI / 96, self._band, BANDS)
        whole = self._pages.size(number).scaled(self._painter.viewport().size(), Qt.AspectRatioMode.KeepAspectRatio)
        top, bottom = (round(whole.height() * at / BANDS) for at in (self._band, self._band + 1))
        self._painter.drawImage(QRect(0, top, whole.width(), bottom - top), picture)
        self._band += 1
        if self._band == BANDS:
            self._band = 0
            self._at += 1

    def _new_page(self) -> bool:
        self._turn_paper(self._chosen[self._at])
        return self._printer.newPage()

    def _turn_paper(self, number: int) -> None:
        size: QSize = self._pages.size(number)
        lying = size.width() > size.height()
        self._printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
        )

    def _finish(self) -> None:
        from PySide6.QtPrintSupport import QPrinter

        self._turn.stop()
        fine = self._painter.end() and self._printer.printerState() is not QPrinter.PrinterState.Error
        if fine:
            self._end("")
        else:
            _tidy_file(self._printer)
            self._end(
                tr(
                    "The printer did not take it to the end. Look at the printer or free some room, then print it again."
                )
            )

    def _give_up(self, sentence: str) -> None:
        self._turn.stop()
        _let_go(self._painter, self._printer)
        self._end(sentence)

    def _end(self, sentence: str) -> None:
        self._ended(sentence)
        self.deleteLater()
