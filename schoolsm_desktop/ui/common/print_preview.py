"""A printed document in the window before it is paper: pages, zoom, search, Print, Save as PDF, Save as a table.

    self.work(self.desk.office.printing.access_register, self.desk.preview)

Pages are drawn by pdfium, the engine that browsers use, when they come into view, so that the first page of a long
document stands at once. Printing goes a band of a page a turn; files are written on the worker.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.ui.common.background import Background, Progress, sentence_of
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.find_bar import FindBar
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.messages import MessagePlace
from schoolsm_desktop.ui.common.page_strip import PageStrip
from schoolsm_desktop.ui.common.paper_view import ZOOMS, Fit, PaperView
from schoolsm_desktop.ui.common.pdf_pages import Pages
from schoolsm_desktop.ui.common.print_run import (
    PrintRun,
    choose_printer,
    chosen_pages,
    no_printer_words,
    printers_there,
)
from schoolsm_desktop.ui.common.progress_line import ProgressLine
from schoolsm_desktop.ui.common.sheet import sign_tool
from schoolsm_desktop.ui.theme import px, set_look

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from schoolsm_desktop.services.printing import Printed as Document

WentOut = Callable[["Document", str], None]  # the document, and "paper", "pdf" or "xlsx"


class PrintPreview(QDialog):
    """Small pages left, the document right, what can be done with it around. `went_out` is told after each deed."""

    def __init__(self, parent: QWidget, document: Document, went_out: WentOut, background: Background) -> None:
        super().__init__(parent)
        self._document, self._went_out, self._background = document, went_out, background
        self._running: Progress | None = None
        self._closing = False
        self.setWindowTitle(document.title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pages = Pages(document.pdf)
        self.messages = MessagePlace(self)
        self.progress = ProgressLine(self)
        self.finding = FindBar(self._pages, self)
        self.view = PaperView(self._pages, self)
        self.strip = PageStrip(self._pages, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(18), px(14), px(18), px(14))
        column.setSpacing(px(10))
        column.addWidget(self._head())
        for part in (self.messages, self.progress, self.finding):
            column.addWidget(part)
        column.addLayout(self._middle(), 1)
        column.addLayout(self._foot())
        self._connect()
        self.destroyed.connect(self._pages.close)
        room = self.screen().availableGeometry().size().expandedTo(parent.window().size())
        self.resize(min(px(1080), room.width() - px(60)), min(px(760), room.height() - px(60)))
        self._choose_zoom(0)
        self.view.setFocus()

    # What can be done

    def print_it(self) -> None:
        """Choose a printer, print, and record it; a PC without one says so."""
        if self._running is not None:
            return
        if not printers_there():
            message = self.messages.stop(no_printer_words(self._document.may_save))
            if self._document.may_save:
                message.offer(tr("Save as PDF…"), partial(self._choose_file, self._document.pdf, "pdf"))
            return
        choose_printer(
            self,
            self._document.title,
            len(self._pages),
            to_file=self._document.may_save,  # else a file of the recovery sheet could be made here
            then=self.print_to,
        )

    def print_to(self, printer: QPrinter) -> None:
        """Put the chosen pages on `printer`, each as large as the paper; the window stays alive meanwhile."""
        chosen = chosen_pages(printer, len(self._pages), self.view.number)
        self._running = self.progress.begin(tr("Printing"))
        self.print_button.setEnabled(False)
        PrintRun(printer, self._pages, chosen, self._running, self._printed, self).begin()

    def buttons(self) -> list[QPushButton]:
        """The buttons at the foot, from left to right."""
        return [each for each in self._foot_buttons if not each.isHidden()]

    def save_as(self, path: Path, data: bytes, kind: str) -> None:
        """Write `data` to `path`, and record that it went out as `kind`."""
        from schoolsm_desktop.services.saving import save_document

        def saved(_none: None) -> None:
            self.messages.good(tr("Saved as {name}.", name=path.name))
            self._went_out(self._document, kind)

        self._background.run(
            lambda: save_document(path, data), saved, lambda error: self._failed(sentence_of(error)), owner=self
        )

    def search(self) -> None:
        """Open the line to look for words."""
        self.finding.open_at(self.view.number)

    def reject(self) -> None:
        """Close it; while it prints, as soon as that is through: Close after Print is no wish to stop it."""
        if self._running is None:
            super().reject()
        elif not self._closing:
            self._closing = True
            self.messages.inform(tr("It closes by itself when the printer has it all. Cancel stops the printing."))

    # Inside

    def _head(self) -> QWidget:
        head = QWidget(self)
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(words(self._document.title, "heading", head, wrap=True))
        tools = QWidget(head)
        flow = Flow(tools, gap=14, middle=True)
        flow.addWidget(self._page_tools(tools))
        flow.addWidget(self._zoom_tools(tools))
        flow.addWidget(sign_tool(tools, "search", tr("Find in the document (Ctrl+F)"), self.search))
        column.addWidget(tools)
        return head

    def _page_tools(self, parent: QWidget) -> QWidget:
        group = QWidget(parent)
        row = QHBoxLayout(group)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        self.page_number = QSpinBox(group)
        self.page_number.setRange(1, len(self._pages))
        self.page_number.setAccessibleName(tr("Go to page"))
        self.page_number.setKeyboardTracking(False)
        self.page_number.lineEdit().setTextMargins(px(4), 0, 0, 0)
        self.page_number.setVisible(len(self._pages) > 1)
        label = words(tr("Page"), "quiet", group)
        label.setBuddy(self.page_number)
        label.setVisible(len(self._pages) > 1)
        row.addWidget(label)
        row.addWidget(self.page_number)
        many = ntr("of {count}", "of {count}", len(self._pages))
        row.addWidget(words(many if len(self._pages) > 1 else tr("1 page"), "quiet", group))
        return group

    def _zoom_tools(self, parent: QWidget) -> QWidget:
        group = QWidget(parent)
        row = QHBoxLayout(group)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        row.addWidget(sign_tool(group, "zoom-out", tr("Smaller (Ctrl+-)"), lambda: self.view.step(-1)))
        self.zoom = QComboBox(group)
        self.zoom.setAccessibleName(tr("How large"))
        self.zoom.addItem(tr("Fit width"), Fit.WIDTH)
        self.zoom.addItem(tr("Fit page"), Fit.PAGE)
        for zoom in ZOOMS:
            self.zoom.addItem(f"{zoom:.0%}", zoom)
        self.zoom.activated.connect(self._choose_zoom)
        row.addWidget(self.zoom)
        row.addWidget(sign_tool(group, "zoom-in", tr("Larger (Ctrl++)"), lambda: self.view.step(1)))
        self.percent = words("", "quiet", group)
        self.percent.setMinimumWidth(px(44))
        row.addWidget(self.percent)
        return group

    def _middle(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.strip)
        row.addWidget(self.view, 1)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self._foot_buttons: list[QPushButton] = []
        if not self._document.may_save:
            row.addWidget(words(tr("For paper only: a file of it could be copied."), "quiet", self, wrap=True), 1)
        row.addStretch(1)
        self._button(row, tr("Close"), self.reject)
        if self._document.may_save and self._document.table is not None:
            self._button(row, tr("Save as a table…"), partial(self._choose_file, self._document.table, "xlsx"))
        if self._document.may_save:
            self._button(row, tr("Save as PDF…"), partial(self._choose_file, self._document.pdf, "pdf"))
        self.print_button = self._button(row, tr("Print…"), self.print_it)
        set_look(self.print_button, "main")
        self.print_button.setDefault(True)
        return row

    def _button(self, row: QHBoxLayout, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: act())
        row.addWidget(button)
        self._foot_buttons.append(button)
        return button

    def _connect(self) -> None:
        self.strip.chosen.connect(self.view.go_to)
        self.view.turned.connect(self._turned)
        self.view.zoomed.connect(self._zoomed)
        self.page_number.valueChanged.connect(lambda number: self.view.go_to(number - 1))
        self.finding.moved.connect(lambda: self.view.mark(self.finding.finder.hits, self.finding.finder.shown))
        self.finding.closed.connect(self.view.setFocus)
        deeds: dict[str, Callable[[], object]] = {
            "Ctrl++": partial(self.view.step, 1),
            "Ctrl+=": partial(self.view.step, 1),
            "Ctrl+-": partial(self.view.step, -1),
            "Ctrl+0": partial(self._choose_zoom, 0),
            "Ctrl+F": self.search,
            "F3": partial(self.finding.finder.step, 1),
            "Shift+F3": partial(self.finding.finder.step, -1),
            "Ctrl+G": self.page_number.setFocus,
        }
        for keys, act in deeds.items():
            QShortcut(QKeySequence(keys), self, act)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self.print_it)

    def _turned(self, number: int) -> None:
        self.page_number.blockSignals(True)
        self.page_number.setValue(number + 1)
        self.page_number.blockSignals(False)
        self.strip.follow(number)

    def _choose_zoom(self, at: int) -> None:
        chosen = self.zoom.itemData(at)
        if isinstance(chosen, Fit):
            self.view.set_fit(chosen)
        else:
            self.view.set_scale(float(chosen))
        self.zoom.setCurrentIndex(at)
        self._zoomed(self.view.scale)

    def _zoomed(self, scale: float) -> None:
        self.percent.setText(f"{scale:.0%}")
        if self.view.fit is Fit.NOTHING:
            self.zoom.setCurrentIndex(max(0, self.zoom.findText(f"{scale:.0%}")))

    def _printed(self, wrong: str) -> None:
        self._running = None
        self.progress.end()
        self.print_button.setEnabled(True)
        closing, self._closing = self._closing, False
        if wrong:
            self._failed(wrong)
            return
        self.messages.good(tr("Sent to the printer."))
        self._went_out(self._document, "paper")
        if closing:
            self.reject()

    def _failed(self, sentence: str) -> None:
        self.messages.stop(sentence)

    def _choose_file(self, data: bytes, kind: str) -> None:
        dialog = QFileDialog(self, tr("Save as"), str(Path.home() / f"{self._document.file_name}.{kind}"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.fileSelected.connect(lambda chosen: self.save_as(Path(chosen), data, kind))
        dialog.open()
