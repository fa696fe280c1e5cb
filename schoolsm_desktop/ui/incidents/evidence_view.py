"""Evidence looked at inside the program: nothing of it is written to the disk, and no other program opens it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.evidence_views import EvidenceLine
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.scan_view import ScanView
from schoolsm_desktop.ui.theme import px, set_look

TEXT = "text/plain"


class EvidenceText(QDialog):
    """The words of a text, as plain words whatever they look like."""

    def __init__(self, parent: QWidget, line: EvidenceLine, text: str, *, is_cut: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Evidence"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(18), px(14), px(18), px(14))
        column.setSpacing(px(10))
        column.addWidget(words(line.name, "heading", self, wrap=True))
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.setAccessibleName(tr("Evidence"))
        self.text.setPlainText(text)
        column.addWidget(self.text, 1)
        row = QHBoxLayout()
        said = tr("Only shown here: no copy of it lies on this PC.")
        if is_cut:
            said = tr("It is longer: the rest is only in a copy that is given out.") + " " + said
        row.addWidget(words(said, "quiet", self, wrap=True), 1)
        close = QPushButton(tr("Close"), self)
        set_look(close, "main")
        close.setDefault(True)
        close.clicked.connect(self.reject)
        row.addWidget(close)
        column.addLayout(row)
        room = self.screen().availableGeometry().size().expandedTo(parent.window().size())
        self.resize(min(px(820), room.width() - px(60)), min(px(620), room.height() - px(60)))


def show_evidence(
    parent: QWidget, line: EvidenceLine, media: str, content: bytes, text: str, *, is_cut: bool
) -> QDialog:
    """Open the window that fits; it holds the bytes in memory alone."""
    if media == TEXT:
        window: QDialog = EvidenceText(parent, line, text, is_cut=is_cut)
    else:
        window = ScanView(parent, line.name, media, content, tr("Evidence"))
    window.open()
    return window
