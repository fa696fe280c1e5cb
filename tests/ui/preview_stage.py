"""A preview over an empty window, and what it told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from schoolsm_desktop.services.printing import Printed
from schoolsm_desktop.ui.common.background import Background
from schoolsm_desktop.ui.common.print_preview import PrintPreview


def paper_of(pages: int, lines: int = 45) -> bytes:
    """A long list without any layout: each line numbered through, one page lying down."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    for page in range(pages):
        for line in range(lines):
            canvas.drawString(40, 800 - line * 16, f"Line {page * lines + line} Zoë Marsh, class {line % 7}A")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def pdf_printer(path: Path) -> QPrinter:
    """A printer whose paper is a file."""
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


@dataclass
class PreviewStage:
    """One preview and its worker."""

    qtbot: QtBot
    preview: PrintPreview
    background: Background
    told: list[tuple[str, str]] = field(default_factory=list)

    def said(self) -> str:
        """The newest message."""
        return self.preview.messages.messages()[0].words

    def save(self, path: Path, data: bytes, kind: str) -> str:
        """Save, wait for what is said of it, and give that."""
        before = len(self.preview.messages.messages())
        self.preview.save_as(path, data, kind)
        self.qtbot.waitUntil(lambda: len(self.preview.messages.messages()) > before)
        return self.said()

    def printed(self) -> str:
        """Wait until the printing has ended, and give what is said of it."""
        self.qtbot.waitUntil(self.preview.print_button.isEnabled, timeout=60_000)
        return self.said()

    def look_for(self, typed: str) -> str:
        """Type into the search, wait until every page was looked through, and give the count."""
        finding = self.preview.finding
        self.preview.search()
        finding.line.setText(typed)
        finding._begin()  # the typing rests
        self.qtbot.waitUntil(lambda: not finding.finder.looking, timeout=20_000)
        return finding.count.text()


@contextmanager
def preview_stage(qtbot: QtBot, document: Printed) -> Iterator[PreviewStage]:
    """The preview with its first page drawn."""
    window = QWidget()
    window.resize(1366, 768)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    background = Background()
    told: list[tuple[str, str]] = []
    preview = PrintPreview(window, document, lambda printed, way: told.append((printed.key, way)), background)
    preview.open()
    qtbot.waitUntil(lambda: preview.view.drawn(0))
    try:
        yield PreviewStage(qtbot, preview, background, told)
    finally:
        assert background.stop(5)
