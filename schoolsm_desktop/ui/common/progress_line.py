"""Long work behind a line: what is being done, how far it is, and Cancel. The window stays alive."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.background import Progress
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.theme import px, theme


class ProgressLine(QWidget):
    """Hidden until work begins.

    progress = line.begin(tr("Reading the file"))
    desk.background.run(lambda: service.read(path, progress.report), done, owner=self, progress=progress)
    and in `done` and `failed`: line.end()
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        self.label = words("", "", self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.cancel = QPushButton(tr("Cancel"), self)
        self.cancel.clicked.connect(self._cancel)
        row.addWidget(self.label)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self._progress: Progress | None = None
        self._title = ""
        self.setVisible(False)

    def begin(self, title: str, after_ms: int = 0) -> Progress:
        """Show the line for work called `title`; gives what the work reports to.

        With `after_ms` it comes only where the work takes longer: what flashes up and goes is read by nobody.
        """
        self._title = title
        self._progress = Progress()
        self._progress.said.connect(self._heard)
        self._heard(-1.0, "")
        self.cancel.setEnabled(True)
        if after_ms:
            progress = self._progress
            QTimer.singleShot(after_ms, self, lambda: self.setVisible(self._progress is progress or self.isVisible()))
        else:
            self.setVisible(True)
        return self._progress

    def end(self) -> None:
        """Hide the line again."""
        if self._progress is not None:
            self._progress.said.disconnect(self._heard)
            self._progress = None
        self.setVisible(False)

    def _heard(self, part: float, said: str) -> None:
        self.label.setText(f"{self._title}: {said}" if said else self._title)
        self.bar.setAccessibleName(self._title)
        self.bar.setVisible(part >= 0 or not theme().less_motion)
        self.bar.setRange(0, 0 if part < 0 else 1000)
        self.bar.setValue(round(max(0.0, part) * 1000))

    def _cancel(self) -> None:
        if self._progress is not None:
            self._progress.cancel()
            self.cancel.setEnabled(False)
            self.label.setText(tr("Stopping…"))
