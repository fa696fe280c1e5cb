"""Choose or drop a scanned paper: PDF, PNG or JPEG. It is read and proved at once, and kept when the dialog is saved.

self.scan = ScanField(self)                        # self is the FormDialog; add it as a field, so that it survives a lock
self.form.add_editor("scan", tr("Scan of the paper"), self.scan, hint=tr("Optional."))
... self.work(lambda: office.leaving.finish(list_id, day, scan=self.scan.scan))   # services.papers.Scan or None
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.papers import Scan
from schoolsm_desktop.ui.common.background import sentence_of
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.field import Field
from schoolsm_desktop.ui.common.file_drop import dropped_files
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.form import OwnEditor
from schoolsm_desktop.ui.common.scan_view import ScanView
from schoolsm_desktop.ui.theme import px, set_look, set_mark


class ScanField(OwnEditor):
    """`scan` is what was chosen and could be opened. As a field its value is the path, so that a lock does not lose it."""

    def __init__(self, dialog: FormDialog) -> None:
        super().__init__(dialog.form)
        self.scan: Scan | None = None
        self._dialog = dialog
        self._path = ""
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_look(self, "drop")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(8), px(12), px(8))
        column.setSpacing(px(6))
        self._said = words("", "", self, wrap=True)
        column.addWidget(self._said)
        buttons = QWidget(self)
        set_look(buttons, "body")
        flow = Flow(buttons)
        self.choose = self._button(buttons, tr("Choose a scan…"), self._choose)
        self.look = self._button(buttons, tr("Look at it"), self._look)
        self.away = self._button(buttons, tr("Take it away"), lambda: self.set_value(""))
        for button in (self.choose, self.look, self.away):
            flow.addWidget(button)
        column.addWidget(buttons)
        self.setFocusProxy(self.choose)
        self._show()

    def value(self) -> str:
        """The path of what was chosen."""
        return self._path

    def set_value(self, text: str) -> None:
        """Read the file at the path `text`; "" takes away what was chosen."""
        self.scan, self._path = None, ""
        if text:
            self.take(Path(text))
        else:
            self._show()
            self.edited.emit()

    def take(self, path: Path) -> None:
        """Read and prove a file on the worker; what is wrong with it is said beside the field."""

        def read(scan: Scan) -> None:
            self.scan, self._path = scan, str(path)
            self._show()
            self.edited.emit()

        def refused(error: Exception) -> None:
            self.scan, self._path = None, ""
            self._show()
            self.edited.emit()
            self._say(sentence_of(error))

        self._dialog.work(lambda: self._dialog.page.desk.office.papers.read(path), read, refused)

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
            self.take(files[0])

    # Inside

    def _say(self, sentence: str) -> None:
        field = self.parentWidget()
        if isinstance(field, Field):
            field.show_error(sentence)
            QTimer.singleShot(0, self, lambda: self._dialog.bring_into_view(field))
        else:
            self._dialog.messages.stop(sentence)

    def _show(self) -> None:
        there = self.scan is not None
        if self.scan is not None:
            self._said.setText(
                tr("{name}, {size} kB", name=self.scan.name, size=max(1, len(self.scan.content) // 1000))
            )
        else:
            self._said.setText(
                tr("Drop a PDF, PNG or JPEG here, or choose one. It is kept inside the school’s records.")
            )
        self.look.setVisible(there)
        self.away.setVisible(there)

    def _button(self, parent: QWidget, said: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(said, parent)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: act())
        return button

    def _choose(self) -> None:
        dialog = QFileDialog(self, tr("Choose a scan"), str(Path.home()), tr("Scans (*.pdf *.png *.jpg *.jpeg)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.take(Path(path)))
        dialog.open()

    def _look(self) -> None:
        if self.scan is not None:
            ScanView(self._dialog, self.scan.name, self.scan.kind, self.scan.content).open()
