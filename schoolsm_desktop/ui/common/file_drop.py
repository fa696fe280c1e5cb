"""A place to drop a file on, with a button for those who would rather choose it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.theme import px, set_look, set_mark, theme


class FileDrop(QFrame):
    """`chosen` gives the path of one file. `kinds` is what the file chooser offers: `Tables (*.csv *.xlsx)`."""

    chosen = Signal(Path)

    def __init__(self, sentence: str, kinds: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds = kinds
        self.setAcceptDrops(True)
        self.setAccessibleName(sentence)
        set_look(self, "drop")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(18), px(20), px(18))
        column.setSpacing(px(8))
        picture = QLabel(self)
        picture.setPixmap(theme().icon("file-up", "quiet", 26).pixmap(px(26), px(26)))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said = words(sentence, "", self, wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = QPushButton(tr("Choose a file…"), self)
        self.button.clicked.connect(lambda _on=False: self.choose())
        column.addWidget(picture)
        column.addWidget(said)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)

    def choose(self) -> None:
        """Open the file chooser."""
        dialog = QFileDialog(self, tr("Choose a file"), str(Path.home()), self._kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.chosen.emit(Path(path)))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(dropped_files(event)) == 1:
            event.acceptProposedAction()
            set_mark(self, "over", "true")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        set_mark(self, "over", "false")

    def dropEvent(self, event: QDropEvent) -> None:
        set_mark(self, "over", "false")
        files = dropped_files(event)
        if len(files) == 1:
            event.acceptProposedAction()
            self.chosen.emit(files[0])


def dropped_files(event: QDropEvent) -> list[Path]:
    """The files on this PC that are being dropped."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
