"""A printed document in the window before it is paper: pages, zoom, Print, Save as PDF, Save as a table.

    self.work(self.desk.office.printing.access_register, self.desk.preview)

Pages are drawn by pdfium, the engine that browsers use, one when it comes into view, so that the first page of a long
document stands at once.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QKeySequence, QPainter, QPaintEvent, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.messages import MessagePlace
from schoolsm_desktop.ui.theme import px, set_look, theme, tokens

if TYPE_CHECKING:
    from schoolsm_desktop.services.printing import Printed as Document

WentOut = Callable[["Document", str], None]  # the document, and "paper", "pdf" or "xlsx"
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
POINTS_TO_PIXELS = 96 / 72
PRINT_DPI = 300


class Pages:
    """The pages of a PDF, drawn when they are asked for."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2  # type: ignore[import-untyped]  # it ships no types

        self._document = pypdfium2.PdfDocument(pdf)

    def __len__(self) -> int:
        return len(self._document)

    def size(self, number: int) -> QSize:
        """The size of a page at 100 %, in pixels of a 96 dpi screen."""
        width, height = self._document.get_page_size(number)
        return QSize(round(width * POINTS_TO_PIXELS), round(height * POINTS_TO_PIXELS))

    def draw(self, number: int, scale: float) -> QImage:
        """A page drawn at `scale` times 100 %."""
        bitmap = self._document[number].render(scale=scale * POINTS_TO_PIXELS)
        data = bytes(bitmap.buffer)
        image = QImage(data, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888)
        return image.copy()

    def close(self) -> None:
        """Give the document's memory back."""
        self._document.close()


class Drawn(Protocol):
    """Pages that can be drawn one by one, of whatever kind."""

    def size(self, number: int) -> QSize:
        """The size of a page at 100 %."""

    def draw(self, number: int, scale: float) -> QImage:
        """A page drawn at `scale` times 100 %."""


class Sheet(QWidget):
    """One page on the screen."""

    def __init__(self, pages: Drawn, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._pages, self._number, self._scale = pages, number, 1.0
        self._picture: QPixmap | None = None
        self.setAccessibleName(tr("Page {number}", number=number + 1))
        self.zoom(1.0)

    def zoom(self, scale: float) -> None:
        """Show the page at `scale` times 100 %."""
        self._scale = scale
        self._picture = None
        self.setFixedSize(self._pages.size(self._number) * scale)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            ratio = self.devicePixelRatioF()
            self._picture = QPixmap.fromImage(self._pages.draw(self._number, self._scale * ratio))
            self._picture.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.setPen(QColor(tokens().edge))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def zoom_tool(parent: QWidget, icon: str, name: str, act: Callable[[], object]) -> QToolButton:
    """One of the two signs that make pages larger and smaller."""
    tool = QToolButton(parent)
    tool.setIcon(theme().icon(icon))
    tool.setIconSize(QSize(px(16), px(16)))
    tool.setAccessibleName(name)
    tool.setToolTip(name)
    tool.clicked.connect(lambda _on=False: act())
    return tool


class PrintPreview(QDialog):
    """Thumbnails left, pages right, what can be done with them on top. `went_out` is told after each deed."""

    def __init__(self, parent: QWidget, document: Document, went_out: WentOut) -> None:
        super().__init__(parent)
        self._document, self._went_out = document, went_out
        self.setWindowTitle(document.title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pages = Pages(document.pdf)
        self._zoom = ZOOMS.index(1.0)
        self.messages = MessagePlace(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(18), px(14), px(18), px(14))
        column.setSpacing(px(10))
        column.addLayout(self._head())
        column.addWidget(self.messages)
        column.addLayout(self._middle(), 1)
        column.addLayout(self._foot())
        room = self.screen().availableGeometry().size().expandedTo(parent.window().size())
        self.resize(min(px(1080), room.width() - px(60)), min(px(720), room.height() - px(60)))
        self.destroyed.connect(self._pages.close)
        self._fit_width()
        for keys, act in (("Ctrl++", lambda: self._step(1)), ("Ctrl+-", lambda: self._step(-1))):
            QShortcut(QKeySequence(keys), self, act)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self.print_it)
        QTimer.singleShot(0, self, self._draw_thumbnails)

    # What can be done

    def print_it(self) -> None:
        """Choose a printer, print, and record it."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._document.title)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self._pages))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_to(printer)

    def print_to(self, printer: Any) -> None:
        """Put the chosen pages on `printer` (a QPrinter), each as large as the paper."""
        first, last = printer.fromPage() or 1, printer.toPage() or len(self._pages)
        painter = QPainter()
        if not painter.begin(printer):
            self.messages.stop(
                tr("The printer did not take the document. Nothing was printed; the records are unchanged.")
            )
            return
        for number in range(first - 1, min(last, len(self._pages))):
            if number > first - 1:
                printer.newPage()
            picture = self._pages.draw(number, PRINT_DPI / 96)
            room = painter.viewport()
            size = picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRect(QPoint(0, 0), size), picture)
        painter.end()
        self.messages.good(tr("Sent to the printer."))
        self._went_out(self._document, "paper")

    def buttons(self) -> list[QPushButton]:
        """The buttons at the foot, from left to right."""
        return [each for each in self.findChildren(QPushButton) if not each.isHidden()]

    def save_as(self, path: Path, data: bytes, kind: str) -> None:
        """Write `data` to `path`, and record that it went out as `kind`."""
        try:
            path.write_bytes(data)
        except OSError:
            self.messages.stop(
                tr("The file could not be written there. Nothing was saved; choose another folder or free some room.")
            )
            return
        self.messages.good(tr("Saved as {name}.", name=path.name))
        self._went_out(self._document, kind)

    # Inside

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        title = words(self._document.title, "heading", self, wrap=True)
        row.addWidget(title, 1)
        row.addWidget(words(ntr("{count} page", "{count} pages", len(self._pages)), "quiet", self))
        self._percent = words("", "quiet", self)
        row.addWidget(zoom_tool(self, "zoom-out", tr("Smaller (Ctrl+-)"), lambda: self._step(-1)))
        row.addWidget(self._percent)
        row.addWidget(zoom_tool(self, "zoom-in", tr("Larger (Ctrl++)"), lambda: self._step(1)))
        return row

    def _middle(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(12))
        self._small = QListWidget(self)
        self._small.setAccessibleName(tr("Pages"))
        self._small.setIconSize(QSize(px(84), px(118)))
        self._small.setFixedWidth(px(132))
        self._small.setVisible(len(self._pages) > 1)
        self._small.currentRowChanged.connect(self._go_to)
        row.addWidget(self._small)
        paper = QWidget(self)
        set_look(paper, "body")
        column = QVBoxLayout(paper)
        column.setSpacing(px(14))
        self._sheets = [Sheet(self._pages, number, paper) for number in range(len(self._pages))]
        for sheet in self._sheets:
            column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(tr("The document"))
        self._area.setWidget(paper)
        row.addWidget(self._area, 1)
        self._show_zoom()
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        if not self._document.may_save:
            row.addWidget(words(tr("For paper only: a file of it could be copied."), "quiet", self, wrap=True), 1)
        row.addStretch(1)
        close = QPushButton(tr("Close"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        row.addWidget(close)
        if self._document.may_save and self._document.table is not None:
            self._save_button(row, tr("Save as a table…"), self._document.table, "xlsx")
        if self._document.may_save:
            self._save_button(row, tr("Save as PDF…"), self._document.pdf, "pdf")
        self.print_button = QPushButton(tr("Print…"), self)
        set_look(self.print_button, "main")
        self.print_button.setDefault(True)
        self.print_button.clicked.connect(self.print_it)
        row.addWidget(self.print_button)
        return row

    def _save_button(self, row: QHBoxLayout, text: str, data: bytes, kind: str) -> None:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: self._choose_file(data, kind))
        row.addWidget(button)

    def _choose_file(self, data: bytes, kind: str) -> None:
        dialog = QFileDialog(self, tr("Save as"), str(Path.home() / f"{self._document.file_name}.{kind}"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.fileSelected.connect(lambda chosen: self.save_as(Path(chosen), data, kind))
        dialog.open()

    def _step(self, step: int) -> None:
        self._zoom = max(0, min(len(ZOOMS) - 1, self._zoom + step))
        for sheet in self._sheets:
            sheet.zoom(ZOOMS[self._zoom])
        self._show_zoom()

    def _fit_width(self) -> None:
        room = self.width() - px(90) - (self._small.width() if len(self._pages) > 1 else 0)
        fitting = [at for at, zoom in enumerate(ZOOMS) if self._pages.size(0).width() * zoom <= room]
        self._zoom = fitting[-1] if fitting else 0
        self._step(0)
        self.print_button.setFocus()

    def _show_zoom(self) -> None:
        self._percent.setText(f"{ZOOMS[self._zoom]:.0%}")

    def _go_to(self, number: int) -> None:
        if 0 <= number < len(self._sheets):
            self._area.verticalScrollBar().setValue(self._sheets[number].y() - px(8))

    def _draw_thumbnails(self) -> None:
        number = self._small.count()
        if self._small.isHidden() or number >= len(self._pages):
            return
        picture = QPixmap.fromImage(self._pages.draw(number, 0.18 * self.devicePixelRatioF()))
        self._small.addItem(QListWidgetItem(picture, str(number + 1)))
        QTimer.singleShot(0, self, self._draw_thumbnails)
