"""The school's crest as a field: a picture is chosen or dropped, proved and made small at once, and kept with the rest."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.background import sentence_of
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.field import Field
from schoolsm_desktop.ui.common.file_drop import dropped_files
from schoolsm_desktop.ui.common.form import OwnEditor
from schoolsm_desktop.ui.common.side_bar import Crest
from schoolsm_desktop.ui.theme import px


class CrestField(OwnEditor):
    """`picture` is the crest as it would be kept: a small PNG, empty for the drawn one. Its value is that, as text."""

    def __init__(self, dialog: FormDialog, letter: str, picture: bytes) -> None:
        super().__init__(dialog.form)
        self._dialog, self._letter = dialog, letter
        self.picture = picture
        self.setAcceptDrops(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(14))
        self._crest = Crest(letter, self, side=56, picture=picture)
        row.addWidget(self._crest)
        beside = QVBoxLayout()
        beside.addWidget(words(tr("Choose a PNG or JPEG, or drop one here."), "quiet", self, wrap=True))
        self.choose = self._button(tr("Choose a picture…"), self._choose)
        self.away = self._button(tr("Use the drawn one"), lambda: self.set_value(""))
        buttons = QHBoxLayout()
        buttons.addWidget(self.choose)
        buttons.addWidget(self.away)
        buttons.addStretch(1)
        beside.addLayout(buttons)
        row.addLayout(beside, 1)
        self.setFocusProxy(self.choose)
        self._show()

    def value(self) -> str:
        """The picture as text, so that a lock does not lose it."""
        return base64.b64encode(self.picture).decode("ascii")

    def set_value(self, text: str) -> None:
        """Put back what `value` gave; "" is the drawn crest."""
        self.picture = base64.b64decode(text)
        self._show()
        self.edited.emit()

    def take(self, path: Path) -> None:
        """Read a picture on the worker; what is wrong with it is said beside the field, and the crest stays as it was."""

        def read(picture: bytes) -> None:
            self.picture = picture
            self._show()
            self.edited.emit()

        def refused(error: Exception) -> None:
            field = self.parentWidget()
            if isinstance(field, Field):
                field.show_error(sentence_of(error))
                self._dialog.bring_into_view(field)

        self._dialog.work(lambda: self._dialog.page.desk.office.schools.read_crest(path), read, refused)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(dropped_files(event)) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = dropped_files(event)
        if len(files) == 1:
            event.acceptProposedAction()
            self.take(files[0])

    def _show(self) -> None:
        self._crest.show_school(self._letter, self.picture)
        self.away.setVisible(bool(self.picture))

    def _button(self, said: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(said, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: act())
        return button

    def _choose(self) -> None:
        dialog = QFileDialog(self, tr("Choose a crest"), str(Path.home()), tr("Pictures (*.png *.jpg *.jpeg)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.take(Path(path)))
        dialog.open()
