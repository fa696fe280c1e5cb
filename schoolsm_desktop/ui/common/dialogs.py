"""A dialog with fields: its own message place, one main button, and what was typed survives a lock.

    class NewAccount(FormDialog):
        def __init__(self, page: Page) -> None:
            super().__init__(page, tr("New account"), tr("Save"), self._save)
            self.form.add_line("name", tr("Name"), needed=True)

        def _save(self) -> None:                       # the fields are complete when this is called
            self.work(lambda: office.accounts.add(account), lambda _: self.accept())

While work runs the main button rests. A FieldError is shown beside its field, any other above the fields.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.background import Progress, sentence_of
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.form import Form
from schoolsm_desktop.ui.common.messages import MessagePlace
from schoolsm_desktop.ui.common.progress_line import ProgressLine
from schoolsm_desktop.ui.common.scroll import Scroll
from schoolsm_desktop.ui.common.what_follows import WhatFollows
from schoolsm_desktop.ui.theme import px, set_look

if TYPE_CHECKING:
    from schoolsm_desktop.ui.pages import Page

T = TypeVar("T")


class FormDialog(QDialog):
    """Heading, sentence, message place, fields in a scroll area, Cancel and one main button."""

    def __init__(
        self,
        page: Page,
        title: str,
        action: str,
        act: Callable[[], None],
        *,
        sentence: str = "",
        wide: bool = False,
    ) -> None:
        super().__init__(page)
        self.page = page
        self._act = act
        self.running: Progress | None = None
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(18), px(20), px(16))
        column.setSpacing(px(10))
        self.heading = words(title, "heading", self, wrap=True)
        self.sentence = words(sentence, "quiet", self, wrap=True)
        self.sentence.setVisible(bool(sentence))
        self.messages = MessagePlace(self)
        self.progress = ProgressLine(self)
        self.form = Form(self)
        self.finished.connect(self.form.end)
        self.body = QWidget(self)
        self.rows = QVBoxLayout(self.body)
        self.rows.setContentsMargins(0, 0, px(8), 0)
        self.rows.addWidget(self.form)
        self.rows.addStretch(1)
        for part in (self.heading, self.sentence, self.messages, self.progress):
            column.addWidget(part)
        self._scroll = Scroll(self.body, self)
        column.addWidget(self._scroll, 1)
        column.addLayout(self._buttons(action))
        self._wide = wide
        self.messages.said.connect(lambda: QTimer.singleShot(0, self, self._grow))
        self._scroll.relaid.connect(lambda: QTimer.singleShot(0, self, self._make_room))

    def fit(self) -> None:
        """Take the size the fields need, within the screen."""
        room = self.screen().availableGeometry().size().expandedTo(self.page.window().size()) - QSize(px(40), px(40))
        width = min(max(px(720 if self._wide else 480), self.body.sizeHint().width() + px(60)), room.width())
        column, inside = self.layout(), width - px(60)
        fields = self.body.heightForWidth(inside) if self.body.hasHeightForWidth() else self.body.sizeHint().height()
        whole = column.totalHeightForWidth(width) if column is not None else 0
        scrolled = self._scroll.sizeHint().expandedTo(self._scroll.minimumSizeHint()).height()
        height = whole - scrolled + fields + px(8)
        self.resize(width, min(max(height, px(160)), room.height()))

    def _grow(self) -> None:
        """A message or a field that came must not take the others' room, nor push the buttons off the screen."""
        before = self.size()
        self.fit()
        self.resize(self.size().expandedTo(before))
        screen = self.screen().availableGeometry()
        over = self.geometry().bottom() - screen.bottom()
        if over > 0 and self.size() != before:
            self.move(self.x(), max(screen.top(), self.y() - over))

    def _make_room(self) -> None:
        """A field that came, or what is wrong beside one, shows without scrolling where the screen has room."""
        if self.isVisible() and self._scroll.verticalScrollBar().maximum() > 0:
            self._grow()

    def showEvent(self, event: Any) -> None:
        self.fit()
        super().showEvent(event)

    def add_what_follows(self) -> WhatFollows:
        """A place under the fields so far for what follows from them; ask it anew when they change."""
        follows = WhatFollows(self.page.desk.background, self.form)
        self.form.add_widget(follows)
        follows.said.connect(lambda: QTimer.singleShot(0, self, self._grow))
        return follows

    def work(
        self,
        call: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run `call` on the worker; the main button rests meanwhile; failures are shown in this dialog."""
        self.main.setEnabled(False)

        def finished(result: T) -> None:
            self.main.setEnabled(True)
            if done is not None:
                done(result)

        def wrong(error: Exception) -> None:
            self.main.setEnabled(True)
            (failed or self.show_failure)(error)

        self.page.desk.background.run(call, finished, wrong, owner=self)

    def long_work(
        self, title: str, call: Callable[[Progress], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Run `call(progress)` behind the progress line with Cancel; the buttons rest meanwhile. `running` is its progress."""
        progress = self.running = self.progress.begin(title)
        self.rest(True)

        def ended() -> None:
            self.running = None
            self.progress.end()
            self.rest(False)

        def finished(result: T) -> None:
            ended()
            done(result)

        def wrong(error: Exception) -> None:
            ended()
            failed(error)

        self.page.desk.background.run(lambda: call(progress), finished, wrong, owner=self, progress=progress)

    def bring_into_view(self, widget: QWidget) -> None:
        """Scroll the fields so that `widget` can be seen."""
        self._scroll.ensureWidgetVisible(widget)

    def rest(self, on: bool) -> None:
        """Let the buttons rest while long work runs, and wake them; a dialog with more buttons adds its own."""
        self.main.setEnabled(not on)

    def show_failure(self, error: Exception) -> None:
        """Beside its field if it is about one, else above the fields."""
        if isinstance(error, FieldError) and self.form.show_field_error(error):
            wrong = self.form.field(error.field)
            QTimer.singleShot(0, self, lambda: self.bring_into_view(wrong))
        else:
            self.messages.stop(sentence_of(error))

    def reject(self) -> None:
        """Cancel: asks first where something was typed."""
        if not self.form.dirty:
            super().reject()
            return
        confirm.ask(
            self,
            title=tr("Leave without saving?"),
            consequence=tr("What you typed here is not kept."),
            action=tr("Leave"),
            yes=self._leave,
        )

    def _leave(self) -> None:
        self.form.saved()  # nothing is left to ask about
        self.reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.form.dirty and self.isVisible():
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)

    def _buttons(self, action: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        self.cancel = QPushButton(tr("Cancel"), self)
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.main = QPushButton(action, self)
        self.main.setDefault(True)
        set_look(self.main, "main")
        self.main.clicked.connect(self._pressed)
        row.addWidget(self.cancel)
        row.addWidget(self.main)
        return row

    def _pressed(self) -> None:
        if self.form.complete():
            self._act()
