"""A scanned paper, looked at inside the program: nothing of it is written to the disk.

show_scan(self.page, paper_id)           # reads it on the worker; that somebody looked is recorded
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from schoolsm_desktop.domain.papers import Paper
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.paper_view import ZOOMS
from schoolsm_desktop.ui.common.pdf_pages import Pages
from schoolsm_desktop.ui.common.sheet import Sheet, sign_tool
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import px, set_look

PAGE_WIDTH = 794
"""A sheet of A4 at 100 %, in pixels of a 96 dpi screen: a picture of a paper is shown as wide as one."""
_FORMATS = {"image/png": b"png", "image/jpeg": b"jpeg"}


class Picture:
    """A picture as a document of one page."""

    def __init__(self, content: bytes, kind: str) -> None:
        buffer = QBuffer()
        buffer.setData(QByteArray(content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer, QByteArray(_FORMATS[kind]))
        reader.setAutoTransform(True)  # a telephone held upright says so beside the picture
        self._image = reader.read()

    def __len__(self) -> int:
        return 1

    def size(self, _number: int) -> QSize:
        """The picture, no wider than a sheet of paper."""
        size = self._image.size()
        if size.width() > PAGE_WIDTH:
            size.scale(PAGE_WIDTH, size.height(), Qt.AspectRatioMode.KeepAspectRatio)
        return size.expandedTo(QSize(1, 1))

    def draw(self, number: int, scale: float) -> QImage:
        """The picture at `scale` times 100 %."""
        wanted = self.size(number) * scale
        return self._image.scaled(
            wanted, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )

    def close(self) -> None:
        """Give the picture's memory back."""
        self._image = QImage()


class ScanView(QDialog):
    """The pages of one scan, or of another paper or picture that `title` names, larger and smaller."""

    def __init__(self, parent: QWidget, name: str, kind: str, content: bytes, title: str = "") -> None:
        super().__init__(parent)
        self._title = title or tr("Scan")
        self.setWindowTitle(self._title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pages: Pages | Picture = Picture(content, kind) if kind in _FORMATS else Pages(content)
        self._zoom = ZOOMS.index(1.0)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(18), px(14), px(18), px(14))
        column.setSpacing(px(10))
        column.addLayout(self._head(name))
        column.addWidget(self._middle(), 1)
        column.addLayout(self._foot())
        room = self.screen().availableGeometry().size().expandedTo(parent.window().size())
        self.resize(min(px(920), room.width() - px(60)), min(px(700), room.height() - px(60)))
        self.destroyed.connect(self._pages.close)
        for keys, step in (("Ctrl++", 1), ("Ctrl+-", -1)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self._step(step))
        self._fit_width()

    def _head(self, name: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(words(name, "heading", self, wrap=True), 1)
        row.addWidget(words(ntr("{count} page", "{count} pages", len(self._pages)), "quiet", self))
        self._percent = words("", "quiet", self)
        row.addWidget(sign_tool(self, "zoom-out", tr("Smaller (Ctrl+-)"), lambda: self._step(-1)))
        row.addWidget(self._percent)
        row.addWidget(sign_tool(self, "zoom-in", tr("Larger (Ctrl++)"), lambda: self._step(1)))
        return row

    def _middle(self) -> QScrollArea:
        paper = QWidget(self)
        set_look(paper, "body")
        column = QVBoxLayout(paper)
        column.setSpacing(px(14))
        self.sheets = [Sheet(self._pages, number, paper) for number in range(len(self._pages))]
        for sheet in self.sheets:
            column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(self._title)
        area.setWidget(paper)
        return area

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(words(tr("Only shown here: no copy of it lies on this PC."), "quiet", self, wrap=True), 1)
        close = QPushButton(tr("Close"), self)
        set_look(close, "main")
        close.setDefault(True)
        close.clicked.connect(self.reject)
        row.addWidget(close)
        return row

    def _step(self, step: int) -> None:
        self._zoom = max(0, min(len(ZOOMS) - 1, self._zoom + step))
        for sheet in self.sheets:
            sheet.zoom(ZOOMS[self._zoom])
        self._percent.setText(f"{ZOOMS[self._zoom]:.0%}")

    def _fit_width(self) -> None:
        room = self.width() - px(90)
        fitting = [at for at, zoom in enumerate(ZOOMS) if self._pages.size(0).width() * zoom <= room]
        self._zoom = min(fitting[-1] if fitting else 0, ZOOMS.index(1.0))
        self._step(0)


def show_scan(page: Page, paper_id: UUID) -> None:
    """Read a kept scan on the worker and show it."""
    show_kept(page, lambda: page.desk.office.papers.open(paper_id))


def show_kept(page: Page, read: Callable[[], tuple[Paper, bytes]], over: QWidget | None = None) -> None:
    """Show what `read` gives, over the page or over a dialog of it."""

    def show(kept: tuple[Paper, bytes]) -> None:
        paper, content = kept
        ScanView(over or page, paper.name, paper.kind, content).open()

    page.work(read, show)
