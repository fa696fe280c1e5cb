"""The picture of a photo check: dropped, pasted or chosen; asked about before it is opened; shown as its safe copy.

    self.picture = PicturePane(page)
    self.picture.changed.connect(self._answer)      # self.picture.picture is a PickedPicture, or None
    self.picture.clear()                            # for the next check

Ctrl+V on the part comes here through `paste()`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QPixmap,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.safe_copies import MadeCopy
from schoolsm_desktop.ui.common.background import sentence_of
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.file_drop import dropped_files
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.picture_gate import as_png, gate_question, gate_yes
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import px, set_look, set_mark

_SIDE = 180
"""How large the copy is shown, in pixels of a normal screen: enough to see that it is the right one."""


@dataclass(frozen=True, slots=True)
class PickedPicture:
    """The picture of a check: its own name ("" for a pasted one) and its safe copy."""

    name: str
    copy: MadeCopy


class PicturePane(QFrame):
    """`changed` says that there is another picture, or none."""

    changed = Signal()
    asked = Signal()
    """A picture came and is asked about: whoever hides this shows it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.picture: PickedPicture | None = None
        self._page = page
        self._waiting: Path | bytes | None = None
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("The picture"))
        set_look(self, "drop")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(6))
        self.shown = QLabel(self)
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.said = words("", "", self, wrap=True)
        self.facts = words("", "quiet", self, wrap=True)
        row = QWidget(self)
        set_look(row, "body")
        self._flow = Flow(row)
        self.choose = self._button(tr("Choose a picture…"), self._choose)
        self.paste_button = self._button(tr("Paste"), self.paste)
        self.open_it = self._button(tr("No: open it"), self._open)
        self.leave_it = self._button(gate_yes(), self._leave)
        self.where = self._button(tr("Show the copy in its folder"), self._show_folder)
        self.copy_path = self._button(tr("Copy where it lies"), self._copy_path)
        self.away = self._button(tr("Another picture"), self.clear)
        for part in (self.shown, self.said, self.facts, row):
            column.addWidget(part)
        self._show()

    def paste(self) -> None:
        """Take the picture that was copied: a file, or the picture itself."""
        held: QMimeData | None = QGuiApplication.clipboard().mimeData()
        if held is None:  # an empty clipboard, whatever the types say
            self._say(tr("There is no picture to paste. Copy it first, or choose the file."))
            return
        files = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
        if files:
            self.ask(files[0])
        elif held.hasImage():
            image = QGuiApplication.clipboard().image()
            self.ask(as_png(image))
        else:
            self._say(tr("There is no picture to paste. Copy it first, or choose the file."))

    def ask(self, picture: Path | bytes) -> None:
        """Ask about a picture before it is opened (PRACTICE 8)."""
        self._waiting = picture
        self._show()
        self.asked.emit()
        self.leave_it.setFocus()

    def clear(self) -> None:
        """Take the picture away. Its copy stays in the folder until its seven days are over."""
        had = self.picture is not None
        self.picture = self._waiting = None
        self._show()
        if had:
            self.changed.emit()

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
            self.ask(files[0])

    # Inside

    def _open(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            return
        name = waiting.name if isinstance(waiting, Path) else ""
        self._say(tr("Making a copy without hidden data…"))

        def made(copy: MadeCopy) -> None:
            self.picture = PickedPicture(name, copy)
            self._show()
            self.away.setFocus()
            self.changed.emit()

        def refused(error: Exception) -> None:
            self._show()
            self._say(sentence_of(error))

        self._page.work(lambda: self._page.desk.office.safe_copies.make(waiting), made, refused)

    def _leave(self) -> None:
        """Not opened: nothing of it is kept, that it was so is recorded, and whom to tell stands above the page."""
        self._waiting = None
        self._show()

        def told(sentence: str) -> None:
            self._page.messages.stop(sentence)

        self._page.work(self._page.desk.office.safe_copies.not_opened, told)

    def _show(self) -> None:
        asks, there = self._waiting is not None, self.picture is not None
        for button, visible in (
            (self.choose, not asks and not there),
            (self.paste_button, not asks and not there),
            (self.open_it, asks),
            (self.leave_it, asks),
            (self.where, there and not asks),
            (self.copy_path, there and not asks),
            (self.away, there and not asks),
        ):
            button.setVisible(visible)
        self.shown.setVisible(there and not asks)
        self.facts.setVisible(there and not asks)
        if asks:
            self._say(gate_question())
        elif self.picture is not None:
            self._show_copy(self.picture)
        else:
            self._say(tr("Drop the picture here, paste it with Ctrl+V, or choose it. The check works without one too."))

    def _show_copy(self, picture: PickedPicture) -> None:
        copy = picture.copy
        ratio = self.devicePixelRatioF()
        side = round(px(_SIDE) * ratio)
        pixmap = QPixmap.fromImage(QImage.fromData(copy.content)).scaled(
            side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        pixmap.setDevicePixelRatio(ratio)
        self.shown.setPixmap(pixmap)
        self.shown.setAccessibleName(tr("The picture as it would be posted"))
        self._say(tr("Post this copy: {name}", name=copy.path.name))
        self.facts.setText(
            tr(
                "{width} × {height} pixels. {removed} The copy is deleted after 7 days.",
                width=copy.width,
                height=copy.height,
                removed=copy.removed_words,
            )
        )

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)

    def _button(self, said: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(said, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: act())
        self._flow.addWidget(button)
        return button

    def _choose(self) -> None:
        dialog = QFileDialog(
            self, tr("Choose a picture"), str(Path.home()), tr("Pictures (*.jpg *.jpeg *.png *.heic *.heif *.webp)")
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.ask(Path(path)))
        dialog.open()

    def _show_folder(self) -> None:
        folder = self._page.desk.office.safe_copies.folder
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._page.messages.warn(
                tr("The folder could not be opened. The copy lies in {folder}.", folder=str(folder))
            )

    def _copy_path(self) -> None:
        if self.picture is not None:
            QGuiApplication.clipboard().setText(str(self.picture.copy.path))
            self._page.messages.good(tr("Copied. Paste it where the platform asks for the file."))
