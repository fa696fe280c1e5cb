"""Finding words in a document: a line to type into, how many there are, the next one and the one before."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.pdf_pages import Hit, Pages
from schoolsm_desktop.ui.common.sheet import sign_tool
from schoolsm_desktop.ui.theme import px

TURN_SECONDS = 0.012
"""How long one turn of looking may hold the window up."""
WAIT_MS = 120
"""How long the typing rests before the looking begins."""


class Finder(QObject):
    """Looks through the pages a few a turn, from the one that is read now to the end and round again."""

    moved = Signal()

    def __init__(self, pages: Pages, parent: QObject) -> None:
        super().__init__(parent)
        self._pages = pages
        self._typed, self._from, self._next = "", 0, 0
        self.hits: list[Hit] = []
        self.shown = -1
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._look)

    @property
    def looking(self) -> bool:
        """Whether pages are still to be looked through."""
        return self._turn.isActive()

    def begin(self, typed: str, page: int) -> None:
        """Look for `typed`; the first hit from `page` on is the one that is shown."""
        self._typed, self._from, self._next = typed, page, 0
        self.hits, self.shown = [], -1
        if typed.strip():
            self._turn.start()
        else:
            self._turn.stop()
        self.moved.emit()

    def step(self, step: int) -> None:
        """The next hit, or the one before; after the last comes the first."""
        if self.hits:
            self.shown = (self.shown + step) % len(self.hits)
            self.moved.emit()

    def _look(self) -> None:
        until = time.monotonic() + TURN_SECONDS
        while self._next < len(self._pages) and time.monotonic() < until:
            self.hits += self._pages.find(self._next, self._typed)
            self._next += 1
        if self.shown < 0:
            self.shown = next((at for at, hit in enumerate(self.hits) if hit.page >= self._from), -1)
        if self._next >= len(self._pages):
            self._turn.stop()
            if self.shown < 0 and self.hits:
                self.shown = 0
        self.moved.emit()


class FindBar(QWidget):
    """Hidden until Ctrl+F. Enter goes on, Shift+Enter back, Esc closes. `moved` when other hits are to be marked."""

    moved = Signal()
    closed = Signal()

    def __init__(self, pages: Pages, parent: QWidget) -> None:
        super().__init__(parent)
        self.finder = Finder(pages, self)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(tr("Find in the document"))
        self.line.setAccessibleName(tr("Find in the document"))
        self.line.setClearButtonEnabled(True)
        self.line.installEventFilter(self)
        self.count = words("", "quiet", self)
        self.count.setMinimumWidth(px(90))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self.line, 1)
        row.addWidget(self.count)
        self.back = self._button(tr("Previous"), tr("The one before (Shift+F3)"), -1)
        self.on = self._button(tr("Next"), tr("The next one (F3)"), 1)
        row.addWidget(self.back)
        row.addWidget(self.on)
        row.addWidget(sign_tool(self, "x", tr("Close the search (Esc)"), self.close_it))
        self._page = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(WAIT_MS)
        self._rest.timeout.connect(self._begin)
        self.line.textChanged.connect(self._typed)
        self.finder.moved.connect(self._tell)
        self.setVisible(False)

    def open_at(self, page: int) -> None:
        """Show the line, ready to type over what was looked for before."""
        self._page = page
        self.setVisible(True)
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def close_it(self) -> None:
        """Take the marks away and give the document back."""
        self.setVisible(False)
        self._rest.stop()
        self.finder.begin("", 0)
        self.line.clear()
        self._rest.stop()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.close_it()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.finder.step(-1 if back else 1)
                return True
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        """What was found before no longer counts, also before the looking begins."""
        self.count.setText(tr("Looking…") if text.strip() else "")
        self._rest.start()

    def _begin(self) -> None:
        self.finder.begin(self.line.text(), self._page)

    def _tell(self) -> None:
        found, shown = len(self.finder.hits), self.finder.shown
        if not self.line.text().strip():
            said = ""
        elif found and shown >= 0:
            said = tr("{number} of {count}", number=shown + 1, count=found)
        elif self.finder.looking:
            said = tr("Looking…")
        elif found:
            said = ntr("{count} found", "{count} found", found)
        else:
            said = tr("Not found in this document")
        self.count.setText(said)
        self.back.setEnabled(found > 1)
        self.on.setEnabled(found > 1)
        self.moved.emit()

    def _button(self, said: str, name: str, step: int) -> QToolButton:
        button = QToolButton(self)
        button.setText(said)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setEnabled(False)
        button.clicked.connect(lambda _on=False: self.finder.step(step))
        return button
